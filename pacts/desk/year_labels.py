"""Labels of emulation years as they are typed: "2026", "Năm 2026", "Năm học 2026-2027"."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clusters.common.text import normalise, slugify

YEAR = re.compile(r"(?<!\d)(?:19|2[01])\d\d(?!\d)", re.ASCII)


def label_of(typed):
    """Return the label without a "Năm" before a bare year, because the pages add it."""
    return re.sub(r"(?i)^năm\s+(?=\d{4}$)", "", normalise(typed))


def address_of_label(label):
    """Return the slug of a label."""
    return slugify(label)[:60]


def year_of(label):
    """Return the calendar year of a label. Raises ValidationError if it names none."""
    found = YEAR.search(label)
    if not found:
        raise ValidationError(_("The label needs a year in four digits: 2026, or Năm học 2026-2027."))
    return int(found[0])
