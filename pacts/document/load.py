"""A stored pact read as a document."""

from django.db.models import Prefetch

from clusters.models import ClusterYear, Membership, Source
from pacts.document.forms import HEADER, ROWS, plain
from pacts.document.schema import PACT_LISTS
from pacts.models import Pact, PactDocument, PactVersion, Participation


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
        **{name: [_row_of_pact(part, row) for row in rows_of(pact, part)] for name, part in PACT_LISTS.items()},
        "sources": [_row(ROWS["sources"], row, row.pk) for row in year.sources.all()],
    }


def with_document(pacts):
    """Return a queryset that brings everything a pact's document holds, in four queries and one for each list of it."""
    pacts = pacts.select_related(
        "cluster_year__cluster__place__place__place", "cluster_year__cluster__organiser", "conference__host"
    )
    return pacts.prefetch_related(
        Prefetch("cluster_year__memberships", Membership.objects.select_related("unit", "signatory")),
        Prefetch("cluster_year__sources", Source.objects.all()),
        Prefetch("conference__participations", Participation.objects.select_related("unit")),
        *(Prefetch(name, with_references(part)) for name, part in PACT_LISTS.items()),
    )


def with_references(part):
    """Return the stored rows of one of a pact's lists, with the shared records, units and people they refer to."""
    rows = part.row_model.objects.all()
    joined = [each.name for each in part.fields if each.refers_to and each.refers_to not in PACT_LISTS]
    joined += [part.shared_name] if part.link else []
    return rows.select_related(*joined) if joined else rows


def rows_of(pact, part):
    """Return the stored rows of one of a pact's lists. Scans of the signed original are no part of the document."""
    rows = getattr(pact, part.name).all()
    return [row for row in rows if not row.is_original] if part.row_model is PactDocument else list(rows)


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


def _row_of_pact(part, row):
    """Return a row of one of a pact's lists: its values, those of its shared record, and what it refers to."""
    record = getattr(row, part.shared_name) if part.link else row
    values = {each.name: _referred(row, each) for each in part.fields if each.refers_to}
    for each in part.fields:
        if each.on_link:
            values[each.name] = str(record.uuid) if each.name == "uuid" else plain(getattr(row, each.name))
    return _row(ROWS[part.name], record, row.pk, **values)


def _referred(row, each):
    """Return what a reference holds in a document: the address of a unit, or the key of a row."""
    if each.refers_to != "unit":
        return key(getattr(row, f"{each.name}_id"))
    unit = getattr(row, each.name)
    return unit.slug if unit else None


def _row(form, instance, pk, **references):
    return {"key": str(pk), **_values(form, instance), **references}
