"""The ring of a roster: a circle like the rim of a bronze drum, with one segment for each unit."""

from dataclasses import dataclass
from functools import cache
from math import cos, radians, sin

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.models import Membership
from pacts.paper.counts import unit_count

CENTRE, OUTER, INNER = 50, 48, 38
WIDEST_GAP = 4  # degrees
MAX_SEGMENTS = 60  # more segments are unreadable; text is shown instead
ROLE_COLOURS = {Membership.Role.LEADER: "leader", Membership.Role.DEPUTY: "deputy"}


@dataclass(frozen=True)
class Segment:
    kind: str  # leader, deputy, member, inferred, unnamed
    path: str


@dataclass(frozen=True)
class Ring:
    total: int
    listed: int
    kinds: tuple  # of its segments, from the top

    @property
    def counts(self):
        return {kind: self.kinds.count(kind) for kind in dict.fromkeys(self.kinds)}

    @property
    def segments(self):
        """The Segments to draw; none if there are more than MAX_SEGMENTS."""
        count = len(self.kinds)
        return [Segment(kind, arc(i, count)) for i, kind in enumerate(self.kinds)] if count <= MAX_SEGMENTS else []

    @property
    def differs(self):
        """Whether the stated number of units differs from the number listed."""
        return self.total != self.listed

    @property
    def outlines(self):
        """{kind: SVG path data of all its segments}: fewer elements than one path for each segment."""
        found = {}
        for segment in self.segments:
            found[segment.kind] = found.get(segment.kind, "") + segment.path
        return found

    @property
    def sentence(self):
        """The ring as text, for screen readers."""
        return " ".join([units_in_all(self.total), *(SENTENCES[kind](n) for kind, n in self.counts.items())])


def units_in_all(n):
    return ngettext("%(n)s unit in all.", "%(n)s units in all.", n) % {"n": n}


SENTENCES = {
    "leader": lambda n: _("The leader unit is drawn in red."),
    "deputy": lambda n: ngettext("%(n)s deputy unit, in gold.", "%(n)s deputy units, in gold.", n) % {"n": n},
    "member": lambda n: ngettext("%(n)s member unit, in grey.", "%(n)s member units, in grey.", n) % {"n": n},
    "inferred": lambda n: ngettext("%(n)s unit concluded, dashed.", "%(n)s units concluded, dashed.", n) % {"n": n},
    "unnamed": lambda n: (
        ngettext("%(n)s unit counted but not named.", "%(n)s units counted but not named.", n) % {"n": n}
    ),
}


def ring_of(year):
    """Return the Ring of a cluster's year, or None if the number of units is unknown.

    Prefetch `memberships` for lists.
    """
    return ring_of_roster(year, [(row.role, row.basis, row.inferred) for row in year.roster if row.left_on is None])


def rings_of(years):
    """Return {pk of a year: its Ring or None} in one query that reads only what is drawn."""
    rosters = {year.pk: [] for year in years}
    present = Membership.objects.filter(cluster_year__in=list(rosters), left_on=None).order_by()
    for key, *row in present.values_list("cluster_year", "role", "basis", "inferred"):
        rosters[key].append(row)
    return {year.pk: ring_of_roster(year, rosters[year.pk]) for year in years}


def ring_of_roster(year, rows):
    return draw(
        [(role, basis, "role" in (inferred or {})) for role, basis, inferred in rows],
        stated=year.stated_units,
        besides_leaders=year.counts_leaders is False,
    )


def draw(roster, *, stated=None, besides_leaders=False):
    """Return the Ring of a list of (role, basis, whether the role is inferred), or None if the number is unknown.

    `besides_leaders`: the stated number leaves out the leader and the deputies.
    """
    units = [(role, basis) for role, basis, _concluded in roster]
    count = unit_count(units, stated=stated, counts_leaders=not besides_leaders)
    if count is None:
        return None
    kinds = sorted((kind_of(*row) for row in roster), key="leader deputy member inferred".split().index)
    kinds += ["unnamed"] * (count.total - len(kinds))
    return Ring(count.total, count.listed, tuple(kinds))


def kind_of(role, basis, concluded):
    """Return the kind of a unit's segment; an inferred unit or role gets no role colour."""
    if basis == Membership.Basis.INFERRED:
        return "inferred"
    return "member" if concluded else ROLE_COLOURS.get(role, "member")


@cache
def arc(index, count):
    """Return the outline of segment `index` of `count`, clockwise from the top, as SVG path data."""
    step = 360 / count
    gap = min(WIDEST_GAP, step / 4)
    start, end = index * step + gap / 2, (index + 1) * step - gap / 2
    large_arc = int(end - start > 180)
    (a, b), (c, d) = point(start, OUTER), point(end, OUTER)
    (e, f), (g, h) = point(end, INNER), point(start, INNER)
    return f"M{a} {b}A{OUTER} {OUTER} 0 {large_arc} 1 {c} {d}L{e} {f}A{INNER} {INNER} 0 {large_arc} 0 {g} {h}Z"


def point(degrees, radius):
    angle = radians(degrees - 90)
    return tuple(f"{round(CENTRE + radius * part(angle), 1):g}" for part in (cos, sin))
