"""One page, one document: the form at the left, the sheet at the right; kept as typed, by itself or by a button."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pacts.desk.finding import document_at, kept_pact
from pacts.desk.neighbours import neighbours_of
from pacts.desk.parts import desk_forms, parts_of, without_silent_signatories
from pacts.desk.sheet import sheet_of
from pacts.document import PactForms, compare
from pacts.document.forms import HEADER, LABELS, ROWS
from pacts.models import Pact
from pacts.moves import moves_for
from pacts.permissions import can_write_draft
from pacts.readiness import remarks_on
from pacts.services import keep_draft


@require_http_methods(["GET", "POST"])
def pact_edit(request, cluster, label):
    pact = kept_pact(request, cluster, label, Pact.objects.prefetch_related("versions"))
    if request.method == "POST":
        if not can_write_draft(request.user, pact):
            raise PermissionDenied
        return _keep_whole(request, pact)
    spare = request.GET.get("them")
    forms = desk_forms(document_at(pact), spare if spare in ROWS else None)
    return _page(request, pact, forms, document_at(pact))


def _keep_whole(request, pact):
    """Keep the posted form, valid or not; where somebody else was first, show both texts and keep nothing."""
    forms = PactForms(request.POST)
    document = without_silent_signatories(forms.as_typed())
    posted = request.POST.get("revision", "")
    revision = int(posted) if posted.isdecimal() else -1  # one no draft has: then it counts as old
    try:
        keep_draft(pact=pact, document=document, by=request.user, revision=revision)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        changes = compare(document_at(pact), document)
        return _page(request, pact, desk_forms(document), document, changes)
    return redirect(_next_address(request, pact))


def _next_address(request, pact):
    """Return where the pressed button leads: a new row, a paste, a move, or back to the page."""
    page = reverse("desk:pact", args=_address(pact))
    then, _sign, name = request.POST.get("then", "").partition(":")
    if then == "add" and name in ROWS:
        return f"{page}?them={name}#{name}"
    if then == "paste" and name in ("units", "commitments"):
        return reverse(f"desk:{name}", args=_address(pact))
    if then == "move" and name in moves_for(request.user, pact):
        return reverse("desk:move", args=[*_address(pact), name])
    messages.success(request, _("Kept at %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"})
    return page


WORDS = {  # what the page's script says
    "kept": gettext_lazy("Kept at %."),
    "failed": gettext_lazy("Not kept yet: no answer from the register. What was typed stays in this browser."),
    "conflict": gettext_lazy("Somebody else changed the same place: choose which text stands."),
    "theirs": gettext_lazy("Theirs:"),
    "take": gettext_lazy("Take theirs"),
    "hold": gettext_lazy("Keep mine"),
    "up": gettext_lazy("Move up"),
    "down": gettext_lazy("Move down"),
    "remove": gettext_lazy("Remove"),
    "removed": gettext_lazy("Row removed."),
    "undo": gettext_lazy("Take it back"),
}


def _page(request, pact, forms, document, changes=()):
    context = {
        "pact": pact,
        "parts": parts_of(forms),
        "sheet": sheet_of(pact, document),
        "remarks": remarks_on(pact, document),
        "moves": moves_for(request.user, pact),
        "may_write": can_write_draft(request.user, pact),
        "changes": [told(change) for change in changes],
        "address": _address(pact),
        "neighbours": neighbours_of(request.user, pact),
        "words": json.dumps({name: str(text) for name, text in WORDS.items()}),
    }
    return render(request, "pacts/desk/pact.html", context, status=409 if changes else 200)


def told(change):
    """Return a Change in words: where it is, and both texts."""
    form = (HEADER | ROWS)[change.section]
    field = form.base_fields.get(change.field)
    label = f"{LABELS[change.section]}, {field.label}" if field else str(LABELS[change.section])
    texts = [in_words(form, change.field, value) for value in (change.before, change.after)]
    return {"label": label, "before_text": texts[0], "after_text": texts[1]}


def in_words(form, field, value):
    """Return a value, or a whole row, as a line of text."""
    if isinstance(value, dict):
        return "; ".join(in_words(form, name, part) for name, part in value.items() if part and name != "key")
    if value in (None, "", []):
        return _("nothing")
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _address(pact):
    return [pact.cluster_year.cluster.slug, pact.cluster_year.slug]
