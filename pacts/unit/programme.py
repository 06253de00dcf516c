"""The unit's action programme: its theme, its text, and its file with those who may have it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from clusters.common.stale import StaleForm
from clusters.files import STARTS, check_file, download
from clusters.models import Membership
from pacts.models import ActionProgramme, Asked
from pacts.permissions import can_read_programme, can_write_own_part
from pacts.unit.finding import own_part, read_pact
from pacts.unit.parts import TextField, keep_and_send, part_page
from pacts.unit_services import save_programme, withdraw_programme_file


class ProgrammeForm(StaleForm):
    """Theme, text and file: any of them is a programme."""

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


class ReasonForm(forms.Form):
    """Why a file is withdrawn."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=100)


def said_in(row):
    return [row.theme, row.text, row.document_id]


def stored_in(membership):
    """Return what stands there now, as the form's stamp tells it."""
    return said_in(ActionProgramme.objects.filter(membership=membership).first() or ActionProgramme())


@require_http_methods(["GET", "POST"])
def programme_write(request, pk):
    membership, pact = own_part(request, pk)
    may_write = can_write_own_part(request.user, membership, pact)
    row = ActionProgramme.objects.select_related("document").filter(membership=membership).first()
    row = row or ActionProgramme(membership=membership)
    stored = said_in(row)
    initial = {"theme": row.theme, "text": row.text}
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ProgrammeForm(*posted, stored=stored, initial=initial)
    if request.method == "POST" and may_write and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("theme", "text", "file")}
        done = keep_and_send(
            request,
            membership,
            Asked.PROGRAMME,
            lambda: save_programme(membership=membership, by=request.user, **values),
            "my_unit:programme",
            form=form,
            read=lambda: stored_in(membership),
        )
        if done:
            return done
    context = {"form": form, "may_write": may_write, "row": row}
    return part_page(request, "pacts/unit/programme.html", membership, pact, Asked.PROGRAMME, context)


@require_safe
def programme_file(request, pk):
    """Hand out a programme's file: to the unit, to the secretariat, and once it is sent to the others of the year."""
    membership = get_object_or_404(Membership.objects.select_related("unit", "cluster_year"), pk=pk)
    row = ActionProgramme.objects.select_related("document").filter(membership=membership).first()
    pact = read_pact(membership.cluster_year)
    if row is None or row.document is None or pact is None or not can_read_programme(request.user, membership):
        raise Http404
    return download(row.document)


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
