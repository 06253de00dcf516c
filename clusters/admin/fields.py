"""How a record's fields are typed and shown in the administration."""

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


def whole_number(largest):
    """SQLite itself would take any number, and fail on the largest."""
    return {"widget": AdminIntegerFieldWidget, "max_value": largest}


FEW_LINES = {"widget": AdminTextareaWidget(attrs={"rows": 2})}
WIDGETS = {
    PlainTextField: {"widget": AdminTextInputWidget},
    LongTextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    PartialDateField: {"widget": AdminTextInputWidget(attrs={"class": "partial-date", "placeholder": _("dd/mm/yyyy")})},
    LinesField: FEW_LINES,
    ErrataField: FEW_LINES,
    ReasonsField: FEW_LINES,
    models.PositiveSmallIntegerField: whole_number(32767),
    models.PositiveIntegerField: whole_number(2147483647),
}


class Forgiving:
    """An autocomplete that shows nothing where what came back is no key; Django's own ends in an error page."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, list(filter(is_key, value)), attr)


class ChosenSelectMultiple(Forgiving, AutocompleteSelectMultiple):
    pass


class ChosenSelect(Forgiving, AutocompleteSelect):
    """An autocomplete that may know its chosen record already, so that a page of rows asks for no labels."""

    known = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or list(map(str, value)) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.known)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*empty, self.create_option(name, self.known.pk, label, True, 1)], 0)]


def shown(field):
    """Return a column that says a list or a partial date as people write it."""

    def words(row):
        return words_of(field, getattr(row, field.name)) or "-"

    words.short_description = field.verbose_name
    words.admin_order_field = field.name
    return words


def words_of(field, value):
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


def is_shown_in_words(field):
    return isinstance(field, ListField | PartialDateField)


class RecordForm(forms.ModelForm):
    """A form that asks every rule of the table. Django leaves out those with a field that is only read on the page."""

    def validate_unique(self):
        super().validate_unique()
        if self._errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self._update_errors(error)


class AddressForm(RecordForm):
    """A form that makes the address from the name where it is left empty. Django's own script drops ạ, ề, ư …"""

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
        """Yield addresses to try: the name; the name and its place; then with numbers."""
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
