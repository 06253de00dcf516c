"""The new units of a roster, which a paste may have cut wrongly: renamed, merged into another, or removed."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.common.text import normalise
from clusters.intake.unit_matching import match_units
from clusters.intake.unit_pieces import Piece
from clusters.models import Unit
from pacts.desk.access import day_of, document_at, shows_typed_text, written_pact
from pacts.services.new_units import merge_new_unit, obstacle_to, remove_new_unit, rename_new_unit

LONGEST = 300  # letters of a unit's name


@dataclass(frozen=True)
class NewUnit:
    """A unit that waits for a check: why it may not be changed, or the units it may be the same as."""

    unit: Unit
    obstacle: str
    words: str = ""  # by which others were looked for
    others: tuple[Unit, ...] = ()


@require_http_methods(["GET", "POST"])
@shows_typed_text
def new_units(request, cluster, label):
    pact = written_pact(request, cluster, label)
    document = document_at(pact)
    listed = [row["unit"] for row in document.get("units") or []]
    units = list(Unit.objects.filter(slug__in=listed, checked=False).order_by("sort_key", "pk"))
    if request.method == "POST":
        unit = next((unit for unit in units if unit.slug == request.POST.get("unit")), None)
        if unit is None:
            raise Http404
        if "find" not in request.POST and _changed(request, unit):
            return redirect("desk:new_units", cluster, label)
    rows = [_row(pact, document, unit, request) for unit in units]
    return render(request, "pacts/desk/new_units.html", {"pact": pact, "rows": rows, "address": [cluster, label]})


def _row(pact, document, unit, request):
    """Return a unit as the page shows it, with those found by the words that were typed beside it."""
    words = ""
    if request.POST.get("unit") == unit.slug:
        words = normalise(request.POST.get("words", ""))[:LONGEST]
    others = []
    if words:
        place = pact.cluster_year.cluster.place
        [match] = match_units([Piece(words)], day=day_of(pact, document), place=place)
        others = [other for other in match.units if other.pk != unit.pk]
    return NewUnit(unit, obstacle_to(unit, request.user), words, tuple(others))


def _changed(request, unit):
    """Do what was asked with a unit, and say so; False with the reason if it cannot be done."""
    posted, by = request.POST, request.user
    try:
        if "rename" in posted:
            unit = rename_new_unit(unit=unit, name=normalise(posted.get("name", ""))[:LONGEST], by=by)
            said = _("The unit is now called %(name)s.") % {"name": unit.name}
        elif "merge" in posted:
            into = Unit.objects.filter(slug=posted.get("into", "")).first()
            if into is None:
                raise ValidationError(_("Choose another unit to merge it into."))
            merge_new_unit(unit=unit, into=into, by=by)
            said = _("%(name)s has been merged into %(other)s.") % {"name": unit.name, "other": into.name}
        else:
            remove_new_unit(unit=unit, by=by)
            said = _("%(name)s has been removed.") % {"name": unit.name}
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, said)
    return True
