"""Commitments pasted out of PDF, Word, spreadsheets and articles: kinds of lists, headings, and no letter lost."""

import random
import re
import unicodedata

import pytest

from pacts.intake.commitments import split_commitments

ARTICLE = """Khối thi đua các cơ quan văn hóa ký kết giao ước thi đua

Sáng 12/3, tại hội trường Thư viện tỉnh, Khối thi đua các cơ quan văn hóa tổ chức hội nghị ký kết giao ước thi đua.

Tham dự có đại diện 4 đơn vị trong khối: Thư viện tỉnh; Bảo tàng tỉnh; Nhà hát tỉnh; Trung tâm Văn hóa.

{promises}

Phát biểu tại hội nghị, đồng chí Phó Giám đốc Sở đề nghị các đơn vị đoàn kết.

Ảnh: Toàn cảnh hội nghị
"""


def bare(texts):
    return [text.strip(" .;") for text in texts]


# --- Kinds of lists -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "1. Thực hiện tốt nhiệm vụ được\n\ngiao.\n\n2. Xây dựng cơ quan\n\nvăn hóa.",
            ["Thực hiện tốt nhiệm vụ được giao", "Xây dựng cơ quan văn hóa"],
        ),
        (
            "Thực hiện tốt nhiệm vụ\n100% đơn vị tham gia phong trào\nXây dựng cơ quan văn hóa",
            ["Thực hiện tốt nhiệm vụ", "100% đơn vị tham gia phong trào", "Xây dựng cơ quan văn hóa"],
        ),
        (
            "gồm 3 nội dung: công tác tuyên giáo, phong trào, văn phòng.",
            ["công tác tuyên giáo", "phong trào", "văn phòng"],
        ),
        ("ký giao ước với 4 nội dung: lao động giỏi, học tập, đoàn kết và sáng tạo.", 4),
        (
            "phấn đấu: 100% đơn vị hoàn thành nhiệm vụ, 100% chi bộ trong sạch, vững mạnh",
            ["100% đơn vị hoàn thành nhiệm vụ", "100% chi bộ trong sạch, vững mạnh"],
        ),
        (
            "đổi mới công tác tuyên truyền; phấn đấu hoàn thành chỉ tiêu. Bên cạnh đó, chăm lo đời sống; kiểm tra",
            [
                "đổi mới công tác tuyên truyền",
                "phấn đấu hoàn thành chỉ tiêu",
                "Bên cạnh đó, chăm lo đời sống",
                "kiểm tra",
            ],
        ),
        ("➢ Giữ vững đoàn kết\n➢ 100% đơn vị tham gia", ["Giữ vững đoàn kết", "100% đơn vị tham gia"]),
        ("• Học tập • Lao động • Sáng tạo", ["Học tập", "Lao động", "Sáng tạo"]),
        ("Điều 1. Thi đua học tập\nĐiều 2. Thi đua lao động", ["Thi đua học tập", "Thi đua lao động"]),
        ("1\nThi đua một\n2\nThi đua hai\n3\nThi đua ba", ["Thi đua một", "Thi đua hai", "Thi đua ba"]),
        ("Một là, học tập. Học nữa. Hai là, lao động. Ba là, đoàn kết.", ["học tập. Học nữa", "lao động", "đoàn kết"]),
        ("Thứ nhất, học tập; Thứ hai, lao động; Thứ ba, đoàn kết.", ["học tập", "lao động", "đoàn kết"]),
        ("100. Học tập\n101. Lao động", ["Học tập", "Lao động"]),
        ("1️⃣ Học tập\n2️⃣ Lao động", ["Học tập", "Lao động"]),
    ],
)
def test_list_is_split_into_its_items(text, found):
    items = split_commitments(text).items

    assert len(items) == found if isinstance(found, int) else bare(items) == found


