"""`reportedly diff`: what changed between two known times, and because of which claims."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime

from reportedly.cli.asking import Desk, Times, add_according_to, add_places, add_recorded, desk
from reportedly.cli.looks import print_basis, print_moved, print_together
from reportedly.cli.options import add_json, add_ledger, add_parties, time_argument
from reportedly.cli.render import print_json, print_line, say
from reportedly.errors import WrongUse
from reportedly.terms.contract import picture_to_json
from reportedly.terms.identity import Json
from reportedly.terms.picture import Picture, State
from reportedly.views.diff import Change, diff
from reportedly.views.moved import Moved
from reportedly.views.words import moment, percent, state_name, top

SHOWN = 3


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly diff`."""
    add_places(parser, needed=False)
    add_ledger(parser)
    parser.add_argument("--known", metavar=("K1", "K2"), nargs=2, type=time_argument, help="the two known times, ISO 8601, UTC")
    parser.add_argument("--from", dest="since", metavar="K1", type=time_argument, help="the earlier known time, instead of --known")
    parser.add_argument(
        "--to",
        dest="until",
        metavar="K2",
        type=time_argument,
        help="the later one, with --from (default: when the last claim became public)",
    )
    parser.add_argument(
        "--at",
        metavar="T",
        type=time_argument,
        help="compare what was known about one time T (default: each picture is of its own known time)",
    )
    add_recorded(parser)
    add_according_to(parser)
    add_parties(parser)
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Show what changed.

    Raises:
        WrongUse: there are no two known times, or the second is not after the first.
        LedgerError: the ledger cannot be read.
        UnknownPlace: a place is not known.
    """
    with desk(arguments, now) as asked:
        earlier, later = _between(arguments, asked)
        changes, scope = _changes(arguments, asked, earlier, later), asked.scope
    if arguments.json:
        print_json(_json(change) for change in changes)
    else:
        print_basis(scope, None)
        _print(changes, earlier, later)
    return 0 if changes else 1


def _between(arguments: argparse.Namespace, asked: Desk) -> tuple[datetime, datetime]:
    """The two known times, from `--known K1 K2` or `--from K1 --to K2`.

    Raises:
        WrongUse: they are not given, given twice, or in the wrong order.
    """
    if (arguments.known is None) is (arguments.since is None) or (arguments.known and arguments.until):
        message = "two known times are needed: --known K1 K2, or --from K1 and, if you like, --to K2"
        raise WrongUse(message)
    earlier, later = arguments.known or (arguments.since, arguments.until or asked.last_known or asked.now)
    if earlier >= later:
        message = f"an earlier and a later known time are needed; {moment(earlier)} is not before {moment(later)}"
        raise WrongUse(message)
    return earlier, later


def _changes(arguments: argparse.Namespace, asked: Desk, earlier: datetime, later: datetime) -> Sequence[Change]:
    places = [place.id for place in asked.places(arguments.places)] if arguments.places else list(asked.districts(later))
    before = asked.pictures(places, Times(arguments.at or earlier, earlier))
    after = asked.pictures(places, Times(arguments.at or later, later))
    claims = asked.linked(later)
    withdrawn = {id_: claim for id_, claim in asked.linked(earlier).items() if id_ not in claims}
    return diff(before, after, claims, withdrawn)


def _print(changes: Sequence[Change], earlier: datetime, later: datetime) -> None:
    if not changes:
        say(f"no picture changed between {moment(earlier)} and {moment(later)}")
        return
    print_line(f"From what was known on {moment(earlier)} to what was known on {moment(later)} (UTC):")
    for change in changes:
        print_line()
        print_line(f"{change.after.place.name}: {_brief(change.before)} → {_brief(change.after)}", "bold")
        _print_causes(change)


def _print_causes(change: Change) -> None:
    """Print the new roots that moved a place, and what no longer counts."""
    if change.because:
        print_line("1 new root moved it:" if change.roots == 1 else f"{change.roots} new roots moved it:", "dim")
    for entry in change.because[:SHOWN]:
        print_moved(entry)
    for group in change.after.together:
        if not {entry.id for entry in change.because}.isdisjoint(group.claims):
            print_together(len(group.claims), group.weight, top(change.after))
    if len(change.because) > SHOWN:
        print_line(f"and {len(change.because) - SHOWN} more; `reportedly explain` shows all", "dim")
    if change.gone:
        print_line("taken back, and counted no more (what it had moved before):", "dim")
    for entry in change.gone:
        print_moved(entry)
    if not change.because and not change.gone:
        print_line("no new claim about it: its neighbours changed, or what was known grew older", "dim")


def _brief(picture: Picture) -> str:
    return "unknown" if picture.state is State.UNKNOWN else f"{state_name(picture)} ({picture.label.value}, {percent(top(picture))})"


def _json(change: Change) -> Json:
    return {
        "place": picture_to_json(change.after)["place"],
        "before": picture_to_json(change.before),
        "after": picture_to_json(change.after),
        "shift": round(change.shift, 4),
        "roots": change.roots,
        "because": [_moved_json(entry) for entry in change.because],
        "gone": [_moved_json(entry) for entry in change.gone],
    }


def _moved_json(entry: Moved) -> Json:
    return {"claim": entry.id, "weight": round(entry.weight, 4), "root": entry.root}
