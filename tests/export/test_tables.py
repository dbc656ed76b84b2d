from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from reportedly.export.tables import HEADER, Cell, csv_of, defused
from reportedly.terms.picture import Picture
from reportedly.terms.place import Place


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "  =1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20A1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_formulas_are_defused(cell: str) -> None:
    assert defused(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Baghlan", "1+1", "a=b", "'=1", "“=1”", -1.5, 0, None])
def test_other_cells_stay(cell: Cell) -> None:
    assert defused(cell) == cell


def test_what_is_written_can_be_read_back(make_picture: Callable[..., Picture], make_place: Callable[..., Place]) -> None:
    hostile = make_place('=HYPERLINK("http://x"),"')
    rows = list(csv.reader(io.StringIO(csv_of([make_picture(), make_picture(place=hostile)]))))
    assert tuple(rows[0]) == HEADER
    first, second = (dict(zip(HEADER, row, strict=True)) for row in rows[1:])
    assert (first["name"], first["holder_id"], first["probability"], first["label"], first["roots"]) == (
        "Alpha",
        "red",
        "0.85",
        "likely",
        "2",
    )
    assert json.loads(first["p"]) == {"red": 0.85, "blue": 0.05, "contested": 0.1, "none": 0.0}
    assert first["at"] == "2021-08-20T00:00:00Z"
    assert second["name"] == '\'=HYPERLINK("http://x"),"'


def test_negative_coordinates_stay_numbers(make_picture: Callable[..., Picture], make_place: Callable[..., Place]) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of([make_picture(place=make_place(lat=-1.5, lon=-70.25))]))))
    assert (rows[0]["lat"], rows[0]["lon"]) == ("-1.5", "-70.25")


def test_no_pictures_leave_the_header() -> None:
    assert csv_of([]).strip() == ",".join(HEADER)
