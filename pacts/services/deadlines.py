"""Deadlines of the tasks of a cluster's year, and reminders of tasks not sent."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.common.changes import save_if_changed
from clusters.models import Membership, User
from pacts.models import Deadline, Pact, PactStatus
from pacts.services.notices import Owed, notify_of_reminder, owed_on


@transaction.atomic
def set_deadlines(*, pact: Pact, days: dict[str, date | None], by: User | None) -> None:
    """Set the deadlines of a pact's year: {key of a task: day, or None to remove the deadline}.

    Raises ValidationError if the year is closed.
    """
    pact = Pact.objects.select_for_update().get(pk=pact.pk)
    if pact.status in (PactStatus.CLOSED, PactStatus.WITHDRAWN):
        raise ValidationError(_("This year is closed: nothing more is asked for."))
    stored = {row.asked: row for row in Deadline.objects.filter(cluster_year=pact.cluster_year)}
    for task, day in days.items():
        row = stored.get(task)
        if row and day is None:
            row.changed_by(by).delete()
        elif day:
            save_if_changed(row or Deadline(cluster_year=pact.cluster_year, asked=task), {"due_on": day}, by)


@transaction.atomic
def remind(*, pact: Pact, member: Membership | None = None, task: str | None = None, day: date | None = None) -> int:
    """Remind one unit of all it has not sent, or all units late for one task (its key).

    Return how many people were notified.
    """
    day = day or timezone.localdate()
    rows = owed_on(day, [pact.cluster_year])
    if member or task is None:
        rows = [row for row in rows if row.membership == member]
    else:
        rows = [row for row in rows if row.deadline.asked == task and row.deadline.due_on < day]
    return notify_of_reminder(pact=pact, owed=rows, day=day)


def owed_by(rows: Iterable[Owed]) -> dict[int, list[Owed]]:
    """Return {membership id: what it has not sent}."""
    owing: dict[int, list[Owed]] = {}
    for row in rows:
        owing.setdefault(row.membership.pk, []).append(row)
    return owing
