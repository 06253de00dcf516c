"""What is asked of a unit by when, and how it stands, in words. A day ends at midnight where the register stands."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from clusters.models import Membership
from pacts.models import Asked, Comment, Deadline, Submission
from pacts.permissions import can_comment, can_write_own_part
from pacts.unit.neighbours import neighbour_for
from pacts.unit_services import least_key_works, missing_words

HEADINGS = {
    Asked.REMARKS: gettext_lazy("Remarks on the draft pact"),
    Asked.SIGNATORY: gettext_lazy("Who signs, and position"),
    Asked.REGISTRATIONS: gettext_lazy("Registration of titles and awards"),
    Asked.KEY_WORKS: gettext_lazy("Key works and tasks"),
    Asked.PROGRAMME: gettext_lazy("Action programme"),
}
PAGES = {  # what is sent on a page of this room, and what the link says
    Asked.REMARKS: ("my_unit:remarks", gettext_lazy("Read and remark")),
    Asked.SIGNATORY: ("my_unit:signatory", gettext_lazy("Name who signs")),
    Asked.KEY_WORKS: ("my_unit:key_works", pgettext_lazy("key works", "Add")),
    Asked.PROGRAMME: ("my_unit:programme", gettext_lazy("Write or attach")),
}
WHILE_CIRCULATED = (Asked.REMARKS, Asked.SIGNATORY)


@dataclass
class Task:
    """One thing asked of a unit, or that it may send unasked."""

    asked: str
    due_on: date | None = None
    sent: Submission | None = None
    address: str = ""
    label: str = ""
    is_open: bool = True
    notes: list[str] = field(default_factory=list)

    @property
    def heading(self):
        return HEADINGS[self.asked]

    @property
    def thing(self):
        return capfirst(Asked(self.asked).label)

    @property
    def days_left(self):
        return None if self.due_on is None else (self.due_on - timezone.localdate()).days

    @property
    def state(self):
        """Return how it stands, as the page's marks know it."""
        if self.sent:
            return "done"
        if self.days_left is None or not self.is_open:
            return "open"
        return "late" if self.days_left < 0 else "near" if self.days_left <= 3 else "open"

    @property
    def words(self):
        return sent_words(self.sent, self.due_on) if self.sent else due_words(self.due_on)


def due_words(due_on):
    """Say how long there is still time: "3 days left", "Due today", "2 days late"."""
    if due_on is None:
        return pgettext("own part", "Not sent")
    days = (due_on - timezone.localdate()).days
    if days == 0:
        return _("Due today")
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def sent_words(sent, due_on):
    """Say when it was sent, and how late: by the day it had where the register stands."""
    day = timezone.localtime(sent.sent_at).date()
    words = {"day": date_format(day)}
    if due_on and day > due_on:
        late = words | {"n": (day - due_on).days}
        return ngettext("Sent %(day)s, %(n)s day late", "Sent %(day)s, %(n)s days late", late["n"]) % late
    return _("Sent %(day)s") % words


class Asking:
    """What is asked in a cluster's year, and what each of its units has sent, in a fixed number of queries."""

    def __init__(self, year):
        self.due = {row.asked: row.due_on for row in Deadline.objects.filter(cluster_year=year)}
        self.sent = {}
        for row in Submission.objects.filter(membership__cluster_year=year):
            self.sent[row.membership_id, row.asked] = row

    def row(self, membership, asked):
        return Task(asked, self.due.get(asked), self.sent.get((membership.pk, asked)))

    def rows(self, membership):
        """Return the Tasks of one unit: what is asked of it, or was sent by it."""
        rows = [self.row(membership, asked) for asked in Asked]
        return [row for row in rows if row.due_on or row.sent]

    @property
    def columns(self):
        """Return what was asked of the units or sent by some of them, as Tasks of no unit."""
        sent = {asked for _membership, asked in self.sent}
        return [Task(asked, self.due.get(asked)) for asked in Asked if asked in self.due or asked in sent]

    def roster(self, members):
        """Return [(membership, [(column, what was sent of it or None)])] of the units not left, leader first."""
        ranks = {Membership.Role.LEADER: 0, Membership.Role.DEPUTY: 1}
        rows = [row for row in members if row.left_on is None]
        rows = sorted(rows, key=lambda row: (ranks.get(row.role, 2), row.position, row.pk))
        columns = self.columns
        return [(row, [(task, self.sent.get((row.pk, task.asked))) for task in columns]) for row in rows]


def tasks_of(asking, user, membership, pact):
    """Return (what is asked of the unit, what it may send unasked), each a Task with its page where it has one."""
    may_comment, may_write = can_comment(user, membership, pact), can_write_own_part(user, membership, pact)
    tasks = [asking.row(membership, asked) for asked in Asked]
    for task in tasks:
        task.is_open = may_comment if task.asked in WHILE_CIRCULATED else may_write
        _with_page(task, user, membership, pact)
    asked = [task for task in tasks if task.due_on or task.sent]
    return sorted(asked, key=_by_urgency), [task for task in tasks if task not in asked and task.address]


def _by_urgency(task):
    return (task.sent is not None, not task.is_open, task.due_on or date.max)


def _with_page(task, user, membership, pact):
    """Set the page of a Task, the text of its link and its notes, where `is_open` is known."""
    if task.asked in PAGES:
        name, task.label = PAGES[task.asked]
        task.address = reverse(name, args=[membership.pk])
    elif neighbour := neighbour_for(task.asked, user, membership, pact):
        task.address, task.label = neighbour.address_for(membership), neighbour.label
        task.notes = [neighbour.says(membership, task.sent)] if neighbour.says else []
    task.notes = [words for words in (*task.notes, *_notes(task, membership, pact)) if words]
    if not task.is_open or task.sent:
        task.label = pgettext("own part", "See") if not task.is_open else pgettext("own part", "See or change")
    if not task.is_open and not task.sent and not task.due_on:
        task.address = ""


def _notes(task, membership, pact):
    """Return what there is to say of a thing beside its day."""
    if task.asked == Asked.KEY_WORKS:
        least, count = least_key_works(pact), len(membership.key_works.all())
        there = ngettext("%(n)s item", "%(n)s items", count) % {"n": count} if count else ""
        return [words for words in (there, missing_words(least - count, least)) if words]
    if task.asked == Asked.REMARKS:
        return remarks_note(membership.comments.all(), task.sent)
    return []


def remarks_note(comments, sent):
    """Say how many remarks there are and how many wait for an answer; or that the unit has none."""
    if not comments:
        return [_("No remarks")] if sent else []
    answered = sum(row.state != Comment.State.OPEN for row in comments)
    words = {"n": len(comments), "answered": answered}
    return [
        ngettext("%(n)s remark, %(answered)s answered", "%(n)s remarks, %(answered)s answered", len(comments)) % words
    ]
