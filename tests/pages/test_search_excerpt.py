"""Marked words, and the sentence of a long text that is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactsite.pages.search.excerpt import MAX_LENGTH, excerpt, marked
from pactsite.pages.search.words import Words


def marks(text, words):
    return [run for run, found in marked(text, Words(words).patterns) if found]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Huyện Đại Từ", "dai tu", ["Đại Từ"]),
        ("Huyện Đại Từ", "tu dai", ["Đại Từ"]),
        ("Từ nay, ĐẠI đoàn kết", "dai tu", ["Từ", "ĐẠI"]),
        ("Uỷ ban và Ủy ban", "ủy", ["Uỷ", "Ủy"]),
        ("Kế hoạch số 311/KH-UBND", "311/kh-ubnd", ["311/KH-UBND"]),
        ("Ban An toàn, thành An", "an", ["An", "An"]),
        ("An ninh", "ann", []),
        ("tư tưởng", "tu", ["tư tưởng"]),
        ("Đạt 100% (trăm phần trăm)", "100%", ["100%"]),
        ("Cờ thi đua; có phong trào thi đua", "cờ thi đua", ["Cờ thi đua"]),
        ("Đường Straße", "strasse", []),
    ],
)
def test_words_are_marked_in_their_own_letters(text, words, found):
    assert marks(text, words) == found


def test_a_long_text_shows_the_sentence_of_the_words():
    text = "Câu đầu nói chuyện khác. " * 20 + "Đẩy mạnh cải cách hành chính ở cơ sở. " + "Câu cuối cũng vậy. " * 20

    runs = excerpt(text, Words("cải cách hành chính").patterns)

    assert runs[0] == ("…", False)
    assert runs[1:3] == [("Đẩy mạnh ", False), ("cải cách hành chính", True)]
    assert runs[-1] == ("…", False)


def test_a_long_sentence_is_cut_at_words():
    text = "chung sức đồng lòng " * 30 + "vì người nghèo " + "chung sức đồng lòng " * 30

    shown = "".join(run for run, _found in excerpt(text, Words("người nghèo").patterns))

    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown.strip("…").strip() in text
    assert set(shown.strip("…").split()) <= set(text.split())


def test_a_text_without_the_words_shows_its_beginning():
    assert excerpt("Một hai ba bốn. " * 40, Words("không").patterns)[0][0].startswith("Một hai ba bốn. Một")


@given(st.text(max_size=600), st.text(max_size=60))
def test_no_letter_is_lost_and_nothing_is_shown_at_length(text, words):
    patterns = Words(words).patterns

    assert "".join(run for run, _found in marked(text, patterns)) == text
    assert sum(len(run) for run, _found in excerpt(text, patterns)) <= 2 * MAX_LENGTH
