"""Vietnamese text: how it is kept, what finds it, how it is sorted."""

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusters.common.text import fold, normalise, slugify, sort_key
from clusters.models import Unit
from tests.factories import UnitFactory

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
vietnamese = st.text(LETTERS + LETTERS.upper() + " 0123456789-.,")

# --- How text is kept ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Đại Từ"), "Đại Từ"),
        ("Sở\u00a0Nội\u202fvụ\u2007tỉnh", "Sở Nội vụ tỉnh"),
        ("  \u00a0Sở Nội vụ \n", "Sở Nội vụ"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("một\thai", "một hai"),
        ("Sở\x00 Nội\x07 vụ\x85", "Sở Nội vụ"),
        ("tuyên truyền…;", "tuyên truyền…;"),
        ("Uỷ ban, Ủy ban", "Uỷ ban, Ủy ban"),
        ("e\x00\u0301", "é"),
        ("nửa chữ \ud83d", "nửa chữ"),
    ],
)
def test_text_is_kept_composed_with_plain_spaces_and_trimmed(typed, kept):
    assert normalise(typed) == kept


@given(st.text(st.characters(exclude_categories=[])))
def test_text_once_kept_stays_as_it_is_and_can_be_stored(text):
    kept = normalise(text)

    assert normalise(kept) == kept
    assert kept.encode().decode() == kept
    assert "\0" not in kept
    assert unicodedata.is_normalized("NFC", kept)


# --- What finds it ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Huyện Đại Từ", "huyen dai tu"),
        ("Ủy ban", "uy ban"),
        ("Uỷ ban", "uy ban"),
        ("THỊ XÃ PHỔ YÊN", "thi xa pho yen"),
        (" Sở \u00a0 Nội\nvụ ", "so noi vu"),
        ("311/KH-UBND", "311/kh-ubnd"),
        ("đ/c Nguyễn Đức Lực", "d/c nguyen duc luc"),
        ("hoà, hòa; thuý, thúy", "hoa, hoa; thuy, thuy"),
        ("a\0b", "a b"),
        ("", ""),
    ],
)
def test_folding_leaves_plain_letters_in_lower_case(text, folded):
    assert fold(text) == folded


@given(vietnamese)
def test_folding_gives_the_same_for_composed_decomposed_upper_and_folded_text(text):
    assert fold(text) == fold(unicodedata.normalize("NFD", text)) == fold(text.upper()) == fold(fold(text))


@given(vietnamese)
def test_folded_vietnamese_is_plain_ascii(text):
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Xã Đồng Liên", "xa-dong-lien"),
        ("Năm học 2013-2014", "nam-hoc-2013-2014"),
        ("Khối thi đua “Tổng hợp”, tỉnh", "khoi-thi-dua-tong-hop-tinh"),
    ],
)
def test_a_name_becomes_an_address(name, address):
    assert slugify(name) == address


# --- How it is sorted ---------------------------------------------------------------------------

# By hand, after the alphabet: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y,
# tones ngang, huyền, hỏi, ngã, sắc, nặng; a word before its longer forms, numbers by value.
IN_ORDER = """
Cụm 2|Cụm 10|Cụm thi đua số 1|Cụm thi đua số 2|Cụm thi đua số 10|Cụm thi đua số 10A|Cụm thi đua số 11
An|An Châu|Anh|Ăn|Âm|Ân|Ấp|Ba|Cao Ngạn|Dân|Đà|Đại Phúc|Đại Từ|Đắk Lắk|Đồng Liên|Em|Êm|Hà Giang|Huế|Kon Tum|Lạng Sơn
ma|mà|mả|mã|má|mạ|mac|măc|mâc|mo|mô|mơ|mu|mư|my
la|lá|lam|làm|lan|lăn|lân
Quyết Thắng|Sơn Cẩm|Tân Cương|Thịnh Đức|Thịnh Đức 2|Ưu|Vân|Xuân|Ỷ La|Yên Phong
""".strip().splitlines()


@pytest.mark.parametrize("line", IN_ORDER)
def test_names_stand_in_the_order_of_the_vietnamese_alphabet(line):
    names = line.split("|")

    assert sorted(random.sample(names, len(names)), key=sort_key) == names


@pytest.mark.django_db
@pytest.mark.parametrize("line", IN_ORDER)
def test_the_database_orders_names_as_python_does(line):
    names = line.split("|")
    for name in random.sample(names, len(names)):
        UnitFactory(name=name)

    assert list(Unit.objects.order_by("sort_key").values_list("name", flat=True)) == names


@given(st.text(st.characters(exclude_categories=[])))
def test_a_sort_key_holds_only_digits_and_small_letters_so_that_every_database_orders_it_alike(text):
    assert re.fullmatch(r"[0-9a-z]*", sort_key(text))


@given(vietnamese)
def test_decomposed_and_upper_case_text_sorts_where_composed_lower_case_does(text):
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text) == sort_key(text.upper())


@given(st.text(LETTERS + " ", min_size=1), st.text(LETTERS, min_size=1))
def test_a_name_sorts_before_a_longer_one_that_begins_with_it(name, more):
    assert sort_key(name) < sort_key(name + more)


@given(st.lists(st.sampled_from(LETTERS), min_size=1), st.lists(st.sampled_from(LETTERS), min_size=1))
def test_two_different_words_never_share_a_place(one, other):
    assert (sort_key("".join(one)) == sort_key("".join(other))) == (one == other)


@given(st.integers(0, 999_999_999), st.integers(0, 999_999_999))
def test_numbers_in_names_sort_by_their_value(one, other):
    assert (sort_key(f"Cụm {one}") < sort_key(f"Cụm {other}")) == (one < other)


@given(st.sampled_from(LETTERS), st.sampled_from(LETTERS), vietnamese)
def test_an_earlier_letter_of_the_alphabet_weighs_more_than_any_tone_after_it(one, other, rest):
    plain = [sort_key(letter)[:2] for letter in (one, other)]

    assert plain[0] == plain[1] or (sort_key(one + rest) < sort_key(other + rest)) == (plain[0] < plain[1])


# --- What no reader sees ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Th\u200bống kê", "Thống kê"),
        ("thi\u00ad đua", "thi đua"),
        ("chủ đề\uffff\ufdd0\U0001fffe", "chủ đề"),
        ("\u202bSở\u202c Y\u2060 tế\ufeff", "Sở Y tế"),
        ("Sở  Nội\u2009\u00a0vụ", "Sở Nội vụ"),
        ("Sở\u3000Y tế", "Sở Y tế"),
        ("Xã \u00d0ồng Thử", "Xã Đồng Thử"),
        ("\u00f0ồng", "đồng"),
        ("một\vhai\u2028ba", "một\nhai\nba"),
        ("gia đình \U0001f468\u200d\U0001f469", "gia đình \U0001f468\u200d\U0001f469"),
    ],
)
def test_invisible_signs_runs_of_spaces_and_eth_are_gone(typed, kept):
    assert normalise(typed) == kept
    assert normalise(kept) == kept


def test_eth_and_invisible_signs_change_no_key():
    assert fold("Xã \u00d0ồng\u200b Thử") == fold("Xã Đồng Thử") == "xa dong thu"
    assert slugify("Xã \u00d0ồng Th\u00adử") == "xa-dong-thu"
