"""The fields of a pact's document as open data: which are told, under which keys, of which kind.

All of it follows from the document's schema: a field declared there with a key is told, described and, where it names
one, given a column, without a line here.
"""

from django.db import models

from clusters.common.fields import ListField, PartialDateField
from pacts.document.forms import plain
from pacts.document.schema import PARTS

# The component of the description that a field's value fits, by the class of the model's field.
COMPONENTS = [
    (PartialDateField, "Day"),
    (ListField, "Texts"),
    (models.DecimalField, "Decimal"),
    (models.IntegerField, "Number"),
    (models.BooleanField, "Truth"),
    (models.TextField, "Text"),
]


REFERRED = {"unit": "name", "participants": "name as_written"}  # what tells who is meant


def plain_fields(part):
    """Return the fields of a part that are told under a key of their own: {key: the model's field}.

    References and nested keys ("theme.text") are told by the record's own code.
    """
    told = [each for each in part.fields if each.data and "." not in each.data and not each.refers_to]
    return {each.data: part.model_field(each) for each in told}


def references(part):
    """Return the fields of a part by which its rows refer to a unit or another row: {key: Field of the schema}."""
    return {each.data: each for each in part.fields if each.data and each.refers_to}


def facts(name, row, link=None):
    """Return what a stored row of a part tells of itself: {key: value}. `link` ties a shared record to the pact."""
    part = PARTS[name]
    on_link = set(part.names(on_link=True))
    return {
        key: _value(field, getattr(link if field.name in on_link else row, field.name))
        for key, field in plain_fields(part).items()
    }


def columns_of(name):
    """Return the names of the model's columns that a part tells, with blanks between."""
    part = PARTS[name]
    return " ".join(each.name for each in part.fields if each.data and not each.on_link)


def columns_of_list(part):
    """Return the columns that one of a pact's lists tells: {"": of its rows, "by": of what they refer to}."""
    told = [each for each in part.fields if each.data]
    referred = {each.name: REFERRED[each.refers_to] for each in told if each.refers_to in REFERRED}
    if part.link is None:
        return {"": f"pact position inferred {columns_of(part.name)}", **referred}
    own = " ".join(each.name for each in told if each.on_link)
    return {"": f"pact position {part.shared_name} {own}", part.shared_name: f"inferred {columns_of(part.name)}"}


def with_declared_columns(columns):
    """Return the columns of the table of pacts: these, and behind them those the schema declares besides."""
    declared = [each.column for part in PARTS.values() for each in part.fields if each.column]
    return [*columns, *dict.fromkeys(column for column in declared if column not in columns)]


def described(field):
    """Return the schema of a field's value in the description, as one line of YAML."""
    if field.choices:
        codes = [code for code, _label in field.flatchoices]
        return f"{{enum: [{', '.join(codes)}{', null' if field.null else ''}]}}"
    component = next(component for kind, component in COMPONENTS if isinstance(field, kind))
    return f'{{$ref: "#/components/schemas/{component}"}}'


def _value(field, value):
    return [] if value is None and isinstance(field, ListField) else plain(value)
