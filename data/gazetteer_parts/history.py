"""What became of units, and who claims them besides: facts from the tables beside the build, and reforms of whole divisions."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportedly.gazetteer.history import ALWAYS, Past
from reportedly.gazetteer.write import Entry


def rows(path: Path) -> Iterator[Mapping[str, str]]:
    """Rows of a table of facts; lines that begin with # are remarks."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def tell(entries: Mapping[str, Entry], folder: Path) -> None:
    """Say of each place what the tables of facts say of it, beside what a reform says.

    Raises:
        LookupError: a table names a place that is not there.
    """
    lead = {other: entry.id for entry in entries.values() for other in entry.also}
    for place, past in facts(folder).items():
        entry = entries[lead.get(place, place)]
        merged = replace(entry.past, claimed=tuple(lead.get(unit, unit) for unit in past.claimed))
        entry.past = merged if entry.past.before or entry.past.ends else replace(past, claimed=merged.claimed)


def facts(folder: Path) -> dict[str, Past]:
    """Histories of units by id: `units.csv` says when they stood, `disputed.csv` who claims them besides."""
    found: dict[str, Past] = {}
    for row in rows(folder / "units.csv"):
        begins, ends = (date.fromisoformat(row[key]) if row[key] else None for key in ("from", "to"))
        found[row["id"]] = Past(begins, ends, tuple(row["before"].split()), tuple(row["after"].split()))
    for row in rows(folder / "disputed.csv"):
        found[row["id"]] = replace(found.get(row["id"], ALWAYS), claimed=tuple(row["claimed_by"].split()))
    return found
