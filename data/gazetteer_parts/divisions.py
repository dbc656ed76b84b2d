"""Divisions that changed: units of GeoNames that came out of those of Who's On First, and since when (`reforms.csv`)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import shapely

from gazetteer_parts.history import rows
from gazetteer_parts.naming import rename
from gazetteer_parts.twins import apart
from reportedly.gazetteer.history import Past
from reportedly.gazetteer.pack import Bearing, Flag
from reportedly.gazetteer.write import Entry

ALL = "*"


@dataclass(frozen=True)
class Reform:
    """One unit, or all of a level, that came out of others."""

    level: str
    begins: date | None
    unit: str
    name: str
    before: str
    ends: bool


@dataclass
class Reforms:
    """Reforms of one country, and the units that they bring."""

    listed: Sequence[Reform]
    raions: Mapping[str, tuple[str, str]]
    units: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, country: str) -> Reforms:
        """Read the reforms of a country from the tables beside the build."""
        listed = [
            Reform(
                r["level"], date.fromisoformat(r["from"]) if r["from"] else None, r["geonames"], r["name"], r["before"], r["ends"] == "yes"
            )
            for r in rows(folder / "reforms.csv")
            if r["country"] == country
        ]
        raions = {f"geonames:{r['geonames']}": (r["name"], r["earlier"]) for r in rows(folder / "raions.csv")} if country == "UA" else {}
        return cls(listed, raions)

    def take(self, world: Mapping[str, Entry]) -> dict[str, Entry]:
        """Keep the new units; give the rest, among which twins may be sought."""
        for reform in self.listed:
            if reform.unit == ALL:
                self.units |= {unit: self._raion(world[unit]) for unit in self.raions}
            else:
                unit = self.units[reform.unit] = world[reform.unit]
                rename(unit, reform.name)
        dropped = {e.id for e in world.values() if self.raions and e.level == "adm2"}  # wards of Kyiv, and leftovers
        return {key: entry for key, entry in world.items() if key not in self.units and key not in dropped}

    def settle(self, entries: Mapping[str, Entry], shapes: Mapping[str, shapely.Geometry], told: Mapping[str, str]) -> None:
        """Move settlements that GeoNames puts into another new unit than the old one they were put in went into: to the nearest part of it.

        `told` has the new unit by settlement.
        """
        for place, new in told.items():
            entry, parts = entries.get(place), entries[new].past.before
            around = entries.get(entry.adm2 or "") if entry is not None else None
            if entry is None or around is None or not parts or new in (around.id, *around.past.after) or entry.lat is None:
                continue
            point = shapely.Point(entry.lon, entry.lat)
            entry.adm2 = min(parts, key=lambda part: shapes[part].distance(point))

    def _raion(self, unit: Entry) -> Entry:
        name, earlier = self.raions[unit.id]
        own = [(name, Bearing.SHORT), (f"{name} Raion", Bearing.PREFERRED)]
        own += [(earlier, Bearing.SHORT), (f"{earlier} Raion", Bearing.ALIAS)] if earlier else []
        # What news call by the bare name is the town.
        unit.names = [
            *own,
            *((alias, max(how, Bearing.SHORT) if " " not in alias else max(how, Bearing.ALIAS)) for alias, how in unit.names),
        ]
        unit.name = name
        return unit

    def apply(self, entries: dict[str, Entry], shapes: dict[str, shapely.Geometry], world: Mapping[str, Entry]) -> None:
        """Put the new units among the entries, say what they came out of, and draw those that are whole others joined."""
        entries |= self.units
        for reform in self.listed:
            if reform.unit == ALL:
                self._join(reform, entries, shapes, world)
            elif reform.before:
                unit, old = entries[reform.unit], entries[reform.before]
                unit.past = Past(reform.begins, before=(old.id,))
                ends = reform.begins - timedelta(days=1) if reform.begins and reform.ends else None
                old.past = replace(old.past, ends=ends, after=(*old.past.after, unit.id) if reform.ends else old.past.after)
        self._divide(entries, shapes, world)

    def _divide(self, entries: Mapping[str, Entry], shapes: Mapping[str, shapely.Geometry], world: Mapping[str, Entry]) -> None:
        """Give second-level units to the new first-level unit in which most of their settlements lie."""
        new = {unit for unit, entry in self.units.items() if entry.level == "adm1"}
        old = {reform.before for reform in self.listed if reform.level == "adm1"}
        inside = {unit: shape for unit, shape in shapes.items() if entries[unit].level == "adm2" and entries[unit].adm1 in old}
        for unit, votes in _votes(inside, (e for e in world.values() if e.level == "settlement"), "adm1").items():
            best, _ = votes.most_common(1)[0]
            if best in new:
                entries[unit].adm1 = best

    def _join(self, reform: Reform, entries: Mapping[str, Entry], shapes: dict[str, shapely.Geometry], world: Mapping[str, Entry]) -> None:
        """Say which second-level units were joined into which, by the settlements that lie in them, and draw the new ones."""
        # Cities that are a first-level unit of their own were not joined to any.
        reformed = {world[unit].adm1 for unit in self.raions}
        settlements = [e for e in world.values() if e.level == "settlement" and (e.adm2 in self.units or e.adm1 not in reformed)]
        old = {unit: shape for unit, shape in shapes.items() if entries[unit].level == reform.level}
        votes = _votes(old, settlements, "adm2")
        members: dict[str, list[str]] = defaultdict(list)
        for unit in old:
            new = votes[unit].most_common(1)[0][0] if unit in votes else _nearest(entries[unit], settlements)
            if new in self.units:
                members[new].append(unit)
        last = reform.begins - timedelta(days=1) if reform.begins else None
        for new, parts in members.items():
            entries[new].past = Past(reform.begins, before=tuple(sorted(parts)))
            shapes[new] = shapely.make_valid(shapely.union_all([shapes[part].buffer(1e-3) for part in parts]).buffer(-1e-3))
            entries[new].flags |= Flag.POLYGON
            for part in parts:
                entries[part].past = Past(None, last, after=(new,))
        for entry in self.units.values():  # of the first-level unit that most of its parts lie in
            around = Counter(entries[part].adm1 for part in members.get(entry.id, [])).most_common(1)
            entry.adm1 = around[0][0] if around else None


def _votes(shapes: Mapping[str, shapely.Geometry], settlements: Iterable[Entry], slot: str) -> dict[str, Counter[str]]:
    """How many settlements in each polygon name which unit."""
    units, told = list(shapes), [e for e in settlements if e.lat is not None]
    found: dict[str, Counter[str]] = defaultdict(Counter)
    if units and told:
        tree = shapely.STRtree([shapes[unit] for unit in units])
        for point, unit in zip(
            *tree.query(shapely.points([e.lon for e in told], [e.lat for e in told]), predicate="intersects"), strict=True
        ):
            found[units[unit]][getattr(told[point], slot) or ""] += 1
    return found


def _nearest(unit: Entry, settlements: Iterable[Entry]) -> str:
    nearest = min(settlements, key=lambda settlement: apart(unit, settlement))
    return nearest.adm2 or ""


def drawn(units: Iterable[str], entries: Mapping[str, Entry]) -> tuple[list[str], list[str]]:
    """Units that were not joined out of others, and those that were: two coverings of the same ground."""
    all_units = list(units)
    joined = [unit for unit in all_units if entries[unit].level == "adm2" and entries[unit].past.before]
    return [unit for unit in all_units if unit not in set(joined)], joined


def contemporary(a: Past, b: Past) -> bool:
    """Tell whether two units ever stood at once."""
    return not ((a.ends and b.begins and a.ends < b.begins) or (b.ends and a.begins and b.ends < a.begins))
