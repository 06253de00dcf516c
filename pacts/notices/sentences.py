"""Notices as sentences with links, and which of them are unread."""

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clusters.models import Mandate, Membership
from pacts.models import Notice, Submission
from pacts.unit.task_registry import REMARKS, task_for

MOST_AT_HOME = 3


def notices_of(user):
    """Return a user's notices, newest first, with all that their sentences need, annotated with `is_new`."""
    is_new = ExpressionWrapper(_new_to(user), output_field=BooleanField())
    return with_words(Notice.objects.filter(user_id=user.pk)).annotate(is_new=is_new)


def unread_of(user):
    """Return the unread notices, each annotated with `number`, the count of all unread ones."""
    return with_words(Notice.objects.filter(_new_to(user), user_id=user.pk)).annotate(number=Window(Count("*")))


def unread_number(user):
    """Return the number of a user's unread notices."""
    return Notice.objects.filter(_new_to(user), user_id=user.pk).count()


def _new_to(user):
    """Return the condition of an unread notice; a task that was sent meanwhile is not requested any more."""
    units = Mandate.objects.of_members(user).in_force().values("unit")
    owing = Membership.objects.filter(
        ~Exists(Submission.objects.filter(membership=OuterRef("pk"), asked=OuterRef(OuterRef("asked")))),
        cluster_year=OuterRef("pact__cluster_year"),
        unit__in=units,
    )
    return (Q(asked=None) | Exists(owing)) & Q(read_at=None)


def with_words(notices):
    """Return the notices with pact, names and deadlines, in two queries."""
    return notices.select_related("pact__cluster_year__cluster").prefetch_related("pact__cluster_year__deadlines")


def sentence_of(notice, day=None):
    """Return the sentence of a notice on a day (default: today)."""
    about = date_format(notice.about_day)
    if notice.sort == Notice.Sort.CIRCULATED:
        return _("The draft was sent for comment on %(day)s: read it, and send the remarks of your unit.") % {
            "day": about
        }
    if notice.sort == Notice.Sort.ANSWERED:
        return _("The secretariat has answered remarks of your unit.")
    if notice.sort == Notice.Sort.SIGNED:
        return _("The pact was recorded as signed on %(day)s.") % {"day": about}
    if notice.sort == Notice.Sort.AMENDED:
        return _("The roster or the signatures of the pact were amended on %(day)s: a new version is sealed.") % {
            "day": about
        }
    if notice.sort == Notice.Sort.REMINDED:
        return _("The secretariat reminds you. %(due)s") % {"due": due_words(notice, due_on(notice), day)}
    return due_words(notice, notice.about_day, day)


def due_on(notice):
    """Return the deadline that the task of a notice has now, or None."""
    rows = notice.pact.cluster_year.deadlines.all()
    return next((row.due_on for row in rows if row.asked == notice.asked), None)


def due_words(notice, due, day=None):
    """Return which task is due and when, relative to a day (default: today), since a notice may be read late."""
    task = notice.get_asked_display()
    if due is None:
        return _("To be sent: %(asked)s.") % {"asked": task}
    words = {"asked": task, "day": date_format(due)}
    left = (due - (day or timezone.localdate())).days
    if left < 0:
        return _("Overdue since %(day)s: %(asked)s.") % words
    if left == 0:
        return _("Due today, %(day)s: %(asked)s.") % words
    if left == 1:
        return _("Due tomorrow, %(day)s: %(asked)s.") % words
    return _("Due on %(day)s: %(asked)s.") % words


def notice_rows(notices, day=None, units=None):
    """Return the template context of notices: [{notice, sentence, address, action}].

    Takes one query unless `units` (see `units_of`) is given.
    """
    notices = list(notices)
    units = units_of(notices, day) if units is None else units
    return [
        {
            "notice": row,
            "sentence": sentence_of(row, day),
            "address": address_of(row, units.get((row.user_id, row.pact.cluster_year_id))),
            "action": action_of(row),
        }
        for row in notices
    ]


def units_of(notices, day=None):
    """Return {(user, year): pk of the membership} for users who act for a unit of the year on a day (default:
    today).
    """
    if not notices:
        return {}
    mandates = Mandate.objects.in_force(day).filter(
        kind=Mandate.Kind.MEMBER,
        user__in={row.user_id for row in notices},
        unit__memberships__cluster_year__in={row.pact.cluster_year_id for row in notices},
    )
    rows = mandates.values_list("user", "unit__memberships__cluster_year", "unit__memberships__pk")
    return {(user, year): number for user, year, number in rows.order_by("-unit__memberships__pk")}


def address_of(notice, unit=None):
    """Return the address a notice links to: the signed pact, the task, or the unit's year (`unit`: pk of its
    membership).
    """
    if notice.sort in (Notice.Sort.SIGNED, Notice.Sort.AMENDED):
        return notice.pact.get_absolute_url()
    if unit is None:
        return reverse("my_unit:home")
    key = REMARKS if notice.sort == Notice.Sort.ANSWERED else notice.asked
    return task_for(key).address(unit) if key else reverse("my_unit:year", args=[unit])


def action_of(notice):
    """Return the text of that link."""
    words = {
        Notice.Sort.CIRCULATED: pgettext("action", "Read the draft"),
        Notice.Sort.ANSWERED: pgettext("action", "Read the answers"),
        Notice.Sort.SIGNED: pgettext("action", "See the pact"),
        Notice.Sort.AMENDED: pgettext("action", "See the pact"),
    }
    return words.get(notice.sort) or pgettext("action", "Send it")
