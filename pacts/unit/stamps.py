"""Two pages open on one part: the second to be kept never overwrites what the first has kept."""

from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def stamp_of(values):
    """Return what tells one stored state of a part from another."""
    return sha256(repr(values).encode()).hexdigest()[:16]


class StampedForm(forms.Form):
    """A form that says what stood there when its page was opened, and refuses to overwrite anything newer.

    `stored` is what stands there now; with a form that says something else, `theirs` is shown beside what was typed.
    """

    as_read = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, stored, **kwargs):
        self.stored, self.is_overtaken = stored, False
        super().__init__(*args, **kwargs)

    @property
    def stamp(self):
        """The stamp the page shown now carries: what is stored has been seen on it."""
        return stamp_of(self.stored)

    def clean_as_read(self):
        if self.cleaned_data["as_read"] != self.stamp:
            self.is_overtaken = True
            raise ValidationError(
                _("Another page has kept something else meanwhile. Nothing typed is lost: compare, then keep again.")
            )
        return self.cleaned_data["as_read"]
