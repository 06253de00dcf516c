"""Running text cut where its marks stand in the open, outside quotation marks and brackets."""

import re
from itertools import pairwise

SOON = 200  # letters
CLOSED = re.compile(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"|\([^()]*\)|\[[^\[\]]*\]")
# A full stop that ends a sentence: a capital comes next, and no abbreviation before ("TP. Huế").
SENTENCE_END = re.compile(
    r"(?<!\bTP)(?<!\bTp)(?<!\bTX)(?<!\bTS)(?<!\bThS)(?<!\bGS)(?<!\b[A-ZĐ])[.!?…](?:/\.)?\s+(?=[“\"(]?[^\W\d_])"
)


def masked(text):
    """Return the text with all that is quoted or in brackets as "x", letter for letter, so that places stay."""
    return CLOSED.sub(lambda found: "x" * len(found.group()), text)


def is_capital(text):
    """Say whether the first letter of a text is a capital; a text that does not soon have letters begins with none."""
    return next((letter for letter in text[:SOON] if letter.isalpha()), "").isupper()


def sentence_ends(text):
    """Return the places where a sentence of the text ends and the next begins, with a capital."""
    found = [match.end() for match in SENTENCE_END.finditer(masked(text))]
    return [place for place in found if is_capital(text[place : place + SOON])]


def single_spaced(text):
    """Return lines of text with one space where there are several: patterns with spaces then take linear time."""
    return re.sub(r"[^\S\n]+", " ", text)


def without_end(text, *words):
    """Return a text without the first of these words (lower case) that it ends with; as it is where it ends with none.

    A pattern anchored at the end would be tried at each place of a long text.
    """
    ending = next((word for word in words if text[-len(word) :].lower() == word), "")
    return text[: len(text) - len(ending)]


def cut(text, places):
    """Return the text cut at these places, every piece with what stood between."""
    bounds = [0, *sorted(places), len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]
