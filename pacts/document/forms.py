"""One form for each part of a pact's document: the models' own fields and rules, asked without the database."""

import datetime
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import ModelFormMetaclass, construct_instance
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from clusters.common.constraints import check_row
from clusters.common.form_fields import DecimalNumberFormField, WholeNumberFormField
from clusters.common.provenance import part_field
from pacts.document import schema
from pacts.models import PactDocument

NUMBERS = {models.IntegerField: WholeNumberFormField, models.DecimalField: DecimalNumberFormField}


def typed_field(db_field, **kwargs):
    """Return the form field of a part's field: numbers too are typed as text."""
    known = (number for kind, number in NUMBERS.items() if isinstance(db_field, kind) and not db_field.choices)
    number = next(known, None)
    return db_field.formfield(form_class=number, **kwargs) if number else part_field(db_field, **kwargs)


class PartMeta:
    """What the forms of all parts share: parts of a row are called by their names, never by a code."""

    formfield_callback = staticmethod(typed_field)


class SharedFields(dict):
    """The fields of a form class, the same objects in each of its forms.

    Django copies every field for every form, a third of the time a long document takes. Nothing here changes a
    field: who wants another widget in one form puts a copy there.
    """

    def __deepcopy__(self, memo):
        return dict(self)


class PartFormMetaclass(ModelFormMetaclass):
    """Lets the forms of a class share its fields."""

    def __new__(mcs, name, bases, attrs):
        form = super().__new__(mcs, name, bases, attrs)
        form.base_fields = SharedFields(form.base_fields)
        return form


class PartForm(forms.ModelForm, metaclass=PartFormMetaclass):
    """A part of the document: the fields of one model, checked in memory.

    What a row refers to is a key or an address, in a text field of its own; `PactForms` looks those up together.
    """

    def clean(self):
        return self.cleaned_data

    def _post_clean(self):
        """Check the row by the model's fields, `clean` and constraints, as ModelForm does, but asking no database."""
        self.instance = construct_instance(self, self.instance, self._meta.fields)
        try:
            exclude = self._get_validation_exclusions()
            self.instance.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
            check_row(self._meta.model, {**self._model_values(), **self._typed_values()})
        except ValidationError as error:
            self._update_errors(error)

    def _model_values(self):
        return {field.name: getattr(self.instance, field.attname) for field in self._meta.model._meta.fields}

    def _typed_values(self):
        return {name: None if value == "" else value for name, value in self.cleaned_data.items()}

    def values(self):
        """Return the checked values as a document holds them."""
        return {name: plain(self.cleaned_data.get(name)) for name in self.fields if name != "DELETE"}

    def model_values(self):
        """Return the checked values of the model's own fields, as the model holds them."""
        return {name: self.cleaned_data.get(name) for name in self._meta.fields}


def plain(value):
    """Return a value as JSON holds it: decimals as plain text without trailing zeros, dates as text, "" as null."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime.date):
        return value.isoformat()
    return None if value == "" else value


class RowForm(PartForm):
    """A row with its key."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def has_changed(self):
        """A row with a key is one, whatever else it says: nothing more has to be compared."""
        return bool(self["key"].data) or super().has_changed()


def form_of(part):
    """Return the form class of a part: the fields of its model, then references and what stands on the linking row."""
    beside = {each.name: _field_beside(part, each) for each in part.fields if each.name not in part.own_fields}
    meta = type("Meta", (PartMeta,), {"model": part.model, "fields": part.own_fields})
    base = RowForm if part.is_list else PartForm
    return type(f"{part.name.capitalize()}Form", (base,), {"Meta": meta, "__module__": __name__, **beside})


def _field_beside(part, each):
    """Return the form field of what is no field of the part's model."""
    if each.name == "uuid":
        return forms.CharField(required=False, widget=forms.HiddenInput)
    if each.on_link:
        field = part.link._meta.get_field(each.name).formfield()
        if each.name == "state":
            # The scans of the signed original are attached to the pact, and no part of what it says.
            field.choices = [choice for choice in field.choices if choice[0] != PactDocument.State.SIGNED_ORIGINAL]
        return field
    if each.name == "member":  # a signatory refers to a row of the roster, its model to the stored membership
        return forms.CharField(label=capfirst(_("unit")))
    referred = part.model._meta.get_field(each.name)
    return forms.CharField(label=capfirst(referred.verbose_name), required=not referred.null)


HEADER = {name: form_of(part) for name, part in schema.HEADER.items()}
ROWS = {name: form_of(part) for name, part in schema.LISTS.items()}
LABELS = {name: part.label for name, part in schema.PARTS.items()}
