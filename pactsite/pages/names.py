"""Names as they were on a day, for many units at once."""

from django.db.models import Prefetch, prefetch_related_objects

from clusters.models import UnitName
from clusters.models.units import PROVINCIAL


def places_of(place):
    """Yield a place and the territories it lies in, up to the province."""
    while place is not None:
        yield place
        place = None if place.kind in PROVINCIAL else place.place


def with_names(units):
    """Read the former names of all these units at once, so that each can say what it was called on a day."""
    names = Prefetch("names", UnitName.objects.all())
    prefetch_related_objects([unit for unit in units if unit is not None], names)


def day_of(year, conference=None):
    """Return the day whose names a year of a cluster is told in: its conference's, else the year itself."""
    return (conference and conference.held_on) or str(year.year)
