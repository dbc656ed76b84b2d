"""The twelve countries of Who's On First, joined with what GeoNames has of them."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import shapely

from gazetteer_parts.divisions import Reforms, contemporary
from gazetteer_parts.names import bear, worth_keeping
from gazetteer_parts.naming import display_name, latin, rename
from gazetteer_parts.twins import Bearers, absorb, join_twins
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
OFFICIAL = {"ua": "ukr"}  # whose romanisation English uses, where it is a standard
PRESS_NAMES = Path(__file__).resolve().parent.parent / "press_names.csv"


@dataclass
class Local:
    """One country: its entries, the polygons of its units, and what its settlements are called in English and by GeoNames."""

    country: str
    entries: dict[str, Entry] = field(default_factory=dict)
    shapes: dict[str, shapely.Geometry] = field(default_factory=dict)
    english: dict[str, str] = field(default_factory=dict)
    geonames: dict[str, str] = field(default_factory=dict)
    stated: dict[str, int] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)  # the second-level unit that GeoNames puts a settlement in, by its id


def _number(value: float | None) -> int:
    """A whole number; 0 for None and for NaN, as pandas writes what is not there."""
    return 0 if value is None or math.isnan(value) else int(value)


def _wof(number: float | None) -> str | None:
    return f"wof:{_number(number)}" if _number(number) > 0 else None


def _base_entry(row: Mapping[str, Any], country: str) -> Entry:
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
            if sound(entry.name) == sound(unit.name):  # another spelling; a seat may also have been named like its unit once (Dnipro)
                entry.name = unit.name


def _read(places: Path, code: str) -> Local:
    """Read the places of a country that are not deprecated, and the polygons of its units."""
    local, superseded = Local(code.upper()), []
    for row in pq.read_table(places / "wof" / f"{code}_places.parquet").to_pylist():
        if row["deprecated"] or row["placetype"] not in LEVELS or not row["name"]:
            continue
        entry = _base_entry(row, local.country)
        local.entries[entry.id] = entry
        superseded += [(entry.id, f"wof:{other}") for other in row["superseded_by"][:1]]
        if entry.level in ("adm1", "adm2") and row["geometry_wkb"]:
            local.shapes[entry.id] = shapely.from_wkb(row["geometry_wkb"])
            entry.flags |= Flag.POLYGON
    _supersede(local, superseded)
    return local


def _supersede(local: Local, pairs: Iterable[tuple[str, str]]) -> None:
    """Join records that Who's On First replaced to those that it put in their place: two records of one unit."""
    for gone, kept in pairs:
        if kept in local.entries and local.entries[kept].level == local.entries[gone].level:
            local.entries[gone].flags = 0
            absorb(local.entries[kept], local.entries.pop(gone))
            local.shapes.pop(gone, None)
    lead = {other: entry.id for entry in local.entries.values() for other in entry.also}
    for entry in local.entries.values():
        entry.adm1, entry.adm2 = (lead.get(unit or "", unit) for unit in (entry.adm1, entry.adm2))


def _add_names(local: Local, places: Path, code: str) -> None:
    borrowed = _borrowed(places) if code == "af" else set()
    for row in pq.read_table(places / "wof" / f"{code}_names.parquet").to_pylist():
        entry = local.entries.get(f"wof:{row['id']}")
        if entry and row["lang"] in LANGUAGES and worth_keeping(row["name"]) and row["id"] not in borrowed:
            bear(entry.names, row["name"], Bearing.ALIAS)
            if row["kind"] == "preferred" and row["lang"] == OFFICIAL.get(code, "eng"):
                local.english.setdefault(entry.id, latin(row["name"]))


def _borrowed(places: Path) -> set[int]:
    """Afghan districts: their names come from the cleaned table of aliases alone."""
    return set(pq.read_table(places / "af_districts.parquet", columns=["id"])["id"].to_pylist())


KIND_BEARINGS = {"wof": Bearing.PREFERRED, "curated": Bearing.CURATED, "seat": Bearing.SEAT}


def _display_names(local: Local) -> None:
    """Call settlements what English calls them today."""
    for entry in local.entries.values():
        if entry.level == "settlement":
            english, geonames = (
                next((table[i] for i in (entry.id, *entry.also) if i in table), None) for table in (local.english, local.geonames)
            )
            rename(entry, display_name(entry, english, geonames))


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


def _joined(entry: Entry) -> bool:
    return entry.level == "adm2" and bool(entry.past.before)


