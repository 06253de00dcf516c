"""Admin of units, their other names, predecessors and successors."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.admin.base import RegisterAdmin, RowAdmin
from clusters.admin.fields import AddressForm
from clusters.admin.inlines import RowInline
from clusters.models import Succession, Unit, UnitName


class UnitNameInline(RowInline):
    model = UnitName
    fk_name = "unit"
    fields = ["sort", "name", "until", "kind", "place", "parent", "code", "basis"]


class OriginInline(RowInline):
    """The units this one took over from."""

    model = Succession
    fk_name = "successor"
    fields = ["predecessor", "extent", "on", "basis"]
    verbose_name = gettext_lazy("predecessor")
    verbose_name_plural = gettext_lazy("predecessors")


class OnwardInline(RowInline):
    """The units that took over from this one."""

    model = Succession
    fk_name = "predecessor"
    fields = ["successor", "extent", "on", "basis"]
    verbose_name = gettext_lazy("successor")
    verbose_name_plural = gettext_lazy("successors")


@admin.register(Unit)
class UnitAdmin(RegisterAdmin):
    form = AddressForm
    inlines = [UnitNameInline, OriginInline, OnwardInline]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "slug", "kind", "place", "parent", "code", "founded_on"]}),
        (gettext_lazy("Its end"), {"fields": ["ended_on", "end_reason", "end_basis"]}),
        (gettext_lazy("Care of the entry"), {"fields": ["keeper", "checked", "inferred", "note"]}),
    ]
    list_display = ["name", "kind", "place", "ended_on_in_words", "checked"]
    list_filter = ["kind", "checked", "end_reason"]
    joined_for_label = ["place"]
    ordering = ["sort_key", "pk"]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_search_results(self, request, queryset, search_term):
        """Search former names and variants too."""
        return queryset.matching(search_term), False

    def choice_label(self, row):
        """Return the name with its place: every province has a "Sở Nội vụ"."""
        label = f"{row.name} ({row.place.name})" if row.place else row.name
        return _("%(unit)s, ended") % {"unit": label} if row.has_ended else label


@admin.register(UnitName)
class UnitNameAdmin(RowAdmin):
    parent = "unit"
    list_display = ["name", "unit", "sort", "until_in_words"]
    list_filter = ["sort"]
    search_fields = ["folded", "unit__folded"]
    joined = ["unit"]
    ordering = ["unit__sort_key", "until", "pk"]


@admin.register(Succession)
class SuccessionAdmin(RegisterAdmin):
    list_display = ["predecessor", "successor", "extent", "on_in_words"]
    list_display_links = ["predecessor", "successor"]
    search_fields = ["predecessor__folded", "successor__folded"]
    joined = ["predecessor", "successor"]
    joined_for_label = ["predecessor", "successor"]
    ordering = ["-on", "pk"]
