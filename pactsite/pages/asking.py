"""Which pacts an address asks for: the filters of the list and of its open data."""

import re
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.models import ClusterKind, Membership, Succession, Unit
from clusters.paging import LONGEST, Asked, whole_number
from clusters.text import fold
from pacts.models import Pact, PactStatus
from pacts.models.pact import BEING_WRITTEN
from pactsite.pages.units import organising, told

MOST_ORGANISERS = 50  # more than these are asked for by name, not chosen from a list
MOST_MEANT = 10  # units a name may mean that are offered
REOPENED = "reopened"
# What the public is told of a pact, as in the open data; those being corrected are some of the signed.
STATES = {
    PactStatus.SIGNED.value: PactStatus.SIGNED.label,
    REOPENED: gettext_lazy("Being corrected"),
    PactStatus.CLOSED.value: PactStatus.CLOSED.label,
}
STATUSES = {
    PactStatus.SIGNED.value: [PactStatus.SIGNED, *BEING_WRITTEN],
    REOPENED: BEING_WRITTEN,
    PactStatus.CLOSED.value: [PactStatus.CLOSED],
}
WITH = "1"  # of `tien_than`
SLUG = re.compile(r"[-\w]{1,200}", re.ASCII)


NAMED = ["pk", "slug", "name", "place__name", "sort_key", "organises", "is_told", "has_predecessors"]


@dataclass(frozen=True)
class NamedUnit:
    """A unit as the filters name it, told apart by its place: "Sở Nội vụ, Thành phố Huế"."""

    pk: int
    slug: str
    name: str
    place: str | None
    sort_key: str
    organises: bool  # a cluster with public pacts
    is_told: bool  # and asked for as a member unit
    has_predecessors: bool

    def __str__(self):
        return f"{self.name}, {self.place}" if self.place else self.name


@dataclass(frozen=True)
class Chip:
    """One filter that is set: its words, and the address of the list without it."""

    words: str
    address: str
    found: int = 0  # pacts there would be without it


