"""What dates mean: days, months, seasons, years, with or without the parts that stand elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from reportedly.extract.times import spans
from reportedly.extract.times.context import Context
from reportedly.extract.times.spans import Meaning, unresolved
from reportedly.extract.times.words import feasts, months, not_years, parts, seasons
from reportedly.terms.interval import Precision

Match = re.Match[str]
Resolver = Callable[[Match, Context], Meaning | None]


def real_day(year: int, month: int, day: int) -> date | None:
    """Give a day of the calendar; None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(name: str) -> int:
    """Give the number of a month by one of its names."""
    return months()[name.lower().rstrip(".")]


def day_number(text: str) -> int:
    """Read "21st" as 21."""
    return int(re.sub(r"\D", "", text))


def _iso(found: Match, context: Context) -> Meaning | None:
    del context
    day = real_day(int(found["y"]), int(found["m"]), int(found["d"]))
    if day is None:
        return None
    if found["hour"] is None:
        return spans.day_of(day)
    return spans.clock_of(day, int(found["hour"]), int(found["minute"]), "Etc/UTC" if found["zone"] else None)


def _numeric(found: Match, context: Context) -> Meaning | None:
    """Read 20/8/2021; where both orders are possible, the one not after the publication, else none."""
    first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
    both = {day for day in (real_day(year, second, first), real_day(year, first, second)) if day}
    if context.published and len(both) > 1:
        both = {day for day in both if day <= context.published}
    return spans.day_of(both.pop()) if len(both) == 1 else (unresolved(str(year)) if both else None)


def _date(found: Match, context: Context) -> Meaning | None:
    day, month = day_number(found["d1"] or found["d2"]), month_number(found["m1"] or found["m2"])
    year = int(found["y"]) if found["y"] else _year_beside(month, found, context) or context.year_for(month, day)
    if year is None:
        return unresolved(f"XXXX-{month:02d}-{day:02d}") if real_day(2000, month, day) else None  # 2000 has a 29 February
    exact = real_day(year, month, day)
    if exact is None:
        return None
    part = parts().get((found["part"] or "").lower())
    return spans.part_of(exact, part) if part else spans.day_of(exact)


@cache
def _coming_year() -> re.Pattern[str]:
    """Compile what joins a day or month to a later one that has the year: "from March to 5 May 1940"."""
    names = "|".join(sorted(months(), key=len, reverse=True))
    joint = r"\s*(?:[-–—/,]|to|and|or|until|through|\s)+\s*(?:early |late |mid-?)?(?:\d\d?\s+)?"
    return re.compile(rf"{joint}(?P<m>{names})\.?(?:\s+\d\d?)?,?\s+(?P<y>1\d\d\d|20\d\d)\b", re.IGNORECASE)


def _year_beside(month: int, found: Match, context: Context) -> int | None:
    """Give the year that stands with the other end of a range."""
    del found
    beside = _coming_year().match(context.after)
    if beside is None:
        return None
    return int(beside["y"]) - (month_number(beside["m"]) < month)


def _month_shape(found: Match, context: Context) -> Meaning | None:
    month = month_number(found["m"])
    if found["era"] and _before_christ(found["era"]):
        return unresolved(f"BC{int(found['y']):04d}-{month:02d}")
    year = int(found["y"]) if found["y"] else _year_beside(month, found, context) or context.year_for(month)
    return spans.edge_of(spans.month_of(year, month), found["edge"]) if year else unresolved(f"XXXX-{month:02d}")


def _before_christ(era: str) -> bool:
    return "b" in era.lower()


def _same_month(found: Match, context: Context) -> Meaning | None:
    """Read the first day of "3 to 5 July"."""
    month, day = month_number(found["m"]), day_number(found["d"])
    year = context.year_for(month, day)
    exact = real_day(year, month, day) if year else None
    return spans.day_of(exact) if exact else unresolved(f"XXXX-{month:02d}-{day:02d}")


