"""The seal of a pact: what the paper says, as one text, and that text's SHA-256."""

import hashlib
import json

from pacts.document.load import document_in, with_document
from pacts.models import Pact
from pacts.seal.formats import NEWEST, content_by


def content_of(pact, number=NEWEST):
    """Return a stored pact's content as it is sealed: JSON text in UTF-8, keys sorted, no spaces, unknown as null.

    `number` is the format, one of FORMATS. Directions, people present, sources, errata, awards
    and notes are outside; shared records enter only by their identity and by what the linking row says of them.
    """
    return content_in(with_document(Pact.objects).get(pk=pact.pk), number)


def content_in(pact, number):
    """The same for a pact that `with_document` has read."""
    content = content_by(number, pact, document_in(pact))
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal_of(content):
    """Return the fingerprint of a content: 64 hex digits."""
    return hashlib.sha256(content.encode()).hexdigest()
