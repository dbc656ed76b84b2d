"""What a time without a year, or relative to another, refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from statistics import median_low

from reportedly.extract.times.spans import LAST_MONTH, Meaning, first_of_next, midnight
from reportedly.extract.times.words import ahead
from reportedly.extract.verbs import forms

# A text is a history when this many years are named in it and half of them lie more than this many years before its publication,
# or when it goes through this many years by name.
_HISTORY_YEARS, _HISTORY_AGE = 4, 2
_CHRONICLE_YEARS, _CHRONICLE_DATES = 5, 25
_YEARS = re.compile(r"(?<![\d.,-])(1[0-9]\d\d|20\d\d)(?![\d%]|[.,]\d)")
# A history that goes from one of these months to one of those goes on to the next year.
_YEAR_ENDS, _YEAR_BEGINS = frozenset({11, 12}), frozenset({1, 2})
# Zones and embargoes put a date a day after the one of publication.
_TOLERANCE = timedelta(days=1)
_WEEK = 7
_WORD = re.compile(r"[a-z']+")
_BOUND = re.compile(r"\b(?:before|by|until|till)\s+(?:the\s+)?$", re.IGNORECASE)


def is_history(text: str, published: date | None) -> bool:
    """Tell whether a text tells of years long past, so that its dates follow one another and not the day of publication."""
    if published is None:
        return True
    years = [int(year) for year in _YEARS.findall(text)]
    if len(years) >= _CHRONICLE_DATES and len(set(years)) >= _CHRONICLE_YEARS:
        return True
    return len(years) >= _HISTORY_YEARS and median_low(years) < published.year - _HISTORY_AGE


@cache
def _ahead() -> frozenset[str]:
    return ahead()


@dataclass(slots=True)
class Context:
    """The state of one pass over a text.

    Attributes:
        published: day of publication; None where not known.
        history: whether dates follow one another instead of the day of publication.
        last: the last dated expression; None at first.
        before: the words of the sentence before the expression at hand.
        after: the words of the sentence after it.
        sentence: the last dated expression of this sentence; None where there is none yet.
    """

    published: date | None
    history: bool
    last: Meaning | None = None
    before: str = ""
    after: str = ""
    sentence: Meaning | None = None

    @property
    def today(self) -> date | None:
        """The day from which "yesterday" and "on Friday" count; None where not known."""
        if not self.history:
            return self.published
        return self.last.day if self.last else None

    @property
    def narrated(self) -> date | None:
        """The day from which "the next day" and "two days earlier" count: the last one named, else that of publication."""
        return self.last.day if self.last else self.today

    def looks_ahead(self) -> bool:
        """Tell whether the words around speak of the future, so that a day without a year lies ahead."""
        beside = {*_WORD.findall(self.before[-60:].lower()), *_WORD.findall(self.after[:30].lower())}
        return not beside.isdisjoint(_ahead()) or (bool(_BOUND.search(self.before)) and not self._tells_past())

    def _tells_past(self) -> bool:
        """Tell whether a verb before the time is past, so that "by Friday" lies behind."""
        known = [forms()[word] for word in _WORD.findall(self.before.lower()) if word in forms()]
        return any("d" in form.shapes and "b" not in form.shapes for form in known)

    def year_for(self, month: int, day: int = 1) -> int | None:
        """Give the year of a month or day that stands without one; None where nothing tells it."""
        if self.history:
            return self._year_in_story(month)
        if self.published is None:
            return None
        return self._year_in_news(month, day)

    def _year_in_story(self, month: int) -> int | None:
        if self.last is None or self.last.start is None:
            return None
        told = self.last.start
        within_month = self.last.end is not None and self.last.end <= midnight(first_of_next(told.year, told.month))
        return told.year + 1 if within_month and told.month in _YEAR_ENDS and month in _YEAR_BEGINS else told.year

    def _year_in_news(self, month: int, day: int) -> int | None:
        today = self.published
        if today is None:
            return None
        try:
            this = date(today.year, month, min(day, 28))  # the year alone is wanted, and 29 February is not in every year
        except ValueError:
            return None
        if this.replace(day=1) <= today.replace(day=1) and (this - _TOLERANCE <= today or this.month < today.month):
            return today.year + 1 if self.looks_ahead() and (today - this).days > 31 * LAST_MONTH // 2 else today.year
        return today.year if self.looks_ahead() else today.year - 1

    def weekday(self, number: int, direction: str | None) -> date | None:
        """Give the day that the name of a weekday means; None where no day to count from is known.

        Args:
            number: Monday is 0.
            direction: "last", "next" or other words before the name.
        """
        today = self.today
        if today is None:
            return None
        back = (today.weekday() - number) % _WEEK
        if direction and direction.startswith("last"):
            return today - timedelta(days=back or _WEEK)
        forward = (number - today.weekday()) % _WEEK
        if direction and ("next" in direction or "coming" in direction or "following" in direction):
            return today + timedelta(days=forward or _WEEK)
        if self.history:
            return today + timedelta(days=forward)
        return today + timedelta(days=forward) if back and self.looks_ahead() else today - timedelta(days=back)
