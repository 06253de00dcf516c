"""Services for clusters, units and shared records."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clusters.common.text import slugify
from clusters.models import Cluster, Unit, User
from clusters.models.base import SharedRecord
from clusters.search.index import update_index


@transaction.atomic
def add_cluster(*, cluster: Cluster, by: User | None) -> Cluster:
    """Save a validated new cluster and add it to the search index."""
    cluster.changed_by(by).save()
    update_index(cluster)
    return cluster


@transaction.atomic
def add_unit(*, name: str, cluster: Cluster, by: User | None) -> Unit:
    """Add an unchecked unit of this name in the place of a cluster, below its organiser. Raises ValidationError."""
    place = cluster.place
    base = slugify(f"{name} {place.slug if place else ''}")[:180] or "don-vi"
    above = {"parent": cluster.organiser, "keeper": cluster.organiser}
    unit = Unit(name=name, slug=_free_slug(base), place=place, checked=False, **above)
    unit.full_clean()
    unit.changed_by(by).save()  # no search entry: it is public only once a public record names it
    return unit


NOT_CONTENT = {"id", "uuid", "same_as", "file", "known_none"}  # identity and storage of a row, not its content


def differing_fields(row: SharedRecord) -> list[str]:
    """Return the names of the fields whose values differ between a record and its `same_as`."""
    names = [field.name for field in row._meta.fields if field.editable and field.name not in NOT_CONTENT]
    return [name for name in names if getattr(row, name) != getattr(row.same_as, name)]


@transaction.atomic
def accept_variant(*, row: SharedRecord, by: User | None) -> SharedRecord:
    """Copy the content of a record to its `same_as` and return that record. Raises ValidationError.

    Neither row is deleted: sealed pacts keep referring to their own.
    """
    if row.same_as is None:
        raise ValidationError(_("This record is not marked as the same as another."))
    original = type(row)._default_manager.select_for_update().get(pk=row.same_as.pk)
    for name in differing_fields(row):
        setattr(original, name, getattr(row, name))
    original.full_clean()
    original.changed_by(by).save()
    update_index(original)
    return original


def _free_slug(slug: str) -> str:
    """Return this slug, or this slug with the first number that makes it unused."""
    taken = set(Unit.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(found for found in [slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))] if found not in taken)
