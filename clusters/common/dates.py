"""Dates known only in part: "2021", "2021-03" or "2021-03-31". The length is the precision, the order is right."""

import datetime
import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

STORED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
TYPED = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})", re.ASCII)
WRONG_DATE = _("Write a date as dd/mm/yyyy, or only mm/yyyy, or only the year.")


def parse_partial(text):
    """Return a typed or stored date ("31/3/2021", "03/2021", "2021", "2021-03-31") as it is stored.

    Raises ValidationError where it is no date of the calendar.
    """
    if match := STORED.fullmatch(text):
        year, month, day = match.groups()
    elif match := TYPED.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise ValidationError(WRONG_DATE, code="invalid")
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValidationError(WRONG_DATE, code="invalid") from None
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def format_partial(value):
    """Return a stored date as people type it, as long as it is known: "31/03/2021", "03/2021", "2021"."""
    return "/".join(reversed(value.split("-"))) if value else ""


def say_partial(value):
    """Return a stored date in the reader's language, as far as it is known: "31/03/2021", English "31 March 2021"."""
    return said(value, get_language()) if value else ""


@lru_cache(maxsize=4096)
def said(value, _language):
    """Say a stored date; a page says the same few days again and again."""
    if len(value) == len("2021"):
        return value
    year, month, *day = map(int, value.split("-"))
    first = datetime.date(year, month, *(day or [1]))
    return formats.date_format(first, "DATE_FORMAT" if day else "YEAR_MONTH_FORMAT")


def last_day_of(value):
    """Return the last day a partial date may mean, as text that can be compared: "2021" -> "2021-12-31"."""
    return value if len(value) == 10 else f"{value}-31" if len(value) == 7 else f"{value}-12-31"
