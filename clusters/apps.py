"""Who takes part: units, clusters, their years; accounts; the papers all else rests on."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class ClustersConfig(AppConfig):
    name = "clusters"
    verbose_name = _("Clusters, blocs and units")

    def ready(self):
        import clusters.search.entries  # noqa: F401 – registers the entries of clusters
        from clusters.accounts import log_signals
        from clusters.accounts.sessions import note_sign_in

        user_logged_in.connect(note_sign_in)
        log_signals.connect()
