"""What was promised: conferences, pacts, commitments, targets, signatories."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PactsConfig(AppConfig):
    name = "pacts"
    verbose_name = _("Emulation pacts")
