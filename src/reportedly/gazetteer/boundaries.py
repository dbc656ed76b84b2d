"""Reads units and places from tables of boundaries: OCHA's COD-AB, geoBoundaries, any GeoJSON or CSV with names.

Fields are told apart without regard to case:

    COD-AB          ADM2_EN, ADM2_FR … names; ADM2_REF, ADM2ALT1EN … more names; ADM2_PCODE; the same of the units above; validOn, validTo;
                    since 2025 adm2_name, adm2_name1, adm2_pcode, valid_on, valid_to. The finest level that a row has is its own.
    geoBoundaries   shapeName, shapeID, shapeType (ADM1, ADM2)
    other           name, parent, id, level, alias or aliases (separated by semicolons), lat and lon; or fields that the user names

A CSV has the same fields as columns; what a GeoJSON takes from its geometry, it takes from `lat` and `lon`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias, cast

from reportedly.errors import InvalidRecord, UnreadableFile
from reportedly.gazetteer.fold import fold
from reportedly.gazetteer.history import Past
from reportedly.gazetteer.pack import LEVELS, Bearing
from reportedly.gazetteer.write import Entry

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | int | bool | None"
Point: TypeAlias = tuple[float, float]

COD_NAME = re.compile(r"adm([0-3])_(?:en|name|[a-z]{2})$")
COD_MORE = re.compile(r"adm([0-3])(?:_ref|_name[1-9]|alt\d?[a-z]{2}|_alt\d?_?[a-z]{2})$")
ENGLISH = ("en", "name")
DEPTHS = ("country", "adm1", "adm2", "part")  # by the number behind ADM; what is below districts is kept as a part
SHAPE_LEVELS = {"ADM0": "country", "ADM1": "adm1", "ADM2": "adm2", "ADM3": "part"}
LATITUDES, LONGITUDES = ("lat", "latitude", "y"), ("lon", "lng", "long", "longitude", "x")
BEGIN, END = ("validon", "valid_on", "valid_from"), ("validto", "valid_to")
MOST_LATITUDE, MOST_LONGITUDE = 90.0, 180.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has what, where its fields are none of those known; None to look under the usual names.

    Attributes:
        name: the field of the name.
        parent: the field of the name or the id of the unit above.
        id: the field of an id that stays the same in later editions.
        level: the level of every row, of `pack.LEVELS`.
    """

    name: str | None = None
    parent: str | None = None
    id: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table or one feature of a collection.

    Attributes:
        where: file, line (None in GeoJSON), and how messages call the row.
        cells: its fields, in lower case, with what they hold; empty ones are left out.
        point: latitude and longitude, WGS84 degrees; None without any.
    """

    where: tuple[Path, int | None, str]
    cells: Mapping[str, str]
    point: Point | None

    def wrong(self, field: str, reason: str, advice: str = "") -> InvalidRecord:
        """An error that names the file, the row and the field."""
        path, line, label = self.where
        return InvalidRecord(path, line, f"{label}{field}", reason, advice)

    def first(self, *names: str) -> str:
        """What the first of these fields holds that is there; empty where none is."""
        return next((self.cells[name] for name in names if name in self.cells), "")


def user_id(key: str) -> str:
    """The id of a place that has none of its own: a checksum of what tells it apart."""
    return f"user:{zlib.crc32(key.encode())}"


def read_json(path: Path) -> dict[str, Json]:
    """Read a JSON object.

    Raises:
        UnreadableFile: the file is missing or no JSON object.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, f"no readable GeoJSON: {error}") from error
    if not isinstance(document, dict):
        raise UnreadableFile(path, "no GeoJSON object")
    return document


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


def _cells(values: Mapping[str, Json]) -> dict[str, str]:
    """Fields in lower case, what they hold as text; empty ones are left out."""
    kept = {key.lower(): str(value).strip() for key, value in values.items() if value is not None and not isinstance(value, dict | list)}
    return {key: value for key, value in kept.items() if value}


