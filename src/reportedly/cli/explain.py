"""`reportedly explain`: which claims made the picture of a place, by how much, in which sentences."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportedly.cli.asking import Desk, add_places_question, desk
from reportedly.cli.looks import print_moved, print_together
from reportedly.cli.options import add_json
from reportedly.cli.render import Cell, Column, print_json, print_line, print_prose, print_table, say
from reportedly.reconcile.calibration import Measured, of_picture
from reportedly.reconcile.pictures import card_for
from reportedly.terms.contract import JsonObject, claim_to_json, picture_to_json
from reportedly.terms.identity import Json
from reportedly.terms.picture import Picture, State
from reportedly.views.explain import Explanation, explain, uncounted
from reportedly.views.moved import Moved
from reportedly.views.words import measured_words, percent, says, shares, state_phrase, top, without

UNREAD = "the reports, in languages that are not read yet"  # about whatever place: nobody knows before they are read


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
        answers, names = _answers(arguments, asked), asked.names
    if arguments.json:
        print_json(map(_json, answers))
    else:
        for answer in answers:
            _print(answer, names)
    return 0 if any(answer.explanation.picture.state is not State.UNKNOWN for answer in answers) else 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told of one place.

    Attributes:
        explanation: why its picture is what it is.
        silent: what was said of the place and moved nothing, in words.
        measured: how often pictures with such a label were right; None where that was not measured, and for the words of some alone.
    """

    explanation: Explanation
    silent: tuple[str, ...]
    measured: Measured | None


def _answers(arguments: argparse.Namespace, asked: Desk) -> Sequence[Answer]:
    times = asked.times(arguments.at, arguments.known)
    pictures = asked.pictures(dict.fromkeys(place.id for place in asked.places(arguments.places, times.at)), times)
    claims = asked.linked(times.known)
    release = card_for(claims.values()).release
    return [
        Answer(
            explain(picture, claims, asked.names), _silent(asked, picture), of_picture(picture, release) if asked.scope is None else None
        )
        for picture in pictures
    ]


def _silent(asked: Desk, picture: Picture) -> tuple[str, ...]:
    """What was said of the place and moved nothing, undated claims included, and what nobody has read yet."""
    said = uncounted(asked.ledger.claims_at(None, asked.recorded, countries=_country(picture)), picture.place.id, picture.known)
    unread = sum(report.known is None or report.known <= picture.known for report in asked.ledger.unread())
    return (*said, f"{unread} of {UNREAD}") if unread else said


def _country(picture: Picture) -> list[str] | None:
    return [picture.place.country] if picture.place.country else None


def _print(answer: Answer, names: Mapping[str, str]) -> None:
    explanation, picture = answer.explanation, answer.explanation.picture
    print_line(f"{picture.place.name}, {picture.place.adm1}" if picture.place.adm1 else picture.place.name, "bold")
    print_prose(" ".join(explanation.summary))
    if answer.silent:
        print_prose(f"Not counted for who holds it: {', '.join(answer.silent)}.", style="dim")
    print_line()
    if not explanation.movers:
        say("no sentence moved this picture; `reportedly timeline PLACE` shows when there were claims about the place")
        return
    print_table((Column("state"), Column("p", numbers=True)), [(Cell(name), Cell(percent(p))) for name, p in shares(picture, names)])
    print_line()
    print_line(f"Each root left out in turn. The number is the change of the log-odds that it is {state_phrase(picture)}:", "bold")
    _print_movers(explanation)
    for group, weight in explanation.together:
        print_together(len(group), weight, top(picture))
        print_prose("; ".join(f"{entry.speaker}: {says(entry.claim)}" for entry in group), "       ")
    _print_foot(answer)


def _print_foot(answer: Answer) -> None:
    """Print whose voice is missing, and how often pictures with this label were right where the truth is known."""
    for text in answer.explanation.missing:
        print_line(f"missing: {text}", "yellow")
    if answer.measured is not None:
        print_prose(measured_words(answer.measured), style="dim")
    print_line()


def _print_movers(explanation: Explanation) -> None:
    """Print the roots for it, then those against it, the strongest first."""
    against = [entry for entry in explanation.movers if entry.weight < 0]
    for entry in explanation.movers:
        if entry.weight >= 0:
            print_moved(entry, top(explanation.picture))
    if against:
        print_line("against it, the strongest first:", "bold")
    for entry in against:
        print_moved(entry, top(explanation.picture))


def _json(answer: Answer) -> Json:
    explanation, picture, measured = answer.explanation, answer.explanation.picture, answer.measured
    return {
        **picture_to_json(picture),
        "summary": list(explanation.summary),
        "contrary": None if explanation.contrary is None else explanation.contrary.id,
        "claims": [{**moved_to_json(entry), "without": round(without(top(picture), entry.weight), 4)} for entry in explanation.movers],
        "uncounted": list(answer.silent),
        "measured": None if measured is None else {"cases": measured.cases, "right": measured.right, "source": measured.source},
    }


def moved_to_json(entry: Moved) -> JsonObject:
    """Write a claim with what it did to a picture."""
    return {"weight": round(entry.weight, 4), "root": entry.root, "retold": entry.retold, **claim_to_json(entry.claim)}
