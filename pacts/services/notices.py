"""Notices to users: one row for each user and event, created by the services or by a timer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from clusters.models import ClusterYear, Mandate, Membership, User
from pacts.models import Comment, Deadline, Notice, Pact, PactStatus, PactVersion, Submission
from pacts.unit.task_registry import all_tasks
from pacts.unit.tasks import UnitTask

WEEK = timedelta(days=7)


class Owed(NamedTuple):
    """A deadline of a task that the unit of one user has not sent."""

    user: int
    deadline: Deadline
    membership: Membership


# --- Events -------------------------------------------------------------------------------------


@transaction.atomic
def notify_of_move(*, pact: Pact, sort: Notice.Sort, by: User | None, day: date | None = None) -> int:
    """Notify users who act for units of the roster that a pact was circulated, signed or amended.

    The user who did it is not notified. Return the number of new notices.
    """
    people = people_of(Membership.objects.filter(cluster_year=pact.cluster_year, left_on=None), day)
    return _notify(
        set().union(*people.values()) - {by and by.pk}, pact.pk, sort, day or timezone.localdate(), again=True
    )


@transaction.atomic
def notify_of_answer(*, comment: Comment, by: User | None, day: date | None = None) -> int:
    """Notify users who act for a unit that its remark was answered or taken over.

    One notice a day; a further answer marks it unread. Return the number of new notices.
    """
    people = people_of(Membership.objects.filter(pk=comment.membership_id), day)
    users = set().union(*people.values()) - {by and by.pk}
    return _notify(users, comment.pact_id, Notice.Sort.ANSWERED, day or timezone.localdate(), again=True)


@transaction.atomic
def notify_of_reminder(*, pact: Pact, owed: Iterable[Owed], day: date | None = None) -> int:
    """Remind users of what their units have not sent, once a day for each task; return how many users."""
    day, reminded = day or timezone.localdate(), set()
    for task in all_tasks():
        users = {row.user for row in owed if row.deadline.asked == task.key}
        reminded |= users if _notify(users, pact.pk, Notice.Sort.REMINDED, day, task.key) else set()
    return len(reminded)


@transaction.atomic
def mark_read(*, user: User, notice: int | None = None) -> int:
    """Mark one notice of a user as read, or all. Return how many were unread."""
    rows = Notice.objects.filter(user=user, read_at=None)
    return (rows if notice is None else rows.filter(pk=notice)).update(read_at=timezone.now())


@transaction.atomic
def mark_mailed(*, notices: Iterable[Notice]) -> None:
    """Record that the notices were sent by e-mail."""
    Notice.objects.filter(pk__in=[row.pk for row in notices]).update(mailed_at=timezone.now())


# --- Timer --------------------------------------------------------------------------------------


@transaction.atomic
def make_due_notices(*, day: date) -> int:
    """Create notices of tasks due within a week, due tomorrow or overdue: each once per task and due day.

    Return the number of new notices.
    """
    list(Deadline.objects.select_for_update().order_by("pk"))  # a concurrent run waits here, then finds the notices
    due: dict[tuple, set[int]] = {}
    for row in owed_on(day):
        sort = sort_of(row.deadline.due_on, day)
        if sort:
            pact = row.deadline.cluster_year.pact.pk
            due.setdefault((pact, sort, row.deadline.due_on, row.deadline.asked), set()).add(row.user)
    return sum(_notify(users, *notice_key) for notice_key, users in due.items())


def sort_of(due_on: date, day: date) -> Notice.Sort | None:
    """Return the sort of notice for a deadline on a day, or None if it is too early.

    Any day of the week before counts, so that a missed run is made up for.
    """
    left = (due_on - day).days
    if left < 0:
        return Notice.Sort.OVERDUE
    if left == 1:
        return Notice.Sort.DUE_TOMORROW
    return Notice.Sort.DUE_IN_A_WEEK if 1 < left <= WEEK.days else None


# --- Recipients and open tasks ------------------------------------------------------------------


def people_of(memberships: Iterable[Membership], day: date | None = None) -> dict[int, set[int]]:
    """Return {membership id: ids of the active users who act for its unit on a day (default: today)}."""
    units: dict[int, set[int]] = {}
    memberships = list(memberships)
    mandates = Mandate.objects.in_force(day).filter(kind=Mandate.Kind.MEMBER, user__is_active=True)
    for unit, user in mandates.filter(unit__in={row.unit_id for row in memberships}).values_list("unit", "user"):
        units.setdefault(unit, set()).add(user)
    return {row.pk: units.get(row.unit_id, set()) for row in memberships}


def open_tasks(pact: Pact) -> list[UnitTask]:
    """Return the tasks units may still send: none before the pact is circulated or after it is closed."""
    return [task for task in all_tasks() if task.is_open(pact)]


def owed_on(day: date, years: Iterable[ClusterYear] | None = None) -> list[Owed]:
    """Return what units have not sent and still may, for each user acting for them on a day.

    `years`: None for all. The number of queries is fixed.
    """
    deadlines = list(_open_deadlines(years).select_related("cluster_year__cluster", "cluster_year__pact"))
    rows = Membership.objects.filter(cluster_year__in={row.cluster_year_id for row in deadlines}, left_on=None)
    rosters: dict[int, list[Membership]] = {}
    for member in rows.select_related("unit"):
        rosters.setdefault(member.cluster_year_id, []).append(member)
    people = people_of([member for roster in rosters.values() for member in roster], day)
    sent = set(Submission.objects.filter(membership__in=rows).values_list("membership", "asked"))
    return [
        Owed(user, deadline, member)
        for deadline in deadlines
        for member in rosters.get(deadline.cluster_year_id, [])
        if (member.pk, deadline.asked) not in sent
        for user in sorted(people[member.pk])
    ]


def _open_deadlines(years: Iterable[ClusterYear] | None) -> QuerySet[Deadline]:
    """Return the deadlines of tasks that units may still send: `open_tasks` for all pacts in one query."""
    sealed = Exists(PactVersion.objects.filter(pact=OuterRef("cluster_year__pact")))
    signed = Q(cluster_year__pact__status=PactStatus.SIGNED) | Q(sealed, cluster_year__pact__status=PactStatus.DRAFT)
    circulated = Q(cluster_year__pact__status=PactStatus.CIRCULATED)
    ended = [task.key for task in all_tasks() if task.only_while_circulated]
    rows = Deadline.objects.filter(circulated | (signed & ~Q(asked__in=ended)))
    return rows if years is None else rows.filter(cluster_year__in=years)


def _notify(users: set, pact: int, sort: str, day: date, task: str | None = None, again: bool = False) -> int:
    """Create the missing notices and return how many. `again` marks existing ones unread and not mailed."""
    same = Notice.objects.filter(user__in=users, sort=sort, pact=pact, asked=task, about_day=day)
    existing = set(same.values_list("user", flat=True))
    if again:
        same.update(read_at=None, mailed_at=None, made_at=timezone.now())
    rows = [
        Notice(user_id=user, sort=sort, pact_id=pact, asked=task, about_day=day) for user in sorted(users - existing)
    ]
    # A concurrent run may have created them.
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
