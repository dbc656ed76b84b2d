"""`reportedly report`: one self-contained page with the map, the timelines and every claim."""

from __future__ import annotations

import argparse
from datetime import datetime

from reportedly.cli.asking import add_according_to, add_hindsight, add_places, add_recorded, desk
from reportedly.cli.files import add_output, write_text
from reportedly.cli.options import add_ledger, add_parties, time_argument
from reportedly.cli.pages import Stretch, case_of, page
from reportedly.cli.render import say

TITLE = "Who held what, as publicly known"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly report`."""
    add_places(parser, needed=False)
    add_ledger(parser)
    add_output(parser)
    parser.add_argument("--title", default=TITLE, help=f"the heading of the page (default: {TITLE})")
    parser.add_argument(
        "--from", dest="since", metavar="T", type=time_argument, help="first day, ISO 8601, UTC (default: that of the first claim)"
    )
    parser.add_argument("--to", dest="until", metavar="T", type=time_argument, help="last day (default: that of the last claim)")
    add_recorded(parser)
    add_hindsight(parser)
    add_according_to(parser)
    add_parties(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Write the page.

    Raises:
        LedgerError: the ledger cannot be read.
        UnknownPlace: a place is not known.
        UnknownSource: nobody is called as the words after `--according-to` are.
        UnwritableFile: the file cannot be written.
    """
    with desk(arguments, now) as asked:
        case = case_of(asked, Stretch(arguments.since, arguments.until), arguments.places)
        if not case.places:
            say(f"{arguments.ledger}: no dated claim names a district; `reportedly add PATH` adds reports. No page was written.")
            return 1
        content = page(asked, case, arguments.title)
    write_text(arguments.output, content)
    say(f"{arguments.output}: {len(case.places)} districts, {len(case.instants)} days, {len(case.claims)} claims; open it in a browser")
    return 0
