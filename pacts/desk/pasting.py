"""Pasted text: shown cut into rows before anything is applied."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clusters.models import Membership
from clusters.pieces import Piece, split_units
from clusters.rate_limits import limited
from clusters.tcvn3 import from_tcvn3, looks_like_tcvn3
from clusters.text import normalise
from pacts.desk.finding import keeps_words, written_pact
from pacts.desk.units import Proposal, proposals_for
from pacts.drafting_services import add_commitments, add_units
from pacts.splitting import split_commitments

LONGEST = 60_000  # letters of a paste
LONGEST_NAME = 500
MOST_PIECES = 300


@require_http_methods(["GET", "POST"])
@limited("paste", method="POST", accounts=True)
@keeps_words
def commitments_add(request, cluster, label):
    pact = written_pact(request, cluster, label)
    text, old_font = pasted(request)
    splits = splits_of(text) if text else []
    chosen = request.POST.get("use", "")
    ways = {str(number): split for number, split in enumerate(splits)}
    if split := ways.get(chosen):
        items = mended_items(request.POST, chosen) or split.items
        add_commitments(pact=pact, items=items, stated=split.stated, open_ended=split.open_ended, by=request.user)
        words = ngettext("%(n)s commitment added.", "%(n)s commitments added.", len(items))
        messages.success(request, words % {"n": len(items)})
        return redirect(reverse("desk:pact", args=[cluster, label]) + "#commitments")
    context = {"pact": pact, "text": text, "splits": splits, "old_font": old_font, "address": [cluster, label]}
    return render(request, "pacts/desk/paste_commitments.html", context)


def mended_items(posted, number):
    """Return the rows of a proposed split as a person left them: a line break parts a row, an empty row is gone."""
    rows = "\n".join(posted.getlist(f"item-{number}"))[:LONGEST].splitlines()
    return [row for row in map(normalise, rows) if row]


@require_http_methods(["GET", "POST"])
@limited("paste", method="POST", accounts=True)
@keeps_words
def units_add(request, cluster, label):
    pact = written_pact(request, cluster, label)
    text, old_font = pasted(request)
    pieces = mended_pieces(request.POST) or (split_units(text) if text else [])
    proposals = proposals_for(pact, pieces)
    if proposals and "apply" in request.POST and all(proposal.is_as_shown(request.POST) for proposal in proposals):
        chosen = Proposal.chosen(proposals, request.POST)
        try:
            count = add_units(pact=pact, rows=chosen, by=request.user)
            messages.success(request, ngettext("%(n)s unit added.", "%(n)s units added.", count) % {"n": count})
            return redirect(reverse("desk:pact", args=[cluster, label]) + "#units")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    context = {"pact": pact, "text": text, "proposals": proposals, "old_font": old_font, "address": [cluster, label]}
    context["in_hand"] = piece_in_hand(request.POST)
    return render(request, "pacts/desk/paste_units.html", context)


def mended_pieces(posted):
    """Return the pieces as a person left them, or none where the list itself is to be read anew.

    A ";" or a line break parts a piece, an empty one is gone, and the button "merge" puts one behind the one before.
    """
    if "find" in posted:
        return []
    texts, roles = posted.getlist("piece"), posted.getlist("role")
    merged = posted.get("merge", "")
    rows = []
    for number, (text, role) in enumerate(zip(texts, roles, strict=False), start=1):
        if str(number) == merged and rows:
            rows[-1] = (f"{rows[-1][0]}, {text}", rows[-1][1])
        else:
            rows.append((text[:LONGEST_NAME], role if role in Membership.Role.values else Membership.Role.MEMBER.value))
    parted = [(part, role) for text, role in rows[:MOST_PIECES] for part in re.split(r"[;\n]", text)]
    return [Piece(normalise(part), role) for part, role in parted if normalise(part)]


def piece_in_hand(posted):
    """Return the number of the piece a person has just parted or merged: the page opens there; else 0."""
    number = next((posted[name] for name in ("merge", "again") if name in posted), "")
    return min(int(number[:4]), MOST_PIECES) - ("merge" in posted) if number.isdecimal() else 0


def pasted(request):
    """Return the pasted text, read from an old font where it is one, and whether it was."""
    text = request.POST.get("text", "")[:LONGEST]
    old_font = looks_like_tcvn3(text)
    return (from_tcvn3(text) if old_font else text), old_font


def splits_of(text):
    """Return the ways a text can be cut into commitments, the likeliest first; none where nothing is found."""
    split = split_commitments(text)
    return [found for found in (split, split.other) if found is not None and found.items]
