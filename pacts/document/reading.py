"""A stored pact read as a document."""

from django.db.models import Prefetch

from clusters.models import ClusterYear, Membership, Source
from pacts.document.forms import HEADER, ROWS, plain
from pacts.models import Commitment, Pact, PactDocument, PactMovement, PactVersion, Participation, Target


def document_of(pact):
    """Return a stored pact as a document, rows in their order, in a fixed number of queries."""
    return document_in(with_document(Pact.objects).get(pk=pact.pk))


def documents_of(pacts):
    """Return {pact id: its document} for stored pacts, in the same number of queries as for one; none for none."""
    pks = [pact.pk for pact in pacts]
    return {pact.pk: document_in(pact) for pact in with_document(Pact.objects).filter(pk__in=pks)} if pks else {}


def document_in(pact):
    """Return a pact that brings everything (`with_document`) as a document."""
    year, conference = pact.cluster_year, pact.conference
    members = list(year.memberships.all())
    return {
        "year": _values(HEADER["year"], year),
        "conference": _conference(conference),
        "pact": _values(HEADER["pact"], pact),
        "units": [_row(ROWS["units"], row, row.pk, unit=row.unit.slug) for row in members],
        "signatories": [
            _row(ROWS["signatories"], row.signatory, row.signatory.pk, member=str(row.pk))
            for row in members
            if hasattr(row, "signatory")
        ],
        "participants": [
            _row(ROWS["participants"], row, row.pk, unit=row.unit.slug if row.unit else None)
            for row in (conference.participations.all() if conference else [])
        ],
        "commitments": [_row(ROWS["commitments"], row, row.pk, by=key(row.by_id)) for row in pact.commitments.all()],
        "targets": [
            _row(ROWS["targets"], row, row.pk, commitment=key(row.commitment_id), part_of=key(row.part_of_id))
            for row in pact.targets.all()
        ],
        "movements": [
            _row(ROWS["movements"], row.movement, row.pk, uuid=str(row.movement.uuid), as_written=row.as_written)
            for row in pact.movements.all()
        ],
        "documents": [
            _row(
                ROWS["documents"],
                row.document,
                row.pk,
                uuid=str(row.document.uuid),
                state=row.state,
                as_written=row.as_written,
            )
            for row in pact.documents.all()
            if not row.is_original
        ],
        "sources": [_row(ROWS["sources"], row, row.pk) for row in year.sources.all()],
    }


def with_document(pacts):
    """Return a queryset that brings everything a pact's document holds, in eight queries."""
    pacts = pacts.select_related(
        "cluster_year__cluster__place__place__place", "cluster_year__cluster__organiser", "conference__host"
    )
    return pacts.prefetch_related(
        Prefetch("cluster_year__memberships", Membership.objects.select_related("unit", "signatory")),
        Prefetch("cluster_year__sources", Source.objects.all()),
        Prefetch("conference__participations", Participation.objects.select_related("unit")),
        Prefetch("commitments", Commitment.objects.select_related("by")),
        Prefetch("targets", Target.objects.all()),
        Prefetch("movements", PactMovement.objects.select_related("movement")),
        Prefetch("documents", PactDocument.objects.select_related("document")),
    )


def with_record(pacts):
    """The same, with what a public page tells besides: sealed versions and the years also reviewed."""
    reviewed = Prefetch("conference__cluster_years", ClusterYear.objects.select_related("cluster"))
    versions = Prefetch("versions", PactVersion.objects.defer("content"))
    return with_document(pacts).select_related("cluster_year__division").prefetch_related(versions, reviewed)


def key(number):
    """Return the key of a stored row, or None."""
    return str(number) if number else None


def _values(form, instance):
    return {name: plain(getattr(instance, name)) for name in form._meta.fields}


def _conference(conference):
    if conference is None:
        return dict.fromkeys(HEADER["conference"].base_fields)
    return _values(HEADER["conference"], conference) | {"host": conference.host.slug if conference.host else None}


def _row(form, instance, pk, **references):
    return {"key": str(pk), **_values(form, instance), **references}
