"""Reads places from the sources that give every place an id of its own, for packs of one's own; boundaries.py reads the others.

    wof         a checkout of a Who's On First admin repository: a folder of GeoJSON files
    geonames    a dump of GeoNames: allCountries.txt, cities500.txt, AF.txt …

What contains what is taken from the source's own parents.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import cast

from reportedly.errors import InvalidRecord, UnreadableFile
from reportedly.gazetteer.boundaries import Json, read_json
from reportedly.gazetteer.history import Past
from reportedly.gazetteer.pack import Bearing, Flag
from reportedly.gazetteer.write import Entry

# Columns of GeoNames' tables (readme.txt of the dump).
G_ID, G_NAME, G_ALIASES, G_LAT, G_LON, G_CLASS, G_CODE, G_COUNTRY, G_ADM1, G_ADM2, G_PEOPLE, G_ZONE = 0, 1, 3, 4, 5, 6, 7, 8, 10, 11, 14, 17
G_COLUMNS = 19
G_LEVELS = {"ADM1": "adm1", "ADM2": "adm2"}
WOF_LEVELS = {"region": "adm1", "county": "adm2", "locality": "settlement", "neighbourhood": "part"}
BEYOND = "  "  # the country of places beyond countries
# EDTF level 0 and the marks that Who's On First uses of levels 1 and 2: a day, a month, a year; about and uncertain.
EDTF = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?$")


def _text(value: Json) -> str:
    return value.strip() if isinstance(value, str) else ""


def from_wof(folder: Path) -> Iterator[Entry]:
    """Read a checkout of Who's On First; countries, which are packaged, and deprecated places are left out.

    Raises:
        UnreadableFile: there is no such folder, or a file is no GeoJSON.
        InvalidRecord: a place lacks its number, or has a point that is none.
    """
    if not folder.is_dir():
        raise UnreadableFile(folder, "no folder", "a checkout of Who's On First is a folder of GeoJSON files")
    for path in sorted(folder.rglob("*.geojson")):
        properties = cast("dict[str, Json]", read_json(path).get("properties") or {})
        level = WOF_LEVELS.get(_text(properties.get("wof:placetype")))
        if "-alt-" not in path.name and level and _text(properties.get("wof:name")) and not _told(properties.get("edtf:deprecated")):
            yield _wof_entry(path, properties, level)


def _told(value: Json) -> bool:
    return _text(value) not in ("", "u", "uuuu", "..", "open", "unknown")


def _day(path: Path, properties: Mapping[str, Json], field: str, *, last: bool) -> date | None:
    """The first or the last day of an EDTF date; None for open and unknown ones."""
    text = _text(properties.get(field))
    match = EDTF.match(text)
    if match is None or not _told(text):
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    try:
        return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError as error:
        raise InvalidRecord(path, None, f"properties.{field}", f"{text!r} is no date: {error}") from error


def _ids(properties: Mapping[str, Json], field: str) -> tuple[str, ...]:
    return tuple(f"wof:{number}" for number in cast("list[Json]", properties.get(field) or []) if isinstance(number, int) and number > 0)


def _wof_entry(path: Path, properties: Mapping[str, Json], level: str) -> Entry:
    number, name = properties.get("wof:id"), _text(properties["wof:name"])
    if not isinstance(number, int) or isinstance(number, bool):
        raise InvalidRecord(path, None, "properties.wof:id", "is missing or no number")
    entry = Entry(f"wof:{number}", name, level, _text(properties.get("wof:country")) or BEYOND)
    entry.lat, entry.lon = (_degrees(path, properties, f"{axis}itude", most) for axis, most in (("lat", 90), ("long", 180)))
    first, *others = cast("list[dict[str, Json]]", properties.get("wof:hierarchy") or [{}])
    entry.adm1, entry.adm2 = (f"wof:{first[key]}" if first.get(key) else None for key in ("region_id", "county_id"))
    entry.flags = Flag.FORMER if properties.get("mz:is_current") == 0 or properties.get("wof:superseded_by") else 0
    begins, ends = (_day(path, properties, f"edtf:{word}", last=last) for word, last in (("inception", False), ("cessation", True)))
    claimed = tuple(
        dict.fromkeys(f"wof:{h['country_id']}" for h in others if h.get("country_id") not in (None, -1, first.get("country_id")))
    )
    entry.past = Past(begins, ends, _ids(properties, "wof:supersedes"), _ids(properties, "wof:superseded_by"), claimed)
    entry.names = [(name, Bearing.PREFERRED)]
    for key, values in properties.items():
        if key.startswith("name:") and isinstance(values, list):
            entry.names += [(_text(value), Bearing.ALIAS) for value in values if _text(value)]
    return entry


def _degrees(path: Path, properties: Mapping[str, Json], axis: str, most: int) -> float | None:
    """Latitude or longitude of the place's label, else of its geometry; None where neither is told."""
    field = next((f for f in (f"lbl:{axis}", f"geom:{axis}") if properties.get(f) is not None), None)
    value = properties.get(field or "")
    if field is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > most:
        raise InvalidRecord(path, None, f"properties.{field}", f"{value!r} is no degrees from -{most} to {most}")
    return float(value)


def from_geonames(path: Path) -> Iterator[Entry]:
    """Read a GeoNames dump: settlements and first- and second-level units.

    Raises:
        UnreadableFile: the file is not such a table.
        InvalidRecord: a line lacks cells, or a number is none; the message names the line and the field.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, f"no GeoNames table: {error}") from error
    if lines[0].count("\t") != G_COLUMNS - 1:
        raise UnreadableFile(path, "no GeoNames table", f"it has {G_COLUMNS} columns, separated by tabs, and no line of headings")
    rows = [(number, line.rstrip("\r").split("\t")) for number, line in enumerate(lines, 1) if line.strip()]
    short = next((number for number, row in rows if len(row) != G_COLUMNS), None)
    if short is not None:
        raise InvalidRecord(path, short, None, f"has not the {G_COLUMNS} cells of a GeoNames table")
    units = {_geonames_code(row): f"geonames:{row[G_ID]}" for _, row in rows if row[G_CODE] in G_LEVELS}
    for number, row in rows:
        level = G_LEVELS.get(row[G_CODE]) or ("settlement" if row[G_CLASS] == "P" else None)
        if level:
            yield _geonames_entry(path, number, row, level, units)


def _geonames_code(row: list[str]) -> str:
    return ".".join((row[G_COUNTRY], row[G_ADM1], row[G_ADM2] if row[G_CODE] != "ADM1" else ""))


def _geonames_entry(path: Path, line: int, row: list[str], level: str, units: Mapping[str, str]) -> Entry:
    def number(column: int, field: str) -> float:
        try:
            return float(row[column] or 0)
        except ValueError as error:
            raise InvalidRecord(path, line, field, f"{row[column]!r} is no number") from error

    country = row[G_COUNTRY] or BEYOND
    names = [(row[G_NAME], Bearing.PREFERRED), *((alias, Bearing.ALIAS) for alias in row[G_ALIASES].split(",") if alias)]
    adm1, adm2 = units.get(f"{country}.{row[G_ADM1]}."), units.get(f"{country}.{row[G_ADM1]}.{row[G_ADM2]}")
    lat, lon, people = number(G_LAT, "latitude"), number(G_LON, "longitude"), int(number(G_PEOPLE, "population"))
    return Entry(f"geonames:{row[G_ID]}", row[G_NAME], level, country, adm1, adm2, lat, lon, people, row[G_ZONE], names=names)
