"""Excerpts of texts with the found words marked."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from clusters.common.text import fold

MAX_LENGTH = 240  # of an excerpt
MAX_LEAD = 60  # most letters before the first word found
SENTENCE_ENDS = re.compile(r"[.;:!?…\n]\s+")
SPACE = re.compile(r"\s")


def marked(text, patterns):
    """Return a text in runs: [(run, whether the words were found in it)]."""
    runs, end = [], 0
    for start, stop in spans(text, patterns):
        if start > end:
            runs.append((text[end:start], False))
        runs.append((text[start:stop], True))
        end = stop
    return [*runs, (text[end:], False)] if end < len(text) else runs


def excerpt(text, patterns):
    """Return the runs of a text, or of its sentence with most of the words, with "…" for parts left out."""
    if len(text) <= MAX_LENGTH:
        return marked(text, patterns)
    start, stop = window(text, spans(text, patterns))
    runs = marked(text[start:stop].strip(), patterns)
    return [("…", False)] * bool(start) + runs + [("…", False)] * (stop < len(text))


def as_html(runs):
    """Return runs as HTML. A template would take ten times as long for twenty hits."""
    return mark_safe("".join(f"<mark>{escape(run)}</mark>" if found else escape(run) for run, found in runs))


def spans(text, patterns):
    """Return the spans of the first pattern that matches a text."""
    folded = text.translate(FOLDED_LETTERS)
    for pattern in patterns:
        if found := [match.span() for match in pattern.finditer(folded)]:
            return join_spans(found, text)
    return []


def join_spans(found, text):
    merged = found[:1]
    for start, stop in found[1:]:
        if text[merged[-1][1] : start].isspace():
            merged[-1] = (merged[-1][0], stop)
        else:
            merged.append((start, stop))
    return merged


class FoldedLetters(dict):
    """A table for `str.translate` of each letter's folded form, computed on first use.

    It maps one letter to one letter, so that positions in the text stay the same.
    """

    def __missing__(self, code):
        self[code] = letter = fold(chr(code))[:1] or " "
        return letter


FOLDED_LETTERS = FoldedLetters()


def window(text, found):
    """Return (start, stop) of the part of a long text with most of the words; it starts at a sentence or a word."""
    if not found:
        return 0, word_boundary(text, MAX_LENGTH)
    first = max(found, key=lambda span: (count_words(text, found, span[0]), -span[0]))[0]
    sentences = [match.end() for match in SENTENCE_ENDS.finditer(text, 0, first)]
    start = max([0, *sentences])
    if first - start > MAX_LEAD:
        start = word_boundary(text, first - MAX_LEAD)
    return start, word_boundary(text, start + MAX_LENGTH)


def count_words(text, found, start):
    """Return how many different words occur in the part of a text shown from `start` on."""
    return len(
        {
            text[first:stop].casefold()
            for first, stop in found
            if start <= first and stop <= start + MAX_LENGTH - MAX_LEAD
        }
    )


def word_boundary(text, position):
    """Return the nearest position from `position` on that is not within a word."""
    space = SPACE.search(text, position) if position < len(text) else None
    return space.start() if space and space.start() - position < MAX_LEAD else min(position, len(text))
