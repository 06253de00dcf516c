"""Opening a year for many clusters at once, from the decision that divides them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from clusters.models import Cluster, ClusterYear, Document, User
from pacts.models import Pact
from pacts.services.lifecycle import open_year


@transaction.atomic
def open_years(
    *, years: list[ClusterYear], begin_from: dict[int, Pact], division: Document, by: User | None
) -> list[Pact]:
    """Open validated new years with one label, one per cluster, from a division decision; return their pacts.

    `begin_from` {cluster id: pact}: the pact a cluster's draft starts from; without one it starts empty. The rosters
    are drafts until circulated or signed: the decision only says which clusters there are.
    Raises ValidationError, and opens none, if a cluster already has such a year.
    """
    clusters = [year.cluster_id for year in years]
    list(Cluster.objects.select_for_update().filter(pk__in=clusters).order_by("pk"))
    if taken := years_taken(clusters, {year.slug for year in years}):
        names = ", ".join(year.cluster.name for year in taken)
        raise ValidationError(_("A year with this label is already open: %(names)s.") % {"names": names})
    division = _get_or_save_document(division, by)
    for year in years:
        year.division = division
    return [open_year(year=year, begin_from=begin_from.get(year.cluster_id), by=by) for year in years]


def years_taken(clusters: list[int], slugs: set[str]) -> list[ClusterYear]:
    """Return the years that these clusters already have under these slugs."""
    taken = ClusterYear.objects.filter(cluster__in=clusters, slug__in=slugs)
    return list(taken.select_related("cluster").order_by("cluster__sort_key", "pk"))


def _get_or_save_document(document: Document, by: User | None) -> Document:
    """Return the stored document with this number, issuer and day, or save this one.

    The file is attached to a stored document that has none; an existing file stays.
    """
    identity = {"number": document.number, "issuer": document.issuer, "issued_on": document.issued_on}
    papers = Document.objects.select_for_update().filter(**identity)
    stored = papers.first()
    if stored is None:
        try:
            with transaction.atomic():
                document.changed_by(by).save()
            return document
        except IntegrityError:  # another request has just saved it
            stored = papers.get()
    if document.file and not stored.file:
        stored.file = document.file
        stored.changed_by(by).save()
    return stored
