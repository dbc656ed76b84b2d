"""Regions that are no units, seas, and the parts of the world beyond countries (regions.csv, own work)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.write import Entry


def region_entries(path: Path) -> Iterator[Entry]:
    """Make an entry for each region; those across borders have no country."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            names = [(row["name"], Bearing.PREFERRED), *((alias, Bearing.CURATED) for alias in row["aliases"].split(";") if alias)]
            level = "country" if row["country"] == "  " else "adm1"
            yield Entry(f"region:{number}", row["name"], level, row["country"], lat=float(row["lat"]), lon=float(row["lon"]), names=names)
