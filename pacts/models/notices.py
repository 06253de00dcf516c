"""What people are told of: one row for each person and thing, and one e-mail a day at most."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clusters.constraints import or_empty
from clusters.fields import NumberField
from pacts.models.pact import Pact
from pacts.unit.task_registry import task_choices


class Notice(models.Model):
    """Something one person is told of one pact, once."""

    class Sort(models.TextChoices):
        CIRCULATED = "circulated", _("sent for comment")
        ANSWERED = "answered", _("remark answered")
        SIGNED = "signed", _("recorded as signed")
        AMENDED = "amended", _("amended after the signing")
        REMINDED = "reminded", _("reminded by the secretariat")
        DUE_IN_A_WEEK = "due_in_a_week", _("due in seven days")
        DUE_TOMORROW = "due_tomorrow", _("due tomorrow")
        OVERDUE = "overdue", _("overdue")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("account"), related_name="notices"
    )
    sort = models.TextField(_("notice"), choices=Sort.choices)
    pact = models.ForeignKey(Pact, models.PROTECT, verbose_name=_("pact"), related_name="notices")
    asked = models.TextField(_("asked for"), choices=task_choices, null=True, blank=True)
    about_day = models.DateField(_("day it is about"))  # of the move, or by which something is due
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                "user",
                "sort",
                "pact",
                or_empty("asked"),
                "about_day",
                name="notice_once",
                violation_error_message=_("This person has been told of this already."),
            ),
        ]

    def __str__(self):
        return self.get_sort_display()


class Mailing(models.Model):
    """The e-mail of one day to one person: there is never a second."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("account"), related_name="mailings"
    )
    day = models.DateField(_("day"))
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    # Up to which entry of the register's chain an administrator was told of its head in this letter.
    chain_number = NumberField(_("number of the entry of the chain told of"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"],
                name="mailing_once_a_day",
                violation_error_message=_("This person has had today's message."),
            ),
        ]

    def __str__(self):
        return f"{self.day:%d/%m/%Y}"
