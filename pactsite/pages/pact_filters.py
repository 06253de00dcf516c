"""The filters of the list of pacts and of its open data."""

import re
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.public import public_units
from clusters.common.list_query import LONGEST, Chip, CodeField, ListForm, TextField, YearField
from clusters.common.text import fold
from clusters.models import ClusterKind, Membership, Succession, Unit
from pacts.models import Pact, PactStatus
from pacts.models.pact import BEING_WRITTEN
from pactsite.pages.units import with_organises

MAX_ORGANISERS = 50  # offered as a list; if there are more, the visitor types a name
MAX_MATCHES = 10  # units offered for a typed name
REOPENED = "reopened"
# The public states of a pact, as in the open data; a pact being corrected counts as signed too.
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
WITH_PREDECESSORS = "1"  # value of `tien_than`
SLUG = re.compile(r"[-\w]{1,200}", re.ASCII)
UNIT_COLUMNS = ["pk", "slug", "name", "place__name", "sort_key", "organises", "is_public", "has_predecessors"]


@dataclass(frozen=True)
class NamedUnit:
    """A unit as the filters show it, with its place: "Sở Nội vụ, Thành phố Huế"."""

    pk: int
    slug: str
    name: str
    place: str | None
    sort_key: str
    organises: bool  # a cluster with public pacts
    is_public: bool  # only read for the requested member unit
    has_predecessors: bool

    def __str__(self):
        return f"{self.name}, {self.place}" if self.place else self.name


