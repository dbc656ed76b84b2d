"""The shapes of time expressions, as regular expressions over one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, cast

from reportedly.extract.lexicon import table
from reportedly.extract.times.words import (
    either,
    feasts,
    months,
    parts,
    references,
    seasons,
    sets,
    small_numbers,
    units,
    vague,
    weekdays,
    zones,
)

_HOLE = re.compile(r"~([a-z_]+)~")
_SHORTEST_LONG_MONTH = 5


class Rule(NamedTuple):
    """One shape: its name, its expression, and the class of words without which it cannot match."""

    name: str
    shape: re.Pattern[str]
    needs: str


def _month_names() -> str:
    """Write the alternation of month names; `May`, `March` and short names only in capitals, for they are words too."""
    long = [name for name in months() if len(name) >= _SHORTEST_LONG_MONTH and name != "march"]
    short = sorted(set(months()) - set(long) - {"may", "march", "june", "july"}, key=len, reverse=True)
    cased = "|".join(["May|MAY|March|MARCH|June|JUNE|July|JULY", *(_short_month(name) for name in short)])
    return rf"(?:{either(long)}\b|(?-i:{cased})(?![a-z]))"


def _short_month(name: str) -> str:
    """Write a shortened month: with a full stop, or beside a number; "Mar" alone is a name."""
    return "|".join(rf"{written}(?:\.|\b(?=\s+\d)|\b(?<=\d {written}))" for written in (name.capitalize(), name.upper()))


def _word_lists() -> dict[str, str]:
    """Give the alternations of words that the shapes may hold."""
    tables = {
        "weekday": weekdays(),
        "unit": units(),
        "season": seasons(),
        "part": parts(),
        "feast": feasts(),
        "zone": zones(),
        "vague": vague(),
    }
    lists = {name: either(words) for name, words in tables.items()}
    return lists | {"set": either(sets()), "reference": either(references()), "number": small_numbers(), "month": _month_names()}


def _filled(shape: str, pieces: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: pieces[hole[1]], shape)


@cache
def rules() -> tuple[Rule, ...]:
    """Compile the shapes, in order of precedence among equally long matches."""
    pieces = _word_lists()
    for name, piece in cast("Mapping[str, str]", table("time_shapes")["parts"]).items():
        pieces[name] = _filled(piece, pieces)
    shapes = cast("Mapping[str, Mapping[str, str]]", table("time_shapes")["shapes"])
    return tuple(Rule(name, re.compile(_filled(row["shape"], pieces), re.IGNORECASE), row["needs"]) for name, row in shapes.items())


@cache
def word_classes() -> dict[str, str]:
    """Give the class of each trigger word, in lower case: what a `Rule` may need."""
    classes = dict.fromkeys(references(), "reference") | dict.fromkeys(("every", "each", "per"), "set")
    classes |= dict.fromkeys(("bc", "bce", "b.c.", "b.c"), "era") | dict.fromkeys(("/", "–", "—"), "dashed")
    classes |= dict.fromkeys(months(), "month") | dict.fromkeys(weekdays(), "weekday") | dict.fromkeys(seasons(), "season")
    classes |= dict.fromkeys(("today", "tonight", "yesterday", "tomorrow", "time", "period", "date", "point"), "deictic")
    plural = [*(f"{unit}s" for unit in units()), "centuries", "month's", "year's"]
    classes |= dict.fromkeys([*units(), *plural], "unit") | {"century": "century", "quarter": "quarter"}
    classes |= dict.fromkeys([*parts(), "christmas", "boxing", "nowruz", "eve"], "part")
    return classes | dict.fromkeys(sets(), "set")
