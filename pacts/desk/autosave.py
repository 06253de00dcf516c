"""The endpoint that saves changes of a draft in the background: each with its previous value, answered in JSON."""

import json

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacts.desk.access import address_of, desk_pact, document_at, is_writable, with_open_comments
from pacts.document import PactForms, draft_of
from pacts.document.forms import HEADER, ROWS
from pacts.document.readiness import remarks_on_forms
from pacts.models import Pact
from pacts.paper.sheet import sheet_of
from pacts.services.lifecycle import save_changes

KEPT = ("draft", "draft_by", "draft_carried", "draft_revision")


@login_not_required
@require_POST
def changes_save(request, cluster, label):
    """Save the changes a browser sends by itself. Answers 401 when the session has ended, never with a sign-in page.

    Only `save_changes` holds a lock: the request is parsed before it and the response rendered after it.
    """
    if not request.user.is_authenticated:
        return _ended()
    pact = desk_pact(request, cluster, label, with_open_comments(Pact.objects))
    if not is_writable(pact):
        return JsonResponse({"error": _("This pact is not being written now.")}, status=403)
    try:
        sent = json.loads(request.body)
        if sent.get("by", request.user.pk) != request.user.pk:
            return _another_person(request.user)
        changes = with_lines_of_signatories(sent["changes"], pact)
        kept, conflicts = save_changes(pact=pact, changes=changes, by=request.user)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return JsonResponse({"error": _("The page is damaged: load it again.")}, status=400)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    for name in KEPT:
        setattr(pact, name, getattr(kept, name))
    return JsonResponse(_kept(pact, conflicts))


def _ended():
    """Answer that nobody is signed in, with the address to sign in at while the page stays open."""
    sign_in = f"{reverse('clusters:sign_in')}?{urlencode({'next': reverse('desk:home')})}"
    return JsonResponse(
        {"error": _("The session has ended. Sign in again: nothing typed is lost."), "sign_in": sign_in}, status=401
    )


def _another_person(user):
    """Refuse changes typed under another account: nothing is saved in another person's name."""
    words = _("You are signed in as %(name)s now. What was typed here under another account has not been kept.")
    return JsonResponse({"error": words % {"name": user}, "other": {"id": user.pk, "name": str(user)}}, status=409)


def with_lines_of_signatories(changes, pact):
    """Return changes preceded by the creation of a unit's signatory row, which the page shows before it is stored."""
    lines = {change["key"] for change in changes if change.get("section") == "signatories" and change.get("key")}
    units = {row["key"] for row in document_at(pact).get("units") or []} if lines else set()
    begun = []
    for key in sorted(lines):
        unit = key.removeprefix("sign-")
        if unit != key and unit in units:
            place = {"section": "signatories", "key": key}
            begun.append({"do": "add", **place, "after": ""})  # no row before it: last
            begun.append({"do": "set", **place, "field": "member", "before": None, "value": unit})
    return [*begun, *changes]


def _kept(pact, conflicts):
    document = draft_of(pact)
    sheet = sheet_of(pact, document)
    forms = PactForms.of(document, known=sheet.units_by_slug)
    return {
        "revision": pact.draft_revision,
        "kept_at": f"{timezone.localtime():%H:%M}",
        "conflicts": [_told(conflict, document) for conflict in conflicts if not conflict.refusal],
        "refused": [_refused(conflict) for conflict in conflicts if conflict.refusal],
        "sheet": render_to_string("pacts/desk/_sheet.html", {"sheet": sheet}),
        "remarks": render_to_string(
            "pacts/desk/_remarks.html", {"remarks": remarks_on_forms(pact, forms), "address": address_of(pact)}
        ),
    }


def _refused(conflict):
    """Return where changes were refused, and why."""
    place = {name: getattr(conflict, name) for name in ("section", "key", "field")}
    return place | {"sentence": conflict.refusal}


def _told(conflict, document):
    """Return a conflict with its values as form fields hold them; `gone` if the whole row was deleted."""
    section, key, field = conflict.section, conflict.key, conflict.field
    rows = document.get(section) or []
    gone = key is not None and all(row["key"] != key for row in rows)
    theirs = conflict.theirs
    if field is None:
        theirs = {name: _in_a_field(section, name, theirs.get(name)) for name in ROWS[section].base_fields}
    elif not gone:
        theirs = _in_a_field(section, field, theirs)
    return {"section": section, "key": key, "field": field, "theirs": theirs, "mine": conflict.mine, "gone": gone}


def _in_a_field(section, field, value):
    """Return a value as a form field in the browser holds it: text, or the list of ticked choices."""
    value = (HEADER | ROWS)[section].base_fields[field].prepare_value(value)
    return [str(one) for one in value] if isinstance(value, list) else "" if value is None else str(value)
