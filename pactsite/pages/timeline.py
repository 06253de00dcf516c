"""A unit through time: year after year its clusters, its awards and what became of the unit itself."""

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

LISTED = 2  # award lines shown of one year; the roll of honour has them all


@dataclass(frozen=True)
class Turn:
    """What happened to the unit itself on one day: founded, ended, renamed, or it took over, or was taken over."""

    sort: str
    day: str | None  # stored; None where unknown
    rows: tuple = ()  # successions
    name: UnitName | None = None  # the state that ended
    since: str | None = None  # the first day of the next state, where known to the day
    now: str = ""  # what the next state was called
    basis: Document | None = None

    @property
    def year(self):
        day = self.since or self.day
        return day and int(day[:4])

    @property
    def bases(self):
        """The documents it rests on, each once."""
        return list({basis.pk: basis for basis in [self.basis, *(row.basis for row in self.rows)] if basis}.values())


@dataclass
class Year:
    """One year of a unit, or what has no year (None)."""

    year: int | None
    turns: list = field(default_factory=list)
    memberships: list = field(default_factory=list)
    awards: list = field(default_factory=list)

    @property
    def lines(self):
        """How many award lines the year has; those shown are only the first."""
        return self.awards[0].in_year if self.awards else 0

    @property
    def has_more(self):
        return self.lines > len(self.awards)


class Span:
    """The years one page of a timeline tells: those of its rows, and what lies between them and the page before."""

    def __init__(self, years, page):
        first = page.start_index()
        self.before = years[first - 2] if first > 1 else None
        self.since = page[-1] if page.has_next() else None

    def __contains__(self, year):
        if year is None:
            return self.since is None
        return (self.before is None or year < self.before) and (self.since is None or year >= self.since)

    def of(self, name):
        """Return the condition that the year in a field of this name is told here."""
        found = Q()
        if self.before is not None:
            found &= Q(**{f"{name}__lt": self.before})
        if self.since is not None:
            found &= Q(**{f"{name}__gte": self.since})
        # Whatever has no year stands at the end. An empty condition is no condition: "or" would drop it.
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
    """Return the Years one page tells, newest first, what has no year last.

    Their memberships carry the day whose names they are told in, and the pact, which everybody may read: a roster is
    told only with a public pact or with none.
    """
    span, found = Span(years, page), {}
    memberships, awards = memberships_in(unit, page), awards_in(unit, span, page.paginator.per_page)
    read_names(unit, memberships, awards)
    for turn in turns_of(unit, origins, onward):
        if turn.year in span:
            year_in(found, turn.year).turns.append(turn)
    for row in memberships:
        year_in(found, row.cluster_year.year).memberships.append(row)
    for award in awards:
        year_in(found, award.merit_year).awards.append(award)
    return sorted(found.values(), key=lambda year: (year.year is not None, year.year or 0), reverse=True)


def year_in(found, year):
    return found.setdefault(year, Year(year))


def read_names(unit, memberships, awards):
    """Prefetch the former names of all units the timeline mentions."""
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
    """Return the first award lines of each year of a span, the unit's own before those of its people and parts."""
    rows = Award.objects.public().filter(Q(unit=unit) | Q(of_unit=unit), span.of("merit_year"))
    rows = rows.with_names().with_presented_day()
    own_first = [F("unit").asc(nulls_last=True), F("type__rank").asc(nulls_last=True), F("pk").asc()]
    rows = rows.annotate(
        in_year=Window(Count("pk"), partition_by="merit_year"),
        place_in_year=Window(RowNumber(), partition_by="merit_year", order_by=own_first),
    )
    rows = list(rows.filter(place_in_year__lte=LISTED).order_by("place_in_year")[: (most_years + 1) * LISTED])
    for award in rows:
        award.day = award.merit_year and str(award.merit_year)
    return rows


# --- Turns ------------------------------------------------------------------------------------


def turns_of(unit, origins, onward):
    """Return what happened to the unit itself, the newest first."""
    founding = [row for row in origins if unit.founded_on and row.on in (unit.founded_on, None)]
    ending = [row for row in onward if unit.has_ended and row.on in (unit.ended_on, None)]
    found = [Turn("founded", unit.founded_on, tuple(founding))] if unit.founded_on else []
    found += [Turn("ended", unit.ended_on, tuple(ending), basis=unit.end_basis)] if unit.has_ended else []
    found += by_day("origin", [row for row in origins if row not in founding])
    found += by_day("onward", [row for row in onward if row not in ending])
    return sorted(found + renamings(unit), key=lambda turn: turn.since or turn.day or "", reverse=True)


def by_day(sort, rows):
    """Return a Turn for each day on which some of these successions happened."""
    rows = sorted(rows, key=lambda row: row.on or "")
    return [Turn(sort, day or None, tuple(same)) for day, same in groupby(rows, key=lambda row: row.on or "")]


def renamings(unit):
    """Return a Turn for each former state of the unit: until when it held, and what came after."""
    former = former_states(unit)
    later = [*(row.name for row in former), unit.name][1:]
    return [
        Turn("renamed", row.until, name=row, since=day_after(row.until), now=now, basis=row.basis)
        for row, now in zip(former, later, strict=True)
    ]


def former_states(unit):
    """Return the unit's former states, the oldest first. Reads `names`."""
    former = [row for row in unit.names.all() if row.sort == UnitName.Sort.FORMER]
    return sorted(former, key=lambda row: last_day_of(row.until))


def day_after(day):
    """Return the day after a stored day ("2025-01-01"), or None where it is known only in part."""
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat() if len(day) == 10 else None
    except OverflowError:
        return None
