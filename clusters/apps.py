"""Who takes part: units, clusters, their years; accounts; the papers all else rests on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClustersConfig(AppConfig):
    name = "clusters"
    verbose_name = _("Clusters, blocs and units")
