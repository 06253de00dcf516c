"""Inlines: rows are numbered, checked for uniqueness, and saved in an order that breaks no constraint."""

from collections import defaultdict

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F, UniqueConstraint
from django.utils.translation import gettext as _

from clusters.admin.fields import ChosenSelect
from clusters.admin.mixins import RecordFieldsMixin
from clusters.common.constraints import check_row, is_met
from clusters.common.formsets import MOST_ROWS, CountedRows


def values_of(row):
    """Return a row as {field: stored value}."""
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}


def field_names(expression):
    """Return the names of the fields in an expression of a constraint."""
    parts = [expression] if isinstance(expression, F) else expression.flatten()
    return [part.name for part in parts if isinstance(part, F)]


def unique_keys(model, values, parent):
    """Yield (error message, key) for each unique constraint among siblings: no other row may have the same key."""
    for constraint in model._meta.constraints:
        if not isinstance(constraint, UniqueConstraint):
            continue
        # NULLs are distinct, except in expressions, where Coalesce makes them equal.
        names = constraint.fields or [name for expression in constraint.expressions for name in field_names(expression)]
        key = tuple(values.get(name) for name in names if name != parent)
        if parent not in names or (constraint.fields and None in key):
            continue
        if not constraint.condition or is_met(constraint.condition, values):
            yield constraint.violation_error_message, key


class RowForm(forms.ModelForm):
    """Form of one row. With an empty position the row comes last."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            if self.instance._state.adding:
                self.initial["position"] = None
        for name, field in self.fields.items():
            # Tabular inlines have column headings but no labels.
            getattr(field.widget, "widget", field.widget).attrs["aria-label"] = str(field.label or "")
            select = getattr(field.widget, "widget", None)
            if isinstance(select, ChosenSelect) and self.instance._meta.get_field(name).is_cached(self.instance):
                select.selected = getattr(self.instance, name)

    def validate_unique(self):
        """Check the constraints of the row alone, including those with its parent, which Django skips.

        Uniqueness among rows is checked by the formset: compared with stored rows, two rows could not be swapped.
        """
        super().validate_unique()
        if self._errors:
            return
        try:
            check_row(self._meta.model, values_of(self.instance))
        except ValidationError as error:
            self._update_errors(error)


class RowFormSet(CountedRows, forms.BaseInlineFormSet):
    """Formset of the rows of one parent, with the unique constraints Django does not check among them."""

    saving_order = None

    def validate_unique(self):
        """Skip Django's check and messages: `clean` checks the constraints with their own messages."""
        for form in self.forms:
            form.is_valid()  # also refuses to delete protected rows, as Django does here

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        rows = [form for form in self.remaining_forms if form.has_changed() or form.instance.pk]
        self.number(rows)
        self.refuse_duplicates(rows)
        self.order_saving([form for form in rows if form.instance.pk])

    @property
    def remaining_forms(self):
        return [form for form in self.forms if not (self.can_delete and self._should_delete_form(form))]

    def number(self, rows):
        if "position" not in self.form.base_fields:
            return
        last = max((form.cleaned_data.get("position") or 0 for form in rows), default=0)
        for form in rows:
            if form.cleaned_data.get("position") is None:
                last += 1
                form.instance.position = last

    def refuse_duplicates(self, rows):
        seen = set()
        for form in rows:
            for sentence, key in unique_keys(self.model, values_of(form.instance), self.fk.name):
                if (sentence, key) in seen:
                    form.add_error(None, sentence)
                seen.add((sentence, key))

    def order_saving(self, rows):
        """Set `saving_order` so that no row takes a unique key before its present owner has changed.

        Rows that exchange keys in a cycle have no such order and get an error.
        """
        current_keys, new_keys, owners = {}, {}, defaultdict(set)
        for form in rows:
            values = values_of(form.instance)
            new_keys[form] = set(unique_keys(self.model, values, self.fk.name))
            current_keys[form] = set(unique_keys(self.model, {**values, **form.initial}, self.fk.name))
            for key in current_keys[form]:
                owners[key].add(form)
        order = []
        while rows:
            ready = [form for form in rows if not any(owners[key] - {form} for key in new_keys[form])]
            if not ready:
                for form in rows:
                    form.add_error(None, _("These rows exchange what may stand only once: save in two steps."))
                return
            order += ready
            for form in ready:
                for key in current_keys[form]:
                    owners[key].discard(form)
            rows = [form for form in rows if form not in set(ready)]
        self.saving_order = order

    @property
    def initial_forms(self):
        forms = super().initial_forms
        if self.saving_order is None or not self.saving:
            return forms
        order = {form: index for index, form in enumerate(self.saving_order)}
        return sorted(forms, key=lambda form: order.get(form, -1))

    saving = False

    def save(self, commit=True):
        self.saving = True
        return super().save(commit)


class RowInline(RecordFieldsMixin, admin.TabularInline):
    """Tabular inline that is read-only while its parent is closed."""

    form = RowForm
    formset = RowFormSet
    extra = 1
    max_num = MOST_ROWS
    show_change_link = True
    stays_open = False
    in_rows = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.joined_records())

    def get_formset(self, request, obj=None, **kwargs):
        """Validate the maximum number of rows, and limit the forms built for a forged TOTAL_FORMS."""
        # Where nobody may add rows max_num is 0: existing rows must not be rejected then.
        limits = {"absolute_max": MOST_ROWS * 2, "validate_max": self.max_num > 0}
        return super().get_formset(request, obj, **limits | kwargs)

    def _is_closed(self, obj):
        parent = self.admin_site.get_model_admin(self.parent_model)
        return bool(obj and obj.pk and not self.stays_open and parent.why_closed(obj))

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not self._is_closed(obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self._is_closed(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self._is_closed(obj)


class BlockInline(RowInline):
    """Stacked inline, for rows with too many fields for a table."""

    template = "admin/edit_inline/stacked.html"


class ReadOnlyRows(RowInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
