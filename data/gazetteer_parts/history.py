"""What became of units, and who claims them besides: facts from the tables beside the build, and reforms of whole divisions."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportedly.gazetteer.history import ALWAYS, Past


def rows(path: Path) -> Iterator[Mapping[str, str]]:
    """Rows of a table of facts; lines that begin with # are remarks."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def facts(folder: Path) -> dict[str, Past]:
    """Histories of units by id: `units.csv` says when they stood, `disputed.csv` who claims them besides."""
    found: dict[str, Past] = {}
    for row in rows(folder / "units.csv"):
        begins, ends = (date.fromisoformat(row[key]) if row[key] else None for key in ("from", "to"))
        found[row["id"]] = Past(begins, ends, tuple(row["before"].split()), tuple(row["after"].split()))
    for row in rows(folder / "disputed.csv"):
        found[row["id"]] = replace(found.get(row["id"], ALWAYS), claimed=tuple(row["claimed_by"].split()))
    return found
