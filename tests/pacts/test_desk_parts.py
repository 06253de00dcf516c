"""The form of a pact at the desk: what stands beside its fields, and what its buttons do."""

import pytest
from django.urls import reverse

from clusters.models import Unit
from pacts.desk.form_layout import desk_forms, parts_of
from pacts.document import document_of
from pacts.document.validate import typed
from pacts.models import Pact
from pacts.services.lifecycle import save_draft
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory
from tests.pacts.documents import full_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact(client):
    """A draft with something in every part, its secretariat signed in."""
    organiser = UnitFactory(name="Tỉnh X", kind="province", slug="tinh-x")
    cluster = ClusterFactory(slug="khoi-x", name="Khối X", organiser=organiser, place=organiser)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    client.force_login(MandateFactory(organiser=True, unit=organiser).user)
    document = document_of(pact) | full_document()
    document["signatories"][0]["key"] = "anh-ky"
    document["sources"][0]["key"] = "bao"
    for number, row in enumerate([*document["commitments"], *document["targets"]]):
        row.setdefault("key", f"row-{number}")
    return save_draft(pact=pact, document=document, by=None)


def address(name, **query):
    page = reverse(f"desk:{name}", args=["khoi-x", "2021"])
    return f"{page}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else page


def press(client, pact, then):
    data = typed(Pact.objects.get(pk=pact.pk).draft)
    return client.post(address("pact"), data | {"revision": pact.draft_revision, "then": then})


def draft(pact):
    return Pact.objects.get(pk=pact.pk).draft


def parts(document, carried=()):
    return {part.name: part for part in parts_of(desk_forms(document), {}, carried)}


def test_each_tick_that_says_none_stands_beside_what_it_is_about(pact):
    page = parts(pact.draft)

    ticked = {name: [tick.data["value"] for tick in part.nones] for name, part in page.items() if part.nones}
    beside = [field.name for field in [*page["pact"].main, *page["pact"].more] if field.none]
    assert ticked == {
        "commitments": ["commitments"],
        "targets": ["targets"],
        "units": ["leader", "deputy"],
        "movements": ["movements"],
        "documents": ["documents"],
        "pact": ["awards"],
    }
    assert beside == ["theme", "slogan", "key_works_minimum"]


def test_a_tick_that_contradicts_is_told_in_its_part(client, pact):
    save_draft(pact=pact, document=pact.draft | {"pact": pact.draft["pact"] | {"known_none": ["theme"]}}, by=None)

    response = client.get(address("pact"))

    sentence = "“chủ đề” đã có nội dung nên không thể đồng thời ghi là không có."
    assert parts_of(response.context["parts"][0].page.forms, {})[1].faults == [sentence]
    assert sentence in response.content.decode()


def test_parts_are_concluded_by_their_names_and_no_code_is_typed(pact):
    document = pact.draft | {"conference": {"venue": "Hội trường", "inferred": {"venue": "theo ảnh"}}}

    form = desk_forms(document).header["conference"]

    assert form["inferred"].value() == "địa điểm: theo ảnh"
    assert form.is_valid()
    assert form.cleaned_data["inferred"] == {"venue": "theo ảnh"}


def test_what_was_carried_over_is_marked_field_by_field(pact):
    page = parts(pact.draft, carried=["commitments/viec/text", "units/dai-tu/role"])

    marked = [
        field.html_name
        for part in page.values()
        for row in getattr(part, "rows", [])
        for field in row.main
        if field.is_carried
    ]
    assert marked == ["commitments-0-text", "units-0-role"]
    assert [name for name, part in page.items() if part.is_carried] == ["commitments", "units"]


def test_a_new_row_is_offered_the_same_choices_as_the_others(pact):
    part = parts(pact.draft)["participants"]
    of = {
        field.name: list(field.field.widget.choices)
        for row in (part.rows[0], part.blank)
        for field in row.more
        if field.name == "unit"
    }

    assert len(of["unit"]) == 3
    assert [
        list(field.field.widget.choices)
        for row in (part.rows[0], part.blank)
        for field in row.more
        if field.name == "unit"
    ] == [of["unit"]] * 2


# --- Buttons -------------------------------------------------------------------------------------


def test_a_part_read_and_let_stand_is_no_longer_carried_over(client, pact):
    Pact.objects.filter(pk=pact.pk).update(draft_carried=["commitments/viec/text", "units/dai-tu/role"])

    press(client, pact, "confirm:commitments")

    assert Pact.objects.get(pk=pact.pk).draft_carried == ["units/dai-tu/role"]


def test_one_button_records_that_all_have_signed_and_leaves_what_is_known(client, pact):
    rows = [{"key": "s", "member": "dai-tu", "name": "Phạm Quang Anh", "state": "proxy"}]
    pact = save_draft(pact=pact, document=pact.draft | {"signatories": rows}, by=None)

    press(client, pact, "signatories:signed")

    signed = [(row["member"], row.get("name"), row["state"]) for row in draft(pact)["signatories"]]
    assert signed == [("dai-tu", "Phạm Quang Anh", "proxy"), ("dinh-hoa", None, "signed")]


@pytest.mark.parametrize(
    ("then", "page"),
    [
        ("targets:find", "targets"),
        ("paste:units", "units"),
        ("paste:commitments", "commitments"),
    ],
)
def test_a_button_leads_to_its_page_with_everything_kept(client, pact, then, page):
    assert press(client, pact, then).url == address(page)


