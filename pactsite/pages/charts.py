"""Column charts: the positions of the bars, which a template draws as inline SVG, and the same numbers as a table."""

from dataclasses import dataclass

from django.utils.formats import get_format
from django.utils.translation import gettext as _

WIDTH, HEIGHT = 340, 160  # in pixels; not scaled, so that text keeps its size
ROOM_ABOVE, ROOM_BELOW = 24, 26  # for the numbers above the bars and the labels below
MAX_SLOT = 56  # pixels of a bar and the space around it
MAX_BARS = 24  # more are unreadable; the table has all rows
DIGIT_WIDTH = 9  # approximate
BINS = [(0, 5, "≤ 5"), (6, 10, "6–10"), (11, 15, "11–15"), (16, 20, "16–20"), (21, 30, "21–30"), (31, None, "> 30")]


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float
    above: str  # the number, or "" if it does not fit
    below: str


@dataclass(frozen=True)
class Row:
    label: str
    number: int
    key: object = None  # the year, for a link

    @property
    def formatted(self):
        return format_count(self.number)


@dataclass(frozen=True)
class Chart:
    title: str
    bars: list
    drawn: list  # rows with a bar, from left to right
    rows: list  # the table
    width, height, ground = WIDTH, HEIGHT, HEIGHT - ROOM_BELOW

    @property
    def columns(self):
        """The bars as the data of one SVG path."""
        return "".join(f"M{bar.x} {bar.y}h{bar.width}v{bar.height}h-{bar.width}z" for bar in self.bars)

    @property
    def as_text(self):
        """The drawn numbers as text, for screen readers."""
        return "; ".join(f"{row.label}: {row.formatted}" for row in self.drawn)

    @property
    def total(self):
        return Row("", sum(row.number for row in self.rows))

    @property
    def is_cut(self):
        """Whether the drawing leaves out earlier years that the table has."""
        known = [row for row in self.rows if row.key is not None]
        return bool(known) and min(row.key for row in known) < self.drawn[0].key


def chart_of_years(title, counts, unknown):
    """Return the Chart of {year: number}, or None if there are no numbers. `unknown` is the label of the year None."""
    if not counts:
        return None
    known = sorted(year for year in counts if year is not None)
    span = range(max(known[0], known[-1] - MAX_BARS + 1), known[-1] + 1) if known else []
    drawn = [Row(str(year), counts.get(year, 0), year) for year in span]
    rows = [Row(str(year) if year else unknown, number, year) for year, number in counts.items()]
    return Chart(title, bars_of(drawn), drawn, rows)


def chart_of_sizes(title, counts):
    """Return the Chart of {size: count} with sizes grouped into BINS, or None if there are no numbers."""
    if not counts:
        return None
    sizes = [(size, number) for size, number in counts.items() if size is not None]
    drawn = [
        Row(label, sum(number for size, number in sizes if low <= size and (high is None or size <= high)))
        for low, high, label in BINS
    ]
    rows = drawn + ([Row(_("Not known"), counts[None])] if None in counts else [])
    return Chart(title, bars_of(drawn), drawn, rows)


def bars_of(rows):
    if not rows:
        return []
    slot, highest_number = min(MAX_SLOT, WIDTH / len(rows)), max(row.number for row in rows) or 1
    numbers = labelled_bars(rows, slot)
    # Label every n-th bar, so that labels do not overlap.
    label_step = -(-(DIGIT_WIDTH * max(len(row.label) for row in rows) + 8) // slot)
    return [
        bar(
            row,
            index * slot,
            slot,
            row.number / highest_number,
            index in numbers,
            (len(rows) - 1 - index) % label_step == 0,
        )
        for index, row in enumerate(rows)
    ]


def labelled_bars(rows, slot):
    """Return the indexes of the bars that show their number: all, or the highest and the last if they fit."""
    room = DIGIT_WIDTH * max(len(row.formatted) for row in rows) + 2
    if room <= slot:
        return set(range(len(rows)))
    last = len(rows) - 1
    highest = max(range(len(rows)), key=lambda index: rows[index].number)
    return {highest, last} if (last - highest) * slot >= room else {highest}


def bar(row, left, slot, share, has_number, has_label):
    room, gap = HEIGHT - ROOM_ABOVE - ROOM_BELOW, slot / 4
    height = max(2.0, room * share) if row.number else 0
    return Bar(
        x=svg_number(left + gap / 2),
        y=svg_number(HEIGHT - ROOM_BELOW - height),
        width=svg_number(slot - gap),
        height=svg_number(height),
        middle=svg_number(left + slot / 2),
        above=row.formatted if has_number else "",
        below=row.label if has_label else "",
    )


def svg_number(number):
    """Return a number as SVG expects it in every language: "12.5"."""
    return f"{round(number, 1):g}"


def format_count(number):
    """Return an integer with the thousand separator of the active language: "1.200"."""
    return f"{number:,}".replace(",", get_format("THOUSAND_SEPARATOR"))
