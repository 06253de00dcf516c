"""Admin of records that several pacts share, with the page that copies a variant to its original."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.admin.base import RegisterAdmin
from clusters.admin.fields import as_text, has_text_column
from clusters.permissions import is_administrator
from clusters.services.records import accept_variant, differing_fields


class OwnVersionFilter(admin.SimpleListFilter):
    """Filter for variants: rows that a secretariat made because it may not change the shared original."""

    title = gettext_lazy("same as another")
    parameter_name = "variant"

    def lookups(self, request, model_admin):
        return [("1", gettext_lazy("Yes")), ("0", gettext_lazy("No"))]

    def queryset(self, request, queryset):
        return queryset.filter(same_as__isnull=self.value() == "0") if self.value() in ("0", "1") else queryset


class SharedRecordAdmin(RegisterAdmin):
    """Base class for the admin of movements, documents and sources."""

    autocomplete_fields = ["same_as"]
    joined_for_label = ["same_as"]
    change_form_template = "admin/shared_record.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_accept"
        return [path("<int:pk>/accept/", self.admin_site.admin_view(self.accept_view), name=name), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and obj.same_as_id and is_administrator(request.user):
            context["accept_page"] = self._page("accept", obj.pk)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def accept_view(self, request, pk):
        """Show the differences between a row and its `same_as`; on POST copy them to it. Administrators only."""
        row = get_object_or_404(self.model.objects.exclude(same_as=None).select_related("same_as"), pk=pk)
        if not is_administrator(request.user):
            raise PermissionDenied
        problems = []
        if request.method == "POST":
            try:
                accept_variant(row=row, by=request.user)
                self.message_user(request, _("The register now says what this record says."), messages.SUCCESS)
                return HttpResponseRedirect(self._page("change", row.same_as_id))
            except ValidationError as error:
                problems = error.messages
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": _("Take over what it says")}
        context |= {
            "row": row,
            "differences": [self._difference(row, name) for name in differing_fields(row)],
            "problems": problems,
            "change_page": self._page("change", row.pk),
            "list_page": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
        }
        return TemplateResponse(request, "admin/accept_variant.html", context)

    def _difference(self, row, name):
        """Return (label of the field, value in `same_as`, value in the row)."""
        field = self.opts.get_field(name)

        def text(value):
            if has_text_column(field):
                return as_text(field, value)
            return dict(field.flatchoices).get(value, value) or ""

        return capfirst(field.verbose_name), text(getattr(row.same_as, name)), text(getattr(row, name))

    def _page(self, name, pk):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[pk])
