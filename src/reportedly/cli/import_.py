"""`reportedly import`: claims made elsewhere into the ledger."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from reportedly.cli.options import add_ledger
from reportedly.cli.progress import counted
from reportedly.cli.render import print_line
from reportedly.cli.reportfiles import Account
from reportedly.errors import InputError, ReportedlyError
from reportedly.ledger import Ledger, Writer
from reportedly.pipeline import import_claims
from reportedly.read.elsewhere import read_claims, read_places, read_sources
from reportedly.resolve.registry import read_registry
from reportedly.terms.contract_in import Directory
from reportedly.terms.source import Source

T = TypeVar("T")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly import`."""
    parser.add_argument("claims", metavar="CLAIMS.jsonl", help="claims, one a line (docs/json.md); may be .gz, or - for standard input")
    parser.add_argument(
        "--sources",
        metavar="FILE",
        help='the sources they name by id: {"id", "name", "kind", "side"} a line, or a registry in TOML or CSV (docs/sources.md)',
    )
    parser.add_argument("--places", metavar="FILE", help='the places they name by id: {"id", "name", "level", "adm1", "lat", "lon"} a line')
    add_ledger(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Append claims made elsewhere, with the sources and places that they speak of.

    Raises:
        LedgerError: the ledger cannot be written.
        InputError: the registry of sources cannot be read.
    """
    account = Account()
    with Writer(arguments.ledger, now) as writer:
        _describe(arguments, writer, account)
        claims = _counted(_good(read_claims(arguments.claims, sys.stdin.buffer, _directory(arguments.ledger)), account), account)
        new = sum(_good(import_claims(counted(claims, "claims"), writer), account))
    print_line(f"{arguments.ledger}: {new:,} new claims of {account.reports:,}")
    return account.close("")


def _describe(arguments: argparse.Namespace, writer: Writer, account: Account) -> None:
    """Append the sources and places of the files given."""
    places = read_places(arguments.places, sys.stdin.buffer) if arguments.places else ()
    sources = _sources(arguments.sources) if arguments.sources else ()
    writer.describe(
        {place.id: place for place in _good(places, account)}, {source.id: source for source in _good(sources, account) if source.id}
    )


def _sources(path: str) -> Iterable[Source | InputError]:
    """The sources of a file; of JSON Lines, where only some lines are bad, the others."""
    if Path(path).suffix.lower() in {".toml", ".csv"}:
        return [entry.source() for entry in read_registry(Path(path)).entries]
    return read_sources(path, sys.stdin.buffer)


def _directory(path: Path) -> Directory:
    """What this ledger knows of sources and places, from this import and those before it."""
    with Ledger(path) as ledger:
        return Directory(sources=ledger.sources(), places=ledger.places())


def _good(found: Iterable[T | ReportedlyError], account: Account) -> Iterator[T]:
    for one in found:
        if isinstance(one, ReportedlyError):
            account.error(one)
        else:
            yield one


def _counted(claims: Iterable[T], account: Account) -> Iterator[T]:
    for claim in claims:
        account.reports += 1
        yield claim
