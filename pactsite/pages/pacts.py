"""All pacts as a list, with its filters."""

from django.db.models import Count, Exists, OuterRef, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from clusters.common.names_on_day import day_of, places_of
from clusters.common.public import public_page
from clusters.models import ClusterKind, ClusterYear
from pacts.models import Commitment, Conference, Pact, PactMovement
from pacts.paper.wording import units_remark
from pactsite.pages.opendata.columns import columns, names_of
from pactsite.pages.pact_filters import STATES, PactFilters
from pactsite.pages.ring import rings_of

# What a row shows.
PLACE = "cluster_year__cluster__place"
SHOWN = {
    "": "theme status stated_commitments cluster_year conference",
    "cluster_year": "cluster slug label year name stated_units counts_leaders",
    "cluster_year__cluster": "slug name place",
    PLACE: "name kind place",
    f"{PLACE}__place": "name kind place",
    f"{PLACE}__place__place": "name kind place",
    "conference": "held_on venue",
}


@public_page
def pact_list(request):
    filters = PactFilters(request.GET)
    if filters.only_match:
        return redirect(request.path + filters.only_match)
    page = filters.page(filters.pacts().values_list("pk", flat=True), count=filters.count)
    context = {
        "filters": filters,
        "page": page,
        "pacts": rows_of(page.object_list),
        "kinds": ClusterKind.choices,
        "states": STATES,
    }
    return render(request, "pages/pacts.html", context)


def rows_of(keys):
    """Return the pacts with these keys (a list, or a slice of a queryset), newest first, with what their rows show."""
    rows = list(told_in_rows().filter(pk__in=keys))
    places = [place for pact in rows for place in places_of(pact.cluster_year.cluster.place)]
    prefetch_related_objects(places, names_of())
    rings = rings_of([pact.cluster_year for pact in rows])
    for pact in rows:
        pact.meeting, place = pact.conference or Conference(), pact.cluster_year.cluster.place
        pact.province = place and place.province
        pact.day, pact.ring = day_of(pact.cluster_year, pact.conference), rings[pact.cluster_year_id]
        pact.remark = row_remark(pact)
    return rows


def told_in_rows():
    """Return a queryset of all pacts with everything a row shows, except names and rings.

    Filter it by the keys of a page: the counts are subqueries, which a sorted list would evaluate for every pact.
    """
    sources = ClusterYear.sources.through.objects.filter(clusteryear=OuterRef("cluster_year"))
    rows = Pact.objects.newest_first().annotate(
        has_source=Exists(sources),
        agreed_count=counted(Commitment.objects.agreed()),
        movement_count=counted(PactMovement.objects),
    )
    return columns(rows, SHOWN)


def counted(rows):
    """Return how many rows the pact of the outer query has."""
    count = rows.filter(pact=OuterRef("pk")).order_by().values("pact").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count), 0)


def row_remark(pact):
    """Return the one thing worth saying beside a pact in a list."""
    n = pact.agreed_count or pact.stated_commitments
    if pact.ring and pact.ring.differs:
        return units_remark(pact.ring, pact.has_source)
    if n:
        return ngettext("%(n)s commitment", "%(n)s commitments", n) % {"n": n}
    if pact.movement_count:
        return ngettext("%(n)s movement", "%(n)s movements", pact.movement_count) % {"n": pact.movement_count}
    return ""
