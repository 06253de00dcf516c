"""Quiet column charts: where each bar stands, drawn by a template as inline SVG, and the same numbers as a table."""

from dataclasses import dataclass

from django.utils.formats import get_format
from django.utils.translation import gettext as _

WIDTH, HEIGHT = 340, 160  # drawn at this size in pixels, so that words keep theirs
ABOVE, BELOW = 24, 26  # room for numbers above the bars and words below
WIDEST = 56  # a bar with the space around it
MOST = 24  # bars; more say nothing to the eye: the table has them all
LETTER = 9  # how wide a digit is, about
BINS = [(0, 5, "≤ 5"), (6, 10, "6–10"), (11, 15, "11–15"), (16, 20, "16–20"), (21, 30, "21–30"), (31, None, "> 30")]


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float
    above: str  # its number, or "" where there is no room
    below: str


@dataclass(frozen=True)
class Row:
    label: str
    number: int
    key: object = None  # the year, for a link

    @property
    def said(self):
        return grouped(self.number)


@dataclass(frozen=True)
class Chart:
    title: str
    bars: list
    drawn: list  # rows that have a bar, from left to right
    rows: list  # the table
    width, height, ground = WIDTH, HEIGHT, HEIGHT - BELOW

    @property
    def columns(self):
        """The bars as the data of one SVG path."""
        return "".join(f"M{bar.x} {bar.y}h{bar.width}v{bar.height}h-{bar.width}z" for bar in self.bars)

    @property
    def words(self):
        """The picture in words, for those who do not see it."""
        return "; ".join(f"{row.label}: {row.said}" for row in self.drawn)

    @property
    def total(self):
        return Row("", sum(row.number for row in self.rows))

    @property
    def is_cut(self):
        """Whether the picture leaves out earlier years that the table has."""
        known = [row for row in self.rows if row.key is not None]
        return bool(known) and min(row.key for row in known) < self.drawn[0].key


def chart_of_years(title, found, unknown):
    """Return the chart of {year: number}, or None for no number at all. `unknown`: what the year None is called."""
    if not found:
        return None
    known = sorted(year for year in found if year is not None)
    span = range(max(known[0], known[-1] - MOST + 1), known[-1] + 1) if known else []
    drawn = [Row(str(year), found.get(year, 0), year) for year in span]
    rows = [Row(str(year) if year else unknown, number, year) for year, number in found.items()]
    return Chart(title, bars_of(drawn), drawn, rows)


def chart_of_sizes(title, found):
    """Return the chart of {size: how many}, sizes put together, or None for no number at all."""
    if not found:
        return None
    sizes = [(size, number) for size, number in found.items() if size is not None]
    drawn = [
        Row(label, sum(number for size, number in sizes if low <= size and (high is None or size <= high)))
        for low, high, label in BINS
    ]
    rows = drawn + ([Row(_("Not known"), found[None])] if None in found else [])
    return Chart(title, bars_of(drawn), drawn, rows)


def bars_of(rows):
    """Return a bar for each row, from left to right, the highest over the whole height."""
    if not rows:
        return []
    slot, most = min(WIDEST, WIDTH / len(rows)), max(row.number for row in rows) or 1
    numbers = told(rows, slot)
    every = -(-(LETTER * max(len(row.label) for row in rows) + 8) // slot)  # each how many-th has room for its words
    return [
        bar(row, index * slot, slot, row.number / most, index in numbers, (len(rows) - 1 - index) % every == 0)
        for index, row in enumerate(rows)
    ]


def told(rows, slot):
    """Return the places of the bars whose numbers are written: all, or only the highest and the last that fit."""
    room = LETTER * max(len(row.said) for row in rows) + 2
    if room <= slot:
        return set(range(len(rows)))
    last = len(rows) - 1
    highest = max(range(len(rows)), key=lambda index: rows[index].number)
    return {highest, last} if (last - highest) * slot >= room else {highest}


def bar(row, left, slot, share, has_number, has_words):
    room, gap = HEIGHT - ABOVE - BELOW, slot / 4
    height = max(2.0, room * share) if row.number else 0
    return Bar(
        x=shortly(left + gap / 2),
        y=shortly(HEIGHT - BELOW - height),
        width=shortly(slot - gap),
        height=shortly(height),
        middle=shortly(left + slot / 2),
        above=row.said if has_number else "",
        below=row.label if has_words else "",
    )


def shortly(number):
    """A number as SVG writes it, whatever the language: "12.5"."""
    return f"{round(number, 1):g}"


def grouped(number):
    """A whole number as the reader's language writes it: "1.200"."""
    return f"{number:,}".replace(",", get_format("THOUSAND_SEPARATOR"))
