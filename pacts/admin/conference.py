"""Admin of conferences and their participants."""

from django.contrib import admin

from clusters.admin.base import RegisterAdmin, RowAdmin
from clusters.admin.inlines import BlockInline
from pacts.admin.sealed import Sealable
from pacts.models import Conference, Participation


class ParticipationInline(BlockInline):
    """Participants are not sealed and stay editable."""

    model = Participation
    fields = [("position", "name", "unit", "headcount"), ("titles", "as_written"), ("roles", "inferred_roles")]
    stays_open = True


@admin.register(Conference)
class ConferenceAdmin(Sealable, RegisterAdmin):
    inlines = [ParticipationInline]
    fields = [
        "held_on", "held_as_written", "part_of_day", "venue", "host", "kind", "purpose", "proceedings",
        "cluster_years", "inferred", "note",
    ]  # fmt: skip
    closed_fields = Conference.CLOSED_BY_A_SEAL
    list_display = ["__str__", "held_on_in_words", "venue", "host", "kind"]
    list_filter = ["kind"]
    search_fields = ["folded", "host__folded"]
    joined = ["host"]
    ordering = ["-held_on", "pk"]

    def pacts_of(self, obj):
        return [pact for pact in obj.pacts.all() if pact.is_sealed] if obj.pk else []


@admin.register(Participation)
class ParticipationAdmin(RowAdmin):
    parent = "conference"
    list_display = ["__str__", "roles_in_words", "unit", "conference"]
    search_fields = ["folded", "unit__folded", "conference__folded"]
    joined = ["unit"]
    joined_for_label = ["conference"]
    ordering = ["-conference__held_on", "position", "pk"]

    def why_closed(self, obj):
        return ""

    def choice_label(self, row):
        return f"{row} – {row.conference}"