def test_a_button_beside_a_field_names_the_place_it_is_about(client, pact):
    assert press(client, pact, "pick:conference-host").url == address("unit_pick", cho="conference%2Fhost")
    pact.refresh_from_db()
    assert press(client, pact, "pick:participants-0-unit").url == address("unit_pick", cho="participants%2Fanh%2Funit")
    pact.refresh_from_db()
    assert press(client, pact, "erratum:commitments-0-text").url == address("erratum", cho="commitments%2Fviec%2Ftext")


@pytest.mark.parametrize(
    "then", ["", "x", "confirm:", "confirm:x", "pick:", "move:x", "add:x", ":::", "pick:participants-99-unit"]
)
def test_a_button_that_is_none_keeps_the_page_and_is_no_error(client, pact, then):
    assert press(client, pact, then).status_code == 302


# --- Targets -------------------------------------------------------------------------------------


@pytest.fixture
def promising(pact):
    rows = [{"key": "c1", "text": "Mỗi đơn vị có ít nhất 2 mô hình, trong đó 50% về dân vận", "standing": "agreed"}]
    return save_draft(pact=pact, document=pact.draft | {"commitments": rows, "targets": []}, by=None)


def test_numbers_of_the_commitments_are_offered_and_nothing_is_made_by_looking(client, promising):
    offers = client.get(address("targets")).context["offers"]

    assert [(row["operator"], row["value"], row["unit"]) for row in offers[0].rows] == [
        (">=", "2", "mô hình"),
        ("=", "50", "%"),
    ]
    assert [figure for _row, figure in offers[0].shown] == ["≥ 2 mô hình", "= 50 %"]
    assert draft(promising)["targets"] == []


def test_the_ticked_ones_become_targets_of_their_commitment(client, promising):
    keys = [row["key"] for row in client.get(address("targets")).context["offers"][0].rows]

    client.post(address("targets"), {"take": keys})
    client.post(address("targets"), {"take": keys})

    rows = draft(promising)["targets"]
    assert [(row["commitment"], row["part_of"]) for row in rows] == [("c1", None), ("c1", rows[0]["key"])]


def test_a_part_whose_whole_was_not_taken_stands_alone(client, promising):
    rows = client.get(address("targets")).context["offers"][0].rows

    client.post(address("targets"), {"take": [rows[1]["key"]]})

    assert [row["part_of"] for row in draft(promising)["targets"]] == [None]


def test_where_no_number_is_left_the_page_says_so_and_leads_back(client, pact):
    response = client.get(address("targets"), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Nội dung giao ước không nêu con số nào ngoài các chỉ tiêu đã có."
    ]


# --- Another unit --------------------------------------------------------------------------------


def test_a_unit_outside_the_roster_is_found_and_put_in_its_place(client, pact):
    UnitFactory(slug="ban-thi-dua", name="Ban Thi đua - Khen thưởng", place=Unit.objects.get(slug="tinh-x"))
    place = address("unit_pick", cho="participants/anh/unit")

    found = client.post(place, {"text": "Ban thi dua khen thuong", "find": "1"}).context["match"]
    client.post(place, {"text": "Ban thi dua khen thuong", "unit": "ban-thi-dua", "take": "1"})

    assert (found.certainty, [unit.slug for unit in found.units]) == ("sure", ["ban-thi-dua"])
    assert draft(pact)["participants"][0]["unit"] == "ban-thi-dua"


def test_a_unit_nobody_knows_is_made_and_awaits_a_check(client, pact):
    client.post(address("unit_pick", cho="conference/host"), {"text": "Trường Chính trị", "unit": "new", "take": "1"})

    unit = Unit.objects.get(slug=draft(pact)["conference"]["host"])
    assert (unit.name, unit.checked) == ("Trường Chính trị", False)


def test_looking_makes_nothing(client, pact):
    client.post(address("unit_pick", cho="conference/host"), {"text": "Trường Chính trị", "unit": "new", "find": "1"})

    assert not Unit.objects.filter(name="Trường Chính trị").exists()


@pytest.mark.parametrize(
    "place", ["", "x", "pact/theme", "participants/x/unit", "participants", "units/dai-tu/unit", "conference/venue"]
)
def test_a_place_where_no_unit_is_named_is_not_there(client, pact, place):
    assert client.get(address("unit_pick", cho=place)).status_code == 404


# --- Mistakes of a source ------------------------------------------------------------------------


def note(client, **fields):
    return client.post(address("erratum", cho="commitments/viec/text"), fields)


def test_a_mistake_is_noted_with_the_source_that_prints_it_and_the_text_stays(client, pact):
    note(client, as_written="giữ kỷ cương…", meant="giữ kỷ cương hành chính", source="bao")

    assert draft(pact)["sources"][0]["errata"] == [
        {"as_written": "tuyên,", "meant": "tuyên truyền,"},
        {"as_written": "giữ kỷ cương…", "meant": "giữ kỷ cương hành chính"},
    ]
    assert draft(pact)["commitments"][0]["text"] == "Hoàn thành nhiệm vụ; giữ kỷ cương…"


def test_words_that_do_not_stand_there_are_told_beside_their_field(client, pact):
    form = note(client, as_written="khác", meant="gì đó", source="bao").context["form"]

    assert form.errors == {"as_written": ["Trong câu trên không có những chữ này."]}
    assert form["meant"].value() == "gì đó"


def test_without_a_source_the_page_asks_for_one_first(client, pact):
    save_draft(pact=pact, document=pact.draft | {"sources": []}, by=None)

    assert client.get(address("erratum", cho="commitments/viec/text")).url == f"{address('pact')}#sources"


@pytest.mark.parametrize("place", ["", "x", "commitments/x/text", "commitments/viec/x", "x/y/z", "pact/known_none"])
def test_a_place_without_a_text_is_not_there(client, pact, place):
    assert client.get(address("erratum", cho=place)).status_code == 404
