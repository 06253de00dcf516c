"""Values of a draft that no form has a field for: where each was, what it is, and its removal."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pacts.document import aside_of
from pacts.document.forms import HEADER, LABELS, ROWS
from pacts.document.schema import PARTS


@dataclass(frozen=True)
class AsideRow:
    """One such value. `place` says in words where it was."""

    key: str
    place: str
    text: str


def aside_rows(pact, document, names):
    """Return the AsideRows of a pact's draft. `document` gives the row numbers, `names` maps addresses of units to
    names.
    """
    return [AsideRow(each.key, _place(each, document, names), _in_words(each.value)) for each in aside_of(pact)]


def _place(aside, document, names):
    """Return the part, row and field of a value, by their labels where they still have one."""
    steps = [str(LABELS.get(aside.section) or aside.section or _("The whole draft"))]
    if aside.row is not None:
        steps.append(_row_in_words(aside, document, names))
    if aside.field is not None:
        steps.append(_field_in_words(aside))
    return ", ".join(steps)


def _row_in_words(aside, document, names):
    rows = (document.get(aside.section) or []) if aside.section in ROWS else []
    found = [(number, row) for number, row in enumerate(rows, start=1) if row.get("key") == aside.row]
    if not found:
        return _("a row that has been removed")
    number, row = found[0]
    words, text = _("row %(number)s") % {"number": number}, _about(aside.section, row, document, names)
    return f"{words} (“{Truncator(text).chars(60)}”)" if text else words


def _about(section, row, document, names):
    """Return what a row is about: its unit's name, else the first text of the row."""
    if section == "signatories":
        row = next((unit for unit in document.get("units") or [] if unit.get("key") == row.get("member")), row)
    if section in ("units", "signatories"):
        return names.get(row.get("unit")) or row.get("unit") or ""
    texts = (row.get(name) for name in PARTS[section].searched())
    return next((text for text in texts if isinstance(text, str) and text), "")


def _field_in_words(aside):
    """Return the label of a field, or its stored name in quotation marks where no form has it."""
    form = (HEADER | ROWS).get(aside.section)
    field = form.base_fields.get(aside.field) if form else None
    return str(field.label) if field and field.label else f"“{aside.field}”"


def _in_words(value):
    """Return any JSON value as lines of text."""
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_in_words(each)}" for name, each in value.items())
    if isinstance(value, list):
        return "\n".join(map(_in_words, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)
