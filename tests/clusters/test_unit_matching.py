"""Units found in what people paste, and matched to the register."""

import datetime

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from clusters.intake.unit_matching import Piece, match_units, split_units
from clusters.intake.unit_names import read_units
from clusters.models import Unit, UnitKind
from tests.examples import load_examples
from tests.factories import SuccessionFactory, UnitFactory, UnitNameFactory

P001 = (
    "\u00a0 \u00a0 Sáng ngày 22/01/2021, tại hội trường tầng III của UBND tỉnh, khối thi đua tổng hợp tổ chức hội nghị "
    "ký kết giao ước thi đua năm 2021. Tham dự hội nghị có các đồng chí Lãnh đạo và cán bộ phụ trách công tác Thi đua, "
    "Khen thưởng của 11 cơ quan, đơn vị trong khối tổng hợp gồm: Văn phòng UBND tỉnh (trưởng khối), Sở Nội vụ (phó "
    "khối), Kho bạc Nhà nước, Văn phòng Đoàn ĐBQH tỉnh, Văn phòng HĐND tỉnh, Cục Thuế, Cục Thống kê, Ban Dân tộc, Sở "
    "Tài chính, Sở Kế hoạch và Đầu tư, Sở Ngoại vụ."
)
P002 = (
    "Tham gia hội nghị có các đại biểu đại diện cho 11\u00a0đơn vị trong Cụm thi đua khối xã thuộc thành phố "
    "Thái Nguyên gồm: Bí thư Đảng uỷ, Lãnh đạo UBND các xã Tân Cương; xã Phúc Trìu, xã Púc Xuân, xã Phúc Hà; "
    "xã Sơn Cẩm; xã Huống Thượng; xã Linh Sơn; xã Thịnh Đức; xã Quyết Thắng; các đ/c  công chức Văn phòng - "
    "Thống kê phụ trách công tác thi đua, khen thưởng các xã trong Cụm thi đua các xã thuộc thành phố Thái "
    "Nguyên."
)


def names(text):
    return [piece.text for piece in split_units(text)]


def matched(text, **where):
    return [(match.certainty, [unit.slug for unit in match.units]) for match in match_units(split_units(text), **where)]


# --- Names in a text ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ""),
        (" \n\t;,", ""),
        ("Sở Nội vụ", "Sở Nội vụ"),
        (
            "Sở Văn hóa, Thể thao và Du lịch; Sở Nội vụ và Sở Tài chính.",
            "Sở Văn hóa, Thể thao và Du lịch|Sở Nội vụ|Sở Tài chính",
        ),
        ("Sở Lao động, Thương binh và Xã hội, Xã Tân", "Sở Lao động, Thương binh và Xã hội|Xã Tân"),
        ("Trường A\nUỷ ban MTTQ tỉnh\r\nToà án nhân dân", "Trường A|Uỷ ban MTTQ tỉnh|Toà án nhân dân"),
        (
            "các xã Tân Cương; xã Phúc Trìu, Phúc Hà và Sơn Cẩm",
            "xã Tân Cương|xã Phúc Trìu|xã Phúc Hà|xã Sơn Cẩm",
        ),
        (
            "Các Sở: Nội vụ, Kế hoạch và Đầu tư, Tài chính; Cục Thuế",
            "Sở Nội vụ|Sở Kế hoạch và Đầu tư|Sở Tài chính|Cục Thuế",
        ),
        ("Đại Từ, Phổ Yên và Sông Công", "Đại Từ|Phổ Yên|Sông Công"),
        ("1. Sở Nội vụ\n2) Sở Y tế\n- Tỉnh đoàn\n• Công an tỉnh", "Sở Nội vụ|Sở Y tế|Tỉnh đoàn|Công an tỉnh"),
        ("So Noi vu, So Van hoa, The thao", "So Noi vu|So Van hoa, The thao"),
        ("SỞ NỘI VỤ, SỞ Y TẾ", "SỞ NỘI VỤ|SỞ Y TẾ"),
        ("Văn phòng HĐND và UBND huyện, Phòng Nội vụ", "Văn phòng HĐND và UBND huyện|Phòng Nội vụ"),
        ("Khối gồm Sở Nội vụ, Sở Y tế", "Sở Nội vụ|Sở Y tế"),
        ("STT\tTên đơn vị\tGhi chú\r\n1\tSở Nội vụ\t\r\n2\tSở Y tế\t", "Sở Nội vụ|Sở Y tế"),
        ("Tên cơ quan\nSở Nội vụ", "Sở Nội vụ"),
        ("Sở Văn hóa\nThể thao và Du lịch\nSở Y tế", "Sở Văn hóa Thể thao và Du lịch|Sở Y tế"),
        ("đ/c Nguyễn Văn A, Chủ tịch; Sở Nội vụ (thường trực, chủ trì)", "Sở Nội vụ (thường trực, chủ trì)"),
        (
            P002,
            "xã Tân Cương|xã Phúc Trìu|xã Púc Xuân|xã Phúc Hà|xã Sơn Cẩm|xã Huống Thượng|xã Linh Sơn|xã Thịnh Đức"
            "|xã Quyết Thắng",
        ),
    ],
)
def test_text_is_cut_into_units(text, found):
    assert "|".join(names(text)) == found


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Sở A (trưởng khối), Sở B (Phó khối), Sở C", ["leader", "deputy", "member"]),
        ("Sở A (Cụm trưởng); Sở B (phó trưởng cụm); Sở C (Khối phó)", ["leader", "deputy", "deputy"]),
        ("Sở A - Trưởng khối thi đua\nSở B – Phó khối\nSở C", ["leader", "deputy", "member"]),
        ("Đơn vị trưởng cụm: Sở A\nPhó cụm: Sở B\nCác đơn vị thành viên: Sở C", ["leader", "deputy", "member"]),
        ("Trưởng khối: Sở A; Phó khối: Sở Nội vụ. Thành viên: Sở C", ["leader", "deputy", "member"]),
        ("STT\tĐơn vị\n1\tSở A\tTrưởng khối\r\n2\tSở B\tPhó khối\n3\tSở C\t", ["leader", "deputy", "member"]),
        ("các huyện Đại Từ (trưởng cụm), Định Hóa (phó cụm) và Phú Lương", ["leader", "deputy", "member"]),
    ],
)
def test_roles_are_read_beside_the_names(text, roles):
    assert [piece.role for piece in split_units(text)][-3:] == roles


