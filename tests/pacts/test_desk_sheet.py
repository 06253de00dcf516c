"""The sheet: what the paper says, where each text comes from, and what it leaves for the hand."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from pacts.document import save_document
from pacts.paper.days import PaperDay
from pacts.paper.sheet import sheet_of
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    MandateFactory,
    PactFactory,
    UnitFactory,
    UnitNameFactory,
)
from tests.pacts.documents import full_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    cluster = ClusterFactory(name="Cụm thi đua số 1", kind="cum", organiser=UnitFactory(name="Tỉnh Thái Nguyên"))
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))


def html_of(pact, /, **document):
    return render_to_string("pacts/desk/_sheet.html", {"sheet": sheet_of(pact, document)})


def text_of(pact, /, **document):
    return " ".join(strip_tags(html_of(pact, **document)).replace(" ,", ",").split())


def test_an_empty_document_is_a_paper_to_fill_by_hand(pact):
    text = text_of(pact)

    assert text.startswith("Tỉnh Thái Nguyên Cụm thi đua số 1 Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do")
    assert "Hôm nay, ngày …… tháng …… năm ………, tại" in text
    assert "Chủ đề thi đua" in text  # waits, hidden, for its first letter
    assert "Nội dung giao ước" not in text


def test_each_text_names_its_field(pact):
    html = html_of(pact, **full_document())

    for path in ("conference/venue", "pact/theme", "units/dai-tu/head_name", "commitments/viec/text"):
        assert f'data-field="{path}" data-follows>' in html
    assert 'data-field="signatories/None/name"' in html  # a line that has a key only when it was kept
    assert 'data-field="signatories/sign-dinh-hoa/name"' in html


def test_a_direction_is_no_promise(pact):
    text = text_of(pact, **full_document())

    assert "Hoàn thành nhiệm vụ; giữ kỷ cương…" in text
    assert "Bám sát chủ đề năm" not in text


def test_leader_first_with_role_and_person(pact):
    text = text_of(
        pact,
        units=[{"key": "a", "unit": "a"}, {"key": "b", "unit": "b", "role": "leader", "head_name": "Phạm Quang Anh"}],
        signatories=[{"key": "s", "member": "a", "name": "Lê Thị B", "title": "Giám đốc", "state": "signed"}],
    )

    assert "b (đơn vị trưởng cụm), đại diện: Phạm Quang Anh a, đại diện: Lê Thị B, Giám đốc" in text
    assert "Đại diện b (Ký, đóng dấu) Đại diện a Giám đốc (Đã ký) Lê Thị B" in text


def test_units_are_called_as_they_were_that_day(pact):
    unit = UnitFactory(slug="hue", name="Thành phố Huế")
    UnitNameFactory(unit=unit, sort="former", name="Thị xã Huế", until="1989")
    UnitNameFactory(unit=unit, sort="former", name="Tỉnh Thừa Thiên Huế", until="2024-12-31")
    units = [{"key": "a", "unit": "hue"}]

    for day, name in (
        ("31/12/2024", "Tỉnh Thừa Thiên Huế"),
        ("01/01/2025", "Thành phố Huế"),
        ("1/6/1989", "Thị xã Huế"),
    ):
        assert f"{name} Cùng nhau" in text_of(pact, units=units, conference={"held_on": day})


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2021-01-05", ("05", "01", "2021")),
        ("5/3/2021", ("05", "3", "2021")),
        ("12/2021", ("", "12", "2021")),
        ("2021", ("", "", "2021")),
        ("", ("", "", "")),
    ],
)
def test_a_day_stands_as_a_paper_writes_it(typed, words):
    day = PaperDay(typed, 2021)

    assert (day.day, day.month, day.year) == words


def test_a_wrong_day_stands_as_it_was_typed(pact):
    assert "Hôm nay, ngày 32/01/2021, tại" in text_of(pact, conference={"held_on": "32/01/2021"})


@pytest.mark.parametrize(("text", "needs_ellipsis"), [("Giữ kỷ cương", True), ("Giữ kỷ cương…", False)])
def test_an_open_list_says_so_once(pact, text, needs_ellipsis):
    sheet = sheet_of(pact, {"pact": {"open_ended": "True"}, "commitments": [{"key": "a", "text": text}]})

    assert sheet.paper.needs_ellipsis is needs_ellipsis


def test_grounds_are_cited_in_the_language_of_the_paper(pact):
    ground = {"key": "d", "kind": "decision", "number": "12/QĐ-UBND", "issued_on": "5/1/2021", "state": "ground"}

    with translation.override("en"):
        text = text_of(pact, documents=[ground, ground | {"number": "13/QĐ-UBND", "state": "cited"}])

    assert "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2021;" in text
    assert "13/QĐ-UBND" not in text


def test_witnesses_sign_last(pact):
    people = [{"key": "p", "as_written": "Lãnh đạo Ban Thi đua\nKhen thưởng", "roles": ["witness"]}]

    assert text_of(pact, participants=people).endswith("Chứng kiến (Ký) Lãnh đạo Ban Thi đua; Khen thưởng")


def test_only_several_parts_are_numbered(pact):
    document = {"commitments": [{"key": "a", "text": "Giữ kỷ cương"}]}

    assert not sheet_of(pact, document).paper.is_numbered
    assert sheet_of(pact, document | {"pact": {"theme": "Đoàn kết"}}).paper.is_numbered


def test_what_is_typed_is_no_markup(pact):
    html = html_of(pact, commitments=[{"key": '"><b>', "text": "<script>alert(1)</script>"}])

    assert "<script" not in html
    assert '"><b>' not in html


@pytest.mark.parametrize("count", [1, 30])
def test_a_sheet_takes_one_query_however_many_units(pact, count, django_assert_num_queries):
    units = [{"key": str(n), "unit": UnitFactory().slug} for n in range(count)]

    with django_assert_num_queries(1):
        html_of(pact, units=units, conference={"host": units[0]["unit"]})


def test_a_signed_pact_has_the_same_sheet_on_the_desk(client, pact):
    save_document(pact=pact, document=full_document(), by=None)
    client.force_login(MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user)
    pact.status = "signed"
    pact.changed_by(None).save()

    page = client.get(reverse("desk:pact", args=[pact.cluster_year.cluster.slug, "2021"])).content.decode()

    assert "Huyện Đại Từ (đơn vị trưởng cụm)" in page
    assert 'tại <span data-field="conference/venue" data-follows>Hội trường</span>' in page


def test_headings_stand_above_their_commitments_and_a_target_of_a_commitment_is_not_printed_twice(pact):
    commitments = [
        {"key": "a", "text": "Kết nạp 5% quần chúng", "heading": "VỀ XÂY DỰNG ĐẢNG", "standing": "agreed"},
        {"key": "b", "text": "Học tập", "heading": "VỀ XÂY DỰNG ĐẢNG", "standing": "agreed"},
    ]
    targets = [
        {"key": "t", "text": "Kết nạp 5% quần chúng", "commitment": "a"},
        {"key": "u", "text": "Giảm 2% hộ nghèo"},
    ]

    text = text_of(pact, commitments=commitments, targets=targets)

    assert [text.count(words) for words in ("VỀ XÂY DỰNG ĐẢNG", "Kết nạp 5%", "Giảm 2%")] == [1, 1, 1]
