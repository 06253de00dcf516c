"""Who signs in."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from clusters.common.fields import PlainTextField
from clusters.models.base import SaysWho


class AccountHistory(HistoricalRecords):
    """The history of accounts, without what happens by itself and without any secret."""

    def post_save(self, instance, created, using=None, update_fields=None, **kwargs):
        if update_fields is None or not set(update_fields) <= set(self.excluded_fields):
            super().post_save(instance, created, using=using, update_fields=update_fields, **kwargs)


class User(SaysWho, AbstractUser):
    """A person with an account of their own; accounts are never shared."""

    first_name = None
    last_name = None
    full_name = PlainTextField(_("full name"))
    position = PlainTextField(pgettext_lazy("person", "position"), null=True, blank=True)
    telephone = PlainTextField(_("telephone"), null=True, blank=True)
    is_demo = models.BooleanField(
        _("demo account"), default=False, editable=False, help_text=_("Signs in only where the demo is switched on.")
    )
    language = models.TextField(_("language"), choices=settings.LANGUAGES, default="vi")
    wants_mail = models.BooleanField(_("notices by e-mail"), default=True)
    reset_sent_at = models.DateTimeField(_("last way to a new password sent at"), null=True, editable=False)
    second_factor_declined_at = models.DateTimeField(_("second step put off at"), null=True, editable=False)
    history = AccountHistory(
        excluded_fields=["password", "last_login", "reset_sent_at", "second_factor_declined_at"], m2m_fields=[]
    )

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

    # --- Read with the account by the site's backend; asked here of an account that came another way ---

    @cached_property
    def second_factor(self):
        """The number of the device whose codes the person shows when signing in, or None."""
        return self.totpdevice_set.filter(confirmed=True).order_by("pk").values_list("pk", flat=True).first()

    @cached_property
    def acts_for_organiser(self):
        """Whether the person acts for an organiser's secretariat today."""
        return self._acts_today("organiser")

    @cached_property
    def acts_for_cluster(self):
        """Whether the person acts for a cluster's secretariat today."""
        return self._acts_today("cluster")

    @cached_property
    def acts_for_any_unit(self):
        """Whether the person acts for a member unit today."""
        return self._acts_today("unit")

    def _acts_today(self, scope):
        return self.mandates.in_force().filter(scope=scope).exists()
