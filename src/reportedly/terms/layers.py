"""What the layers of reading beside claims give: attributions, times and events, each with its spans in the report's text.

`reportedly read --layer attributions|times|events` prints them; `reportedly.terms.contract` writes them as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.terms.interval import Interval
from reportedly.terms.statement import LocalTime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to before `end` of a report's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something that a text puts in somebody's mouth or mind.

    Attributes:
        source: who says or thinks it, in the order of the text; empty where the text does not say.
        cue: the words or marks that show it; empty where there are none.
        content: what is said or thought; several spans where it is broken ("…", he said, "…").
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class TimexType(StrEnum):
    """Types of time expressions, as in TIMEX3 (ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression and what it means.

    Attributes:
        start: first character in the report's text.
        end: first character after.
        type: its TIMEX3 type.
        value: its TIMEX3 value, `2021-08-20` or `P2D`; None where it cannot be told.
        local: the wall-clock interval that it means; None for durations, sets and what cannot be told.
        interval: that interval in UTC; None where `local` is None or the zone is not known.
    """

    start: int
    end: int
    type: TimexType
    value: str | None
    local: LocalTime | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """A word that tells of an event, and how surely the text says that it happened.

    Attributes:
        start: first character of the word in the report's text.
        end: first character after.
        factuality: from -3.0 (certainly did not happen) over 0.0 (left open) to 3.0 (certainly did).
            Source: scale of Saurí & Pustejovsky 2009 (FactBank) as unified by Stanovsky et al. 2017.
    """

    start: int
    end: int
    factuality: float
