"""A cluster's year and its roster, as a seal closes them. The pages themselves are the clusters' own."""

from django.contrib import admin

from clusters.admin import ClusterYearAdmin
from clusters.models import ClusterYear
from pacts.admin.closing import Sealable

admin.site.unregister(ClusterYear)


@admin.register(ClusterYear)
class SealableClusterYearAdmin(Sealable, ClusterYearAdmin):
    closed_fields = (
        "cluster", "label", "slug", "year", "name", "kind",
        "stated_units", "stated_units_as_written", "counts_leaders", "known_none",
    )  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("pact")

    def pacts_of(self, obj):
        pact = getattr(obj, "pact", None)
        return [pact] if pact else []
