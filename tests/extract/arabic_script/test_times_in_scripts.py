"""Days as texts in Arabic script name them, and the calendar of Iran and Afghanistan."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.arabic_script.calendar import new_year, solar_day, solar_year
from reportedly.extract.arabic_script.lexicon import load
from reportedly.extract.arabic_script.text import lines
from reportedly.extract.arabic_script.times import times

FRIDAY = date(2021, 8, 20)


def days(language: str, text: str, published: date | None = FRIDAY) -> list[date]:
    """The first day of each time in a text of one sentence."""
    known = load(language)
    [line] = lines(text, clitics=known.clitics)
    return [time.local.start.date() for time in times(known, text, line.words, published) if time.local.start is not None]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "قتل اليوم", FRIDAY),
        ("ar", "مساء أمس الخميس", date(2021, 8, 19)),
        ("ar", "يوم الثلاثاء", date(2021, 8, 17)),
        ("ar", "في 5 آذار/مارس 2020", date(2020, 3, 5)),
        ("ar", "الأحد 3 كانون الثاني", date(2021, 1, 3)),
        ("ar", "في 25 كانون الأول", date(2020, 12, 25)),
        ("ar", "التاريخ 2019-07-01", date(2019, 7, 1)),
        ("fa", "دیروز پنجشنبه", date(2021, 8, 19)),
        ("fa", "روز سه‌شنبه", date(2021, 8, 17)),
        ("fa", "۲۹ اسد", FRIDAY),
        ("fa", "۲۴ اسد ۱۴۰۰", date(2021, 8, 15)),
        ("fa", "دیشب", date(2021, 8, 19)),
        ("ps", "پرون", date(2021, 8, 19)),
        ("ps", "د جمعې په ورځ", FRIDAY),
        ("ps", "د ۲۹ زمري", FRIDAY),
    ],
)
def test_a_time_is_understood(language: str, text: str, expected: date) -> None:
    assert days(language, text) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "published"),
    [
        ("ar", "قتل أحد عشر شخصا", FRIDAY),
        ("ar", "خمسة أسابيع", FRIDAY),
        ("ar", "في 31 شباط 2020", FRIDAY),
        ("ar", "اليوم", None),
        ("ar", "في 3 محرم 1443", FRIDAY),
        ("fa", "شیر و خورشید", FRIDAY),
        ("fa", "۲۴ اسد ۱۲۰۰", FRIDAY),
        ("ps", "دوه سوه کسان", FRIDAY),
    ],
)
def test_what_is_no_day_is_none(language: str, text: str, published: date | None) -> None:
    assert days(language, text, published) == []


@pytest.mark.parametrize(
    ("year", "day"),
    [(1375, date(1996, 3, 20)), (1376, date(1997, 3, 21)), (1399, date(2020, 3, 20)), (1400, date(2021, 3, 21)), (1404, date(2025, 3, 21))],
)
def test_new_years_day(year: int, day: date) -> None:
    assert new_year(year) == day


@given(st.dates(date(1970, 1, 1), date(2080, 1, 1)))
def test_every_day_lies_in_its_solar_year(day: date) -> None:
    year = solar_year(day)
    assert new_year(year) <= day < new_year(year + 1)
    assert solar_day(year, 1, 1) == new_year(year)


@pytest.mark.parametrize(("year", "month", "day"), [(1400, 12, 30), (1400, 7, 31), (1400, 13, 1), (1200, 1, 1), (1400, 1, 0)])
def test_there_is_no_such_solar_day(year: int, month: int, day: int) -> None:
    assert solar_day(year, month, day) is None
