"""Tells which statements of a report are of the same occurrence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.terms.claim import CONTROL_KINDS, Kind
from reportedly.terms.statement import Statement


@dataclass(slots=True)
class _Occurrence:
    """What is known of an occurrence so far."""

    number: int
    paragraph: int
    sort: str
    places: set[str]
    day: str | None
    statements: list[Statement]


def sort_of(kind: Kind) -> str:
    """Group kinds whose statements can be of one occurrence: a raid kills, arrests and is an attack."""
    if kind in CONTROL_KINDS:
        return "control"
    return {Kind.PROTEST: "protest", Kind.AGREEMENT: "agreement", Kind.MOVEMENT: "movement"}.get(kind, "violence")


def number(statements: Sequence[tuple[Statement, int]]) -> list[int]:
    """Number the occurrences of a report.

    Args:
        statements: the statements in the order of the text, each with the number of its paragraph.

    Returns:
        For each statement the number of its occurrence, from 0. A statement joins the latest occurrence of its sort that it does not
        contradict: with another day, or with a place of another name where both have one.
    """
    known: list[_Occurrence] = []
    numbers = []
    for statement, paragraph in statements:
        occurrence = _fitting(statement, paragraph, known)
        if occurrence is None:
            occurrence = _Occurrence(len(known), paragraph, sort_of(statement.kind), set(), None, [])
            known.append(occurrence)
        _join(occurrence, statement, paragraph)
        numbers.append(occurrence.number)
    return numbers


def _fitting(statement: Statement, paragraph: int, known: Sequence[_Occurrence]) -> _Occurrence | None:
    for occurrence in reversed(known):
        if occurrence.sort == sort_of(statement.kind) and _agrees(statement, paragraph, occurrence):
            return occurrence
    return None


def _names(statement: Statement) -> set[str]:
    if statement.place is None:
        return set()
    return {statement.place.text.lower(), *(name.lower() for name in statement.place.within)}


def _day(statement: Statement) -> str | None:
    when = statement.when
    return None if when is None or when.start is None or when.text is None else str(when.start.date())


def _agrees(statement: Statement, paragraph: int, occurrence: _Occurrence) -> bool:
    names, day = _names(statement), _day(statement)
    if statement.background != occurrence.statements[0].background:
        return False
    if names and occurrence.places and not names & occurrence.places:
        return False
    if day is not None and occurrence.day is not None and day != occurrence.day:
        return False
    near = paragraph - occurrence.paragraph <= 1
    return near or bool(names & occurrence.places)


def _join(occurrence: _Occurrence, statement: Statement, paragraph: int) -> None:
    occurrence.statements.append(statement)
    occurrence.places |= _names(statement)
    occurrence.paragraph = paragraph
    occurrence.day = occurrence.day or _day(statement)
