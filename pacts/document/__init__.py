"""The one door by which a pact is written. A pact's document is a dictionary:

    {"year": {…}, "conference": {…}, "pact": {…},          three groups of header fields
     "units": [{"key": …, …}, …], "signatories": […], "participants": […], "commitments": […],
     "targets": […], "movements": […], "documents": […], "sources": […]}

Values are what JSON holds: text, whole numbers, true or false, lists, null; decimals and dates are text. Each row has
a `key` of its own: that of a stored row is its number in the database, that of a new one anything else. Rows refer to
units by their address and to each other by key. Only the functions here know this shape:

    document_of(pact)                          a stored pact as a document
    PactForms(data), PactForms.of(document)    a document checked, with a sentence for each fault
    save_document(pact=, document=, by=)       a document stored: only the rows that changed
    compare(before, after, base=None)          two documents, row by row and field by field
    apply_changes(document, changes)           what one person changed, beside what others changed meanwhile
    draft_of(pact)                             the draft as the forms of today read it, or None
    written_document(pact)                     the draft, else the stored rows
    aside_of(pact)                             the values of the draft that no form can hold any more
"""

from pacts.document.diff import Change, compare
from pacts.document.drafts import aside_of, carried_of, draft_of, written_document
from pacts.document.edits import Conflict, apply_changes, same
from pacts.document.load import document_of
from pacts.document.save import save_document
from pacts.document.validate import PactForms

__all__ = [
    "Change",
    "Conflict",
    "PactForms",
    "apply_changes",
    "aside_of",
    "carried_of",
    "compare",
    "document_of",
    "draft_of",
    "same",
    "save_document",
    "written_document",
]