class PactFilters(ListForm):
    """Words, year, kind of cluster, organiser, member unit and state.

    `to_chuc` and `don_vi` are slugs of units. `don_vi` finds the pacts with the unit in their roster; `tien_than=1`
    adds those of the units it directly came from.
    """

    nam = YearField(gettext_lazy("The year to show is not valid."))
    loai = CodeField(ClusterKind.choices, gettext_lazy("The kind to show is neither cluster nor bloc."))
    to_chuc = TextField()
    don_vi = TextField()
    trang_thai = CodeField(list(STATES.items()), gettext_lazy("The state to show is none of those a public pact has."))
    tien_than = TextField()

    def __init__(self, params):
        self.organiser = self.unit = None
        self.matches = []  # [(unit that a typed name may mean, address of the list with that unit)]
        super().__init__(params)

    @property
    def year(self):
        return self.cleaned_data.get("nam")

    @property
    def with_predecessors(self):
        return self.text("tien_than") == WITH_PREDECESSORS

    # --- Units --------------------------------------------------------------------------------

    def clean(self):
        if not (self.is_sent("to_chuc") or self.is_sent("don_vi")):
            return
        found = {unit.slug: unit for unit in self.units}
        organiser, unit = found.get(self.text("to_chuc")), found.get(self.text("don_vi"))
        self.organiser = organiser if organiser and organiser.organises else None
        self.unit = unit if unit and unit.is_public else None
        if self.is_sent("to_chuc") and not self.organiser:
            organisers = with_organises(Unit.objects).filter(organises=True)
            self._offer("to_chuc", organisers, _("The register knows no organiser “%(text)s”."))
        if self.is_sent("don_vi") and not self.unit and not self.matches:
            self._offer("don_vi", public_units(Unit.objects), _("The register knows no unit “%(text)s”."))

    def _offer(self, name, units, none):
        """Add the error for a value that is no slug: the units its words may mean, or the sentence `none`."""
        text = self.text(name)[:LONGEST]
        found = units.matching(text).with_place().order_by("sort_key", "pk") if fold(text) else units.none()
        rows = list(found[:MAX_MATCHES])
        same = [unit for unit in rows if fold(unit.name) == fold(text)]
        self.matches = [(unit, self.address(**{name: unit.slug})) for unit in (same if len(same) == 1 else rows)]
        several = _("“%(text)s” may mean several units. Choose one, or write more of the name.")
        self.add_error(name, (several if self.matches else none) % {"text": text})

    @cached_property
    def units(self):
        """The requested units and the organisers to choose from, in this order: in one query.

        NamedUnit instead of model instances: building those takes longer than the query.
        """
        slugs = [text for text in (self.text("to_chuc"), self.text("don_vi")) if SLUG.fullmatch(text)]
        if not slugs:
            return [NamedUnit(*row) for row in organiser_rows()]
        don_vi = self.text("don_vi") if self.text("don_vi") in slugs else ""
        units = with_organises(Unit.objects).annotate(
            is_public=Exists(public_units(Unit.objects.filter(pk=OuterRef("pk"), slug=don_vi))),
            has_predecessors=Exists(Succession.objects.filter(successor=OuterRef("pk"))),
            rank=Case(When(slug__in=slugs, then=Value(0)), default=Value(1)),
        )
        rows = units.filter(Q(organises=True) | Q(slug__in=slugs)).order_by("rank", "sort_key", "pk")
        return [NamedUnit(*row) for row in rows.values_list(*UNIT_COLUMNS)[: MAX_ORGANISERS + len(slugs) + 1]]

    @property
    def organisers(self):
        """The organisers of public pacts by name; [] if there are too many to choose from."""
        found = sorted((unit for unit in self.units if unit.organises), key=lambda unit: (unit.sort_key, unit.pk))
        return found if len(found) <= MAX_ORGANISERS else []

    @property
    def only_match(self):
        """The address with the one unit a typed name means, None if something else is wrong or several fit."""
        return self.matches[0][1] if len(self.matches) == 1 == len(self.problems) else None

    # --- Pacts --------------------------------------------------------------------------------

    @property
    def is_active(self):
        return bool(self.words or self.conditions)

    @cached_property
    def conditions(self):
        """{filter: condition on a pact} of all active filters except the words."""
        found = {}
        if self.year:
            found["nam"] = Q(cluster_year__year=self.year)
        if kind := self.cleaned_data.get("loai"):
            year_kind = Q(cluster_year__kind=kind)
            found["loai"] = year_kind | Q(cluster_year__kind=None, cluster_year__cluster__kind=kind)
        if self.organiser:
            found["to_chuc"] = Q(cluster_year__cluster__organiser=self.organiser.pk)
        if self.unit:
            rosters = Membership.objects.filter(membership_condition(self.unit.pk, self.with_predecessors))
            found["don_vi"] = Q(cluster_year__in=rosters.values("cluster_year"))
        if state := self.cleaned_data.get("trang_thai"):
            found["trang_thai"] = Q(status__in=STATUSES[state])
        return found

    def pacts(self):
        """Return the public pacts that match, newest first."""
        pacts = Pact.objects.public()
        if self.words:
            pacts = pacts.matching(self.words)
        return pacts.filter(*self.conditions.values()).newest_first()

    @cached_property
    def years(self):
        """{year with public pacts: how many match all other filters}, newest first, in one query."""
        others = [condition for name, condition in self.conditions.items() if name != "nam"]
        if self.words:
            others.append(Q(pk__in=Pact.objects.matching(self.words)))
        return dict(years_of_pacts(reduce(and_, others) if others else None))

    @property
    def count(self):
        return self.years.get(self.year, 0) if self.year else sum(self.years.values())

    # --- Addresses and labels -----------------------------------------------------------------

    def texts(self):
        texts = super().texts()
        if not texts["don_vi"] or not self.with_predecessors:
            texts["tien_than"] = ""
        return texts

    def address(self, **changes):
        if "don_vi" in changes and not changes["don_vi"]:
            changes["tien_than"] = None
        return super().address(**changes)

    @property
    def address_with_predecessors(self):
        return self.address(tien_than=WITH_PREDECESSORS)

    @property
    def address_without_predecessors(self):
        return self.address(tien_than=None)

    def labels(self):
        """Return {active filter: its label}."""
        kind, state = self.cleaned_data.get("loai"), self.cleaned_data.get("trang_thai")
        unit = _("Unit and its predecessors: %(unit)s") if self.with_predecessors else _("Unit: %(unit)s")
        found = {
            "q": self.words and f"“{self.words}”",
            "nam": self.year and _("Year %(year)s") % {"year": self.year},
            "loai": kind and ClusterKind(kind).label.capitalize(),
            "to_chuc": self.organiser and _("Organiser: %(unit)s") % {"unit": self.organiser},
            "don_vi": self.unit and unit % {"unit": self.unit},
            "trang_thai": state and str(STATES[state]),
        }
        return {name: label for name, label in found.items() if label}

    @property
    def chips(self):
        return [Chip(label, self.address(**{name: None})) for name, label in self.labels().items()]

    def relaxed_chips(self):
        """Return a Chip, with the number of pacts, for each filter whose removal gives results; in one query."""
        every = self.conditions | ({"q": Q(pk__in=Pact.objects.matching(self.words))} if self.words else {})
        counts = {}
        for name in every:
            others = [condition for other, condition in every.items() if other != name]
            counts[f"without_{name}"] = Count("pk", filter=reduce(and_, others, Q(pk__isnull=False)))
        found = Pact.objects.public().aggregate(**counts)
        return [
            Chip(label, self.address(**{name: None}), found[f"without_{name}"])
            for name, label in self.labels().items()
            if found.get(f"without_{name}")
        ]


def organiser_rows():
    """Return the rows of UNIT_COLUMNS of the organisers of public pacts, by name, one more than can be offered."""
    units = with_organises(Unit.objects).filter(organises=True)
    units = units.annotate(is_public=Value(False), has_predecessors=Value(False)).order_by("sort_key", "pk")
    return units.values_list(*UNIT_COLUMNS)[: MAX_ORGANISERS + 1]


def years_of_pacts(condition=None):
    """Return rows of (year with public pacts, how many meet the condition), newest first."""
    years = Pact.objects.public().values_list("cluster_year__year").order_by("-cluster_year__year")
    return years.annotate(match_count=Count("pk", filter=condition))


def membership_condition(unit, with_predecessors):
    """Return the condition that a membership is the unit's, or that of a unit it directly came from."""
    before = Succession.objects.filter(successor=unit).values("predecessor")
    return Q(unit=unit) | Q(unit__in=before) if with_predecessors else Q(unit=unit)