def rows_of(path: Path) -> Iterator[Row]:
    """Read the rows of a CSV file, or the features of a GeoJSON collection.

    Raises:
        UnreadableFile: the file is neither.
        InvalidRecord: a row or a feature is not what it must be; the message names it.
    """
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        yield from _table(path)
        return
    features = read_json(path).get("features")
    if not isinstance(features, list):
        raise UnreadableFile(path, "no GeoJSON feature collection", "it needs a list called features")
    for number, feature in enumerate(features):
        where = (path, None, f"features[{number}].")
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            raise InvalidRecord(path, None, f"features[{number}].properties", "is missing or no object")
        row = Row(where, _cells(cast("dict[str, Json]", feature["properties"])), None)
        yield Row(where, row.cells, _sound_point(row, feature.get("geometry")))


def _sound_point(row: Row, geometry: Json) -> Point | None:
    try:
        point = middle_of(geometry)
    except (IndexError, TypeError, ValueError) as error:
        raise row.wrong(field="geometry", reason=f"no coordinates: {error}") from error
    return _on_earth(row, "geometry", point, "coordinates are longitude, then latitude, in degrees (WGS84)") if point else None


def _on_earth(row: Row, field: str, point: Point, advice: str = "") -> Point:
    if abs(point[0]) > MOST_LATITUDE or abs(point[1]) > MOST_LONGITUDE:
        raise row.wrong(field=field, reason=f"{point[0]:g}, {point[1]:g} is no place on earth", advice=advice)
    return point


def _table(path: Path) -> Iterator[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, f"no readable table: {error}", "it must be UTF-8") from error
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    for values in reader:
        if None in values or None in values.values():
            raise InvalidRecord(path, reader.line_num, None, f"has not the {len(reader.fieldnames or ())} cells that the first line names")
        row = Row((path, reader.line_num, ""), _cells(values), None)
        lat, lon = row.first(*LATITUDES), row.first(*LONGITUDES)
        yield Row(
            row.where, row.cells, _on_earth(row, "lat", (_number(row, "lat", lat), _number(row, "lon", lon))) if lat and lon else None
        )


