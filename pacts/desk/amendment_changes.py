"""The changes of an amendment in words: for each unit, the values before and after."""

from dataclasses import dataclass, field

from clusters.common.form_fields import PartialDateFormField
from pacts.document import compare
from pacts.document.forms import LABELS, ROWS
from pacts.document.schema import UNITS

ABOUT = {"units": "unit", "signatories": "member"}  # the field that refers to the unit; the heading shows it
UNTOLD = {"key", "basis", *ABOUT.values()}


@dataclass
class UnitChanges:
    """The changes of one unit: `lines` are (label, before, after), with an empty text for no value."""

    name: str
    is_new: bool = False
    lines: list = field(default_factory=list)


def changes_in_words(before, after, names):
    """Return the UnitChanges between two documents; `names` maps the addresses of units to names."""
    units = {row["key"]: row["unit"] for document in (before, after) for row in document["units"]}
    members = {row["key"]: row["member"] for document in (before, after) for row in document["signatories"]}
    found = {}
    for change in compare(before, after):
        slug = units[members[change.key] if change.section == "signatories" else change.key]
        unit = found.setdefault(slug, UnitChanges(names.get(slug, slug)))
        unit.is_new = unit.is_new or (change.section == UNITS.name and change.field is None)
        unit.lines += _lines(change)
    return list(found.values())


def _lines(change):
    """Return the lines of one Change: one for a changed field, or one for each filled field of a new row."""
    if change.field:
        values = {change.field: (change.before, change.after)}
    else:
        values = {name: (None, value) for name, value in change.after.items() if value and name not in UNTOLD}
    return [
        (_label(change.section, name), *(_said(change.section, name, value) for value in both))
        for name, both in values.items()
    ]


def _label(section, name):
    label = ROWS[section].base_fields[name].label
    return f"{LABELS[section]}: {label.lower()}" if section == "signatories" else label


def _said(section, name, value):
    """Return a value as text, "" for an unknown one."""
    form_field = ROWS[section].base_fields[name]
    if value in (None, "", [], {}):
        return ""
    if isinstance(form_field, PartialDateFormField):
        return form_field.prepare_value(value)
    words = dict(getattr(form_field, "choices", [])).get(value, value)
    return str(words)
