"""Admin of clusters, cluster years and memberships."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clusters.admin.base import RegisterAdmin, RowAdmin
from clusters.admin.fields import AddressForm
from clusters.admin.inlines import RowFormSet, RowInline
from clusters.common.text import slugify
from clusters.models import Cluster, ClusterYear, Membership


@admin.register(Cluster)
class ClusterAdmin(RegisterAdmin):
    form = AddressForm
    fields = [
        "name", "slug", "kind", "level", "organiser", "place", "predecessors", "ended_on", "inferred", "note"
    ]  # fmt: skip
    list_display = ["name", "kind", "level", "organiser", "ended_on_in_words"]
    list_filter = ["kind", "level"]
    joined = ["organiser", "place"]
    ordering = ["sort_key", "pk"]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]


class RosterFormSet(RowFormSet):
    """The memberships of a year, checked against the roles in the year's `known_none`."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        roles = {form.instance.role for form in self.remaining_forms if form.has_changed() or form.instance.pk}
        try:
            self.instance.check_roles_none(roles)
        except ValidationError as error:
            raise ValidationError(error.messages) from None


class MembershipInline(RowInline):
    model = Membership
    formset = RosterFormSet
    fields = [
        "position", "unit", "role", "basis", "as_written", "role_basis", "head_name", "head_title",
        "joined_on", "left_on", "left_reason",
    ]  # fmt: skip


class ClusterYearForm(AddressForm):
    """Form of a cluster year. Its slug is made from its label."""

    def addresses(self, cleaned):
        yield slugify(cleaned.get("label") or "")[:60].strip("-")

    def is_free(self, slug):
        return True  # the unique constraint (cluster, slug) decides

    def _post_clean(self):
        # RosterFormSet checks `known_none` against the submitted memberships: hide the stored ones from `full_clean`.
        prefetched = self.instance.__dict__.setdefault("_prefetched_objects_cache", {})
        prefetched["memberships"] = Membership.objects.none()
        super()._post_clean()
        del prefetched["memberships"]


@admin.register(ClusterYear)
class ClusterYearAdmin(RegisterAdmin):
    form = ClusterYearForm
    inlines = [MembershipInline]
    fieldsets = [
        (None, {"fields": ["cluster", "label", "slug", "year", "first_day", "last_day"]}),
        (_("As the papers of that year have it"), {"fields": ["name", "kind", "as_written", "division", "sources"]}),
        (
            _("The roster"),
            {"fields": ["stated_units", "stated_units_as_written", "counts_leaders", "known_none"]},
        ),
        (_("Remarks"), {"fields": ["inferred", "note"]}),
    ]
    list_display = ["cluster_name", "label", "year", "stated_units"]
    list_filter = ["year", "cluster__kind"]
    search_fields = ["folded", "cluster__folded"]
    joined_for_label = ["cluster"]
    ordering = ["-year", "cluster__sort_key", "pk"]

    @admin.display(description=_("cluster or bloc"), ordering="cluster__sort_key")
    def cluster_name(self, row):
        return row.display_name


@admin.register(Membership)
class MembershipAdmin(RowAdmin):
    parent = "cluster_year"
    list_display = ["unit", "cluster_year", "role", "basis", "as_written"]
    list_filter = ["role", "basis"]
    search_fields = ["unit__folded", "cluster_year__folded", "cluster_year__cluster__folded"]
    joined_for_label = ["unit", "cluster_year__cluster"]
    ordering = ["-cluster_year__year", "cluster_year__cluster__sort_key", "position", "pk"]

    def choice_label(self, row):
        return f"{row.unit.name} – {row.cluster_year}"
