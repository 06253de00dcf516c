"""What was promised: conferences, pacts, commitments, targets, signatories."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PactsConfig(AppConfig):
    name = "pacts"
    verbose_name = _("Emulation pacts")

    def ready(self):
        """Register the tasks of units, remember at sign-in who has pages of a unit, and check the signing key."""
        from django.contrib.auth.signals import user_logged_in

        import pacts.search_entries  # noqa: F401 – registers the entries of pacts
        from pacts.chain.heads import signing_key
        from pacts.unit.key_works import KeyWorksTask
        from pacts.unit.programme import ProgrammeTask
        from pacts.unit.remarks import RemarksTask
        from pacts.unit.session_pages import remember_at_sign_in
        from pacts.unit.signatory import SignatoryTask
        from pacts.unit.task_registry import register_task

        for task in (RemarksTask(), SignatoryTask(), KeyWorksTask(), ProgrammeTask()):
            register_task(task)

        user_logged_in.connect(remember_at_sign_in, dispatch_uid="pages of a unit")
        signing_key()
