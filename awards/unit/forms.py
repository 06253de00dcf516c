"""The rows in which a unit types what it registers for: one for each title and kind of recipient."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.models import AwardType, RecipientKind, TitleRegistration
from awards.services.registrations import listed_twice, not_for, not_of_the_year, same_title
from clusters.common.fields import NumberField
from clusters.common.text import fold, normalise

MOST = 60  # rows of one unit
BLANK = {"quantity": 1}  # what an empty row shows
GROUPS = {
    AwardType.Category.TITLE: gettext_lazy("Emulation titles"),
    AwardType.Category.FORM: gettext_lazy("Forms of commendation"),
}
KINDS = [("", gettext_lazy("Choose")), *((kind.value, capfirst(kind.label)) for kind in RecipientKind)]


class CountField(forms.IntegerField):
    """A whole number; "1.000" is a thousand, as it is written here."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value):
        text = str(value or "").strip()
        if re.fullmatch(r"\d{1,3}(\.\d{3})+", text, re.ASCII):
            text = text.replace(".", "")
        if text and not re.fullmatch(r"[+-]?\d+", text, re.ASCII):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


class RegistrationForm(forms.Form):
    """One title. `types` are those of the year by their code, `others` those a row names all the same.

    `year` is what the year is called.
    """

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    type = forms.CharField(required=False, label=gettext_lazy("Title or form of commendation"), widget=forms.Select)
    as_written = forms.CharField(
        required=False,
        label=gettext_lazy("Or write another"),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    recipient_kind = forms.ChoiceField(required=False, label=gettext_lazy("For whom"), choices=KINDS)
    quantity = CountField(
        required=False,
        label=gettext_lazy("How many"),
        validators=NumberField.default_validators,
        error_messages={"invalid": gettext_lazy("Write a whole number.")},
    )
    DELETE = forms.BooleanField(required=False, label=gettext_lazy("Leave this row out"))

    def __init__(self, *args, types, others, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.types, self.others, self.year = types, others, year
        self.fields["type"].widget.choices = self._choices()

    @property
    def is_left_out(self):
        """Whether the row is ticked, or empty: an empty row shows a quantity that nobody typed."""
        names = ("type", "as_written", "recipient_kind")
        untouched = str(self["quantity"].value() or "").strip() in ("", str(BLANK["quantity"]))
        return bool(self["DELETE"].value()) or (untouched and not any(normalise(self[n].value() or "") for n in names))

    @property
    def is_faulty(self):
        return bool(self.errors)

    @property
    def heading(self):
        """Return the name of the row for screen readers."""
        award_type = self.types.get(self["type"].value())
        return award_type.name if award_type else self["as_written"].value() or _("New row")

    def _choices(self):
        groups = [
            (label, [(row.code, row.name) for row in self.types.values() if row.category == category])
            for category, label in GROUPS.items()
        ]
        other = self.others.get(self["type"].value())
        lost = [(_("Not of this year"), [(other.code, other.name)])] if other else []
        return [("", _("Choose")), *(group for group in groups if group[1]), *lost]

    def full_clean(self):
        """Validate the row. A row that is left out has no errors."""
        super().full_clean()
        if self.is_bound and self.is_left_out:
            self._errors = ErrorDict()

    # --- Validation --------------------------------------------------------------------------------

    def clean_type(self):
        code = self.cleaned_data["type"]
        if code and code not in self.types:
            raise ValidationError(not_of_the_year(self.year))
        return self.types[code] if code else None

    def clean_as_written(self):
        return normalise(self.cleaned_data["as_written"]) or None

    def clean_quantity(self):
        quantity = self.cleaned_data["quantity"]
        if quantity is None:
            raise ValidationError(_("Say how many are registered."))
        if quantity < 1:
            raise ValidationError(_("At least one is registered. To register none, leave the row out."))
        return quantity

    def clean(self):
        values = super().clean()
        if self.errors.keys() & {"type", "as_written"}:
            return values
        self._clean_title(values)
        self._clean_kind(values)
        return values

    def _clean_title(self, values):
        if values["type"] and values["as_written"] and fold(values["as_written"]) != fold(values["type"].name):
            self.add_error("as_written", _("Choose one of the list, or write another: not both."))
        elif values["type"] is None and values["as_written"] is None:
            self.add_error("type", _("Choose the title, or write what it is called."))
        elif values["type"] is None:
            named = {fold(row.name): row for row in self.types.values()}
            values["type"] = named.get(fold(values["as_written"]))
        if values.get("type"):
            values["as_written"] = None

    def _clean_kind(self, values):
        """Fill in the kind of recipient if the title allows only one. Refuse a kind that it does not allow."""
        allowed = (values.get("type") and values["type"].recipient_kinds) or []
        kind = values.get("recipient_kind") or (allowed[0] if len(allowed) == 1 else None)
        values["recipient_kind"] = kind
        if refusal := not_for(values.get("type"), kind):
            self.add_error("recipient_kind", refusal)
        elif kind is None and "recipient_kind" not in self.errors:
            self.add_error("recipient_kind", _("Say for whom: a collective, an individual or a household."))

    def values(self):
        """Return the values of a registration, with its primary key if it is stored."""
        names = ("type", "as_written", "recipient_kind", "quantity")
        key = self.cleaned_data["key"]
        number = int(key) if re.fullmatch(r"\d{1,18}", key, re.ASCII) else None
        return {name: self.cleaned_data[name] for name in names} | {"id": number}


class BaseRegistrations(forms.BaseFormSet):
    """All rows of a unit. Rows that are left out are not validated; there may be no rows at all."""

    def __init__(self, *args, types, year, **kwargs):
        known = {"types": {row.code: row for row in types}, "others": {}, "year": year}
        super().__init__(*args, prefix="titles", form_kwargs=known, **kwargs)
        strange = self._codes() - known["types"].keys()
        if strange:
            known["others"] |= {row.code: row for row in AwardType.objects.filter(code__in=strange)}

    def _codes(self):
        """Return the codes that the rows name."""
        if not self.is_bound:
            return {row["type"] for row in self.initial or [] if row.get("type")}
        return {row["type"] for row in typed_in(self.data) if row["type"]}

    def is_valid(self):
        if not self.is_bound or self.non_form_errors():
            return False
        rows = self.kept
        valid = [form.is_valid() for form in rows]  # each, so that all errors are shown at once
        return all(valid) and self._are_listed_once(rows)

    @property
    def kept(self):
        return [form for form in self.forms if not form.is_left_out]

    def values(self):
        return [form.values() for form in self.kept]

    def full_clean(self):
        """Validate the management form only; `is_valid` validates the rows."""
        self._errors, self._non_form_errors = [], self.error_class(error_class="nonform")
        if self.is_bound and not self._is_whole():
            message = _("The page came back incomplete: please look through the rows and save again.")
            self._non_form_errors = self.error_class([message])

    def _is_whole(self):
        """Whether the posted number of rows is there and not above the maximum."""
        form = self.management_form
        return form.is_valid() and 0 <= form.cleaned_data["TOTAL_FORMS"] <= MOST

    def _are_listed_once(self, rows):
        found = set()
        for form in rows:
            title = same_title(TitleRegistration(**{k: v for k, v in form.values().items() if k != "id"}))
            if title in found:
                form.add_error("type" if form.cleaned_data["type"] else "as_written", listed_twice())
            found.add(title)
        return not any(form.errors for form in rows)


Registrations = forms.formset_factory(
    RegistrationForm, formset=BaseRegistrations, extra=0, max_num=MOST, absolute_max=MOST
)


def initial_of(rows):
    """Return what the page shows of stored registrations."""
    return [
        {
            "key": row.pk,
            "type": row.type and row.type.code,
            "as_written": row.as_written,
            "recipient_kind": row.recipient_kind,
            "quantity": row.quantity,
        }
        for row in rows
    ]


def typed_in(posted):
    """Return the values of each posted row, not validated, to show them again."""
    count = posted.get("titles-TOTAL_FORMS", "")
    count = min(int(count), MOST) if count.isascii() and count.isdecimal() and len(count) < 5 else 0
    names = RegistrationForm.base_fields
    return [{name: posted.get(f"titles-{number}-{name}") for name in names} for number in range(count)]
