"""Calendar arithmetic: from years, months, days and hours to wall-clock intervals and TIMEX3 values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from reportedly.extract.times.words import Part
from reportedly.terms.interval import Precision
from reportedly.terms.layers import TimexType

DAY = timedelta(days=1)
LAST_MONTH = 12
HOURS = 24
_DECADE = 10


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a time expression means.

    Attributes:
        type: its TIMEX3 type.
        value: its TIMEX3 value; None where it cannot be told.
        start: first instant, wall-clock time; None where it cannot be told.
        end: first instant after; None where it cannot be told.
        precision: how finely it was stated.
        zone: IANA zone that the words name; None for that of the place.
    """

    type: TimexType
    value: str | None
    start: datetime | None = None
    end: datetime | None = None
    precision: Precision = Precision.UNKNOWN
    zone: str | None = None

    @property
    def day(self) -> date | None:
        """Its first day."""
        return self.start.date() if self.start else None


def unresolved(value: str | None, kind: TimexType = TimexType.DATE) -> Meaning:
    """Give a meaning without an interval."""
    return Meaning(kind, value)


def midnight(day: date) -> datetime:
    """Give the first instant of a day."""
    return datetime.combine(day, time())


def _dated(value: str, first: date, after: date, precision: Precision) -> Meaning:
    return Meaning(TimexType.DATE, value, midnight(first), midnight(after), precision)


def day_of(day: date) -> Meaning:
    """Give a whole day.

    Examples:
        >>> day_of(date(2021, 8, 20)).value
        '2021-08-20'
    """
    return _dated(day.isoformat(), day, day + DAY, Precision.DAY)


def first_of_next(year: int, month: int) -> date:
    """Give the first day of the month after."""
    return date(year + 1, 1, 1) if month == LAST_MONTH else date(year, month + 1, 1)


def month_of(year: int, month: int) -> Meaning:
    """Give a whole month."""
    return _dated(f"{year:04d}-{month:02d}", date(year, month, 1), first_of_next(year, month), Precision.MONTH)


def year_of(year: int) -> Meaning:
    """Give a whole year."""
    return _dated(f"{year:04d}", date(year, 1, 1), date(year + 1, 1, 1), Precision.YEAR)


def years_of(first: int, years: int) -> Meaning:
    """Give a decade or a century; its value has as many digits as are known."""
    digits = 3 if years == _DECADE else 2  # TIMEX3: 187 for the 1870s, 18 for the 19th century
    return _dated(f"{first:04d}"[:digits], date(first, 1, 1), date(first + years, 1, 1), Precision.DECADE)


def quarter_of(year: int, number: int) -> Meaning:
    """Give a quarter of a year, from 1."""
    month = 3 * number - 2
    return _dated(f"{year:04d}-Q{number}", date(year, month, 1), first_of_next(year, month + 2), Precision.SEASON)


def season_of(year: int, month: int, code: str) -> Meaning:
    """Give the three months of a season; a winter is named for the year in which it begins."""
    after = date(year + 1, month - 9, 1) if month > 9 else date(year, month + 3, 1)  # noqa: PLR2004  seasons last three months
    return _dated(f"{year:04d}-{code}", date(year, month, 1), after, Precision.SEASON)


def week_of(day: date) -> Meaning:
    """Give the week, from Monday, that holds a day."""
    first = day - timedelta(days=day.weekday())
    year, week, _ = first.isocalendar()
    return _dated(f"{year:04d}-W{week:02d}", first, first + 7 * DAY, Precision.WEEK)


def weekend_of(day: date) -> Meaning:
    """Give Saturday and Sunday of the week that holds a day."""
    week = week_of(day)
    saturday = (week.start or midnight(day)) + 5 * DAY
    return Meaning(TimexType.DATE, f"{week.value}-WE", saturday, saturday + 2 * DAY, Precision.DAYS)


def part_of(day: date, part: Part) -> Meaning:
    """Give a part of a day; the night of a day ends on the next one.

    Examples:
        >>> from reportedly.extract.times.words import parts
        >>> part_of(date(2021, 8, 20), parts()["night"]).end
        datetime.datetime(2021, 8, 21, 6, 0)
    """
    start = midnight(day) + timedelta(hours=part.hour)
    return Meaning(TimexType.TIME, f"{day.isoformat()}T{part.code}", start, start + timedelta(hours=part.hours), part.precision)


def clock_of(day: date, hour: int, minute: int | None, zone: str | None) -> Meaning:
    """Give an hour or a minute of a day."""
    start = midnight(day) + timedelta(hours=hour, minutes=minute or 0)
    length, precision = (timedelta(hours=1), Precision.HOUR) if minute is None else (timedelta(minutes=1), Precision.MINUTE)
    value = f"{day.isoformat()}T{hour % HOURS:02d}:{minute or 0:02d}"
    return Meaning(TimexType.TIME, value, start, start + length, precision, zone)


def edge_of(whole: Meaning, edge: str | None) -> Meaning:
    """Narrow a month, season, year or decade to its early, middle or late third; other words leave it whole.

    Examples:
        >>> edge_of(month_of(2021, 8), "mid-").start, edge_of(year_of(2013), "late ").start.month
        (datetime.datetime(2021, 8, 11, 0, 0), 9)
    """
    if not edge or whole.start is None or whole.end is None:
        return whole
    word, third = edge.lower(), (whole.end - whole.start) / 3
    first, second = (_day_floor(whole.start + third), _day_floor(whole.start + 2 * third))
    if any(cue in word for cue in ("early", "beginning", "start", "onset", "outset", "first")):
        return replace(whole, end=first)
    if any(cue in word for cue in ("late", "end", "close", "second")):
        return replace(whole, start=second)
    return replace(whole, start=first, end=second)


def _day_floor(moment: datetime) -> datetime:
    return midnight(moment.date())


def shifted(day: date, unit: str, count: int) -> Meaning:
    """Move a day by whole units and give the unit that it falls into.

    Raises:
        ValueError: the year leaves the calendar.
    """
    if unit in {"day", "night"}:
        return day_of(day + count * DAY)
    if unit in {"week", "weekend", "fortnight"}:
        return week_of(day + count * (14 if unit == "fortnight" else 7) * DAY)
    if unit == "month":
        whole = day.year * 12 + day.month - 1 + count
        return month_of(whole // 12, whole % 12 + 1)
    if unit == "decade":
        return years_of((day.year // 10 + count) * 10, 10)
    if unit == "century":
        return years_of((day.year // 100 + count) * 100, 100)
    return year_of(day.year + count)
