"""The word tables for times, typed and loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, cast

from reportedly.extract.lexicon import table, words
from reportedly.extract.numbers import simple_numbers
from reportedly.terms.interval import Precision


class Part(NamedTuple):
    """A part of the day: its first hour, how many hours it lasts, its TIMEX3 code, its precision."""

    hour: int
    hours: int
    code: str
    precision: Precision


def _rows(key: str) -> Mapping[str, list[object]]:
    return cast("Mapping[str, list[object]]", table("times")[key])


def _plain(key: str) -> Mapping[str, str]:
    return cast("Mapping[str, str]", table("times")[key])


@cache
def parts() -> Mapping[str, Part]:
    """Give the parts of the day by their words."""
    rows = cast("Mapping[str, tuple[int, int, str, str]]", _rows("parts"))
    return {word: Part(hour, hours, code, Precision(precision)) for word, (hour, hours, code, precision) in rows.items()}


@cache
def months() -> Mapping[str, int]:
    """Give the number of each month, from 1, by its names."""
    return cast("Mapping[str, int]", table("times")["months"])


@cache
def weekdays() -> Mapping[str, int]:
    """Give the number of each day of the week, Monday 0."""
    return cast("Mapping[str, int]", table("times")["weekdays"])


@cache
def seasons() -> Mapping[str, tuple[int, str]]:
    """Give the first month and the TIMEX3 code of each season."""
    return {word: (cast("int", month), cast("str", code)) for word, (month, code) in _rows("seasons").items()}


@cache
def units() -> Mapping[str, tuple[str, Precision]]:
    """Give the TIMEX3 letter and the precision of each unit, by its singular."""
    return {word: (cast("str", code), Precision(cast("str", precision))) for word, (code, precision) in _rows("units").items()}


@cache
def zones() -> Mapping[str, str]:
    """Give the IANA zone of each printed abbreviation and of each city that stands before "time", in lower case."""
    cities = {f"{city} time": zone for city, zone in _plain("zone_cities").items()}
    return {**_plain("zones"), **cities}


@cache
def feasts() -> Mapping[str, tuple[int, int]]:
    """Give month and day of the feasts that keep their day."""
    return {word: (cast("int", month), cast("int", day)) for word, (month, day) in _rows("feasts").items()}


def references() -> Mapping[str, str]:
    """Give the TIMEX3 reference of words such as "now" and "former"."""
    return _plain("references")


def sets() -> Mapping[str, str]:
    """Give the TIMEX3 value of words such as "daily"."""
    return _plain("sets")


@cache
def vague() -> frozenset[str]:
    """Give the words for an unstated number of units."""
    return words("times", "vague_numbers")


@cache
def saying() -> frozenset[str]:
    """Give the words beside which a time is the time of the utterance."""
    return words("times", "saying")


@cache
def ahead() -> frozenset[str]:
    """Give the words after which a date without a year lies ahead."""
    return words("times", "ahead")


def either(choices: Iterable[str]) -> str:
    """Write an alternation that tries longer words first."""
    ordered = sorted(choices, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@cache
def triggers() -> frozenset[str]:
    """Give the lower-case words without which no sentence holds a time, digits aside."""
    names = [*months(), *weekdays(), *seasons(), *parts(), *feasts(), *references(), *sets(), *units()]
    plural = [f"{unit}s" for unit in units()] + ["centuries", "weekdays", "fortnights"]
    singles = {word for name in [*names, *plural] for word in name.split()} - {"the", "at", "day's"}
    return frozenset(
        singles | {"today", "tonight", "yesterday", "tomorrow", "time", "date", "day", "present", "era", "period", "o'clock", "eve"}
    )


@cache
def small_numbers() -> str:
    """Write the alternation of the number words from zero to ninety-nine."""
    return either(simple_numbers())


@cache
def not_years() -> frozenset[str]:
    """Give the words after four digits that make them a quantity."""
    return words("times", "not_years")
