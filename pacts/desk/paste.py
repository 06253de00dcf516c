"""Pasted text, shown as rows before anything is added."""

import re
from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clusters.common.rate_limits import limited
from clusters.common.text import normalise
from clusters.intake.fonts import unicode_of
from clusters.intake.unit_names import Piece, split_units
from clusters.models import Membership
from pacts.desk.access import shows_typed_text, written_pact
from pacts.desk.unit_proposals import Proposal, proposals_for
from pacts.intake.commitments import split_commitments
from pacts.services.drafts import add_commitments, add_units

LONGEST = 60_000  # letters of a paste
LONGEST_NAME = 500
MOST_PIECES = 300


@require_http_methods(["GET", "POST"])
@limited("paste", method="POST", accounts=True)
@shows_typed_text
def commitments_add(request, cluster, label):
    pact = written_pact(request, cluster, label)
    paste = pasted(request)
    ways = {str(number): split for number, split in enumerate(splits_of(paste.readable))}
    chosen = request.POST.get("use", "")
    if chosen in ways:
        ways[chosen] = split = replace(ways[chosen], items=mended_items(request.POST, chosen) or ways[chosen].items)
        try:
            _add(pact, split, request.user)
            words = ngettext("%(n)s commitment added.", "%(n)s commitments added.", len(split.items))
            messages.success(request, words % {"n": len(split.items)})
            return redirect(reverse("desk:pact", args=[cluster, label]) + "#commitments")
        except ValidationError as error:
            if getattr(error, "code", None) == "not_written":
                raise
            messages.error(request, " ".join(error.messages))
    context = {"pact": pact, "paste": paste, "splits": list(ways.values()), "address": [cluster, label]}
    return render(request, "pacts/desk/paste_commitments.html", context)


def _add(pact, split, by):
    """Add the rows of a split. Raises ValidationError if they are longer than a paste, or the list is full."""
    if refusal := too_long_to_paste("\n".join(split.items)):
        raise ValidationError(refusal)
    add_commitments(pact=pact, items=split.items, stated=split.stated, open_ended=split.open_ended, by=by)


def mended_items(posted, number):
    """Return the rows of a proposed split as the user edited them: a line break splits a row, an empty row is
    dropped.
    """
    rows = "\n".join(posted.getlist(f"item-{number}")).splitlines()
    return [row for row in map(normalise, rows) if row]


@require_http_methods(["GET", "POST"])
@limited("paste", method="POST", accounts=True)
@shows_typed_text
def units_add(request, cluster, label):
    pact = written_pact(request, cluster, label)
    paste, mended = pasted(request), mended_pieces(request.POST)
    pieces = mended or split_units(paste.readable)
    if refusal := too_many_pieces(pieces):
        text = ";\n".join(piece.text for piece in mended) or paste.text
        paste, pieces = Pasted(text, paste.old_font, refusal), []
    proposals = proposals_for(pact, pieces)
    if proposals and "apply" in request.POST and all(proposal.is_as_shown(request.POST) for proposal in proposals):
        chosen = Proposal.chosen(proposals, request.POST)
        try:
            count = add_units(pact=pact, rows=chosen, by=request.user)
            messages.success(request, ngettext("%(n)s unit added.", "%(n)s units added.", count) % {"n": count})
            return redirect(reverse("desk:pact", args=[cluster, label]) + "#units")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    context = {"pact": pact, "paste": paste, "proposals": proposals, "address": [cluster, label]}
    context["in_hand"] = piece_in_hand(request.POST)
    return render(request, "pacts/desk/paste_units.html", context)


def mended_pieces(posted):
    """Return the pieces as the user edited them, or none if the list itself must be parsed again.

    A ";" or a line break splits a piece, an empty piece is dropped, and the button "merge" joins one to the piece
    before.
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
            rows.append((text, role if role in Membership.Role.values else Membership.Role.MEMBER.value))
    parted = [(part, role) for text, role in rows for part in re.split(r"[;\n]", text)]
    return [Piece(normalise(part), role) for part, role in parted if normalise(part)]


def too_many_pieces(pieces):
    """Return why these pieces cannot be matched, or "": too many at once, or one is too long for a name."""
    if len(pieces) > MOST_PIECES:
        words = _("%(n)s names were found, and at most %(most)s are looked for at once: paste the list in parts.")
        return words % {"n": len(pieces), "most": MOST_PIECES}
    if any(len(piece.text) > LONGEST_NAME for piece in pieces):
        return _("A name has at most %(most)s letters: part the list with “;” or line breaks.") % {"most": LONGEST_NAME}
    return ""


def piece_in_hand(posted):
    """Return the number of the piece just split or merged, where the page scrolls to, else 0."""
    number = next((posted[name] for name in ("merge", "again") if name in posted), "")
    return min(int(number[:4]), MOST_PIECES) - ("merge" in posted) if number.isdecimal() else 0


@dataclass(frozen=True)
class Pasted:
    """A pasted text: the text, the old font it was converted from or "", and why it is refused, or ""."""

    text: str
    old_font: str = ""
    refusal: str = ""
    typed: str = ""  # before the conversion

    @property
    def readable(self):
        """The text to parse: "" if it is refused."""
        return "" if self.refusal else self.text


def pasted(request):
    """Return the Pasted of a request, converted from an old font where it is one, unless the user took that back.

    A text that is too long is shown but not parsed.
    """
    text = request.POST.get("text", "")
    if refusal := too_long_to_paste(text):
        return Pasted(text, refusal=refusal)
    if "as_typed" in request.POST:
        return Pasted(request.POST.get("typed", text))
    converted, old_font = unicode_of(text)
    return Pasted(converted, old_font, typed=text)


def too_long_to_paste(text):
    """Return why a text is too long for a paste box, or ""."""
    if len(text) <= LONGEST:
        return ""
    words = _("The text has %(n)s letters, and at most %(most)s are read at once: paste it in parts.")
    return words % {"n": len(text), "most": LONGEST}


def splits_of(text):
    """Return the possible splits into commitments, the likeliest first."""
    if not text:
        return []
    split = split_commitments(text)
    return [found for found in (split, split.other) if found is not None and found.items]
