"""Every reader of pasted text takes time that grows with its length, whatever the text repeats.

No time is asked for, only how it grows: four times the text may take ten times as long on a busy machine. What grows
with the square of the length takes sixteen times as long.
"""

import time

import pytest

from awards.intake.awards import read_awards
from clusters.common.text import fold, normalise, sort_key
from clusters.intake.fonts import from_tcvn3, looks_like_tcvn3
from clusters.intake.unit_names import split_units
from clusters.intake.unit_words import name_key
from pacts.document.text_diff import difference
from pacts.intake.article.reading import read_article
from pacts.intake.commitments import split_commitments
from pacts.intake.targets import figures_in

LENGTH = 3_000
NOTHING = 0.05  # seconds: what takes no longer for the longest text is not compared
READERS = {
    "commitments": split_commitments,
    "units": split_units,
    "figures": figures_in,
    "awards": read_awards,
    "article": read_article,
    "old font": lambda text: (looks_like_tcvn3(text), from_tcvn3(text)),
    "clean text": lambda text: (normalise(text), fold(text), sort_key(text), name_key(text)),
    "two wordings": lambda text: difference(text, f"{text[::-1]}x"),
}
HOSTILE = [
    (": ", ""), ("A: ", ""), ("A, trưởng: ", ""), ("1 tập thể: ", ""), ("./.", "x"), ("....", "x"), ("A\n", ""),
    ("A;\n", ""), ("1. A\n+ b\n", ""), ("1. ", "x"), ("1. a 2. b ", ""), (", ", "x"), (" , ", "x"), ("  ", "x"),
    ("(", ""), ("[(", ""), ("“a", ""), ('"a\n', ""), ('""\n', "x"), ("không có ", ""), ("giảm ", ": 5%"), ("5 ", "%"),
    ("1.000.", "x"), ("0", "x"), ("QĐ", "!"), ("Bằng khen, ", ""), ("đại diện ", "x"), ("A. ", ""), (". ½", ""),
    ("có thành tích, ", ""), ("a\u0301\u0323", ""), ("\u0301\u0323", ""), ("e\u0301", ""), ("Céng ", ""), ("\t", "x"),
    ("Sở A\n", ""), ("a ", ""), ("a\tb\n", ""), ("100% x, ", ""), ("thi đua a; ", ""), ("Về b:\n- c\n", ""),
    ("Một là, a ", ""), ("7\n", ""),
]  # fmt: skip


def repeated(part, end, length):
    return (part * (length // len(part) + 1))[:length] + end


def seconds(reader, text):
    start = time.process_time()
    reader(text)
    return time.process_time() - start


def grows_too_fast(reader, part, end):
    """Say whether a text takes too long in each of three takings: what else the machine does only adds to one."""
    texts = [f"x{repeated(part, end, length)}" for length in (LENGTH, 4 * LENGTH)]
    shorter, longer = [], [seconds(reader, texts[1])]
    for _n in range(3):
        if min(longer) < NOTHING:
            return False
        shorter.append(seconds(reader, texts[0]))
        if min(longer) <= 10 * min(shorter):
            return False
        longer.append(seconds(reader, texts[1]))
    return True


@pytest.mark.parametrize("name", READERS)
def test_four_times_the_text_takes_no_more_than_ten_times_as_long(name):
    slow = [part for part, end in HOSTILE if grows_too_fast(READERS[name], part, end)]

    assert slow == []
