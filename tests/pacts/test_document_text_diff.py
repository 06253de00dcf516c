"""Two texts held against each other word by word, two lists of them row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacts.document.text_diff import GONE, NEW, SAME, difference, paired

texts = st.text(alphabet="ab ,.;\n5%ăố", max_size=40)


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("giữ kỷ cương", "giữ kỷ cương", [(SAME, "giữ kỷ cương")]),
        ("", "giữ kỷ cương", [(NEW, "giữ kỷ cương")]),
        ("giữ kỷ cương", "", [(GONE, "giữ kỷ cương")]),
        ("giữ kỷ cương", "giữ vững kỷ cương", [(SAME, "giữ"), (NEW, " vững"), (SAME, " kỷ cương")]),
        ("đạt 2,5% trở lên", "đạt 3% trở lên", [(SAME, "đạt"), (GONE, " 2,5%"), (NEW, " 3%"), (SAME, " trở lên")]),
        (
            "ngày 31/03/2021 tại",
            "ngày 01/04/2021 tại",
            [(SAME, "ngày"), (GONE, " 31/03/2021"), (NEW, " 01/04/2021"), (SAME, " tại")],
        ),
    ],
)
def test_texts_differ_in_whole_words(before, after, runs):
    assert difference(before, after) == runs


def test_a_lone_word_between_two_changes_is_changed_with_them():
    assert difference("một hai ba bốn năm", "một sáu ba bảy năm") == [
        (SAME, "một"),
        (GONE, " hai ba bốn"),
        (NEW, " sáu ba bảy"),
        (SAME, " năm"),
    ]


@given(texts, texts)
def test_what_is_kept_and_gone_is_the_old_text_and_what_is_kept_and_new_the_new_one(before, after):
    runs = difference(before, after)

    assert "".join(text for sign, text in runs if sign != GONE) == after
    assert "".join("".join(text for sign, text in runs if sign != NEW).split()) == "".join(before.split())


def test_rows_are_paired_by_their_words_in_the_new_order():
    before = ["Thực hiện tốt nhiệm vụ chính trị", "Chấp hành nghiêm Chỉ thị 26", "Xây dựng nông thôn mới"]
    after = ["Chấp hành nghiêm Chỉ thị 27", "Đền ơn đáp nghĩa", "Thực hiện tốt mọi nhiệm vụ chính trị"]

    assert paired(before, after) == [(1, 0), (2, None), (None, 1), (0, 2)]


def test_the_same_row_is_paired_before_one_that_is_only_alike():
    assert paired(["đạt 90% ấp văn hóa", "đạt 95% ấp văn hóa"], ["đạt 95% ấp văn hóa"]) == [(0, None), (1, 0)]


def test_only_the_same_is_paired_where_alike_is_not_enough():
    assert paired(["xa-dong-lien"], ["xa-dong-hy"], alike=1) == [(0, None), (None, 0)]


@given(st.lists(texts, max_size=6), st.lists(texts, max_size=6))
def test_every_row_stands_once(before, after):
    rows = paired(before, after)

    assert sorted(i for i, _j in rows if i is not None) == list(range(len(before)))
    assert [j for _i, j in rows if j is not None] == list(range(len(after)))
