"""The Solar Hijri calendar of Iran and Afghanistan, in days of the Gregorian one."""

from __future__ import annotations

from datetime import date, timedelta

# Source: the cycle of 33 years, which agrees with the equinox for the years 1343 to 1472 (Borkowski 1996, "The Persian calendar for 3000
# years"); leap years by their place in it.
_CYCLE = 33
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_FIRST, _LAST = 1343, 1472
_KNOWN_YEAR, _KNOWN_DAY = 1400, date(2021, 3, 21)
_LONG_MONTHS, _LONG, _SHORT = 6, 31, 30
MONTHS = 12


def is_leap(year: int) -> bool:
    """Tell whether a solar year has 366 days."""
    return year % _CYCLE in _LEAP


def new_year(year: int) -> date:
    """The first day of a solar year.

    Raises:
        ValueError: the year lies outside 1343 to 1472, where the rule holds.
    """
    if not _FIRST <= year <= _LAST:
        message = f"no solar year from {_FIRST} to {_LAST}: {year}"
        raise ValueError(message)
    step = 1 if year > _KNOWN_YEAR else -1
    between = range(_KNOWN_YEAR, year) if step > 0 else range(year, _KNOWN_YEAR)
    return _KNOWN_DAY + step * timedelta(days=sum(365 + is_leap(one) for one in between))


def solar_day(year: int, month: int, day: int) -> date | None:
    """The day of a solar date; None where there is no such day."""
    longest = _LONG if month <= _LONG_MONTHS else _SHORT if month < MONTHS or is_leap(year) else _SHORT - 1
    if not (1 <= month <= MONTHS and 1 <= day <= longest and _FIRST <= year <= _LAST):
        return None
    before = _LONG * min(month - 1, _LONG_MONTHS) + _SHORT * max(0, month - 1 - _LONG_MONTHS)
    return new_year(year) + timedelta(days=before + day - 1)


def solar_year(day: date) -> int:
    """The solar year that a day lies in."""
    year = day.year - 621
    return year if day >= new_year(year) else year - 1
