"""Commitments parsed from a pasted text: a list with marks, lines, or running text with semicolons.

The result is a proposal, shown before it is applied.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from clusters.common.text import normalise
from clusters.intake.sentences import cut, is_capital, masked, sentence_ends

WORDS = "một hai ba bốn năm sáu bảy tám chín mười".split()
NUMBERS = {word: value for value, word in enumerate(WORDS, start=1)} | {"bẩy": 7, "hai mươi": 20}
NUMBERS |= {f"mười {word}": 10 + value for value, word in enumerate(WORDS[:9], start=1)} | {"mười lăm": 15}
COUNTED = "nhiệm vụ|nội dung|cam kết|mục tiêu|công việc|việc|công tác|phong trào|giải pháp|điểm|chỉ tiêu"
STATED = re.compile(
    rf"(?<![\w/.,-])(\d{{1,2}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\s+(?:nhóm\s+)?({COUNTED})\b", re.I
)
PROMISE = re.compile(r"giao ước|cam kết", re.I)
ANNOUNCES = re.compile(rf"\b(?:{COUNTED}|giao ước|phấn đấu|cam kết|quyết tâm|thống nhất|như|sau|gồm|cụ thể)\b", re.I)
PEOPLE = re.compile(r"tham dự|\bdự (?:hội nghị|có)|tham gia hội nghị|đồng chí|đại biểu đại diện", re.I)
COLON = re.compile(r":(?=\s|$)")
MARKS = {
    "roman": r"[IVX]{1,5}[.)/]",
    "word": r"(?:Nhiệm vụ|Nội dung|Chỉ tiêu)\s+(?:thứ\s+\w+|\d{1,2})\s*[:.]",
    "deep": r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.)]?(?=\s+[^\W\d_])",
    "number": r"\(?\d{1,3}[.)/](?!\d)",
    "letter": r"\(?[a-zđ][.)](?=\s)",
    "dash": r"[-–—−](?=\s|[^\W\d_])",
    # Signs of lists; some are letters that Word's fonts of symbols leave behind.
    "dot": r"(?:[•●▪◦·*§■□◆►➢➤✓✔√\uf000-\uf0ff\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?"
    r"|[oØüvq](?=\s{2,}|\s(?=[A-ZĐ])))",
    "plus": r"\+",
}
MARK = re.compile("|".join(rf"(?P<{name}>{pattern})" for name, pattern in MARKS.items()))
INLINE = re.compile(r"(?:(?<=^)|(?<=[\s;.:]))\(?(\d{1,2})[.)]\s+(?=[^\W\d_])")
CELL = re.compile(r'(?:^|(?<=[\t\n]))"((?:[^"]|"")*)"(?=\t|\n|$)')
AND_SO_ON = re.compile(r"\bv\.\s?v$")


@dataclass(frozen=True)
class Split:
    """A proposal: the items in order, the lead-in, the number it states, whether the list is open-ended.

    `other`: the second way to split the text, if there is one; its own `other` is None.
    """

    items: list[str] = field(default_factory=list)
    lead: str | None = None
    stated: int | None = None
    open_ended: bool = False
    other: "Split | None" = None


@dataclass
class Line:
    """One line: kind of its mark (or None), text, whether an empty line precedes it, and the mark."""

    mark: str | None
    text: str
    gap: bool
    sign: str = ""


def split_commitments(text):
    """Parse a pasted text (a list, a paragraph, cells, a whole article) into a Split."""
    lines = _lines(text)
    block = _marked_block(lines)
    if block:
        return _from_marks(*block)
    announced = [line for line in lines if len(lines) > 1 and _announces_list(line.text)]
    if announced:
        lines = [
            max(announced, key=lambda line: (stated_in(_lead(line.text)[0]) is not None, len(_segments(line.text))))
        ]
    return _from_lines(lines)


def stated_in(lead):
    """Return the number of items a lead-in states ("6 nhiệm vụ", "bảy nội dung"), or None.

    A number of tasks takes precedence over a number of targets.
    """
    found = [(word.lower(), noun.lower()) for word, noun in STATED.findall(lead or "")]
    tasks = [word for word, noun in found if noun != "chỉ tiêu"] or [word for word, noun in found]
    return (int(tasks[-1]) if tasks[-1].isdigit() else NUMBERS[tasks[-1]]) if tasks else None


# --- Lines ------------------------------------------------------------------------------------


def _lines(text):
    """Return the lines with text. Cells of a row form one line; marks in a line start new lines."""
    text = re.sub(r"[\u200b\u200e\u200f\ufeff]", "", str(text)).replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\v\f\u2028\u2029]", "\n", text)
    text = CELL.sub(
        lambda cell: " ".join(cell[1].replace('""', '"').split()) if _is_quoted_cell(cell[1]) else cell[0], text
    )
    if "\n" not in text.strip() and "\t" in text.strip() and not MARK.match(text.strip()):
        text = text.replace("\t", "\n")  # one row: each of its cells may be an item
    text = re.sub(r"^[^\S\n]*(\d{1,2})\t", r"\1. ", text, flags=re.M)
    text = re.sub(r":[^\S\n]+(?=[-–+•*][^\S\n])", ":\n", normalise(text))
    lines, gap = [], False
    for row in text.split("\n"):
        for part in _at_numbers(row.strip()):
            lines += [_line(part, gap)] if part else []
            gap = not part
    return lines


def _is_quoted_cell(cell):
    """Whether the spreadsheet quoted a cell: it contains a line break or a quotation mark."""
    return "\n" in cell or '""' in cell


def _at_numbers(row):
    """Split a line at "1. … 2. … 3. …" if the numbers are consecutive."""
    found = [match for match in INLINE.finditer(masked(row)) if not row.endswith(("năm ", "tháng "), 0, match.start())]
    numbers = [int(match[1]) for match in found]
    rising = len(found) > 1 and numbers == list(range(1, len(found) + 1))
    return [part.strip() for part in cut(row, [match.start() for match in found])] if rising else [row]


def _line(text, gap):
    match = MARK.match(text)
    return Line(match.lastgroup, text[match.end() :].strip(), gap, f"{match[0]} ") if match else Line(None, text, gap)


# --- A list with marks ----------------------------------------------------------------------


def _marked_block(lines):
    """Return (lead-in, lines of the list) if marked lines are most of the text or announced, else None."""
    marked = [index for index, line in enumerate(lines) if line.mark]
    if not marked:
        return None
    first, end = marked[0], marked[-1] + 1
    while end < len(lines) and _continues(lines[end - 1], lines[end]):
        end += 1
    lead, block = lines[first - 1].text if first else None, lines[first:end]
    share = sum(len(line.text) for line in block) / sum(len(line.text) + 1 for line in lines)
    announced = lead and (stated_in(lead) or PROMISE.search(lead) or lead.endswith(":"))
    return (lead, block) if announced or share > 0.4 else None


def _continues(above, line):
    """Whether a line without a mark, after the last marked one, still belongs to it."""
    in_small_letters = line.text[:1].islower()  # goes on, though the PDF has an empty line before it
    return in_small_letters or (
        not line.gap and (not is_capital(line.text) or not above.text.endswith((".", ";", "…")))
    )


def _from_marks(lead, block):
    """Return a Split by the outermost marks, or one level deeper if those are headings."""
    rows = _levels(block)
    outer = _gather(rows, 0)
    headings = {line.text for level, line in rows if level == 0}
    if not any(level for level, _line in rows):
        return _decide(outer, None, lead)
    inner = _gather(rows, 1)
    if all(text.isupper() for text in headings):
        return _decide([text for text in inner if text not in headings], outer, lead)
    return _decide(outer, [text for text in inner if not text.endswith(":")], lead)


def _levels(block):
    """Return (level, line) for each marked line: a kind of mark first found inside another is nested."""
    rows, kinds = [], []
    for line in block:
        has_text = bool(line.text.strip("….; "))
        if rows and (line.mark is None or not has_text):
            rows[-1][2].append(f" {line.text}" if has_text else line.text)  # continues the line above
            continue
        if line.mark in ("dash", "dot") and kinds[-1:] == ["plus"] and line.mark not in kinds:
            kinds.pop()  # a "-" is never nested in a "+"
        if line.mark in kinds:
            del kinds[kinds.index(line.mark) + 1 :]
        else:
            kinds.append(line.mark)
        rows.append((len(kinds) - 1, line, [line.text]))
    return [(level, Line(line.mark, "".join(texts), line.gap, line.sign)) for level, line, texts in rows]


def _gather(rows, most):
    """Return one item for each row up to level `most`. Deeper rows become lines of the item above."""
    items = []
    for level, line in rows:
        if level <= most or not items:
            items.append([line.text])
        else:
            items[-1].append(f"{line.sign}{line.text}")
    return ["\n".join(lines) for lines in items]


# --- Lines without marks, running text ----------------------------------------------------------


def _from_lines(lines):
    """Return a Split of lines without marks. Wrapped lines are joined; a single line is running text."""
    texts = [line.text for line in lines]
    lead = None
    if len(texts) > 2 or (len(texts) == 2 and texts[0].endswith(":")):
        lead = texts[0] if texts[0].endswith(":") or (stated_in(texts[0]) and len(texts[0]) < 200) else None
    lines = lines[1:] if lead else lines
    joined = _joined(lines)
    if len(joined) == 1:
        split = _from_running(joined[0], lead)
        by_line = [line.text for line in lines]
        return _decide(split.items, split.other.items if split.other else by_line, split.lead)
    every = [segment for text in joined for segment in _segments(text)]
    other = [line.text for line in lines] if len(lines) > len(joined) else every
    return _decide(joined, other, lead)


def _joined(lines):
    """Return the texts of lines. A line in lower case continues the line above if other lines have capitals.

    If most lines after a semicolon start in lower case, these are items and not wrapped lines.
    """
    after = [is_capital(line.text) for above, line in pairwise(lines) if above.text.endswith(";")]
    capitals = 2 * sum(after) >= len(after)
    if not any(is_capital(line.text) for line in lines):
        return [line.text for line in lines]
    if _is_wrapped(lines):
        return [" ".join(line.text for line in lines)]
    joined = []
    for line in lines:
        new = _begins(line) or (joined and joined[-1][-1].endswith(";") and not capitals)
        if new or not joined:
            joined.append([line.text])
        else:
            joined[-1].append(line.text)
    return [" ".join(texts) for texts in joined]


def _begins(line):
    """Whether a line begins an item: with a capital or a number, or behind an empty line and not in small letters."""
    return is_capital(line.text) or line.text[:1].isdigit() or (line.gap and not line.text[:1].islower())


def _is_wrapped(lines):
    """Whether lines are one paragraph wrapped at a margin: all but the last are full, many in lower case."""
    lengths = [len(line.text) for line in lines]
    lower = sum(not is_capital(line.text) for line in lines[1:])
    longest = max(lengths, default=0)
    full = all(length > 0.75 * longest for length in lengths[:-1])
    return len(lines) > 2 and full and 3 * lower >= len(lines) and not any(line.gap for line in lines[1:])


def _from_running(text, lead=None):
    """Return a Split of one paragraph at semicolons, joining lower-case segments if items have capitals."""
    found = (lead, text) if lead else _lead(text)
    segments = _segments(text, found)
    if len(segments) == 1 and (parts := _at_commas(segments[0], stated_in(found[0]))):
        return _decide(parts, segments, found[0])
    starts = [is_capital(segment) for segment in segments[1:]]
    groups = [segments[:1]] if segments else []
    for segment in segments[1:]:
        if is_capital(segment):
            groups.append([segment])
        else:
            groups[-1].append(segment)
    grouped = ["; ".join(group) for group in groups]
    by_capitals = 2 * sum(starts) >= len(starts)
    return _decide(grouped, segments, found[0]) if by_capitals else _decide(segments, grouped, found[0])


def _at_commas(text, stated):
    """Return a text parted at its commas: into the stated number, or where each part begins with the same figure."""
    places = [match.end() for match in re.finditer(r",\s+", masked(text))]
    parts = [part.strip(" ,") for part in cut(text, places)]
    if stated and len(parts) == stated > 1:
        return parts
    again = re.match(r"\d+\s*%\s", text)
    begins = [place for place in places if again and text.startswith(again[0], place)]
    return [part.strip(" ,") for part in cut(text, begins)] if begins else []


def _lead(text):
    """Return (lead-in without its colon, rest), or (None, text) if no lead-in announces a list.

    Positions are collected once and searched by bisection, so that many colons cost no more than one pass.
    """
    hidden = masked(text)
    semicolons = [match.start() for match in re.finditer(";", hidden)]
    promise = PROMISE.search(text)
    clauses = [0, *(match.end() for match in re.finditer(r"[.,;]\s", text))]
    announced = [match.span() for match in ANNOUNCES.finditer(text)]
    ends, last = [end for _start, end in announced], len(text.rstrip())
    headed = _headed_behind(hidden)
    for colon in COLON.finditer(hidden):
        index = colon.start()
        before = bisect_left(semicolons, index)  # semicolons before it
        if before and not (promise and promise.end() <= index):
            break
        clause, word = clauses[bisect_right(clauses, index) - 1], bisect_right(ends, index)
        announces = before < len(semicolons) or (word and announced[word - 1][0] >= clause)
        if colon.end() < last and announces and not headed[before]:
            return text[:index].strip(), text[colon.end() :].strip()
    return None, text


def _headed_behind(hidden):
    """Return for each segment between semicolons whether most segments after it have a colon.

    Then a colon in it ends the heading of the first item.
    """
    segments, count, headed = hidden.split(";"), 0, []
    for behind, segment in enumerate(reversed(segments)):
        headed.append(bool(behind) and 2 * count >= behind + 1)
        count += bool(COLON.search(segment))
    return headed[::-1]


def _segments(text, found=None):
    """Return the segments of a paragraph after its lead-in, split at semicolons.

    Without a lead-in or semicolons it is split at the ends of sentences too.
    """
    lead, rest = found or _lead(text)
    offsets = [match.end() for match in re.finditer(";", masked(rest))]
    if not lead or not offsets:
        offsets += sentence_ends(rest)
    segments = [segment.strip().removesuffix(";").strip() for segment in cut(rest, offsets)]
    return [segment for segment in segments if segment]


def _announces_list(text):
    """Whether a paragraph of an article has the list: its lead-in announces promises, and no people."""
    lead = _lead(text)[0]
    if not lead or len(_segments(text)) < 2:
        return False
    sentence = cut(lead, sentence_ends(lead))[-1]
    return not PEOPLE.search(sentence) and bool(PROMISE.search(lead) or stated_in(lead))


# --- Result -------------------------------------------------------------------------------------


def _decide(first, second, lead):
    """Return a Split of `first`, or of `second` if only that has the number the lead-in states."""
    stated = stated_in(lead)
    first, second = _clean(first), _clean(second or [])
    if stated == len(second) != len(first):
        first, second = second, first
    lead = lead.strip().removesuffix(":").strip() or None if lead else None
    other = _split(second, lead, stated) if second and second != first else None
    return _split(first, lead, stated, other)


def _split(items, lead, stated, other=None):
    return Split(items, lead, stated, bool(items) and _is_open_ended(items[-1]), other)


def _is_open_ended(item):
    """Whether an item ends with "…", "..." or "v.v", ignoring punctuation after it."""
    bare = len(item)
    while bare and (item[bare - 1].isspace() or item[bare - 1] in ";.,/"):
        bare -= 1
    return item[:bare].endswith("…") or "..." in item[bare:] or bool(AND_SO_ON.search(item[max(0, bare - 6) : bare]))


def _clean(items):
    """Return the items without their marks at start and end, and without empty items. "…" stays."""
    bare = [MARK.match(item) for item in items]
    if len(items) > 1 and all(bare):
        items = [item[match.end() :] for item, match in zip(items, bare, strict=True)]
    cleaned = [_strip_end_marks(item.strip()).strip() for item in items]
    return [item for item in cleaned if item]


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
