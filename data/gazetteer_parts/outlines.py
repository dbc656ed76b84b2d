"""Outlines of second-level units for the map, one GeoJSON file per country."""

from __future__ import annotations

import json
from pathlib import Path

import shapely

from gazetteer_parts.divisions import drawn
from gazetteer_parts.wof import Local

TOLERANCE = 0.01  # degrees, about a kilometre: less than a pixel of a country-wide map
GRID = 1e-3  # degrees, about 100 m


def _thin(shapes: list[shapely.Geometry]) -> list[shapely.Geometry]:
    return list(shapely.coverage_simplify(shapes, TOLERANCE))


def write(folder: Path, country: str, local: Local) -> None:
    """Write the outlines of a country: second-level units, else first-level ones."""
    level = "adm2" if any(local.entries[i].level == "adm2" for i in local.shapes) else "adm1"
    units = [i for i in local.shapes if local.entries[i].level == level]
    parts = drawn(units, local.entries)
    thin = {unit: simple for some in parts if some for unit, simple in zip(some, _thin([local.shapes[i] for i in some]), strict=True)}
    features = []
    for unit, simple in thin.items():
        rounded = shapely.set_precision(simple if not simple.is_empty else local.shapes[unit], GRID, mode="pointwise")
        entry = local.entries[unit]
        adm1 = local.entries.get(entry.adm1 or "")
        properties = {"id": unit, "name": entry.name, "adm1": adm1.name if adm1 else None}
        features.append({"type": "Feature", "id": unit, "properties": properties, "geometry": json.loads(shapely.to_geojson(rounded))})
    folder.mkdir(parents=True, exist_ok=True)
    raw = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    (folder / f"{country}.geojson").write_text(raw + "\n", encoding="utf-8")
