"""Units: all of them, and one through the years with its lineage."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from awards.models import Award
from clusters.models import ClusterYear, Membership, Succession, Unit, UnitName
from clusters.paging import Asked
from pacts.models import Conference, Pact, Participation
from pactsite.pages.clusters import TOLD, with_public_pacts
from pactsite.pages.names import day_of, places_of, with_names

MOST_AWARDS = 50
OLDEST_FIRST = [F("on").asc(nulls_last=True), "pk"]


@login_not_required
@require_safe
def unit_list(request):
    asked = Asked(request.GET)
    units = told(Unit.objects).matching(asked.q).with_place().prefetch_related("names").order_by("sort_key", "pk")
    return render(request, "pages/units.html", {"asked": asked, "page": asked.page(units)})


@login_not_required
@require_safe
def unit_detail(request, slug):
    unit = get_object_or_404(with_lineage(told(Unit.objects).with_place()), slug=slug)
    asked = Asked(request.GET)
    page = asked.page(memberships_of(unit))
    memberships, awards = list(page), awards_of(unit)
    name_days(memberships, awards)
    context = {"unit": unit, "asked": asked, "page": page, "memberships": memberships, "awards": awards}
    return render(request, "pages/unit.html", context)


def told(units):
    """Return only the units everybody may read of: one entered for a draft and not checked is part of that draft."""
    own = OuterRef("pk")
    public = Pact.objects.public()
    listed = Membership.objects.filter(unit=own, cluster_year__in=ClusterYear.objects.filter(TOLD))
    present = Participation.objects.filter(unit=own, conference__pacts__in=public)
    hosted = Conference.objects.filter(host=own, pacts__in=public)
    awarded = Award.objects.public().filter(Q(unit=own) | Q(of_unit=own))
    named = [Exists(rows) for rows in (listed, present, hosted, awarded)]
    return units.filter(Q(checked=True) | named[0] | named[1] | named[2] | named[3])


def name_days(memberships, awards):
    """Tell each row its public pact and the day whose names it is told in, and read those names."""
    with_public_pacts(row.cluster_year for row in memberships)
    for row in memberships:
        row.day = day_of(row.cluster_year, row.cluster_year.public_pact and row.cluster_year.public_pact.conference)
    for award in awards:
        award.day = award.merit_year and str(award.merit_year)
    places = [place for row in memberships for place in places_of(row.cluster_year.cluster.place)]
    awarded = [unit for award in awards for unit in (award.unit, award.of_unit)]
    with_names([*places, *awarded, *(row.unit for row in memberships)])


def with_lineage(units):
    """Return a queryset that brings what a unit was called, whence it came and where it went."""
    return units.select_related("parent", "end_basis").prefetch_related(
        Prefetch("names", UnitName.objects.select_related("place", "basis")),
        Prefetch("origins", Succession.objects.select_related("predecessor", "basis").order_by(*OLDEST_FIRST)),
        Prefetch("onward", Succession.objects.select_related("successor", "basis").order_by(*OLDEST_FIRST)),
    )


def memberships_of(unit):
    """Return a unit's years in clusters, newest first."""
    told = ClusterYear.objects.filter(TOLD)
    rows = Membership.objects.filter(unit=unit, cluster_year__in=told).newest_first().select_related("unit")
    return rows.select_related("cluster_year__cluster__place__place__place")


def awards_of(unit):
    """Return the awards of a unit, its parts and its people, newest merit first."""
    rows = Award.objects.public().filter(Q(unit=unit) | Q(of_unit=unit)).with_names()
    return list(rows.order_by(F("merit_year").desc(nulls_last=True), "pk")[:MOST_AWARDS])
