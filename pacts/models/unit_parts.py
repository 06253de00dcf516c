"""What each unit of a cluster adds of its own: remarks, key works, its programme; and what it is asked for by when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from clusters.common.fields import LongTextField, NumberField, PlainTextField
from clusters.models import ClusterYear, Document, Membership
from clusters.models.base import Record
from pacts.models.pact import Pact
from pacts.models.rows import Commitment
from pacts.unit.task_registry import task_choices


class Deadline(Record):
    """By when the units of a cluster's year send one of the things asked for; without a row it is not asked for."""

    cluster_year = models.ForeignKey(
        ClusterYear, models.PROTECT, verbose_name=_("year of a cluster"), related_name="deadlines"
    )
    asked = models.TextField(_("asked for"), choices=task_choices)
    due_on = models.DateField(_("due on"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_year", "asked"],
                name="deadline_asked_once",
                violation_error_message=_("There is a deadline for this already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_asked_display()}: {self.due_on:%d/%m/%Y}"


class Submission(Record):
    """A unit has sent one of the things asked for; sent again, the row tells the last time."""

    membership = models.ForeignKey(Membership, models.PROTECT, verbose_name=_("unit"), related_name="submissions")
    asked = models.TextField(_("asked for"), choices=task_choices)
    sent_at = models.DateTimeField(_("sent at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("sent by"), null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "asked"],
                name="submission_asked_once",
                violation_error_message=_("This unit has sent this already."),
            ),
        ]

    def __str__(self):
        return f"{self.membership.unit}: {self.get_asked_display()}"


class KeptSignatory(Record):
    """Who is to sign for a unit, as the unit has kept it and not sent: read by nobody else. Sending removes the row."""

    membership = models.OneToOneField(Membership, models.PROTECT, verbose_name=_("unit"), related_name="kept_signatory")
    name = PlainTextField(_("full name"))
    title = PlainTextField(pgettext_lazy("person", "position"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("signatory not sent yet")
        verbose_name_plural = _("signatories not sent yet")

    def __str__(self):
        return self.name


class KeyWork(Record):
    """A key work or breakthrough item that a unit takes on for the year."""

    class Kind(models.TextChoices):
        WORK = "work", _("key work")
        BREAKTHROUGH = "breakthrough", _("breakthrough item")

    membership = models.ForeignKey(Membership, models.PROTECT, verbose_name=_("unit"), related_name="key_works")
    position = NumberField(_("position"), default=0)
    text = LongTextField(_("content"))
    kind = models.TextField(_("kind"), choices=Kind.choices, null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("key work")
        verbose_name_plural = _("key works")
        ordering = ["position", "id"]

    def __str__(self):
        return self.text


class ActionProgramme(Record):
    """A unit's programme for carrying out the pact: its theme, its text, or its file."""

    membership = models.OneToOneField(Membership, models.PROTECT, verbose_name=_("unit"), related_name="programme")
    theme = PlainTextField(_("theme"), null=True, blank=True)
    text = LongTextField(_("content"), null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name=_("file"), null=True, blank=True, related_name="programmes"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("action programme")
        verbose_name_plural = _("action programmes")

    def __str__(self):
        return self.theme or str(_("action programme"))


class Comment(Record):
    """A unit's remark on a circulated draft, on the whole or on one commitment, and what became of it.

    `quoted` is the commitment as it read then: a draft is taken back and written anew. `proposed` is the text the
    unit would have in its place.
    """

    class State(models.TextChoices):
        OPEN = "open", _("not answered yet")
        ANSWERED = "answered", _("answered")
        TAKEN_OVER = "taken_over", _("taken over")

    pact = models.ForeignKey(Pact, models.PROTECT, verbose_name=_("pact"), related_name="comments")
    membership = models.ForeignKey(Membership, models.PROTECT, verbose_name=_("unit"), related_name="comments")
    # The only reference that lets go: a remark never holds a draft's text in its place.
    commitment = models.ForeignKey(
        Commitment, models.SET_NULL, verbose_name=_("commitment"), null=True, blank=True, related_name="comments"
    )
    quoted = LongTextField(_("the commitment as it read"), null=True, blank=True)
    text = LongTextField(_("remark"), null=True, blank=True)
    proposed = LongTextField(_("proposed text"), null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("written by"), null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"))
    state = models.TextField(_("state"), choices=State.choices, default=State.OPEN)
    answer = LongTextField(_("answer"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        related_name="+",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(text__isnull=False) | Q(proposed__isnull=False),
                name="comment_says_something",
                violation_error_message=_("Write a remark, or the text you propose."),
            ),
            models.CheckConstraint(
                condition=Q(proposed__isnull=True) | Q(quoted__isnull=False),
                name="comment_proposes_for_a_commitment",
                violation_error_message=_("A text is proposed in the place of one commitment."),
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answer__isnull=False),
                name="comment_answered_has_answer",
                violation_error_message=_("An answered remark needs the answer."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True) | (~Q(state="open") & Q(answered_at__isnull=False)),
                name="comment_answered_has_time",
                violation_error_message=_("Only an answered remark has the time of its answer."),
            ),
        ]

    def __str__(self):
        return self.text or self.proposed
