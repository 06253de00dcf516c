"""What one person changed, put into a document that others may have changed meanwhile.

A change says what the person saw before it. Where the document still says that, the change is made; where it already
says what the person wants, nothing is left to do, so a change sent twice is made once; else it is a conflict, which
is told and not made. A value that is too long, or that its field does not hold, and a row for which there is no room
are refused alone, with the reason; the other changes are made. Changes are dictionaries, as a browser sends them:

    {"do": "set", "section": "pact", "field": "theme", "before": …, "value": …}         a header field
    {"do": "set", "section": "units", "key": "7", "field": "role", "before": …, "value": …}
    {"do": "add", "section": "units", "key": "new-3", "after": "7" or null}              with "row": a removal undone
    {"do": "move", "section": "units", "key": "7", "after": …}
    {"do": "remove", "section": "units", "key": "7", "before": {the row as it was seen}}
"""

import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clusters.common.text import keepable
from pacts.document.forms import HEADER, ROWS
from pacts.document.limits import MOST_FIELDS, MOST_LETTERS, document_is_full, letters, room_for_row, too_long
from pacts.document.values import fits


@dataclass(frozen=True)
class Conflict:
    """A change that was not made. `field` is None for a row that another person changed or removed meanwhile.

    `refusal` says why it cannot be made whatever others do: there is no room for the value or the row.
    """

    section: str
    key: str | None
    field: str | None
    theirs: Any
    mine: Any
    refusal: str = ""


def apply_changes(document, changes):
    """Return (the document with the changes made, the conflicts). The given document is left as it is.

    Raises ValidationError for a change that names what no document has.
    """
    if len(changes) > MOST_FIELDS:
        raise ValidationError(_("The page is damaged: load it again."))
    changing = _Changing(document)
    for change in changes:
        check_change(change)
        changing.make(change)
    return changing.document, changing.conflicts


class _Changing:
    """One application of changes: the document as it becomes, what was not made, and the room that is left."""

    def __init__(self, document):
        self.document, self.conflicts = copy.deepcopy(document), []
        self.room = MOST_LETTERS - letters(document)
        self.without_room = {}  # (section, key) of a row that could not be added: why

    def make(self, change):
        if change["do"] == "add":
            change = self._brought(change)
        if refusal := self._refusal(change):
            self._refuse(change, change.get("field"), change.get("value"), refusal)
        elif conflict := DO[change["do"]](self.document, change):
            self.conflicts.append(conflict)

    def _brought(self, change):
        """Return an addition with only those values of its row that their fields can hold; the others are refused."""
        section, key = change["section"], change["key"]
        if _find(self.document, section, key) is not None:
            return change
        row = {name: value for name, value in (change.get("row") or {}).items() if name in ROWS[section].base_fields}
        for field, value in list(row.items()):
            if refusal := self._refusal_of_value(section, field, None, value):
                self._refuse(change, field, row.pop(field), refusal)
        return change | {"row": row}

    def _refuse(self, change, field, value, refusal):
        self.conflicts.append(Conflict(change["section"], change.get("key"), field, None, value, refusal))

    def _refusal(self, change):
        """Return why a change cannot be made whatever others do, or ""."""
        section, key = change["section"], change.get("key")
        if change["do"] == "add" and _find(self.document, section, key) is None:
            self.without_room[section, key] = room_for_row(self.document, section)
        if refusal := self.without_room.get((section, key)):
            return refusal
        if change["do"] != "set":
            return ""
        part = (_find(self.document, section, key) if key else self.document.get(section)) or {}
        return self._refusal_of_value(section, change["field"], part.get(change["field"]), change.get("value"))

    def _refusal_of_value(self, section, field, now, value):
        if not fits(section, field, value):
            return _("This field cannot hold what was sent for it.")
        grown = letters(value) - letters(now)
        if refusal := too_long(value) or (document_is_full() if grown > max(self.room, 0) else ""):
            return refusal
        self.room -= grown
        return ""


def check_change(change):
    """Raise ValidationError unless the change has the shape of one."""
    damaged = ValidationError(_("The page is damaged: load it again."))
    if not isinstance(change, dict) or change.get("do") not in DO:
        raise damaged
    section, key, field = (change.get(name) for name in ("section", "key", "field"))
    form = (ROWS if key is not None else HEADER).get(section)
    if form is None or not isinstance(key, str | None):
        raise damaged
    if change["do"] == "set" and (field not in form.base_fields or field == "key"):
        raise damaged
    if change["do"] != "set" and key is None:
        raise damaged
    if not isinstance(change.get("row") or {}, dict):
        raise damaged


def same(form, field, one, other):
    """Say whether two values of a field are the same, typed or stored: 11 and "11", null and ""."""
    prepare = form.base_fields[field].prepare_value
    return _text(prepare(one)) == _text(prepare(other))


def _text(value):
    if isinstance(value, list):
        value = "\n".join(map(str, value))
    return "" if value is None else keepable(str(value)).replace("\r\n", "\n")  # a form sends its lines with both


def _set(document, change):
    section, key, field, value = change["section"], change.get("key"), change["field"], change.get("value")
    form = (HEADER | ROWS)[section]
    part = document.setdefault(section, {}) if key is None else _find(document, section, key)
    if part is None:
        return Conflict(section, key, field, None, value)
    now = part.get(field)
    if not same(form, field, now, change.get("before")) and not same(form, field, now, value):
        return Conflict(section, key, field, now, value)
    part[field] = value
    return None


def _add(document, change):
    section, key = change["section"], change["key"]
    rows = document.setdefault(section, [])
    if _find(document, section, key) is None:
        row = {name: field.initial for name, field in ROWS[section].base_fields.items()}
        row |= (change.get("row") or {}) | {"key": key}
        rows.insert(_place(rows, change.get("after")), row)


def _move(document, change):
    row = _find(document, change["section"], change["key"])
    if row is not None:
        rows = document[change["section"]]
        rows.remove(row)
        rows.insert(_place(rows, change.get("after")), row)


def _remove(document, change):
    section, key, seen = change["section"], change["key"], change.get("before") or {}
    row = _find(document, section, key)
    if row is None:
        return None
    form = ROWS[section]
    if any(not same(form, field, row.get(field), seen.get(field)) for field in form.base_fields if field != "key"):
        return Conflict(section, key, None, row, None)
    document[section].remove(row)
    return None


def _find(document, section, key):
    return next((row for row in document.get(section) or [] if row["key"] == key), None)


def _place(rows, after):
    """Return where a row goes: behind another, or first; behind one that is gone, last."""
    if after is None:
        return 0
    return next((place for place, row in enumerate(rows, start=1) if row["key"] == after), len(rows))


DO = {"set": _set, "add": _add, "move": _move, "remove": _remove}
