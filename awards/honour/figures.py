"""Yearly figures: awards by type and by level, pacts and their units."""

from functools import cached_property

from django.db.models import Count, Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from awards.award_types import place_of, types_by_code
from awards.honour.award_filters import KINDS, UNKNOWN
from awards.honour.levels import Level, level_of
from awards.honour.tables import Head, Table
from awards.honour.tallies import Tally, tallies
from awards.models import Award, AwardType
from clusters.common.list_query import FilterForm, YearField
from clusters.models import Membership
from pacts.models import Pact

LEVEL_WORDS = ["authority", "authority_as_written", "decision__issuer", "type__authority"]  # first match wins
YEAR, TYPE, LEVEL, KIND = range(4)  # the parts of a key of `found`
OWN_COLUMNS = 6  # years; earlier ones are added up
PACT_YEAR = "cluster_year__year"


class FigureFilters(FilterForm):
    """The year whose figures are shown; without one those of all years."""

    nam = YearField(gettext_lazy("The year to show is not valid."))


def counted_awards():
    """Return {(year, code of the type, level, kind of recipient): Tally} of all public awards, in one query."""
    found = {}
    for values, tally in tallies(Award.objects.public(), "merit_year", "type__code", "recipient_kind", *LEVEL_WORDS):
        year, code, kind, *words = values
        key = (year, code, level_of(*words), kind)
        found[key] = found.get(key, Tally()) + tally
    return found


class Figures:
    """The awards of one year, or of all years; `everything` is the result of `counted_awards`."""

    def __init__(self, params, everything):
        self.everything = everything
        filters = FigureFilters(params)
        self.problems, self.text = filters.problems, filters.text("nam")
        self.year = filters.cleaned_data.get("nam")

    @cached_property
    def types(self):
        return types_by_code()

    @cached_property
    def found(self):
        """The part of `everything` in the requested year."""
        if self.problems:
            return {}
        return {key: tally for key, tally in self.everything.items() if self.year in (None, key[YEAR])}

    @cached_property
    def total(self):
        return sum(self.found.values(), Tally())

    @property
    def years(self):
        """Every year of merit, newest first."""
        return sorted({key[YEAR] for key in self.everything if key[YEAR]}, reverse=True)

    def by_type(self):
        """Return the Table of types, titles before forms of commendation."""
        rows = {category: [] for category in [*AwardType.Category, None]}
        for code in sorted(self.types, key=lambda code: place_of(self.types[code])):
            row = self.types[code]
            rows[row.category].append(Head(frozenset([code]), row.name, {"loai": code}, is_quoted=True))
        rows[None].append(Head(frozenset([None]), _("Only as written, no known type"), {"loai": UNKNOWN}))
        return self._table([(self.group(category), heads) for category, heads in rows.items()], TYPE)

    def by_level(self):
        """Return the Table of levels of the awarding body; what does not tell its level is the last row."""
        rows = [Head(frozenset([level]), label) for level, label in Level.choices]
        return self._table([("", [*rows, Head(frozenset([None]), _("Level unknown"))])], LEVEL)

    @staticmethod
    def group(category):
        """What a group of types is called."""
        names = {
            AwardType.Category.TITLE: _("Emulation titles"),
            AwardType.Category.FORM: _("Forms of commendation"),
        }
        return names.get(category) or pgettext("awards", "Others")

    def _table(self, groups, part):
        across, columns = (KIND, self._kinds()) if self.year else (YEAR, self._years())
        return Table(self.found, groups, columns, (part, across))

    def _years(self):
        known = sorted({key[YEAR] for key, tally in self.found.items() if key[YEAR] and tally.counts}, reverse=True)
        columns = [Head(frozenset([year]), str(year), {"nam": str(year)}) for year in known[:OWN_COLUMNS]]
        if earlier := known[OWN_COLUMNS:]:
            columns.append(Head(frozenset(earlier), _("Before %(year)s") % {"year": known[OWN_COLUMNS - 1]}))
        if any(key[YEAR] is None and tally.counts for key, tally in self.found.items()):
            columns.append(Head(frozenset([None]), _("Year unknown"), {"nam": UNKNOWN}))
        return columns

    def _kinds(self):
        year = {"nam": str(self.year)}
        columns = [
            Head(frozenset([kind.value]), capfirst(kind.label), year | {"doi_tuong": text})
            for text, kind in KINDS.items()
        ]
        if any(key[KIND] is None and tally.counts for key, tally in self.found.items()):
            columns.append(Head(frozenset([None]), _("Recipient not stated"), year | {"doi_tuong": UNKNOWN}))
        return columns


def pacts_and_units():
    """Return {year: {"pacts", "unlisted", "units", "places"}}, newest first, in two queries.

    `units` counts a unit once a year, `places` once in every roster; `unlisted` are pacts without a roster.
    """
    public = Pact.objects.public()
    listed = Exists(Membership.objects.filter(cluster_year=OuterRef("cluster_year")))
    pacts = public.order_by(f"-{PACT_YEAR}").values(PACT_YEAR)
    pacts = pacts.annotate(pacts=Count("pk"), unlisted=Count("pk", filter=~listed))
    rosters = Membership.objects.filter(cluster_year__pact__in=public).order_by().values(PACT_YEAR)
    units = rosters.annotate(units=Count("unit", distinct=True), places=Count("pk"))
    found = {row.pop(PACT_YEAR): row | {"units": 0, "places": 0} for row in pacts}
    for row in units:
        found[row.pop(PACT_YEAR)].update(row)
    return found
