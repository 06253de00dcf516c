"""Units: all of them, and one through the years with its lineage."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from awards.models import Award
from clusters.models import Membership, Succession, Unit, UnitName
from pactsite.pages.clusters import with_public_pacts
from pactsite.pages.names import day_of, places_of, with_names
from pactsite.pages.paging import Asked

MOST_AWARDS = 50


@login_not_required
@require_safe
def unit_list(request):
    asked = Asked(request.GET)
    units = Unit.objects.matching(asked.q).with_place().prefetch_related("names").order_by("sort_key", "pk")
    return render(request, "pages/units.html", {"asked": asked, "page": asked.page(units)})


@login_not_required
@require_safe
def unit_detail(request, slug):
    unit = get_object_or_404(with_lineage(Unit.objects.with_place()), slug=slug)
    page = Asked(request.GET).page(memberships_of(unit))
    memberships = list(page)
    with_public_pacts(row.cluster_year for row in memberships)
    for row in memberships:
        pact = row.cluster_year.public_pact
        row.day = day_of(row.cluster_year, pact and pact.conference)
    awards = list(awards_of(unit))
    for award in awards:
        award.day = award.merit_year and str(award.merit_year)
    places = [place for row in memberships for place in places_of(row.cluster_year.cluster.place)]
    awarded = [unit for award in awards for unit in (award.unit, award.of_unit)]
    with_names([*places, *awarded, *(row.unit for row in memberships)])
    context = {"unit": unit, "page": page, "memberships": memberships, "awards": awards}
    return render(request, "pages/unit.html", context)


def with_lineage(units):
    """Return a queryset that brings what a unit was called, whence it came and where it went."""
    return units.select_related("parent", "end_basis").prefetch_related(
        Prefetch("names", UnitName.objects.select_related("place", "basis")),
        Prefetch("origins", Succession.objects.select_related("predecessor", "basis").order_by("on", "pk")),
        Prefetch("onward", Succession.objects.select_related("successor", "basis").order_by("on", "pk")),
    )


def memberships_of(unit):
    """Return a unit's years in clusters, newest first."""
    rows = Membership.objects.filter(unit=unit).of_public_years().select_related("unit")
    return rows.select_related("cluster_year__cluster__place__place__place")


def awards_of(unit):
    """Return the awards of a unit, its parts and its people, newest merit first."""
    rows = Award.objects.public().filter(Q(unit=unit) | Q(of_unit=unit)).with_names()
    return rows.order_by("-merit_year", "pk")[:MOST_AWARDS]
