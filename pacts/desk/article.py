"""A whole article in one box: what it says, marked where it stands, and entered with one button."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from clusters.common.dates import display_partial
from clusters.common.rate_limits import limited
from clusters.intake.unit_pieces import Piece
from pacts.desk.access import document_at, shows_typed_text, written_pact
from pacts.desk.paste import Pasted, pasted
from pacts.desk.unit_proposals import Proposal, proposals_for
from pacts.intake.article.facts import Fact
from pacts.intake.article.reading import labels_of_other_kinds, read_article
from pacts.intake.files import text_of_file
from pacts.intake.targets import figures_in
from pacts.models import Conference
from pacts.services.articles import HEADER_FIELDS, add_article, has_row, header_value, row_of

LABELS = {
    "signed_on": gettext_lazy("Signing day"),
    "part_of_day": gettext_lazy("Part of the day"),
    "venue": gettext_lazy("Venue"),
    "stated_unit_count": gettext_lazy("Stated number of units"),
    "theme": gettext_lazy("Theme"),
    "slogan": gettext_lazy("Slogan"),
    "stated_commitments": gettext_lazy("Stated number of commitments"),
    "stated_targets": gettext_lazy("Stated number of targets"),
    "open_ended": gettext_lazy("The list is open-ended"),
    "commitments": gettext_lazy("Commitment"),
    "targets": gettext_lazy("Target"),
    "participants": gettext_lazy("Person present"),
    "movements": gettext_lazy("Movement"),
    "documents": gettext_lazy("Document"),
}
MARKED = LABELS | {
    "units": gettext_lazy("Unit"),
    "cluster": gettext_lazy("Cluster or bloc"),
    "year": gettext_lazy("Year"),
    "label": gettext_lazy("Year"),
}
WORDED = ("theme", "slogan", "commitments", "targets", "movements", "venue")  # may be put in each other's place
SHOWN = tuple(LABELS)


@dataclass(frozen=True)
class Line:
    """A fact as the page shows it: a box to leave it out, and the list it goes to."""

    number: int
    fact: Fact
    text: str
    is_taken: bool
    differs: str = ""  # what the draft has in its place
    is_known: bool = False  # the draft has it already

    @property
    def label(self):
        return LABELS[self.fact.kind]

    @property
    def places(self):
        """Return the [(kind, label)] this fact may go to."""
        return [(kind, LABELS[kind]) for kind in WORDED] if self.fact.kind in WORDED else []


@require_http_methods(["GET", "POST"])
@limited("paste", method="POST", accounts=True)
@shows_typed_text
def article_add(request, cluster, label):
    pact = written_pact(request, cluster, label)
    paste = _given(request)
    reading = read_article(paste.readable) if paste.readable else None
    document = document_at(pact)
    lines = lines_of(reading, document, request.POST) if reading else []
    applied = "apply" in request.POST
    proposals = (
        [each.answered(request.POST, applied) for each in proposals_for(pact, _pieces(reading))] if reading else []
    )
    undecided = [proposal for proposal in proposals if proposal.is_refused]
    if applied and reading and not undecided:
        try:
            chosen = [line.fact for line in lines if line.is_taken]
            units = Proposal.chosen(proposals)
            source = source_of(reading) if "source" in request.POST else None
            count = add_article(pact=pact, facts=chosen, units=units, source=source, by=request.user)
            messages.success(request, ngettext("%(n)s fact entered.", "%(n)s facts entered.", count) % {"n": count})
            return redirect(reverse("desk:pact", args=[cluster, label]))
        except ValidationError as error:
            if getattr(error, "code", None) == "not_written":
                raise
            messages.error(request, " ".join(error.messages))
    context = {"pact": pact, "paste": paste, "lines": lines, "proposals": proposals, "address": [cluster, label]}
    context |= {"undecided": next(iter(undecided), None), "marked": marked(reading) if reading else []}
    context |= {
        "source": source_of(reading) if reading else None,
        "source_taken": not applied or "source" in request.POST,
    }
    context["others"] = others_of(reading) if reading else []
    return render(request, "pacts/desk/article.html", context)


def _given(request):
    """Return the Pasted of the box, or of the file that was sent instead."""
    file = request.FILES.get("file")
    if not file:
        return pasted(request)
    try:
        return Pasted(text_of_file(file))
    except ValidationError as error:
        return Pasted(request.POST.get("text", ""), refusal=" ".join(error.messages))


def _pieces(reading):
    return [Piece(unit.get("named") or unit["name"], unit["role"]) for unit in reading.rows("units")]


# --- Facts as lines -------------------------------------------------------------------------------


def lines_of(reading, document, posted):
    """Return a Line for each fact a draft can hold, as it was posted or as it is proposed."""
    facts = [fact for fact in reading.facts if fact.kind in SHOWN and _is_offered(fact)]
    return [_line(number, fact, document, posted) for number, fact in enumerate(facts, start=1)]


def _is_offered(fact):
    return fact.kind != "commitments" or fact.value["standing"] == "agreed"


def _line(number, fact, document, posted):
    fact = _put_elsewhere(fact, posted.get(f"place-{number}", fact.kind))
    text, differs, is_known = text_of(fact), "", False
    if fact.kind in HEADER_FIELDS:
        now = header_value(document, fact.kind)
        is_known = now is not None and str(now) == str(fact.value)
        differs = "" if is_known or now in (None, "", False) else text_of(replace(fact, value=now))
    else:
        is_known = has_row(document, fact.kind, row_of(fact, document))
    shown = posted.get(f"fact-{number}") == text
    taken = f"take-{number}" in posted if shown else not (differs or is_known)
    return Line(number, fact, text, taken, differs, is_known)


def _put_elsewhere(fact, kind):
    """Return a worded fact as one of another kind, as the user wants it."""
    if kind == fact.kind or kind not in WORDED or fact.kind not in WORDED:
        return fact
    text = text_of(fact)
    if kind == "commitments":
        value = {"text": text, "standing": "agreed"}
    elif kind == "targets":
        value = {**next(iter(figures_in(text)), {}), "text": text}
    else:
        value = {"name": text} if kind == "movements" else text
    return replace(fact, kind=kind, value=value)


def text_of(fact):
    """Return what a fact says in one line, in the reader's language."""
    value = fact.value
    if fact.kind == "signed_on":
        return display_partial(str(value))
    if fact.kind == "part_of_day":
        return str(Conference.PartOfDay(value).label)
    if fact.kind == "open_ended":
        return _("yes")
    if fact.kind == "participants":
        return ", ".join([value["name"], *value["titles"]])
    if fact.kind == "documents":
        issued = display_partial(value["date"]) if value["date"] else None
        return ", ".join(filter(None, [value["number"], issued, value["issuer"]]))
    return str(value.get("text") or value.get("name")) if isinstance(value, dict) else str(value)