def _tail_day(found: Match, context: Context) -> Meaning | None:
    """Read the last day of "July 3-5"."""
    told = context.sentence.day if context.sentence else None
    if told is None or context.sentence is None or context.sentence.precision is not Precision.DAY:
        return None
    exact = real_day(int(found["y"] or told.year), told.month, day_number(found["d"]))
    return spans.day_of(exact) if exact and exact > told else None


def _bce(found: Match, context: Context) -> Meaning | None:
    del context
    season = seasons().get((found["season"] or "").lower())
    return unresolved(f"BC{int(found['y']):04d}" + (f"-{season[1]}" if season else ""))


def _quarter(found: Match, context: Context) -> Meaning | None:
    """Read "the first quarter of 2021"; the last quarter without a year is not told."""
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(found["n"].lower(), 4)
    month = 3 * number - 2
    year = int(found["y"]) if found["y"] else context.year_for(month)
    return spans.quarter_of(year, number) if year and (found["y"] or found["n"].lower() != "last") else None


def _decade(found: Match, context: Context) -> Meaning | None:
    del context
    return spans.edge_of(spans.years_of(int(found["y"]) * 10, 10), found["edge"])


def _century(found: Match, context: Context) -> Meaning | None:
    del context
    first = (int(found["n"]) - 1) * 100
    return spans.edge_of(spans.years_of(first, 100), found["edge"]) if first else unresolved("00")


def _season(found: Match, context: Context) -> Meaning | None:
    month, code = seasons()[found["season"].lower()]
    bare = not found["y"] and not found[0].lower().startswith("the ")
    if bare and found["season"].lower() in {"fall", "spring"} and not found["season"][0].isupper():
        return None
    year = int(found["y"]) if found["y"] else context.year_for(month)
    return spans.edge_of(spans.season_of(year, month, code), found["edge"]) if year else unresolved(f"XXXX-{code}")


# Four digits without a preposition are a year only within these.
_EARLIEST_BARE, _LATEST_BARE = 1500, 2050
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|during|of|from|after|before|to|between|and|late|early|mid|around|about|circa|for|through|as)|[(–—-]|^)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
NEXT_WORD = re.compile(r"\s*([A-Za-z][\w-]*)")


def _year(found: Match, context: Context) -> Meaning | None:
    following = NEXT_WORD.match(context.after)
    word = following[1] if following else ""
    led = bool(_YEAR_BEFORE.search(context.before)) or found["edge"]
    if not led and not _EARLIEST_BARE <= int(found["y"]) <= _LATEST_BARE:
        return None
    counted = word in not_years() and not (led and word in {"in", "strong", "killed"})
    if counted or (not led and word.endswith("s") and word.islower() and word not in {"was", "as", "is", "has", "this", "his"}):
        return None
    return spans.edge_of(spans.year_of(int(found["y"])), found["edge"])


def _tail_year(found: Match, context: Context) -> Meaning | None:
    """Read the second year of "1916-17"."""
    told = context.sentence
    if told is None or told.start is None or told.precision is not Precision.YEAR:
        return None
    year = told.start.year // 100 * 100 + int(found["y"])
    return spans.year_of(year) if year > told.start.year else None


def _feast(found: Match, context: Context) -> Meaning | None:
    month, day = feasts()[re.sub(r"\s+", " ", found["feast"].lower())]
    year = int(found["y"]) if found["y"] else context.year_for(month, day)
    if year is None:
        return unresolved(f"XXXX-{month:02d}-{day:02d}")
    part = parts().get((found["part"] or "").lower())
    return spans.part_of(date(year, month, day), part) if part else spans.day_of(date(year, month, day))


DATES: Mapping[str, Resolver] = {
    "iso": _iso,
    "numeric": _numeric,
    "date": _date,
    "month": _month_shape,
    "sameday": _same_month,
    "tailday": _tail_day,
    "bce": _bce,
    "decade": _decade,
    "quarter": _quarter,
    "century": _century,
    "season": _season,
    "year": _year,
    "tailyear": _tail_year,
    "feast": _feast,
}
