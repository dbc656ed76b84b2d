"""`reportedly roots`: who repeated whom about a place."""

from __future__ import annotations

import argparse
from datetime import datetime

from reportedly.cli.asking import add_recorded, desk
from reportedly.cli.options import add_ledger, add_parties, time_argument
from reportedly.cli.render import print_line, say
from reportedly.views.roots import drawn, mermaid, root_trees
from reportedly.views.words import district_of


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly roots`."""
    parser.add_argument("places", metavar="PLACE", nargs="+", help="name in any spelling, or id")
    add_ledger(parser)
    parser.add_argument("--known", metavar="K", type=time_argument, help="count only what was public at K (default: all)")
    add_recorded(parser)
    add_parties(parser)
    parser.add_argument("--mermaid", action="store_true", help="print a Mermaid flow chart instead of text trees")


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Draw who repeated whom.

    Raises:
        LedgerError: the ledger cannot be read.
        UnknownPlace: a place is not known.
    """
    with desk(arguments, now) as asked:
        wanted = {place.id for place in asked.places(arguments.places)}
        claims = [claim for claim in asked.linked(arguments.known or now).values() if district_of(claim) in wanted]
    trees = root_trees(claims)
    if not trees:
        say("no dated claim is about that place; `reportedly picture` shows the districts that have some")
        return 1
    for line in mermaid(trees) if arguments.mermaid else (line for node in trees for line in drawn(node)):
        print_line(line)
    return 0
