"""Writes of this room that have a consequence."""

from django.db import transaction

from clusters.models import Cluster, Unit, User
from clusters.text import slugify


@transaction.atomic
def add_unit(*, name: str, cluster: Cluster, by: User | None) -> Unit:
    """Add a unit nobody knows yet, in the place of a cluster: it waits for a check. Raises ValidationError."""
    place = cluster.place
    base = slugify(f"{name} {place.slug if place else ''}")[:180] or "don-vi"
    unit = Unit(name=name, slug=_free(base), place=place, keeper=cluster.organiser, checked=False)
    unit.full_clean()
    unit.changed_by(by).save()
    return unit


def _free(slug: str) -> str:
    """Return an address no unit has: this one, or this one with a number."""
    taken = set(Unit.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(found for found in [slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))] if found not in taken)
