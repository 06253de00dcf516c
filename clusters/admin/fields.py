"""Widgets, columns and forms for the fields of records in the admin."""

from django import forms
from django.contrib.admin.widgets import (
    AdminIntegerFieldWidget,
    AdminTextareaWidget,
    AdminTextInputWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from clusters.common.dates import format_partial
from clusters.common.fields import (
    CodesField,
    ErrataField,
    LinesField,
    ListField,
    LongTextField,
    PartialDateField,
    PlainTextField,
    ReasonsField,
)
from clusters.common.form_fields import is_key
from clusters.common.provenance import PartReasonsFormField
from clusters.common.text import slugify


def bounded_integer(largest):
    """Return form field options with a maximum. SQLite has none per column and fails on very large numbers."""
    return {"widget": AdminIntegerFieldWidget, "max_value": largest}


FEW_LINES = {"widget": AdminTextareaWidget(attrs={"rows": 2})}
WIDGETS = {
    PlainTextField: {"widget": AdminTextInputWidget},
    LongTextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    PartialDateField: {"widget": AdminTextInputWidget(attrs={"class": "partial-date", "placeholder": _("dd/mm/yyyy")})},
    LinesField: FEW_LINES,
    ErrataField: FEW_LINES,
    ReasonsField: FEW_LINES,
    models.PositiveSmallIntegerField: bounded_integer(32767),
    models.PositiveIntegerField: bounded_integer(2147483647),
}


class IgnoresInvalidKeys:
    """Autocomplete mixin that ignores submitted values that are no keys, where Django's raises an error."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, list(filter(is_key, value)), attr)


class ChosenSelectMultiple(IgnoresInvalidKeys, AutocompleteSelectMultiple):
    pass


class ChosenSelect(IgnoresInvalidKeys, AutocompleteSelect):
    """Autocomplete that can be passed its selected record, so that inlines need no query per label."""

    selected = None

    def optgroups(self, name, value, attr=None):
        if self.selected is None or list(map(str, value)) != [str(self.selected.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.selected)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*empty, self.create_option(name, self.selected.pk, label, True, 1)], 0)]


def text_column(field):
    """Return a display function for the field: lists and partial dates as they are typed."""

    def text(row):
        return as_text(field, getattr(row, field.name)) or "-"

    text.short_description = field.verbose_name
    text.admin_order_field = field.name
    return text


def as_text(field, value):
    if not value:
        return None
    if isinstance(field, PartialDateField):
        return format_partial(value)
    if isinstance(field, CodesField):
        return ", ".join(str(label) for code, label in field.codes.choices if code in value)
    if field.name == "known_none":
        return ", ".join(str(field.model.MAY_BE_NONE.get(part, part)) for part in value)
    if isinstance(field, ReasonsField):
        return PartReasonsFormField(model=field.model).prepare_value(value)
    return field.form_class().prepare_value(value)


def has_text_column(field):
    return isinstance(field, ListField | PartialDateField)


class RecordForm(forms.ModelForm):
    """Form that validates all constraints. Django skips those with a field that is not in the form."""

    def validate_unique(self):
        super().validate_unique()
        if self._errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self._update_errors(error)


class AddressForm(RecordForm):
    """Form that fills an empty slug from the name. Django's prepopulate script drops ạ, ề, ư …"""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Leave it empty to make it from the name. It never changes later.")

    def clean(self):
        cleaned = super().clean()
        if "slug" in self.fields and "slug" not in self.errors and not cleaned.get("slug"):
            cleaned["slug"] = next(slug for slug in self.addresses(cleaned) if self.is_free(slug))
            if not cleaned["slug"]:
                self.add_error("slug", self.fields["slug"].error_messages["required"])
        return cleaned

    def addresses(self, cleaned):
        """Yield slugs to try: the name; the name with its place; then with numbers."""
        name = slugify(cleaned.get("name") or "")[:180].strip("-")
        place = slugify(cleaned["place"].name) if cleaned.get("place") else ""
        yield name
        if place:
            name = f"{name}-{place}"[:190].strip("-")
            yield name
        number = 2
        while True:
            yield f"{name}-{number}"
            number += 1

    def is_free(self, slug):
        return not slug or not self._meta.model.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists()
