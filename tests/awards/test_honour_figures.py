"""Yearly figures: counted from what is public, adding up, the same on the page and in the file."""

import csv
import io

import pytest
from django.urls import reverse

from awards.honour.levels import Level, level_of
from tests.awards.honour import FIGURES, FLAG, ROLL, flag, praise, to_unit, type_of
from tests.factories import AwardFactory, AwardTypeFactory, DocumentFactory, MembershipFactory, PactFactory, UnitFactory

pytestmark = pytest.mark.django_db


def some_awards():
    flag(merit_year=2020, granted_count=3, recipient_kind="collective", authority="Chủ tịch UBND tỉnh")
    flag(merit_year=2021, **to_unit(), authority_as_written="Thủ tướng Chính phủ")
    praise(merit_year=2021, recipient_name="Trần Văn A", recipient_kind="individual")
    praise(merit_year=2021, recipient_kind="collective")
    praise(merit_year=None, granted_count=4)
    AwardFactory(merit_year=2021, granted_count=2, recipient_kind="household")
    flag(merit_year=2020, granted_count=9, state="revoked", state_reason="Sai.")
    flag(merit_year=2020, granted_count=7, state="proposed")


def shown(table):
    """A table as texts: {row: [cells, and the sum]}."""
    lines = [line for _name, lines in table.groups for line in lines]
    return {line.head.label: [str(cell.tally) for cell in [*line.cells, line.total]] for line in lines}


def cells(client, sheet, **asked):
    """The rows of a sheet's file, after its byte-order mark."""
    response = client.get(reverse("honour:figures_csv", args=[sheet]), asked)
    text = b"".join(response.streaming_content).decode()
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_by_type_years_stand_across_and_everything_adds_up(client):
    some_awards()

    table = client.get(FIGURES).context["by_type"]

    assert [column.label for column in table.columns] == ["2021", "2020", "Chưa rõ năm"]
    assert shown(table) == {
        "Cờ thi đua cấp tỉnh": ["1", "3", "0", "4"],
        "Bằng khen cấp tỉnh": ["1 + ?", "0", "4", "5 + ?"],
        "Ghi nguyên văn, chưa xếp loại": ["2", "0", "0", "2"],
    }
    assert [str(cell.tally) for cell in [*table.sums, table.total]] == ["4 + ?", "3", "4", "11 + ?"]


def test_of_one_year_kinds_of_recipients_stand_across(client):
    some_awards()

    table = client.get(FIGURES, {"nam": "2021"}).context["by_type"]

    assert [column.label for column in table.columns] == ["Tập thể", "Cá nhân", "Hộ gia đình"]
    assert shown(table) == {
        "Cờ thi đua cấp tỉnh": ["1", "0", "0", "1"],
        "Bằng khen cấp tỉnh": ["?", "1", "0", "1 + ?"],
        "Ghi nguyên văn, chưa xếp loại": ["0", "0", "2", "2"],
    }


@pytest.mark.parametrize("asked", [{}, {"nam": "2021"}, {"nam": "2020"}])
def test_every_number_leads_to_the_lines_it_counts(client, asked):
    some_awards()

    table = client.get(FIGURES, asked).context["by_type"]
    linked = [cell for _name, lines in table.groups for line in lines for cell in [*line.cells, line.total]]
    linked = [cell for cell in [*linked, *table.sums] if cell.query and cell.counts]

    for cell in linked:
        total = client.get(f"{ROLL}?{cell.query}").context["filters"].total
        assert (total.awards, total.unsaid) == (cell.tally.awards, cell.tally.unsaid)
    assert linked


def test_early_years_are_added_up_in_one_column(client):
    for year in range(2014, 2022):
        flag(merit_year=year, **to_unit())

    table = client.get(FIGURES).context["by_type"]

    assert [column.label for column in table.columns] == ["2021", "2020", "2019", "2018", "2017", "2016", "Trước 2016"]
    assert shown(table) == {"Cờ thi đua cấp tỉnh": ["1", "1", "1", "1", "1", "1", "2", "8"]}