def others_of(reading):
    """Return [(label, sentence)] of what other apps read: a draft does not hold it, so it is entered elsewhere."""
    labels, found = labels_of_other_kinds(), {}
    for fact in reading.facts:
        if fact.kind in labels:
            sentence = next(span.text for span in reading.article.sentences if span.start <= fact.start < span.end)
            found[sentence] = labels[fact.kind]
    return [(label, sentence) for sentence, label in found.items()]


def source_of(reading):
    """Return the article itself as a row of the sources."""
    found = reading.answer()["sources"][0]
    if not found["title"]:
        return None
    return {"title": found["title"], "published_on": found["published_on"], "authors": found["authors"] or None}


def marked(reading):
    """Return the article's text as [(what it was read as or "", piece)]. Of facts that overlap the first is shown."""
    text, pieces, place = reading.article.text, [], 0
    labels = MARKED | labels_of_other_kinds()
    for fact in reading.facts:
        if place <= fact.start < fact.end and fact.kind in labels:
            pieces += [("", text[place : fact.start]), (labels[fact.kind], text[fact.start : fact.end])]
            place = fact.end
    spaced = [(label, piece.replace("\n", "\n\n")) for label, piece in [*pieces, ("", text[place:])]]
    return [(label, piece) for label, piece in spaced if piece]
