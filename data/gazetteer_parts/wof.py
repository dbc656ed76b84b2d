"""The twelve countries of Who's On First, joined with what GeoNames has of them."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq
import shapely

from gazetteer_parts.names import bear, script_of, worth_keeping
from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.pack import Bearing, Flag
from reportedly.gazetteer.write import Entry

COUNTRIES = ("af", "ua", "sy", "sd", "mm", "ye", "so", "ml", "cd", "et", "iq", "ly")
LEVELS = {"region": "adm1", "county": "adm2", "locality": "settlement", "neighbourhood": "part", "campus": "part"}
LANGUAGES = {
    "und",
    "eng",
    "fra",
    "deu",
    "spa",
    "ita",
    "tur",
    "ara",
    "fas",
    "prs",
    "pus",
    "uzb",
    "tgk",
    "rus",
    "ukr",
    "kur",
    "ckb",
    "som",
    "amh",
    "mya",
}
SAME_PLACE_KM = 15  # like-named points closer than this are one settlement
KM_PER_DEGREE = 111.2


PRESS_NAMES = Path(__file__).resolve().parent.parent / "press_names.csv"


@dataclass
class Local:
    """One country: its entries, and the polygons of its units."""

    country: str
    entries: dict[str, Entry] = field(default_factory=dict)
    shapes: dict[str, shapely.Geometry] = field(default_factory=dict)


def _number(value: float | None) -> int:
    """A whole number; 0 for None and for NaN, as pandas writes what is not there."""
    return 0 if value is None or math.isnan(value) else int(value)


def _wof(number: float | None) -> str | None:
    return f"wof:{_number(number)}" if _number(number) > 0 else None


def _base_entry(row: Mapping, country: str) -> Entry:
    population = row["population"]
    entry = Entry(
        _wof(row["id"]) or "",
        row["name"],
        LEVELS[row["placetype"]],
        country,
        lat=row["lat"],
        lon=row["lon"],
        population=_number(population),
    )  # NaN is not itself
    entry.adm1 = entry.id if entry.level == "adm1" else _wof(row["region_id"])
    entry.adm2 = entry.id if entry.level == "adm2" else _wof(row["county_id"])
    entry.flags = Flag.FORMER if row["is_current"] == 0 or row["superseded_by"] else 0
    bear(entry.names, row["name"], Bearing.PREFERRED)
    return entry


def _use_press_names(local: Local) -> None:
    """Prefer the name that news in English use; the other stays an alias."""
    with PRESS_NAMES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            entry = local.entries.get(row["id"])
            if entry is not None:
                entry.names = [(name, Bearing.ALIAS if how is Bearing.PREFERRED else how) for name, how in entry.names]
                entry.name = row["name"]
                bear(entry.names, row["name"], Bearing.PREFERRED)


def _share_names_with_seats(local: Local) -> None:
    """A unit's seat that is named like the unit bears that name in its own right, whatever its source prefers (Timbuktu, Tombouctou)."""
    for entry in local.entries.values():
        unit = local.entries.get(entry.adm1 or "")
        if entry.level == "settlement" and entry.flags & Flag.ADM1_SEAT and unit is not None:
            shared = fold(unit.name)
            entry.names = [(name, min(how, Bearing.PREFERRED) if fold(name) == shared else how) for name, how in entry.names]


def _read(places: Path, code: str) -> Local:
    """Read the places of a country that are not deprecated, and the polygons of its units."""
    local = Local(code.upper())
    for row in pq.read_table(places / "wof" / f"{code}_places.parquet").to_pylist():
        if row["deprecated"] or row["placetype"] not in LEVELS or not row["name"]:
            continue
        entry = _base_entry(row, local.country)
        local.entries[entry.id] = entry
        if entry.level in ("adm1", "adm2") and row["geometry_wkb"]:
            local.shapes[entry.id] = shapely.from_wkb(row["geometry_wkb"])
            entry.flags |= Flag.POLYGON
    return local