@pytest.mark.parametrize(
    "bullet", "§ · o Ø ü v ➢ ➔ ✓ ✔ ■ □ ▪ ◆ ❖ \uf0a7 \uf0b7 \uf0fc \uf0d8 \uf076 ✅ 👉 ⭐ ★ ◦ ● – — *".split()
)
@pytest.mark.parametrize("glue", [" ", "\t", "  ", "\u00a0"])
def test_bullets_of_word_and_of_telephones_are_marks(bullet, glue):
    assert split_commitments(f"{bullet}{glue}Học tập\n{bullet}{glue}100% lao động").items == [
        "Học tập",
        "100% lao động",
    ]


def test_commas_are_offered_as_the_second_way_where_no_number_is_stated():
    split = split_commitments("Nội dung thi đua gồm: học tập, lao động, đoàn kết.")

    assert split.items == ["học tập, lao động, đoàn kết"]
    assert split.other.items == ["học tập", "lao động", "đoàn kết"]


def test_stated_number_that_no_way_has_is_kept():
    split = split_commitments("thực hiện 6 nhiệm vụ: học tập; lao động; đoàn kết.")

    assert (split.stated, len(split.items)) == (6, 3)


def test_page_number_between_lines_is_shown_as_not_read():
    split = split_commitments("1. Hoàn thành các\n\nchỉ tiêu.\n\n2\n\n2. Xây dựng cơ\n\nquan.")

    assert split.items == ["Hoàn thành các chỉ tiêu", "Xây dựng cơ quan"]
    assert split.unread == ["2"]


# --- Headings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        (
            "I. VỀ KINH TẾ\n1. Tăng thu\n2. Giảm chi\nII. VỀ XÃ HỘI\n1. Giảm nghèo\n- nhanh\n- bền vững",
            [("VỀ KINH TẾ", "Tăng thu"), ("VỀ KINH TẾ", "Giảm chi"), ("VỀ XÃ HỘI", "Giảm nghèo\n- nhanh\n- bền vững")],
        ),
        (
            "1. Về kinh tế\n- Tăng thu\n- Giảm chi\n2. Về xã hội\n- Giảm nghèo\n- Xây trường",
            [
                ("Về kinh tế", "Tăng thu"),
                ("Về kinh tế", "Giảm chi"),
                ("Về xã hội", "Giảm nghèo"),
                ("Về xã hội", "Xây trường"),
            ],
        ),
        (
            "Về kinh tế:\nTăng thu\nGiảm chi\nVề xã hội:\nGiảm nghèo",
            [("Về kinh tế", "Tăng thu"), ("Về kinh tế", "Giảm chi"), ("Về xã hội", "Giảm nghèo")],
        ),
        (
            "Về kinh tế:\n- Tăng thu\n- Giảm chi\nVề xã hội:\n- Giảm nghèo",
            [("Về kinh tế", "Tăng thu"), ("Về kinh tế", "Giảm chi"), ("Về xã hội", "Giảm nghèo")],
        ),
        (
            "I/ Kinh tế:\n1/ Tăng thu\nII/ Xã hội:\n1/ Giảm nghèo\n2/ Xây trường",
            [("Kinh tế", "Tăng thu"), ("Xã hội", "Giảm nghèo"), ("Xã hội", "Xây trường")],
        ),
        (
            "A. Công tác Đảng\na) Học tập\nb) Kiểm tra\nB. Chính quyền\na) Cải cách",
            [("Công tác Đảng", "Học tập"), ("Công tác Đảng", "Kiểm tra"), ("Chính quyền", "Cải cách")],
        ),
        (
            "Phần I. Mục tiêu\n1. Hoàn thành\nPhần II. Nhiệm vụ\n1. Đẩy mạnh",
            [("Mục tiêu", "Hoàn thành"), ("Nhiệm vụ", "Đẩy mạnh")],
        ),
    ],
)
def test_headings_are_kept_with_the_commitments_that_follow(text, grouped):
    split = split_commitments(text)

    assert list(zip(split.headings, split.items, strict=True)) == grouped


