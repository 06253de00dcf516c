"""The list of pacts with its filters."""

from django.db.models import Count, Exists, OuterRef, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from clusters.common.names_on_day import day_of, places_of
from clusters.common.public import public_page
from clusters.models import ClusterKind, ClusterYear
from pacts.models import Commitment, Conference, Pact, PactMovement
from pacts.paper.wording import units_remark
from pactsite.pages.opendata.columns import former_names, only_columns
from pactsite.pages.pact_filters import STATES, PactFilters
from pactsite.pages.ring import rings_of

# Columns read for a row, by the path of their model.
PLACE = "cluster_year__cluster__place"
ROW_COLUMNS = {
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
        "pacts": pact_rows(page.object_list),
        "kinds": ClusterKind.choices,
        "states": STATES,
    }
    return render(request, "pages/pacts.html", context)


def pact_rows(keys):
    """Return the pacts with these keys (a list or a slice of a queryset), newest first, with all that a row shows."""
    rows = list(row_queryset().filter(pk__in=keys))
    places = [place for pact in rows for place in places_of(pact.cluster_year.cluster.place)]
    prefetch_related_objects(places, former_names())
    rings = rings_of([pact.cluster_year for pact in rows])
    for pact in rows:
        pact.meeting, place = pact.conference or Conference(), pact.cluster_year.cluster.place
        pact.province = place and place.province
        pact.day, pact.ring = day_of(pact.cluster_year, pact.conference), rings[pact.cluster_year_id]
        pact.remark = row_remark(pact)
    return rows


def row_queryset():
    """Return a queryset of all pacts with all that a row shows, except unit names and rings.

    Filter it by the keys of a page: the counts are subqueries, which a sorted list would evaluate for every pact.
    """
    sources = ClusterYear.sources.through.objects.filter(clusteryear=OuterRef("cluster_year"))
    rows = Pact.objects.newest_first().annotate(
        has_source=Exists(sources),
        agreed_count=count_subquery(Commitment.objects.agreed()),
        movement_count=count_subquery(PactMovement.objects),
    )
    return only_columns(rows, ROW_COLUMNS)


def count_subquery(rows):
    count = rows.filter(pact=OuterRef("pk")).order_by().values("pact").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count), 0)


def row_remark(pact):
    """Return the remark of a list row: contradicting unit numbers, else the number of commitments or movements."""
    n = pact.agreed_count or pact.stated_commitments
    if pact.ring and pact.ring.differs:
        return units_remark(pact.ring, pact.has_source)
    if n:
        return ngettext("%(n)s commitment", "%(n)s commitments", n) % {"n": n}
    if pact.movement_count:
        return ngettext("%(n)s movement", "%(n)s movements", pact.movement_count) % {"n": pact.movement_count}
    return ""
