"""The page that amends a signed pact without reopening it: choose a form, check what changes, seal the next version."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacts.desk.access import address_of, desk_pact, is_amendable
from pacts.desk.amendment_changes import changes_in_words
from pacts.desk.amendment_forms import FORMS
from pacts.document import PactForms
from pacts.document.load import document_in, with_document
from pacts.document.readiness import remarks_on_forms
from pacts.models import Pact, PactVersion
from pacts.services.lifecycle import amend_pact, amendment_refusal

VERSIONS = Prefetch("versions", PactVersion.objects.defer("content"))


@require_http_methods(["GET", "POST"])
def pact_amend(request, cluster, label):
    """Show the forms, what a valid form changes (`step` "look"), or the form again ("mend"); seal it ("seal")."""
    pact = desk_pact(request, cluster, label, with_document(Pact.objects.prefetch_related(VERSIONS)))
    posted = FORMS.get(request.POST.get("kind")) if request.method == "POST" else None
    stored = document_in(pact)
    form = posted(request.POST, pact=pact, stored=stored) if posted else None
    if not is_amendable(pact):
        return _forms_page(request, pact, [form] if form else [], refusal=amendment_refusal(pact))
    forms = [form if posted is kind else kind(pact=pact, stored=stored) for kind in FORMS.values()]
    step = request.POST.get("step")
    if form is None or not form.is_valid() or step == "mend":
        return _forms_page(request, pact, forms)
    if step != "seal":
        return _look_page(request, pact, form)
    try:
        return _sealed(request, pact, form)
    except ValidationError as error:
        form.add_error(None, error)
        return _forms_page(request, pact, forms, status=409)


def _sealed(request, pact, form):
    """Seal the next version and redirect to the pact. Raises ValidationError."""
    values = {"version": form.cleaned_data["version"], "reason": form.cleaned_data["reason"]}
    amend_pact(pact=pact, document=form.document, new_units=form.new_units, by=request.user, **values)
    number = pact.last_version.number + 1
    messages.success(request, _("Version %(number)s has been sealed.") % {"number": number})
    return redirect("desk:pact", *address_of(pact))


def _forms_page(request, pact, forms, refusal="", status=200):
    """Render the forms. With a refusal, render the reason and what was typed: 409 for a posted form, else 403."""
    if refusal:
        status = 409 if forms else 403
    elif any(form.is_stale for form in forms):
        status = 409
    context = {"pact": pact, "forms": forms, "refusal": refusal, "address": address_of(pact)}
    return render(request, "pacts/desk/amendment.html", context, status=status)


def _look_page(request, pact, form):
    """Render what changes and what looks odd in the amended document, with the button that seals it."""
    names = {address: unit.name for address, unit in form.known.items()}
    context = {
        "pact": pact,
        "form": form,
        "number": pact.last_version.number,
        "changes": changes_in_words(form.stored, form.document, names),
        "remarks": _new_remarks(pact, form),
        "address": address_of(pact),
    }
    return render(request, "pacts/desk/amendment_look.html", context)


def _new_remarks(pact, form):
    """Return the Remarks on the amended document that the stored document does not have."""
    before, after = (
        remarks_on_forms(pact, PactForms.of(document, known=form.known)) for document in (form.stored, form.document)
    )
    return [remark for remark in after if remark not in before]
