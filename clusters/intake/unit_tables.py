"""A table of units as a spreadsheet or a word processor copies it: cells parted by tabs, one row a line."""

import re
from dataclasses import dataclass, field

from clusters.common.text import fold, in_form, normalise
from clusters.intake.sentences import single_spaced
from clusters.intake.unit_pieces import Atom, Piece, UnitList, without_role
from clusters.intake.unit_words import LABEL, MARK, UNIT

UNIT_COLUMN, ROLE_COLUMN, OTHER = "unit", "role", ""
COLUMNS = ("unit", "role", "person", "title", "phone", "number", OTHER)
HEADINGS = {  # what a heading says the column holds; the heading folded
    "number": re.compile(r"(?:stt|tt|so tt|so thu tu)$"),
    "phone": re.compile(r"(?:so )?(?:dien thoai|dt|sdt|di dong)\b|lien he|email"),
    "role": re.compile(r"vai tro|nhiem vu trong|cum truong|trong (?:cum|khoi)|ghi chu"),
    "person": re.compile(r"ho (?:va )?ten|dai dien|nguoi ky|lanh dao|thu truong|ten nguoi"),
    "title": re.compile(r"chuc (?:vu|danh)"),
    "unit": re.compile(
        r"(?:ten )?(?:cac )?(?:don vi|co quan|dia phuong|thanh vien|truong|xa|phuong|doanh nghiep)\b|ten\b"
    ),
}
PHONE = re.compile(r"[+(\d][\d\s.()+-]{6,}$")
MARKS_OF_ROWS = re.compile(r"\(?\d{1,4}[.)]?")
MOST_COLUMNS = 30


@dataclass(frozen=True)
class UnitTable:
    """A table: what each column holds (one of COLUMNS), its heading row or none, and the units it names."""

    columns: list[str]
    heading: list[str] = field(default_factory=list)
    units: UnitList = field(default_factory=UnitList)
    first: list[str] = field(default_factory=list)


def is_table(text):
    """Return whether at least half of a text's lines have several cells; the mark of a list ("1.") is none."""
    counts = [sum(map(bool, cells)) for cells in _rows(text)] if "\t" in str(text) else []
    return sum(count > 1 for count in counts) * 2 >= max(len(counts), 1)


def read_table(text, columns=None):
    """Return the UnitTable of a text. `columns` says what each column holds; without it the reader decides."""
    rows = _rows(text)
    width = min(max(map(len, rows), default=0), MOST_COLUMNS)
    rows = [[*row[:width], *[""] * (width - len(row)), *row[width:]] for row in rows]
    place = next((place for place, row in enumerate(rows[:5]) if _is_heading(row)), None)
    heading = rows[place] if place is not None else []
    body = [row for number, row in enumerate(rows) if number != place]
    columns = _valid(columns, width) or _guessed(heading, body, width)
    pieces, unread = [], [" · ".join(filter(None, heading))] if heading else []
    for row in body:
        piece, left = _read_row(row, columns)
        pieces += [piece] if piece else []
        unread += [left] if left else []
    return UnitTable(columns, heading, UnitList(pieces, None, unread), next(iter(body), []))


def _rows(text):
    """Return the cells of each line that has any, without a mark of a list before the first."""
    rows = []
    for line in re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", in_form("NFC", str(text))):
        mark = MARK.match(line)
        rest = line[mark.end() :] if mark and line[mark.end() :].strip() else line
        cells = [single_spaced(normalise(cell)).strip(" ;") for cell in rest.split("\t")]
        rows += [cells] if any(cells) else []
    return rows


def _is_heading(row):
    """Return whether a row has headings: two cells say what their column holds, or the only one does."""
    kinds = [kind for kind in map(_kind_of_heading, row) if kind]
    return len(kinds) > 1 and len(set(kinds)) > 1


def _kind_of_heading(cell):
    key = fold(cell[:60])
    return next((kind for kind, pattern in HEADINGS.items() if len(cell) <= 60 and pattern.match(key)), "")


def _valid(columns, width):
    known = [column if column in COLUMNS else OTHER for column in columns or []]
    return known if len(known) == width and UNIT_COLUMN in known else None


def _guessed(heading, body, width):
    """Return what each column holds, by its heading, else by its cells; one column holds the units."""
    cells = [[row[place] for row in body if row[place]] for place in range(width)]
    kinds = [_kind_of_heading(cell) for cell in heading] or [OTHER] * width
    kinds = [kind or _kind_of_cells(column) for kind, column in zip(kinds[:width], cells, strict=True)]
    units = [sum(bool(UNIT.match(cell)) for cell in column) for column in cells]
    role_of_cell = [place for place in range(width) if heading and kinds[place] == UNIT_COLUMN]
    free = [place for place in range(width) if kinds[place] in (UNIT_COLUMN, OTHER)]
    chosen = max(
        role_of_cell or free or range(width), key=lambda place: (units[place], len(cells[place]), -place), default=0
    )
    return [
        UNIT_COLUMN if place == chosen else OTHER if kind == UNIT_COLUMN else kind for place, kind in enumerate(kinds)
    ]


def _kind_of_cells(cells):
    """Return what most cells of a column are: numbers, telephones, roles; "" where they say nothing of it."""
    tests = {
        "number": str.isdigit,
        "phone": PHONE.match,
        "role": lambda cell: LABEL.fullmatch(cell),
    }
    return next(
        (kind for kind, test in tests.items() if sum(bool(test(cell)) for cell in cells) * 2 > len(cells)), OTHER
    )


def _read_row(row, columns):
    """Return (the unit of a row or None, the cells that are not read)."""
    name, role, left = "", None, []
    for kind, cell in zip([*columns, *[OTHER] * (len(row) - len(columns))], row, strict=True):
        role_of_cell = LABEL.fullmatch(cell) if kind in (ROLE_COLUMN, OTHER) else None
        if kind == UNIT_COLUMN and cell:
            name, own = without_role(cell)
            role = own or role
        elif role_of_cell:
            role = role or role_of_cell.lastgroup
        elif cell and not (kind == "number" and MARKS_OF_ROWS.fullmatch(cell)):
            left.append(cell)
    if not name:
        return None, " · ".join(left)
    return Piece(name, role or "member", (Atom(name, " ", "", True, role),), True), " · ".join(left)
