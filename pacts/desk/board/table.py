"""The board as a table: a row for each unit, a column for each task."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import timezone

from clusters.models import Membership
from pacts.models import Comment, Notice, Submission
from pacts.services.deadlines import owed_by
from pacts.services.notices import Owed, open_tasks, owed_on, people_of
from pacts.unit.task_registry import all_tasks
from pacts.unit.tasks import UnitTask


@dataclass(frozen=True)
class Cell:
    """The status of one task of one unit: "done" on a day, "late" by days, "waiting", "missed" or "unasked".

    `words` is the task's `none_words` if the unit answered that it has none.
    """

    task: UnitTask
    state: str
    day: date | None = None
    days: int = 0
    words: str = ""


@dataclass
class Column:
    """One task with its deadline and its counts: units asked, sent, late, and whether anybody can be reminded today."""

    task: UnitTask
    due_on: date
    units: int = 0
    done: int = 0
    late: int = 0
    reminds: int = 0


@dataclass
class Row:
    """One unit with its cells. `reminder`: "open", "done" today, "nobody" if no account acts for the unit, or ""."""

    member: Membership
    cells: list[Cell] = field(default_factory=list)
    reminder: str = ""

    @property
    def has_late(self):
        return any(cell.state == "late" for cell in self.cells)


@dataclass
class Table:
    """The whole board with its sums."""

    columns: list[Column]
    rows: list[Row]

    @property
    def asked(self):
        return sum(column.units for column in self.columns)

    @property
    def done(self):
        return sum(column.done for column in self.columns)

    @property
    def late(self):
        return sum(column.late for column in self.columns)

    @property
    def may_remind(self):
        return any(row.reminder for row in self.rows)


def table_of(pact, day=None):
    """Return the Table of a pact on a day (today), in a fixed number of queries."""
    day = day or timezone.localdate()
    due = {row.asked: row.due_on for row in pact.cluster_year.deadlines.all()}
    members = list(pact.cluster_year.memberships.select_related("unit"))
    members = sorted(members, key=lambda row: (row.left_on is not None, row.position, row.pk))
    sent = {(row.membership_id, row.asked): row for row in Submission.objects.filter(membership__in=members)}
    owing, open_now = owed_by(owed_on(day, [pact.cluster_year])), open_tasks(pact)
    people, reminded = people_of(members, day), reminded_on(pact, day)
    columns = [Column(task, due[task.key]) for task in all_tasks() if task.key in due]
    table, words = Table(columns, []), none_words(pact)
    for member in members:
        row = Row(member, reminder=reminder_of(owing.get(member.pk, []), reminded))
        for column in table.columns:
            cell = cell_of(member, column, sent.get((member.pk, column.task.key)), day, column.task in open_now)
            if cell.state == "done":
                cell = replace(cell, words=words.get((member.pk, column.task.key), ""))
            row.cells.append(cell)
            column.units += cell.state != "unasked"
            column.done += cell.state == "done"
            column.late += cell.state == "late"
            column.reminds += cell.state == "late" and can_be_reminded(owing.get(member.pk, []), column, reminded)
        if not people[member.pk] and any(cell.state in ("late", "waiting") for cell in row.cells):
            row.reminder = "nobody"
        table.rows.append(row)
    return table


def cell_of(member, column, submission, day, is_open=True):
    """Return the Cell of a unit for one task on a day. A task is late from midnight, local time, after its deadline."""
    if submission:
        return Cell(column.task, "done", timezone.localtime(submission.sent_at).date())
    if member.left_on:
        return Cell(column.task, "unasked")
    if not is_open:
        return Cell(column.task, "missed")
    late = (day - column.due_on).days
    return Cell(column.task, "late", days=late) if late > 0 else Cell(column.task, "waiting")


def none_words(pact):
    """Return {(membership, key of a task): its `none_words`} for units that stored nothing for the task."""
    tasks, year = [task for task in all_tasks() if task.none_words], pact.cluster_year
    return {(pk, task.key): task.none_words for task in tasks for pk in task.memberships_with_none(year)}


def reminded_on(pact, day):
    """Return {(user, key of a task)} of the reminders of a day."""
    rows = Notice.objects.filter(pact=pact, sort=Notice.Sort.REMINDED, about_day=day)
    return set(rows.values_list("user", "asked"))


def reminder_of(owed: list[Owed], reminded):
    """Return "open" if somebody of a unit can be reminded today, "done" if all were reminded, "" if nothing is due."""
    if not owed:
        return ""
    return "done" if {(row.user, row.deadline.asked) for row in owed} <= reminded else "open"


def can_be_reminded(owed: list[Owed], column, reminded):
    """Whether somebody of a unit has not been reminded of this task today."""
    return any(row.deadline.asked == column.task.key and (row.user, row.deadline.asked) not in reminded for row in owed)


def open_comments(pact):
    """Return the number of comments on a pact that wait for an answer."""
    return Comment.objects.filter(pact=pact, state=Comment.State.OPEN).count()
