"""`reportedly export`: pictures as GeoJSON or CSV."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import datetime

from reportedly.cli.asking import Desk, add_places_question, desk
from reportedly.cli.files import add_output, write_text
from reportedly.cli.render import say
from reportedly.export.geojson import geojson_of
from reportedly.export.shapes import outlines_of
from reportedly.export.tables import csv_of
from reportedly.terms.picture import Picture

FORMATS = ("geojson", "csv")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly export`."""
    parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help=" or ".join(FORMATS))
    add_places_question(parser)
    parser.add_argument("--all", metavar="COUNTRY", help="all districts of a country (ISO code such as AF), also those without claims")
    add_output(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Write pictures to a file.

    Raises:
        LedgerError: the ledger cannot be read.
        UnknownPlace: a place is not known.
        UnwritableFile: the file cannot be written.
    """
    with desk(arguments, now) as asked:
        pictures = asked.chosen(arguments)
        content = _content(arguments.format, pictures, asked)
    write_text(arguments.output, content)
    if not pictures:
        say(f"{arguments.ledger}: no claim known by then names a district; what was written is empty")
    return 0 if pictures else 1


def _content(name: str, pictures: Sequence[Picture], asked: Desk) -> str:
    if name == "csv":
        return csv_of(pictures)
    then = asked.then(pictures[0].at if pictures else None)
    outlines = outlines_of(then, {picture.place.country for picture in pictures if picture.place.country})
    return json.dumps(geojson_of(pictures, outlines), ensure_ascii=False, allow_nan=False) + "\n"
