"""Tasks of one cluster year: deadlines, submissions, and both in words.

Days are counted in the register's time zone.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from clusters.models import Membership
from pacts.models import Deadline, Submission
from pacts.permissions import can_comment, can_write_own_part
from pacts.unit.task_registry import all_tasks
from pacts.unit.tasks import UnitTask


@dataclass
class TaskStatus:
    """The status of a task for one unit or, without `sent`, for the whole year."""

    task: UnitTask
    due_on: date | None = None
    sent: Submission | None = None
    address: str = ""
    label: str = ""
    is_open: bool = True
    notes: list[str] = field(default_factory=list)

    @property
    def key(self):
        return self.task.key

    @property
    def heading(self):
        return self.task.heading

    @property
    def name(self):
        return capfirst(self.task.label)

    @property
    def days_left(self):
        return None if self.due_on is None else (self.due_on - timezone.localdate()).days

    @property
    def state(self):
        """Return the CSS class of the status: "done", "late", "near" (three days or fewer) or "open"."""
        if self.sent:
            return "done"
        if self.days_left is None or not self.is_open:
            return "open"
        return "late" if self.days_left < 0 else "near" if self.days_left <= 3 else "open"

    @property
    def words(self):
        return sent_words(self.sent, self.due_on) if self.sent else due_words(self.due_on)


def due_words(due_on):
    """Return the remaining time in words: "3 days left", "Due today", "2 days late"."""
    if due_on is None:
        return pgettext("own part", "Not sent")
    days = (due_on - timezone.localdate()).days
    if days == 0:
        return _("Due today")
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def sent_words(sent, due_on):
    """Return the day on which it was sent, and how many days late."""
    day = timezone.localtime(sent.sent_at).date()
    words = {"day": date_format(day)}
    if due_on and day > due_on:
        late = words | {"n": (day - due_on).days}
        return ngettext("Sent %(day)s, %(n)s day late", "Sent %(day)s, %(n)s days late", late["n"]) % late
    return _("Sent %(day)s") % words


class YearTasks:
    """The deadlines of a cluster year (`due`) and its submissions (`sent`), loaded in two queries."""

    def __init__(self, year):
        self.due = {row.asked: row.due_on for row in Deadline.objects.filter(cluster_year=year)}
        self.sent = {}
        for row in Submission.objects.filter(membership__cluster_year=year):
            self.sent[row.membership_id, row.asked] = row

    def status(self, membership, task):
        return TaskStatus(task, self.due.get(task.key), self.sent.get((membership.pk, task.key)))

    def statuses(self, membership):
        rows = [self.status(membership, task) for task in all_tasks()]
        return [row for row in rows if row.due_on or row.sent]

    @property
    def columns(self):
        """Return a TaskStatus without unit for each task with a deadline or a submission."""
        sent = {key for _membership, key in self.sent}
        tasks = [task for task in all_tasks() if task.key in self.due or task.key in sent]
        return [TaskStatus(task, self.due.get(task.key)) for task in tasks]

    def roster(self, members):
        """Return [(membership, [(column, Submission or None)])] of units that have not left, leader first."""
        ranks = {Membership.Role.LEADER: 0, Membership.Role.DEPUTY: 1}
        rows = [row for row in members if row.left_on is None]
        rows = sorted(rows, key=lambda row: (ranks.get(row.role, 2), row.position, row.pk))
        columns = self.columns
        return [(row, [(column, self.sent.get((row.pk, column.key))) for column in columns]) for row in rows]

    def split_for(self, user, membership, pact):
        """Return (requested or sent tasks by urgency, other tasks the unit may send)."""
        may_comment, may_write = can_comment(user, membership, pact), can_write_own_part(user, membership, pact)
        rows = [self.status(membership, task) for task in all_tasks()]
        for row in rows:
            row.is_open = may_comment if row.task.only_while_circulated else may_write  # as UnitTask.may_write
            _add_link(row, membership, pact)
        asked = [row for row in rows if row.due_on or row.sent]
        return sorted(asked, key=_by_urgency), [row for row in rows if row not in asked and row.address]


def _by_urgency(row):
    return (row.sent is not None, not row.is_open, row.due_on or date.max)


def _add_link(row, membership, pact):
    """Set the notes, and the link to the page with its label. `is_open` must be set."""
    row.notes = row.task.notes(membership, pact, row.sent)
    row.address, row.label = row.task.address(membership), row.task.action
    if not row.is_open or row.sent:
        row.label = pgettext("own part", "See or change") if row.is_open else pgettext("own part", "See")
    if not row.is_open and not row.sent and not row.due_on:
        row.address = ""
