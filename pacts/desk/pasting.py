"""Pasted text: shown cut into rows before anything is applied."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clusters.tcvn3 import from_tcvn3, looks_like_tcvn3
from pacts.desk.finding import document_at, written_pact
from pacts.desk.units import Proposal, proposals_for
from pacts.document.checking import with_keys
from pacts.services import add_units, keep_draft
from pacts.splitting import split_commitments

LONGEST = 60_000  # letters of a paste


@require_http_methods(["GET", "POST"])
def commitments_add(request, cluster, label):
    pact = written_pact(request, cluster, label)
    text, old_font = pasted(request)
    splits = splits_of(text) if text else []
    chosen = request.POST.get("use", "")
    if chosen.isdecimal() and int(chosen) < len(splits):
        split = splits[int(chosen)]
        keep_draft(pact=pact, document=with_commitments(document_at(pact), split), by=request.user)
        words = ngettext("%(n)s commitment added.", "%(n)s commitments added.", len(split.items))
        messages.success(request, words % {"n": len(split.items)})
        return redirect("desk:pact", cluster, label)
    context = {"pact": pact, "text": text, "splits": splits, "old_font": old_font, "address": [cluster, label]}
    return render(request, "pacts/desk/paste_commitments.html", context)


@require_http_methods(["GET", "POST"])
def units_add(request, cluster, label):
    pact = written_pact(request, cluster, label)
    text, old_font = pasted(request)
    proposals = proposals_for(pact, text) if text else []
    if proposals and "apply" in request.POST:
        chosen = Proposal.chosen(proposals, request.POST)
        try:
            count = add_units(pact=pact, rows=chosen, by=request.user)
            messages.success(request, ngettext("%(n)s unit added.", "%(n)s units added.", count) % {"n": count})
            return redirect("desk:pact", cluster, label)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    context = {"pact": pact, "text": text, "proposals": proposals, "old_font": old_font, "address": [cluster, label]}
    return render(request, "pacts/desk/paste_units.html", context)


def pasted(request):
    """Return the pasted text, read from an old font where it is one, and whether it was."""
    text = request.POST.get("text", "")[:LONGEST]
    old_font = looks_like_tcvn3(text)
    return (from_tcvn3(text) if old_font else text), old_font


def splits_of(text):
    """Return the ways a text can be cut into commitments, the likeliest first; none where nothing is found."""
    split = split_commitments(text)
    return [found for found in (split, split.other) if found is not None and found.items]


def with_commitments(document, split):
    """Return a document with the items of a split behind its commitments, and what the split says of the list."""
    rows = [{"text": item, "standing": "agreed"} for item in split.items]
    pact = dict(document.get("pact") or {})
    if pact.get("stated_commitments") is None:
        pact["stated_commitments"] = split.stated
    if split.open_ended:
        pact["open_ended"] = True
    return document | {"pact": pact, "commitments": with_keys([*(document.get("commitments") or []), *rows])}
