"""The query string of a list: its filters as a Django form, the page number and the rows on a page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ROWS = 20  # on a page
ROW_CHOICES = (ROWS, 50, 100)
LONGEST = 200  # letters of a text
DIGITS = 18  # of a number


@dataclass(frozen=True)
class Chip:
    """One active filter: its label and the query string of the list without it."""

    words: str
    address: str
    found: int = 0  # rows the list would have without the filter


def whole_number(text, digits=DIGITS):
    """Return a text of ASCII digits as an int, None for any other text."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None


def one_line(text):
    """Return a text from a query string without NULs and repeated blanks."""
    return " ".join(text.replace("\0", " ").split())


class TextField(forms.CharField):
    """An optional text on one line."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value):
        return one_line(value or "")


class CodeField(forms.ChoiceField):
    """One of some codes, or ""; `wrong` is the sentence for anything else."""

    def __init__(self, choices, wrong):
        super().__init__(required=False, choices=choices, error_messages={"invalid_choice": wrong})

    def to_python(self, value):
        return one_line(value or "")


class NumberField(forms.Field):
    """A positive number in ASCII digits, or `empty`; `wrong` is the sentence for anything else."""

    def __init__(self, wrong, empty=None, digits=DIGITS):
        super().__init__(required=False, error_messages={"invalid": wrong})
        self.empty, self.digits = empty, digits

    def to_python(self, value):
        if not value:
            return self.empty
        if number := whole_number(value, self.digits):
            return number
        raise ValidationError(self.error_messages["invalid"], "invalid")


class YearField(NumberField):
    """A year, or None."""

    def __init__(self, wrong):
        super().__init__(wrong, digits=4)

    def to_python(self, value):
        return super().to_python((value or "").strip())


class FilterForm(forms.Form):
    """Filters read from a query string. A filter with a wrong value is left out of `cleaned_data`."""

    def __init__(self, params):
        super().__init__(params)
        self.full_clean()

    @property
    def problems(self):
        """A sentence for each wrong value. A list with problems answers 200 and shows no rows."""
        return [sentence for sentences in self.errors.values() for sentence in sentences]

    def is_sent(self, name):
        """Whether the address has more than blanks for a filter."""
        return bool(self.data.get(name, "").strip())

    def text(self, name):
        """Return the value of a filter as the visitor sent it, wrong or not."""
        return one_line(self.data.get(name, ""))

    def texts(self):
        """Return {name of a filter: its value in the address}."""
        return {name: self.text(name) for name in self.fields}

    def address(self, **changes):
        """Return the query string with some filters changed, on the first page; None or "" removes a filter."""
        texts = {name: text for name, text in self.texts().items() if name != "trang"} | changes
        return "?" + urlencode({name: text for name, text in texts.items() if text})


class PageForm(FilterForm):
    """The page of a list (`trang`) and how many rows it has (`so_dong`)."""

    trang = NumberField(gettext_lazy("The page number is not valid."), empty=1)
    so_dong = CodeField(
        [(str(rows), rows) for rows in ROW_CHOICES],
        gettext_lazy("The number of rows on a page is not valid."),
    )

    @property
    def number(self):
        return self.cleaned_data.get("trang", 1)

    @property
    def rows(self):
        return int(self.cleaned_data.get("so_dong") or ROWS)

    def page(self, rows, count=None):
        """Return the requested page of a queryset or list, an empty one if there are problems.

        `count` is the number of rows, if the caller knows it. Raises Http404 for a page past the end.
        """
        if self.problems:
            return Paginator(rows[:0], self.rows).page(1)
        pages = Paginator(rows, self.rows)
        if count is not None:
            pages.count = count
        if self.number > pages.num_pages:
            raise Http404
        return pages.page(self.number)


class WordsField(forms.CharField):
    """Words to look for, as typed."""

    def to_python(self, value):
        text = (value or "").replace("\0", " ").strip()
        if len(text) > LONGEST:
            words = _("The words to look for are too long: at most %(most)s letters.")
            raise ValidationError(words % {"most": LONGEST})
        return text


class ListForm(PageForm):
    """The words to look for (`q`), the page and its rows."""

    q = WordsField(required=False)

    field_order = ["q"]

    def text(self, name):
        return self.words if name == "q" else super().text(name)

    @property
    def words(self):
        """The words as sent, cut if they are too long."""
        return self.data.get("q", "").replace("\0", " ").strip()[:LONGEST]


def page_or_404(params, rows):
    """Return the requested page of a list without filters. Raises Http404 for a wrong number too."""
    form = PageForm(params)
    if form.problems:
        raise Http404
    return form.page(rows)