def _number(row: Row, field: str, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise row.wrong(field=field, reason=f"{text!r} is no number") from error


def from_boundaries(paths: Iterable[Path], country: str, columns: Columns | None = None) -> Iterator[Entry]:
    """Read units and places of one country from files of any of the forms above; a unit that only others name is made from what they say.

    Args:
        paths: the files, coarsest level first or in any order.
        country: ISO 3166-1 alpha-2 code.
        columns: where the files have what; None for the usual fields.

    Raises:
        UnreadableFile: a file is neither GeoJSON nor a table.
        InvalidRecord: a row lacks its name, or a field is not what it must be.
    """
    found: dict[str, Entry] = {}
    for path in paths:
        for row in rows_of(path):
            for entry in _entries(row, country, columns or Columns()):
                _keep(found, entry, row)
    yield from found.values()


def _keep(found: dict[str, Entry], entry: Entry, row: Row) -> None:
    """Keep an entry; of a unit that is there already, what the other lacks."""
    known = found.setdefault(entry.id, entry)
    if known.level != entry.level or fold(known.name) != fold(entry.name):
        raise row.wrong(
            field="id",
            reason=f"{entry.name} has the id of {known.name}",
            advice="ids must tell places apart; --id-field says which field is the id",
        )
    if known is not entry:
        known.names += [pair for pair in entry.names if pair not in known.names]
        known.past = known.past if entry.past == Past() else entry.past
        if known.lat is None:
            known.lat, known.lon = entry.lat, entry.lon


def _entries(row: Row, country: str, columns: Columns) -> Iterator[Entry]:
    depths = sorted({int(match[1]) for key in row.cells if (match := COD_NAME.match(key) or re.match(r"adm([0-3])_pcode$", key))})
    if depths and columns.name is None:
        yield from _cod(row, country, depths)
    else:
        yield _plain(row, country, columns)


def _cod(row: Row, country: str, depths: list[int]) -> Iterator[Entry]:
    """The unit of a row of COD-AB, after those around it that the row names."""
    ids: dict[int, str] = {}
    own = max(depths)
    for depth in (d for d in depths if 0 < d <= own):
        names = _cod_names(row, depth)
        code = row.first(f"adm{depth}_pcode")
        if not names:
            raise row.wrong(field=f"ADM{depth}_EN", reason="is missing", advice=f"a unit of level {depth} needs a name")
        ids[depth] = user_id(f"{country}.{code or '.'.join((ids.get(1, ''), ids.get(2, ''), names[0]))}")
        entry = Entry(ids[depth], names[0], DEPTHS[depth], country, ids.get(1), ids.get(2))
        entry.names = [(names[0], Bearing.PREFERRED), *((name, Bearing.ALIAS) for name in names[1:])]
        entry.names += [(code, Bearing.ALIAS)] if code else []
        if depth == own:
            entry.lat, entry.lon = row.point or (None, None)
            entry.past = _past(row)
        yield entry


def _cod_names(row: Row, depth: int) -> list[str]:
    """Names of a unit, the English one first, else the first that is there."""
    told = [(key.split("_")[-1] not in ENGLISH, value) for key, value in row.cells.items() if _is_depth(COD_NAME.match(key), depth)]
    more = [value for key, value in row.cells.items() if _is_depth(COD_MORE.match(key), depth)]
    return list(dict.fromkeys([value for _, value in sorted(told, key=lambda pair: pair[0])] + more))


def _is_depth(match: re.Match[str] | None, depth: int) -> bool:
    return match is not None and int(match[1]) == depth


def _past(row: Row) -> Past:
    begins, ends = _day(row, BEGIN), _day(row, END)
    if begins and ends and ends < begins:
        raise row.wrong(field="validTo", reason=f"{ends} is before {begins}")
    # OCHA's validOn is the day of the edition, not of the unit: it says nothing of when the unit began.
    return Past(begins if row.first("valid_from") else None, ends)


def _day(row: Row, names: tuple[str, ...]) -> date | None:
    text = row.first(*names)
    if not text or text.startswith("99"):
        return None
    try:
        return date.fromisoformat(text[:10].replace("/", "-"))
    except ValueError as error:
        raise row.wrong(field=names[0], reason=f"{text!r} is no day such as 2020-07-19") from error


def _plain(row: Row, country: str, columns: Columns) -> Entry:
    name_field = (columns.name or "").lower()
    name = row.first(name_field) if name_field else row.first("shapename", "name", "name_en", "name:en")
    if not name:
        shown = ", ".join(sorted(row.cells)[:8]) or "no field at all"
        raise row.wrong(
            field=columns.name or "name", reason="is missing", advice=f"the row has {shown}; --name-field says which is the name"
        )
    level = columns.level or SHAPE_LEVELS.get(row.first("shapetype").upper()) or row.first("level", "placetype") or "adm2"
    if level not in LEVELS:
        raise row.wrong(field="level", reason=f"{level!r} is none of {', '.join(LEVELS)}")
    code = row.first((columns.id or "shapeid").lower(), "id", "pcode", "code")
    parent = row.first((columns.parent or "parent").lower(), "adm1", "parent_id")
    entry = Entry(user_id(f"{country}.{code or f'{parent}.{name}'}"), name, level, country)
    entry.lat, entry.lon = row.point or (None, None)
    entry.adm1 = entry.id if level == "adm1" else parent or None
    entry.adm2 = entry.id if level == "adm2" else parent or None
    aliases = (alias.strip() for alias in row.first("aliases", "alias", "alt_name", "names").split(";"))
    entry.names = [(name, Bearing.PREFERRED), *((alias, Bearing.ALIAS) for alias in aliases if alias)]
    entry.past = _past(row)
    return entry
