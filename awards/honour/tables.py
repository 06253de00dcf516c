"""A table of figures: rows in groups, columns, sums; each number leads to the lines it counts, where the roll can."""

from dataclasses import dataclass
from urllib.parse import urlencode

from awards.honour.tallies import Tally


@dataclass(frozen=True)
class Head:
    """A row or a column: the values it counts, what it is called, how the roll is asked for it (None: it cannot)."""

    values: frozenset
    label: str
    asked: dict | None = None
    is_quoted: bool = False  # a name of the record, Vietnamese in every language of the page


@dataclass(frozen=True)
class Cell:
    tally: Tally
    query: str = ""

    @property
    def counts(self):
        return self.tally.counts


@dataclass(frozen=True)
class Line:
    head: Head
    cells: list
    total: Cell


class Table:
    """Counts by two parts of their keys. `groups`: [(name or "", [Head of a row])]; empty rows are left out."""

    def __init__(self, found, groups, columns, parts):
        self.columns, (self.down, self.across) = columns, parts
        self.found = {}  # (value of the row, value of the column) -> Tally
        for key, tally in found.items():
            at = (key[self.down], key[self.across])
            self.found[at] = self.found.get(at, Tally()) + tally
        self.groups = [(name, lines) for name, rows in groups if (lines := [*self._lines(rows)])]
        self.sums = [Cell(self._sum(None, column), query(column)) for column in columns]
        self.total = Cell(self._sum(None, None))

    def _lines(self, rows):
        for row in rows:
            total = self._sum(row, None)
            if total.counts:
                cells = [self._cell(row, column) for column in self.columns]
                yield Line(row, cells, Cell(total, query(row, *self.shared)))

    @property
    def shared(self):
        """What all columns ask alike: the year, where the columns are kinds of recipients."""
        years = {column.asked["nam"] for column in self.columns if column.asked}
        return [Head(frozenset(), "", {"nam": years.pop()})] if len(years) == 1 and self.across != 0 else []

    def _cell(self, row, column):
        return Cell(self._sum(row, column), query(row, column))

    def _sum(self, row, column):
        """Add up where a row and a column meet; None is every row, every column."""
        met = (
            tally
            for (down, across), tally in self.found.items()
            if (row is None or down in row.values) and (column is None or across in column.values)
        )
        return sum(met, Tally())


def query(*heads):
    """Return the address's query for what these heads ask together, or ""."""
    if any(head.asked is None for head in heads):
        return ""
    return urlencode({name: value for head in heads for name, value in head.asked.items()})
