"""`reportedly timeline`: who held a place over time."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime

from reportedly.cli.asking import Desk, add_places_question, desk
from reportedly.cli.looks import LABEL_STYLE, STATE_STYLE, print_basis
from reportedly.cli.options import add_json
from reportedly.cli.render import Cell, Column, print_json, print_line, print_table, say
from reportedly.errors import WrongUse
from reportedly.pipeline import Query
from reportedly.terms.claim import Claim
from reportedly.terms.contract import JsonObject, scope_to_json
from reportedly.terms.interval import stamp
from reportedly.terms.picture import State
from reportedly.terms.place import Place
from reportedly.views.timeline import Span, instants, timeline
from reportedly.views.words import district_of, moment, percent, says, short

COLUMNS = (
    Column("from"),
    Column("to"),
    Column("held by"),
    Column("p", numbers=True),
    Column("label"),
    Column("roots", numbers=True),
    Column("because"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly timeline`."""
    add_places_question(parser, needed=True)
    parser.add_argument(
        "--live", action="store_true", help="at each time as publicly known then, without hindsight (default: all as known at --known)"
    )
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Show who held places over time.

    Raises:
        WrongUse: hindsight was asked for, and none.
        LedgerError: the ledger cannot be read.
        UnknownPlace: a place is not known.
    """
    if arguments.live and arguments.hindsight:
        message = "--live shows each time without hindsight; it does not go with --hindsight"
        raise WrongUse(message)
    with desk(arguments, now) as asked:
        histories = [(place, _spans(place, asked, arguments)) for place in dict.fromkeys(asked.places(arguments.places))]
        basis = {"according_to": scope_to_json(asked.scope), "hindsight": asked.manner.hindsight}
        if not arguments.json:
            print_basis(asked.scope, asked.hindsight)
    if arguments.json:
        print_json({**_json(span), **basis} for _, spans in histories for span in spans)
    else:
        for place, spans in histories:
            _print(place, spans)
    return 0 if any(spans for _, spans in histories) else 1


def _spans(place: Place, asked: Desk, arguments: argparse.Namespace) -> Sequence[Span]:
    times = asked.times(arguments.at, arguments.known)
    claims = asked.linked(times.known)
    here = [claim for claim in claims.values() if district_of(claim) == place.id or _is_of_province(claim, place)]
    queries = [
        Query(place.id, at, min(at, times.known) if arguments.live else times.known) for at in instants(here, times.at, live=arguments.live)
    ]
    return timeline(asked.answer(queries), claims)


def _is_of_province(claim: Claim, place: Place) -> bool:
    """Tell whether a claim is about the whole first-level unit of a place, or about some of its districts: it bears on each."""
    told = claim.place.place if claim.place is not None else None
    return told is not None and told.id == place.adm1_id


def _print(place: Place, spans: Sequence[Span]) -> None:
    print_line(f"{place.name}, {place.adm1}" if place.adm1 else place.name, "bold")
    if not spans:
        say(f"no dated claim is about {place.name}; `reportedly picture` shows the districts that have some")
        return
    print_table(COLUMNS, [_cells(span) for span in spans])


def _cells(span: Span) -> tuple[Cell, ...]:
    name = short(span.holder[1]) if span.holder else span.state.value
    cause = span.because[0] if span.because else None
    because = f"{cause.speaker}: {says(cause.claim)}" + (f" (+{len(span.because) - 1})" if len(span.because) > 1 else "") if cause else ""
    probability = "" if span.state is State.UNKNOWN else _range(span)
    return (
        Cell(moment(span.start)),
        Cell(moment(span.end)),
        Cell(name, STATE_STYLE[span.state]),
        Cell(probability),
        Cell(span.label.value, LABEL_STYLE[span.label]),
        Cell(str(span.roots)),
        Cell(because, "dim"),
    )


def _range(span: Span) -> str:
    low, high = percent(span.lowest), percent(span.highest)
    return low if low == high else f"{low.removesuffix('%').rstrip()}–{high}"


def _json(span: Span) -> JsonObject:
    return {
        "place": {"id": span.place.id, "name": span.place.name, "adm1": span.place.adm1, "country": span.place.country},
        "start": stamp(span.start),
        "end": stamp(span.end),
        "state": span.state.value,
        "holder": None if span.holder is None else {"id": span.holder[0], "name": span.holder[1]},
        "label": span.label.value,
        "p": [round(span.lowest, 4), round(span.highest, 4)],
        "roots": span.roots,
        "because": [{"claim": entry.id, "weight": round(entry.weight, 4)} for entry in span.because],
    }
