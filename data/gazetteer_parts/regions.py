"""Regions that are no units, seas, and towns that no source has (regions.csv, settlements.csv; own work)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from gazetteer_parts.twins import absorb
from reportedly.gazetteer.fold import fold
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.write import Entry


def own_rows(path: Path) -> Iterator[dict[str, str]]:
    """Read the rows of a list of our own, without its comments."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _names(row: dict[str, str]) -> list[tuple[str, Bearing]]:
    return [(row["name"], Bearing.PREFERRED), *((alias, Bearing.CURATED) for alias in row["aliases"].split(";") if alias)]


def region_entries(path: Path) -> Iterator[Entry]:
    """Make an entry for each region; those across borders have no country."""
    for number, row in enumerate(own_rows(path), 1):
        level = "country" if row["country"] == "  " else "adm1"
        yield Entry(f"region:{number}", row["name"], level, row["country"], lat=float(row["lat"]), lon=float(row["lon"]), names=_names(row))


def settlement_entries(path: Path, known: Iterable[Entry]) -> Iterator[Entry]:
    """Make an entry for each town of the own list, in the first-level unit of the name given."""
    units = {(e.country, name): e.id for e in known if e.level == "adm1" for name, _ in e.names}
    for number, row in enumerate(own_rows(path), 10_001):  # apart from the numbers of regions
        entry = Entry(f"region:{number}", row["name"], "settlement", row["country"], names=_names(row))
        entry.lat, entry.lon, entry.population = float(row["lat"]), float(row["lon"]), int(row["population"])
        entry.adm1 = units[row["country"], row["adm1"]]
        yield entry


def join_regions(entries: dict[str, Entry]) -> None:
    """Join regions that are a unit after all: the first-level unit of the same name and country."""
    units = {
        (e.country, fold(name)): e for e in entries.values() if e.level == "adm1" and not e.id.startswith("region:") for name, _ in e.names
    }
    for region in [e for e in entries.values() if e.id.startswith("region:") and e.level == "adm1"]:
        unit = units.get((region.country, fold(region.name)))
        if unit is not None:
            region.population, region.zone = 0, ""
            absorb(unit, entries.pop(region.id))
