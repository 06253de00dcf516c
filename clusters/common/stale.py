"""Optimistic locking of forms: a page carries a mark of what it showed, and a write is refused if that has changed.

The mark is compared twice: when the form is validated, and again by the service once it holds the lock.
"""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class StaleError(ValidationError):
    """What is stored is no longer what the page showed."""


def mark_of(state: Any) -> str:
    """Return a short hash of a stored state: anything whose `repr` is the same for the same values."""
    return sha256(repr(state).encode()).hexdigest()[:16]


def refuse_stale(state: Any, seen: str, message: str) -> None:
    """Raise StaleError with a message unless `seen` is the mark of the state."""
    if mark_of(state) != seen:
        raise StaleError(message)


class StaleForm(forms.Form):
    """A form that refuses to overwrite what was stored after its page had been opened.

    `stored` is the state now. If it differs from the one the page showed, `is_stale` is True and the field `seen` has
    the error; the page shown then carries the new mark, so sending it once more overwrites what has been compared.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, stored, **kwargs):
        self.stored, self.is_stale = stored, False
        super().__init__(*args, **kwargs)

    @property
    def mark(self):
        return mark_of(self.stored)

    def clean_seen(self):
        if self.cleaned_data["seen"] != self.mark:
            self.is_stale = True
            raise ValidationError(
                _("Another page has kept something else meanwhile. Nothing typed is lost: compare, then keep again.")
            )
        return self.cleaned_data["seen"]
