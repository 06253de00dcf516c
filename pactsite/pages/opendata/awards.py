"""The awards as open data."""

from django.conf import settings
from django.utils import translation

from awards.honour.award_filters import AwardFilters
from awards.honour.lines import lines_of
from awards.models import Award
from clusters.common.public import public_page
from clusters.common.rate_limits import limited
from pactsite.pages.opendata.responses import csv_response, list_response, reference

COLUMNS = """
id type code category quantity proposed_quantity unit.name recipient_name of_unit.name recipient_kind as_written
citation merit_year merit_as_written authority authority_as_written organiser.name movement decision
presented_on presented_at earned_in state state_reason revoked_by source.title source.address
""".split()
RELATED = ["movement", "organiser"]


@public_page
def awards_json(request):
    filters = AwardFilters(request.GET)
    return list_response(request, filters, filtered_keys(filters), award_records)


@public_page
@limited("export")
def awards_csv(request):
    filters = AwardFilters(request.GET)
    return csv_response(request, "khen-thuong", filters, filtered_keys(filters), award_records, COLUMNS)


def filtered_keys(filters):
    return filters.awards().values_list("pk", flat=True)


@translation.override(settings.LANGUAGE_CODE)  # the data does not depend on the reader's language
def award_records(keys, absolute):
    rows = Award.objects.public().select_related(*RELATED).filter(pk__in=keys)
    awards = {row.pk: row for row in lines_of(rows)}
    return [record(awards[key], absolute) for key in keys if key in awards]


def record(award, absolute):
    return {
        "id": award.pk,
        "type": award.type and award.type.name,
        "code": award.type and award.type.code,
        "category": award.type and award.type.category,
        "quantity": award.quantity,
        "proposed_quantity": award.proposed_count,
        "unit": dated_reference(award.unit, award.day),
        "recipient_name": award.recipient_name,
        "of_unit": dated_reference(award.of_unit, award.day),
        "recipient_kind": award.recipient_kind,
        "as_written": award.as_written,
        "citation": award.citation,
        "merit_year": award.merit_year,
        "merit_as_written": award.merit_as_written,
        "authority": award.authority or (award.type and award.type.authority),
        "authority_as_written": award.authority_as_written,
        "organiser": reference(award.organiser),
        "movement": award.movement and award.movement.name,
        "decision": award.decision and award.decision.wording,
        "presented_on": award.presented_day,
        "presented_at": [absolute(pact.get_absolute_url()) for pact in award.presented],
        "earned_in": award.pact and absolute(award.pact.get_absolute_url()),
        "state": award.state,
        "state_reason": award.state_reason,
        "revoked_by": award.revoked_by and award.revoked_by.wording,
        "source": source(award.source),
        "inferred": award.inferred or {},
    }


def dated_reference(unit, day):
    return unit and {"name": unit.name_on(day), "slug": unit.slug}


def source(row):
    return row and {"title": row.title, "outlet": row.outlet, "published_on": row.published_on, "address": row.address}
