"""The label of an emulation year as it is typed: "2026", "Năm 2026", "Năm học 2026-2027"."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clusters.common.text import normalise, slugify

YEAR = re.compile(r"(?<!\d)(?:19|2[01])\d\d(?!\d)", re.ASCII)


def label_of(typed):
    """Return the label; a "Năm" before a bare year goes: the pages set it there themselves."""
    return re.sub(r"(?i)^năm\s+(?=\d{4}$)", "", normalise(typed))


def address_of_label(label):
    """Return what a label is in the addresses of the year."""
    return slugify(label)[:60]


def year_of(label):
    """Return the calendar year a label is filed under. Raises ValidationError where it names none."""
    found = YEAR.search(label)
    if not found:
        raise ValidationError(_("The label needs a year in four digits: 2026, or Năm học 2026-2027."))
    return int(found[0])
