"""The yearly figures as CSV: one row for each year and value, with every kind of recipient."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from awards.award_types import place_of
from awards.honour.figures import KIND, LEVEL, TYPE, YEAR, pacts_and_units
from awards.honour.levels import Level
from awards.honour.tallies import Tally
from awards.models import AwardType, RecipientKind

KINDS = [*RecipientKind.values, None]


def file_name(sheet, year):
    """Return what the file is called: what it says, of which year, as of which day."""
    of_year = f"-nam-{year}" if year else ""
    return f"{sheet}{of_year}-ngay-{timezone.localdate():%Y-%m-%d}"


def by_type(figures):
    """Yield the rows of awards by year of merit and type."""
    yield [_("Year of merit"), _("Group"), _("Award type"), *_counted()]
    for year, code, counts in _rows(figures, TYPE, lambda code: place_of(figures.types[code])):
        row = figures.types.get(code)
        category = capfirst(AwardType.Category(row.category).label) if row else _("Not known")
        name = row.name if row else _("Only as written, no known type")
        yield [_year(year), category, name, *counts]


def by_level(figures):
    """Yield the rows of awards by year of merit and level of the awarding body."""
    yield [_("Year of merit"), _("Level of the awarding body"), *_counted()]
    for year, level, counts in _rows(figures, LEVEL, Level.values.index):
        label = Level(level).label if level else _("Level unknown")
        yield [_year(year), label, *counts]


def by_pact(figures):
    """Yield the rows of pacts and units by year of the pact."""
    yield [
        _("Year of the pact"),
        _("Pacts"),
        _("Units, each once a year"),
        _("Places in rosters"),
        _("Pacts without a list of units"),
    ]
    if not figures.problems:
        for year, row in pacts_and_units().items():
            if figures.year in (None, year):
                yield [year, row["pacts"], row["units"], row["places"], row["unlisted"]]


def _counted():
    return [
        *(capfirst(label) for _value, label in RecipientKind.choices),
        _("Recipient not stated"),
        _("Awards in all"),
        _("Lines that do not say how many"),
        _("Lines revoked, not counted"),
    ]


def _rows(figures, part, order):
    """Yield (year, value of a part of the keys, its numbers): the newest year first, the unknown last."""
    found = {}
    for key, tally in figures.found.items():
        of_kinds = found.setdefault((key[YEAR], key[part]), {})
        of_kinds[key[KIND]] = of_kinds.get(key[KIND], Tally()) + tally
    for year, value in sorted(found, key=lambda at: (-(at[0] or 0), at[1] is None, at[1] is not None and order(at[1]))):
        yield year, value, _counts(found[year, value])


def _counts(of_kinds):
    """Return the numbers of one row: what each kind of recipient was given, the sum, and what is not in it."""
    total = sum(of_kinds.values(), Tally())
    counts = [of_kinds.get(kind, Tally()).awards for kind in KINDS]
    return [*counts, total.awards, total.unsaid, total.revoked]


def _year(year):
    return year or _("Not known")


SHEETS = {
    "khen-thuong-theo-loai": by_type,
    "khen-thuong-theo-cap": by_level,
    "giao-uoc-va-don-vi": by_pact,
}