def test_list_is_found_in_a_whole_article():
    article = (
        f"HỘI NGHỊ KÝ KẾT\nNgày cập nhật 25/01/2021\n\n{P001}\n\nTại hội nghị, đồng chí A, Sở B nói: thi đua.\nẢnh"
    )

    assert split_units(article) == split_units(P001)


@given(
    st.lists(st.sampled_from("các xã Sở và , ; : . ( ) \n \t A b trưởng khối gồm - Phó UBND đồng chí 1.".split(" ")))
)
def test_any_text_is_cut_without_a_fault(words):
    assert all(piece.text.strip() for piece in split_units(" ".join(words)))


# --- The examples -------------------------------------------------------------------------------


ASKED = [  # (text, day, place), (certainty, units)
    (("xã Đồng Liên", "2026-01-01", None), ("near", ["phuong-gia-sang", "xa-dong-lien-thanh-pho-thai-nguyen"])),
    (("huyện Đại Từ", "2026-01-01", None), ("near", ["huyen-dai-tu"])),
    (("UBND huyện Đại Từ", "2021-03-31", None), ("sure", ["huyen-dai-tu"])),
    (("xã Tân Cương", "2026-01-01", "tinh-thai-nguyen"), ("sure", ["xa-tan-cuong"])),
    (("xã Đại Phúc", "2024-03-20", None), ("near", ["xa-dai-phuc"])),
    (("xã Yên Phong", "2026-01-01", None), ("near", ["xa-yen-phong-bac-ninh", "xa-yen-phong-thai-nguyen"])),
    (("xã Yên Phong", "2026-01-01", "tinh-bac-ninh"), ("sure", ["xa-yen-phong-bac-ninh"])),
    (("xã Yên Phong tỉnh Thái Nguyên", "2026-01-01", None), ("sure", ["xa-yen-phong-thai-nguyen"])),
    (("Sở Nội vụ tỉnh Thừa Thiên Huế", "2021-01-22", None), ("sure", ["so-noi-vu-thua-thien-hue"])),
    (("Tỉnh Thừa Thiên Huế", "2021-01-22", None), ("sure", ["thanh-pho-hue"])),
    (("Tỉnh Thừa Thiên Huế", "2025-01-22", None), ("near", ["thanh-pho-hue"])),
    (("TP Huế", "2025-01-22", None), ("sure", ["thanh-pho-hue"])),
    (("van phong uy ban nhan dan tinh", "2021-01-22", None), ("sure", ["van-phong-ubnd-tinh-thua-thien-hue"])),
    (("Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh", "2021-01-22", None), ("sure", ["uy-ban-mttq-tinh-ha-giang"])),
    (("Sở Xây dựng", "2021-01-22", None), ("new", [])),
    (("Sở Nội vụ", "2021-01-22", None), ("near", ["so-noi-vu-thua-thien-hue", "so-noi-vu-thai-nguyen"])),
    (("Sở Nội vụ", "2021-01-22", "tinh-ha-giang"), ("new", [])),
    (("Sở Nội vụ", "2021-01-22", "tinh-thai-nguyen-den-2025"), ("sure", ["so-noi-vu-thai-nguyen"])),
]
ARTICLES = [(P001, "2021-01-22", "thanh-pho-hue"), (P002, "2024-03-20", "thanh-pho-thai-nguyen")]


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """Load the examples once, ask everything of them, and take everything back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_examples()
        place = {unit.slug: unit for unit in Unit.objects.all()} | {None: None}
        asked = [*ARTICLES, *(asked for asked, _answer in ASKED)]
        told = {(text, day, slug): matched(text, day=day, place=place[slug]) for text, day, slug in asked}
        transaction.set_rollback(True)
    return told


def test_sentence_of_001_is_eleven_sure_units_with_leader_and_deputy(answers):
    found = answers[ARTICLES[0]]

    assert [certainty for certainty, _slugs in found] == ["sure"] * 11
    assert [slugs[0] for _certainty, slugs in found][:2] == [
        "van-phong-ubnd-tinh-thua-thien-hue",
        "so-noi-vu-thua-thien-hue",
    ]
    assert [piece.role for piece in split_units(P001)] == ["leader", "deputy", *["member"] * 9]


def test_sentence_of_002_is_nine_communes_one_of_them_misspelt(answers):
    found = answers[ARTICLES[1]]

    assert [certainty for certainty, _slugs in found] == ["sure", "sure", "near", *["sure"] * 6]
    assert (found[0][1], found[2][1][0]) == (
        ["xa-tan-cuong-thanh-pho-thai-nguyen"],
        "xa-phuc-xuan-thanh-pho-thai-nguyen",
    )


@pytest.mark.parametrize(("asked", "answer"), ASKED)
def test_name_is_matched_on_its_day_and_in_its_place(answers, asked, answer):
    assert answers[asked] == [answer]


# --- The register helps to cut ------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def test_known_name_with_a_comma_stays_whole_and_known_names_without_a_word_are_parted():
    UnitFactory(name="Cụm cảng Cát, Đá, Sở Giang", slug="cang")
    UnitFactory(name="Thông tấn xã", slug="thong-tan")
    UnitFactory(name="Sở Nội vụ", slug="noi-vu")

    assert matched("Cụm cảng Cát, Đá, Sở Giang; Sở Nội vụ, Thông tấn xã") == [
        ("sure", ["cang"]),
        ("sure", ["noi-vu"]),
        ("sure", ["thong-tan"]),
    ]


def test_variant_is_a_good_name_and_candidates_are_at_most_five():
    unit = UnitFactory(name="Hội đồng Thi đua - Khen thưởng tỉnh", slug="hoi-dong")
    UnitNameFactory(unit=unit, name="Hội đồng TĐKT")
    for number in range(7):
        UnitFactory(name="Xã Tân Tiến", slug=f"tan-tien-{number}", kind=UnitKind.COMMUNE)

    found = matched("Hội đồng TĐKT; xã Tân Tiến; xã Tân Tiên", day=datetime.date(2024, 1, 1))

    assert [(certainty, len(slugs)) for certainty, slugs in found] == [("sure", 1), ("near", 5), ("near", 5)]


def test_heirs_are_followed_to_those_who_stand_even_in_a_circle():
    first, second, third = (UnitFactory(name=f"Sở {n}", slug=f"so-{n}") for n in ("Một", "Hai", "Ba"))
    for unit in (first, second):
        unit.ended_on, unit.end_reason = "2024", "merged"
        unit.save()
    for pair in [(first, second), (second, first), (second, third)]:
        SuccessionFactory(predecessor=pair[0], successor=pair[1])

    assert matched("Sở Một", day="2025-01-01") == [("near", [third.slug, first.slug])]


def test_piece_without_its_parts_is_matched_by_its_text():
    unit = UnitFactory(name="Sở Nội vụ")

    assert [match.units for match in match_units([Piece("sở nội vụ", "leader")])] == [[unit]]


def test_no_pieces_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert match_units([]) == []


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_pieces(django_assert_num_queries, count):
    place = UnitFactory(name="Tỉnh A", kind=UnitKind.PROVINCE)
    gone = UnitFactory(name="Sở Cũ", place=place, ended_on="2020", end_reason="merged")
    SuccessionFactory(predecessor=gone)
    for number in range(count):
        UnitFactory(name=f"Sở {number}", place=place)
    pieces = split_units("; ".join(["Sở Cũ", "Sở Lạ", *[f"Sở {number}" for number in range(count)]]))

    with django_assert_num_queries(4):
        matches = match_units(pieces, place=place)
        places = {match.units[0].place for match in matches[2:]}

    assert ([match.certainty for match in matches], places) == (["near", "new", *["sure"] * count], {place})


# --- Kinds of lists ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gồm: Đức Trọng, Di Linh và Bảo Lộc đã tổ chức lễ ký kết giao ước.", "Đức Trọng|Di Linh|Bảo Lộc"),
        ("Hà Nội, TP Hồ Chí Minh, Hải Phòng, Cần Thơ", "Hà Nội|TP Hồ Chí Minh|Hải Phòng|Cần Thơ"),
        ("12 phường: Bến Một, Bến Hai, Tân Ba", "Bến Một|Bến Hai|Tân Ba"),
        ("1. Văn phòng;\n2. Nhà thiếu nhi;\n3. Bảo tàng tỉnh", "Văn phòng|Nhà thiếu nhi|Bảo tàng tỉnh"),
        ("§\tSở Nội vụ\n§\tSở Tài chính", "Sở Nội vụ|Sở Tài chính"),
        ("SỞ NỘI VỤ, SỞ TÀI CHÍNH VÀ SỞ Y TẾ", "SỞ NỘI VỤ|SỞ TÀI CHÍNH|SỞ Y TẾ"),
        ("Công an các huyện Ea Súp, Cư M'gar", "Công an huyện Ea Súp|Công an huyện Cư M'gar"),
        ("UBND các xã: Tân Lập, Tân Hòa", "UBND xã Tân Lập|UBND xã Tân Hòa"),
        ("các trường THPT: Chu Văn An, Hai Bà Trưng", "trường THPT Chu Văn An|trường THPT Hai Bà Trưng"),
        ("các quận 1, 3 và Bình Thạnh", "quận 1|quận 3|quận Bình Thạnh"),
        ("Liên hiệp các Hội Khoa học và Kỹ thuật, Hội Nhà báo", "Liên hiệp các Hội Khoa học và Kỹ thuật|Hội Nhà báo"),
        (
            "Trại giam Một, Trung đoàn Hai, Phân hiệu Trường Đại học Ba",
            "Trại giam Một|Trung đoàn Hai|Phân hiệu Trường Đại học Ba",
        ),
        (
            "STT\tĐơn vị\tHọ tên\tVai trò\n1\tSở Nội vụ\tNguyễn A\tTrưởng khối\n2\tBan Dân tộc\tTrần B\t",
            "Sở Nội vụ|Ban Dân tộc",
        ),
    ],
)
def test_one_kind_of_list_after_another(text, found):
    assert "|".join(names(text)) == found


def test_a_stated_number_decides_whether_a_comma_parts():
    text = "gồm {} đơn vị: Cơ quan A Trung ương, Lữ đoàn 7, Bộ Tư lệnh Thông tin và Trại Đắk Một"

    assert names(text.format(3)) == ["Cơ quan A Trung ương", "Lữ đoàn 7, Bộ Tư lệnh Thông tin", "Trại Đắk Một"]
    assert len(names(text.format(4))) == 4


def test_what_is_no_unit_is_returned_as_unread():
    found = read_units("Khối gồm 2 đơn vị: Sở A, Sở B đã ký kết giao ước. Dự có đồng chí C.")

    assert ([piece.text for piece in found.pieces], found.stated) == (["Sở A", "Sở B"], 2)
    assert found.unread == ["Khối gồm 2 đơn vị:", "đã ký kết giao ước.", "Dự có đồng chí C."]


def test_accents_decide_between_names_that_fold_alike():
    lang, other = UnitFactory(name="Xã Văn Lang"), UnitFactory(name="Xã Cũ")

    assert matched("Xã Văn Lăng") == [("near", [lang.slug])]
    assert matched("xa van lang") == [("sure", [lang.slug])]
    other.name = "Xã Văn Lăng"
    other.save()
    assert matched("Xã Văn Lăng") == [("sure", [other.slug])]


def test_a_name_spaced_otherwise_is_near_and_a_look_alike_letter_is_the_same():
    spaced, dong = UnitFactory(name="Xã Ea Ly"), UnitFactory(name="Xã Đồng Thử")

    assert matched("Xã Ealy") == [("near", [spaced.slug])]
    assert matched("Xã \u00d0ồng Thử") == [("sure", [dong.slug])]


def test_a_name_nobody_has_checked_does_not_glue_what_a_list_parts():
    UnitFactory(name="Sở A, Sở B", checked=False)

    assert names("Sở A, Sở B") == ["Sở A", "Sở B"]
    assert [match.piece.text for match in match_units(split_units("Sở A, Sở B"))] == ["Sở A", "Sở B"]
