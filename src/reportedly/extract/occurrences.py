"""Tells which statements of a report are of the same occurrence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.terms.claim import CONTROL_KINDS, Kind
from reportedly.terms.statement import Statement


# Who is taken or killed: those who lead, and the others. "Detained a commander" and "detained two insurgents" are two detentions.
_LEADERS = re.compile(
    r"\b(?:leaders?|commanders?|facilitators?|chiefs?|governors?|emirs?|sub-?commanders?|ministers?|mayors?|heads?)\b", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:insurgents?|militants?|fighters?|individuals?|suspects?|associates?|people|men|others?|rebels?|soldiers?|members?|civilians?|terrorists?)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:additional|another|other|others|further|more)\b", re.IGNORECASE)
_BACK = re.compile(r"(?:the|those|these|him|her|them|his|both)\b", re.IGNORECASE)
_UPPER = frozenset({"province", "state", "governorate", "oblast", "region", "country"})
_TAKEN = frozenset({"captured", "killed", "abducted"})


@dataclass(slots=True)
class _Occurrence:
    """What is known of an occurrence so far."""

    number: int
    sort: str
    background: bool
    paragraph: int = -1
    upper: set[str] = field(default_factory=set)
    lower: set[str] = field(default_factory=set)
    day: str | None = None
    people: dict[str, set[str]] = field(default_factory=dict)
    sentence: int = -1


def sort_of(kind: Kind) -> str:
    """Group kinds whose statements can be of one occurrence: a raid kills, arrests and is an attack."""
    if kind in CONTROL_KINDS:
        return "control"
    return {Kind.PROTEST: "protest", Kind.AGREEMENT: "agreement", Kind.MOVEMENT: "movement"}.get(kind, "violence")


def number(statements: Sequence[tuple[Statement, int, int]], text: str) -> list[int]:
    """Number the occurrences of a report.

    Args:
        statements: the statements in the order of the text, each with the numbers of its paragraph and its sentence.
        text: the text of the report.

    Returns:
        For each statement the number of its occurrence, from 0. A statement joins the latest occurrence of its sort that it does not
        contradict: by another day, by a place of another name, or by telling of further people ("detained two others").
    """
    known: list[_Occurrence] = []
    numbers = []
    for statement, paragraph, sentence in statements:
        occurrence = _fitting(statement, text, paragraph, sentence, known)
        if occurrence is None:
            occurrence = _Occurrence(len(known), sort_of(statement.kind), statement.background)
            known.append(occurrence)
        _join(occurrence, statement, text, paragraph, sentence)
        numbers.append(occurrence.number)
    return numbers


def _fitting(statement: Statement, text: str, paragraph: int, sentence: int, known: Sequence[_Occurrence]) -> _Occurrence | None:
    sort = sort_of(statement.kind)
    for occurrence in reversed(known):
        if occurrence.sort == sort and occurrence.background == statement.background and _agrees(statement, paragraph, occurrence):
            if not _further(statement, text, sentence, occurrence):
                return occurrence
    return None


def _levels(statement: Statement) -> tuple[set[str], set[str]]:
    """The names of the statement's place, those of provinces and their like apart from those below."""
    place = statement.place
    if place is None:
        return set(), set()
    own = {place.text.lower()}
    around = {name.lower() for name in place.within}
    return (own | around, set()) if place.unit in _UPPER else (around, own)


def _day(statement: Statement) -> str | None:
    when = statement.when
    return None if when is None or when.start is None or when.text is None else str(when.start.date())


def _agrees(statement: Statement, paragraph: int, occurrence: _Occurrence) -> bool:
    upper, lower = _levels(statement)
    same = upper & occurrence.upper or lower & occurrence.lower
    if not same and ((upper and occurrence.upper) or (lower and occurrence.lower)):
        return False
    day = _day(statement)
    if day is not None and occurrence.day is not None and day != occurrence.day:
        return False
    points_back = any(_BACK.match(count.text) for count in statement.counts)
    return bool(same) or points_back or paragraph - occurrence.paragraph <= 1


def _people(statement: Statement, text: str) -> dict[str, set[str]]:
    """What befell which sorts of people: `{"captured": {"leader", "other"}}`."""
    words = text[statement.start : statement.end]
    found: dict[str, set[str]] = {}
    for count in statement.counts:
        if count.what in _TAKEN:
            around = words if "including" in words else count.text
            sorts = {name for name, pattern in (("leader", _LEADERS), ("other", _OTHERS)) if pattern.search(around)}
            found.setdefault(count.what, set()).update(sorts or {"other"})
    return found


def _further(statement: Statement, text: str, sentence: int, occurrence: _Occurrence) -> bool:
    """Whether a statement counts people beside those whom the occurrence counts already."""
    for what, sorts in _people(statement, text).items():
        before = occurrence.people.get(what)
        if before is None or any(_BACK.match(count.text) for count in statement.counts if count.what == what):
            continue
        more = any(_MORE.search(count.text) for count in statement.counts if count.what == what)
        if more or not sorts & before or sentence == occurrence.sentence:
            return True
    return False


def _join(occurrence: _Occurrence, statement: Statement, text: str, paragraph: int, sentence: int) -> None:
    upper, lower = _levels(statement)
    occurrence.upper |= upper
    occurrence.lower |= lower
    occurrence.paragraph = paragraph
    occurrence.day = occurrence.day or _day(statement)
    people = _people(statement, text)
    for what, sorts in people.items():
        occurrence.people.setdefault(what, set()).update(sorts)
    if people:
        occurrence.sentence = sentence
