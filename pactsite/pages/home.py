"""The home page, the page about the register, and the redirect after signing in."""

from itertools import accumulate

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusters.common.list_query import ROWS
from clusters.common.page_cache import cached_figures
from clusters.common.public import public_page
from clusters.permissions import is_administrator
from pacts.models import Pact
from pacts.unit.session_pages import pages_of
from pactsite.pages.charts import chart_of_sizes, chart_of_years
from pactsite.pages.figures import figures
from pactsite.pages.pacts import pact_rows


@public_page
def home(request):
    found = cached_figures(request, "register", figures)
    pacts = pact_rows([key for (key,) in newest_keys(earliest_of_newest(found.pacts_by_year))])
    context = {"pacts": pacts, "figures": found, "total": found.pacts, "charts": charts_of(found)}
    return render(request, "pages/home.html", context)


def earliest_of_newest(pacts_by_year):
    """Return the earliest year on the first page of the list, so that the query sorts only pacts from then on."""
    sums = accumulate(pacts_by_year.values())
    return next((year for year, pacts in zip(pacts_by_year, sums, strict=True) if pacts >= ROWS), 0)


def newest_keys(earliest):
    """Return rows of (pk,) of the pacts on the first page of the list, none of them before the year `earliest`."""
    return Pact.objects.public().filter(cluster_year__year__gte=earliest).newest_first().values_list("pk")[:ROWS]


def charts_of(found):
    return {
        "pacts": chart_of_years(_("Pacts a year"), found.pacts_by_year, ""),
        "sizes": chart_of_sizes(_("Clusters and blocs by number of units"), found.clusters_by_size),
        "awards": chart_of_years(_("Awards by year of merit"), found.awards_by_year, _("Year of merit unknown")),
    }


@public_page
def about(request):
    return render(request, "pages/about.html")


@never_cache
@require_safe
def start(request):
    """Redirect a user who has just signed in to their first page."""
    return redirect(first_page_of(request.user))


def first_page_of(user):
    own = pages_of(user)
    if "desk" in own:
        return "desk:home"
    if "unit" in own:
        return "my_unit:home"
    return "admin:index" if is_administrator(user) else "clusters:account"
