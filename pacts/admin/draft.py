"""Admin page for the correction of a sealed pact: its draft as one plain form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from pacts import permissions
from pacts.desk.aside import aside_rows
from pacts.document import PactForms, written_document
from pacts.document.forms import LABELS
from pacts.services.lifecycle import save_draft

SPARE_ROWS = 2


class DraftPage:
    """Mixin of the pact's admin: adds a page to write the correction of a reopened pact."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.draft_view)
        return [path("<int:pk>/draft/", view, name="pacts_pact_draft"), *super().get_urls()]

    def draft_view(self, request, pk):
        pact = get_object_or_404(self.get_queryset(request), pk=pk)
        if not (pact.is_sealed and permissions.can_write_draft(request.user, pact)):
            raise PermissionDenied
        forms = PactForms(request.POST) if request.method == "POST" else self._stored(pact)
        problems = []
        if request.method == "POST" and forms.is_valid():
            try:
                revision = int(request.POST.get("revision") or 0)
                save_draft(pact=pact, document=forms.document(), by=request.user, revision=revision)
                self.message_user(
                    request, _("The correction is kept. It is public once it is signed."), messages.SUCCESS
                )
                return HttpResponseRedirect(reverse("admin:pacts_pact_change", args=[pact.pk]))
            except (ValidationError, ValueError) as error:
                problems = getattr(error, "messages", [_("The page is damaged: load it again.")])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Correction of a sealed pact"),
        }
        # The revision the page was opened with, also after a refused save.
        context["revision"] = request.POST.get("revision", pact.draft_revision)
        context |= {"pact": pact, "problems": problems, "faults": list(forms.problems()), **self._parts(forms)}
        context["aside"] = aside_rows(pact, written_document(pact), names={})
        return TemplateResponse(request, "admin/pacts/pact/draft.html", context)

    @staticmethod
    def _stored(pact):
        return PactForms.of(written_document(pact), spare=SPARE_ROWS)

    @staticmethod
    def _parts(forms):
        return {
            "header": [(LABELS[name], form) for name, form in forms.header.items()],
            "lists": [(LABELS[name], formset) for name, formset in forms.rows.items()],
        }
