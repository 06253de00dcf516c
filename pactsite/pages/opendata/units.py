"""Units as open data, each with its names, predecessors, successors and years of membership."""

from django.conf import settings
from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils import translation

from awards.public import public_units
from clusters.common.list_query import ListForm
from clusters.common.public import public_page
from clusters.common.rate_limits import limited
from clusters.models import ClusterYear, Membership, Succession, Unit, UnitName
from pacts.public import PUBLIC_YEAR
from pactsite.pages.clusters import with_public_pacts
from pactsite.pages.opendata.responses import csv_response, in_order, list_response, reference

COLUMNS = """
url name slug short_name kind code province.name place.name parent.name founded_on ended_on end_reason checked
other_names.name other_names.until predecessors.name successors.name memberships.cluster.name memberships.label
memberships.role known_none
""".split()
OLDEST_FIRST = [F("on").asc(nulls_last=True), "pk"]


@public_page
def units_json(request):
    filters = ListForm(request.GET)
    return list_response(request, filters, filtered_keys(filters), unit_records)


@public_page
@limited("export")
def units_csv(request):
    filters = ListForm(request.GET)
    return csv_response(request, "don-vi", filters, filtered_keys(filters), unit_records, COLUMNS)


def filtered_keys(filters):
    return public_units(Unit.objects).matching(filters.words).order_by("sort_key", "pk").values_list("pk", flat=True)


@translation.override(settings.LANGUAGE_CODE)  # the data does not depend on the reader's language
def unit_records(keys, absolute):
    years = Membership.objects.filter(cluster_year__in=ClusterYear.objects.filter(PUBLIC_YEAR)).newest_first()
    rows = (
        Unit.objects.with_place()
        .select_related("parent", "end_basis")
        .prefetch_related(
            Prefetch("names", UnitName.objects.select_related("place", "parent", "basis")),
            Prefetch("origins", Succession.objects.select_related("predecessor", "basis").order_by(*OLDEST_FIRST)),
            Prefetch("onward", Succession.objects.select_related("successor", "basis").order_by(*OLDEST_FIRST)),
            Prefetch("memberships", years),
        )
    )
    units = in_order(rows, keys)
    with_public_pacts(row.cluster_year for unit in units for row in unit.memberships.all())
    return [record(unit, absolute) for unit in units]


def record(unit, absolute):
    return {
        "url": absolute(unit.get_absolute_url()),
        "name": unit.name,
        "slug": unit.slug,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "code": unit.code,
        "place": reference(unit.place),
        "province": reference(unit.province),
        "parent": reference(unit.parent),
        "founded_on": unit.founded_on,
        "ended_on": unit.ended_on,
        "end_reason": unit.end_reason,
        "end_basis": wording(unit.end_basis),
        "checked": unit.checked,
        "other_names": [other_name(row) for row in unit.names.all()],
        "predecessors": [succession(row, row.predecessor) for row in unit.origins.all()],
        "successors": [succession(row, row.successor) for row in unit.onward.all()],
        "memberships": [membership(row, absolute) for row in unit.memberships.all()],
        "known_none": unit.known_none or [],
        "inferred": unit.inferred or {},
    }


def other_name(row):
    return {
        "name": row.name,
        "sort": row.sort,
        "until": row.until,
        "kind": row.kind,
        "place": reference(row.place),
        "parent": reference(row.parent),
        "code": row.code,
        "basis": wording(row.basis),
    }


def succession(row, unit):
    return reference(unit) | {"extent": row.extent, "on": row.on, "basis": wording(row.basis)}


def membership(row, absolute):
    year, cluster = row.cluster_year, row.cluster_year.cluster
    return {
        "cluster": {"name": year.display_name, "slug": cluster.slug},
        "label": year.label,
        "year": year.year,
        "role": row.role,
        "role_basis": row.role_basis,
        "basis": row.basis,
        "as_written": row.as_written,
        "joined_on": row.joined_on,
        "left_on": row.left_on,
        "pact": absolute(reverse("pages:pact", args=[cluster.slug, year.slug])) if year.public_pact else None,
    }


def wording(document):
    return document and document.wording
