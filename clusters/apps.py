"""App of units, clusters, emulation years, accounts, and the documents and sources the other apps refer to."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class ClustersConfig(AppConfig):
    name = "clusters"
    verbose_name = _("Clusters, blocs and units")

    def ready(self):
        from axes.models import AccessAttempt

        import clusters.search.entries  # noqa: F401 – registers the search entries of this app
        from clusters.accounts import audit_signals
        from clusters.accounts.lockout import store_no_typed_data
        from clusters.accounts.sessions import record_sign_in

        user_logged_in.connect(record_sign_in)
        pre_save.connect(store_no_typed_data, AccessAttempt)
        audit_signals.connect()
