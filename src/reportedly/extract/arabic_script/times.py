"""Reads times: today, weekdays, dates of the Gregorian and of the solar calendar.

Dates of the lunar calendar are left out: which day they are depends on who saw the moon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from reportedly.extract.arabic_script.calendar import solar_day, solar_year
from reportedly.extract.arabic_script.inflection import keys
from reportedly.extract.arabic_script.lexicon import Language, load
from reportedly.extract.arabic_script.text import Found, Phrases, Word, verbatim
from reportedly.terms.interval import Precision
from reportedly.terms.statement import LocalTime

_WEEK, _MONTHS = 7, 12
_NOON = 12
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})|(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_DAY = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_LUNAR_END = 1500  # years below are of another calendar than the Gregorian
_GAP = 2  # words between a month and its year, and between a month and its name in the other set of names
_OLD = timedelta(days=30)  # a date without a year is the last one, or the coming one if it is that near


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a sentence: words `first` to before `last`, and the wall-clock time they mean."""

    first: int
    last: int
    local: LocalTime


@dataclass(frozen=True, slots=True)
class _Words:
    relative: Phrases[str]
    weekdays: Phrases[int]
    months: Phrases[int]
    solar: Phrases[int]
    years: Phrases[str]


@cache
def _words(name: str) -> _Words:
    """The words for times of a language; with their articles, without which Arabic "today" is "day" and "Tuesday" is "three"."""
    language = load(name)
    table = language.table("times")
    relative = ("last_night", "before_yesterday", "yesterday", "today")
    return _Words(
        relative=Phrases((keys(words, clitics=False), key) for key in relative for words in table[key].split("|")),
        weekdays=Phrases(_numbered(table["weekdays"])),
        months=Phrases(_numbered(table["months"])),
        solar=Phrases(_numbered(table["solar"])),
        years=Phrases((keys(word, clitics=False), "") for word in table["years"].split("|")),
    )


def _numbered(value: str) -> Iterator[tuple[tuple[str, ...], int]]:
    for number, names in enumerate(value.split("|")):
        yield from ((keys(name, clitics=False), number) for name in names.split(",") if name.strip())


