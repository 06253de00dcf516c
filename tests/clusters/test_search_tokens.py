"""Texts cut into tokens: what both databases index, and what no tokenizer of theirs may cut again."""

import pytest

from clusters.search.tokens import BETWEEN, LONGEST, indexed, tokens_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Đoàn kết, sáng tạo", ["doan", "ket", "_2c_", "sang", "tao"]),
        ("100%", ["100", "_25_"]),
        ("12/KH-UBND", ["12", "_2f_", "kh", "_2d_", "ubnd"]),
        ("  hai\n dòng ", ["hai", "dong"]),
        ("“Vững bước”…", ["_201c_", "vung", "buoc", "_201d_", "_2026_"]),
        ("", []),
    ],
)
def test_words_and_signs_are_tokens_without_accents(text, tokens):
    assert tokens_of(text) == tokens


def test_accents_may_be_composed_or_not():
    assert tokens_of("Hội nghị") == tokens_of("Ho\u0302\u0323i nghi\u0323") == ["hoi", "nghi"]


def test_a_word_longer_than_a_database_takes_is_cut():
    assert tokens_of("a" * (LONGEST + 50)) == ["a" * LONGEST]


def test_a_letter_of_another_script_is_written_as_its_code():
    assert tokens_of("ж") == ["_436_"]


def test_no_phrase_reaches_from_one_text_into_the_next():
    assert indexed(["Đoàn kết", None, "", "sáng tạo"]) == f"doan ket {BETWEEN} sang tao"


def test_no_text_can_hold_the_sign_that_parts_texts():
    assert BETWEEN not in tokens_of(f"a {BETWEEN} b")


def test_nothing_known_is_an_empty_index():
    assert indexed([None, ""]) == ""
