"""The register's first page: the newest pacts by year, and what the register holds in figures."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Case, Count, F, Q, Sum, When
from django.shortcuts import render
from django.views.decorators.http import require_safe

from awards.models import Award
from clusters.models.units import PROVINCIAL
from clusters.paging import ROWS
from pacts.models import Pact
from pactsite.pages.pacts import rows_of, years

PLACE = "cluster_year__cluster__place"


@login_not_required
@require_safe
def home(request):
    newest = Pact.objects.public().newest_first().values_list("pk", flat=True)[:ROWS]
    context = {"years": years(), "pacts": rows_of(newest), "figures": figures()}
    context["total"] = sum(context["years"].values())
    return render(request, "pages/home.html", context)


def figures():
    """Return how many clusters, provinces and awards the public pacts and the roll speak of."""
    found = Pact.objects.public().aggregate(
        clusters=Count("cluster_year__cluster", distinct=True), provinces=Count(province(), distinct=True)
    )
    named = When(Q(unit__isnull=False) | Q(recipient_name__isnull=False), then=1)
    quantity = Case(When(granted_count__isnull=False, then="granted_count"), named, default=0)
    granted = Award.objects.public().filter(state=Award.State.GRANTED)
    return found | granted.aggregate(awards=Sum(quantity, default=0))


def province():
    """Return the province a pact's cluster lies in, up to two territories above its place."""
    chain = [PLACE, f"{PLACE}__place", f"{PLACE}__place__place"]
    return Case(*[When(**{f"{place}__kind__in": PROVINCIAL}, then=F(f"{place}_id")) for place in chain])
