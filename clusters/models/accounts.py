"""How a person comes to an account, and where they are signed in."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from clusters.common.fields import PlainTextField
from clusters.models.base import Record

OPEN_FOR = timedelta(days=14)
SENDING = timedelta(minutes=10)  # a letter that still waits after it was lost with the process that was to send it


class Invitation(Record):
    """A link by which the person an account was made for comes to it, once. Only the digest of its token is kept."""

    class Letter(models.TextChoices):
        WAITING = "waiting", _("being sent")
        SENT = "sent", pgettext_lazy("letter", "sent")
        FAILED = "failed", pgettext_lazy("letter", "not sent")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("account"), related_name="invitations"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("invited by"), related_name="invitations_made"
    )
    digest = PlainTextField(_("digest of the token"), unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("holds until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    # NULL: there was no address to send it to, or this site sends no letters
    letter = models.TextField(_("letter"), choices=Letter.choices, null=True, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["digest", "letter"])

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_one_waiting",
                violation_error_message=_("This person has an invitation already."),
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_used_or_withdrawn",
                violation_error_message=_("An invitation is used or withdrawn, not both."),
            ),
        ]

    def __str__(self):
        return f"{self.user}, {timezone.localtime(self.made_at):%d/%m/%Y}"

    @property
    def is_open(self):
        """Whether its link still works: for somebody who never came in, and whose account stands."""
        is_waiting = self.used_at is None and self.withdrawn_at is None and not self.has_expired
        return is_waiting and self.user.is_active and not self.user.has_usable_password()

    @property
    def letter_is_missing(self):
        """Whether a letter with the link was to be sent and has not gone out."""
        is_lost = self.letter == self.Letter.WAITING and self.made_at < timezone.now() - SENDING
        return is_lost or self.letter == self.Letter.FAILED

    @property
    def has_expired(self):
        return self.expires_at <= timezone.now()


class SentForm(models.Model):
    """A form somebody has sent, so that the same form sent again is not done again. No record: gone after a day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="sent_forms"
    )
    digest = PlainTextField(_("digest of the form"), editable=False)
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now, editable=False, db_index=True)
    led_to = PlainTextField(_("where it led"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "digest"],
                name="sentform_once",
                violation_error_message=_("This form has been sent already."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {timezone.localtime(self.sent_at):%d/%m/%Y %H:%M}"


class UserSessionQuerySet(models.QuerySet):
    def alive(self):
        """Those whose session at the server has neither ended nor run out."""
        return self.filter(key__in=Session.objects.filter(expire_date__gt=timezone.now()).values("session_key"))


class UserSession(models.Model):
    """One place where a person is signed in: no record of the register, and gone with its session."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("account"), related_name="sessions"
    )
    key = PlainTextField(_("key"), unique=True, editable=False)
    device = PlainTextField(_("device"))
    started_at = models.DateTimeField(_("signed in at"), default=timezone.now, editable=False)
    seen_at = models.DateTimeField(_("last seen at"), default=timezone.now)

    objects = UserSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of signing in")
        verbose_name_plural = _("places of signing in")

    def __str__(self):
        return f"{self.user}: {self.device}"