class PactsAsked(Asked):
    """Which pacts: words, a year, cluster or bloc, an organiser, a member unit, a state.

    `to_chuc` and `don_vi` are addresses of units. `don_vi` counts the pacts whose roster names the unit; with
    `tien_than=1` also those of the units it directly came from.
    """

    def __init__(self, params):
        super().__init__(params)
        names = ["nam", "loai", "to_chuc", "don_vi", "trang_thai"]
        self.nam, self.loai, self.to_chuc, self.don_vi, self.trang_thai = (params.get(n, "").strip() for n in names)
        self.tien_than = params.get("tien_than") == WITH
        self.year = whole_number(self.nam, digits=4)
        self.organiser = self.unit = None
        self.choices = []  # units a typed name may mean, each with its address
        self._check_plain_values()
        if self.to_chuc or self.don_vi:
            self._find_units()

    def _check_plain_values(self):
        if self.nam and not self.year:
            self.problems.append(_("The year to show is not valid."))
        if self.loai and self.loai not in ClusterKind.values:
            self.problems.append(_("The kind to show is neither cluster nor bloc."))
        if self.trang_thai and self.trang_thai not in STATES:
            self.problems.append(_("The state to show is none of those a public pact has."))

    # --- Units --------------------------------------------------------------------------------

    @cached_property
    def units(self):
        """The organisers to choose from and the units asked for by address, the latter first: in one query.

        Plain rows: as units, with the places they lie in, they would take longer to make than to find.
        """
        slugs = [text for text in (self.to_chuc, self.don_vi) if SLUG.fullmatch(text)]
        if not slugs:
            return [NamedUnit(*row) for row in every_organiser()]
        one = Unit.objects.filter(pk=OuterRef("pk"), slug=self.don_vi if self.don_vi in slugs else "")
        units = organising(Unit.objects).annotate(
            is_told=Exists(told(one)),
            has_predecessors=Exists(Succession.objects.filter(successor=OuterRef("pk"))),
            rank=Case(When(slug__in=slugs, then=Value(0)), default=Value(1)),
        )
        rows = units.filter(Q(organises=True) | Q(slug__in=slugs)).order_by("rank", "sort_key", "pk")
        return [NamedUnit(*row) for row in rows.values_list(*NAMED)[: MOST_ORGANISERS + len(slugs) + 1]]

    @property
    def organisers(self):
        """The organisers of public pacts, by name; none where they are too many to choose from."""
        found = sorted((unit for unit in self.units if unit.organises), key=lambda unit: (unit.sort_key, unit.pk))
        return found if len(found) <= MOST_ORGANISERS else []

    def _find_units(self):
        found = {unit.slug: unit for unit in self.units}
        organiser, unit = found.get(self.to_chuc), found.get(self.don_vi)
        self.organiser = organiser if organiser and organiser.organises else None
        self.unit = unit if unit and unit.is_told else None
        if self.to_chuc and not self.organiser:
            organisers = organising(Unit.objects).filter(organises=True)
            self._offer("to_chuc", organisers, _("The register knows no organiser “%(text)s”."))
        if self.don_vi and not self.unit and not self.choices:
            self._offer("don_vi", told(Unit.objects), _("The register knows no unit “%(text)s”."))

    def _offer(self, name, units, none):
        """A name was typed, not an address: offer the units it may mean, or say that there is none."""
        text = getattr(self, name).replace("\0", " ").strip()[:LONGEST]
        found = units.matching(text).with_place().order_by("sort_key", "pk") if fold(text) else units.none()
        rows = list(found[:MOST_MEANT])
        same = [unit for unit in rows if fold(unit.name) == fold(text)]
        self.choices = [(unit, self.address(**{name: unit.slug})) for unit in (same if len(same) == 1 else rows)]
        several = _("“%(text)s” may mean several units. Choose one, or write more of the name.")
        self.problems.append((several if self.choices else none) % {"text": text})

    @property
    def meant(self):
        """The address for the one unit a typed name can mean, where nothing else is wrong; else None."""
        return self.choices[0][1] if len(self.choices) == 1 == len(self.problems) else None

    # --- Pacts --------------------------------------------------------------------------------

    @property
    def narrows(self):
        """Whether anything at all is asked for."""
        return bool(self.q or self.conditions)

    @cached_property
    def conditions(self):
        """What each filter that is set demands of a pact, but for the words."""
        found = {}
        if self.year:
            found["nam"] = Q(cluster_year__year=self.year)
        if self.loai in ClusterKind.values:
            year_kind = Q(cluster_year__kind=self.loai)
            found["loai"] = year_kind | Q(cluster_year__kind=None, cluster_year__cluster__kind=self.loai)
        if self.organiser:
            found["to_chuc"] = Q(cluster_year__cluster__organiser=self.organiser.pk)
        if self.unit:
            rosters = Membership.objects.filter(unit_among(self.unit.pk, self.tien_than))
            found["don_vi"] = Q(cluster_year__in=rosters.values("cluster_year"))
        if self.trang_thai in STATES:
            found["trang_thai"] = Q(status__in=STATUSES[self.trang_thai])
        return found

    def pacts(self):
        """Return what the public may read of it, newest first."""
        pacts = Pact.objects.public()
        if self.q:
            pacts = pacts.matching(self.q)
        return pacts.filter(*self.conditions.values()).newest_first()

    # --- Addresses ----------------------------------------------------------------------------

    def address(self, **changes):
        """Return the address of the list with some filters changed; None or "" takes one away."""
        names = ["q", "nam", "loai", "to_chuc", "don_vi", "trang_thai"]
        asked = {name: getattr(self, name) for name in names} | {"tien_than": self.tien_than and WITH} | changes
        if not asked["don_vi"]:
            asked["tien_than"] = None
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    @property
    def with_predecessors(self):
        """The address that counts the pacts of the unit's predecessors too."""
        return self.address(tien_than=WITH)

    @property
    def without_predecessors(self):
        return self.address(tien_than=None)

    @cached_property
    def years(self):
        """Each year with public pacts, newest first, and how many of them fit all else that is asked: in one query."""
        others = [condition for name, condition in self.conditions.items() if name != "nam"]
        if self.q:
            others.append(Q(pk__in=Pact.objects.matching(self.q)))
        return dict(years_of_pacts(reduce(and_, others)) if others else every_year())

    @property
    def count(self):
        """How many pacts there are."""
        return self.years.get(self.year, 0) if self.year else sum(self.years.values())

    def words(self):
        """Return what is asked for, in words: {filter: words}."""
        found = {"q": self.q and f"“{self.q}”", "nam": self.year and _("Year %(year)s") % {"year": self.year}}
        found["loai"] = self.loai in ClusterKind.values and ClusterKind(self.loai).label.capitalize()
        found["to_chuc"] = self.organiser and _("Organiser: %(unit)s") % {"unit": self.organiser}
        unit = _("Unit and its predecessors: %(unit)s") if self.tien_than else _("Unit: %(unit)s")
        found["don_vi"] = self.unit and unit % {"unit": self.unit}
        found["trang_thai"] = str(STATES.get(self.trang_thai, ""))
        return {name: words for name, words in found.items() if words}

    @property
    def chips(self):
        """The filters that are set, each with the address without it."""
        return [Chip(words, self.address(**{name: None})) for name, words in self.words().items()]

    def loosened(self):
        """Return the filters without which there would be pacts, each with how many: in one query."""
        every = self.conditions | ({"q": Q(pk__in=Pact.objects.matching(self.q))} if self.q else {})
        counts = {}
        for name in every:
            others = [condition for other, condition in every.items() if other != name]
            counts[name] = Count("pk", filter=reduce(and_, others, Q(pk__isnull=False)))
        found = Pact.objects.public().aggregate(**{f"without_{name}": count for name, count in counts.items()})
        chips = {name: (words, self.address(**{name: None})) for name, words in self.words().items()}
        return [Chip(*chips[name], found[f"without_{name}"]) for name in chips if found.get(f"without_{name}")]


def every_organiser():
    """The organisers of public pacts by name, as NamedUnit takes them, up to one more than one can choose from."""
    units = organising(Unit.objects).filter(organises=True)
    units = units.annotate(is_told=Value(False), has_predecessors=Value(False)).order_by("sort_key", "pk")
    return units.values_list(*NAMED)[: MOST_ORGANISERS + 1]


def years_of_pacts(fitting=None):
    """Rows of (year with public pacts, how many of them fit a condition), newest first."""
    years = Pact.objects.public().values_list("cluster_year__year").order_by("-cluster_year__year")
    return years.annotate(fitting=Count("pk", filter=fitting))


def every_year():
    """Rows of (year with public pacts, how many it has), newest first."""
    return years_of_pacts()


def unit_among(unit, with_predecessors):
    """Return the condition that a roster's line is the unit's, or one's it directly came from."""
    before = Succession.objects.filter(successor=unit).values("predecessor")
    return Q(unit=unit) | Q(unit__in=before) if with_predecessors else Q(unit=unit)
