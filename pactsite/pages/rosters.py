"""Rosters of a cluster side by side: units that joined, left, were renamed or succeeded, and the leaders."""

from dataclasses import dataclass, field
from itertools import pairwise

from clusters.models import ClusterYear, Membership, Succession, Unit

TABLE_YEARS = 8  # newest years in the table
# Values of a cell besides the roles.
LEFT, ABSENT, UNKNOWN = "left", "absent", "unknown"


@dataclass
class Change:
    """Changes from one year's roster to the next; None where a roster is incomplete."""

    before: ClusterYear
    joined: list | None = None  # [(unit, name)]
    left: list | None = None  # [(unit, name)]
    renamed: list = field(default_factory=list)  # [(unit, name before, name after)]
    taken_over: list = field(default_factory=list)  # [(unit, name, [(successor, name)])]
    leaders: tuple | None = None  # ((unit, name), (unit, name)) if the leader changed

    @property
    def label(self):
        """The year before, as written within a sentence: "năm 2021"."""
        label = self.before.display_label
        return label[:1].lower() + label[1:]

    @property
    def is_none(self):
        """Whether both rosters are complete and nothing changed."""
        return self.joined == [] == self.left and not (self.renamed or self.taken_over or self.leaders)

    @property
    def is_partly_unknown(self):
        return self.joined is None or self.left is None


@dataclass(frozen=True)
class Line:
    """The row of a unit in the table: its newest name there and its cell of each year, oldest first."""

    unit: Unit
    name: str
    cells: list  # [(role or one of the values above, the membership or None)]


def set_changes(years, successors):
    """Set `change` of each year (newest first) to its Change since the year before, None for the oldest."""
    for year in years:
        year.change = None
    for after, before in pairwise(years):
        after.change = change_between(before, after, successors)


def successors_among(years):
    """Return {unit id: [ids of its successors]} among the units of these rosters, in one query."""
    units = {row.unit_id for year in years for row in year.roster}
    found = {}
    for row in Succession.objects.filter(predecessor__in=units, successor__in=units):
        found.setdefault(row.predecessor_id, []).append(row.successor_id)
    return found


def change_between(before, after, successors):
    """Return the Change from the end of one year to the next; both years have `day` and `ring` set."""
    old = {row.unit_id: row for row in before.roster if row.left_on is None}
    new = {row.unit_id: row for row in after.roster}
    missing = [row for pk, row in old.items() if pk not in new]
    heirs = {row.unit_id: [new[pk] for pk in successors.get(row.unit_id, []) if pk in new] for row in missing}
    inherited = {heir.unit_id for found in heirs.values() for heir in found}
    new_rows = [row for pk, row in new.items() if pk not in old and pk not in inherited]
    return Change(
        before=before,
        joined=[unit_and_name(row, after) for row in new_rows] if is_complete(before) else None,
        left=[unit_and_name(row, before) for row in missing if not heirs[row.unit_id]] if is_complete(after) else None,
        renamed=renamed(old, new, before, after),
        taken_over=[
            (*unit_and_name(row, before), [unit_and_name(heir, after) for heir in heirs[row.unit_id]])
            for row in missing
            if heirs[row.unit_id]
        ],
        leaders=leader_change(before, after),
    )


def is_complete(year):
    """Return whether all units of that year are known; only then is an unlisted unit known not to be a member."""
    return bool(year.roster) and year.ring is not None and not year.ring.differs


def unit_and_name(row, year):
    return row.unit, row.unit.name_on(year.day)


def renamed(old, new, before, after):
    both = [(old[pk], row) for pk, row in new.items() if pk in old]
    names = [(row.unit, earlier.unit.name_on(before.day), row.unit.name_on(after.day)) for earlier, row in both]
    return [(unit, then, now) for unit, then, now in names if then != now]


def leader_change(before, after):
    """Return (leader before, leader after) as (unit, name) pairs if both are known and differ, else None."""
    first, second = leader_of(before), leader_of(after)
    if first is None or second is None or first.unit_id == second.unit_id:
        return None
    return unit_and_name(first, before), unit_and_name(second, after)


def leader_of(year):
    return next((row for row in year.roster if row.role == Membership.Role.LEADER and row.left_on is None), None)


def roster_table(years):
    """Return (years, Lines) of the newest years, oldest first; ([], []) if there are fewer than two rosters."""
    shown = [year for year in years[:TABLE_YEARS] if year.roster]
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
