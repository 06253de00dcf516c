"""Rows edited on their parent's page: numbered, unique among themselves, saved in an order that breaks no rule."""

from collections import defaultdict

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F, UniqueConstraint
from django.utils.translation import gettext as _

from clusters.admin.fields import ChosenSelect
from clusters.admin.mixins import Typed
from clusters.common.constraints import check_row, holds
from clusters.common.formsets import MOST_ROWS, CountedRows


def values_of(row):
    """Return a row as {field: stored value}."""
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}


def names_in(expression):
    """Return the fields an expression of a constraint speaks of."""
    parts = [expression] if isinstance(expression, F) else expression.flatten()
    return [part.name for part in parts if isinstance(part, F)]


def keys_of(model, values, parent):
    """Yield (sentence, key) for each rule of uniqueness among siblings: what this row alone may hold."""
    for constraint in model._meta.constraints:
        if not isinstance(constraint, UniqueConstraint):
            continue
        # In an expression Coalesce makes one unknown equal to another; plain unknowns are all different.
        names = constraint.fields or [name for expression in constraint.expressions for name in names_in(expression)]
        key = tuple(values.get(name) for name in names if name != parent)
        if parent not in names or (constraint.fields and None in key):
            continue
        if not constraint.condition or holds(constraint.condition, values):
            yield constraint.violation_error_message, key


class RowForm(forms.ModelForm):
    """One row. Its place may be left empty: then it comes last."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            if self.instance._state.adding:
                self.initial["position"] = None
        for name, field in self.fields.items():
            # A table of rows has headings but no labels.
            getattr(field.widget, "widget", field.widget).attrs["aria-label"] = str(field.label or "")
            select = getattr(field.widget, "widget", None)
            if isinstance(select, ChosenSelect) and self.instance._meta.get_field(name).is_cached(self.instance):
                select.known = getattr(self.instance, name)

    def validate_unique(self):
        """What the row says by itself, its parent included, which Django leaves out.

        Rules among the rows are the formset's: against the stored rows two could not change places.
        """
        super().validate_unique()
        if self._errors:
            return
        try:
            check_row(self._meta.model, values_of(self.instance))
        except ValidationError as error:
            self._update_errors(error)


class RowFormSet(CountedRows, forms.BaseInlineFormSet):
    """The rows of one parent. Django checks no rule of uniqueness among them."""

    saving_order = None

    def validate_unique(self):
        """Not in Django's words: the table's own rules and sentences follow in `clean`."""
        for form in self.forms:
            form.is_valid()  # refuses to delete a row that others rest on; Django asks for it here too

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        rows = [form for form in self.kept_forms if form.has_changed() or form.instance.pk]
        self.number(rows)
        self.refuse_duplicates(rows)
        self.order_saving([form for form in rows if form.instance.pk])

    @property
    def kept_forms(self):
        return [form for form in self.forms if not (self.can_delete and self._should_delete_form(form))]

    def number(self, rows):
        """Give the rows typed without a place the next one."""
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
            for sentence, key in keys_of(self.model, values_of(form.instance), self.fk.name):
                if (sentence, key) in seen:
                    form.add_error(None, sentence)
                seen.add((sentence, key))

    def order_saving(self, rows):
        """Find an order in which no row takes what another still holds; refuse a ring that has none."""
        held, wanted, holders = {}, {}, defaultdict(set)
        for form in rows:
            values = values_of(form.instance)
            wanted[form] = set(keys_of(self.model, values, self.fk.name))
            held[form] = set(keys_of(self.model, {**values, **form.initial}, self.fk.name))
            for key in held[form]:
                holders[key].add(form)
        order = []
        while rows:
            ready = [form for form in rows if not any(holders[key] - {form} for key in wanted[form])]
            if not ready:
                for form in rows:
                    form.add_error(None, _("These rows exchange what may stand only once: save in two steps."))
                return
            order += ready
            for form in ready:
                for key in held[form]:
                    holders[key].discard(form)
            rows = [form for form in rows if form not in set(ready)]
        self.saving_order = order

    @property
    def initial_forms(self):
        forms = super().initial_forms
        if self.saving_order is None or not self.saving:
            return forms
        places = {form: place for place, form in enumerate(self.saving_order)}
        return sorted(forms, key=lambda form: places.get(form, -1))

    saving = False

    def save(self, commit=True):
        self.saving = True
        return super().save(commit)


class RowInline(Typed, admin.TabularInline):
    """Rows on their parent's page, closed where the parent is closed."""

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
        """Refuse, with a sentence, more rows than there may be; a hand-made number of rows makes no more forms."""
        # Django takes 0 as the most where nobody may add rows: those that stand there are shown all the same.
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
    """Rows with too much in them for a table: each is a block of lines."""

    template = "admin/edit_inline/stacked.html"


class ReadOnlyRows(RowInline):
    """Rows that are only looked at."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
