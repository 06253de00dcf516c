"""Finding awards by words, and what the record tells of them only through others."""

from django.db.models import BigIntegerField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from clusters.models import UnitName
from clusters.text import fold
from pacts.models import Pact

KEYS = ["folded", "type__folded", "unit__folded", "of_unit__folded", "decision__folded"]


def with_told(awards):
    """Tell each award its awarding body, else as the source writes it, and its organiser.

    Where the award names no organiser, it is that of the cluster of whose year, or at whose conference, it is told.
    """
    pacts = Pact.objects.public().filter(conference=OuterRef("presented_at")).order_by("pk")
    of_conference = Subquery(pacts.values("cluster_year__cluster__organiser")[:1])
    return awards.annotate(
        told_authority=Coalesce("authority", "authority_as_written"),
        told_organiser=Coalesce(
            "organiser_id", "cluster_year__cluster__organiser_id", of_conference, output_field=BigIntegerField()
        ),
    )


def matching(awards, text):
    """Only the awards that name every word of `text`: the award, its recipient under any name, its decision."""
    for word in dict.fromkeys(fold(text).split()):
        own = Q(*[(f"{key}__contains", word) for key in KEYS], _connector=Q.OR)
        names = UnitName.objects.filter(folded__contains=word)
        other = [Exists(names.filter(unit=OuterRef(unit))) for unit in ("unit", "of_unit")]
        awards = awards.filter(own | other[0] | other[1])
    return awards
