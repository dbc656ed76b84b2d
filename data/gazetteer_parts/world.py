"""The world base: GeoNames' first- and second-level units and settlements of 500 people and more."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from gazetteer_parts.names import bear, worth_keeping
from gazetteer_parts.zones import ZoneTable
from reportedly.gazetteer.pack import Bearing, Flag
from reportedly.gazetteer.write import Entry

SEATS = {"PPLC": Flag.CAPITAL | Flag.ADM1_SEAT, "PPLA": Flag.ADM1_SEAT, "PPLA2": Flag.ADM2_SEAT}


def _id(row: Mapping[str, Any]) -> str:
    """GeoNames' id; where the table has none, a checksum of GeoNames' code of the unit."""
    code = f"{row['country']}.{row['admin1']}.{row['admin2']}"
    return f"geonames:{row['geonames_id']}" if row["geonames_id"] else f"geonames-code:{zlib.crc32(code.encode())}"


def _code(row: Mapping[str, Any], depth: int) -> str:
    return ".".join((row["country"], row["admin1"] or "", row["admin2"] or "")[:depth])


def _entry(row: Mapping[str, Any], level: str, zones: ZoneTable) -> Entry:
    names: list[tuple[str, Bearing]] = []
    bear(names, row["name"], Bearing.PREFERRED)
    for alias in row["aliases"]:
        if worth_keeping(alias):
            bear(names, alias, Bearing.ALIAS)
    zone = zones.by_id.get(row["geonames_id"] or 0, "")
    return Entry(_id(row), row["name"], level, row["country"], lat=row["lat"], lon=row["lon"], population=row["population"], zone=zone,
                 flags=SEATS.get(row["feature"] or "", 0), names=names)  # fmt: skip


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Middle of the extent of points, the outermost fiftieth on each side left out."""
    cut = len(points) // 50
    lats, lons = (sorted(axis)[cut : len(points) - cut] for axis in zip(*points, strict=True))
    return (lats[0] + lats[-1]) / 2, (lons[0] + lons[-1]) / 2


def _place_units(units: Mapping[str, Entry], settlements: Iterable[tuple[str, Entry]]) -> None:
    """Move each unit to the middle of its settlements; the table gives units the point of their seat."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for code, entry in settlements:
        if entry.lat is not None and entry.lon is not None:
            points[code].append((entry.lat, entry.lon))
            people[code] += entry.population
    for code, entry in units.items():
        if code in points:
            entry.lat, entry.lon = _middle(points[code])
            entry.population = people[code]


def world_entries(path: Path, zones: ZoneTable) -> dict[str, Entry]:
    """Read the world base: id to entry, with the units around each place."""
    rows = pq.read_table(path).to_pylist()
    adm1 = {_code(r, 2): _entry(r, "adm1", zones) for r in rows if r["level"] == "admin1"}
    adm2 = {_code(r, 3): _entry(r, "adm2", zones) for r in rows if r["level"] == "admin2"}
    settlements = [(r, _entry(r, "settlement", zones)) for r in rows if r["level"] == "place"]
    for code, entry in adm2.items():
        entry.adm2, entry.adm1 = entry.id, _id_of(adm1, code.rsplit(".", 1)[0])
    for entry in adm1.values():
        entry.adm1 = entry.id
    for row, entry in settlements:
        entry.adm1, entry.adm2 = _id_of(adm1, _code(row, 2)), _id_of(adm2, _code(row, 3))
        if entry.flags & Flag.ADM2_SEAT and entry.adm2:
            unit = adm2[_code(row, 3)]
            unit.seats = (*unit.seats, entry.id)
    _place_units(adm2, ((_code(r, 3), e) for r, e in settlements))
    _place_units(adm1, ((_code(r, 2), e) for r, e in settlements))
    return {e.id: e for e in (*adm1.values(), *adm2.values(), *(e for _, e in settlements))}


def _id_of(units: Mapping[str, Entry], code: str) -> str | None:
    return units[code].id if code in units else None
