"""The fields of a pact's document in open data: their keys, columns and types.

They follow from the document's schema: a field declared there with a key is part of the record and of the OpenAPI
description, and gets a CSV column if it names one, without a change here.
"""

from django.db import models

from clusters.common.fields import ListField, PartialDateField
from pacts.document.forms import plain
from pacts.document.schema import PARTS

# The OpenAPI component of a value, by the class of its model field.
COMPONENTS = [
    (PartialDateField, "Day"),
    (ListField, "Texts"),
    (models.DecimalField, "Decimal"),
    (models.IntegerField, "Number"),
    (models.BooleanField, "Truth"),
    (models.TextField, "Text"),
]


REFERENCE_COLUMNS = {"unit": "name", "participants": "name as_written"}  # columns needed to name the unit or person


def plain_fields(part):
    """Return {key: model field} of the fields of a part that have a key of their own.

    The code of the record writes references and nested keys ("theme.text").
    """
    fields = [each for each in part.fields if each.data and "." not in each.data and not each.refers_to]
    return {each.data: part.model_field(each) for each in fields}


def references(part):
    """Return {key: schema Field} of the fields by which rows of a part refer to a unit or another row."""
    return {each.data: each for each in part.fields if each.data and each.refers_to}


def stored_values(name, row, link=None):
    """Return {key: value} of a stored row of a part. `link` is the row that ties a shared record to the pact."""
    part = PARTS[name]
    on_link = set(part.names(on_link=True))
    return {
        key: _value(field, getattr(link if field.name in on_link else row, field.name))
        for key, field in plain_fields(part).items()
    }


def columns_of(name):
    part = PARTS[name]
    return " ".join(each.name for each in part.fields if each.data and not each.on_link)


def list_columns(part):
    """Return the columns used for a list of a pact: {"": of its rows, "by": of the rows they refer to}."""
    fields = [each for each in part.fields if each.data]
    referred = {each.name: REFERENCE_COLUMNS[each.refers_to] for each in fields if each.refers_to in REFERENCE_COLUMNS}
    if part.link is None:
        return {"": f"pact position inferred {columns_of(part.name)}", **referred}
    own = " ".join(each.name for each in fields if each.on_link)
    return {"": f"pact position {part.shared_name} {own}", part.shared_name: f"inferred {columns_of(part.name)}"}


def with_declared_columns(columns):
    """Return these columns of the table of pacts, followed by the others that the schema declares."""
    declared = [each.column for part in PARTS.values() for each in part.fields if each.column]
    return [*columns, *dict.fromkeys(column for column in declared if column not in columns)]


def value_schema(field):
    """Return the OpenAPI schema of a field's value as one line of YAML."""
    if field.choices:
        codes = [code for code, _label in field.flatchoices]
        return f"{{enum: [{', '.join(codes)}{', null' if field.null else ''}]}}"
    component = next(component for kind, component in COMPONENTS if isinstance(field, kind))
    return f'{{$ref: "#/components/schemas/{component}"}}'


def _value(field, value):
    return [] if value is None and isinstance(field, ListField) else plain(value)
