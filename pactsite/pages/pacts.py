"""All pacts as a list, with its filters."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusters.models import ClusterKind, ClusterYear
from clusters.paging import Asked, whole_number
from pacts.models import Commitment, Conference, Pact, PactMovement
from pactsite.pages.names import day_of, places_of, with_names
from pactsite.pages.ring import ring_of
from pactsite.pages.wording import row_remark


@login_not_required
@require_safe
def pact_list(request):
    asked = PactsAsked(request.GET)
    page = asked.page(asked.pacts().values_list("pk", flat=True))
    context = {
        "asked": asked,
        "page": page,
        "pacts": rows_of(page.object_list),
        "years": years(),
        "kinds": ClusterKind.choices,
    }
    return render(request, "pages/pacts.html", context)


class PactsAsked(Asked):
    """Which pacts: words, a year, cluster or bloc."""

    def __init__(self, params):
        super().__init__(params)
        self.nam, self.loai = params.get("nam", ""), params.get("loai", "")
        self.year = whole_number(self.nam, digits=4)
        if self.nam and not self.year:
            self.problems.append(_("The year to show is not valid."))
        if self.loai and self.loai not in ClusterKind.values:
            self.problems.append(_("The kind to show is neither cluster nor bloc."))

    @property
    def narrows(self):
        """Whether anything at all is asked for."""
        return bool(self.q or self.nam or self.loai)

    def pacts(self):
        """Return what the public may read of it, newest first."""
        pacts = Pact.objects.public()
        if self.q:
            pacts = pacts.matching(self.q)
        if self.year:
            pacts = pacts.filter(cluster_year__year=self.year)
        if self.loai in ClusterKind.values:
            year_kind = Q(cluster_year__kind=self.loai)
            pacts = pacts.filter(year_kind | Q(cluster_year__kind=None, cluster_year__cluster__kind=self.loai))
        return pacts.newest_first()


def years():
    """Return each year with public pacts and how many it has, newest first."""
    rows = Pact.objects.public().values("cluster_year__year").annotate(pacts=Count("pk"))
    return {row["cluster_year__year"]: row["pacts"] for row in rows.order_by("-cluster_year__year")}


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
