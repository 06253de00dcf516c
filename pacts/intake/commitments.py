"""Commitments parsed from a pasted text: a list with marks, lines, running text with semicolons, a whole article.

The result is a proposal, shown before it is applied. Each piece of the text is an item, a heading of items, the
lead-in, or listed as not read.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from clusters.intake.sentences import is_capital
from pacts.intake.marked_lines import LONE_NUMBER, MARK, Line, lines_of
from pacts.intake.nested_lists import LONGEST_HEADING, is_heading_line, ways_by_marks
from pacts.intake.running_text import PROMISE, announces_list, lead_without_colon, segments_of, stated_in, ways_of

__all__ = ["Split", "split_commitments", "stated_in"]

NEWS = re.compile(
    r"\b(?:hội nghị|buổi lễ|lễ ký|tham dự|dự lễ|về dự|phát biểu|đồng chí|chủ trì|Ảnh\s*:|cập nhật"
    r"|ngày \d{1,2}\s*[-/.]\s*\d|(?:sáng|chiều|tối) (?:ngày )?\d"
    r"|ký (?:kết )?giao ước|quang cảnh|toàn cảnh|(?:gồm|hiện có) \d+ (?:cơ quan|đơn vị|thành viên))",
    re.I,
)
AND_SO_ON = re.compile(r"\bv\.\s?v$")


@dataclass(frozen=True)
class Split:
    """A proposal: the items in order, the lead-in, the number it states, whether the list is open-ended.

    `other`: the second way to split the text, if there is one; its own `other` is None.
    `headings`: the heading of each item ("" for none), as long as `items`; empty if no item has one.
    `unread`: the pieces of the text that are none of this, in order.
    """

    items: list[str] = field(default_factory=list)
    lead: str | None = None
    stated: int | None = None
    open_ended: bool = False
    other: "Split | None" = None
    headings: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def rows(self):
        """The items with their headings: [(heading or "", item)]."""
        return list(zip(self.headings or [""] * len(self.items), self.items, strict=True))


def split_commitments(text):
    """Parse a pasted text (a list, a paragraph, cells, a whole article) into a Split."""
    lines = lines_of(text)
    pages = [line for line in lines if _is_page_number(line)]
    lines = [line for line in lines if not _is_page_number(line)]
    block = _marked_block(lines)
    if block:
        start, first, end = block
        lead = " ".join(line.text for line in lines[start:first]) or None
        return _decide(ways_by_marks(lines[first:end]), lead, lines[:start] + lines[end:] + pages)
    lines = _unwrapped(lines)
    paragraph = _paragraph_of_promises(lines) if len(lines) > 1 else None
    if paragraph is None and _is_article(lines):
        return _of_article(lines, pages)
    others = [line for line in lines if paragraph is not None and line is not paragraph]
    return _from_lines([paragraph] if paragraph is not None else lines, others + pages)


def _unwrapped(lines):
    """Return the lines, with those between two gaps as one where they are a paragraph wrapped at a margin."""
    groups = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return [line for group in groups for line in (_one_line(group) if _is_wrapped(group) else group)]


def _one_line(lines):
    return [Line(None, " ".join(line.whole for line in lines), lines[0].gap)]


def _is_page_number(line):
    return line.mark is None and bool(LONE_NUMBER.fullmatch(line.text))


# --- A whole article ----------------------------------------------------------------------------


def _paragraph_of_promises(lines):
    """Return the line whose lead-in announces commitments: one that states a number, or the one with most items."""
    ranked = [(announces_list(line.text), line) for line in lines]
    found = [(rank, number, line) for number, (rank, line) in enumerate(ranked) if rank]
    return max(found, key=lambda one: (one[0], -one[1]))[2] if found else None


def _is_article(lines):
    """Whether several lines tell of an event, which a list of commitments does not."""
    return len(lines) > 2 and 3 * sum(bool(NEWS.search(line.text)) for line in lines) >= max(6, len(lines))


def _of_article(lines, pages):
    """Return a Split of the paragraph that promises without a colon ("thống nhất …; …"), or one without items."""
    for number, line in enumerate(lines):
        if found := lead_without_colon(line.whole):
            before, lead, items, after = found
            unread = [*lines[:number], *_lines_of_texts(before, after), *lines[number + 1 :], *pages]
            return _decide([[("", item) for item in items]], lead, unread)
    return Split(unread=[line.whole for line in [*lines, *pages]])


def _lines_of_texts(*texts):
    return [Line(None, text, False) for text in texts if text]


# --- A list with marks ----------------------------------------------------------------------


def _marked_block(lines):
    """Return the places (lead-in, first, end) of the marked lines if they are most of the text or announced."""
    runs = _runs(lines)
    if not runs:
        return None
    ranked = [(_rank(lines, *run), -number, run) for number, run in enumerate(runs)]
    rank, _number, run = max(ranked)
    _start, first, end = run
    share = sum(len(line.text) for line in lines[first:end]) / sum(len(line.text) + 1 for line in lines)
    return run if rank or share > 0.4 else None


def _runs(lines):
    """Return the places (lead-in, first, end) of each run of marked lines.

    An article may have several lists; any other text is one run, from the first mark to the last.
    """
    marked = [place for place, line in enumerate(lines) if line.mark]
    article, runs = _is_article(lines), []
    for place in marked:
        if runs and (place <= runs[-1][2] or not article or is_heading_line(lines, place - 1)):
            runs[-1][2] = max(place + 1, runs[-1][2])
        else:
            runs.append([_lead_start(lines, place), place, place + 1])
        while runs[-1][2] < len(lines) and _continues(lines[runs[-1][2] - 1], lines[runs[-1][2]]):
            runs[-1][2] += 1
    runs = [run for run in runs if not article or run[2] - run[1] > 1]
    return [_with_first_heading(lines, *run) for run in runs]


def _with_first_heading(lines, start, first, end):
    """Return the places of a run; its lead-in is the first heading where further headings stand in the run."""
    further = any(is_heading_line(lines, place) for place in range(first, end))
    heads = further and first and is_heading_line(lines, first - 1) and not stated_in(lines[first - 1].text)
    return (min(start, first - 1), first - 1, end) if heads else (start, first, end)


def _lead_start(lines, first):
    """Return the place where the lead-in of a list begins: a line in lower case continues the line above it."""
    start = max(first - 1, 0)
    while 0 < start < first and not is_capital(lines[start].text) and not lines[start].mark:
        start -= 1
    return start


def _rank(lines, start, first, end):
    """Return how clearly a lead-in announces a marked list: 0 for not at all."""
    lead = " ".join(line.text for line in lines[start:first])
    if not lead:
        return 0
    return 3 * bool(stated_in(lead)) + 2 * bool(PROMISE.search(lead)) + lead.endswith(":")


def _continues(above, line):
    """Whether a line without a mark, after a marked one, still belongs to it."""
    if line.mark:
        return False
    if line.text.isupper() and not above.text.isupper():
        return False
    if not is_capital(line.text):
        return not line.gap or not above.text.endswith((".", ";", ":", "…"))
    return not line.gap and not above.text.endswith((".", ";", "…"))


# --- Lines without marks ------------------------------------------------------------------------


def _from_lines(lines, unread):
    """Return a Split of lines without marks. Wrapped lines are joined; a single line is running text."""
    groups = _under_headings(lines)
    if groups:
        return _decide([groups], None, unread)
    texts = [line.text for line in lines]
    lead = None
    if len(texts) > 2 or (len(texts) == 2 and texts[0].endswith(":")):
        lead = texts[0] if texts[0].endswith(":") or (stated_in(texts[0]) and len(texts[0]) < 200) else None
    lines = lines[1:] if lead else lines
    joined = _joined(lines)
    by_line = [line.text for line in lines]
    if len(joined) == 1:
        found, ways, after = ways_of(joined[0], lead)
        ways = [*ways, by_line if len(by_line) > 1 and not after else []]
        return _decide(_without_headings(ways), found, [*_lines_of_texts(after), *unread])
    every = [segment for text in joined for segment in segments_of(text, None)]
    return _decide(_without_headings([joined, by_line, every]), lead, unread)


def _without_headings(ways):
    return [[("", item) for item in items] for items in ways if items]


def _under_headings(lines):
    """Return [(heading, item)] where several lines without marks end with a colon and gather the lines behind."""
    heads = [place for place, line in enumerate(lines) if _gathers(line)]
    if len(heads) < 2 or heads[-1] == len(lines) - 1 or any(below - above < 2 for above, below in pairwise(heads)):
        return []
    found = [("", text) for text in _joined(lines[: heads[0]])]
    for above, below in pairwise([*heads, len(lines)]):
        heading = lines[above].text.removesuffix(":").strip()
        found += [(heading, text) for text in _joined(lines[above + 1 : below])]
    return found


def _gathers(line):
    return line.text.endswith(":") and len(line.text) < LONGEST_HEADING and ";" not in line.text


def _joined(lines):
    """Return the texts of lines. A line in lower case continues the line above if other lines have capitals.

    If most lines after a semicolon start in lower case, these are items and not wrapped lines.
    """
    after = [is_capital(line.text) for above, line in pairwise(lines) if above.text.endswith(";")]
    capitals = 2 * sum(after) >= len(after)
    longest = max((len(line.text) for line in lines), default=0)
    if not any(is_capital(line.text) for line in lines):
        return [line.text for line in lines]
    if _is_wrapped(lines):
        return [" ".join(line.text for line in lines)]
    joined = []
    for place, line in enumerate(lines):
        above = lines[place - 1].text if place else ""
        after_semicolon = above.endswith(";") and not capitals
        if not place or _begins_item(line, above, longest) or after_semicolon:
            joined.append([line.text])
        else:
            joined[-1].append(line.text)
    return [" ".join(texts) for texts in joined]


BEGINS_WITH_NUMBER = re.compile(r"(?:trên |từ |ít nhất )?\d[\d.,]*\s*(?:%|[^\W\d_])", re.I)


def _begins_item(line, above, longest):
    """Whether a line begins an item: a capital, a number ("100% …") below a line that is not full, or a gap."""
    if is_capital(line.text[:1]):
        return True
    finished = above.endswith((".", ";", ":", "…", "!"))
    full = longest > 60 and len(above) > 0.75 * longest
    if BEGINS_WITH_NUMBER.match(line.text):
        return finished or not full
    return is_capital(line.text) or (line.gap and (finished or len(above) < 0.6 * longest))


def _is_wrapped(lines):
    """Whether lines are one paragraph wrapped at a margin: all but the last are full, many in lower case."""
    lengths = [len(line.text) for line in lines]
    lower = sum(not is_capital(line.text) for line in lines[1:])
    longest = max(lengths, default=0)
    full = all(length > 0.75 * longest for length in lengths[:-1])
    ended = sum(line.text.endswith((".", ";")) for line in lines[:-1])
    numbers = sum(bool(BEGINS_WITH_NUMBER.match(line.text)) for line in lines[1:])
    if any(line.gap for line in lines[1:]) or any(line.mark for line in lines[1:]) or (longest < 60 and numbers):
        return False
    return longest >= 40 and len(lines) > 2 and full and 3 * lower >= len(lines) and 2 * ended < len(lines)


# --- Result -------------------------------------------------------------------------------------


def _decide(ways, lead, unread=()):
    """Return a Split of the first way, or of the first that has the number the lead-in states.

    A way is [(heading, item)].
    """
    stated = stated_in(lead)
    lead = lead.strip().removesuffix(":").strip() or None if lead else None
    ways = _distinct([way for way in map(_clean, ways) if way])
    ways.sort(key=lambda way: len(way) != stated if stated else 0)
    unread = [line.whole for line in unread]
    second = _split(ways[1], lead, stated, unread) if len(ways) > 1 else None
    return _split(ways[0] if ways else [], lead, stated, unread, second)


def _distinct(ways):
    return [way for number, way in enumerate(ways) if way not in ways[:number]]


def _split(way, lead, stated, unread, other=None):
    items, headings = [item for _heading, item in way], [heading for heading, _item in way]
    goes_on = bool(items) and _is_open_ended(items[-1])
    return Split(items, lead, stated, goes_on, other, headings if any(headings) else [], list(unread))


def _clean(way):
    """Return a way without the marks at start and end of items, and without empty items. "…" stays."""
    bare = [MARK.match(item) for _heading, item in way]
    if len(way) > 1 and all(bare):
        way = [(heading, item[match.end() :]) for (heading, item), match in zip(way, bare, strict=True)]
    cleaned = [(heading, _strip_end_marks(item.strip()).strip()) for heading, item in way]
    return [(heading, item) for heading, item in cleaned if item]


def _is_open_ended(item):
    """Whether an item ends with "…", "..." or "v.v", ignoring punctuation after it."""
    bare = len(item)
    while bare and (item[bare - 1].isspace() or item[bare - 1] in ";.,/"):
        bare -= 1
    return item[:bare].endswith("…") or "..." in item[bare:] or bool(AND_SO_ON.search(item[max(0, bare - 6) : bare]))


def _strip_end_marks(item):
    """Return an item without ";", ",", "./." and a full stop at its end, but with "..." and "v.v."."""
    first, ends = len(item), {len(item)}  # indexes from which only such marks follow
    for index in range(len(item) - 1, -1, -1):
        if index + 3 < first:
            break
        sign = item[index]
        stop = sign == "." and item[max(index - 1, 0) : index] not in (".", "v") and item[index + 1 : index + 2] != "."
        is_mark = (sign.isspace() or sign in ";," or stop) and index + 1 in ends
        if is_mark or (item.startswith("./.", index) and index + 3 in ends):
            first = index
            ends.add(index)
    return item[:first]
