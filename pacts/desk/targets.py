"""Numbers found in the commitments, offered as targets; none is added without the user's choice."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clusters.common.text import fold
from pacts.desk.access import document_at, shows_typed_text, written_pact
from pacts.document.forms import ROWS
from pacts.intake.targets import figures_in
from pacts.paper.promises import agreed
from pacts.paper.targets import short_figure
from pacts.services.drafts import add_targets


@dataclass(frozen=True)
class Offer:
    """A commitment and the target rows found in its text."""

    number: int
    text: str
    rows: list[dict]

    @property
    def shown(self):
        """Return [(row, its figure as written)]."""
        return [(row, short_figure(row)) for row in self.rows]


@require_http_methods(["GET", "POST"])
@shows_typed_text
def targets_add(request, cluster, label):
    pact = written_pact(request, cluster, label)
    offers = offers_of(document_at(pact))
    if request.method == "POST":
        taken = request.POST.getlist("take")
        rows = [row for offer in offers for row in offer.rows if row["key"] in taken]
        count = add_targets(pact=pact, rows=rows, by=request.user)
        messages.success(request, ngettext("%(n)s target added.", "%(n)s targets added.", count) % {"n": count})
    elif not offers:
        messages.info(request, _("The commitments say no number that is not among the targets."))
    if request.method == "POST" or not offers:
        return redirect("desk:pact", cluster, label)
    context = {"pact": pact, "offers": offers, "address": [cluster, label]}
    return render(request, "pacts/desk/targets.html", context)


def offers_of(document):
    """Return an Offer for each agreed commitment with a number that is not among the targets yet."""
    worded = [row for row in agreed(document.get("commitments") or []) if row.get("text")]
    known = {(row.get("commitment"), fold(row.get("text") or "")) for row in document.get("targets") or []}
    offers = [Offer(number, row["text"], _rows_of(row, known)) for number, row in enumerate(worded, start=1)]
    return [offer for offer in offers if offer.rows]


def _rows_of(commitment, known):
    """Return the target rows found in a commitment's text, with keys that are equal each time."""
    key = commitment["key"]
    fields = dict.fromkeys(ROWS["targets"].base_fields)
    found = [fields | row | {"commitment": key} for row in figures_in(commitment["text"])]
    for row in found:
        row["key"], part_of = f"{key}-{row['key']}", row["part_of"]
        row["part_of"] = f"{key}-{part_of}" if part_of else None
    return [row for row in found if (key, fold(row["text"])) not in known]
