"""What one person changed, put into a document that others may have changed meanwhile.

A change says what the person saw before it. Where the document still says that, the change is made; where it already
says what the person wants, nothing is left to do, so a change sent twice is made once; else it is a conflict, which
is told and not made. Changes are dictionaries, as a browser sends them:

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

from clusters.text import keepable
from pacts.document.forms import HEADER, ROWS

LONGEST = 100_000  # letters of one value
MOST_ROWS = 500


@dataclass(frozen=True)
class Conflict:
    """A change that was not made. `field` is None for a row that another person changed or removed meanwhile."""

    section: str
    key: str | None
    field: str | None
    theirs: Any
    mine: Any


def apply_changes(document, changes):
    """Return (the document with the changes made, the conflicts). The given document is left as it is.

    Raises ValidationError for a change that names what no document has.
    """
    document, conflicts = copy.deepcopy(document), []
    for change in changes:
        check_change(change)
        conflict = DO[change["do"]](document, change)
        if conflict:
            conflicts.append(conflict)
    return document, conflicts


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
    row = change.get("row") or {}
    if not isinstance(row, dict) or not all(map(_is_plain, (change.get("value"), *row.values()))):
        raise damaged


def same(form, field, one, other):
    """Say whether two values of a field are the same, typed or stored: 11 and "11", null and ""."""
    prepare = form.base_fields[field].prepare_value
    return _text(prepare(one)) == _text(prepare(other))


def _text(value):
    if isinstance(value, list):
        value = "\n".join(map(str, value))
    return "" if value is None else keepable(str(value)).replace("\r\n", "\n")  # a form sends its lines with both


def _is_plain(value):
    if isinstance(value, list):
        return all(isinstance(line, str) for line in value) and sum(map(len, value)) <= LONGEST
    return value is None or isinstance(value, bool | int) or (isinstance(value, str) and len(value) <= LONGEST)


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
        if len(rows) >= MOST_ROWS:
            raise ValidationError(_("This list is full: at most %(most)s rows.") % {"most": MOST_ROWS})
        fields = ROWS[section].base_fields
        brought = {name: value for name, value in (change.get("row") or {}).items() if name in fields}
        row = {name: field.initial for name, field in fields.items()} | brought | {"key": key}
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
