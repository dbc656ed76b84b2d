"""The read interface of gazetteers: places by id and by name, what contains them, what is beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import TypeAlias, cast

from reportedly.errors import GazetteerError
from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.own import Alias, own_folder, read_aliases
from reportedly.gazetteer.pack import LEVELS, Bearing, Flag, Pack, Record, pack_id, unpack_id
from reportedly.terms.place import Level, Place

REGION = "region:"  # ids of places of our own lists; those of the first level (Donbas, Darfur) are no units
GeoJson: TypeAlias = "dict[str, GeoJson] | list[GeoJson] | str | float | int | None"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A place that bears a name.

    Attributes:
        pack: number of its pack.
        index: its index there.
        how: how it bears the name.
    """

    pack: int
    index: int
    how: Bearing


class Gazetteer:
    """Places of one or more packs behind one interface. Packs that come first win where ids are equal."""

    def __init__(self, packs: Sequence[Pack], aliases: Sequence[Alias] = ()) -> None:
        """Join packs, and names that a user gave to their places."""
        self.packs = tuple(packs)
        self._own = self._own_names(aliases)
        self._unit_sounds: dict[str, tuple[list[str], list[Bearer]]] = {}
        self.place_at = lru_cache(maxsize=65536)(self._place_at)
        self.record_at = lru_cache(maxsize=65536)(self._record_at)

    # places

    def _record_at(self, pack: int, index: int) -> Record:
        return self.packs[pack].record(index)

    def _place_at(self, pack: int, index: int) -> Place:
        source = self.packs[pack]
        record = source.record(index)
        adm1, adm2 = (None if unit is None else source.record(unit) for unit in (record.adm1, record.adm2))
        return Place(
            id=unpack_id(record.number),
            name=source.text(record.name_at),
            level=Level(LEVELS[record.level]),
            country=None if record.country == "  " else record.country,
            adm1=source.text(adm1.name_at) if adm1 else None,
            adm2=source.text(adm2.name_at) if adm2 else None,
            adm1_id=unpack_id(adm1.number) if adm1 else None,
            adm2_id=unpack_id(adm2.number) if adm2 else None,
            lat=record.lat,
            lon=record.lon,
            population=record.population,
            timezone=source.zones[record.zone] or None,
        )

    def _find(self, place_id: str) -> tuple[int, int] | None:
        number = pack_id(place_id)
        for at, pack in enumerate(self.packs):
            index = pack.index_of(number) if number else None
            if index is not None:
                return at, index
        return None

    def position(self, place_id: str) -> tuple[int, int] | None:
        """Pack and index of the place with an id; None where no pack has it."""
        return self._find(place_id)

    def place(self, place_id: str) -> Place | None:
        """The place with an id such as `wof:1108562363`; None where no pack has it."""
        found = self._find(place_id)
        return self.place_at(*found) if found else None

    def of(self, bearer: Bearer) -> Place:
        """The place behind a bearer of a name."""
        return self.place_at(bearer.pack, bearer.index)

    # names

    def bearers(self, kind: str, key: str) -> list[Bearer]:
        """Places that bear a key of a kind (`fold`, `sound`, `bones`); likeliest first; empty where none does."""
        found = [Bearer(at, index, how) for at, pack in enumerate(self.packs) for index, how in pack.bearers(kind, key)]
        return [*self._own.get((kind, key), ()), *found] if self._own else found

    def _own_names(self, aliases: Sequence[Alias]) -> dict[tuple[str, str], list[Bearer]]:
        """Bearers of the user's names, by kind of key and key; names of unknown places are left out."""
        own: dict[tuple[str, str], list[Bearer]] = {}
        for alias in aliases:
            found = self._find(alias.place)
            for kind, key in (("fold", fold(alias.name)), ("sound", sound(alias.name))):
                if found and key:
                    own.setdefault((kind, key), []).append(Bearer(*found, Bearing.CURATED))
        return own

    def knows(self, folded: str) -> bool:
        """Tell whether any place bears a folded name."""
        return ("fold", folded) in self._own or any(folded in pack.names for pack in self.packs)

    # what is where

    def _units(self, level: int, country: str) -> tuple[Place, ...]:
        found = []
        for at, pack in enumerate(self.packs):
            found += [self.place_at(at, i) for i in pack.country_range(level, country)]
        return tuple(found)

    def provinces(self, country: str) -> tuple[Place, ...]:
        """First-level units of a country (ISO 3166-1 alpha-2 code), without regions that are no units; empty where none is known."""
        return tuple(unit for unit in self._units(1, country) if not unit.id.startswith(REGION))

    def districts(self, country: str) -> tuple[Place, ...]:
        """Second-level units of a country; empty where none is known."""
        return self._units(2, country)

    def children(self, place_id: str) -> tuple[Place, ...]:
        """Places whose nearest containing unit this is: provinces of a country, districts of a province, settlements of a district."""
        found = self._find(place_id)
        if found is None:
            return ()
        at, index = found
        pack = self.packs[at]
        parent = pack.record(index)
        if parent.level >= LEVELS.index("settlement"):
            return ()
        inside = pack.country_range(parent.level + 1, parent.country)
        places = (self.place_at(at, i) for i in inside if self._parent_index(pack, i) == index)
        return tuple(place for place in places if place.level is not Level.ADM1 or not place.id.startswith(REGION))

    @staticmethod
    def _parent_index(pack: Pack, index: int) -> int | None:
        record = pack.record(index)
        if record.level == LEVELS.index("adm1"):
            return pack.index_of(pack_id(f"iso:{record.country}"))
        return record.adm1 if record.level == LEVELS.index("adm2") else record.adm2

    def parent(self, place: Place) -> Place | None:
        """The unit around a place: its district, province or country; None for countries."""
        for unit in (place.adm2_id, place.adm1_id, f"iso:{place.country}" if place.country else None):
            if unit and unit != place.id:
                return self.place(unit)
        return None

    def contains(self, outer: Place, inner: Place) -> bool:
        """Tell whether a unit contains a place; every place contains itself."""
        if outer.level is Level.COUNTRY:
            return inner.country == outer.country
        return outer.id in (inner.id, inner.adm1_id, inner.adm2_id)

    def neighbours(self, place_id: str) -> tuple[Place, ...]:
        """Districts that touch a district; empty where no polygons are known."""
        found = self._find(place_id)
        return tuple(self.place_at(found[0], i) for i in self.packs[found[0]].neighbours(found[1])) if found else ()

    def seats(self, place_id: str) -> tuple[Place, ...]:
        """Settlements that are the seat of a district; empty where none is known."""
        found = self._find(place_id)
        return tuple(self.place_at(found[0], i) for i in self.packs[found[0]].seats.get(found[1], ())) if found else ()

    @cached_property
    def seat_of(self) -> dict[str, str]:
        """Ids of districts by the id of their seat."""
        return {
            self.place_at(at, seat).id: self.place_at(at, unit).id
            for at, pack in enumerate(self.packs)
            for unit, seats in pack.seats.items()
            for seat in seats
        }

    @cached_property
    def scanner_memory(self) -> dict[str, list[Bearer]]:
        """What a scanner found out about words; kept for the next text."""
        return {}

    def unit_sounds(self, country: str) -> tuple[list[str], list[Bearer]]:
        """Sounds of all first- and second-level units of a country, and the unit of each; kept once asked for."""
        if country not in self._unit_sounds:
            sounds: list[str] = []
            bearers: list[Bearer] = []
            for at, pack in enumerate(self.packs):
                for index in (*pack.country_range(1, country), *pack.country_range(2, country)):
                    own = pack.sounds(index)
                    sounds += own
                    bearers += [Bearer(at, index, Bearing.ALIAS)] * len(own)
            self._unit_sounds[country] = (sounds, bearers)
        return self._unit_sounds[country]

    def is_former(self, bearer: Bearer) -> bool:
        """Tell whether a place is marked as no longer current by its source."""
        return bool(self.record_at(bearer.pack, bearer.index).flags & Flag.FORMER)

    def flags(self, bearer: Bearer) -> int:
        """What else is known of a place: `pack.Flag` bits."""
        return self.record_at(bearer.pack, bearer.index).flags

    # outlines

    def outline_countries(self) -> tuple[str, ...]:
        """Countries whose district outlines are packaged."""
        folder = resources.files("reportedly.data.gazetteer").joinpath("outlines")
        return tuple(sorted(entry.name.removesuffix(".geojson") for entry in folder.iterdir()))

    def outlines(self, country: str) -> GeoJson:
        """Outlines of the districts of a country as a GeoJSON feature collection, WGS84; `id` of a feature is the place's.

        Countries without packaged outlines give an empty collection.
        """
        source = resources.files("reportedly.data.gazetteer").joinpath("outlines").joinpath(f"{country}.geojson")
        if not source.is_file():
            return {"type": "FeatureCollection", "features": []}
        return cast("GeoJson", json.loads(source.read_text(encoding="utf-8")))


