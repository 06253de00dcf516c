"""Lines of a pasted list, each with the kind of its mark: numbers, letters, dashes, bullets of every program."""

import re
from dataclasses import dataclass
from itertools import pairwise

from clusters.common.text import normalise
from clusters.intake.sentences import cut, masked

# Signs that are bullets and nothing else; Word's own fonts give letters, so those count only before a space.
BULLET = "•●▪◦·*§\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff\ue000-\uf8ff\U0001f000-\U0001faff"
ORDINAL = (
    r"(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))"
    r"\s*[,:](?=\s+[^\W\d_])(?!\s+ngày\b)"  # "Thứ hai, ngày 5" is a day of the week
)
MARKS = {
    "roman": r"[IVX]{1,5}[.)/](?=\s|[^\W\d_])",
    "word": r"(?:Nhiệm vụ|Nội dung|Chỉ tiêu|Điều|Phần)\s+(?:thứ\s+\w+|\d{1,2}|[IVX]{1,4})\s*[:.]",
    "deep": r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.)]?(?=\s+[^\W\d_])",
    "ordinal": ORDINAL,
    "number": r"\(?\d{1,3}[.)/](?!\d|[A-ZĐ]{2,}-)|\d\ufe0f?\u20e3",
    "capital": r"[A-HĐ][.)](?=\s)",
    "letter": r"\(?[a-zđ][.)](?=\s)",
    "dash": r"[-–—−](?=\s|[^\W\d_])",
    "dot": rf"[{BULLET}]\ufe0f?|[oØüvq](?=\s)",
    "plus": r"\+",
}
MARK = re.compile("|".join(rf"(?P<{name}>{pattern})" for name, pattern in MARKS.items()))
LONE_NUMBER = re.compile(r"\d{1,3}")
INLINE = re.compile(r"(?:(?<=^)|(?<=[\s;.:]))\(?(\d{1,2})[.)]\s+(?=[^\W\d_])")
INLINE_BULLET = re.compile(r"(?:(?<=^)|(?<=\s))[•●▪◦§\u2460-\u2473\u25a0-\u27bf\ue000-\uf8ff]\ufe0f?\s+(?=\S)")
INLINE_ORDINAL = re.compile(rf"(?:(?<=^)|(?<=[\s;.:])){ORDINAL}", re.I)
CELL = re.compile(r'(?:^|(?<=[\t\n]))"((?:[^"]|"")*)"(?=\t|\n|$)')


@dataclass
class Line:
    """One line: kind of its mark (or None), text, whether an empty line precedes it, and the mark."""

    mark: str | None
    text: str
    gap: bool
    sign: str = ""

    @property
    def whole(self):
        """The line as pasted, with its mark."""
        return f"{self.sign}{self.text}"


def lines_of(text):
    """Return the lines with text. Cells of a row form one line; marks in a line start new lines."""
    text = str(text).replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\v\f\u2028\u2029]", "\n", text)
    text = CELL.sub(
        lambda cell: " ".join(cell[1].replace('""', '"').split()) if _is_quoted_cell(cell[1]) else cell[0], text
    )
    if "\n" not in text.strip() and "\t" in text.strip() and not MARK.match(text.strip()):
        text = text.replace("\t", "\n")  # one row: each of its cells may be an item
    text = re.sub(r"^[^\S\n]*(\d{1,3})\t", r"\1. ", text, flags=re.M)
    text = re.sub(r":[^\S\n]+(?=[-–+•*][^\S\n])", ":\n", normalise(text))
    lines, gap = [], False
    for row in text.split("\n"):
        for part in _at_marks(row.strip()):
            lines += [_line(part, gap)] if part else []
            gap = not part
    return _without_even_gaps(_with_numbers_above(lines))


def _with_numbers_above(lines):
    """Return the lines, with numbers that stand on lines of their own as marks of the next line: 1, 2, 3 in order."""
    places = [place for place, line in enumerate(lines) if line.mark is None and LONE_NUMBER.fullmatch(line.text)]
    if len(places) < 2 or [int(lines[place].text) for place in places] != list(range(1, len(places) + 1)):
        return lines
    if places[-1] + 1 == len(lines) or any(below - above < 2 for above, below in pairwise(places)):
        return lines
    marked = {place + 1: lines[place] for place in places}
    return [
        Line("number", line.whole, marked[place].gap, f"{marked[place].text}. ") if place in marked else line
        for place, line in enumerate(lines)
        if place + 1 not in marked
    ]


def _without_even_gaps(lines):
    """Return the lines, without gaps where (nearly) each line has one: a PDF puts an empty line after every line."""
    gaps = sum(line.gap for line in lines[1:])
    if len(lines) > 2 and 10 * gaps >= 9 * (len(lines) - 1):
        return [Line(line.mark, line.text, False, line.sign) for line in lines]
    return lines


def _is_quoted_cell(cell):
    """Whether the spreadsheet quoted a cell: it contains a line break or a quotation mark."""
    return "\n" in cell or '""' in cell


def _at_marks(row):
    """Split a line at "1. … 2. … 3. …" if the numbers are consecutive, or at bullets if there are several."""
    hidden = masked(row)
    found = [match for match in INLINE.finditer(hidden) if not row.endswith(("năm ", "tháng "), 0, match.start())]
    numbers = [int(match[1]) for match in found]
    if len(found) < 2 or numbers != list(range(1, len(found) + 1)):
        found = max(list(INLINE_BULLET.finditer(hidden)), list(INLINE_ORDINAL.finditer(hidden)), key=len)
    return [part.strip() for part in cut(row, [match.start() for match in found])] if len(found) > 1 else [row]


def _line(text, gap):
    match = MARK.match(text)
    return Line(match.lastgroup, text[match.end() :].strip(), gap, f"{match[0]} ") if match else Line(None, text, gap)