def _add_names(local: Local, places: Path, code: str) -> None:
    borrowed = _borrowed(places) if code == "af" else set()
    for row in pq.read_table(places / "wof" / f"{code}_names.parquet").to_pylist():
        entry = local.entries.get(f"wof:{row['id']}")
        if entry and row["lang"] in LANGUAGES and worth_keeping(row["name"]) and row["id"] not in borrowed:
            bear(entry.names, row["name"], Bearing.ALIAS)


def _borrowed(places: Path) -> set[int]:
    """Afghan districts: their names come from the cleaned table of aliases alone."""
    return set(pq.read_table(places / "af_districts.parquet", columns=["id"])["id"].to_pylist())


KIND_BEARINGS = {"wof": Bearing.PREFERRED, "curated": Bearing.CURATED, "seat": Bearing.SEAT}


def _latin_names(local: Local) -> None:
    """Let the preferred name be one in Latin script, where there is any."""
    for entry in local.entries.values():
        if script_of(entry.name) != "LATIN":
            entry.name = next((name for name, _ in entry.names if script_of(name) == "LATIN"), entry.name)


def _add_afghan_aliases(local: Local, places: Path) -> None:
    for row in pq.read_table(places / "af_aliases.parquet").to_pylist():
        entry = local.entries[f"wof:{row['id']}"]
        if row["lang"] not in LANGUAGES or not worth_keeping(row["alias"]):
            continue
        how = Bearing.SHARED if row["collides_with"] else KIND_BEARINGS.get(row["kind"], Bearing.ALIAS)
        bear(entry.names, row["alias"], how)
    for row in pq.read_table(places / "af_districts.parquet").to_pylist():
        local.shapes[f"wof:{row['id']}"] = shapely.from_wkb(row["geometry_wkb"])
    _mark_seat_names(local, places)


def _mark_seat_names(local: Local, places: Path) -> None:
    """A curated name that is the seat's own is borrowed from the seat."""
    seats: dict[str, set[str]] = defaultdict(set)
    for row in pq.read_table(places / "af_aliases.parquet").to_pylist():
        if row["kind"] == "seat":
            seats[f"wof:{row['id']}"].add(sound(row["alias"]))
    for place, sounds in seats.items():
        entry = local.entries[place]
        own = {sound(name) for name, how in entry.names if how in (Bearing.PREFERRED, Bearing.ALIAS, Bearing.SHORT)}
        entry.names = [(name, Bearing.SEAT if how is Bearing.CURATED and sound(name) in sounds - own else how) for name, how in entry.names]


def _contain(local: Local) -> None:
    """Give every place the units that its point lies in, where Who's On First does not say."""
    for level, slot in (("adm2", "adm2"), ("adm1", "adm1")):
        units = [i for i, shape in local.shapes.items() if local.entries[i].level == level and not shape.is_empty]
        lost = [e for e in local.entries.values() if getattr(e, slot) not in local.entries and e.lat is not None and e.level != "adm1"]
        if units and lost:
            tree = shapely.STRtree([local.shapes[i] for i in units])
            points = shapely.points([e.lon for e in lost], [e.lat for e in lost])
            for point, unit in zip(*tree.query(points, predicate="intersects"), strict=True):
                setattr(lost[point], slot, units[unit])
    for entry in local.entries.values():
        if entry.adm2 in local.entries and entry.level != "adm2":
            entry.adm1 = local.entries[entry.adm2].adm1 or entry.adm1


def _km(a: Entry, b: Entry) -> float:
    if None in (a.lat, a.lon, b.lat, b.lon):
        return math.inf
    return KM_PER_DEGREE * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))


def _folds(entry: Entry) -> set[str]:
    return {fold(name) for name, _ in entry.names}


