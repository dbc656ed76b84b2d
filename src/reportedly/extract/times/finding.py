"""Finds the time expressions of a text and resolves them in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from reportedly.extract.text import Sentence
from reportedly.extract.times.context import Context, is_history
from reportedly.extract.times.meaning import RESOLVERS
from reportedly.extract.times.patterns import rules, word_classes
from reportedly.extract.times.spans import Meaning, midnight
from reportedly.terms.interval import Precision
from reportedly.terms.layers import TimeExpression, TimexType
from reportedly.terms.statement import LocalTime

# Times that say which day it was; the ones after them count from it.
_DATING = frozenset(
    {Precision.DAY, Precision.PART, Precision.NIGHT, Precision.MONTH, Precision.YEAR, Precision.SEASON, Precision.WEEK, Precision.DAYS}
)


_YEAR = re.compile(r"[12]\d{3}(?!\d)")


def _number_classes(word: str) -> set[str]:
    """Give the classes of a word that begins with a digit."""
    found = {"digit"}
    if _YEAR.match(word):
        found.add("year")
    if not word.isdigit():
        found |= {"dashed"} if set("-–—/.") & set(word) else set()
        found |= {"decade"} if word.endswith("s") else set()
        found |= {"ordinal"} if word.endswith(("st", "nd", "rd", "th")) else set()
    return found


def _classes(sentence: Sentence) -> set[str]:
    """Give the classes of the words that can begin or make a time; empty for most sentences."""
    known = word_classes()
    found: set[str] = set()
    for _, _, _, word in sentence.tokens:
        kind = known.get(word)
        if kind is not None:
            found.add(kind)
        elif word[0].isdigit():
            found |= _number_classes(word)
        elif "-" in word:
            for piece in word.split("-"):
                found |= _number_classes(piece) if piece[:1].isdigit() else {known[piece]} if piece in known else set()
    return found


# Before a unit stand at most "more than one hundred and …", after it "ago", "later", "of August 2021"; in characters.
_AMOUNT_REACH, _AFTER_REACH = 48, 32
_SHARED = {"century": "unit", "season": "unit", "part": "unit", "month": "unit", "weekday": "unit"}


def _stretches(sentence: Sentence, classes: set[str]) -> list[tuple[int, int]]:
    """Give the stretches around the words for units, where alone the costly shapes with an amount can match."""
    known, found = word_classes(), [(sentence.start, sentence.end)]
    if classes & set(_SHARED):
        return found
    found = []
    for start, end, _, word in sentence.tokens:
        if known.get(word) == "unit" or "-" in word:
            left, right = max(sentence.start, start - _AMOUNT_REACH), min(sentence.end, end + _AFTER_REACH)
            if found and left < found[-1][1]:
                left = found.pop()[0]
            found.append((left, right))
    return found


def _candidates(text: str, sentence: Sentence, classes: set[str]) -> Iterator[tuple[int, int, int, str, re.Match[str]]]:
    """Yield start, end, precedence, rule and match of every shape that may stand in a sentence."""
    wanted = classes | {_SHARED[kind] for kind in classes if kind in _SHARED}
    whole = [(sentence.start, sentence.end)]
    around = _stretches(sentence, classes) if "unit" in wanted else whole
    for order, rule in enumerate(rules()):
        if rule.needs not in wanted:
            continue
        for first, last in around if rule.needs == "unit" else whole:
            for found in rule.shape.finditer(text, first, last):
                start, end = found.span("span") if "span" in rule.shape.groupindex and found["span"] else found.span()
                yield start, end, order, rule.name, found


def _resolve(text: str, sentence: Sentence, context: Context) -> Iterator[TimeExpression]:
    classes = _classes(sentence)
    if not classes:
        return
    done = sentence.start
    context.sentence = None
    ordered = sorted(_candidates(text, sentence, classes), key=lambda row: (row[0], -row[1], row[2]))
    expressions: list[TimeExpression] = []
    for start, end, _, name, found in ordered:
        if start < done:
            continue
        context.before, context.after = text[sentence.start : start], text[end : sentence.end]
        meaning = RESOLVERS[name](found, context)
        if meaning is None:
            continue
        done = end
        _remember(meaning, context)
        expressions.append(_expression(start, end, text[start:end], meaning))
    for index, expression in enumerate(expressions):
        following = expressions[index + 1] if index + 1 < len(expressions) else None
        yield expression if following is None else _on_day(expression, following, text[expression.end : following.start])


def _on_day(time: TimeExpression, following: TimeExpression, gap: str) -> TimeExpression:
    """Move a time of day to the day that is named right after it: "10 p.m. on Tuesday"."""
    local, day = time.local, following.local
    near = gap.strip(" ,").lower() in {"", "on", "on the", "local time on", "of", "local time,"}
    if time.type is not TimexType.TIME or not near or day is None or day.precision is not Precision.DAY or day.start is None:
        return time
    if local is None or local.start is None or local.end is None or time.value is None:
        return time
    moved = day.start - midnight(local.start.date())
    there = replace(local, start=local.start + moved, end=local.end + moved)
    return replace(time, value=day.start.date().isoformat() + time.value[10:], local=there)


def _remember(meaning: Meaning, context: Context) -> None:
    if meaning.start is None or meaning.type is TimexType.DURATION:
        return
    context.sentence = meaning
    if meaning.precision in _DATING:
        context.last = meaning


def _expression(start: int, end: int, words: str, meaning: Meaning) -> TimeExpression:
    local = None
    if meaning.start is not None and meaning.end is not None:
        local = LocalTime(meaning.start, meaning.end, meaning.precision, words, meaning.zone)
    return TimeExpression(start, end, meaning.type, meaning.value, local)


def find_times(text: str, sentences: Sequence[Sentence], published: date | None) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a text and what they mean.

    Weekdays and dates without a year count from the day of publication, back unless the words look ahead; in texts about years
    long past, and in those without a day of publication, from the last date named.

    Args:
        text: the whole text.
        sentences: its sentences.
        published: day of publication; None where not known: weekdays and "yesterday" then stay without an interval.

    Returns:
        The expressions in order, not overlapping. Wall-clock intervals are half-open; `interval` is None: the zone is not known here.

    Examples:
        >>> from reportedly.extract.text import sentences
        >>> text = "The district fell on Friday, two days after fighting began."
        >>> [(text[t.start : t.end], t.value) for t in find_times(text, sentences(text), date(2021, 8, 23))]
        [('Friday', '2021-08-20'), ('two days', 'P2D')]
    """
    context = Context(published, is_history(text, published))
    return tuple(expression for sentence in sentences for expression in _resolve(text, sentence, context))
