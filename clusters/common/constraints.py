"""A table's own rules, asked of values in memory: one rule, one sentence, no query for each row."""

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q, TextField, UniqueConstraint, Value
from django.db.models.functions import Coalesce

LOOKUPS = {
    "exact": lambda value, other: value == other,
    "in": lambda value, other: value in other,
    "gt": lambda value, other: value > other,
    "gte": lambda value, other: value >= other,
    "lt": lambda value, other: value < other,
    "lte": lambda value, other: value <= other,
}


def or_empty(name):
    """Return a nullable text as an expression a uniqueness rule can compare: two unknowns are the same."""
    # Without the field type Django builds the index, but cannot ask the question before saving.
    return Coalesce(name, Value(""), output_field=TextField())


def is_met(condition, values):
    """Say whether a Q holds for {field: value}: True, False, or None where SQL would say unknown."""
    if isinstance(condition, tuple):
        return _lookup_is_met(*condition, values)
    answers = [is_met(child, values) for child in condition.children]
    if condition.connector == Q.AND:
        answer = False if False in answers else None if None in answers else True
    else:
        answer = True if True in answers else None if None in answers else False
    return not answer if condition.negated and answer is not None else answer


def _lookup_is_met(path, other, values):
    name, _, lookup = path.partition("__")
    value = values.get(name)
    if lookup == "isnull":
        return (value is None) == other
    other = values.get(other.name) if isinstance(other, F) else other
    if value is None or other is None:
        return None
    return LOOKUPS[lookup or "exact"](value, other)


def check_row(model, values):
    """Raise ValidationError with the sentence of each check constraint of `model` that the values break."""
    broken = [
        constraint.violation_error_message
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint) and is_met(constraint.condition, values) is False
    ]
    if broken:
        raise ValidationError(broken)


def duplicates(model, rows, within):
    """Yield (index of a row, sentence) for each row that breaks a uniqueness rule among its siblings.

    `rows` are {field: value}; `within` names the fields that all of them share (the parent).
    """
    for constraint in model._meta.constraints:
        if not isinstance(constraint, UniqueConstraint) or not set(constraint.fields) & set(within):
            continue
        names, seen = [name for name in constraint.fields if name not in within], set()
        for index, values in enumerate(rows):
            key = tuple(values.get(name) for name in names)
            if None in key or (constraint.condition and not is_met(constraint.condition, values)):
                continue
            if key in seen:
                yield index, constraint.violation_error_message
            seen.add(key)
