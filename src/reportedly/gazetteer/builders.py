"""Reads places from the sources that people have, for packs of their own.

    wof         a checkout of a Who's On First admin repository: a folder of GeoJSON files
    geonames    a dump of GeoNames: allCountries.txt, cities500.txt, AF.txt …
    geojson     any GeoJSON with names: OCHA COD-AB, geoBoundaries, your own (its fields are guessed, or given)

Polygons give a unit its middle; what contains what is taken from the source's own parents.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias, cast

from reportedly.errors import UnreadableFile
from reportedly.gazetteer.pack import Bearing, Flag
from reportedly.gazetteer.write import Entry

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | int | bool | None"
Point: TypeAlias = tuple[float, float]

# Columns of GeoNames' tables (readme.txt of the dump).
G_ID, G_NAME, G_ALIASES, G_LAT, G_LON, G_CLASS, G_CODE, G_COUNTRY, G_ADM1, G_ADM2, G_PEOPLE, G_ZONE = 0, 1, 3, 4, 5, 6, 7, 8, 10, 11, 14, 17
G_COLUMNS = 19
WOF_LEVELS = {"country": "country", "region": "adm1", "county": "adm2", "locality": "settlement", "neighbourhood": "part"}
# Fields of OCHA COD-AB and geoBoundaries, finest unit first.
NAME_FIELDS = ("ADM3_EN", "ADM2_EN", "ADM1_EN", "shapeName", "name", "NAME", "Name")
PARENT_FIELDS = ("ADM1_PCODE", "ADM1_EN", "parent", "adm1")
CODE_FIELDS = ("ADM2_PCODE", "ADM1_PCODE", "shapeID", "id")
GEOJSON_LEVELS = {"ADM0": "country", "ADM1": "adm1", "ADM2": "adm2"}
LATIN_UNKNOWN = "  "


def _read(path: Path) -> dict[str, Json]:
    try:
        return cast("dict[str, Json]", json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, f"no readable GeoJSON: {error}") from error


def _points(coordinates: Json) -> Iterator[Point]:
    """Every point of a geometry, however deeply nested."""
    if isinstance(coordinates, list) and coordinates and isinstance(coordinates[0], int | float):
        yield float(cast("float", coordinates[1])), float(cast("float", coordinates[0]))
    elif isinstance(coordinates, list):
        for part in coordinates:
            yield from _points(part)


def middle_of(geometry: Json) -> Point | None:
    """Middle of the extent of a geometry, WGS84 degrees; None for an empty one."""
    points = list(_points(geometry.get("coordinates"))) if isinstance(geometry, dict) else []
    if not points:
        return None
    lats, lons = zip(*points, strict=True)
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def _text(value: Json) -> str:
    return value.strip() if isinstance(value, str) else ""


def _first(properties: Mapping[str, Json], fields: tuple[str, ...]) -> str:
    return next((str(properties[f]) for f in fields if properties.get(f) not in (None, "")), "")


def from_wof(folder: Path) -> Iterator[Entry]:
    """Read a checkout of Who's On First; deprecated places are left out.

    Raises:
        UnreadableFile: a file is no GeoJSON.
    """
    for path in sorted(folder.rglob("*.geojson")):
        properties = cast("dict[str, Json]", _read(path).get("properties") or {})
        level = WOF_LEVELS.get(_text(properties.get("wof:placetype")))
        if "-alt-" not in path.name and level and _text(properties.get("wof:name")) and not _dated(properties.get("edtf:deprecated")):
            yield _wof_entry(properties, level)


def _dated(value: Json) -> bool:
    return _text(value) not in ("", "u", "uuuu", "..")


def _wof_entry(properties: Mapping[str, Json], level: str) -> Entry:
    number, name = cast("int", properties["wof:id"]), _text(properties["wof:name"])
    entry = Entry(f"wof:{number}", name, level, _text(properties.get("wof:country")) or LATIN_UNKNOWN)
    entry.lat = cast("float | None", properties.get("lbl:latitude") or properties.get("geom:latitude"))
    entry.lon = cast("float | None", properties.get("lbl:longitude") or properties.get("geom:longitude"))
    entry.flags = Flag.FORMER if properties.get("mz:is_current") == 0 or properties.get("wof:superseded_by") else 0
    hierarchy = next(iter(cast("list[dict[str, Json]]", properties.get("wof:hierarchy") or [])), {})
    entry.adm1, entry.adm2 = (f"wof:{hierarchy[key]}" if hierarchy.get(key) else None for key in ("region_id", "county_id"))
    entry.names = [(name, Bearing.PREFERRED)]
    for key, values in properties.items():
        if key.startswith("name:") and isinstance(values, list):
            entry.names += [(_text(value), Bearing.ALIAS) for value in values if _text(value)]
    return entry


def from_geonames(path: Path) -> Iterator[Entry]:
    """Read a GeoNames dump: settlements and first- and second-level units.

    Raises:
        UnreadableFile: the file is not such a table.
    """
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]
    if not rows or len(rows[0]) < G_COLUMNS:
        raise UnreadableFile(path, "no GeoNames table", f"it has {G_COLUMNS} columns, separated by tabs")
    levels = {"ADM1": "adm1", "ADM2": "adm2"}
    units = {_geonames_code(row): f"geonames:{row[G_ID]}" for row in rows if row[G_CODE] in levels}
    for row in rows:
        level = levels.get(row[G_CODE]) or ("settlement" if row[G_CLASS] == "P" else None)
        if level:
            yield _geonames_entry(row, level, units)


def _geonames_code(row: list[str]) -> str:
    return ".".join((row[G_COUNTRY], row[G_ADM1], row[G_ADM2] if row[G_CODE] != "ADM1" else ""))


def _geonames_entry(row: list[str], level: str, units: Mapping[str, str]) -> Entry:
    country = row[G_COUNTRY] or LATIN_UNKNOWN
    names = [(row[G_NAME], Bearing.PREFERRED), *((alias, Bearing.ALIAS) for alias in row[G_ALIASES].split(",") if alias)]
    adm1, adm2 = units.get(f"{country}.{row[G_ADM1]}."), units.get(f"{country}.{row[G_ADM1]}.{row[G_ADM2]}")
    lat, lon, people = float(row[G_LAT]), float(row[G_LON]), int(row[G_PEOPLE] or 0)
    return Entry(f"geonames:{row[G_ID]}", row[G_NAME], level, country, adm1, adm2, lat, lon, people, row[G_ZONE], names=names)


def from_geojson(path: Path, country: str) -> Iterator[Entry]:
    """Read units of a GeoJSON collection, such as OCHA's COD-AB or geoBoundaries.

    Raises:
        UnreadableFile: the file is no GeoJSON collection.
    """
    features = _read(path).get("features")
    if not isinstance(features, list):
        raise UnreadableFile(path, "no GeoJSON feature collection")
    for feature in cast("list[dict[str, Json]]", features):
        entry = _geojson_entry(feature, country)
        if entry:
            yield entry


def _geojson_entry(feature: Mapping[str, Json], country: str) -> Entry | None:
    properties = cast("dict[str, Json]", feature.get("properties") or {})
    name, code = _first(properties, NAME_FIELDS), _first(properties, CODE_FIELDS)
    if not name:
        return None
    level = GEOJSON_LEVELS.get(_text(properties.get("shapeType")), "adm2" if "ADM2_EN" in properties or "adm1" in properties else "adm1")
    middle = middle_of(feature.get("geometry"))
    entry = Entry(user_id(f"{country}.{code or name}"), name, level, country)
    entry.lat, entry.lon = middle or (None, None)
    parent = _first(properties, PARENT_FIELDS)
    entry.adm1 = entry.id if level == "adm1" else user_id(f"{country}.{parent}") if parent else None
    entry.adm2 = entry.id if level == "adm2" else None
    entry.names = [(name, Bearing.PREFERRED), *((_text(v), Bearing.ALIAS) for k, v in properties.items() if "_ALT" in k and _text(v))]
    return entry


def user_id(key: str) -> str:
    """The id of a place that has none of its own: a checksum of what tells it apart."""
    return f"user:{zlib.crc32(key.encode())}"
