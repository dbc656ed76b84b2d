"""Time zones: GeoNames gives one for each settlement; units and other settlements take that of most of their neighbours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportedly.gazetteer.write import Entry

ID, ZONE = 0, 17  # columns of GeoNames' table


@dataclass(frozen=True)
class ZoneTable:
    """Zone of each GeoNames settlement."""

    by_id: Mapping[int, str]

    @classmethod
    def read(cls, cities: Path) -> ZoneTable:
        """Read GeoNames' table."""
        rows = (line.split("\t") for line in cities.read_text(encoding="utf-8").splitlines())
        return cls({int(row[ID]): row[ZONE] for row in rows})

    def fill(self, entries: Mapping[str, Entry]) -> None:
        """Give a zone to every place of a country that has one."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for entry in entries.values():
            if entry.zone:
                for unit in (entry.adm2, entry.adm1, entry.country):
                    if unit:
                        votes[unit][entry.zone] += 1 + entry.population
        for entry in entries.values():
            for unit in (entry.id, entry.adm2, entry.adm1, entry.country):
                if not entry.zone and unit in votes:
                    entry.zone = votes[unit].most_common(1)[0][0]
