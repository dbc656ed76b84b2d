"""`reportedly sources`: who said how much, on whose side, at first hand or repeated."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import datetime

from reportedly.cli.asking import add_recorded, desk
from reportedly.cli.options import add_json, add_ledger, add_parties, time_argument
from reportedly.cli.render import Cell, Column, print_json, print_table, say
from reportedly.terms.contract import time_or_null
from reportedly.terms.identity import Json
from reportedly.views.sources import SourceRow, sources
from reportedly.views.words import moment

COLUMNS = (
    Column("source"),
    Column("kind"),
    Column("side"),
    Column("first hand", numbers=True),
    Column("passed on", numbers=True),
    Column("own roots", numbers=True),
    Column("denials", numbers=True),
    Column("reports", numbers=True),
    Column("first heard"),
    Column("last heard"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly sources`."""
    add_ledger(parser)
    parser.add_argument("--known", metavar="K", type=time_argument, help="count only what was public at K (default: all)")
    add_recorded(parser)
    add_parties(parser)
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Show who said how much.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with desk(arguments, now) as asked:
        claims, names = asked.linked(arguments.known or now), asked.names
    rows = sources(claims.values())
    if not rows:
        say(f"{arguments.ledger}: no dated claim in it; `reportedly add PATH` adds reports")
        return 1
    if arguments.json:
        print_json(_json(row) for row in rows)
    else:
        print_table(COLUMNS, [_cells(row, names) for row in rows])
    return 0


def _cells(row: SourceRow, names: Mapping[str, str]) -> tuple[Cell, ...]:
    numbers = (row.first_hand, row.repeated, row.roots, row.denied, row.reports)
    days = (moment(day)[:10] if day else "" for day in (row.first, row.last))
    who = (
        Cell(row.name, "bold" if row.named else ""),
        Cell(row.kind.value),
        Cell(names.get(row.side, row.side) if row.side else "", "yellow"),
    )
    return (*who, *(Cell(str(number) if number else "") for number in numbers), *(Cell(day, "dim") for day in days))


def _json(row: SourceRow) -> Json:
    return {
        "name": row.name,
        "kind": row.kind.value,
        "side": row.side,
        "named": row.named,
        "first_hand": row.first_hand,
        "repeated": row.repeated,
        "roots": row.roots,
        "denied": row.denied,
        "reports": row.reports,
        "first": time_or_null(row.first),
        "last": time_or_null(row.last),
    }