def test_by_level_unknown_is_a_row_of_its_own(client):
    some_awards()
    issuer = DocumentFactory(issuer="UBND huyện Đại Từ")
    AwardFactory(merit_year=2021, decision=issuer, granted_count=5)
    AwardFactory(merit_year=2021, type=AwardTypeFactory(authority="Chủ tịch UBND cấp xã"), granted_count=6)

    table = client.get(FIGURES).context["by_level"]

    assert shown(table) == {
        "Cấp Nhà nước": ["1", "0", "0", "1"],
        "Tỉnh, thành phố trực thuộc trung ương": ["0", "3", "0", "3"],
        "Cấp huyện": ["5", "0", "0", "5"],
        "Cấp xã": ["6", "0", "0", "6"],
        "Chưa rõ cấp": ["3 + ?", "0", "4", "7 + ?"],
    }


def test_a_proposal_and_a_revoked_award_alone_make_no_row_and_no_column(client):
    flag(merit_year=1999, state="proposed", **to_unit())
    praise(merit_year=1998, state="revoked", state_reason="Sai.", **to_unit())

    response = client.get(FIGURES)

    assert (response.context["by_type"].groups, response.context["by_type"].columns) == ([], [])
    assert "1999" not in response.content.decode()
    assert [row[-3:] for row in cells(client, "khen-thuong-theo-loai")[1:]] == [["0", "0", "1"]]


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Chủ tịch nước", Level.STATE),
        ("Thủ tướng Chính phủ", Level.STATE),
        ("Bộ trưởng Bộ Nội vụ", Level.SECTOR),
        ("Bộ Giáo dục và Đào tạo", Level.SECTOR),
        ("Thanh tra Chính phủ", Level.SECTOR),
        ("Ủy ban Trung ương MTTQ Việt Nam", Level.SECTOR),
        ("UBND tỉnh", Level.PROVINCE),
        ("Chủ tịch UBND tỉnh Bắc Ninh", Level.PROVINCE),
        ("Uỷ ban nhân dân thành phố Hà Nội", Level.PROVINCE),
        ("Ủy ban MTTQ Việt Nam tỉnh Bắc Ninh", Level.PROVINCE),
        ("UBND huyện Đại Từ, tỉnh Thái Nguyên", Level.DISTRICT),
        ("Chủ tịch UBND thị xã Quế Võ", Level.DISTRICT),
        ("Chủ tịch UBND xã Đồng Liên", Level.COMMUNE),
        ("UBND phường Gia Sàng", Level.COMMUNE),
        ("Giám đốc Sở Nội vụ tỉnh Bắc Ninh", Level.BODY),
        ("Hiệu trưởng", Level.BODY),
        ("UBND thành phố Huế", None),  # a provincial city until 2024, centrally run since
        ("Chủ tịch UBND cấp huyện; Chủ tịch UBND cấp xã", None),
        ("Bộ, ban, ngành, tỉnh", None),
        ("Liên minh Hợp tác xã", None),
        ("Đảng bộ, cán bộ trưởng thành", None),
        ("", None),
        (None, None),
    ],
)
def test_level_is_told_by_words_or_not_at_all(words, level):
    assert level_of(words) == level


def test_level_the_first_text_that_tells_one_counts():
    assert level_of(None, "UBND thành phố Huế", "UBND xã A", "Thủ tướng Chính phủ") == Level.COMMUNE


# --- Pacts and units --------------------------------------------------------------------------


def test_pacts_and_units_of_a_year(client):
    unit = UnitFactory()
    for _number in range(2):
        pact = PactFactory(signed=True, cluster_year__year=2021)
        for member in (unit, UnitFactory()):
            MembershipFactory(cluster_year=pact.cluster_year, unit=member)
    PactFactory(signed=True, cluster_year__year=2021)
    PactFactory(signed=True, cluster_year__year=2020)

    pacts = client.get(FIGURES).context["pacts"]

    assert pacts == {
        2021: {"pacts": 3, "unlisted": 1, "units": 3, "places": 4},
        2020: {"pacts": 1, "unlisted": 1, "units": 0, "places": 0},
    }


@pytest.mark.parametrize("state", ["draft", "circulated", "withdrawn"])
def test_figures_count_nothing_that_is_not_public(client, state):
    pact = PactFactory(cluster_year__year=1999, **({} if state == "draft" else {state: True}))
    MembershipFactory(cluster_year=pact.cluster_year)

    response = client.get(FIGURES)

    assert response.context["pacts"] == {}
    assert "1999" not in response.content.decode()
    assert cells(client, "giao-uoc-va-don-vi")[1:] == []


