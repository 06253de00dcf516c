"""A pact's draft as the forms of today read it.

A draft is kept as typed and may be older than the forms: it may name a field that has another name now, or hold a value
that no form knows. A renamed key moves to its new name. What no form can hold is set aside: it is stored beside the
document, under `aside`, until somebody has copied it by hand and removes it. Until then the pact is not circulated and
not signed.
"""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from pacts.document.forms import HEADER, ROWS
from pacts.document.load import document_of
from pacts.document.values import EMPTY, as_stored, with_keys

ASIDE = "aside"  # the key of what is set aside, beside the parts of the document
NAMED_BY = {"units": "unit", "signatories": "member"}  # what a row of these lists is about; None where it says nothing

# Keys that have another name now, in the order in which they were renamed: a part {"promises": "commitments"}, or a
# field {"pact/motto": "pact/slogan"}, {"units/chair": "units/head_name"}. A field of a header part may move to another.
RENAMED: dict[str, str] = {}


@dataclass(frozen=True)
class Aside:
    """A value no form can hold: the part, the key of the row and the field where it stood, as far as there are any."""

    section: str | None
    row: str | None
    field: str | None
    value: Any

    @property
    def key(self):
        """A digest of place and value: it names exactly what somebody saw."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]


def draft_of(pact):
    """Return a pact's draft in the shape of a document, without what is set aside, or None where it has none."""
    return None if pact.draft is None else lifted(pact.draft)[0]


def aside_of(pact):
    """Return the values of a pact's draft that no form can hold: a list of Aside."""
    return [] if pact.draft is None else lifted(pact.draft)[1]


def carried_of(pact):
    """Return the places of a draft's text that was carried over from another pact and not read again."""
    return [_new_place(place) for place in pact.draft_carried or []]


def written_document(pact):
    """Return the document being written: the draft, or the rows where nobody has begun one."""
    return draft_of(pact) or document_of(pact)


def as_draft(document, aside):
    """Return what is stored as a pact's draft: a document, and beside it what is set aside."""
    return document | {ASIDE: [asdict(each) for each in aside]} if aside else document


def lifted(stored):
    """Return (a document, a list of Aside) for whatever was once stored as a draft."""
    if not isinstance(stored, dict):
        return {}, _set_aside(None, None, None, stored)
    lifting = _Lifting(_renamed(stored))
    return lifting.document, list({each.key: each for each in lifting.aside}.values())


class _Lifting:
    """One reading of a stored draft."""

    def __init__(self, stored):
        self.document, self.aside = {}, []
        for name, value in stored.items():
            if name == ASIDE:
                self._aside(value)
            elif name in HEADER:
                self.document[name] = self._fields(name, None, value)
            elif name in ROWS:
                self.document[name] = self._rows(name, value)
            else:
                self.aside += _set_aside(name, None, None, value)

    def _aside(self, stored):
        """Read what was set aside before; anything else under its key is set aside too."""
        for each in stored if isinstance(stored, list) else [stored]:
            self.aside += _set_aside(**each) if _is_aside(each) else _set_aside(ASIDE, None, None, each)

    def _rows(self, name, stored):
        """Return the rows of a list, each with a key of its own; what is no row is set aside."""
        found = stored if isinstance(stored, list) else []
        for value in [value for value in found if not isinstance(value, dict)] if found else [stored]:
            self.aside += _set_aside(name, None, None, value)
        return [self._row(name, row) for row in _with_own_keys(row for row in found if isinstance(row, dict))]

    def _row(self, name, row):
        blank = {NAMED_BY[name]: None} if name in NAMED_BY else {}
        return blank | self._fields(name, row["key"], row)

    def _fields(self, name, row, stored):
        """Return what the form of a part can hold of a stored header part or row."""
        if not isinstance(stored, dict):
            self.aside += _set_aside(name, row, None, stored)
            return {}
        values, fields = {}, (HEADER | ROWS)[name].base_fields
        for field, value in stored.items():
            left_over = value
            if field in fields:
                values[field], left_over = as_stored(fields[field], value)
            self.aside += _set_aside(name, row, field, left_over)
        return values


def _set_aside(section, row, field, value):
    return [] if value in EMPTY else [Aside(section, row, field, value)]


def _is_aside(value):
    """Say whether a JSON value is an Aside as `as_draft` stores it."""
    places = ("section", "row", "field")
    is_whole = isinstance(value, dict) and value.keys() == {*places, "value"}
    return is_whole and all(isinstance(value[name], str | None) for name in places)


def _with_own_keys(rows):
    """Return rows with keys that are texts, no two of them the same."""
    keyed, taken = [], set()
    for row in rows:
        key = row.get("key")
        key = str(key) if isinstance(key, str | int) and str(key) not in taken else None
        taken.add(key)
        keyed.append(row | {"key": key})
    return with_keys(keyed)


# --- Keys that have another name now ------------------------------------------------------------


def _renamed(stored):
    """Return a stored draft under the names of today. A value whose new place is taken stays where it is."""
    for old, new in RENAMED.items():
        (part, _sign, field), (new_part, _sign, new_field) = old.partition("/"), new.partition("/")
        if not field:
            stored = _moved(stored, stored, part, new_part)[1]
        elif isinstance(rows := stored.get(part), list):
            moved = [_moved(row, row, field, new_field)[1] if isinstance(row, dict) else row for row in rows]
            stored = stored | {part: moved}
        elif isinstance(stored.get(part), dict):
            stored = _with_moved_field(stored, part, field, new_part, new_field)
    return stored


def _with_moved_field(stored, part, field, new_part, new_field):
    source, target = stored[part], stored.get(new_part) or {}
    if part == new_part:
        return stored | {part: _moved(source, source, field, new_field)[1]}
    if not isinstance(target, dict):
        return stored
    source, target = _moved(source, target, field, new_field)
    return stored | {part: source, new_part: target}


def _moved(source, target, old, new):
    """Return both dictionaries after a value has moved from one to the other, which may be the same."""
    if source.get(old) in EMPTY or target.get(new) not in EMPTY:
        return source, target
    is_same, value = source is target, source[old]
    source = {name: value for name, value in source.items() if name != old}
    target = source if is_same else target
    return source, target | {new: value}


def _new_place(place):
    """Return a place ("commitments/12/text") under the names of today."""
    section, *row = place.split("/")
    for old, new in RENAMED.items():
        (part, _sign, field), (new_part, _sign, new_field) = old.partition("/"), new.partition("/")
        if section == part and not field:
            section = new_part
        elif section == part and row and row[-1] == field:
            section, row = new_part, [*row[:-1], new_field]
    return "/".join([section, *row])
