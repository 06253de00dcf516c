"""Yearly figures of pacts and units, by the year of the pact."""

from django.db.models import Count, Exists, OuterRef

from clusters.models import Membership
from pacts.models import Pact

OF_YEAR = "cluster_year__year"


def pacts_and_units():
    """Return {year: {pacts, unlisted, units, places}}, newest first, in two queries.

    `units` are counted once a year, `places` in every roster they stand in; `unlisted` are pacts without a roster.
    """
    public = Pact.objects.public()
    listed = Exists(Membership.objects.filter(cluster_year=OuterRef("cluster_year")))
    pacts = public.order_by(f"-{OF_YEAR}").values(OF_YEAR)
    pacts = pacts.annotate(pacts=Count("pk"), unlisted=Count("pk", filter=~listed))
    rosters = Membership.objects.filter(cluster_year__pact__in=public).order_by().values(OF_YEAR)
    units = rosters.annotate(units=Count("unit", distinct=True), places=Count("pk"))
    found = {row.pop(OF_YEAR): row | {"units": 0, "places": 0} for row in pacts}
    for row in units:
        found[row.pop(OF_YEAR)].update(row)
    return found
