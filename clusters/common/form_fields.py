"""Form fields for what the record keeps in lists, pairs and partial dates: typed as plain lines."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from clusters.common.dates import format_partial, parse_partial
from clusters.common.text import normalise


class LinesFormField(forms.CharField):
    """A list of texts, one a line. Empty is None."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value):
        lines = str(self.prepare_value(value) or "").splitlines()
        return [line for line in map(normalise, lines) if line] or None

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """A list has no length limit to check."""

    def has_changed(self, initial, data):
        return self.to_python(initial) != self.to_python(data)


class PairsFormField(LinesFormField):
    """Pairs, one a line, with a sign between the two halves."""

    sign = ""
    default_error_messages = {
        "pair": _("Write one pair a line, with “%(sign)s” between its halves: “%(line)s” has none.")
    }

    def to_python(self, value):
        lines = super().to_python(value)
        return self.gather([self.split(line) for line in lines]) if lines else None

    def split(self, line):
        left, sign, right = (part.strip() for part in line.partition(self.sign))
        if not (left and sign and right):
            raise ValidationError(self.error_messages["pair"], code="pair", params={"sign": self.sign, "line": line})
        return left, right

    def has_changed(self, initial, data):
        try:
            return super().has_changed(initial, data)
        except ValidationError:
            return True


class ErrataFormField(PairsFormField):
    """A source's mistakes: as written => meant."""

    sign = "=>"

    def prepare_value(self, value):
        return "\n".join(map(self.line, value)) if isinstance(value, list) else value

    def line(self, pair):
        return f"{pair.get('as_written', '')} => {pair.get('meant', '')}" if isinstance(pair, dict) else str(pair)

    def gather(self, pairs):
        return [{"as_written": written, "meant": meant} for written, meant in pairs]


class ReasonsFormField(PairsFormField):
    """What was concluded, not read: part: why."""

    sign = ":"

    def prepare_value(self, value):
        if isinstance(value, dict):
            return "\n".join(f"{part}: {why}" for part, why in value.items())
        return value

    def gather(self, pairs):
        return dict(pairs)


class PartialDateFormField(forms.CharField):
    """A date as far as it is known, typed as dd/mm/yyyy, mm/yyyy or yyyy."""

    def prepare_value(self, value):
        try:
            return format_partial(parse_partial(str(value))) if value else value
        except ValidationError:
            return value

    def to_python(self, value):
        text = super().to_python(value)
        return parse_partial(text) if text else None

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class TypedNumber:
    """A number typed as text: what is no number stays in its field to be mended, as a browser's own would not.

    Where the decimal sign is a comma "1.250,5" is read as people write it; what is stored has a point for it.
    """

    GROUPS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII)
    STORED = re.compile(r"(-?\d+)\.(\d+)", re.ASCII)
    inputmode = "numeric"

    def __init__(self, **kwargs):
        super().__init__(**{"widget": forms.TextInput(attrs={"inputmode": self.inputmode}), **kwargs})

    def to_python(self, value):
        if isinstance(value, str) and get_format("DECIMAL_SEPARATOR") == ",":
            value = value.strip()
            value = (value.replace(".", "") if self.GROUPS.fullmatch(value) else value).replace(",", ".")
        return super().to_python(value)


class WholeNumberFormField(TypedNumber, forms.IntegerField):
    """A whole number."""


class DecimalNumberFormField(TypedNumber, forms.DecimalField):
    """A number with decimals."""

    inputmode = "decimal"

    def prepare_value(self, value):
        stored = self.STORED.fullmatch(str(value))
        return get_format("DECIMAL_SEPARATOR").join(stored.groups()) if stored else value


def is_key(text):
    """Whether a text from outside may be the key of a row. Django asks a database that fails on what is no number."""
    return bool(re.fullmatch(r"[0-9]{1,18}", str(text)))


class ChosenRecords(forms.ModelMultipleChoiceField):
    """Several records of a table. What can be no key is no choice."""

    def clean(self, value):
        for key in value or []:
            if not is_key(key):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key})
        return super().clean(value)


class ChosenRecord(forms.ModelChoiceField):
    """One record of a table. What can be no key is no choice."""

    def to_python(self, value):
        if value not in self.empty_values and not is_key(value):
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return super().to_python(value)
