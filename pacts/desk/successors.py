"""Units of a roster that no longer stand: who takes their place is for a person to say."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clusters.models import Unit
from pacts.desk.access import day_of, document_at, keeps_words, written_pact
from pacts.document.carry_over import ended_units
from pacts.services.drafts import replace_units

KEEP = "keep"


@dataclass(frozen=True)
class Ending:
    """One ended unit of the roster, on the page: its row, and the standing units that it lives on in."""

    key: str
    unit: Unit
    heirs: list

    @property
    def field(self):
        return f"ended-{self.key}"

    @property
    def proposed(self):
        """Return what is ticked at first: its one heir, else the unit itself, because nobody has chosen yet."""
        return self.heirs[0].slug if len(self.heirs) == 1 else KEEP

    def chosen(self, posted):
        """Return the addresses of the units that shall stand in its place."""
        answers = posted.getlist(self.field)
        kept = [self.unit.slug] if KEEP in answers else []
        return kept + [heir.slug for heir in self.heirs if heir.slug in answers]


@require_http_methods(["GET", "POST"])
@keeps_words
def successors_choose(request, cluster, label):
    pact = written_pact(request, cluster, label)
    endings = endings_of(pact)
    if request.method == "POST" and endings:
        asked = request.POST.getlist("asked")  # one that has come into the roster since is asked next time
        places = {ending.key: ending.chosen(request.POST) for ending in endings if ending.key in asked}
        count = replace_units(pact=pact, places=places, by=request.user)
        words = ngettext("%(n)s unit of the roster changed.", "%(n)s units of the roster changed.", count)
        messages.success(request, words % {"n": count})
    if request.method == "POST" or not endings:
        return redirect("desk:pact", cluster, label)
    context = {"pact": pact, "endings": endings, "address": [cluster, label]}
    return render(request, "pacts/desk/successors.html", context)


def endings_of(pact):
    """Return an Ending for each unit of a draft's roster that no longer stands on the day of signing."""
    document = document_at(pact)
    keys = {row["unit"]: row["key"] for row in document.get("units") or []}
    return [Ending(keys[unit.slug], unit, heirs) for unit, heirs in ended_units(document, day_of(pact, document))]
