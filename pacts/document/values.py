"""What each field of a document may hold as JSON, and a stored draft read so that every page can rely on it.

A draft is kept as typed, so "mười" may stand in a number. But a number never holds an object, nor a text `true`: the
kinds of values follow from the form fields, and nothing else is accepted from a browser.
"""

from itertools import count

from django.forms import ChoiceField, DecimalField, IntegerField, MultipleChoiceField

from clusters.form_fields import ErrataFormField, LinesFormField, ReasonsFormField
from pacts.document.forms import HEADER, ROWS

NAMED_BY = {"units": "unit", "signatories": "member"}  # what a row of these lists is about; None where it says nothing


def fits(section, field, value):
    """Say whether a JSON value is of the kind a field holds: as it is typed, or as a checked document has it."""
    return _fits((HEADER | ROWS)[section].base_fields[field], value)


def readable(draft):
    """Return a stored draft in the shape of a document, whatever was once stored in it.

    Unknown parts and fields are left out, a value of another kind becomes its text or None, each row has a key.
    """
    if not isinstance(draft, dict):
        return {}
    document = {}
    for name, form in HEADER.items():
        if name in draft:
            document[name] = _fields(form, draft[name])
    for name, form in ROWS.items():
        if name in draft:
            document[name] = _rows(name, form, draft[name])
    return document


def with_keys(rows):
    """Return the rows of a list, those without a key with a new one."""
    taken = {row.get("key") for row in rows}
    fresh = (f"new-{number}" for number in count(1) if f"new-{number}" not in taken)
    return [{**row, "key": row.get("key") or next(fresh)} for row in rows]


def _rows(name, form, stored):
    rows, keys = [], set()
    for row in stored if isinstance(stored, list) else []:
        if not isinstance(row, dict):
            continue
        values = _fields(form, row)
        if name in NAMED_BY:
            values.setdefault(NAMED_BY[name], None)
        if values.get("key") in keys:
            values["key"] = None
        keys.add(values.get("key"))
        rows.append(values)
    return with_keys(rows)


def _fields(form, stored):
    stored, fields = stored if isinstance(stored, dict) else {}, form.base_fields
    return {name: _as_kind(fields[name], value) for name, value in stored.items() if name in fields}


def _fits(field, value):
    if isinstance(field, MultipleChoiceField):
        return value in (None, "") or _are_texts(value)
    if value is None or isinstance(value, str):
        return True
    if isinstance(field, ErrataFormField):
        return isinstance(value, list) and all(isinstance(pair, str) or _is_erratum(pair) for pair in value)
    if isinstance(field, ReasonsFormField):
        return isinstance(value, dict) and _are_texts(list(value.values()))
    if isinstance(field, LinesFormField):
        return _are_texts(value)
    if isinstance(field, IntegerField | DecimalField):
        return isinstance(value, int) and not isinstance(value, bool)
    # A field of yes and no is a choice between the two.
    return isinstance(value, bool) and isinstance(field, ChoiceField) and value in dict(field.choices)


def _as_kind(field, value):
    """Return a value as the field may hold it: itself, else its text, else None."""
    if _fits(field, value):
        return value
    if isinstance(field, MultipleChoiceField):
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [text for text in texts if isinstance(text, str)] or None
    if isinstance(value, list):
        return "\n".join(_text(line) for line in value if _text(line)) or None
    return _text(value) or None


def _text(value):
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value) if is_plain else ""


def _are_texts(value):
    return isinstance(value, list) and all(isinstance(line, str) for line in value)


def _is_erratum(pair):
    return isinstance(pair, dict) and _are_texts(list(pair.values()))
