"""`reportedly explain`: which claims made the picture of a place, by how much, in which sentences."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import datetime

from reportedly.cli.asking import Desk, add_places_question, desk
from reportedly.cli.looks import print_moved
from reportedly.cli.options import add_json
from reportedly.cli.render import Cell, Column, print_json, print_line, print_prose, print_table, say
from reportedly.terms.contract import claim_to_json, picture_to_json
from reportedly.terms.identity import Json
from reportedly.terms.picture import State
from reportedly.views.explain import Explanation, explain
from reportedly.views.moved import Moved
from reportedly.views.words import percent, shares


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly explain`."""
    add_places_question(parser, needed=True)
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Explain the pictures of places.

    Raises:
        LedgerError: the ledger cannot be read.
        UnknownPlace: a place is not known.
    """
    with desk(arguments, now) as asked:
        explanations, names = _explanations(arguments, asked), asked.names
    if arguments.json:
        print_json(_json(explanation) for explanation in explanations)
    else:
        for explanation in explanations:
            _print(explanation, names)
    return 0 if any(explanation.picture.state is not State.UNKNOWN for explanation in explanations) else 1


def _explanations(arguments: argparse.Namespace, asked: Desk) -> Sequence[Explanation]:
    times = asked.times(arguments.at, arguments.known)
    pictures = asked.pictures([place.id for place in asked.places(arguments.places, times.at)], times)
    claims = asked.linked(times.known)
    return [explain(picture, claims, asked.names) for picture in pictures]


def _print(explanation: Explanation, names: Mapping[str, str]) -> None:
    picture = explanation.picture
    print_line(f"{picture.place.name}, {picture.place.adm1}" if picture.place.adm1 else picture.place.name, "bold")
    print_prose(" ".join(explanation.summary))
    print_line()
    if not explanation.movers:
        say("no sentence moved this picture; `reportedly timeline PLACE` shows when there were claims about the place")
        return
    print_table((Column("state"), Column("p", numbers=True)), [(Cell(name), Cell(percent(p))) for name, p in shares(picture, names)])
    print_line()
    print_line("Claims that moved it (change of the log-odds of the likeliest state):", "bold")
    for entry in explanation.movers:
        print_moved(entry)
    print_line()


def _json(explanation: Explanation) -> Json:
    return {
        **picture_to_json(explanation.picture),
        "summary": list(explanation.summary),
        "contrary": None if explanation.contrary is None else explanation.contrary.id,
        "claims": [moved_to_json(entry) for entry in explanation.movers],
    }


def moved_to_json(entry: Moved) -> Json:
    """Write a claim with what it did to a picture."""
    return {"weight": round(entry.weight, 4), "root": entry.root, "retold": entry.retold, **claim_to_json(entry.claim)}
