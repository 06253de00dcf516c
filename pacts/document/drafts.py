"""A pact's draft, read so that nothing stored in it can break a page."""

from pacts.document.reading import document_of
from pacts.document.values import readable


def draft_of(pact):
    """Return a pact's draft in the shape of a document, or None where it has none."""
    return None if pact.draft is None else readable(pact.draft)


def written_document(pact):
    """Return the document being written: the draft, or the rows where nobody has begun one."""
    return draft_of(pact) or document_of(pact)
