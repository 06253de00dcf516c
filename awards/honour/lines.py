"""The awards of the roll: found by words, and read with all that a page of the roll shows."""

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from awards.models import Award
from clusters.common.text import fold
from clusters.models import UnitName
from pacts.models import Pact

ORDER = [  # newest merit first, the highest awards of a year first
    F("merit_year").desc(nulls_last=True),
    F("type__category").desc(nulls_last=True),
    F("type__rank").asc(nulls_last=True),
    "-pk",
]
SEARCHED = ["folded", "type__folded", "unit__folded", "of_unit__folded", "decision__folded"]
SHOWN = ["type", "unit", "of_unit", "decision", "presented_at", "revoked_by", "source"]


def matching(awards, text):
    """Return the awards that contain every word of `text`: in the award, any name of its recipient, or its decision."""
    for word in dict.fromkeys(fold(text).split()):
        own = Q(*[(f"{key}__contains", word) for key in SEARCHED], _connector=Q.OR)
        names = UnitName.objects.filter(folded__contains=word)
        other = [Exists(names.filter(unit=OuterRef(unit))) for unit in ("unit", "of_unit")]
        awards = awards.filter(own | other[0] | other[1])
    return awards


def with_authority_and_organiser(awards):
    """Annotate awards with `any_authority` and `any_organiser`.

    The authority as the source writes it stands in for an unknown one; the organiser of the cluster, in whose year the
    award was earned or at whose conference it was presented, for an organiser that is not given.
    """
    pacts = Pact.objects.public().filter(conference=OuterRef("presented_at")).order_by("pk")
    of_conference = Subquery(pacts.values("cluster_year__cluster__organiser")[:1])
    return awards.annotate(
        any_authority=Coalesce("authority", "authority_as_written"),
        any_organiser=Coalesce(
            "organiser_id", "cluster_year__cluster__organiser_id", of_conference, output_field=BigIntegerField()
        ),
    )


def lines_of(awards):
    """Return the awards of a page (a queryset) as a list, in four queries whatever their number.

    Each has `day` (whose unit names are shown), `presented` (public pacts signed where it was presented), `pact` (the
    public pact of the year it was earned in, or None) and `presented_day`.
    """
    # The keys first: sorted as a whole, each award would bring all its columns and related rows to the sort.
    awards = Award.objects.filter(pk__in=awards.values("pk")).order_by(*ORDER)
    awards = list(awards.select_related(*SHOWN).with_presented_day())
    prefetch_related_objects([unit for row in awards for unit in (row.unit, row.of_unit) if unit], "names")
    related = Q(conference__in={row.presented_at_id for row in awards} - {None})
    related |= Q(cluster_year__in={row.cluster_year_id for row in awards} - {None})
    pacts = list(Pact.objects.public().filter(related).select_related("cluster_year__cluster")) if awards else []
    for award in awards:
        award.day = award.merit_year and f"{award.merit_year:04}"
        award.presented = [p for p in pacts if award.presented_at_id and p.conference_id == award.presented_at_id]
        earned = (pact for pact in pacts if pact.cluster_year_id == award.cluster_year_id)
        award.pact = next((pact for pact in earned if pact not in award.presented), None)
    return awards
