"""Read-only admin of moves, sealed versions and chain entries, which services add."""

from django.contrib import admin

from clusters.admin.base import ReadOnlyAdmin
from clusters.admin.inlines import ReadOnlyRows
from pacts.models import ChainEntry, PactMove, PactVersion


class PactMoveInline(ReadOnlyRows):
    model = PactMove
    fields = ["at", "before", "after", "by", "reason"]
    readonly_fields = ["at"]


class PactVersionInline(ReadOnlyRows):
    model = PactVersion
    fields = ["number", "seal", "sealed_at", "sealed_by", "reason"]
    readonly_fields = ["sealed_at"]


@admin.register(PactMove)
class PactMoveAdmin(ReadOnlyAdmin):
    fields = ["pact", "before", "after", "at", "by", "reason"]
    list_display = ["pact", "before", "after", "at", "by"]
    list_filter = ["after"]
    joined_for_label = ["pact__cluster_year__cluster"]
    joined = ["by"]
    search_fields = ["pact__folded", "pact__cluster_year__folded", "pact__cluster_year__cluster__folded"]
    ordering = ["-at", "-pk"]


@admin.register(PactVersion)
class PactVersionAdmin(ReadOnlyAdmin):
    fields = ["pact", "number", "format", "seal", "sealed_at", "sealed_by", "reason", "content"]
    list_display = ["pact", "number", "seal", "sealed_at", "sealed_by"]
    joined_for_label = ["pact__cluster_year__cluster"]
    joined = ["sealed_by"]
    search_fields = ["seal", "pact__folded", "pact__cluster_year__folded", "pact__cluster_year__cluster__folded"]
    ordering = ["-sealed_at", "-pk"]


@admin.register(ChainEntry)
class ChainEntryAdmin(ReadOnlyAdmin):
    fields = ["chain", "number", "kind", "pact", "version", "seal", "at", "signer", "address", "previous", "digest"]
    list_display = ["number", "chain", "kind", "address", "version", "at", "signer", "digest"]
    list_filter = ["chain", "kind"]
    joined_for_label = ["pact__cluster_year__cluster"]
    search_fields = ["digest", "seal", "pact__folded", "pact__cluster_year__cluster__folded"]
    ordering = ["chain", "-number"]
