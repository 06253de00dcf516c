"""What was promised: conferences, pacts, commitments, targets, signatories."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PactsConfig(AppConfig):
    name = "pacts"
    verbose_name = _("Emulation pacts")

    def ready(self):
        """Remember at sign-in who has pages of a unit; refuse to start with a wrong signing key."""
        from django.contrib.auth.signals import user_logged_in

        import pacts.search_entries  # noqa: F401 – registers the entries of pacts
        from pacts.chain_heads import signing_key
        from pacts.unit.remembering import remember_at_sign_in

        user_logged_in.connect(remember_at_sign_in, dispatch_uid="pages of a unit")
        signing_key()