# --- The page and the files -------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 8])
@pytest.mark.parametrize("asked", [{}, {"nam": "2020"}])
def test_figures_query_count_does_not_grow(client, django_assert_max_num_queries, count, asked):
    for number in range(count):
        flag(merit_year=2020 - number, **to_unit(), decision=DocumentFactory())
        MembershipFactory(cluster_year=PactFactory(signed=True, cluster_year__year=2020 - number).cluster_year)

    with django_assert_max_num_queries(5):
        response = client.get(FIGURES, asked)

    assert len(response.context["pacts"]) == (1 if asked else count)


def test_figures_of_an_empty_register(client):
    text = client.get(FIGURES).content.decode()

    assert "Chưa ghi nhận khen thưởng nào." in text
    assert "Chưa ghi nhận giao ước nào." in text


@pytest.mark.parametrize("year", ["x", "0000", "²"])
def test_a_wrong_year_is_told_and_shows_no_table(client, year):
    some_awards()

    response = client.get(FIGURES, {"nam": year})

    assert response.status_code == 200
    assert "Năm cần xem không hợp lệ." in response.content.decode()
    assert "<table" not in response.content.decode()
    assert len(cells(client, "khen-thuong-theo-loai", nam=year)) == 1


def test_sheet_by_type(client):
    some_awards()

    assert cells(client, "khen-thuong-theo-loai") == [
        [
            "Năm thành tích",
            "Nhóm",
            "Danh hiệu, hình thức",
            "Tập thể",
            "Cá nhân",
            "Hộ gia đình",
            "Chưa rõ đối tượng",
            "Tổng số lượt khen thưởng",
            "Số dòng không nêu số lượng",
            "Số dòng đã thu hồi, không tính",
        ],
        ["2021", "Danh hiệu thi đua", "Cờ thi đua cấp tỉnh", "1", "0", "0", "0", "1", "0", "0"],
        ["2021", "Hình thức khen thưởng", "Bằng khen cấp tỉnh", "0", "1", "0", "0", "1", "1", "0"],
        ["2021", "Chưa rõ", "Ghi nguyên văn, chưa xếp loại", "0", "0", "2", "0", "2", "0", "0"],
        ["2020", "Danh hiệu thi đua", "Cờ thi đua cấp tỉnh", "3", "0", "0", "0", "3", "0", "1"],
        ["Chưa rõ", "Hình thức khen thưởng", "Bằng khen cấp tỉnh", "0", "0", "0", "4", "4", "0", "0"],
    ]


def test_sheet_by_level_of_one_year(client):
    some_awards()

    assert cells(client, "khen-thuong-theo-cap", nam="2021")[1:] == [
        ["2021", "Cấp Nhà nước", "1", "0", "0", "0", "1", "0", "0"],
        ["2021", "Chưa rõ cấp", "0", "1", "2", "0", "3", "1", "0"],
    ]


def test_sheet_of_pacts_and_units(client):
    MembershipFactory(cluster_year=PactFactory(signed=True, cluster_year__year=2021).cluster_year)

    assert cells(client, "giao-uoc-va-don-vi") == [
        [
            "Năm giao ước",
            "Giao ước",
            "Số đơn vị (mỗi năm tính một lần)",
            "Số lượt đơn vị",
            "Số giao ước không có danh sách đơn vị",
        ],
        ["2021", "1", "1", "1", "0"],
    ]


def test_sheet_no_name_of_a_type_is_calculated(client):
    type_of(FLAG, '=HYPERLINK("x")', "title")
    flag(**to_unit())

    assert cells(client, "khen-thuong-theo-loai")[1][2] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize(("asked", "of_year"), [({}, ""), ({"nam": "2021"}, "-nam-2021"), ({"nam": '"\r\n'}, "")])
def test_the_name_of_a_file_says_what_and_when(client, asked, of_year):
    response = client.get(reverse("honour:figures_csv", args=["khen-thuong-theo-cap"]), asked)

    before, day = response.headers["Content-Disposition"].split("-ngay-")
    assert before == f'attachment; filename="khen-thuong-theo-cap{of_year}'
    assert len(day) == len('2021-01-01.csv"')
    assert response.streaming


def test_a_sheet_that_is_none_is_nowhere(client):
    assert client.get(reverse("honour:figures_csv", args=["khong-co"])).status_code == 404