def times(language: Language, text: str, words: Sequence[Word], published: date | None) -> tuple[Time, ...]:
    """Find the times of a sentence.

    Args:
        language: its language.
        text: the report's text.
        words: the words of the sentence.
        published: day of publication; without one, only dates with their year are understood.
    """
    reader = _Reader(text, words, _words(language.name), published)
    found: list[Time] = []
    at = 0
    while at < len(words):
        time = reader.at(at)
        if time is not None:
            found.append(time)
        at = max(at + 1, time.last if time is not None else 0)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    words: Sequence[Word]
    known: _Words
    published: date | None

    def at(self, at: int) -> Time | None:
        return self._digits(at) or self._dated(at) or self._relative(at) or self._weekday(at) or self._month(at) or self._whole_year(at)

    def _made(self, first: int, last: int, day: date | None, precision: Precision = Precision.DAY) -> Time | None:
        if day is None:
            return None
        start = _midnight(day)
        end = start + timedelta(days=1)
        if precision is Precision.NIGHT:
            start, end = start + timedelta(hours=_NOON + 6), start + timedelta(hours=2 * _NOON + 6)
        return Time(first, last, LocalTime(start, end, precision, verbatim(self.text, self.words[first:last])))

    def _digits(self, at: int) -> Time | None:
        found = _ISO.fullmatch(self.words[at].key)
        if found is None:
            return None
        year, month, day = (int(found[n]) for n in ((1, 2, 3) if found[1] else (6, 5, 4)))
        return self._made(at, at + 1, _safe(year, month, day))

    def _dated(self, at: int) -> Time | None:
        """A day and a month, with a year or without."""
        if not _DAY.fullmatch(self.words[at].key) or at + 1 >= len(self.words):
            return None
        day = int(self.words[at].key)
        solar = next(iter(self.known.solar.at(self.words, at + 1)), None)
        month = next(iter(self.known.months.at(self.words, at + 1)), None)
        if month is not None and (solar is None or month.last > solar.last):
            last = self._same_month(month)
            year, end = self._year(last)
            return self._made(at, end, self._nearest(year, month.value + 1, day))
        if solar is not None:
            year, end = self._year(solar.last)
            return self._made(at, end, self._solar(year, solar.value + 1, day))
        return None

    def _same_month(self, month: Found[int]) -> int:
        """The end of a month that is named twice: "March, Adhar"."""
        for first in range(month.last, min(len(self.words), month.last + _GAP)):
            again = next(iter(self.known.months.at(self.words, first)), None)
            if again is not None and again.value == month.value:
                return again.last
        return month.last

    def _year(self, at: int) -> tuple[int | None, int]:
        for first in range(at, min(len(self.words), at + _GAP)):
            if _YEAR.fullmatch(self.words[first].key):
                return int(self.words[first].key), first + 1
        return None, at

    def _nearest(self, year: int | None, month: int, day: int) -> date | None:
        if year is not None and year > _LUNAR_END:
            return _safe(year, month, day)
        if self.published is None:
            return None
        found = _safe(self.published.year, month, day)
        return _safe(self.published.year - 1, month, day) if found is not None and found > self.published + _OLD else found

    def _solar(self, year: int | None, month: int, day: int) -> date | None:
        if year is not None:
            return solar_day(year, month, day) if year < _LUNAR_END else None
        if self.published is None:
            return None
        this = solar_year(self.published)
        found = solar_day(this, month, day)
        return solar_day(this - 1, month, day) if found is not None and found > self.published + _OLD else found

    def _month(self, at: int) -> Time | None:
        """A month with its year and without a day."""
        month = next(iter(self.known.months.at(self.words, at)), None)
        if month is None or (at > 0 and _DAY.fullmatch(self.words[at - 1].key)):
            return None
        year, end = self._year(self._same_month(month))
        if year is None or year <= _LUNAR_END or end > month.last + _GAP + 1:
            return None
        last = date(year + month.value // (_MONTHS - 1), (month.value + 1) % _MONTHS + 1, 1)
        return self._span(at, end, date(year, month.value + 1, 1), last, Precision.MONTH)

    def _whole_year(self, at: int) -> Time | None:
        found = next(iter(self.known.years.at(self.words, at)), None)
        if found is None or found.last >= len(self.words) or not _YEAR.fullmatch(self.words[found.last].key):
            return None
        year = int(self.words[found.last].key)
        return self._span(at, found.last + 1, date(year, 1, 1), date(year + 1, 1, 1), Precision.YEAR) if year > _LUNAR_END else None

    def _span(self, first: int, last: int, start: date, end: date, precision: Precision) -> Time:
        return Time(first, last, LocalTime(_midnight(start), _midnight(end), precision, verbatim(self.text, self.words[first:last])))

    def _relative(self, at: int) -> Time | None:
        found = next(iter(self.known.relative.at(self.words, at)), None)
        if found is None or self.published is None:
            return None
        back = {"today": 0, "yesterday": 1, "last_night": 1, "before_yesterday": 2}[found.value]
        weekday = next(iter(self.known.weekdays.at(self.words, found.last)), None) if found.last < len(self.words) else None
        night = Precision.NIGHT if found.value == "last_night" else Precision.DAY
        return self._made(at, weekday.last if weekday is not None else found.last, self.published - timedelta(days=back), night)

    def _weekday(self, at: int) -> Time | None:
        found = next((one for one in self.known.weekdays.at(self.words, at)), None)
        if found is None or self.published is None:
            return None
        dated = next((time for first in range(found.last, min(len(self.words), found.last + _GAP)) if (time := self._dated(first))), None)
        if dated is not None:
            return Time(at, dated.last, dated.local)
        back = (self.published.weekday() - found.value) % _WEEK
        return self._made(at, found.last, self.published - timedelta(days=back))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  wall-clock time of the place


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # no such day
        return None


def news_day(published: date | None) -> LocalTime | None:
    """The day of publication, for what is told without a time; None where it is not known."""
    if published is None:
        return None
    start = _midnight(published)
    return LocalTime(start, start + timedelta(days=1), Precision.DAY)
