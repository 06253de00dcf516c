"""Filters for any record: days, names on a day, places, spellings of a source, conclusions."""

from django import template

from clusters.common.dates import display_partial
from clusters.common.names_on_day import places_of
from clusters.common.text import differs_from

register = template.Library()
register.filter("day", display_partial)
register.filter(differs_from)


@register.filter
def name_on(unit, day):
    """Return a unit's name on a stored day. Reads `names`."""
    return unit.name_on(day)


@register.filter
def places(place):
    """Return a place and the territories it lies in as a list, [] for None."""
    return list(places_of(place))


@register.filter
def reasons(record):
    """Return [(part of a record, reason)] of what was concluded and not read from a source."""
    return [(part_name(record, part), why) for part, why in (record.inferred or {}).items()]


def part_name(record, part):
    return record.MAY_BE_NONE.get(part) or record._meta.get_field(part).verbose_name
