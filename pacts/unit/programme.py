"""The task for a unit's action programme, and the download of its file."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from clusters.common.files import STARTS, check_file, download
from clusters.common.stale import StaleForm
from clusters.models import Membership
from pacts.models import ActionProgramme
from pacts.permissions import can_read_programme, can_write_own_part
from pacts.services.unit_parts import save_programme, withdraw_programme_file
from pacts.unit.access import own_part, read_pact
from pacts.unit.task_page import TextField, unit_form
from pacts.unit.task_registry import PROGRAMME
from pacts.unit.tasks import UnitTask


class ProgrammeForm(StaleForm):
    """Theme, text and file. Sending requires at least one of them."""

    theme = TextField(label=gettext_lazy("Theme"))
    text = TextField(label=gettext_lazy("Content"), lines=8)
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("PDF, Word (.docx), Excel (.xlsx), JPEG or PNG, at most 20 MB."),
        validators=[check_file],
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in STARTS)}),
    )

    def clean(self):
        values = super().clean()
        nothing = not values.get("theme") and not values.get("text") and not values.get("file")
        if self.data.get("then") != "save" and nothing and "file" not in self.errors and not self.has_stored_file:
            self.add_error("text", _("Write the programme, or attach its file."))
        return values

    @property
    def has_stored_file(self):
        return self.stored[2] is not None


class ProgrammeTask(UnitTask):
    key, slug, position = PROGRAMME, "chuong-trinh", 50
    label = gettext_lazy("action programme")
    heading = gettext_lazy("Action programme")
    action = gettext_lazy("Write or attach")
    form_class = ProgrammeForm
    template = "pacts/unit/programme.html"
    stored_template = "pacts/unit/_programme_sent.html"

    def stored_state(self, visit):
        row = ActionProgramme.objects.filter(membership=visit.membership).first() or ActionProgramme()
        return [row.theme, row.text, row.document_id]

    def stored_parts(self, membership, pact):
        return getattr(membership, "programme", None)

    def initial(self, stored):
        return {"theme": stored[0], "text": stored[1]}

    def context(self, visit):
        return {"row": self.stored_parts(visit.membership, visit.pact) or ActionProgramme()}

    def save(self, visit):
        values = {name: visit.form.cleaned_data[name] for name in ("theme", "text", "file")}
        save_programme(membership=visit.membership, by=visit.user, **values)


# --- Its file -----------------------------------------------------------------------------------


class ReasonForm(forms.Form):
    """Reason for withdrawing a file."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=100)


@require_safe
def programme_file(request, pk):
    """Send a programme's file to the unit and, once the programme is sent, to the secretariat."""
    membership = get_object_or_404(Membership.objects.select_related("unit", "cluster_year"), pk=pk)
    row = ActionProgramme.objects.select_related("document").filter(membership=membership).first()
    pact = read_pact(membership.cluster_year)
    if row is None or row.document is None or pact is None or not can_read_programme(request.user, membership):
        raise Http404
    return download(row.document)


@unit_form
@require_http_methods(["GET", "POST"])
def programme_file_withdraw(request, pk):
    membership, pact = own_part(request, pk)
    row = get_object_or_404(ActionProgramme.objects.select_related("document"), membership=membership)
    if row.document is None:
        raise Http404
    if not can_write_own_part(request.user, membership, pact):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        withdraw_programme_file(membership=membership, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The file has been withdrawn. It stays in the register's history."))
        return redirect("my_unit:programme", pk)
    context = {"membership": membership, "year": membership.cluster_year, "row": row, "form": form}
    return render(request, "pacts/unit/withdraw.html", context)
