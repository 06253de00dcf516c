"""Units of a roster that have ended: the user chooses which successors take their place."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clusters.models import Unit
from pacts.desk.access import day_of, document_at, shows_typed_text, written_pact
from pacts.document.carry_over import ended_units
from pacts.services.drafts import replace_units

KEEP = "keep"


@dataclass(frozen=True)
class Ending:
    """One ended unit of the roster: its row, and the units that succeed it today."""

    key: str
    unit: Unit
    heirs: list

    @property
    def field(self):
        return f"ended-{self.key}"

    @property
    def proposed(self):
        """Return the initial choice: the only successor, else the unit itself."""
        return self.heirs[0].slug if len(self.heirs) == 1 else KEEP

    def chosen(self, posted):
        """Return the addresses of the units chosen to take its place."""
        answers = posted.getlist(self.field)
        kept = [self.unit.slug] if KEEP in answers else []
        return kept + [heir.slug for heir in self.heirs if heir.slug in answers]


@require_http_methods(["GET", "POST"])
@shows_typed_text
def successors_choose(request, cluster, label):
    pact = written_pact(request, cluster, label)
    endings = endings_of(pact)
    if request.method == "POST" and endings:
        asked = request.POST.getlist("asked")  # a unit added to the roster since is shown next time
        places = {ending.key: ending.chosen(request.POST) for ending in endings if ending.key in asked}
        count = replace_units(pact=pact, places=places, by=request.user)
        words = ngettext("%(n)s unit of the roster changed.", "%(n)s units of the roster changed.", count)
        messages.success(request, words % {"n": count})
    if request.method == "POST" or not endings:
        return redirect("desk:pact", cluster, label)
    context = {"pact": pact, "endings": endings, "address": [cluster, label]}
    return render(request, "pacts/desk/successors.html", context)


def endings_of(pact):
    """Return an Ending for each unit of a draft's roster that has ended by the signing day."""
    document = document_at(pact)
    keys = {row["unit"]: row["key"] for row in document.get("units") or []}
    return [Ending(keys[unit.slug], unit, heirs) for unit, heirs in ended_units(document, day_of(pact, document))]