def test_rows_in_a_numbered_commitment_are_joined_first_and_parted_second():
    split = split_commitments("1. Hoàn thành chỉ tiêu, gồm:\n- 100% thôn\n- 100% xã\n2. Xây dựng Đảng.")

    assert (split.items, split.headings) == (
        ["Hoàn thành chỉ tiêu, gồm:\n- 100% thôn\n- 100% xã", "Xây dựng Đảng"],
        [],
    )
    assert split.other.headings == ["Hoàn thành chỉ tiêu, gồm"] * 2 + [""]


# --- A whole article ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promises", "found"),
    [
        ("Các đơn vị cam kết: giữ gìn di sản; mở rộng phục vụ; đoàn kết nội bộ.", 3),
        ("Khối thống nhất giữ gìn di sản; mở rộng phục vụ; đoàn kết nội bộ.", 3),
        ("Giao ước gồm 3 nội dung: giữ gìn di sản, mở rộng phục vụ, đoàn kết nội bộ.", 3),
        ("Các đơn vị ký giao ước với các nội dung sau:\n- Giữ gìn di sản\n- Mở rộng phục vụ", 2),
        ("Các nội dung trọng tâm như: giữ gìn di sản; mở rộng phục vụ. Hội nghị kết thúc tốt đẹp.", 2),
        ("Các đơn vị vui vẻ ra về.", 0),
    ],
)
def test_paragraph_of_an_article_that_tells_the_commitments_is_found_and_the_rest_shown_as_not_read(promises, found):
    split = split_commitments(ARTICLE.format(promises=promises))

    assert len(split.items) == found
    assert any("Sáng 12/3" in text for text in split.unread)
    assert any("Phát biểu" in text for text in split.unread)


def test_day_of_the_week_is_no_mark():
    text = (
        "Báo tỉnh\nThứ hai, 06/04/2024 07:20\nHội nghị ký kết giao ước thi đua\nThứ ba, ngày 7/4 các đơn vị dự hội nghị"
    )

    assert split_commitments(text).items == []


# --- Any text -----------------------------------------------------------------------------------

PIECES = [
    "Thi đua hoàn thành nhiệm vụ",
    "100% đơn vị tham gia",
    "nâng cao chất lượng",
    "Cam kết 3 nội dung:",
    "I. VỀ KINH TẾ",
    "Về xã hội:",
    "- Giảm nghèo",
    "1. Học tập",
    "2. Lao động; đoàn kết",
    "a) Kiểm tra",
    "➢ Khen thưởng.",
    "Sáng 12/3, hội nghị có đại biểu tham dự.",
    "Khối thống nhất giữ gìn; mở rộng.",
    "trong sạch, vững mạnh, văn minh",
    "Một là, học.",
    "7",
]
GLUES = ["\n", "\n\n", " ", "; ", ". ", ", ", "\t"]


def random_text(seed):
    chosen = random.Random(seed)
    return "".join(chosen.choice(PIECES) + chosen.choice(GLUES) for _n in range(chosen.randint(1, 14)))


def words_of(text):
    return sorted(re.findall(r"[^\W\d_]{2,}|\d+%", text))


@pytest.mark.parametrize("seed", range(300))
def test_no_word_is_lost(seed):
    text, marks = random_text(seed), {"Một", "là", "II"}
    split = split_commitments(text)

    for way in filter(None, (split, split.other)):
        headings = [
            heading for place, heading in enumerate(way.headings) if place == 0 or way.headings[place - 1] != heading
        ]
        read = "\n".join([way.lead or "", *headings, *way.items, *way.unread])
        missing = set(words_of(text)) - set(words_of(read)) - marks
        assert not missing


@pytest.mark.parametrize("seed", range(60))
def test_spelling_that_means_nothing_changes_nothing(seed):
    text = random_text(seed)
    split = split_commitments(text)

    for same in (unicodedata.normalize("NFD", text), text.replace("\n", "\r\n"), text.replace(" ", "  "), text + "\n"):
        assert split_commitments(same) == split


def test_items_read_again_are_the_same_items():
    text = "- Thi đua học tập\n- Thi đua lao động\n- 100% đơn vị tham gia"
    items = split_commitments(text).items

    assert split_commitments("\n".join(f"- {item}" for item in items)).items == items
