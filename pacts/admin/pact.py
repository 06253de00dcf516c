"""Admin of pacts: heading, rows, status moves and sealed versions."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from clusters.admin.base import RegisterAdmin
from pacts import permissions
from pacts.admin.draft import DraftPage
from pacts.admin.records import PactMoveInline, PactVersionInline
from pacts.admin.rows import OTHER_INLINES, CommitmentInline, PactDocumentInline, PactMovementInline, TargetInline
from pacts.admin.sealed import Sealable
from pacts.models import Pact
from pacts.moves import NOT_NOW, PactMoveForm, moves_for


@admin.register(Pact)
class PactAdmin(DraftPage, Sealable, RegisterAdmin):
    inlines = [
        CommitmentInline,
        TargetInline,
        PactMovementInline,
        PactDocumentInline,
        *OTHER_INLINES,
        PactVersionInline,
        PactMoveInline,
    ]
    fieldsets = [
        (None, {"fields": ["cluster_year", "conference", "title"]}),
        (_("Theme"), {"fields": ["theme", "theme_owner", "theme_by", "slogan"]}),
        (_("Opening and closing words"), {"fields": ["preamble", "closing"]}),
        (
            _("What the source says of the list"),
            {"fields": ["stated_commitments", "stated_targets", "open_ended", "key_works_minimum", "known_none"]},
        ),
        (_("Remarks"), {"fields": ["inferred", "note"]}),
    ]
    list_display = ["heading", "year", "status", "signed_at"]
    list_filter = ["status", "cluster_year__year"]
    search_fields = ["folded"]
    joined = ["conference"]
    joined_for_label = ["cluster_year__cluster"]
    ordering = ["-cluster_year__year", "cluster_year__cluster__sort_key", "pk"]

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    @admin.display(description=_("pact"), ordering="cluster_year__cluster__sort_key")
    def heading(self, pact):
        return pact.heading

    @admin.display(description=_("year"), ordering="cluster_year__year")
    def year(self, pact):
        return pact.cluster_year.label

    @admin.display(description=_("signing conference"), ordering="conference__held_on")
    def signed_at(self, pact):
        return pact.conference

    def get_inlines(self, request, obj):
        """Leave out versions and moves while a pact is being added."""
        past = {PactVersionInline, PactMoveInline} if obj is None else set()
        return [inline for inline in self.inlines if inline not in past]

    def pacts_of(self, obj):
        return [obj]

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (obj is None or permissions.can_write_pact(request.user, obj))

    # --- Status moves ---

    def get_urls(self):
        view = self.admin_site.admin_view(self.move_view)
        return [path("<int:pk>/move/", view, name="pacts_pact_move"), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context |= {
                "pact": obj,
                "moves": moves_for(request.user, obj),
                "public_address": obj.get_absolute_url() if obj.is_public else None,
                "may_write_draft": obj.is_sealed and permissions.can_write_draft(request.user, obj),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_view_on_site_url(self, obj=None):
        return None  # the page has a link of its own, shown once the pact is public

    def move_view(self, request, pk):
        pact = get_object_or_404(self.get_queryset(request), pk=pk)
        if not permissions.is_administrator(request.user):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        moves, chosen = moves_for(request.user, pact), (data or request.GET).get("move")
        change_page = reverse("admin:pacts_pact_change", args=[pact.pk])
        if chosen not in moves:
            self.message_user(request, NOT_NOW, messages.WARNING)
            return HttpResponseRedirect(change_page)
        form = PactMoveForm(data, moves=moves, chosen=chosen)
        if form.is_valid():
            try:
                self.message_user(request, form.perform(pact=pact, by=request.user), messages.SUCCESS)
                return HttpResponseRedirect(change_page)
            except ValidationError as error:
                form.add_error(None, error.messages)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": moves[chosen].label}
        context |= {"pact": pact, "move": moves[chosen], "form": form, "change_page": change_page}
        return TemplateResponse(request, "admin/pacts/pact/move.html", context)
