"""Clusters and blocs as open data, each with its years."""

from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from clusters.common.list_query import ListForm
from clusters.common.public import public_page
from clusters.common.rate_limits import limited
from clusters.models import Cluster, ClusterYear
from pacts.public import PUBLIC_YEAR
from pactsite.pages.clusters import with_public_pacts
from pactsite.pages.opendata.responses import csv_response, in_order, list_response, reference

COLUMNS = """
url name kind slug level organiser.name province.name place.name ended_on predecessors.name successors.name
years.label years.listed_unit_count years.pact known_none
""".split()


@public_page
def clusters_json(request):
    filters = ListForm(request.GET)
    return list_response(request, filters, filtered_keys(filters), cluster_records)


@public_page
@limited("export")
def clusters_csv(request):
    filters = ListForm(request.GET)
    return csv_response(request, "cum-khoi", filters, filtered_keys(filters), cluster_records, COLUMNS)


def filtered_keys(filters):
    return Cluster.objects.matching(filters.words).order_by("sort_key", "pk").values_list("pk", flat=True)


def cluster_records(keys, absolute):
    current = Q(memberships__left_on=None)
    years = ClusterYear.objects.filter(PUBLIC_YEAR).annotate(listed=Count("memberships", filter=current))
    rows = Cluster.objects.select_related("organiser", "place__place__place").prefetch_related(
        Prefetch("years", years.order_by("-year", "-slug")), "predecessors", "successors"
    )
    clusters = in_order(rows, keys)
    with_public_pacts(year for cluster in clusters for year in cluster.years.all())
    return [record(cluster, absolute) for cluster in clusters]


def record(cluster, absolute):
    return {
        "url": absolute(cluster.get_absolute_url()),
        "name": cluster.name,
        "kind": cluster.kind,
        "slug": cluster.slug,
        "level": cluster.level,
        "organiser": reference(cluster.organiser),
        "place": reference(cluster.place),
        "province": reference(cluster.place and cluster.place.province),
        "ended_on": cluster.ended_on,
        "predecessors": [reference(row) for row in cluster.predecessors.all()],
        "successors": [reference(row) for row in cluster.successors.all()],
        "years": [year_record(cluster, year, absolute) for year in cluster.years.all()],
        "known_none": cluster.known_none or [],
        "inferred": cluster.inferred or {},
    }


def year_record(cluster, year, absolute):
    return {
        "label": year.label,
        "slug": year.slug,
        "year": year.year,
        "first_day": year.first_day,
        "last_day": year.last_day,
        "name": year.name or cluster.name,
        "kind": year.kind or cluster.kind,
        "spellings": year.as_written or [],
        "stated_unit_count": year.stated_units,
        "stated_units_as_written": year.stated_units_as_written,
        "counts_leaders": year.counts_leaders,
        "listed_unit_count": year.listed,
        "pact": absolute(reverse("pages:pact", args=[cluster.slug, year.slug])) if year.public_pact else None,
        "known_none": year.known_none or [],
        "inferred": year.inferred or {},
    }
