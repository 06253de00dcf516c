"""The roll of honour as data."""

from django.conf import settings
from django.utils import translation

from awards.honour.award_filters import AwardFilters
from awards.honour.lines import lines_of
from awards.models import Award
from clusters.common.public import public_page
from clusters.common.rate_limits import limited
from pactsite.pages.opendata.responses import exported, listed, named

COLUMNS = """
id type code category quantity proposed_quantity unit.name recipient_name of_unit.name recipient_kind as_written
citation merit_year merit_as_written authority authority_as_written organiser.name movement decision
presented_on presented_at earned_in state state_reason revoked_by source.title source.address
""".split()
BESIDE = ["movement", "organiser"]


@public_page
def awards_json(request):
    """The same filters and pages as the roll of honour."""
    filters = AwardFilters(request.GET)
    return listed(request, filters, keys_of(filters), told)


@public_page
@limited("export")
def awards_csv(request):
    """All that fit the filters: one row a line of the roll."""
    filters = AwardFilters(request.GET)
    return exported(request, "khen-thuong", filters, keys_of(filters), told, COLUMNS)


def keys_of(filters):
    return filters.awards().values_list("pk", flat=True)


@translation.override(settings.LANGUAGE_CODE)  # data is the same whatever language its reader chose
def told(keys, absolute):
    """Return the awards with these keys as dictionaries, in this order."""
    rows = Award.objects.public().select_related(*BESIDE).filter(pk__in=keys)
    found = {row.pk: row for row in lines_of(rows)}
    return [record(found[key], absolute) for key in keys if key in found]


def record(award, absolute):
    return {
        "id": award.pk,
        "type": award.type and award.type.name,
        "code": award.type and award.type.code,
        "category": award.type and award.type.category,
        "quantity": award.quantity,
        "proposed_quantity": award.proposed_count,
        "unit": dated(award.unit, award.day),
        "recipient_name": award.recipient_name,
        "of_unit": dated(award.of_unit, award.day),
        "recipient_kind": award.recipient_kind,
        "as_written": award.as_written,
        "citation": award.citation,
        "merit_year": award.merit_year,
        "merit_as_written": award.merit_as_written,
        "authority": award.authority or (award.type and award.type.authority),
        "authority_as_written": award.authority_as_written,
        "organiser": named(award.organiser),
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


def dated(unit, day):
    """Return how data points to a unit under the name it had on a day."""
    return unit and {"name": unit.name_on(day), "slug": unit.slug}


def source(row):
    return row and {"title": row.title, "outlet": row.outlet, "published_on": row.published_on, "address": row.address}
