"""Mixin for model admins and inlines."""

from django.contrib.admin.utils import flatten_fieldsets
from django.utils.text import capfirst

from clusters.admin.fields import (
    WIDGETS,
    ChosenSelect,
    ChosenSelectMultiple,
    has_text_column,
    text_column,
)
from clusters.common.fields import ReasonsField
from clusters.common.form_fields import ChosenRecords
from clusters.common.provenance import PartReasonsFormField, known_none_field


class RecordFieldsMixin:
    """Mixin that makes every relation an autocomplete, and lists and partial dates readable text."""

    formfield_overrides = WIDGETS
    few_choices = ()  # relations that use a plain select instead
    in_rows = False

    def __init__(self, *args):
        super().__init__(*args)
        self.text_columns = {
            field.name: f"{field.name}_in_words" for field in self.opts.fields if has_text_column(field)
        }
        for name, column in self.text_columns.items():
            setattr(self, column, text_column(self.opts.get_field(name)))
        if not (self.fields or self.fieldsets):
            fields = [*self.opts.fields, *self.opts.many_to_many]
            self.fields = [field.name for field in fields if field.editable and not field.primary_key]
        if self.fields and not getattr(self.model, "MAY_BE_NONE", None):
            self.fields = [name for name in self.fields if name != "known_none"]

    # --- Input ---

    def get_autocomplete_fields(self, request):
        return [field.name for field in self._references() if field.name not in self.few_choices]

    def _references(self):
        return [
            field for field in (*self.opts.fields, *self.opts.many_to_many) if field.remote_field and field.editable
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "known_none":
            return known_none_field(self.model, db_field)
        if isinstance(db_field, ReasonsField):
            kwargs = {"form_class": PartReasonsFormField, "model": self.model, **kwargs}
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.label = capfirst(field.label)
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = field.widget.can_view_related = False
            field.widget.can_change_related = not self.in_rows
            field.widget.can_add_related = field.widget.can_add_related and db_field.name not in self.few_choices
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name not in self.few_choices:
            kwargs.setdefault("widget", ChosenSelect(db_field, self.admin_site))
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.label_from_instance = self._admin_of(db_field).choice_label
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("widget", ChosenSelectMultiple(db_field, self.admin_site))
        kwargs.setdefault("form_class", ChosenRecords)
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.label_from_instance = self._admin_of(db_field).choice_label
        return field

    def get_field_queryset(self, db, db_field, request):
        return self._admin_of(db_field).get_queryset(request)

    def _admin_of(self, db_field):
        return self.admin_site.get_model_admin(db_field.remote_field.model)

    def joined_records(self):
        """Return the select_related paths for all relations and their labels."""
        names = [field.name for field in self._references() if not field.many_to_many]
        joins = {name: self._admin_of(self.opts.get_field(name)).joined_for_label for name in names}
        return names + [f"{name}__{join}" for name in names for join in joins[name]]

    # --- Read-only display ---

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        names = set(flatten_fieldsets(fieldsets))
        if self.has_change_permission(request, obj):
            names &= set(self.get_readonly_fields(request, obj))
        return [(title, {**rest, "fields": self._replace_fields(rest["fields"], names)}) for title, rest in fieldsets]

    def _replace_fields(self, fields, names):
        return [
            self._replace_fields(field, names)
            if isinstance(field, list | tuple)
            else self.text_columns.get(field, field)
            if field in names
            else field
            for field in fields
        ]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *self.text_columns.values()]
