"""The rosters of a cluster side by side: who joined and left, was renamed or taken over, and who led."""

from dataclasses import dataclass, field
from itertools import pairwise

from clusters.models import ClusterYear, Membership, Succession, Unit

SIDE_BY_SIDE = 8  # years in the table; more are read one by one
# What a line of the table says of a unit in a year, beside its roles.
LEFT, ABSENT, UNKNOWN = "left", "absent", "unknown"


@dataclass
class Change:
    """From one year's roster to the next; None where a roster is too incomplete to tell."""

    before: ClusterYear
    joined: list | None = None  # [(unit, name)]
    left: list | None = None  # [(unit, name)]
    renamed: list = field(default_factory=list)  # [(unit, name before, name after)]
    taken_over: list = field(default_factory=list)  # [(unit, name, [(successor, name)])]
    leaders: tuple | None = None  # ((unit, name), (unit, name)) where the lead passed on

    @property
    def label(self):
        """What the year before is called within a sentence: "năm 2021"."""
        label = self.before.display_label
        return label[:1].lower() + label[1:]

    @property
    def is_none(self):
        """Whether both rosters are known and nothing changed."""
        return self.joined == [] == self.left and not (self.renamed or self.taken_over or self.leaders)

    @property
    def is_partly_unknown(self):
        return self.joined is None or self.left is None


@dataclass(frozen=True)
class Line:
    """A unit in the table: its newest name there, and what it was in each year, the oldest first."""

    unit: Unit
    name: str
    cells: list  # [(what, the membership or None)]


def tell_changes(years, successors):
    """Tell each year (newest first) its change from the one before: `year.change`, None for the first."""
    for year in years:
        year.change = None
    for after, before in pairwise(years):
        after.change = change_between(before, after, successors)


def successors_among(years):
    """Return {unit id: [ids of units that took it over]} among the units of these rosters, in one query."""
    units = {row.unit_id for year in years for row in year.roster}
    found = {}
    for row in Succession.objects.filter(predecessor__in=units, successor__in=units):
        found.setdefault(row.predecessor_id, []).append(row.successor_id)
    return found


def change_between(before, after, successors):
    """Return the Change from the end of one year to the next; both know their `day` and `ring`."""
    old = {row.unit_id: row for row in before.roster if row.left_on is None}
    new = {row.unit_id: row for row in after.roster}
    gone = [row for pk, row in old.items() if pk not in new]
    heirs = {row.unit_id: [new[pk] for pk in successors.get(row.unit_id, []) if pk in new] for row in gone}
    inherited = {heir.unit_id for found in heirs.values() for heir in found}
    come = [row for pk, row in new.items() if pk not in old and pk not in inherited]
    return Change(
        before=before,
        joined=[called(row, after) for row in come] if is_complete(before) else None,
        left=[called(row, before) for row in gone if not heirs[row.unit_id]] if is_complete(after) else None,
        renamed=renamed(old, new, before, after),
        taken_over=[
            (*called(row, before), [called(heir, after) for heir in heirs[row.unit_id]])
            for row in gone
            if heirs[row.unit_id]
        ],
        leaders=lead_passed(before, after),
    )


def is_complete(year):
    """Whether everybody of that year is known by name: only then is who is not listed no member."""
    return bool(year.roster) and year.ring is not None and not year.ring.differs


def called(row, year):
    return row.unit, row.unit.name_on(year.day)


def renamed(old, new, before, after):
    both = [(old[pk], row) for pk, row in new.items() if pk in old]
    names = [(row.unit, was.unit.name_on(before.day), row.unit.name_on(after.day)) for was, row in both]
    return [(unit, then, now) for unit, then, now in names if then != now]


def lead_passed(before, after):
    """Return the unit that led and the one that leads now, where both are known and differ."""
    first, second = leader_of(before), leader_of(after)
    if first is None or second is None or first.unit_id == second.unit_id:
        return None
    return called(first, before), called(second, after)


def leader_of(year):
    return next((row for row in year.roster if row.role == Membership.Role.LEADER and row.left_on is None), None)


def side_by_side(years):
    """Return (years, Lines) of the table: the newest years, the oldest of them first; no lines for a single year."""
    shown = [year for year in years[:SIDE_BY_SIDE] if year.roster]
    if len(shown) < 2:
        return [], []
    units = {row.unit_id: (row.unit, year) for year in reversed(shown) for row in year.roster}
    order = {row.unit_id: None for year in shown for row in year.roster}
    shown.reverse()
    rosters = [{row.unit_id: row for row in year.roster} for year in shown]
    lines = []
    for pk in order:
        unit, newest = units[pk]
        cells = [cell(roster.get(pk), year) for roster, year in zip(rosters, shown, strict=True)]
        lines.append(Line(unit, unit.name_on(newest.day), cells))
    return shown, lines


def cell(row, year):
    if row is None:
        return (ABSENT if is_complete(year) else UNKNOWN), None
    return (LEFT if row.left_on else row.role), row
