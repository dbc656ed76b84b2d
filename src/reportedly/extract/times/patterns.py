"""The shapes of time expressions, as regular expressions over one sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

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

# A day of the month is not followed by a digit, a decimal part, a per cent sign, or "st" of a street.
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)(?![\d%]|[.,]\d|-\w)"
_ERA = r"(?:\s?(?:BCE?|B\.C\.?(?:E\.?)?))"
_ORDINAL_DAY = r"(?:\d?(?:1st|2nd|3rd)|\d?\dth)\b"
_DETERMINER = r"(?:the|that|this|the\s+same|that\s+same|the\s+very)\s+"
_HALVES = r"(?:(?:very\s+)?(?:beginning|start|end|middle|close|onset|outset|first\s+half|second\s+half|latter\s+half|early\s+part|latter\s+part)\s+of)"
_EDGE = rf"(?:early|late|mid|middle)(?:\s+in|\s+to\s+mid|\s*-\s*|\s+)|(?:the\s+)?{_HALVES}\s+(?:the\s+)?|(?:the\s+)?latter\s+part\s+of\s+"


class Rule(NamedTuple):
    """One shape: its name, its expression, and the class of words without which it cannot match."""

    name: str
    shape: re.Pattern[str]
    needs: str


def _month_names() -> str:
    """Write the alternation of month names; `May`, `March` and short names only in capitals, for they are words too."""
    long = [name for name in months() if len(name) > 4 and name != "march"]  # noqa: PLR2004  shorter ones are abbreviations
    short = sorted(set(months()) - set(long) - {"may", "march", "june", "july"}, key=len, reverse=True)
    cased = "|".join(["May|MAY|March|MARCH|June|JUNE|July|JULY", *(rf"{name.capitalize()}\b\.?|{name.upper()}\b\.?" for name in short)])
    return rf"(?:{either(long)}\b|(?-i:{cased})(?![a-z]))"


def _shapes() -> dict[str, tuple[str, str]]:  # one row a shape reads best in one table
    month, weekday, unit = _month_names(), either(weekdays()), either(units())
    month_or_unit = rf"(?:{month}|{weekday}|{unit}|{either(seasons())})"
    amount = rf"(?:\d+(?:\.\d+)?|{small_numbers()}|{either(vague())}|an?(?:\s+half|\s+further)?|half\s+an?|(?:a\s+)?dozen|another|one\s+and\s+a\s+half|a\s+hundred|hundred)"
    quantity = rf"(?P<amount>{amount})(?:\s+|-)(?:more\s+|full\s+|long\s+|further\s+|consecutive\s+|straight\s+)?(?P<unit>{unit})s?\b"
    part = either(parts())
    after_date = r"(?:\s+of\s+(?:that|the\s+same)\s+year)"
    return {
        "iso": (r"\b(?P<y>\d{4})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?:[T ](?P<hour>[0-2]\d):(?P<minute>\d\d)(?::\d\d)?(?P<zone>Z)?)?\b", "digit"),
        "numeric": (r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d./-])", "digit"),
        "date": (
            rf"\b(?:(?:the\s+)?(?P<part>{part})\s+of\s+)?(?:(?P<weekday>{weekday}),?\s+)?"
            rf"(?:(?:the\s+)?(?P<d1>{_DAY})\s+(?:of\s+)?(?P<m1>{month})|(?P<m2>{month})\s+(?:the\s+)?(?P<d2>{_DAY}))(?:(?:,?\s*|\s+of\s+)(?P<y>{_YEAR})\b|{after_date})?",
            "month",
        ),
        "month": (
            rf"\b(?P<edge>{_EDGE})?(?P<m>{month})(?:(?:,?\s+(?:of\s+)?)(?P<y>{_YEAR}|\d{{1,4}}(?={_ERA}))(?P<era>{_ERA})?|{after_date})?",
            "month",
        ),
        "sameday": (
            rf"\b(?P<d>{_DAY})(?=\s*(?:[-–—/]|\bto\b|\band\b|\bor\b|\buntil\b)\s*(?:the\s+)?{_DAY}\s+(?:of\s+)?(?P<m>{month}))",
            "month",
        ),
        "tailday": (
            rf"(?<=\d)\s?(?:[-–—/]|to|and|or|until|through)\s?(?P<span>(?:the\s+)?(?P<d>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?)(?!\s*(?:{month}|{unit}|[ap]\.?m|km|%))\b",
            "month",
        ),
        "bce": (rf"\b(?P<edge>{_EDGE})?(?:(?P<season>{either(seasons())})\s+(?:of\s+)?)?(?:ca?\.\s*)?(?P<y>\d{{1,4}}){_ERA}", "digit"),
        "decade": (r"\b(?:the\s+)?(?P<edge>(?:early|mid|late)(?:-|\s+))?(?P<y>1[0-9]\d|20\d)0'?s\b", "digit"),
        "century": (r"\b(?:the\s+)?(?P<edge>(?:early|mid|late)(?:-|\s+))?(?P<n>\d\d?)(?:st|nd|rd|th)(?:\s+|-)century\b", "digit"),
        "season": (
            rf"\b(?:the\s+)?(?P<edge>(?:early|mid|late)(?:-|\s+))?(?P<season>{either(seasons())})(?:,?\s+(?:of\s+)?(?P<y>{_YEAR})|\s+of\s+(?:that|the\s+same)\s+year)?\b(?!\s+of\b)",
            "season",
        ),
        "year": (rf"(?<![\d.,:$£€/])(?<!\w-)\b(?P<edge>{_EDGE})?(?:the\s+years?\s+)?(?P<y>{_YEAR})\b", "digit"),
        "tailyear": (r"(?<=\d{4})(?:[-–—/])(?P<span>(?P<y>\d\d))(?![\d-])", "digit"),
        "clock": (
            r"\b(?P<span>(?P<hour>2[0-4]|[01]?\d)(?:[:.h](?P<minute>[0-5]\d))?(?:\s?(?P<half>[ap]\.?\s?m\b\.?)|\s?(?P<oclock>o'clock|hrs|hours\b)|(?=:)|(?<=[:.h]\d\d)(?!\d|%|\.\d|\s?million))"
            rf"(?:\s*\(?(?P<zone>{either(zones())})\b\)?|\s+local(?:\s+time)?\b)?)",
            "digit",
        ),
        "military": (r"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?:hrs|hours|h\b|(?P<zone>GMT|UTC|Z)\b)", "digit"),
        "weekday": (
            rf"\b(?:(?P<edge>early|late|mid)\s+(?:on\s+)?)?(?:(?P<rel>last|next|this|this\s+past|this\s+coming|the\s+following|the\s+previous|the\s+next)\s+)?"
            rf"(?P<weekday>{weekday})(?:\s+(?:the\s+)?(?P<part>{part}))?\b",
            "weekday",
        ),
        "today": (
            rf"\b(?:(?P<edge>early|late|later|earlier)\s+)?(?P<word>today|tonight|yesterday|tomorrow|the\s+day\s+before\s+yesterday)(?:\s+(?P<part>{part}))?\b",
            "deictic",
        ),
        "dayend": (
            r"\bthe\s+end\s+of\s+the\s+(?P<unit>month|year|week|decade|century|day)\b|\b(?P<unit2>month|year|week)'s\s+end\b",
            "unit",
        ),
        "lateron": (
            r"\b(?:later|earlier|early|late)\s+(?:in\s+)?(?P<det>that|the|this|the\s+same)\s+(?P<unit>day|week|month|year|night|morning|afternoon|evening)\b",
            "unit",
        ),
        "following": (
            rf"\b(?:early\s+|late\s+)?(?:the\s+)?(?P<rel>next|following|previous|preceding|same|very\s+same|that\s+same|that|this|last|past|coming|current|the\s+very)\s+"
            rf"(?P<unit>{month_or_unit}|{part})\b(?!\s+of\s+(?!{month}|{_YEAR}|the\s+(?:month|year)))(?:\s+(?P<part>{part})\b)?",
            "unit",
        ),
        "dayafter": (r"\b(?:on\s+)?(?P<span>the\s+day\s+(?P<rel>before|after|following|earlier))\b", "unit"),
        "shift": (
            rf"\b(?:(?:about|around|some|nearly|almost|just|only|less\s+than|more\s+than|over|roughly)\s+)?{quantity}\s+(?P<rel>ago|earlier|later|before|after|previously|prior|since|from\s+now|hence)\b"
            rf"|\b(?P<bare>{unit})s\s+(?P<rel2>ago|earlier|later|before|after)\b",
            "unit",
        ),
        "window": (
            rf"\b(?:the\s+|these\s+|those\s+)?(?P<rel>last|past|previous|preceding|next|coming|following|first|final)\s+{quantity}(?!\s+of\s+{month})",
            "unit",
        ),
        "weekof": (
            rf"\bthe\s+(?P<which>first|second|third|fourth|last|final)\s+(?P<unit>week|weeks|days?|weekend)\s+of\s+(?P<m>{month})(?:,?\s+(?P<y>{_YEAR}))?\b",
            "month",
        ),
        "partday": (
            rf"\b(?:early\s+in\s+|late\s+in\s+)?(?P<det>{_DETERMINER}|in\s+the\s+|at\s+|by\s+|before\s+|around\s+|during\s+the\s+)?(?P<part>{part})\b(?<!early)(?<!late)",
            "part",
        ),
        "feast": (rf"\b(?P<feast>{either(feasts())})(?:\s+(?P<y>{_YEAR})|\s+(?P<part>{part}))?\b", "part"),
        "set": (
            rf"\b(?P<word>{either(sets())})\b|\b(?:every|each|per)\s+(?:(?P<amount>\d+|{small_numbers()}|other)\s+)?(?P<unit>{unit}|{weekday}|{part})s?\b",
            "set",
        ),
        "duration": (
            rf"\b(?:(?:more\s+than|less\s+than|at\s+least|nearly|almost|about|over|under|around|up\s+to|just|only)\s+)?{quantity}(?P<old>[\s-]+old\b)?",
            "unit",
        ),
        "ordinalday": (
            rf"\bthe\s+(?P<d>{_ORDINAL_DAY})(?!\s+\w)|\b(?:on|by|until|from)\s+(?P<span>the\s+(?P<d2>{_ORDINAL_DAY}))(?!\s+(?:{unit}|[A-Z]))",
            "digit",
        ),
        "reference": (rf"\b(?P<word>{either(references())})\b", "reference"),
        "pronoun": (r"\b(?P<span>(?:at\s+)?(?P<det>this|that|the\s+same)\s+(?P<unit>time|period|date|point))\b", "deictic"),
    }


@cache
def rules() -> tuple[Rule, ...]:
    """Compile the shapes, in order of precedence among equally long matches."""
    return tuple(Rule(name, re.compile(shape, re.IGNORECASE), needs) for name, (shape, needs) in _shapes().items())


@cache
def word_classes() -> dict[str, str]:
    """Give the class of each trigger word, in lower case: what a `Rule` may need."""
    classes = dict.fromkeys(references(), "reference")
    classes |= dict.fromkeys(months(), "month") | dict.fromkeys(weekdays(), "weekday") | dict.fromkeys(seasons(), "season")
    classes |= dict.fromkeys(("today", "tonight", "yesterday", "tomorrow", "time", "period", "date", "point"), "deictic")
    plural = [*(f"{unit}s" for unit in units()), "centuries", "month's", "year's"]
    classes |= dict.fromkeys([*units(), *plural], "unit")
    classes |= dict.fromkeys([*parts(), "christmas", "boxing", "nowruz", "eve"], "part")
    return classes | dict.fromkeys(sets(), "set")