def pack_folders() -> tuple[Path, ...]:
    """Folders of packs: the user's own, then the packaged one."""
    added = sorted(path.parent for path in own_folder().glob("*/pack.json"))
    return (*added, Path(str(resources.files("reportedly.data.gazetteer").joinpath("world"))))


@cache
def open_default() -> Gazetteer:
    """Open the packaged places and those the user added; opened once per process.

    Raises:
        GazetteerError: a pack is missing or damaged.
        InputError: the user's own names cannot be read.
    """
    folders = pack_folders()
    if not folders[-1].is_dir():
        message = f"{folders[-1]}: the packaged places are missing; install the program again"
        raise GazetteerError(message)
    return Gazetteer([Pack(folder) for folder in folders], read_aliases(own_folder()))


def names_by_place(gazetteer: Gazetteer, indexes: frozenset[int], pack: int = -1) -> dict[int, list[tuple[str, Bearing]]]:
    """Every folded name of some places of one pack. Goes through all names of the pack: about a second."""
    source = gazetteer.packs[pack]
    found: dict[int, list[tuple[str, Bearing]]] = {index: [] for index in indexes}
    for key, number in source.names.items():
        for index, how in source.bearers_of("fold", number):
            if index in found:
                found[index].append((key, how))
    return found


def names_of(gazetteer: Gazetteer, place_id: str) -> tuple[str, ...]:
    """Every folded name of a place, in alphabetical order; empty for unknown places."""
    at = gazetteer.position(place_id)
    if at is None:
        return ()
    names = names_by_place(gazetteer, frozenset({at[1]}), at[0])[at[1]]
    return tuple(sorted(name for name, how in names if how not in (Bearing.DEMONYM, Bearing.CODE)))
