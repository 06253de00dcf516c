"""The fields of the record in the database: one spelling of every text, one spelling of unknown, keys never stale."""

import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError

from clusters.common.fields import CodesField
from clusters.models import Document, Source, Unit
from pacts.models import Commitment, Participation
from tests.factories import (
    ClusterYearFactory,
    CommitmentFactory,
    DocumentFactory,
    ParticipationFactory,
    SourceFactory,
    UnitFactory,
)
from tests.rules import sentences

pytestmark = pytest.mark.django_db

HARD, NFD = "\u00a0", unicodedata.normalize("NFD", "Đại Từ")
WRONG_DATE = "Write a date as dd/mm/yyyy, or only mm/yyyy, or only the year."


# --- Text ---------------------------------------------------------------------------------------


def test_text_is_stored_composed_without_hard_spaces_and_trimmed():
    unit = UnitFactory(name=f" Huyện{HARD}{NFD}\n")

    assert unit.name == "Huyện Đại Từ"
    assert Unit.objects.values_list("name", flat=True).get() == "Huyện Đại Từ"


def test_text_is_found_however_it_is_typed():
    unit = UnitFactory(name="Huyện Đại Từ")

    assert Unit.objects.get(name=f"Huyện{HARD}{NFD} ") == unit


@pytest.mark.parametrize("nothing", ["", "  ", HARD, "\n", None])
def test_unknown_text_is_stored_as_null(nothing):
    unit = UnitFactory(short_name=nothing)

    assert unit.short_name is None
    assert Unit.objects.filter(short_name__isnull=True).get() == unit


@pytest.mark.parametrize("nothing", ["", "  ", HARD])
def test_unknown_text_is_known_to_be_unknown_before_it_is_stored(nothing):
    unit = UnitFactory.build(short_name=nothing)

    unit.full_clean()

    assert unit.short_name is None


@pytest.mark.parametrize("nothing", ["", HARD, None])
def test_a_text_that_is_needed_is_asked_for(nothing):
    unit = UnitFactory.build(name=nothing)

    assert list(sentences(unit)) == ["name"]


def test_a_text_of_any_length_is_kept():
    commitment = CommitmentFactory(text="Nội dung " * 5_000)

    commitment.full_clean()

    assert Commitment.objects.get().text == ("Nội dung " * 5_000).strip()


def test_a_commitment_keeps_its_semicolons_its_lines_and_its_ellipsis():
    text = "đẩy mạnh công tác tuyên, phát hiện;\nnâng cao hiệu quả…"

    assert CommitmentFactory(text=text).text == text


def test_a_line_is_typed_in_a_line_and_a_text_in_several():
    assert type(Unit._meta.get_field("name").formfield().widget) is forms.TextInput
    assert type(Commitment._meta.get_field("text").formfield().widget) is forms.Textarea


@pytest.mark.parametrize(("name", "cleaned"), [("short_name", None), ("name", "")])
def test_a_form_field_left_empty_gives_null_only_where_the_record_allows_it(name, cleaned):
    field = Unit._meta.get_field(name).formfield(required=False)

    assert field.clean("  ") == cleaned


# --- Lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize("nothing", [[], None])
def test_an_empty_list_is_stored_as_null(nothing):
    source = SourceFactory(authors=nothing, errata=nothing, inferred={} if nothing == [] else None)

    assert Source.objects.filter(authors__isnull=True, errata__isnull=True, inferred__isnull=True).get() == source


def test_a_list_emptied_later_is_null_again():
    source = SourceFactory(authors=["Minh Hằng (T)"])

    source.authors = []
    source.save(update_fields=["authors"])

    assert Source.objects.filter(authors__isnull=True).get() == source


def test_a_list_emptied_by_an_update_is_null_again():
    source = SourceFactory(authors=["Minh Hằng (T)"])

    Source.objects.update(authors=[])

    assert Source.objects.filter(authors__isnull=True).get() == source


def test_a_list_is_known_to_be_unknown_before_it_is_stored():
    source = SourceFactory.build(authors=[])

    source.full_clean()

    assert source.authors is None


def test_the_texts_of_a_list_are_stored_in_their_order_composed_and_trimmed():
    SourceFactory(authors=[f"Quang{HARD}Tuấn ", unicodedata.normalize("NFD", "Huyền Trang")])

    assert Source.objects.get().authors == ["Quang Tuấn", "Huyền Trang"]


@pytest.mark.parametrize("wrong", ["Minh Hằng", {"tác giả": "Minh Hằng"}, [1], [None], [""], [["a"]], 5])
def test_what_is_no_list_of_texts_is_told_so(wrong):
    source = SourceFactory.build(authors=wrong)

    assert sentences(source) == {"authors": ["This is a list of texts."]}


def test_codes_are_kept_in_the_order_given():
    ParticipationFactory(roles=["witness", "chair"])

    assert Participation.objects.get().roles == ["witness", "chair"]


def test_a_code_that_is_not_in_the_list_is_quoted():
    person = ParticipationFactory()
    person.roles = ["chair", "king"]

    assert sentences(person) == {"roles": ["“king” is not in the list."]}


