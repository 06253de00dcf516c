"""Targets proposed from the figures in commitments, and numbers that are not proposed."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.examples import load
from pacts.document.forms import ROWS
from pacts.intake.targets import ROW, figures_in

EXAMPLES = Path(load.__file__).parent
GOOD, BEST = "hoàn thành tốt nhiệm vụ", "hoàn thành xuất sắc nhiệm vụ"
PARTY_BLOC = (
    "100% cơ quan, đơn vị hoàn thành tốt nhiệm vụ trở lên; 100% Đảng bộ, chi bộ hoàn thành tốt nhiệm vụ, trong đó 20% "
    "hoàn thành xuất sắc nhiệm vụ; có 1 đơn vị được đề nghị tặng Cờ thi đua của Chính phủ; từ 2 đơn vị trở lên được đề "
    "nghị tặng Cờ thi đua của UBND tỉnh, Bằng khen của Chủ tịch UBND tỉnh"
)
CITY_CLUSTER = (
    "100% đơn vị trong cụm thực hiện tốt các chỉ tiêu…; 100% … đạt danh hiệu “Tập thể hoàn thành tốt nhiệm vụ” trở "
    "lên…; 100% cán bộ, công chức, viên chức … hoàn thành tốt nhiệm vụ trở lên, không có đảng viên vi phạm phải xử lý "
    "kỷ luật"
)
UNION_CLUSTER = (
    "100% thành viên trong Cụm hoàn thành tốt nhiệm vụ trở lên, không có tổ chức, đơn vị yếu kém; 100% cán bộ, công "
    "chức, người lao động, hội viên hoàn thành tốt nhiệm vụ trở lên"
)


def filled_values(text):
    """Return the values of each proposed target besides its text, without empty ones."""
    return [
        {name: row[name] for name in (*ROW, "part_of") if name != "text" and row[name] is not None}
        for row in figures_in(text)
    ]


def equal(value, unit=None, **more):
    return {"operator": "=", "value": value} | ({"unit": unit} if unit else {}) | more


# --- Real targets -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            PARTY_BLOC,
            [
                equal("100", "%", grade=GOOD, grade_or_better=True),
                equal("100", "%", grade=GOOD),
                equal("20", "%", grade=BEST, part_of="figure-2"),
                equal("1", "đơn vị"),
                {"operator": ">=", "value": "2", "unit": "đơn vị"},
            ],
        ),
        (
            CITY_CLUSTER,
            [
                equal("100", "%"),
                equal("100", "%", grade=GOOD, grade_or_better=True),
                equal("100", "%", grade=GOOD, grade_or_better=True),
                equal("0"),
            ],
        ),
        (
            UNION_CLUSTER,
            [
                equal("100", "%", grade=GOOD, grade_or_better=True),
                equal("0"),
                equal("100", "%", grade=GOOD, grade_or_better=True),
            ],
        ),
    ],
)
def test_real_targets_are_offered_each_with_what_it_says(text, rows):
    assert filled_values(text) == rows


def test_rows_share_the_text_out_among_them():
    assert [row["text"] for row in figures_in(UNION_CLUSTER)] == [
        "100% thành viên trong Cụm hoàn thành tốt nhiệm vụ trở lên",
        "không có tổ chức, đơn vị yếu kém",
        "100% cán bộ, công chức, người lao động, hội viên hoàn thành tốt nhiệm vụ trở lên",
    ]


@pytest.mark.parametrize("name", ["000", "001", "002", "003"])
def test_commitments_of_the_articles_give_the_targets_their_records_hold(name):
    data = tomllib.loads((EXAMPLES / f"{name}.toml").read_text())
    fields = ("text", "operator", "value", "unit", "grade", "grade_or_better", "scope")

    offered = [row for commitment in data["commitments"] for row in figures_in(commitment["text"])]

    found = [tuple(row[field] for field in fields) for row in offered]
    recorded = [tuple(row.get(field) for field in fields) for row in data.get("targets", [])]
    assert sorted(found, key=str) == sorted(recorded, key=str)


def test_minimum_of_key_works_in_article_004_is_offered_for_each_unit():
    data = tomllib.loads((EXAMPLES / "004.toml").read_text())

    offered = [row for commitment in data["commitments"] for row in filled_values(commitment["text"])]

    assert offered == [{"operator": ">=", "value": "2", "unit": "công trình", "scope": "each_unit"}]


# --- One by one ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("trên 90% hồ sơ đúng hạn", {"operator": ">", "value": "90", "unit": "%"}),
        ("đạt tối thiểu 7,5%", {"operator": ">=", "value": "7.5", "unit": "%"}),
        ("đạt 95% trở lên", {"operator": ">=", "value": "95", "unit": "%"}),
        ("không quá 03 vụ", {"operator": "<=", "value": "3", "unit": "vụ"}),
        ("từ 5% trở xuống", {"operator": "<=", "value": "5", "unit": "%"}),
        ("hộ nghèo còn dưới 1%", {"operator": "<", "value": "1", "unit": "%"}),
        ("từ 7 đến 8%", {"operator": "between", "value": "7", "value_to": "8", "unit": "%"}),
        ("từ 7% đến 8%", {"operator": "between", "value": "7", "value_to": "8", "unit": "%"}),
        ("đạt 7-8%", {"operator": "between", "value": "7", "value_to": "8", "unit": "%"}),
        ("từ 8 đến 7%", equal("7", "%")),
        ("giảm tỷ lệ hộ nghèo từ 5% xuống còn 3%", equal("3", "%")),
        ("tăng 5% so với năm 2020", equal("5", "%", change="up", baseline_year=2020)),
        (
            "giảm từ 1,5 đến 2% so với cùng kỳ năm 2019",
            {"operator": "between", "value": "1.5", "value_to": "2"}
            | {"unit": "%", "change": "down", "baseline_year": 2019},
        ),
        ("công tác giảm nghèo, tăng cường kiểm tra 100% hộ", equal("100", "%")),
        (
            "mỗi đơn vị có ít nhất 2 công trình",
            {"operator": ">=", "value": "2", "unit": "công trình"} | {"scope": "each_unit"},
        ),
        ("toàn cụm kết nạp 05 đảng viên", equal("5", "đảng viên", scope="cluster")),
        ("tạo việc làm cho 1.000 lao động", equal("1000", "lao động")),
        ("thu nhập bình quân 60 triệu đồng/người/năm", equal("60", "triệu đồng/người/năm")),
        ("thu ngân sách 1.250,50 tỷ đồng", equal("1250.5", "tỷ đồng")),
        ("không để xảy ra vụ việc phức tạp", equal("0")),
        ("Không có cán bộ không hoàn thành nhiệm vụ", equal("0")),
        ("100 phần trăm đơn vị", equal("100", "%")),
        ("giữ vững đơn vị hoàn thành tốt nhiệm vụ trở lên", {"grade": GOOD, "grade_or_better": True}),
        ("xếp loại từ khá trở lên", {"grade": "khá", "grade_or_better": True}),
    ],
)
def test_figure_is_read(text, row):
    assert filled_values(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "các chỉ tiêu về kinh tế - xã hội năm 2021 của tỉnh",
        "kế hoạch 05 năm (2016 - 2020), giai đoạn 2021-2025, 10 năm 2021-2030, nhiệm kỳ 2020-2025",
        "Chỉ thị 26/CT-TTg ngày 05/9/2016, Kế hoạch số: 348/KH-UBND, ngày 5.3, Nghị quyết số 12",
        "6 chỉ tiêu và 9 nội dung thi đua; tập trung thực hiện 6 nhiệm vụ chính",
        "đại diện cho 11 đơn vị; 11 cơ quan, đơn vị trong khối",
        "cách mạng công nghiệp 4.0, phòng, chống COVID-19, lần thứ 16, cấp 2",
        "phong trào “Không để ai bị bỏ lại phía sau”, “100% vì người nghèo”",
        "hoàn thành tốt nhiệm vụ được giao",
        "1" * 40 + "%",
    ],
)
def test_what_is_no_figure_is_not_offered(text):
    assert figures_in(text) == []


@given(
    st.lists(st.sampled_from("100% 7 8,5 1.000 từ đến trên dưới không có tăng giảm trong đó ; , . đơn vị 2021".split()))
)
def test_every_row_passes_the_form_of_a_target(words):
    for row in figures_in(" ".join(words)):
        form = ROWS["targets"]({name: "" if value is None else str(value) for name, value in row.items()})

        assert form.errors == {}


# --- Parts, "trở lên", none ---------------------------------------------------------------------


def parts(text):
    return [(row["text"], row["value"], row["part_of"]) for row in figures_in(text)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "tăng trưởng đạt 16%, trong đó: Nông, lâm, thủy sản tăng 6%; dịch vụ tăng 18,2%",
            [
                ("tăng trưởng đạt 16%", "16", None),
                ("Nông, lâm, thủy sản tăng 6%", "6", "figure-1"),
                ("dịch vụ tăng 18,2%", "18.2", "figure-1"),
            ],
        ),
        (
            "thu đạt 1.250 tỷ đồng, trong đó thu nội địa 800 tỷ đồng, thu khác 450 tỷ đồng; chi 900 tỷ đồng",
            [
                ("thu đạt 1.250 tỷ đồng", "1250", None),
                ("thu nội địa 800 tỷ đồng", "800", "figure-1"),
                ("thu khác 450 tỷ đồng", "450", "figure-1"),
                ("chi 900 tỷ đồng", "900", None),
            ],
        ),
        (
            "tăng trưởng 9% (trong đó nông nghiệp tăng 3%, công nghiệp tăng 12%), thu nhập tăng 5%",
            [
                ("tăng trưởng 9%", "9", None),
                ("nông nghiệp tăng 3%", "3", "figure-1"),
                ("công nghiệp tăng 12%", "12", "figure-1"),
                ("thu nhập tăng 5%", "5", None),
            ],
        ),
        (
            "100% đơn vị hoàn thành nhiệm vụ, trong đó có 20% xuất sắc và 30% tốt. Có 90% hộ văn hóa",
            [
                ("100% đơn vị hoàn thành nhiệm vụ", "100", None),
                ("20% xuất sắc", "20", "figure-1"),
                ("30% tốt", "30", "figure-1"),
                ("Có 90% hộ văn hóa", "90", None),
            ],
        ),
        (
            "ít nhất 01 mô hình, 02 sáng kiến",
            [("ít nhất 01 mô hình", "1", None), ("02 sáng kiến", "2", None)],
        ),
    ],
)
def test_parts_belong_to_the_target_before_trong_do(text, rows):
    assert parts(text) == rows


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("đạt từ 110% dự toán trở lên", ">="),
        ("đạt 105% kế hoạch tỉnh giao trở lên", ">="),
        ("vượt 102% trở lên", ">="),
        ("95% hồ sơ trở lên", ">="),
        ("100% học sinh xếp hạnh kiểm khá trở lên", "="),
        ("100% cán bộ hoàn thành tốt nhiệm vụ trở lên", "="),
        ("80% hộ xếp loại khá trở lên", "="),
        ("từ 90 – 95% hộ", "between"),
    ],
)
def test_or_more_behind_other_words(text, operator):
    assert [row["operator"] for row in figures_in(text)] == [operator]


@pytest.mark.parametrize(
    "text",
    ["không đơn vị nào yếu kém", "không còn hộ nghèo", "không phát sinh tệ nạn", "không một cá nhân nào vi phạm"],
)
def test_none_is_a_target(text):
    assert filled_values(text) == [equal("0")]
