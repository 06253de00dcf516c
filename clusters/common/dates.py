"""Dates known only in part: "2021", "2021-03" or "2021-03-31". The length is the precision, the order is right."""

import datetime
import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clusters.common.text import normalise

STORED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
TYPED = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})|(\d{1,2})[/.-](\d{1,2})[/.-](\d\d)", re.ASCII)
MONTHS = "một|giêng", "hai", "ba", "tư|bốn", "năm", "sáu", "bảy|bẩy", "tám", "chín", "mười một", "mười hai|chạp", "mười"
MONTH_NUMBERS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 10)  # of MONTHS, where the longer words come first
DASHES = re.compile("[\u2010-\u2015\u2212]")
BEFORE_DATE = re.compile(
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|sáng|trưa|chiều|tối|hôm|vào)\b[\s,]*)*"
    r"(?:ngày\b\s*)?(?:mùng|mồng)?\s*"
)
IN_WORDS = (
    (re.compile(r"^năm\s+(?=\d{4}$)"), ""),
    (re.compile(r"\s*,?\s*năm\s+(?=\d{4}$)"), "/"),
    (re.compile(r"(?<=\d)\s*tháng\s*(?=\d)"), "/"),
    (re.compile(r"^tháng\s*(?=\d)"), ""),
    (re.compile(r"\s*([/.-])\s*"), r"\1"),
)
LONGEST_DATE = 80  # letters
WRONG_DATE = _("Write a date as dd/mm/yyyy, or only mm/yyyy, or only the year.")


def parse_partial(text):
    """Return a typed or stored date ("31/3/2021", "31-3-21", "tháng 3 năm 2021", "2021-03-31") as it is stored.

    A year in two digits is one from 1950 to 2049. Raises ValidationError where it is no date of the calendar.
    """
    if match := STORED.fullmatch(text):
        year, month, day = match.groups()
    elif match := TYPED.fullmatch(in_figures(text)):
        day, month, year, *short = match.groups()
        if short[2]:
            day, month, year = short[0], short[1], f"{'20' if short[2] < '50' else '19'}{short[2]}"
    else:
        raise ValidationError(WRONG_DATE, code="invalid")
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValidationError(WRONG_DATE, code="invalid") from None
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def in_figures(text):
    """Return a date written in words ("Sáng ngày 15 tháng 10 năm 2013") in figures ("15/10/2013").

    What is no date, or is much longer than one, is returned more or less as it is.
    """
    if len(text) > LONGEST_DATE:
        return text
    text = DASHES.sub("-", " ".join(normalise(text).lower().split())).rstrip(". ")
    text = text[BEFORE_DATE.match(text).end() :]
    for words, number in zip(MONTHS, MONTH_NUMBERS, strict=True):
        text = re.sub(rf"\btháng ({words})\b(?=[\s,/]|$)", f"tháng {number}", text)
    for pattern, figures in IN_WORDS:
        text = pattern.sub(figures, text)
    return text


def format_partial(value):
    """Return a stored date as people type it, as long as it is known: "31/03/2021", "03/2021", "2021"."""
    return "/".join(reversed(value.split("-"))) if value else ""


def display_partial(value):
    """Return a stored date in the reader's language, as far as it is known: "31/03/2021", English "31 March 2021"."""
    return displayed(value, get_language()) if value else ""


@lru_cache(maxsize=4096)
def displayed(value, _language):
    """Say a stored date; a page says the same few days again and again."""
    if len(value) == len("2021"):
        return value
    year, month, *day = map(int, value.split("-"))
    first = datetime.date(year, month, *(day or [1]))
    return formats.date_format(first, "DATE_FORMAT" if day else "YEAR_MONTH_FORMAT")


def last_day_of(value):
    """Return the last day a partial date may mean, as text that can be compared: "2021" -> "2021-12-31"."""
    return value if len(value) == 10 else f"{value}-31" if len(value) == 7 else f"{value}-12-31"
