"""The list of units, and the page of one unit: its years, names, predecessors and successors."""

from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from awards.public import public_units
from clusters.common.list_query import ListForm, PageForm
from clusters.common.names_on_day import places_of
from clusters.common.public import public_page
from clusters.models import Cluster, Succession, Unit
from clusters.successions import current_successors
from pacts.models import Pact
from pactsite.pages.timeline import day_after, former_states, timeline_of, years_of

MAX_NAMESAKES = 10  # units of the same name that are listed
OLDEST_FIRST = [F("on").asc(nulls_last=True), "pk"]


@public_page
def unit_list(request):
    filters = ListForm(request.GET)
    units = public_units(Unit.objects).matching(filters.words).with_place().prefetch_related("names")
    page = filters.page(units.order_by("sort_key", "pk"))
    return render(request, "pages/units.html", {"filters": filters, "page": page})


@public_page
def unit_detail(request, slug):
    units = with_organises(Unit.objects.with_place()).select_related("parent", "end_basis")
    unit = get_object_or_404(units, slug=slug)
    if not unit.checked and not public_units(Unit.objects.filter(pk=unit.pk)).exists():
        raise Http404
    filters, years = PageForm(request.GET), years_of(unit)
    page = filters.page(years)
    origins, onward = lineage_of(unit)
    timeline = timeline_of(unit, years, page, origins, onward)
    context = {"unit": unit, "filters": filters, "page": page, "timeline": [] if filters.problems else timeline}
    context |= {
        "continuation": continuation_of(unit, onward),
        "origins": origins,
        "same": same_name(unit),
        "states": states_of(unit),
        "years": years,
    }
    return render(request, "pages/unit.html", context)


def with_organises(units):
    """Annotate units with `organises`: whether they organise a cluster that has public pacts."""
    public = Pact.objects.public().filter(cluster_year__cluster__organiser=OuterRef("pk"))
    # One uncorrelated subquery excludes units that organise nothing; only the others need a subquery each.
    some = Q(pk__in=Cluster.objects.exclude(organiser=None).values("organiser"))
    return units.annotate(organises=Case(When(some, then=Exists(public)), default=Value(False)))


def lineage_of(unit):
    """Return (successions into a unit, successions out of it), each oldest first, in one query."""
    rows = Succession.objects.filter(Q(predecessor=unit) | Q(successor=unit)).order_by(*OLDEST_FIRST)
    rows = rows.select_related("predecessor__place", "successor__place", "basis")
    return [row for row in rows if row.successor_id == unit.pk], [row for row in rows if row.predecessor_id == unit.pk]


@dataclass(frozen=True)
class Continuation:
    """The successors of a unit that has ended, or of the ended territory in which an existing unit lies."""

    successors: list  # [(succession, existing units it led to, if the successor has ended)]
    place: Unit | None  # the nearest territory that has ended
    place_today: list


def continuation_of(unit, onward):
    """Return the Continuation of a unit; one query for each generation of ended successors."""
    place = None if unit.has_ended else next((place for place in places_of(unit.place) if place.has_ended), None)
    ended = [row.successor for row in onward if row.successor.has_ended] + ([place] if place else [])
    heirs = current_successors(ended) if ended else {}
    successors = [(row, heirs.get(row.successor_id, [])) for row in onward]
    return Continuation(successors, place, heirs.get(place.pk, []) if place else [])


def same_name(unit):
    namesakes = Unit.objects.filter(checked=True, sort_key=unit.sort_key).exclude(pk=unit.pk)
    return list(namesakes.with_place().order_by("place__sort_key", "pk")[:MAX_NAMESAKES])


def states_of(unit):
    """Return a unit's names, the present one first: [(name, first day, last day, row)]; a day may be None.

    `row` is the UnitName of a former name, None for the present one. Prefetch `names`.
    """
    former = former_states(unit)
    begun = [unit.founded_on, *(day_after(row.until) for row in former)]
    states = [(row.name, first, row.until, row) for row, first in zip(former, begun, strict=False)]
    return [(unit.name, begun[-1], None, None), *reversed(states)]