def test_codes_are_offered_as_boxes_to_tick():
    field = Participation._meta.get_field("roles").formfield()

    assert isinstance(Participation._meta.get_field("roles"), CodesField)
    assert field.choices == Participation.Role.choices
    assert field.required is False


# --- Partial dates ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"), [("31/3/2021", "2021-03-31"), ("03/2021", "2021-03"), ("2021", "2021"), (" 2021\u00a0", "2021")]
)
def test_a_typed_date_is_stored_in_the_form_that_sorts(typed, kept):
    document = DocumentFactory.build(issued_on=typed)

    document.full_clean()
    document.save()

    assert Document.objects.get().issued_on == kept


def test_a_typed_date_stored_unchecked_still_sorts():
    document = DocumentFactory(issued_on="31/3/2021")

    assert document.issued_on == "2021-03-31"
    assert list(Document.objects.filter(issued_on__startswith="2021-0")) == [document]


def test_what_is_no_date_is_never_stored():
    document = DocumentFactory.build(issued_on="mùa xuân")

    with pytest.raises(ValidationError):
        document.save()


@pytest.mark.parametrize("wrong", ["31/2/2021", "13/2021", "mùa xuân", "2021-3"])
def test_a_wrong_date_is_told_beside_its_field(wrong):
    document = DocumentFactory.build(issued_on=wrong)

    assert sentences(document) == {"issued_on": [WRONG_DATE]}


@pytest.mark.parametrize("nothing", ["", "  ", None])
def test_an_unknown_date_is_stored_as_null(nothing):
    document = DocumentFactory(issued_on=nothing)

    assert Document.objects.filter(issued_on__isnull=True).get() == document


def test_dates_known_in_part_stand_before_the_days_they_hold():
    year = ["2020-12-31", "2021", "2021-01", "2021-01-01", "2021-03", "2021-03-31", "2022"]
    for day in reversed(year):
        DocumentFactory(issued_on=day)

    assert list(Document.objects.order_by("issued_on").values_list("issued_on", flat=True)) == year


# --- Derived keys -------------------------------------------------------------------------------


def test_a_key_follows_its_name():
    unit = UnitFactory(name="Huyện Đại Từ", short_name="ĐT")

    assert unit.folded == "huyen dai tu dt"


def test_a_key_follows_its_name_even_when_only_the_name_is_saved():
    unit = UnitFactory(name="Tỉnh Thừa Thiên Huế")
    before = unit.sort_key

    unit.name = "Thành phố Huế"
    unit.save(update_fields=["name"])

    stored = Unit.objects.get()
    assert stored.folded == "thanh pho hue"
    assert stored.sort_key < before


def test_saving_some_fields_saves_no_others():
    unit = UnitFactory(name="Xã Cũ", short_name="cũ")

    unit.name, unit.short_name = "Xã Mới", "mới"
    unit.save(update_fields=["name"])

    assert Unit.objects.values_list("name", "short_name").get() == ("Xã Mới", "cũ")


def test_keys_are_made_when_many_rows_are_stored_at_once():
    Unit.objects.bulk_create([UnitFactory.build(name="Xã Đồng Liên")])

    assert Unit.objects.get().folded == "xa dong lien"


def test_a_key_reads_lists_and_what_is_unknown():
    year = ClusterYearFactory(name=None, label="Năm học 2013-2014", as_written=["Khối tổng hợp", "KHỐI"])

    assert year.folded == "nam hoc 2013-2014 khoi tong hop khoi"


def test_a_very_long_name_still_has_a_key_an_index_can_hold():
    unit = UnitFactory(name="1 a" * 40_000)

    assert len(unit.sort_key) < 2_000


@pytest.mark.parametrize("words", ["dai tu", "Đại Từ", "TU DAI", NFD, "đại\u00a0từ", "huyện  đại", "ai t", ""])
def test_a_unit_is_found_by_its_words_with_or_without_accents_in_any_order(words):
    unit = UnitFactory(name="Huyện Đại Từ")

    assert list(Unit.objects.matching(words)) == [unit]


@pytest.mark.parametrize("words", ["dai tu x", "đại_từ", "%", "daitu", "\\"])
def test_a_unit_is_not_found_by_a_word_it_has_not(words):
    UnitFactory(name="Huyện Đại Từ")

    assert list(Unit.objects.matching(words)) == []


@pytest.mark.parametrize("words", ["uy ban", "Uỷ ban", "Ủy ban", "ỦY BAN", "ban uỷ"])
def test_both_ways_to_place_a_tone_find_each_other(words):
    old, new = UnitFactory(name="Uỷ ban Mặt trận"), UnitFactory(name="Ủy ban Mặt trận")

    assert list(Unit.objects.matching(words).order_by("pk")) == [old, new]


def test_people_papers_and_promises_are_found_by_their_words_too():
    person = ParticipationFactory(name=None, titles=["Giám đốc Sở Nội vụ"], as_written=["đ/c Đức"])
    document = DocumentFactory(number="311/KH-UBND", issuer="UBND tỉnh Bắc Ninh")
    commitment = CommitmentFactory(text="Không có đơn vị yếu kém;")

    assert list(Participation.objects.matching("duc so noi vu")) == [person]
    assert list(Document.objects.matching("bac ninh 311")) == [document]
    assert list(Commitment.objects.matching("yeu kem")) == [commitment]
