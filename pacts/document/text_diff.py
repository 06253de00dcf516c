"""Two wordings held against each other word by word, and two lists of them row by row."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import groupby

SAME, GONE, NEW = "=", "-", "+"
ALIKE = 0.5  # rows that share less than this are two rows, not one that was changed
MOST_PAIRS = 300_000  # of equal words in two texts: to sort out more takes seconds
LONE = 1  # so few words kept between two changes are read more easily as changed with them
WORD = re.compile(r"\s*(?:\d+(?:[.,/]\d+)*%?|\w+|[^\w\s])|\s+$")  # "2,5%" and "31/03/2021" are one word each


def difference(before, after):
    """Return what leads from one text to another: [(sign, text)], each piece kept, gone or new."""
    runs = []
    for is_same, old, new in _blocks(WORD.findall(before), WORD.findall(after)):
        pieces = [(SAME, new)] if is_same else [(GONE, old), (NEW, new)]
        runs += [(sign, "".join(words)) for sign, words in pieces if words]
    return runs


def paired(before, after, alike=ALIKE):
    """Pair two lists of texts: the same first, then the most alike. `alike=1`: only the same.

    Returns [(place before, or None; place after, or None)] in the new order; what is gone keeps its old neighbour.
    """
    found = {}  # place after -> place before
    for least in (1, alike):
        for _unlike, _distance, i, j in sorted(_candidates(before, after, found, least)):
            if j not in found and i not in found.values():
                found[j] = i
    rows = [(found.get(j), j) for j in range(len(after))]
    for i in sorted(set(range(len(before))) - set(found.values())):
        neighbour = next((place for place, row in enumerate(rows) if row[0] == i - 1), -1) if i else -1
        rows.insert(neighbour + 1, (i, None))
    return rows


def _blocks(old, new):
    """Yield (whether kept, old words, new words)."""
    bare = [[word.strip() for word in words] for words in (old, new)]
    counts = Counter(bare[1])
    if sum(count * counts[word] for word, count in Counter(bare[0]).items()) > MOST_PAIRS:
        yield from _ends_kept(old, new, *bare)
        return
    matcher = SequenceMatcher(None, *bare, autojunk=False)
    codes = matcher.get_opcodes()

    def stays(code):
        tag, start, end, *_places = code
        return tag == "equal" and (end - start > LONE or code in (codes[0], codes[-1]))

    for is_same, group in groupby(codes, stays):
        group = list(group)
        first, last = group[0], group[-1]
        yield is_same, old[first[1] : last[2]], new[first[3] : last[4]]


def _ends_kept(old, new, bare_old, bare_new):
    """Yield what both begin with, what lies between, and what both end with: texts too much alike inside themselves."""
    most = min(len(old), len(new))
    start = next((place for place in range(most) if bare_old[place] != bare_new[place]), most)
    rest = most - start
    end = next((place for place in range(rest) if bare_old[-1 - place] != bare_new[-1 - place]), rest)
    yield True, old[:start], new[:start]
    yield False, old[start : len(old) - end], new[start : len(new) - end]
    yield True, old[len(old) - end :], new[len(new) - end :]


def _candidates(before, after, found, least):
    """Yield (how unlike, how far apart, place before, place after) of the pairs that are at least so alike."""
    left = [(i, _words(text)) for i, text in enumerate(before) if i not in found.values()]
    matcher = SequenceMatcher(autojunk=False)
    for j in (place for place in range(len(after)) if place not in found):
        matcher.set_seq2(_words(after[j]))
        for i, words in left:
            if before[i] == after[j]:
                yield 0, abs(i - j), i, j
                continue
            matcher.set_seq1(words)
            measures = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # the cheapest first
            if least < 1 and all(measure() >= least for measure in measures):
                yield 1 - matcher.ratio(), abs(i - j), i, j


def _words(text):
    return [word.strip().casefold() for word in WORD.findall(text)]
