"""Scans of a pact's signed original, at the desk."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from clusters.common.files import check_file, download, ending_of
from pacts.desk.access import desk_pact
from pacts.permissions import can_attach_original, can_remove_original
from pacts.services.originals import attach_original, remove_original

SCANS = ["pdf", "jpg", "jpeg", "png"]


class OriginalForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Scan of the signed original"),
        help_text=gettext_lazy("PDF, JPEG or PNG, at most 20 MB. Several pages as pictures: one after the other."),
        validators=[check_file],
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in SCANS)}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if ending_of(file.name) not in SCANS:
            raise ValidationError(_("A scan is a PDF, JPEG or PNG file."))
        return file


class RemovalForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=100)


@require_http_methods(["GET", "POST"])
def original_add(request, cluster, label):
    pact = desk_pact(request, cluster, label)
    may_add = can_attach_original(request.user, pact)
    if request.method == "POST" and not may_add:
        raise PermissionDenied
    form = OriginalForm(request.POST, request.FILES) if request.method == "POST" else OriginalForm()
    if form.is_valid():
        attach_original(pact=pact, file=form.cleaned_data["file"], by=request.user)
        messages.success(request, _("The scan has been attached."))
        return redirect("desk:originals", cluster, label)
    context = {"pact": pact, "form": form, "may_add": may_add, "rows": pact.documents.originals()}
    context["may_remove"] = can_remove_original(request.user, pact)
    return render(request, "pacts/desk/originals.html", context | {"address": [cluster, label]})


@require_http_methods(["GET", "POST"])
def original_remove(request, cluster, label, pk):
    pact = desk_pact(request, cluster, label)
    row = get_object_or_404(pact.documents.originals(), pk=pk)
    if not can_remove_original(request.user, pact):
        raise PermissionDenied
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        remove_original(row=row, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The scan has been taken off the pact."))
        return redirect("desk:originals", cluster, label)
    title, submit = _("Take the scan off the pact"), _("Take it off")
    return render(request, "pacts/desk/form.html", {"form": form, "title": title, "submit": submit})


@require_safe
def original_file(request, cluster, label, pk):
    """Return a scan to members of the pact's secretariat."""
    pact = desk_pact(request, cluster, label)
    return download(get_object_or_404(pact.documents.originals(), pk=pk).document)
