"""The page of one pact: its forms at the left, the sheet at the right; saved by itself or with a button."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pacts.desk.access import address_of, desk_pact, document_at, is_amendable, is_writable, with_open_comments
from pacts.desk.aside import aside_rows
from pacts.desk.buttons import pressed
from pacts.desk.form_layout import desk_forms, parts_of, without_silent_signatories
from pacts.desk.links import neighbours_of
from pacts.document import PactForms, carried_of, compare
from pacts.document.forms import HEADER, LABELS, ROWS
from pacts.document.limits import within_limits
from pacts.document.readiness import remarks_on_forms
from pacts.models import Pact
from pacts.moves import moves_for
from pacts.paper.sheet import sheet_of
from pacts.services.lifecycle import save_draft

NOT_WRITTEN = gettext_lazy("This pact is not being written now.")


@require_http_methods(["GET", "POST"])
def pact_edit(request, cluster, label):
    pact = desk_pact(request, cluster, label, with_open_comments(Pact.objects.prefetch_related("versions")))
    if request.method == "POST":
        # The page's script has saved every change already and only needs the redirect.
        return _lead_on(request, pact) if "kept" in request.POST else _save_whole(request, pact)
    spare = request.GET.get("them")
    forms = desk_forms(document_at(pact), spare if spare in ROWS else None)
    return _page(request, pact, forms, document_at(pact))


def _lead_on(request, pact):
    if is_writable(pact):
        return redirect(pressed(request, pact))
    messages.warning(request, NOT_WRITTEN)
    return redirect("desk:pact", *address_of(pact))


def _save_whole(request, pact):
    """Save the whole posted form, valid or not. On a conflict, show both texts and save nothing.

    Values beyond the limits are shown again with their errors; the others are saved.
    """
    forms = PactForms(request.POST)
    document = without_silent_signatories(forms.as_typed())
    incomplete = [name for name, formset in forms.rows.items() if not formset.is_whole]
    fitting = within_limits(document, document_at(pact), incomplete)
    is_newest = request.POST.get("revision") == str(pact.draft_revision)
    revision = pact.draft_revision if is_newest else -1  # a revision no draft has
    try:
        if not is_writable(pact):
            raise ValidationError(NOT_WRITTEN)
        kept = save_draft(pact=pact, document=fitting, by=request.user, revision=revision)
    except ValidationError as error:
        changes = compare(document_at(pact), document)
        if not changes:  # already saved: the same form sent twice
            return _lead_on(request, pact)
        messages.error(request, " ".join(error.messages))
        return _page(request, pact, desk_forms(document), document, changes)
    if fitting != document:
        return _page_of_the_rest(request, pact, kept, document, incomplete)
    return redirect(pressed(request, pact))


def _page_of_the_rest(request, pact, kept, document, incomplete):
    """Render the page with the values that could not be saved, each with its error."""
    pact.draft, pact.draft_revision, pact.draft_carried = kept.draft, kept.draft_revision, kept.draft_carried
    stored = document_at(pact)
    typed = document | {name: stored.get(name) or [] for name in incomplete}
    forms = desk_forms(typed)
    forms.is_valid()
    messages.error(
        request, _("Not all of it could be kept: the sentences beside the fields say why. The rest is kept.")
    )
    lost = ", ".join(str(LABELS[name]) for name in incomplete)
    if lost:
        messages.error(
            request, _("The page came back incomplete, so these lists stay as they were: %(lists)s.") % {"lists": lost}
        )
    return _page(request, pact, forms, typed, is_refused=True)


WORDS = {  # messages of the page's script
    "kept": gettext_lazy("Kept at %."),
    "failed": gettext_lazy("Not kept yet: no answer from the register. What was typed stays in this browser."),
    "conflict": gettext_lazy("Somebody else changed the same place: choose which text stands."),
    "refused": gettext_lazy("Not all of it is kept: the sentences beside the fields say why."),
    "elsewhere": gettext_lazy("Others have written other parts: press Keep to see them."),
    "sign_in": gettext_lazy("Sign in in a new tab"),
    "sign_out": gettext_lazy("Not all of it is kept yet. Press once more to sign out all the same and lose it."),
    "as_other": gettext_lazy("Keep it under the name of %"),
    "closed": gettext_lazy("Typed in this browser and not kept, for the pact is not being written now:"),
    "throw_away": gettext_lazy("Throw it away"),
    "gone": gettext_lazy("Somebody else has removed this row."),
    "put_back": gettext_lazy("Put the row back"),
    "let_go": gettext_lazy("Let it go"),
    "changed_row": gettext_lazy("Somebody else has changed this row meanwhile: it has not been removed."),
    "good": gettext_lazy("Good"),
    "nothing": gettext_lazy("nothing"),
    "theirs": gettext_lazy("Theirs:"),
    "mine": gettext_lazy("Yours:"),
    "take": gettext_lazy("Take theirs"),
    "hold": gettext_lazy("Keep mine"),
    "up": gettext_lazy("Move up"),
    "down": gettext_lazy("Move down"),
    "remove": gettext_lazy("Remove"),
    "removed": gettext_lazy("Row removed."),
    "undo": gettext_lazy("Take it back"),
}


def _page(request, pact, forms, document, changes=(), is_refused=False):
    sheet = sheet_of(pact, document)
    context = {
        "pact": pact,
        "parts": parts_of(forms, sheet.names, carried_of(pact)),
        "aside": aside_rows(pact, document, sheet.names),
        "sheet": sheet,
        "remarks": remarks_on_forms(pact, PactForms.of(document, known=sheet.units_by_slug)),
        "moves": moves_for(request.user, pact),
        "may_write": is_writable(pact),
        "may_amend": is_amendable(pact),
        "changes": [change_context(change) for change in changes],
        "is_refused": bool(changes) or is_refused,
        "address": address_of(pact),
        "neighbours": neighbours_of(pact),
        "words": json.dumps({name: str(text) for name, text in WORDS.items()}),
    }
    return render(request, "pacts/desk/pact.html", context, status=409 if changes else 200)


def change_context(change):
    """Return a Change as template context: where it is, and both texts."""
    form = (HEADER | ROWS)[change.section]
    field = form.base_fields.get(change.field)
    label = f"{LABELS[change.section]}, {field.label}" if field else str(LABELS[change.section])
    texts = [in_words(form, change.field, value) for value in (change.before, change.after)]
    return {"label": label, "before_text": texts[0], "after_text": texts[1]}


def in_words(form, field, value):
    """Return a value or a whole row as one line of text."""
    if isinstance(value, dict):
        return "; ".join(in_words(form, name, part) for name, part in value.items() if part and name != "key")
    if value in (None, "", []):
        return _("nothing")
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
