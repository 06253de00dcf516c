"""The register's first page: the newest pacts by year, and what the register holds in figures."""

from itertools import accumulate

from django.shortcuts import render
from django.utils.translation import gettext as _

from clusters.common.list_query import ROWS
from clusters.public import public_page
from pacts.models import Pact
from pactsite.pages.charts import chart_of_sizes, chart_of_years
from pactsite.pages.figures import figures
from pactsite.pages.pacts import rows_of


@public_page
def home(request):
    found = figures()
    pacts = rows_of([key for (key,) in newest_keys(earliest_of_newest(found.pacts_by_year))])
    context = {"pacts": pacts, "figures": found, "total": found.pacts, "charts": charts_of(found)}
    return render(request, "pages/home.html", context)


def earliest_of_newest(pacts_by_year):
    """Return the year in which the first page of the list ends: no earlier pact need be put in order."""
    held = accumulate(pacts_by_year.values())
    return next((year for year, pacts in zip(pacts_by_year, held, strict=True) if pacts >= ROWS), 0)


def newest_keys(earliest):
    """Rows of (key of a pact): the first page of the list, which ends in a year."""
    return Pact.objects.public().filter(cluster_year__year__gte=earliest).newest_first().values_list("pk")[:ROWS]


def charts_of(found):
    """Return the pictures of the register's figures by name, None where there is nothing to draw."""
    return {
        "pacts": chart_of_years(_("Pacts a year"), found.pacts_by_year, ""),
        "sizes": chart_of_sizes(_("Clusters and blocs by number of units"), found.clusters_by_size),
        "awards": chart_of_years(_("Awards by year of merit"), found.awards_by_year, _("Year of merit unknown")),
    }
