"""The daily mail: at most one for each person, with all unread notices.

An administrator's mail also has the head of the register's chain, if entries were added since the last mail.
"""

import logging
from datetime import datetime, time, timedelta
from smtplib import SMTPException
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.models import Mandate, User
from pacts.chain.chain import canonical
from pacts.chain.heads import head_of, published
from pacts.models import Mailing, Notice, PactVersion
from pacts.notices.sentences import notice_rows, with_words
from pacts.permissions import units_may_read
from pacts.services.notices import mark_mailed, owed_on

OLDEST = timedelta(days=14)  # older notices, of users without mail or failed mails, are only on the page
FAILURES = (SMTPException, OSError)

logger = logging.getLogger(__name__)


class Sent(NamedTuple):
    """The numbers of sent and of failed mails."""

    sent: int
    failed: int


def send_mails(*, day):
    """Send one mail to each person with unread notices who has had none that day. Return the Sent."""
    waiting, head = waiting_on(day), head_of()
    administrators = set(administrators_to_notify(day, head))
    waiting |= {user: [] for user in administrators if user not in waiting}
    if not waiting:
        return Sent(0, 0)
    try:
        connection = get_connection()
        connection.open()
    except FAILURES:
        logger.exception("The mail server does not answer.")
        return Sent(0, len(waiting))
    try:
        results = [
            _send_once(user, notices, day, connection, head if user in administrators else None)
            for user, notices in waiting.items()
        ]
    finally:
        connection.close()
    return Sent(results.count(True), results.count(False))


def waiting_on(day):
    """Return {user: notices to mail on a day}, oldest first, in a fixed number of queries.

    Only notices of pacts that units can read, to users who still act for a unit of that year, about tasks not sent yet.
    """
    since = timezone.make_aware(datetime.combine(day - OLDEST, time.min))
    people = _without_mail_on(day)
    rows = Notice.objects.filter(user__in=people, mailed_at=None, read_at=None, made_at__gte=since)
    versions = Prefetch("pact__versions", PactVersion.objects.defer("content"))
    rows = with_words(rows).select_related("user", "pact__cluster_year__cluster").prefetch_related(versions)
    notices = list(rows.order_by("made_at", "pk"))
    years = {row.pact.cluster_year_id for row in notices}
    acting, owed = _acting_on(day, years), _owed_by_on(day, years)
    waiting = {}
    for row in notices:
        year = row.pact.cluster_year_id
        still = (row.user_id, year, row.asked) in owed if row.asked else (row.user_id, year) in acting
        if still and units_may_read(row.pact):
            waiting.setdefault(row.user, []).append(row)
    return waiting


def administrators_to_notify(day, head):
    """Return the administrators who want mail and have had none with this head of the chain or a later one."""
    if not head.number:
        return User.objects.none()
    mailed = Mailing.objects.filter(user=OuterRef("pk"), chain_number__gte=head.number)
    return _without_mail_on(day).filter(~Exists(mailed), is_staff=True, is_superuser=True)


def _without_mail_on(day):
    """Return the users who want mail and have had none on a day."""
    return User.objects.filter(is_active=True, wants_mail=True).exclude(email="").exclude(mailings__day=day)


def _acting_on(day, years):
    """Return {(user, year)} for the users who act for a unit of a year on a day."""
    mandates = Mandate.objects.in_force(day).filter(
        kind=Mandate.Kind.MEMBER,
        unit__memberships__cluster_year__in=years,
        unit__memberships__left_on=None,
    )
    return set(mandates.values_list("user", "unit__memberships__cluster_year"))


def _owed_by_on(day, years):
    return {(row.user, row.deadline.cluster_year_id, row.deadline.asked) for row in owed_on(day, years)}


def _send_once(user, notices, day, connection, head):
    """Send one mail. Return True if sent, False if it failed (retried another day), None if another process sends
    that day's mail.
    """
    try:
        with transaction.atomic():
            mailing = Mailing.objects.create(user=user, day=day)
    except IntegrityError:
        return None
    try:
        mail_of(user, notices, day, connection, head).send()
    except FAILURES:
        logger.exception("A mail was not taken by the server.")
        return False
    mark_mailed(notices=notices)
    if head:
        mailing.chain_number = head.number
        mailing.save(update_fields=["chain_number"])
    return True


def mail_of(user, notices, day, connection=None, head=None):
    """Return the mail to a user in the user's language, with the head of the chain if one is given."""
    with translation.override(user.language):
        context = {"user": user, "pacts": _by_pact(notices, day), "notices_address": absolute("/thong-bao/")}
        context |= {"head": head, "kept_head": head and canonical(published(head))}
        context |= {"chain_address": absolute("/xac-minh/chuoi/")}
        if notices:
            subject = ngettext("Emulation pacts: %(n)s notice", "Emulation pacts: %(n)s notices", len(notices))
        else:
            subject = _("Emulation pacts: the head of the chain")
        mail = EmailMultiAlternatives(
            subject % {"n": len(notices)},
            render_to_string("pacts/notices/mail/notices.txt", context),
            to=[user.email],
            connection=connection,
            headers={"Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string("pacts/notices/mail/notices.html", context), "text/html")
    return mail


def _by_pact(notices, day):
    """Return [(heading of a pact, its lines)]; a line is a sentence and an address."""
    pacts = {}
    for row in notice_rows(notices, day):
        pact = row["notice"].pact
        pacts.setdefault(pact.pk, (pact.heading, []))[1].append(row | {"address": absolute(row["address"])})
    return list(pacts.values())


def absolute(path):
    """Return an absolute address for a mail."""
    return settings.SITE_URL.rstrip("/") + path


def takes_mail():
    """Whether this site sends mail at all."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def summary_of(made, result):
    """Return a sentence about a run."""
    words = _("%(made)s notices made, %(sent)s e-mails sent, %(failed)s not taken by the server.")
    return words % {"made": made, "sent": result.sent, "failed": result.failed}
