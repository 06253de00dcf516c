"""Records chosen in a form: what comes back may be no key at all."""

import re

from django import forms
from django.core.exceptions import ValidationError


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
