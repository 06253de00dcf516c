"""Commitments parsed from pasted articles, lists, cells and running text."""

import tomllib
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.examples import load
from pacts.intake.commitments import Split, split_commitments, stated_in

EXAMPLES = Path(load.__file__).parent
P000 = (
    "Tiếp đó, đại diện lãnh đạo UBND các huyện, thành phố, thị xã đã ký kết giao ước thi đua của Cụm thi đua năm"
    "\u00a02021 với các nội dung trọng tâm như: Tiếp tục đẩy mạnh cải cách thủ tục hành chính; thi đua phát triển văn "
    "hóa xã hội toàn diện, hài hòa với phát triển kinh tế; thực hiện hiệu quả các chủ trương, chính sách của Đảng, Nhà "
    "nước với quốc phòng, an ninh, đối ngoại; tổ chức hiệu quả các phong trào thi đua yêu nước; đẩy mạnh công tác "
    "tuyên, phát hiện, nhân rộng điển hình tiên tiến; thực hiện tốt công tác khen thưởng; nâng cao hiệu quả bộ máy đội "
    "ngũ cán bộ công chức, viên chức làm công tác thi đua khen thưởng…"
)
P001 = (
    "\u00a0\u00a0 \u00a0     Trước sự chứng kiến của Lãnh đạo Ban Thi đua, Khen thưởng, Sở Nội vụ, các đơn vị đã cùng "
    "ký kết giao ước thi đua cùng nhau quyết tâm, học tập, lao động sáng tạo, hoàn thành tốt các chỉ tiêu, nhiệm vụ, "
    "kế hoạch được giao với chất lượng và hiệu quả cao nhất. Trong đó, tập trung thực hiện 6 nhiệm vụ chính: Quyết tâm "
    "thi đua hoàn thành xuất sắc nhiệm vụ chính trị được giao với chất lượng và hiệu quả cao nhất, góp phần thực hiện "
    "thắng lợi các chỉ tiêu về kinh tế - xã hội năm 2021 của tỉnh; Thi đua đẩy mạnh công tác cải cách hành chính gắn "
    "với phát triển chính quyền điện tử, dịch vụ đô thị thông minh; Thi đua thực hiện tốt các chủ trương, chính sách "
    "của Đảng, pháp luật của Nhà nước; tăng cường công tác xây dựng, củng cố đội ngũ cán bộ, nâng cao năng lực quản "
    "lý; Thi đua thực hiện tốt công tác an ninh quốc phòng, đấu tranh phòng chống tham nhũng, lãng phí, phòng, chống "
    "các tệ nạn xã hội; Thi đua xây dựng tổ chức Đảng, cơ quan và các đoàn thể quần chúng trong sạch, vững mạnh; Thi "
    "đua tổ chức triển khai thực hiện tốt các chủ trương, nhiệm vụ về công tác thi đua, khen thưởng."
)
AROUND = (
    "Tìm kiếm tin tức\nFalse 10270Ngày cập nhật 25/01/2021\n \n  Tham dự hội nghị có các đồng chí của 11 đơn vị gồm: "
    "Văn phòng UBND tỉnh; Sở Nội vụ; Kho bạc Nhà nước; Cục Thuế.\r\n\r\n{}\r\n\r\nTrên cơ sở chức năng, nhiệm vụ, các "
    "đơn vị cụ thể hóa thành chương trình hành động./.\nToàn cảnh hội nghị\nĐang truy cập:4111\n"
    "  • 02083 933 382\n  • a@b.vn"
)


def promised(name):
    data = tomllib.loads((EXAMPLES / f"{name}.toml").read_text())
    return [row["text"] for row in data["commitments"] if row["standing"] == "agreed"]


def items(text):
    return split_commitments(text).items


# --- The articles -------------------------------------------------------------------------------


@pytest.mark.parametrize("frame", ["{}", AROUND])
def test_article_000_has_seven_items_in_lower_case_and_goes_on(frame):
    split = split_commitments(frame.format(P000))

    assert (split.items, split.stated, split.open_ended) == (promised("000"), None, True)
    assert split.lead.endswith("năm 2021 với các nội dung trọng tâm như")


@pytest.mark.parametrize("frame", ["{}", AROUND])
def test_article_001_has_the_six_items_it_states_and_seven_by_semicolons(frame):
    split = split_commitments(frame.format(P001))

    assert (split.items, split.stated, split.open_ended) == (promised("001"), 6, False)
    assert (split.lead[:9], split.lead[-16:]) == ("Trước sự ", "6 nhiệm vụ chính")
    assert len(split.other.items) == 7


