"""The list of clusters and blocs, and the page of one through the years."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render

from clusters.common.list_query import ListForm, PageForm
from clusters.common.names_on_day import day_of, places_of, with_names
from clusters.common.public import public_page
from clusters.models import Cluster, ClusterYear, Membership
from pacts.models import Conference, Pact
from pacts.public import PUBLIC_YEAR
from pactsite.pages.ring import ring_of
from pactsite.pages.rosters import roster_table, set_changes, successors_among


@public_page
def cluster_list(request):
    filters = ListForm(request.GET)
    page = filters.page(clusters_through_years().matching(filters.words).order_by("sort_key", "pk"))
    with_public_pacts(year for cluster in page for year in cluster.years.all())
    with_names(place for cluster in page for place in places_of(cluster.place))
    return render(request, "pages/clusters.html", {"filters": filters, "page": page})


@public_page
def cluster_detail(request, slug):
    clusters = Cluster.objects.select_related("place__place__place", "organiser")
    cluster = get_object_or_404(clusters.prefetch_related("predecessors", "successors"), slug=slug)
    filters = PageForm(request.GET)
    page = filters.page(years_of(cluster))
    years = load_years(cluster, page)
    shown, lines = roster_table(years)
    context = {"cluster": cluster, "filters": filters, "page": page, "years": years, "shown": shown, "lines": lines}
    return render(request, "pages/cluster.html", context)


def load_years(cluster, page):
    """Return the years of a page of results with pact, day, unit names, ring and the change since the year before."""
    years = list(page)
    for year in years:
        year.public_pact = getattr(year, "pact", None)  # PUBLIC_YEAR excludes years with a draft
        year.meeting = (year.public_pact and year.public_pact.conference) or Conference()
        year.day, year.ring, year.has_source = day_of(year, year.meeting), ring_of(year), bool(year.sources.all())
    units = [row.unit for year in years for row in year.memberships.all()]
    with_names([*places_of(cluster.place), cluster.organiser, *units])
    set_changes(years, successors_among(years) if len(years) > 1 else {})
    return years


def clusters_through_years():
    years = Prefetch("years", ClusterYear.objects.filter(PUBLIC_YEAR).order_by("-year", "-slug"))
    return Cluster.objects.select_related("place__place__place").prefetch_related(years)


def years_of(cluster):
    roster = Prefetch("memberships", Membership.objects.select_related("unit"))
    return (
        cluster.years.filter(PUBLIC_YEAR)
        .select_related("cluster", "pact__conference")
        .prefetch_related(roster, "sources")
        .order_by("-year", "-slug")
    )


def with_public_pacts(years):
    """Set `public_pact` of each year to its pact if it is public, else None, in one query. Return the years.

    Templates must use `public_pact`: `year.pact` may be a draft.
    """
    years = list(years)
    pacts = Pact.objects.public().filter(cluster_year__in=years).select_related("conference")
    found = {pact.cluster_year_id: pact for pact in pacts}
    for year in years:
        year.public_pact = found.get(year.pk)
    return years
