"""Pacts as open data: the list, one pact, and all pacts as a table."""

from django.http import Http404

from clusters.common.public import public_page
from clusters.common.rate_limits import limited
from pacts.models import Pact
from pactsite.pages.opendata.columns import with_record_columns
from pactsite.pages.opendata.fields import with_declared_columns
from pactsite.pages.opendata.record import records
from pactsite.pages.opendata.responses import absolute_for, as_json, csv_response, in_order, list_response, open_to_all
from pactsite.pages.pact_filters import PactFilters

COLUMNS = with_declared_columns(
    """
url version seal status title year label cluster.name cluster.kind cluster.slug cluster.organiser cluster.level
cluster.province cluster.province_today cluster.spellings theme.text theme.owner theme.by slogan preamble closing
key_works_minimum open_ended signed_on signed_on_as_written part_of_day venue host.name conference.purpose
stated_unit_count stated_units_as_written counts_leaders units.name units.role units.slug stated_commitments
commitments.text commitments.standing stated_targets targets.text signatories.unit signatories.name signatories.state
participants.name movements.name documents.number documents.subject awards.type awards.quantity awards.recipient
sources.title sources.outlet sources.published_on sources.address known_none
""".split()
)


@public_page
def pacts_json(request):
    """Return a page of the pacts as JSON, with the filters of the list page; an invalid filter gives no results."""
    filters = PactFilters(request.GET)
    return list_response(request, filters, filtered_keys(filters), pact_records)


@public_page
@limited("export")
def pacts_csv(request):
    filters = PactFilters(request.GET)
    return csv_response(request, "giao-uoc", filters, filtered_keys(filters), pact_records, COLUMNS)


@public_page
def pact_json(request, cluster, label):
    """Return one public pact as JSON, else 404."""
    pacts = Pact.objects.public().filter(cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    found = records(with_record_columns(pacts), absolute_for(request))
    if not found:
        raise Http404
    return open_to_all(as_json(found[0]))


def filtered_keys(filters):
    return filters.pacts().values_list("pk", flat=True)


def pact_records(keys, absolute):
    return records(in_order(with_record_columns(Pact.objects), keys), absolute)
