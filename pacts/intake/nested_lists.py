"""A marked list whose rows are nested: which rows are headings, and the ways to join or part them."""

from clusters.intake.sentences import is_capital
from pacts.intake.marked_lines import Line

STRONG = ("roman", "capital", "word", "heading")  # marks of headings, where rows are nested in them
LONGEST_HEADING = 150  # letters


def is_heading_line(lines, place):
    """Whether the line without a mark at a place is a heading inside a list: in capitals or with a colon at its end."""
    if not 0 <= place < len(lines) - 1 or lines[place].mark or not lines[place + 1].mark:
        return False
    text = lines[place].text
    return len(text) < LONGEST_HEADING and is_capital(text) and (text.endswith(":") or text.isupper())


def ways_by_marks(block):
    """Return the ways to split a marked list: rows joined with those nested in them, or parted under headings."""
    rows = _levels(block)
    joined = _parted(rows, 0, None)
    if not any(level for level, _line in rows):
        return [joined]
    depth = 1
    while depth < 3 and _all_headings(rows, depth):
        depth += 1
    if _all_headings(rows, 0):
        return [_parted(rows, depth, _heads), joined, _parted(rows, 9, _heads)]
    return [joined, _parted(rows, 1, lambda line: line.text.endswith(":"))]


def _levels(block):
    """Return (level, line) for each marked line: a kind of mark first found inside another is nested."""
    block = [
        Line("heading", line.text, line.gap) if is_heading_line(block, place) else line
        for place, line in enumerate(block)
    ]
    rows, kinds = [], ["heading"] if any(line.mark == "heading" for line in block) else []
    lowest = len(kinds)
    for line in block:
        has_text = bool(line.text.strip("….; "))
        if rows and (line.mark is None or not has_text):
            rows[-1][2].append(f" {line.text}" if has_text else line.text)  # continues the line above
            continue
        if line.mark in ("dash", "dot") and kinds[-1:] == ["plus"] and line.mark not in kinds:
            kinds.pop()  # a "-" is never nested in a "+"
        if line.mark in kinds:
            del kinds[kinds.index(line.mark) + 1 :]
        elif line.mark in ("roman", "capital") and len(kinds) > lowest and kinds[lowest] not in ("roman", "capital"):
            del kinds[lowest:]  # a heading is never nested in what it gathers
            kinds.append(line.mark)
        else:
            kinds.append(line.mark)
        rows.append((len(kinds) - 1, line, [line.text]))
    return [(level, Line(line.mark, "".join(texts), line.gap, line.sign)) for level, line, texts in rows]


def _has_nested(rows, place):
    return place + 1 < len(rows) and rows[place + 1][0] > rows[place][0]


def _heads(line):
    """Whether a row that has rows nested in it reads as a heading of them."""
    bare = line.text.rstrip()
    short = len(bare) < LONGEST_HEADING and not bare.endswith((".", ";"))
    return bare.isupper() or bare.endswith(":") or line.mark in STRONG or short


def _all_headings(rows, level):
    """Whether each row of a level is a heading with rows nested in it, so that they are hardly commitments."""
    places = [place for place, row in enumerate(rows) if row[0] == level]
    nested = [place for place in places if _has_nested(rows, place)]
    strong = nested and all(rows[place][1].text.isupper() or rows[place][1].mark in STRONG for place in nested)
    weak = len(nested) > 1 and len(nested) == len(places) and all(_heads(rows[place][1]) for place in nested)
    return bool(strong or weak)


def _parted(rows, depth, is_heading):
    """Return [(heading, item)]: an item for each row down to a depth, deeper rows as further lines of it.

    A row with nested rows is the heading of these where `is_heading` says so.
    """
    found, heads, fresh = [], {}, True
    for place, (level, line) in enumerate(rows):
        heads = {above: text for above, text in heads.items() if above < level}
        if is_heading and level < depth and _has_nested(rows, place) and is_heading(line):
            heads[level], fresh = line.text.strip().rstrip(":").strip(), True
        elif level <= depth or fresh:
            found.append((" – ".join(heads.values()), [line.text]))
            fresh = False
        else:
            found[-1][1].append(line.whole)
    return [(heading, "\n".join(texts)) for heading, texts in found]
