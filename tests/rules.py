"""A rule of the record as a test reads it: what breaks it, what it says, what it must go on allowing."""

from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from factory.base import BaseFactory

from clusters.models import SearchEntry

ROOMS = ("clusters", "pacts", "awards")
ABOVE_THE_FORM = "__all__"


class Checked:
    """What both sorts of rule are asked for."""

    def __str__(self):
        return self.name

    def broken_row(self):
        """Return a stored, valid row whose values in memory now break the rule."""
        return self.row(self.broken)


@dataclass
class Rule(Checked):
    """A rule about one row: `broken` are the values that break it, `allowed` those that come near and do not."""

    name: str
    factory: type[BaseFactory]
    broken: dict
    sentence: str
    allowed: list
    beside: str = ABOVE_THE_FORM

    def row(self, values):
        return changed(self.factory(), values)


@dataclass
class Once(Checked):
    """A rule that no two rows share some values: `same` are those, `allowed` what tells a second row apart."""

    name: str
    factory: type[BaseFactory]
    same: dict
    sentence: str
    allowed: list
    beside: str = ABOVE_THE_FORM
    broken = {}

    def row(self, values):
        """Store a row with the shared values, and return a second one with the same but for `values`."""
        first = changed(self.factory(), self.same)
        first.save()
        return changed(self.factory(), {**{name: getattr(first, name) for name in self.same}, **values})


def changed(row, values):
    """Set values in memory. A factory stands for a row of its own, a function for what it makes of this row."""
    for name, value in values.items():
        if isinstance(value, type) and issubclass(value, BaseFactory):
            value = value()
        elif callable(value):
            value = value(row)
        setattr(row, name, value)
    return row


def near_misses(rules):
    """Each rule with each set of values it must go on allowing."""
    return [
        pytest.param(rule, values, id=f"{rule}: {number}")
        for rule in rules
        for number, values in enumerate(rule.allowed)
    ]


def sentences(row):
    """What checking a row says, in the words of the code: {field: [sentences]}."""
    with translation.override("en"):
        try:
            row.full_clean()
        except ValidationError as error:
            return error.message_dict
    return {}


def refusal(row):
    """What the database says when it refuses to store a row."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        row.save()
    return str(caught.value)


def record_models(*apps_of_ours):
    """The models of the record, without their histories."""
    return [
        model
        for app in apps_of_ours or ROOMS
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "history_id") and not model._meta.proxy
        if model is not SearchEntry  # derived from the record
    ]


def names_of_constraints(app):
    return {rule.name for model in record_models(app) for rule in model._meta.constraints}


def needed(model):
    """The names of the fields a person must fill in."""
    return [
        field.name
        for field in model._meta.fields
        if field.editable and not field.blank and not field.has_default() and not field.primary_key
    ]
