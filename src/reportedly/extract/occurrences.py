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
# A sentence that opens so goes on with what was told, also where it names a finer place.
_CONTINUES = frozenset(
    {
        "the",
        "they",
        "he",
        "she",
        "it",
        "this",
        "these",
        "those",
        "during",
        "after",
        "while",
        "as",
        "when",
        "following",
        "later",
        "both",
        "all",
        "upon",
    }
    | {"based", "acting", "initial", "his", "their", "its", "once", "intelligence", "security", "forces", "troops"}
)
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
    sentences: dict[str, int] = field(default_factory=dict)
    headline: bool = False


def sort_of(kind: Kind) -> str:
    """Group kinds whose statements can be of one occurrence: a raid kills, arrests and is an attack."""
    if kind in CONTROL_KINDS:
        return "control"
    return {Kind.PROTEST: "protest", Kind.AGREEMENT: "agreement", Kind.MOVEMENT: "movement"}.get(kind, "violence")


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with where it stands.

    Attributes:
        statement: the statement.
        paragraph: number of its paragraph.
        sentence: number of its sentence.
        words: its own words.
        opening: the first word of its sentence, lower case.
        headline: whether its sentence is a headline.
    """

    statement: Statement
    paragraph: int
    sentence: int
    words: str
    opening: str
    headline: bool


def number(lines: Sequence[Line]) -> list[int]:
    """Number the occurrences of a report.

    Args:
        lines: the statements in the order of the text.

    Returns:
        For each statement the number of its occurrence, from 0. A statement joins the latest occurrence of its sort that it does not
        contradict: by another day, by a place of another name, or by telling of further people ("detained two others").
        What one clause tells of several places is one occurrence.
    """
    known: list[_Occurrence] = []
    numbers: list[int] = []
    for index, line in enumerate(lines):
        if index and _same_clause(line.statement, lines[index - 1].statement):
            numbers.append(numbers[-1])
            continue
        occurrence = _fitting(line, known)
        if occurrence is None:
            occurrence = _Occurrence(len(known), sort_of(line.statement.kind), line.statement.background)
            known.append(occurrence)
        _join(occurrence, line)
        numbers.append(occurrence.number)
    return numbers


def _same_clause(one: Statement, other: Statement) -> bool:
    return (one.start, one.end, one.kind) == (other.start, other.end, other.kind) and sort_of(one.kind) != "control"


def _fitting(line: Line, known: Sequence[_Occurrence]) -> _Occurrence | None:
    sort = sort_of(line.statement.kind)
    open_ = [other for other in reversed(known) if other.sort == sort and other.background == line.statement.background]
    fitting = [other for other in open_ if _agrees(line, other) and not _further(line, other)]
    people = set(_people(line))
    shared = [other for other in fitting if people & other.people.keys()]
    return next(iter(shared or fitting), None)


def _levels(statement: Statement) -> tuple[set[str], set[str]]:
    """The names of the statement's place, those of provinces and their like apart from those below."""
    place = statement.place
    if place is None:
        return set(), set()
    own = {place.text.lower()}
    around = {name.lower() for name in place.within}
    is_upper = place.unit in _UPPER or place.text.lower().endswith(tuple(_UPPER))
    return (own | around, set()) if is_upper else (around, own)


def _day(statement: Statement) -> str | None:
    when = statement.when
    return None if when is None or when.start is None or when.text is None else str(when.start.date())


def _agrees(line: Line, occurrence: _Occurrence) -> bool:
    upper, lower = _levels(line.statement)
    same = upper & occurrence.upper or lower & occurrence.lower
    # A province of its own is another place; names around a finer one need not be the province's: "in Khost … After that, in Q, Sabari".
    elsewhere = (upper and occurrence.upper and (not lower or line.opening not in _CONTINUES)) or (
        lower and occurrence.lower and line.opening not in _CONTINUES
    )
    if not same and elsewhere and not occurrence.headline:
        return False
    day = _day(line.statement)
    if day is not None and occurrence.day is not None and day != occurrence.day:
        return False
    points_back = any(_BACK.match(count.text) for count in line.statement.counts)
    return bool(same) or points_back or line.paragraph - occurrence.paragraph <= 1


def _people(line: Line) -> dict[str, set[str]]:
    """What befell which sorts of people: `{"captured": {"leader", "other"}}`."""
    found: dict[str, set[str]] = {}
    for count in line.statement.counts:
        if count.what in _TAKEN:
            around = line.words if "including" in line.words else count.text
            sorts = {name for name, pattern in (("leader", _LEADERS), ("other", _OTHERS)) if pattern.search(around)}
            found.setdefault(count.what, set()).update(sorts or {"other"})
    return found


def _further(line: Line, occurrence: _Occurrence) -> bool:
    """Whether a statement counts people beside those whom the occurrence counts already."""
    for what, sorts in _people(line).items():
        before = occurrence.people.get(what)
        counts = [count for count in line.statement.counts if count.what == what]
        if before is None or len(sorts) > 1 or any(_BACK.match(count.text) for count in counts):
            continue
        if any(_MORE.search(count.text) for count in counts) or not sorts & before or line.sentence == occurrence.sentences.get(what):
            return True
    return False


def _join(occurrence: _Occurrence, line: Line) -> None:
    upper, lower = _levels(line.statement)
    occurrence.upper |= upper
    occurrence.lower |= lower
    occurrence.paragraph = line.paragraph
    occurrence.headline = line.headline
    occurrence.day = occurrence.day or _day(line.statement)
    people = _people(line)
    for what, sorts in people.items():
        occurrence.people.setdefault(what, set()).update(sorts)
        occurrence.sentences[what] = line.sentence
