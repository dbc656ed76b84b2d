"""Arguments that several commands share."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path

from reportedly.errors import InvalidValue
from reportedly.terms.interval import instant

LEDGER_VARIABLE = "REPORTEDLY_LEDGER"
DEFAULT_LEDGER = "reportedly.db"
PARTIES_VARIABLE = "REPORTEDLY_PARTIES"
SOURCES_VARIABLE = "REPORTEDLY_SOURCES"


def add_ledger(parser: argparse.ArgumentParser) -> None:
    """Add `--ledger FILE`; by default the file named by REPORTEDLY_LEDGER, else ./reportedly.db."""
    parser.add_argument(
        "--ledger",
        metavar="FILE",
        type=Path,
        default=Path(os.environ.get(LEDGER_VARIABLE) or DEFAULT_LEDGER),
        help=f"the ledger (default: ${LEDGER_VARIABLE}, else ./{DEFAULT_LEDGER})",
    )


def add_parties(parser: argparse.ArgumentParser) -> None:
    """Add `--parties FILE`; by default the file named by REPORTEDLY_PARTIES, else the packaged parties alone."""
    what = "your own parties, over the packaged ones: names, aliases, roles and their dates, in TOML"
    _add_file(parser, "--parties", PARTIES_VARIABLE, what)


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add `--sources FILE`; by default the file named by REPORTEDLY_SOURCES, else no registry."""
    what = "your registry of sources: aliases, kind, side, Admiralty letter, in TOML, CSV or JSONL"
    _add_file(parser, "--sources", SOURCES_VARIABLE, what)


def _add_file(parser: argparse.ArgumentParser, option: str, variable: str, what: str) -> None:
    """Add a file of the user's own, which a variable of the environment may name."""
    named = os.environ.get(variable)
    parser.add_argument(option, metavar="FILE", type=Path, default=Path(named) if named else None, help=f"{what} (default: ${variable})")


def add_json(parser: argparse._ActionsContainer) -> None:
    """Add `--json`: JSON Lines instead of a table."""
    parser.add_argument("--json", action="store_true", help="print JSON Lines, one object a line")


def time_argument(text: str) -> datetime:
    """Read an instant from the command line, UTC.

    Raises:
        argparse.ArgumentTypeError: it is no ISO 8601 date or time.
    """
    try:
        return instant(text)
    except InvalidValue as error:
        raise argparse.ArgumentTypeError(str(error)) from error
