"""The same figures for Excel: one fact a row, every year and kind of recipient in full."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from awards.honour.counting import Tally
from awards.honour.figures import KIND, LEVEL, TYPE, YEAR
from awards.honour.levels import Level
from awards.honour.pact_figures import pacts_and_units
from awards.models import AwardType, RecipientKind
from awards.titles import place_of

KINDS = [*RecipientKind.values, None]


def file_name(sheet, year):
    """Return what the file is called: what it says, of which year, as of which day."""
    of_year = f"-nam-{year}" if year else ""
    return f"{sheet}{of_year}-ngay-{timezone.localdate():%Y-%m-%d}"


def by_type(figures):
    """Yield the rows of awards by year of merit and type."""
    yield [_("Year of merit"), _("Group"), _("Award type"), *_counted()]
    for year, code in _keys(figures, TYPE, lambda code: place_of(figures.types[code])):
        row = figures.types.get(code)
        category = capfirst(AwardType.Category(row.category).label) if row else _("Not known")
        name = row.name if row else _("Only as written, no known type")
        yield [_year(year), category, name, *_counts(figures, {YEAR: year, TYPE: code})]


def by_level(figures):
    """Yield the rows of awards by year of merit and level of the awarding body."""
    order = Level.values.index
    yield [_("Year of merit"), _("Level of the awarding body"), *_counted()]
    for year, level in _keys(figures, LEVEL, order):
        label = Level(level).label if level else _("Level unknown")
        yield [_year(year), label, *_counts(figures, {YEAR: year, LEVEL: level})]


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


def _counts(figures, parts):
    """Return the numbers of one row: what each kind of recipient was given, the sum, and what is not in it."""
    own = {key: tally for key, tally in figures.found.items() if all(key[at] == value for at, value in parts.items())}
    kinds = [sum((tally.awards for key, tally in own.items() if key[KIND] == kind), 0) for kind in KINDS]
    total = sum(own.values(), Tally())
    return [*kinds, total.awards, total.unsaid, total.revoked]


def _keys(figures, part, order):
    """Return the (year, value of a part) that were found, newest year first, unknown last."""
    keys = {(key[YEAR], key[part]) for key in figures.found}
    return sorted(keys, key=lambda key: (-(key[0] or 0), key[1] is None, key[1] is not None and order(key[1])))


def _year(year):
    return year or _("Not known")


SHEETS = {
    "khen-thuong-theo-loai": by_type,
    "khen-thuong-theo-cap": by_level,
    "giao-uoc-va-don-vi": by_pact,
}
