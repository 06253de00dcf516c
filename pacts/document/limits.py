"""How much a document may hold: the same at every door, each with the sentence that says so."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.common.formsets import MOST_ROWS
from pacts.document.forms import HEADER, LABELS, ROWS

LONGEST = 100_000  # letters of one value
# The largest document must still be posted as one form: DATA_UPLOAD_MAX_NUMBER_FIELDS and _MEMORY_SIZE allow for it.
MOST_FIELDS = 10_000
MOST_LETTERS = 300_000


def letters(value):
    """Return how many letters a JSON value holds."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list):
        return sum(map(letters, value))
    return sum(map(letters, value.values())) if isinstance(value, dict) else 0


def too_long(value):
    """Return why a value is too long, or ""."""
    count = letters(value)
    if count <= LONGEST:
        return ""
    words = ngettext("This is too long: %(n)s letter, and at most %(most)s are kept.",
                     "This is too long: %(n)s letters, and at most %(most)s are kept.", count)  # fmt: skip
    return words % {"n": count, "most": LONGEST}


def list_is_full(section):
    return _("“%(list)s” takes at most %(most)s rows.") % {"list": LABELS[section], "most": MOST_ROWS}


def document_is_full():
    return _("The document holds as much as one document may: shorten or remove something first.")


def room_for_row(document, section):
    """Return why a document has no room for one more row of a list, or ""."""
    if len(document.get(section) or []) >= MOST_ROWS:
        return list_is_full(section)
    return document_is_full() if field_count(document) + _width(section) > MOST_FIELDS else ""


def field_count(document):
    """Return how many fields the form of a document has."""
    header = sum(len(form.base_fields) for form in HEADER.values())
    return header + sum(len(document.get(name) or []) * _width(name) for name in ROWS)


def excess_of(document, stored):
    """Return why a document may not be kept in the place of the one stored, or "": it is too large, and has grown."""
    for name in ROWS:
        count, before = (len(version.get(name) or []) for version in (document, stored))
        if count > MOST_ROWS and count > before:
            return list_is_full(name)
    for size, most in ((field_count, MOST_FIELDS), (letters, MOST_LETTERS)):
        if size(document) > most and size(document) > size(stored):
            return document_is_full()
    return ""


def within_limits(document, stored, incomplete=()):
    """Return a document as far as it may be kept in the place of the one stored.

    A value that is too long stays what was stored, rows beyond the most there may be are left out, the newest first.
    `incomplete` names lists of which a page sent only a part: they stay whole as stored.
    """
    limited = {name: _shortened(document.get(name) or {}, stored.get(name) or {}) for name in HEADER}
    for name in ROWS:
        if name in incomplete:
            limited[name] = stored.get(name) or []
            continue
        before = {row["key"]: row for row in stored.get(name) or []}
        rows = [_shortened(row, before.get(row["key"], {})) for row in document.get(name) or []]
        new = [row["key"] for row in rows if row["key"] not in before]
        room = max(MOST_ROWS - (len(rows) - len(new)), 0)
        limited[name] = [row for row in rows if row["key"] not in set(new[room:])]
    return limited


def _shortened(part, stored):
    return {name: stored.get(name) if too_long(value) else value for name, value in part.items()}


def _width(section):
    return len(ROWS[section].base_fields) + 1  # with the box that removes the row
