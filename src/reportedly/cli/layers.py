"""The layers that `reportedly read` shows: how each is found, written as JSON, and printed for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from reportedly.cli.render import Cell, Column
from reportedly.pipeline import Knowledge, reading
from reportedly.terms.claim import Certainty, Claim
from reportedly.terms.contract import JsonObject, attribution_to_json, claim_to_json, event_to_json, mention_to_json, time_to_json
from reportedly.terms.layers import Attribution, EventMention, Span, TimeExpression
from reportedly.terms.place import PlaceRef
from reportedly.terms.report import Report
from reportedly.views.words import chain_words, period, says

T = TypeVar("T")

LONGEST = 60  # characters of a quote that a table shows
CERTAINTY_STYLE = {Certainty.CERTAIN: "bold", Certainty.PROBABLE: "yellow", Certainty.POSSIBLE: "yellow", Certainty.RUMOUR: "red"}


@dataclass(frozen=True, slots=True)
class Layer(Generic[T]):
    """One layer of reading.

    Attributes:
        find: finds what is in a report.
        to_json: writes one finding as the contract has it.
        columns: of the table for people.
        cells: one finding as a row of that table.
        languages: ISO 639-1 codes of texts that it is found in; None among them for texts whose language is not known.
    """

    find: Callable[[Knowledge, Report], tuple[T, ...]]
    to_json: Callable[[Report, T], JsonObject]
    columns: tuple[Column, ...]
    cells: Callable[[Report, T], tuple[Cell, ...]]
    languages: frozenset[str | None] = reading.READ_LANGUAGES


def short(text: str) -> str:
    """A text on one line, cut in its middle where it is long."""
    line = " ".join(text.split())
    half = LONGEST // 2 - 1
    return line if len(line) <= LONGEST else f"{line[:half].rstrip()} … {line[-half:].lstrip()}"


def _claim_json(_: Report, claim: Claim) -> JsonObject:
    return claim_to_json(claim)


def _claim_cells(_: Report, claim: Claim) -> tuple[Cell, ...]:
    return (
        Cell(says(claim), CERTAINTY_STYLE[claim.stance.certainty]),
        Cell(period(claim.when) if claim.when is not None else ""),
        Cell(chain_words(claim)),
        Cell(short(claim.quote.text), "dim"),
    )


def _mention_cells(_: Report, ref: PlaceRef) -> tuple[Cell, ...]:
    place = ref.place
    if place is None:
        return Cell(ref.text), Cell("not identified", "red"), Cell(""), Cell(""), Cell(ref.why, "dim")
    unit = ", ".join(part for part in (place.adm2 if place.adm2 != place.name else None, place.adm1, place.country) if part)
    return Cell(ref.text), Cell(place.name, "bold"), Cell(unit), Cell(f"{ref.confidence:.2f}"), Cell(ref.why, "dim")


def _attribution_cells(report: Report, attribution: Attribution) -> tuple[Cell, ...]:
    source, cue, content = (_words(report, spans) for spans in (attribution.source, attribution.cue, attribution.content))
    return Cell(source, "bold"), Cell(cue), Cell(content, "dim")


def _words(report: Report, spans: tuple[Span, ...]) -> str:
    return short(" … ".join(report.text[span.start : span.end] for span in spans))


def _time_cells(report: Report, time: TimeExpression) -> tuple[Cell, ...]:
    return Cell(report.text[time.start : time.end], "bold"), Cell(time.type.value), Cell(time.value or "")


def _event_cells(report: Report, event: EventMention) -> tuple[Cell, ...]:
    return Cell(report.text[event.start : event.end], "bold"), Cell(f"{event.factuality:+.1f}")


CLAIMS = Layer(
    reading.linked_claims_in,
    _claim_json,
    (Column("claim"), Column("when"), Column("on whose word"), Column("words")),
    _claim_cells,
)
MENTIONS = Layer(
    reading.mentions_in,
    mention_to_json,
    (Column("words"), Column("place"), Column("in"), Column("p", numbers=True), Column("why")),
    _mention_cells,
    reading.NAMED_LANGUAGES,
)
ATTRIBUTIONS = Layer(
    reading.attributions_in,
    attribution_to_json,
    (Column("who"), Column("says by"), Column("what")),
    _attribution_cells,
    reading.ENGLISH,
)
TIMES = Layer(reading.times_in, time_to_json, (Column("words"), Column("type"), Column("value")), _time_cells, reading.ENGLISH)
EVENTS = Layer(reading.events_in, event_to_json, (Column("event"), Column("factuality", numbers=True)), _event_cells, reading.ENGLISH)
