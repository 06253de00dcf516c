"""The lines of a page of the roll, each with the names of its time and the pacts it is told beside."""

from django.db.models import Q, prefetch_related_objects

from awards.honour.asked import ORDER
from awards.models import Award
from pacts.models import Pact

SHOWN = ["type", "unit", "of_unit", "decision", "presented_at", "revoked_by", "source"]


def lines_of(page):
    """Return the awards of a page of the roll, in four queries whatever their number.

    Each knows `day` (whose names it is told in), `presented` (public pacts signed where it was handed over),
    `pact` (the public pact of the year it was earned in, or None) and `presented_day`.
    """
    # The keys first: sorted as a whole, each award would bring all its columns and related rows to the sort.
    keys = page.object_list.values("pk")
    awards = Award.objects.filter(pk__in=keys).order_by(*ORDER)
    awards = list(awards.select_related(*SHOWN).with_presented_day())
    prefetch_related_objects([unit for row in awards for unit in (row.unit, row.of_unit) if unit], "names")
    told = Q(conference__in={row.presented_at_id for row in awards} - {None})
    told |= Q(cluster_year__in={row.cluster_year_id for row in awards} - {None})
    pacts = list(Pact.objects.public().filter(told).select_related("cluster_year__cluster")) if awards else []
    for award in awards:
        award.day = award.merit_year and f"{award.merit_year:04}"
        award.presented = [p for p in pacts if award.presented_at_id and p.conference_id == award.presented_at_id]
        earned = (pact for pact in pacts if pact.cluster_year_id == award.cluster_year_id)
        award.pact = next((pact for pact in earned if pact not in award.presented), None)
    return awards
