"""`reportedly roots`: who repeated whom about a place or an incident."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime

from reportedly.cli.asking import Desk, add_recorded, desk
from reportedly.cli.options import add_json, add_ledger, add_parties, time_argument
from reportedly.cli.render import print_json, print_line, say
from reportedly.export.rootmap import rootmap
from reportedly.terms.claim import Claim
from reportedly.terms.contract import JsonObject, time_or_null
from reportedly.views.roots import Root, drawn, mermaid, roots
from reportedly.views.words import chain_words, district_of, says

INCIDENT = "i_"  # how the id of an incident begins


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly roots`."""
    parser.add_argument("places", metavar="PLACE|INCIDENT", nargs="+", help="a place by name or id, or an incident by its id (i_…)")
    add_ledger(parser)
    parser.add_argument("--known", metavar="K", type=time_argument, help="count only what was public at K (default: all)")
    add_recorded(parser)
    add_parties(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--mermaid", action="store_true", help="print a Mermaid flow chart instead of text trees")
    form.add_argument("--svg", action="store_true", help="print a drawing as SVG")
    add_json(form)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Draw who repeated whom.

    Raises:
        LedgerError: the ledger cannot be read.
        UnknownPlace: a place is not known.
    """
    with desk(arguments, now) as asked:
        claims = tuple(asked.linked(arguments.known or now, grouped=True).values())
        found = roots(claims, _wanted(arguments.places, claims, asked))
    if not found:
        say("no dated claim is about that; `reportedly picture` shows the districts that have some, `reportedly incidents` the incidents")
        return 1
    _show(found, arguments)
    return 0


def _wanted(names: Sequence[str], claims: Sequence[Claim], asked: Desk) -> list[Claim]:
    incidents = {name for name in names if name.startswith(INCIDENT)}
    places = {place.id for place in asked.places(name for name in names if name not in incidents)}
    return [claim for claim in claims if claim.incident in incidents or district_of(claim) in places]


def _show(found: Sequence[Root], arguments: argparse.Namespace) -> None:
    trees = [root.top for root in found]
    if arguments.json:
        print_json(_json(root) for root in found)
    elif arguments.svg:
        print(rootmap(trees, f"Who repeated whom: {', '.join(arguments.places)}"), end="")
    else:
        for line in mermaid(trees) if arguments.mermaid else (line for node in trees for line in drawn(node)):
            print_line(line)


def _json(root: Root) -> JsonObject:
    return {"root": root.id, "speaker": root.top.name, "claims": [_claim_json(claim, root) for claim in root.claims]}


def _claim_json(claim: Claim, root: Root) -> JsonObject:
    echo = root.echoes.get(claim.id)
    return {
        "claim": claim.id,
        "says": says(claim),
        "chain": chain_words(claim),
        "report": claim.report.name,
        "known": time_or_null(claim.known),
        "repeats": None if echo is None else echo.of,
        "why": None if echo is None else echo.why.name.lower(),
        "numbers": [] if echo is None else [list(pair) for pair in echo.numbers],
    }
