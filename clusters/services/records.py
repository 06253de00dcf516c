"""Writes of this room that have a consequence."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clusters.common.text import slugify
from clusters.models import Cluster, Unit, User
from clusters.models.base import SharedRecord
from clusters.search.index import update_index


@transaction.atomic
def add_cluster(*, cluster: Cluster, by: User | None) -> Cluster:
    """Save a checked new cluster: from now on everybody finds it."""
    cluster.changed_by(by).save()
    update_index(cluster)
    return cluster


@transaction.atomic
def add_unit(*, name: str, cluster: Cluster, by: User | None) -> Unit:
    """Add a unit nobody knows yet, in the place of a cluster: it waits for a check. Raises ValidationError."""
    place = cluster.place
    base = slugify(f"{name} {place.slug if place else ''}")[:180] or "don-vi"
    unit = Unit(name=name, slug=_free(base), place=place, keeper=cluster.organiser, checked=False)
    unit.full_clean()
    unit.changed_by(by).save()  # no search entry: it is public only once a public record names it
    return unit


NOT_FACTS = {"id", "uuid", "same_as", "file", "known_none"}  # what makes a row, not what it says


def facts_that_differ(row: SharedRecord) -> list[str]:
    """Return the names of the fields in which a record says otherwise than the one it is marked as the same as."""
    names = [field.name for field in row._meta.fields if field.editable and field.name not in NOT_FACTS]
    return [name for name in names if getattr(row, name) != getattr(row.same_as, name)]


@transaction.atomic
def accept_variant(*, row: SharedRecord, by: User | None) -> SharedRecord:
    """Write what a record says onto the one it is marked as the same as, and return that one.

    Both stay: a sealed pact goes on referring to its own. Raises ValidationError where the result breaks a rule.
    """
    if row.same_as is None:
        raise ValidationError(_("This record is not marked as the same as another."))
    original = type(row)._default_manager.select_for_update().get(pk=row.same_as.pk)
    for name in facts_that_differ(row):
        setattr(original, name, getattr(row, name))
    original.full_clean()
    original.changed_by(by).save()
    update_index(original)
    return original


def _free(slug: str) -> str:
    """Return an address no unit has: this one, or this one with a number."""
    taken = set(Unit.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(found for found in [slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))] if found not in taken)
