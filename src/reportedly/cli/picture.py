"""`reportedly picture`: who held each district at T, as publicly known at K."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TextIO, cast

from reportedly.cli.asking import Desk, add_places_question, desk
from reportedly.cli.looks import PICTURE_COLUMNS, picture_cells, print_basis, times_line
from reportedly.cli.options import add_json
from reportedly.cli.render import print_json, print_line, print_table, say
from reportedly.errors import InvalidRecord, InvalidValue, UnreadableFile
from reportedly.pipeline import Explaining, Query
from reportedly.terms.contract import picture_to_json
from reportedly.terms.interval import instant
from reportedly.terms.picture import Picture
from reportedly.views.words import moment

STANDARD_INPUT = Path("-")
STRANGE = 3  # how many unknown places of a grid are named


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly picture`."""
    add_places_question(parser)
    more = parser.add_mutually_exclusive_group()
    more.add_argument("--all", metavar="COUNTRY", help="all districts of a country (ISO code such as AF), also those without claims")
    more.add_argument(
        "--grid",
        metavar="QUERIES.jsonl",
        type=Path,
        help='answer one {"place", "at", "known"} a line, in order; may be .gz, or - for standard input',
    )
    parser.add_argument("--because", action="store_true", help="with --grid: say which claims moved each picture, which takes longer")
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Answer who held what.

    Raises:
        LedgerError: the ledger cannot be read.
        UnknownPlace: a place that was asked for is not known.
        InputError: the grid cannot be read.
    """
    with desk(arguments, now) as asked:
        pictures = (
            _grid_pictures(arguments, asked)
            if arguments.grid
            else asked.chosen(arguments, explaining=Explaining.ALL if arguments.json else Explaining.NONE)
        )
        if not pictures:
            return _nothing(asked)
        _show(pictures, asked, as_json=arguments.json or bool(arguments.grid))
    return 0


def _nothing(asked: Desk) -> int:
    say(f"{asked.ledger.path}: no claim known by then names a district; `reportedly add PATH` adds reports, `--known` asks of another time")
    return 1


def _show(pictures: Sequence[Picture], asked: Desk, *, as_json: bool) -> None:
    if as_json:
        print_json(picture_to_json(picture) for picture in pictures)
        return
    ordered = sorted(pictures, key=lambda picture: (picture.place.country or "", picture.place.adm1 or "", picture.place.name))
    print_line(times_line(moment(pictures[0].at), moment(pictures[0].known)))
    print_basis(asked.scope, asked.hindsight)
    names = asked.names_beside(pictures)
    print_table(PICTURE_COLUMNS, [picture_cells(picture, names) for picture in ordered])


def _grid_pictures(arguments: argparse.Namespace, asked: Desk) -> Sequence[Picture]:
    with _opened(arguments.grid) as lines:
        queries = [_query(arguments.grid, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    known = {place: asked.identified(place) for place in {query.place for query in queries}}
    strange = sorted(place for place, found in known.items() if found is None)
    if strange:
        raise InvalidRecord(arguments.grid, None, "place", f"no gazetteer and no claim knows {', '.join(strange[:STRANGE])}")
    return asked.answer(
        [replace(query, place=known[query.place] or query.place) for query in queries],
        explaining=Explaining.ALL if arguments.because else Explaining.NONE,
    )


def _opened(path: Path) -> TextIO:
    if path == STANDARD_INPUT:
        return sys.stdin
    try:
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8")) if path.suffix == ".gz" else path.open(encoding="utf-8")
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error


def _query(path: Path, number: int, line: str) -> Query:
    """Read one line of a grid.

    Raises:
        InvalidRecord: it is no such line.
    """
    try:
        record = json.loads(line)
        return Query(str(record["place"]), instant(str(record["at"])), instant(str(record.get("known") or record["at"])))
    except (ValueError, KeyError, TypeError, AttributeError, InvalidValue) as error:
        reason = (
            f'not a line such as {{"place": "wof:1108562363", "at": "2021-08-20T12:00:00Z", "known": "2021-08-20T12:00:00Z"}} ({error})'
        )
        raise InvalidRecord(path, number, None, reason) from error
