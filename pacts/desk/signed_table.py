"""The table of a year for an organiser's secretariat: which clusters have signed."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from clusters.models import Unit
from clusters.permissions import can_open_years
from pacts.desk.year_status import YearStatus, fill_in, secretariat_clusters


@dataclass
class Table:
    """The clusters of one organiser in one year."""

    organiser: Unit
    year: int
    rows: list[YearStatus]

    @property
    def signed(self):
        return [row for row in self.rows if row.has_signed]

    @property
    def unsigned(self):
        return [row for row in self.rows if not row.has_signed]

    @property
    def clusters(self):
        return {row.cluster.pk for row in self.rows}

    @property
    def done(self):
        """Return the clusters that have signed all their pacts of the year (there may be one for each half)."""
        return self.clusters - {row.cluster.pk for row in self.unsigned}

    @property
    def strip(self):
        """Return for each cluster whether it has signed, sorted: the small chart beside the sentence."""
        return sorted((pk in self.done for pk in self.clusters), reverse=True)

    @property
    def heading(self):
        return pgettext("year heading", "Year %(year)s") % {"year": self.year}

    @property
    def sentence(self):
        words = {"signed": len(self.done), "all": len(self.clusters)}
        return _("%(signed)s/%(all)s clusters and blocs have signed") % words


def table_of(organiser, clusters, year):
    """Return the Table of a year: the cluster's pacts of that year, and active clusters that have not opened it."""
    rows = []
    newest = max((row.year for cluster in clusters for row in cluster.secretariat_years), default=year)
    for cluster in clusters:
        found = [YearStatus(cluster, row) for row in cluster.secretariat_years if row.year == year]
        rows += found or ([YearStatus(cluster)] if is_expected(cluster, year, newest) else [])
    return Table(organiser, year, rows)


def is_expected(cluster, year, newest):
    """Whether a cluster without that year should have opened it: it existed by then and had not ended.

    A cluster without any year is expected in the newest year of all.
    """
    begun = min((row.year for row in cluster.secretariat_years), default=newest)
    ended = cluster.ended_on or ""
    return begun <= year and not (ended and (ended[:4] < str(year) or ended == f"{year}-01-01"))


@require_safe
def year_table(request, year):
    if not can_open_years(request.user):
        raise PermissionDenied
    clusters = [cluster for cluster in secretariat_clusters(request.user) if cluster.is_organised]
    years = sorted({row.year for cluster in clusters for row in cluster.secretariat_years}, reverse=True)
    if year not in years:
        raise Http404
    organisers = {cluster.organiser_id: cluster.organiser for cluster in clusters}.values()
    tables = [table_of(each, [row for row in clusters if row.organiser_id == each.pk], year) for each in organisers]
    fill_in([row for table in tables for row in table.rows])
    tables = [table for table in tables if table.rows]
    return render(request, "pacts/desk/years_table.html", {"year": year, "years": years, "tables": tables})
