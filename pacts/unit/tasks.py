"""What is asked of a unit by when, and how it stands, in words. A day ends at midnight where the register stands."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
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
    def kind(self):
        """Return the group it is told in where a unit's things stand together."""
        return self.state if self.state in ("done", "late") else "open"

    @property
    def short(self):
        """Return what it is, and what its group does not say: the day it was sent, how late it was or is."""
        words = Asked(self.asked).label
        if not self.sent:
            return words
        return f"{words} ({sent_words(self.sent, self.due_on, short=True)})"

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


def sent_words(sent, due_on, short=False):
    """Say when it was sent, and how late: by the day it had where the register stands. `short`: without "sent"."""
    day = timezone.localtime(sent.sent_at).date()
    words = {"day": date_format(day)}
    if due_on and day > due_on:
        late = words | {"n": (day - due_on).days}
        if short:
            return ngettext("%(day)s, %(n)s day late", "%(day)s, %(n)s days late", late["n"]) % late
        return ngettext("Sent %(day)s, %(n)s day late", "Sent %(day)s, %(n)s days late", late["n"]) % late
    return words["day"] if short else _("Sent %(day)s") % words


class Asking:
    """What is asked in a cluster's year, and what each of its units has sent, in a fixed number of queries."""

    def __init__(self, year):
        self.due = {row.asked: row.due_on for row in Deadline.objects.filter(cluster_year=year)}
        self.sent = {}
        for row in Submission.objects.filter(membership__cluster_year=year):
            self.sent[row.membership_id, row.asked] = row

    def row(self, membership, asked):
        return Task(asked, self.due.get(asked), self.sent.get((membership.pk, asked)))

    def groups(self, membership):
        """Return [(state, its heading, what is in it)] of all that is asked of one unit or was sent by it."""
        rows = [self.row(membership, asked) for asked in Asked]
        rows = [row for row in rows if row.due_on or row.sent]
        kinds = [
            ("done", pgettext("own part", "Sent")),
            ("late", pgettext("own part", "Overdue")),
            ("open", pgettext("own part", "Not sent")),
        ]
        states = [(state, words, [row for row in rows if row.kind == state]) for state, words in kinds]
        return [(state, words, found) for state, words, found in states if found]

    def roster(self, year):
        """Return [(membership, its groups)] of the units that have not left, leader first."""
        memberships = Membership.objects.select_related("unit").prefetch_related("unit__names")
        ranks = {Membership.Role.LEADER: 0, Membership.Role.DEPUTY: 1}
        rows = memberships.filter(cluster_year=year, left_on=None)
        rows = sorted(rows, key=lambda row: (ranks.get(row.role, 2), row.position, row.pk))
        return [(row, self.groups(row)) for row in rows]


def tasks_of(asking, user, membership, pact):
    """Return (what is asked of the unit, what it may send unasked), each a Task with its page where it has one."""
    tasks = [_with_page(asking.row(membership, asked), user, membership, pact) for asked in Asked]
    asked = [task for task in tasks if task.due_on or task.sent]
    return sorted(asked, key=_by_urgency), [task for task in tasks if task not in asked and task.address]


def _by_urgency(task):
    return (task.sent is not None, not task.is_open, task.due_on or date.max)


def _with_page(task, user, membership, pact):
    """Tell a Task its page, what its link says, and what there is to say of it."""
    may = can_comment if task.asked in WHILE_CIRCULATED else can_write_own_part
    task.is_open = may(user, membership, pact)
    if task.asked in PAGES:
        name, task.label = PAGES[task.asked]
        task.address = reverse(name, args=[membership.pk])
    elif neighbour := neighbour_for(task.asked, user, membership, pact):
        task.address, task.label = neighbour.address_for(membership), neighbour.label
        task.notes = [neighbour.says(membership)] if neighbour.says else []
    task.notes = [words for words in (*task.notes, *_notes(task, membership, pact)) if words]
    if not task.is_open or task.sent:
        task.label = pgettext("own part", "See") if not task.is_open else pgettext("own part", "See or change")
    if not task.is_open and not task.sent and not task.due_on:
        task.address = ""
    return task


def _notes(task, membership, pact):
    """Return what there is to say of a thing beside its day."""
    if task.asked == Asked.KEY_WORKS:
        least, count = least_key_works(pact), membership.key_works.count()
        there = ngettext("%(n)s item", "%(n)s items", count) % {"n": count} if count else ""
        return [words for words in (there, missing_words(least - count, least)) if words]
    if task.asked == Asked.REMARKS:
        return remarks_note(list(membership.comments.filter(pact=pact)), task.sent)
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
