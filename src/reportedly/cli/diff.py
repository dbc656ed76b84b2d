"""`reportedly diff`: what changed between two known times, and because of which claims."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime

from reportedly.cli.asking import Desk, Times, add_recorded, desk
from reportedly.cli.looks import print_moved
from reportedly.cli.options import add_json, add_ledger, add_parties, time_argument
from reportedly.cli.render import print_json, print_line, say
from reportedly.errors import WrongUse
from reportedly.terms.contract import picture_to_json
from reportedly.terms.identity import Json
from reportedly.terms.picture import Picture, State
from reportedly.views.diff import Change, diff
from reportedly.views.words import moment, percent, state_name, top

SHOWN = 3


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly diff`."""
    parser.add_argument(
        "places", metavar="PLACE", nargs="*", help="name in any spelling, or id (default: every district that a claim touches)"
    )
    add_ledger(parser)
    parser.add_argument(
        "--known", metavar=("K1", "K2"), nargs=2, type=time_argument, required=True, help="the two known times, ISO 8601, UTC"
    )
    parser.add_argument(
        "--at",
        metavar="T",
        type=time_argument,
        help="compare what was known about one time T (default: each picture is of its own known time)",
    )
    add_recorded(parser)
    add_parties(parser)
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Show what changed.

    Raises:
        WrongUse: the second known time is not after the first.
        LedgerError: the ledger cannot be read.
        UnknownPlace: a place is not known.
    """
    earlier, later = arguments.known
    if earlier >= later:
        message = f"--known takes an earlier and a later time; {moment(earlier)} is not before {moment(later)}"
        raise WrongUse(message)
    with desk(arguments, now) as asked:
        changes = _changes(arguments, asked)
    if arguments.json:
        print_json(_json(change) for change in changes)
    else:
        _print(changes, earlier, later)
    return 0 if changes else 1


def _changes(arguments: argparse.Namespace, asked: Desk) -> Sequence[Change]:
    earlier, later = arguments.known
    places = [place.id for place in asked.places(arguments.places)] if arguments.places else list(asked.districts(later))
    before = asked.pictures(places, Times(arguments.at or earlier, earlier))
    after = asked.pictures(places, Times(arguments.at or later, later))
    return diff(before, after, asked.linked(later))


def _print(changes: Sequence[Change], earlier: datetime, later: datetime) -> None:
    if not changes:
        say(f"no picture changed between {moment(earlier)} and {moment(later)}")
        return
    print_line(f"From what was known on {moment(earlier)} to what was known on {moment(later)} (UTC):")
    for change in changes:
        print_line()
        print_line(f"{change.after.place.name}: {_brief(change.before)} → {_brief(change.after)}", "bold")
        for entry in change.because[:SHOWN]:
            print_moved(entry)
        if not change.because:
            print_line("no new claim about it: its neighbours changed, or what was known grew older", "dim")
        if len(change.because) > SHOWN:
            print_line(f"and {len(change.because) - SHOWN} more; `reportedly explain` shows all", "dim")


def _brief(picture: Picture) -> str:
    return "unknown" if picture.state is State.UNKNOWN else f"{state_name(picture)} ({picture.label.value}, {percent(top(picture))})"


def _json(change: Change) -> Json:
    return {
        "place": picture_to_json(change.after)["place"],
        "before": picture_to_json(change.before),
        "after": picture_to_json(change.after),
        "shift": round(change.shift, 4),
        "because": [{"claim": entry.id, "weight": round(entry.weight, 4), "root": entry.root} for entry in change.because],
    }
