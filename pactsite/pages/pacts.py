"""All pacts as a list, with its filters."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import redirect, render

from clusters.models import ClusterKind, ClusterYear
from clusters.public import public_page
from pacts.models import Commitment, Conference, Pact, PactMovement
from pactsite.pages.asking import STATES, PactsAsked
from pactsite.pages.names import day_of, places_of, with_names
from pactsite.pages.ring import ring_of
from pactsite.pages.wording import row_remark


@public_page
def pact_list(request):
    asked = PactsAsked(request.GET)
    if asked.meant:
        return redirect(request.path + asked.meant)
    page = asked.page(asked.pacts().values_list("pk", flat=True), count=asked.count)
    context = {
        "asked": asked,
        "page": page,
        "pacts": rows_of(page.object_list),
        "kinds": ClusterKind.choices,
        "states": STATES,
    }
    return render(request, "pages/pacts.html", context)


def rows_of(keys):
    """Return the pacts with these keys (a slice of a queryset), newest first, with everything their rows show.

    The counts are asked only for these pacts: asked with the page itself they would be counted for every pact.
    """
    sources = ClusterYear.sources.through.objects.filter(clusteryear=OuterRef("cluster_year"))
    rows = Pact.objects.filter(pk__in=keys).for_list().newest_first()
    rows = list(
        rows.annotate(
            has_source=Exists(sources),
            agreed_count=counted(Commitment.objects.filter(standing=Commitment.Standing.AGREED)),
            movement_count=counted(PactMovement.objects),
        )
    )
    with_names(place for pact in rows for place in places_of(pact.cluster_year.cluster.place))
    for pact in rows:
        pact.meeting, place = pact.conference or Conference(), pact.cluster_year.cluster.place
        pact.province = place and place.province
        pact.day, pact.ring = day_of(pact.cluster_year, pact.conference), ring_of(pact.cluster_year)
        pact.remark = row_remark(pact)
    return rows


def counted(rows):
    """Return how many rows the pact of the outer query has."""
    count = rows.filter(pact=OuterRef("pk")).order_by().values("pact").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count), 0)