def _contain(local: Local) -> None:
    """Give every place the units that its point lies in, where Who's On First does not say."""
    for level, slot in (("adm2", "adm2"), ("adm1", "adm1")):
        # Places are kept in the finer units of a division that was joined: what they lie in today follows from those.
        units = [
            i
            for i, shape in local.shapes.items()
            if local.entries[i].level == level and not shape.is_empty and not _joined(local.entries[i])
        ]
        lost = [e for e in local.entries.values() if getattr(e, slot) not in local.entries and e.lat is not None and e.level != "adm1"]
        if units and lost:
            tree = shapely.STRtree([local.shapes[i] for i in units])
            points = shapely.points([e.lon for e in lost], [e.lat for e in lost])
            for point, unit in zip(*tree.query(points, predicate="intersects"), strict=True):
                setattr(lost[point], slot, units[unit])
    for entry in local.entries.values():
        if entry.adm2 in local.entries and entry.level != "adm2":
            entry.adm1 = local.entries[entry.adm2].adm1 or entry.adm1


def _merge(local: Local, world: Mapping[str, Entry], by_geonames: Mapping[int, str]) -> None:
    """Join what GeoNames has of the country: twins with their like, settlements that Who's On First lacks beside them."""
    bearers = Bearers(local.entries.values())
    renamed = {unit: unit for unit in local.entries}
    for entry in sorted(world.values(), key=lambda e: ("adm1", "adm2", "settlement").index(e.level)):
        unit = entry.adm2 or ""
        stated = local.entries.get(by_geonames.get(int(entry.id.partition(":")[2]), ""))
        twin = bearers.twin(entry, stated)
        if twin:
            renamed[entry.id] = twin.id
            local.told |= {twin.id: unit} if unit in local.entries else {}
            local.geonames.setdefault(twin.id, entry.name)
            entry.adm1, entry.adm2 = None, _undrawn(local, entry.adm2)
            absorb(twin, entry)
        elif entry.level == "settlement":
            entry.adm1, entry.adm2 = renamed.get(entry.adm1 or ""), _undrawn(local, entry.adm2)
            local.geonames[entry.id] = entry.name
            local.told |= {entry.id: unit} if unit in local.entries else {}
            local.entries[entry.id] = entry


def _undrawn(local: Local, unit: str | None) -> str | None:
    """A unit without a polygon, which no point can be found to lie in."""
    return unit if unit in local.entries and unit not in local.shapes else None


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
        if a != b and contemporary(local.entries[units[a]].past, local.entries[units[b]].past):
            near[units[a]].add(units[b])
    for unit in units:
        local.entries[unit].near = tuple(sorted(near[unit]))


def _drop_empty_units(entries: Iterable[Entry], used: set[str]) -> set[str]:
    """First-level units without polygon whose places all moved elsewhere: leftovers of older divisions."""
    return {e.id for e in entries if e.level == "adm1" and e.id not in used}


def merge_country(places: Path, code: str, world: Mapping[str, Entry], reforms: Reforms) -> Local:
    """Join the two sources for one country."""
    local = _read(places, code)
    table = pq.read_table(places / "wof" / f"{code}_places.parquet", columns=["id", "geonames_id", "deprecated"]).to_pylist()
    by_geonames = {_number(r["geonames_id"]): f"wof:{r['id']}" for r in table if _number(r["geonames_id"])}
    _add_names(local, places, code)
    if code == "af":
        _add_afghan_aliases(local, places)
    rest = reforms.take(world)
    reforms.apply(local.entries, local.shapes, world)
    _merge(local, rest, by_geonames)
    local.stated = {f"wof:{r['id']}": _number(r["geonames_id"]) for r in table if _number(r["geonames_id"])}
    joined = join_twins(local.entries, local.stated)
    _display_names(local)
    _use_press_names(local)
    if code == "af":
        _seats(local, places, by_geonames)
    _contain(local)
    reforms.settle(local.entries, local.shapes, local.told)
    if code != "af":  # there the press says a town's name and means its district (linking.DISTRICT_FIRST)
        _share_names_with_seats(local)
    used = {e.adm1 for e in local.entries.values() if e.level != "adm1" and e.adm1} | set(reforms.units)
    used |= {past for e in local.entries.values() for past in e.past.before}
    for gone in _drop_empty_units(local.entries.values(), used):
        del local.entries[gone]
        local.shapes.pop(gone, None)
    _neighbours(local)
    print(f"{code}: {len(local.entries):,} places; {joined:,} settlements joined to another of their name at their spot", flush=True)
    return local
