"""Who signs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from clusters.fields import PlainTextField


class User(AbstractUser):
    """A person with an account of their own; accounts are never shared."""

    first_name = None
    last_name = None
    full_name = PlainTextField(_("full name"))
    position = PlainTextField(_("position"), null=True, blank=True)
    telephone = PlainTextField(_("telephone"), null=True, blank=True)
    is_demo = models.BooleanField(
        _("demo account"), default=False, editable=False, help_text=_("Signs in only where the demo is switched on.")
    )
    history = HistoricalRecords(excluded_fields=["password", "last_login"], m2m_fields=[])

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name
