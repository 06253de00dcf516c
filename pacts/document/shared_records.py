"""Movements, documents and sources: records that the pacts of several clusters may refer to.

A document says of such a record what its writer knows. The record itself is changed only by who may change it
(`can_change_shared`); for anybody else what the document says becomes another row, marked `same_as` the one that the
others go on using.
"""

from typing import NamedTuple

from clusters.common.changes import differs, save_if_changed
from clusters.models import Document, Source, User
from pacts.models import Movement, Pact
from pacts.permissions import can_change_shared


class Writer(NamedTuple):
    """Who writes (None for a file that is loaded), and the pact that is being written."""

    user: User | None
    pact: Pact


def movement_for(values, uuid, linked, writer):
    """Return the movement that a row of a document means, stored as the row says. Arguments as in `_stored`."""
    return _stored(Movement, Movement.objects.filter(name=values["name"]), values, uuid, linked, writer)


def document_for(values, uuid, linked, writer):
    """The same for a paper: known by number, issuer and day; without a number by its subject."""
    known_by = ["number", "issuer", "issued_on"] + ([] if values["number"] else ["subject"])
    same = Document.objects.filter(**{name: values[name] for name in known_by})
    return _stored(Document, same, values, uuid, linked, writer)


def source_for(values, linked, writer):
    """The same for a source. `linked`: the row that this line of the document has stood for so far, or None."""
    known_by = ["title", "published_as_written", "address"]
    same = Source.objects.filter(**{name: values[name] for name in known_by})
    if linked is not None:
        return _written(linked, values, writer, is_linked=True)
    return _stored(Source, same, values, None, set(), writer)


RECORD_FOR = {Movement: movement_for, Document: document_for}  # of the lists whose rows tie a shared record to a pact


def _stored(model, same, values, uuid, linked, writer):
    """Return the row for `values` among the rows `same`, written as far as the writer may write it, or a new one.

    `uuid` is the identifier the document names, as text, "" or None; `linked` are the keys of the rows this pact
    refers to already.
    """
    rows = sorted(
        same, key=lambda row: (str(row.uuid) != uuid, row.pk not in linked, row.same_as_id is not None, row.pk)
    )
    if not rows:
        row = model()
        save_if_changed(row, values, writer.user)
        return row
    return _written(rows[0], values, writer, is_linked=rows[0].pk in linked)


def _written(row, values, writer, is_linked):
    """Write the values on a row, or on another one marked as the same where the writer may not change it.

    A row that this pact did not refer to before loses nothing: an unknown value leaves the stored one.
    """
    stated = values if is_linked else {name: value for name, value in values.items() if value is not None}
    if not differs(row, stated):
        return row
    row = type(row).objects.select_for_update().get(pk=row.pk)  # nobody begins to refer to it meanwhile
    if can_change_shared(writer.user, row, writer.pact):
        save_if_changed(row, stated, writer.user)
        return row
    facts = {name: getattr(row, name) for name in values} | stated
    original = row.same_as or row
    for variant in [original, *original.variants.order_by("pk")]:
        if not differs(variant, facts):
            return variant
    variant = type(row)(same_as=original)
    save_if_changed(variant, facts, writer.user)
    return variant
