"""Pictures as CSV: one line a place; cells that a spreadsheet would run as a formula are defused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeAlias

from reportedly.terms.interval import stamp
from reportedly.terms.picture import Picture
from reportedly.views.words import top

Cell: TypeAlias = "str | float | int | None"

# First characters that make a spreadsheet run a cell, in half and full width. Source: OWASP ASVS 5.0, 1.2.10, and OWASP "CSV Injection".
FORMULA_STARTS = tuple("=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")
DIGITS = 4

HEADER = (
    "place_id",
    "name",
    "adm1",
    "country",
    "lat",
    "lon",
    "at",
    "known",
    "state",
    "holder_id",
    "holder",
    "probability",
    "label",
    "roots",
    "sides",
    "since_from",
    "since_to",
    "p",
    "because",
    "missing",
    "according_to",
    "hindsight",
)


def csv_of(pictures: Iterable[Picture]) -> str:
    """Write pictures as CSV (RFC 4180): UTF-8, a header line, times in UTC, `p` as a JSON object by party id."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for picture in pictures:
        writer.writerow([defused(cell) for cell in _cells(picture)])
    return out.getvalue()


def defused(cell: Cell) -> Cell:
    """Put an apostrophe before text that a spreadsheet would take as a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return "'" + cell
    return cell


def _cells(picture: Picture) -> Sequence[Cell]:
    place, since = picture.place, picture.since or (None, None)
    holder_id, holder = picture.holder or (None, None)
    place_cells: Sequence[Cell] = (place.id, place.name, place.adm1, place.country, place.lat, place.lon)
    state_cells: Sequence[Cell] = (
        stamp(picture.at),
        stamp(picture.known),
        picture.state.value,
        holder_id,
        holder,
        round(top(picture), DIGITS),
    )
    ground_cells: Sequence[Cell] = (picture.label.value, picture.roots, " ".join(picture.sides), _stamp(since[0]), _stamp(since[1]))
    rounded = json.dumps({key: round(p, DIGITS) for key, p in sorted(picture.p.items())}, ensure_ascii=False)
    because = " ".join(entry.claim for entry in picture.because)
    basis: Sequence[Cell] = (str(picture.according_to) if picture.according_to else None, "yes" if picture.hindsight else "no")
    return (*place_cells, *state_cells, *ground_cells, rounded, because, "; ".join(picture.missing), *basis)


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)
