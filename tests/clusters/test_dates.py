"""Dates known in part: how they are typed, kept, shown and compared."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from clusters.common.dates import display_partial, format_partial, last_day_of, parse_partial

days = st.dates(min_value=datetime.date(1, 1, 1))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("31/3/2021", "2021-03-31"),
        ("31/03/2021", "2021-03-31"),
        ("5.3.2021", "2021-03-05"),
        ("5-3-2021", "2021-03-05"),
        ("3/2021", "2021-03"),
        ("03.2021", "2021-03"),
        ("2021", "2021"),
        ("2021-03-31", "2021-03-31"),
        ("2021-03", "2021-03"),
        ("29/2/2024", "2024-02-29"),
        ("15/10/13", "2013-10-15"),
        ("15-10-2013", "2013-10-15"),
        ("15.10.13", "2013-10-15"),
        ("31/3/98", "1998-03-31"),
        ("15 – 10 – 2013", "2013-10-15"),
        ("15 / 10 / 2013.", "2013-10-15"),
        ("ngày 15 tháng 10 năm 2013", "2013-10-15"),
        ("Ngày 05 tháng 3 năm 2021", "2021-03-05"),
        ("15 tháng 10, năm 2013", "2013-10-15"),
        ("15 tháng 10 năm 2013", "2013-10-15"),
        ("ngày 31/3/2021", "2021-03-31"),
        ("Sáng ngày 31/3/2021", "2021-03-31"),
        ("chiều 31-3-2021", "2021-03-31"),
        ("Thứ hai, ngày 15/10/2013", "2013-10-15"),
        ("ngày 15/10 năm 2013", "2013-10-15"),
        ("mùng 5 tháng giêng năm 2021", "2021-01-05"),
        ("ngày 2 tháng mười hai năm 2020", "2020-12-02"),
        ("tháng mười năm 2013", "2013-10"),
        ("tháng 10 năm 2013", "2013-10"),
        ("tháng 10/2013", "2013-10"),
        ("10/2013", "2013-10"),
        ("10-2013", "2013-10"),
        ("năm 2013", "2013"),
        ("2013", "2013"),
        ("31/3/2021 ", "2021-03-31"),
        ("\u200b31/3/2021", "2021-03-31"),
    ],
)
def test_a_date_is_kept_as_far_as_it_is_known(typed, kept):
    assert parse_partial(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("31/2/2021", "29/2/2023", "32/1/2021", "0/1/2021", "13/2021", "00/2021", "2021-13", "2021-02-30", "0000"),
        *(
            "31/3",
            "2021-3-1",
            "2021/03/31",
            "mùa xuân 2021",
            "31/2/21",
            "ngày 31 tháng 2 năm 2021",
            "ngày 5 tháng 13 năm 2021",
            "tháng 10",
            "ngày 15 tháng 10",
            "ngày",
            "ngày " * 1000,
            "2021-03-31-01",
        ),
        *("٢٠٢١", "２０２１", "³¹/3/2021", ""),
    ],
)
def test_what_is_no_date_of_the_calendar_is_told_how_dates_are_written(typed):
    with pytest.raises(ValidationError) as caught:
        parse_partial(typed)

    with translation.override("en"):
        assert caught.value.messages == ["Write a date as dd/mm/yyyy, or only mm/yyyy, or only the year."]


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("2021-03-31", "31/03/2021"), ("2021-03", "03/2021"), ("2021", "2021"), (None, ""), ("", "")],
)
def test_a_date_is_shown_as_people_write_it(kept, shown):
    assert format_partial(kept) == shown


@given(days)
def test_a_date_shown_and_typed_again_stays_the_same(day):
    kept = day.isoformat()

    assert [parse_partial(format_partial(part)) for part in (kept, kept[:7], kept[:4])] == [kept, kept[:7], kept[:4]]


@given(days, days)
def test_kept_dates_compare_as_text_as_days_do(one, other):
    assert (one.isoformat() < other.isoformat()) == (one < other)


@pytest.mark.parametrize(
    ("kept", "last"),
    [("2021-03-31", "2021-03-31"), ("2021-03", "2021-03-31"), ("2021-02", "2021-02-31"), ("2021", "2021-12-31")],
)
def test_the_last_day_a_date_may_mean_can_be_compared(kept, last):
    assert last_day_of(kept) == last


@given(days)
def test_no_day_of_a_month_or_year_comes_after_its_last(day):
    kept = day.isoformat()

    assert kept <= last_day_of(kept[:7]) <= last_day_of(kept[:4])


@pytest.mark.parametrize(
    ("language", "stored", "said"),
    [
        ("vi", "2021-03-31", "31/03/2021"),
        ("vi", "2021-03", "03/2021"),
        ("vi", "2021", "2021"),
        ("en", "2021-03-04", "4 March 2021"),
        ("en", "2021-03", "March 2021"),
        ("en", "2021", "2021"),
        ("en", None, ""),
    ],
)
def test_a_date_is_said_in_the_readers_language_as_long_as_it_is_known(language, stored, said):
    with translation.override(language):
        assert display_partial(stored) == said
