"""What one may look for, taken from what the register holds: never an invented example."""

from clusters.text import fold
from pacts.models import Pact, PactDocument


def examples():
    """Return texts that find something: of the newest public pact, its place and year, its theme, a document."""
    pacts = Pact.objects.public().newest_first().select_related("cluster_year__cluster__place__place__place")
    pact = pacts.first()
    if pact is None:
        return []
    place, year = pact.cluster_year.cluster.place, pact.cluster_year
    number = PactDocument.objects.filter(pact__in=Pact.objects.public(), document__number__isnull=False)
    number = number.order_by("-pact__cluster_year__year", "pk").values_list("document__number", flat=True).first()
    found = [place and fold(place.name), place and f"{place.name} {year.year}", year.display_name, number]
    return list(dict.fromkeys(text for text in found if text))
