"""How a date is written in English: with the month in words, for 03/04 is March to some and April to others.

What is typed is read as everywhere in the register, the day first.
"""

from pactsite.formats.vi.formats import DATE_INPUT_FORMATS

__all__ = ["DATE_INPUT_FORMATS"]

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
