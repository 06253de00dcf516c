"""The administration of awards. An award is never deleted: it is refused, withdrawn or revoked with a reason."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from awards.models import Award, AwardType, TitleRegistration
from clusters.admin.base import RegisterAdmin
from clusters.common.dates import display_partial


@admin.register(AwardType)
class AwardTypeAdmin(RegisterAdmin):
    fields = [
        "code", "name", "category", "recipient_kinds", "authority", "rank", "valid_from", "valid_to", "legal_basis",
        "inferred", "note",
    ]  # fmt: skip
    list_display = ["name", "category", "rank", "valid_from_in_words", "valid_to_in_words", "authority"]
    list_filter = ["category"]
    ordering = ["sort_key", "valid_from", "pk"]

    def choice_label(self, row):
        """The name with its period: the same flag under two laws is two rows."""
        if not (row.valid_from or row.valid_to):
            return row.name
        return f"{row.name} ({display_partial(row.valid_from) or '…'} – {display_partial(row.valid_to) or '…'})"


@admin.register(Award)
class AwardAdmin(RegisterAdmin):
    fieldsets = [
        (_("What"), {"fields": ["type", "as_written", "citation", "proposed_count", "granted_count"]}),
        (_("To whom"), {"fields": ["recipient_kind", "unit", "recipient_name", "of_unit"]}),
        (_("For what"), {"fields": ["merit_year", "merit_as_written", "cluster_year", "movement", "organiser"]}),
        (
            _("By whom, and where"),
            {"fields": ["authority", "authority_as_written", "decision", "presented_at", "presented_on"]},
        ),
        (_("State"), {"fields": ["state", "state_reason", "revoked_by", "source", "inferred", "note"]}),
    ]
    list_display = ["__str__", "recipient", "quantity", "merit_year", "state", "cluster_year"]
    list_display_links = ["__str__"]
    list_filter = ["state", "recipient_kind", "merit_year"]
    search_fields = ["folded", "type__folded", "unit__folded", "of_unit__folded"]
    joined = ["type", "unit", "of_unit", "cluster_year__cluster"]
    ordering = ["-merit_year", "-pk"]

    @admin.display(description=_("recipient"))
    def recipient(self, award):
        return award.recipient_name or award.unit or award.of_unit

    @admin.display(description=_("quantity"))
    def quantity(self, award):
        return award.quantity

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(TitleRegistration)
class TitleRegistrationAdmin(RegisterAdmin):
    fields = ["membership", "position", "type", "as_written", "recipient_kind", "quantity"]
    list_display = ["__str__", "membership", "recipient_kind", "quantity"]
    list_display_links = ["__str__"]
    list_filter = ["recipient_kind"]
    search_fields = ["membership__unit__folded", "membership__cluster_year__cluster__folded"]
    joined = ["type", "membership__unit", "membership__cluster_year__cluster"]
    ordering = ["-pk"]
