"""The names of many units on a day, and the places they lie in."""

from django.db.models import Prefetch, prefetch_related_objects

from clusters.models import UnitName
from clusters.models.units import PROVINCIAL


def places_of(place):
    """Yield a place and the territories it lies in, up to the province."""
    while place is not None:
        yield place
        place = None if place.kind in PROVINCIAL else place.place


def with_names(units):
    """Prefetch the former names of units, which `Unit.name_on` reads. None is allowed in `units`."""
    names = Prefetch("names", UnitName.objects.all())
    prefetch_related_objects([unit for unit in units if unit is not None], names)


def day_of(year, conference=None):
    """Return the day whose unit names a page about a cluster's year shows: its conference's, else the year."""
    return (conference and conference.held_on) or str(year.year)
