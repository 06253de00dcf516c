"""What each field of a document may hold as JSON.

A draft is kept as typed, so "mười" may stand in a number. But a number never holds an object, nor a text `true`, nor a
choice a value that is not offered: the kinds of values follow from the form fields, and nothing else is accepted from a
browser.
"""

from functools import cache
from itertools import count

from django.forms import ChoiceField, DecimalField, IntegerField, MultipleChoiceField

from clusters.common.form_fields import ErrataFormField, LinesFormField, ReasonsFormField
from pacts.document.forms import HEADER, ROWS

EMPTY = (None, "", [], {})


def fits(section, field, value):
    """Say whether a JSON value is of the kind a field holds: as it is typed, or as a checked document has it."""
    return _fits((HEADER | ROWS)[section].base_fields[field], value)


def as_stored(field, value):
    """Return (the value as a form field can hold it, what of it the field cannot hold); None where there is nothing.

    A plain value that a text field cannot hold as it is becomes its text.
    """
    if _fits(field, value):
        return value, None
    if isinstance(field, MultipleChoiceField):
        return _known_and_unknown(field, value if isinstance(value, list) else [value])
    if not isinstance(field, ChoiceField) and (text := _text(value)):
        return text, None
    return None, None if value in EMPTY else value


def with_keys(rows):
    """Return the rows of a list, those without a key with a new one."""
    taken = {row.get("key") for row in rows}
    fresh = (f"new-{number}" for number in count(1) if f"new-{number}" not in taken)
    return [{**row, "key": row.get("key") or next(fresh)} for row in rows]


def _fits(field, value):
    if isinstance(field, MultipleChoiceField):
        return value in (None, "") or (_are_texts(value) and set(value) <= _choices(field))
    if isinstance(field, ChoiceField):
        return value in (None, "") or (isinstance(value, str | int) and str(value) in _choices(field))
    if value is None or isinstance(value, str):
        return True
    if isinstance(field, ErrataFormField):
        return isinstance(value, list) and all(isinstance(pair, str) or _is_erratum(pair) for pair in value)
    if isinstance(field, ReasonsFormField):
        return isinstance(value, dict) and _are_texts(list(value.values()))
    if isinstance(field, LinesFormField):
        return _are_texts(value)
    return isinstance(field, IntegerField | DecimalField) and isinstance(value, int) and not isinstance(value, bool)


@cache
def _choices(field):
    """Return the values a field offers, as a browser sends them. Fields are those of the form classes, made once."""
    return {str(value) for value, _label in field.choices}


def _known_and_unknown(field, values):
    known = [value for value in values if isinstance(value, str) and value in _choices(field)]
    unknown = [value for value in values if value not in known and value not in EMPTY]
    return known or None, unknown or None


def _text(value):
    """Return a text, a number or a list of these as text, or "" for anything else."""
    lines = [line for line in (value if isinstance(value, list) else [value]) if line not in EMPTY]
    return "\n".join(map(str, lines)) if all(map(_is_plain, lines)) else ""


def _is_plain(value):
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _are_texts(value):
    return isinstance(value, list) and all(isinstance(line, str) for line in value)


def _is_erratum(pair):
    return isinstance(pair, dict) and _are_texts(list(pair.values()))
