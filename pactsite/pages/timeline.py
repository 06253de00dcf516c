"""The timeline of a unit: for each year its clusters, its awards and events such as founding or renaming."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Window, prefetch_related_objects
from django.db.models.functions import RowNumber

from awards.models import Award
from clusters.common.dates import last_day_of
from clusters.common.names_on_day import day_of, places_of
from clusters.models import Document, UnitName
from pacts.models import Pact

MAX_AWARDS_SHOWN = 2  # award lines shown of one year; the roll of honour has them all


@dataclass(frozen=True)
class UnitEvent:
    """Something that happened to the unit itself: founded, ended, renamed, succeeded others or was succeeded."""

    sort: str
    day: str | None  # partial date; None if unknown
    rows: tuple = ()  # successions
    name: UnitName | None = None  # the former name that ended
    since: str | None = None  # first day of the next name, if known to the day
    name_after: str = ""  # the next name
    basis: Document | None = None

    @property
    def year(self):
        day = self.since or self.day
        return day and int(day[:4])

    @property
    def bases(self):
        return list({basis.pk: basis for basis in [self.basis, *(row.basis for row in self.rows)] if basis}.values())


@dataclass
class Year:
    """One year of a unit; the year None collects what has no known year."""

    year: int | None
    events: list = field(default_factory=list)
    memberships: list = field(default_factory=list)
    awards: list = field(default_factory=list)

    @property
    def lines(self):
        """The number of award lines of the year, including those not shown."""
        return self.awards[0].in_year if self.awards else 0

    @property
    def has_more(self):
        return self.lines > len(self.awards)


class YearRange:
    """The years on one page of a timeline: those of its rosters and the years between them and the previous page."""

    def __init__(self, years, page):
        first = page.start_index()
        self.before = years[first - 2] if first > 1 else None
        self.since = page[-1] if page.has_next() else None

    def __contains__(self, year):
        if year is None:
            return self.since is None
        return (self.before is None or year < self.before) and (self.since is None or year >= self.since)

    def condition(self, name):
        """Return the Q that the year in the field `name` is in this range."""
        found = Q()
        if self.before is not None:
            found &= Q(**{f"{name}__lt": self.before})
        if self.since is not None:
            found &= Q(**{f"{name}__gte": self.since})
        # Rows without a year are on the last page. An empty Q matches everything, but Q() | q equals q.
        return found | Q(**{f"{name}__isnull": True}) if found and self.since is None else found


def years_of(unit):
    """Return the years in which a public roster names the unit, newest first."""
    return list(dict.fromkeys(public_memberships(unit).values_list("cluster_year__year", flat=True)))


def public_memberships(unit):
    """Return a unit's memberships in public rosters, newest first.

    A roster is public if its year has a public pact or no pact. As a subquery for each of the unit's years this takes
    a tenth of the time of a list of all public years.
    """
    public = Pact.objects.public().filter(cluster_year=OuterRef("cluster_year"))
    return unit.memberships.filter(Exists(public) | Q(cluster_year__pact=None)).newest_first()


def timeline_of(unit, years, page, origins, onward):
    """Return the Years of one page, newest first, the unknown year last.

    Their memberships have `day`, whose unit names are shown, and `cluster_year.public_pact`, the public pact or None.
    """
    span, found = YearRange(years, page), {}
    memberships, awards = memberships_in(unit, page), awards_in(unit, span, page.paginator.per_page)
    prefetch_names(unit, memberships, awards)
    for event in events_of(unit, origins, onward):
        if event.year in span:
            get_year(found, event.year).events.append(event)
    for row in memberships:
        get_year(found, row.cluster_year.year).memberships.append(row)
    for award in awards:
        get_year(found, award.merit_year).awards.append(award)
    return sorted(found.values(), key=lambda year: (year.year is not None, year.year or 0), reverse=True)


def get_year(found, year):
    return found.setdefault(year, Year(year))


def prefetch_names(unit, memberships, awards):
    places = [place for row in memberships for place in places_of(row.cluster_year.cluster.place)]
    awarded = [who for award in awards for who in (award.unit, award.of_unit) if who]
    names = Prefetch("names", UnitName.objects.select_related("place", "basis"))
    prefetch_related_objects([unit, *places_of(unit.place), *places, *awarded], names)


def memberships_in(unit, page):
    rows = public_memberships(unit).filter(cluster_year__year__in=list(page))
    rows = list(rows.select_related("cluster_year__cluster__place__place__place", "cluster_year__pact__conference"))
    for row in rows:
        row.unit, year = unit, row.cluster_year
        year.public_pact = getattr(year, "pact", None)
        row.day = day_of(year, year.public_pact and year.public_pact.conference)
    return rows


def awards_in(unit, span, most_years):
    """Return the first award lines of each year of a range: the unit's own before those of its parts and people."""
    rows = Award.objects.public().filter(Q(unit=unit) | Q(of_unit=unit), span.condition("merit_year"))
    rows = rows.with_names().with_presented_day()
    own_first = [F("unit").asc(nulls_last=True), F("type__rank").asc(nulls_last=True), F("pk").asc()]
    rows = rows.annotate(
        in_year=Window(Count("pk"), partition_by="merit_year"),
        place_in_year=Window(RowNumber(), partition_by="merit_year", order_by=own_first),
    )
    rows = list(
        rows.filter(place_in_year__lte=MAX_AWARDS_SHOWN).order_by("place_in_year")[
            : (most_years + 1) * MAX_AWARDS_SHOWN
        ]
    )
    for award in rows:
        award.day = award.merit_year and str(award.merit_year)
    return rows


# --- Turns ------------------------------------------------------------------------------------


def events_of(unit, origins, onward):
    founding = [row for row in origins if unit.founded_on and row.on in (unit.founded_on, None)]
    ending = [row for row in onward if unit.has_ended and row.on in (unit.ended_on, None)]
    found = [UnitEvent("founded", unit.founded_on, tuple(founding))] if unit.founded_on else []
    found += [UnitEvent("ended", unit.ended_on, tuple(ending), basis=unit.end_basis)] if unit.has_ended else []
    found += succession_events("origin", [row for row in origins if row not in founding])
    found += succession_events("onward", [row for row in onward if row not in ending])
    return sorted(found + renaming_events(unit), key=lambda event: event.since or event.day or "", reverse=True)


def succession_events(sort, rows):
    """Return a UnitEvent for each day on which some of these successions took place."""
    rows = sorted(rows, key=lambda row: row.on or "")
    return [UnitEvent(sort, day or None, tuple(same)) for day, same in groupby(rows, key=lambda row: row.on or "")]


def renaming_events(unit):
    """Return a UnitEvent for each former name of the unit, with its last day and the name that followed."""
    former = former_states(unit)
    later = [*(row.name for row in former), unit.name][1:]
    return [
        UnitEvent("renamed", row.until, name=row, since=day_after(row.until), name_after=name_after, basis=row.basis)
        for row, name_after in zip(former, later, strict=True)
    ]


def former_states(unit):
    """Return the unit's former names, oldest first. Prefetch `names`."""
    former = [row for row in unit.names.all() if row.sort == UnitName.Sort.FORMER]
    return sorted(former, key=lambda row: last_day_of(row.until))


def day_after(day):
    """Return the day after a stored day ("2025-01-01"), or None if the day is only partly known."""
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat() if len(day) == 10 else None
    except OverflowError:
        return None
