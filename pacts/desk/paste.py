"""Pasted text, shown as rows before anything is added."""

import re
from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from clusters.common.rate_limits import limited
from clusters.common.text import normalise
from clusters.intake.fonts import read_old_font
from clusters.intake.unit_names import Piece, read_units
from clusters.intake.unit_tables import COLUMNS, is_table, read_table
from clusters.models import Membership
from pacts.desk.access import shows_typed_text, written_pact
from pacts.desk.unit_proposals import Proposal, proposals_for
from pacts.intake.commitments import split_commitments
from pacts.intake.marked_lines import MARK
from pacts.services.drafts import add_commitments, add_units

LONGEST = 60_000  # letters of a paste
LONGEST_NAME = 500
MOST_PIECES = 300
COLUMN_WORDS = {
    "unit": gettext_lazy("units"),
    "role": gettext_lazy("roles in the cluster"),
    "person": gettext_lazy("representatives (not added)"),
    "title": gettext_lazy("titles of persons (not added)"),
    "phone": gettext_lazy("telephones (not added)"),
    "number": gettext_lazy("numbers of rows"),
    "": gettext_lazy("something else (not added)"),
}


@require_http_methods(["GET", "POST"])
@limited("paste", method="POST", accounts=True)
@shows_typed_text
def commitments_add(request, cluster, label):
    pact = written_pact(request, cluster, label)
    paste = pasted(request)
    ways = {str(number): split for number, split in enumerate(splits_of(paste.readable))}
    chosen = request.POST.get("use", "")
    if chosen in ways:
        ways[chosen] = split = mended_split(request.POST, chosen, ways[chosen])
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
    return render(request, "pacts/desk/paste_commitments.html", context | _not_read(paste.readable))


def _not_read(text):
    """Return what the page says about passages that are no commitments: the passages, their letters, and all letters.

    They are the same for each way to split.
    """
    unread = split_commitments(text).unread if text else []
    return {"unread": unread, "unread_letters": sum(map(len, unread)), "letters": len(text)}


def _add(pact, split, by):
    """Add the rows of a split. Raises ValidationError if they are longer than a paste, or the list is full."""
    if refusal := too_long_to_paste("\n".join(split.items)):
        raise ValidationError(refusal)
    add_commitments(
        pact=pact,
        items=split.items,
        headings=split.headings,
        stated=split.stated,
        open_ended=split.open_ended,
        by=by,
    )


def mended_split(posted, number, split):
    """Return a proposed split with its rows as the user edited them.

    A line break splits a row, unless a mark ("- ", "a) ") says that the line belongs to the row. An empty row is
    dropped. Each part of a row keeps its heading.
    """
    texts, headings = posted.getlist(f"item-{number}"), posted.getlist(f"heading-{number}")
    if not texts:
        return split
    headings += [""] * (len(texts) - len(headings))
    rows = [(row, normalise(head)) for text, head in zip(texts, headings, strict=False) for row in rows_of(text)]
    heads = [head for _row, head in rows]
    return replace(split, items=[row for row, _head in rows], headings=heads if any(heads) else [])


def rows_of(text):
    """Return the commitments in one typed row: its lines, each with the marked lines that follow it.

    A row that begins with a mark is a list of its own: each of its lines is a commitment.
    """
    rows, is_list = [], bool(MARK.match(normalise(text)))
    for line in map(str.strip, normalise(text).split("\n")):
        if rows and not is_list and MARK.match(line):
            rows[-1] += f"\n{line}"
        elif line:
            rows.append(line)
    return rows


@require_http_methods(["GET", "POST"])
@limited("paste", method="POST", accounts=True)
@shows_typed_text
def units_add(request, cluster, label):
    pact = written_pact(request, cluster, label)
    paste, mended = pasted(request), mended_pieces(request.POST)
    table, found = read_paste(paste.readable, request.POST)
    pieces = mended or (found.other if request.POST.get("way") == "other" else found.pieces)
    if refusal := too_many_pieces(pieces):
        text = ";\n".join(piece.text for piece in mended) or paste.text
        paste, pieces = Pasted(text, paste.old_font, refusal), []
    applied = "apply" in request.POST
    proposals = [proposal.answered(request.POST, applied) for proposal in proposals_for(pact, pieces)]
    as_shown = all(proposal.is_as_shown(request.POST) for proposal in proposals)
    undecided = [proposal for proposal in proposals if proposal.is_refused]
    if proposals and applied and as_shown and not undecided:
        try:
            rows = Proposal.chosen(proposals)
            count = add_units(pact=pact, rows=rows, by=request.user, stated=found.stated)
            messages.success(request, ngettext("%(n)s unit added.", "%(n)s units added.", count) % {"n": count})
            return redirect(reverse("desk:pact", args=[cluster, label]) + "#units")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    context = {"pact": pact, "paste": paste, "proposals": proposals, "address": [cluster, label]}
    context |= {
        "in_hand": piece_in_hand(request.POST),
        "undecided": next(iter(undecided), None),
        "found": found,
        "table": table,
    }
    context["column_words"] = [(column, COLUMN_WORDS[column]) for column in COLUMNS]
    return render(request, "pacts/desk/paste_units.html", context | letters_of(paste.readable, found.unread))


def read_paste(text, posted):
    """Return (the UnitTable of a pasted table or None, the UnitList of any text).

    What the columns hold is posted as "column", where the user has said it.
    """
    if not is_table(text):
        return None, read_units(text)
    table = read_table(text, posted.getlist("column"))
    return table, table.units


def letters_of(text, unread):
    """Return how many letters and digits of a text were read, of how many, for the page."""
    every = sum(map(str.isalnum, text))
    return {"letters": every, "letters_read": every - sum(letter.isalnum() for part in unread for letter in part)}


def mended_pieces(posted):
    """Return the pieces as the user edited them, or none if the list itself must be parsed again.

    A ";" or a line break splits a piece, an empty piece is dropped, and the button "merge" joins one to the piece
    before.
    """
    if "find" in posted or "way" in posted:
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
    """A pasted text: the text, whether it was converted from an old font, and why it is refused, or ""."""

    text: str
    old_font: bool = False
    refusal: str = ""
    guesses: tuple[str, ...] = ()  # words that a lossy copy left unsure
    typed: str = ""  # the text before it was converted

    @property
    def readable(self):
        """The text to parse: "" if it is refused."""
        return "" if self.refusal else self.text


def pasted(request):
    """Return the Pasted of a request, converted from an old font where it is one. A text that is too long is shown
    but not parsed.
    """
    text = request.POST.get("text", "")
    if refusal := too_long_to_paste(text):
        return Pasted(text, refusal=refusal)
    if "as_typed" in request.POST:
        return Pasted(request.POST.get("typed", text))
    reading = read_old_font(text)
    return Pasted(reading.text, bool(reading.font), guesses=reading.guesses, typed=text)


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
