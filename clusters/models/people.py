"""Who signs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from clusters.fields import PlainTextField


class AccountHistory(HistoricalRecords):
    """The history of accounts, without the days on which somebody signed in."""

    def post_save(self, instance, created, using=None, update_fields=None, **kwargs):
        if update_fields is None or not set(update_fields) <= set(self.excluded_fields):
            super().post_save(instance, created, using=using, update_fields=update_fields, **kwargs)


class User(AbstractUser):
    """A person with an account of their own; accounts are never shared."""

    first_name = None
    last_name = None
    full_name = PlainTextField(_("full name"))
    position = PlainTextField(pgettext_lazy("person", "position"), null=True, blank=True)
    telephone = PlainTextField(_("telephone"), null=True, blank=True)
    is_demo = models.BooleanField(
        _("demo account"), default=False, editable=False, help_text=_("Signs in only where the demo is switched on.")
    )
    history = AccountHistory(excluded_fields=["password", "last_login"], m2m_fields=[])

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