def _twin(entry: Entry, bearers: Mapping[str, list[Entry]]) -> Entry | None:
    """The local place that a GeoNames place is, if any."""
    close = [(_km(entry, other), other.id, other) for name in _folds(entry) for other in bearers.get(name, ())]
    near = min(close, default=None)
    limit = SAME_PLACE_KM if entry.level == "settlement" else 300
    return near[2] if near and near[0] <= limit else None


def _merge(local: Local, world: Mapping[str, Entry], by_geonames: Mapping[int, str]) -> None:
    bearers: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in local.entries.values():
        for name in _folds(entry):
            bearers[entry.level][name].append(entry)
    renamed: dict[str, str] = {}
    for entry in sorted(world.values(), key=lambda e: ("adm1", "adm2", "settlement").index(e.level)):
        known = by_geonames.get(int(entry.id.partition(":")[2]))
        twin = local.entries.get(known or "") or _twin(entry, bearers[entry.level])
        if twin and twin.level == entry.level:
            renamed[entry.id] = twin.id
            _absorb(twin, entry)
        elif entry.level == "settlement":
            entry.adm1, entry.adm2 = renamed.get(entry.adm1 or ""), None
            local.entries[entry.id] = entry


def _absorb(twin: Entry, entry: Entry) -> None:
    twin.population = max(twin.population, entry.population)
    twin.zone, twin.flags = entry.zone or twin.zone, twin.flags | entry.flags
    twin.names += [(name, max(how, Bearing.ALIAS)) for name, how in entry.names]


def _seats(local: Local, places: Path, by_geonames: Mapping[int, str]) -> None:
    for row in pq.read_table(places / "af_seats.parquet").to_pylist():
        seat = by_geonames.get(row["geonames_id"]) or f"geonames:{row['geonames_id']}"
        unit = local.entries[f"wof:{row['district_id']}"]
        if seat in local.entries:
            unit.seats = (*unit.seats, seat)
            local.entries[seat].flags |= Flag.ADM2_SEAT
            local.entries[seat].adm2, local.entries[seat].adm1 = unit.id, unit.adm1


def _neighbours(local: Local) -> None:
    units = [i for i in local.shapes if local.entries[i].level == "adm2"]
    if not units:
        return
    tree = shapely.STRtree([local.shapes[i] for i in units])
    near: dict[str, set[str]] = defaultdict(set)
    # Simplified borders gap by some hundred metres; 0.01 degrees is about a kilometre.
    for a, b in zip(*tree.query([local.shapes[i] for i in units], predicate="dwithin", distance=0.01), strict=True):
        if a != b:
            near[units[a]].add(units[b])
    for unit in units:
        local.entries[unit].near = tuple(sorted(near[unit]))


def _drop_empty_units(entries: Iterable[Entry], used: set[str]) -> set[str]:
    """First-level units without polygon whose places all moved elsewhere: leftovers of older divisions."""
    return {e.id for e in entries if e.level == "adm1" and e.id not in used}


def merge_country(places: Path, code: str, world: Mapping[str, Entry]) -> Local:
    """Join the two sources for one country."""
    local = _read(places, code)
    table = pq.read_table(places / "wof" / f"{code}_places.parquet", columns=["id", "geonames_id", "deprecated"]).to_pylist()
    by_geonames = {_number(r["geonames_id"]): f"wof:{r['id']}" for r in table if _number(r["geonames_id"])}
    _add_names(local, places, code)
    if code == "af":
        _add_afghan_aliases(local, places)
    _merge(local, world, by_geonames)
    _use_press_names(local)
    if code == "af":
        _seats(local, places, by_geonames)
    _latin_names(local)
    _contain(local)
    if code != "af":  # there the press says a town's name and means its district (linking.DISTRICT_FIRST)
        _share_names_with_seats(local)
    used = {e.adm1 for e in local.entries.values() if e.level != "adm1" and e.adm1}
    for gone in _drop_empty_units(local.entries.values(), used):
        del local.entries[gone]
        local.shapes.pop(gone, None)
    _neighbours(local)
    return local