@pytest.mark.parametrize(("name", "paragraph"), [("000", P000), ("001", P001)])
@pytest.mark.parametrize("width", [70, 90])
def test_paragraph_broken_at_a_margin_is_put_together(name, paragraph, width):
    assert items(fill(paragraph, width)) == promised(name)


def test_article_004_is_cut_at_sentences():
    texts = promised("004")[2:]

    assert items(". ".join(texts) + ".") == texts


# --- A stated number decides --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("3 nhiệm vụ", ["A một", "B hai; thêm nữa", "C ba"]),
        ("03 nội dung", ["A một", "B hai; thêm nữa", "C ba"]),
        ("ba nội dung", ["A một", "B hai; thêm nữa", "C ba"]),
        ("4 nhiệm vụ", ["A một", "B hai", "thêm nữa", "C ba"]),
        ("Bốn nội dung", ["A một", "B hai", "thêm nữa", "C ba"]),
        ("9 nội dung", ["A một", "B hai; thêm nữa", "C ba"]),
        ("các nhiệm vụ", ["A một", "B hai; thêm nữa", "C ba"]),
    ],
)
def test_stated_number_chooses_between_two_splits(stated, found):
    assert items(f"Các đơn vị thực hiện {stated} sau: A một; B hai; thêm nữa; C ba.") == found


@pytest.mark.parametrize(
    ("lead", "number"),
    [
        ("6 nhiệm vụ chính", 6),
        ("bảy nội dung", 7),
        ("mười lăm nội dung", 15),
        ("Mười Hai nhiệm vụ", 12),
        ("hai mươi nhiệm vụ", 20),
        ("6 chỉ tiêu và 9 nội dung thi đua", 9),
        ("9 nội dung và 6 chỉ tiêu thi đua", 9),
        ("năm 2021 nhiệm vụ", None),
        ("Nghị quyết số 12/6 nội dung", None),
        ("các nhiệm vụ", None),
        (None, None),
    ],
)
def test_stated_number_is_read_in_digits_and_words(lead, number):
    assert stated_in(lead) == number


def test_other_split_is_offered_and_has_none_of_its_own():
    split = split_commitments("Nội dung như sau: A một; B hai; thêm nữa; C ba…")

    assert split.other == Split(["A một", "B hai", "thêm nữa", "C ba…"], "Nội dung như sau", None, True)


# --- Lists with marks ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marks",
    "1. 2. 3.|1) 2) 3)|(1) (2) (3)|a) b) c)|a. b. c.|I. II. III.|- - -|– – –|• • •|+ + +|* * *|1.1. 1.2. 1.3.|1/ 2/ 3/"
    "|\uf0b7 \uf0b7 \uf0b7".split("|"),
)
@pytest.mark.parametrize(("glue", "end"), [("\n", "\n"), ("\t", "\r\n"), (" ", ";\n\n"), (" ", ".\v")])
def test_marks_make_items_whatever_stands_between(marks, glue, end):
    rows = [
        f"{mark}{glue.strip(chr(10)) or ' '}{text}{end}"
        for mark, text in zip(marks.split(" "), ["Một", "hai", "Ba"], strict=True)
    ]

    assert items("Cam kết:\n" + "".join(rows)) == ["Một", "hai", "Ba"]


def test_plus_belongs_to_the_dash_above_it():
    split = split_commitments("- Một:\n+ chi tiết;\n+ thêm.\n- Hai\n– Ba")

    assert split.items == ["Một:\n+ chi tiết;\n+ thêm", "Hai", "Ba"]
    assert split.other.items == ["chi tiết", "thêm", "Hai", "Ba"]


def test_headings_in_capitals_are_no_items():
    text = "I. CHÍNH TRỊ\n1. Một\n2. Hai\n- chi tiết\nII. KHEN THƯỞNG\n1. Ba"

    assert items(text) == ["Một", "Hai\n- chi tiết", "Ba"]


def test_number_decides_between_levels():
    assert items("Ba nội dung:\n1. Một\n- a\n- b\n2. Hai") == ["Một\n- a\n- b", "Hai"]
    assert items("Bốn nội dung:\n1. Một\n- a\n- b\n2. Hai") == ["Một", "a", "b", "Hai"]


