"""The page that finds a unit outside the roster: a conference's host, or a participant's unit."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.intake.unit_matching import match_units
from clusters.intake.unit_names import Piece
from pacts.desk.access import day_of, document_at, shows_typed_text, written_pact
from pacts.desk.form_layout import UNITS_CHOSEN
from pacts.desk.unit_proposals import NEW
from pacts.document.forms import LABELS, ROWS
from pacts.services.drafts import put_unit

LONGEST = 300  # letters of a unit's name


@require_http_methods(["GET", "POST"])
@shows_typed_text
def unit_pick(request, cluster, label):
    """Find a unit by its name and store it at the place given in the query (`cho`)."""
    pact = written_pact(request, cluster, label)
    place, text = request.GET.get("cho", ""), request.POST.get("text", "").strip()
    section = checked_section(document_at(pact), place)
    if len(text) > LONGEST:
        messages.error(request, _("A name has at most %(most)s letters.") % {"most": LONGEST})
    match = match_of(pact, text) if 0 < len(text) <= LONGEST else None
    chosen = request.POST.get("unit", "")
    if match and "take" in request.POST and (chosen == NEW or chosen in {unit.slug for unit in match.units}):
        try:
            unit = chosen if chosen != NEW else None
            put_unit(pact=pact, place=place, unit=unit, name=capfirst(text), by=request.user)
            return redirect(reverse("desk:pact", args=[cluster, label]) + f"#{section}")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    context = {"pact": pact, "text": text, "match": match, "address": [cluster, label], "part": LABELS[section]}
    return render(request, "pacts/desk/unit_pick.html", context)


def checked_section(document, place):
    """Return the part of the document a place is in. Raises Http404 unless the place holds a unit."""
    section, *key, field = place.split("/") if "/" in place else ("", "")
    rows = {row["key"] for row in document.get(section) or []} if section in ROWS else {""}
    if (section, field) not in UNITS_CHOSEN or bool(key) != (section in ROWS) or "/".join(key) not in rows:
        raise Http404
    return section


def match_of(pact, text):
    """Return the Match of one typed name, on the day of signing and in the place of the cluster."""
    day = day_of(pact, document_at(pact))
    return match_units([Piece(text)], day=day, place=pact.cluster_year.cluster.place)[0]
