"""Read-only rules of sealed records, and the sentences that explain them."""

from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from clusters.admin import ClusterYearAdmin
from clusters.models import ClusterYear
from pacts.models import Pact, PactStatus


def why_rows_closed(pact):
    """Return why the rows of a pact cannot be changed, or ""."""
    if pact is None or not pact.pk:
        return ""
    if pact.status == PactStatus.WITHDRAWN:
        return _("This pact has been withdrawn from the register: nothing in it changes any more.")
    if pact.reopened_at:
        return _("This pact is being corrected: its rows stay as sealed, and the correction is written in its draft.")
    if pact.is_sealed:
        return _("This pact is sealed, and this is part of what was sealed: reopen the pact to correct it.")
    if pact.draft is not None:
        return _("A draft of this pact is being written at the desk: it would overwrite what is entered here.")
    return ""


class Sealable:
    """Mixin for admins of records that a seal may close.

    While one is saved its pacts are locked, so that none is sealed meanwhile.
    """

    def get_object(self, request, object_id, from_field=None):
        obj = super().get_object(request, object_id, from_field)
        if obj is None:
            return None
        if request.method == "POST":
            list(
                Pact.objects.select_for_update().filter(pk__in=[pact.pk for pact in self.pacts_of(obj)]).order_by("pk")
            )
        for pact in self.pacts_of(obj):
            prefetch_related_objects([pact], "versions", "moves")
        return obj

    def pacts_of(self, obj):
        raise NotImplementedError

    def why_closed(self, obj):
        sentences = (why_rows_closed(pact) for pact in self.pacts_of(obj)) if obj.pk else ()
        return next(filter(None, sentences), "")


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