def test_wrapped_line_without_mark_goes_on_and_what_follows_the_list_is_left_out():
    text = "Cam kết:\n1. Thi đua xây dựng\ncơ quan vững mạnh.\n2. Thi đua của\nĐảng bộ.\nMinh Hằng\nToàn cảnh hội nghị"

    assert items(text) == ["Thi đua xây dựng cơ quan vững mạnh", "Thi đua của Đảng bộ"]


def test_numbers_that_follow_each_other_in_one_line_are_marks():
    assert items("Nội dung: 1. Thi đua một. 2. Thi đua hai năm 2021. 3. Thi đua ba.") == [
        "Thi đua một",
        "Thi đua hai năm 2021",
        "Thi đua ba",
    ]


def test_letters_after_semicolons_are_taken_off():
    assert items("Cam kết: a) thi đua một; b) thi đua hai; c) thi đua ba") == [
        "thi đua một",
        "thi đua hai",
        "thi đua ba",
    ]


# --- Lines, running text, cells -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \u00a0\r\n\t ", []),
        ("…", ["…"]),
        ("Thi đua hoàn thành nhiệm vụ năm 2021.", ["Thi đua hoàn thành nhiệm vụ năm 2021"]),
        ("Vận động 1.000 hộ, đạt 7.5%./.", ["Vận động 1.000 hộ, đạt 7.5%"]),
        ("13/03/2020 họp", ["13/03/2020 họp"]),
        ("Một\nHai\nBa", ["Một", "Hai", "Ba"]),
        ("một\nhai\nba", ["một", "hai", "ba"]),
        ("Thi đua xây dựng\ncơ quan;\nThi đua hai", ["Thi đua xây dựng cơ quan", "Thi đua hai"]),
        ("Tiếp tục một;\nthi đua hai;\nthực hiện ba.", ["Tiếp tục một", "thi đua hai", "thực hiện ba"]),
        ("Nội dung\nThi đua A; thêm\nThi đua B", ["Nội dung", "Thi đua A; thêm", "Thi đua B"]),
        ("Thi đua “A; b” (c; d); thi đua hai", ["Thi đua “A; b” (c; d)", "thi đua hai"]),
        ("Thi đua (một; thi đua hai", ["Thi đua (một", "thi đua hai"]),
        ("Thi đua một; thi đua hai; v.v.", ["Thi đua một", "thi đua hai", "v.v."]),
        ("Thi đua một. Thi đua tại TP. Huế. Thi đua ba.", ["Thi đua một", "Thi đua tại TP. Huế", "Thi đua ba"]),
        ("Các đơn vị phấn đấu: Hoàn thành; nâng cao", ["Hoàn thành", "nâng cao"]),
        ("Cải cách: đẩy mạnh; Khen thưởng: kịp thời", ["Cải cách: đẩy mạnh", "Khen thưởng: kịp thời"]),
        ("STT\tNội dung\n1\tThi đua một\t\n2\tThi đua hai\t100%", ["Thi đua một", "Thi đua hai 100%"]),
        ('"Thi đua\nmột"\t\n"Thi đua ""hai"""', ["Thi đua một", 'Thi đua "hai"']),
        ("Thi đua một\tThi đua hai", ["Thi đua một", "Thi đua hai"]),
        ("\ufeffThi đua một;\u200b", ["Thi đua một"]),
    ],
)
def test_text_becomes_items(text, found):
    assert items(text) == found


@pytest.mark.parametrize("end", ["…", "...", "…./.", "... ;", " v.v.", "v.v…"])
def test_list_that_goes_on_is_open_ended(end):
    assert split_commitments(f"Thi đua một; thi đua hai{end}").open_ended


def test_lone_ellipsis_belongs_to_the_item_above():
    assert items("- Một\n- Hai\n…") == ["Một", "Hai…"]


@pytest.mark.parametrize("glue", ["\n", "; ", "\n- "])
def test_forty_items_are_forty(glue):
    rows = [f"Thi đua việc thứ {number} năm 2021" for number in range(1, 41)]

    assert items(glue.strip(" ;") + glue.join(rows)) == rows


def test_one_very_long_item_is_one():
    text = "Thi đua " + "rất dài (“" * 20_000

    assert items(text) == [text]


@given(st.text('aA.;:…()“”"-+1)\n\t \r,bđ') | st.text())
def test_any_text_is_split_and_no_item_is_empty(text):
    split = split_commitments(text)

    assert all(item == item.strip() != "" for item in split.items)
    assert split.other is None or (split.other.other is None and split.other.items != split.items)
