"""The read interface of gazetteers: places by id and by name, what contains them, what is beside them."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import TypeAlias, cast

from reportedly.errors import GazetteerError
from reportedly.gazetteer.bearers import Bearer, Bearers, Keys, without_codes
from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.history import ALWAYS, Past, turns
from reportedly.gazetteer.own import Alias, own_folder, read_aliases
from reportedly.gazetteer.ownpack import FOLDER as OWN_PLACES
from reportedly.gazetteer.ownpack import own_pack
from reportedly.gazetteer.pack import LEVELS, Bearing, Pack, Record, pack_id, unpack_id
from reportedly.terms.place import Level, Place

REGION = "region:"  # ids of places of our own lists; those of the first level (Donbas, Darfur) are no units
GeoJson: TypeAlias = "dict[str, GeoJson] | list[GeoJson] | str | float | int | None"


class Gazetteer:
    """Places of one or more packs behind one interface.

    A place that several packs have is that of the last one, the packaged one; names that the others give it are names of it.

    It knows the units of one day: `gazetteer.at(day)` gives the same places divided as they were then.

    Attributes:
        packs: the packs.
        day: a day on which the units stand that it knows; `date.max` for those that stand still.
    """

    def __init__(
        self,
        packs: Sequence[Pack],
        aliases: Sequence[Alias] = (),
        day: date = date.max,
        family: dict[date, Gazetteer] | None = None,
    ) -> None:
        """Join packs, and names that a user gave to their places; `family` holds the gazetteers of the same places on other days."""
        self.packs = tuple(packs)
        self.day = day
        self._aliases = tuple(aliases)
        self._own = self._own_names(aliases)
        self._family = {} if family is None else family
        self._family[day] = self
        self._unit_sounds: dict[str, tuple[list[str], list[Bearer]]] = {}
        self.place_at = lru_cache(maxsize=65536)(self._place_at)
        self.record_at = lru_cache(maxsize=65536)(self._record_at)

    # times

    @cached_property
    def _turns(self) -> tuple[date, ...]:
        """The days on which any unit begins or has just ceased."""
        return turns(past for pack in self.packs for past in pack.history.values())

    def changes(self, country: str) -> tuple[date, ...]:
        """The days on which a unit of a country began, or had just ceased, in order."""
        dated = ((pack, index, past) for pack in self.packs for index, past in pack.pasts.items())
        return turns(past for pack, index, past in dated if pack.record(index).country == country)

    def at(self, day: date | None) -> Gazetteer:
        """The same places in the units of a day; None for those that stand still.

        Days between which no unit changed share one gazetteer, and what it has found out.
        """
        number = len(self._turns) if day is None else bisect_right(self._turns, day)
        first = date.max if number == len(self._turns) else self._turns[number - 1] if number else date.min
        return self._family.get(first) or Gazetteer(self.packs, self._aliases, first, self._family)

    @cached_property
    def _absent(self) -> frozenset[tuple[int, int]]:
        """Units of other times: pack and index."""
        dated = ((at, index, past) for at, pack in enumerate(self.packs) for index, past in pack.pasts.items())
        return frozenset((at, index) for at, index, past in dated if not past.stands(self.day))

    def _past(self, pack: int, index: int) -> Past:
        return self.packs[pack].pasts.get(index, ALWAYS)

    def stands(self, pack: int, index: int) -> bool:
        """Tell whether a place stands on the gazetteer's day."""
        return (pack, index) not in self._absent

    def _standing_index(self, pack: int, index: int) -> int:
        """The unit around the same ground on the day: itself, or the only one that it went into or came out of; else itself."""
        at, seen = index, {index}
        while not self.stands(pack, at):
            past = self._past(pack, at)
            ways = past.after if past.ends is not None and past.ends < self.day else past.before
            following = self.packs[pack].index_of(pack_id(ways[0])) if len(ways) == 1 else None
            if following is None or following in seen:
                return index
            at = following
            seen.add(at)
        return at

    def standing(self, place: Place) -> Place:
        """The unit of the day in place of one that had ceased by then.

        Returns:
            the place itself where it stands on the day or was still to come, where it went into several units, or where nobody knows
            what became of it.
        """
        found = self._find(place.id)
        if found is None or place.valid_to is None or self.stands(*found) or place.valid_to > self.day:
            return place
        return self.place_at(found[0], self._standing_index(*found))

    def standing_id(self, place_id: str) -> str:
        """The same by id; ids that no pack knows stay what they are."""
        found = self._find(place_id)
        return self.standing(self.place_at(*found)).id if found else place_id

    def _of_the_day(self, found: list[Bearer]) -> list[Bearer]:
        """Bearers of a name without units of other times, where a unit of the day bears the name as well."""
        now = [(bearer.pack, bearer.index) not in self._absent for bearer in found]
        if all(now):
            return found
        records = [self.record_at(bearer.pack, bearer.index) for bearer in found]
        borne = {(record.level, record.country) for record, stands in zip(records, now, strict=True) if stands}
        kept = zip(found, records, now, strict=True)
        return [bearer for bearer, record, stands in kept if stands or (record.level, record.country) not in borne]

    # places

    def _record_at(self, pack: int, index: int) -> Record:
        record = self.packs[pack].record(index)
        around = [unit for unit in (record.adm1, record.adm2) if unit is not None]
        return replace(record, units=frozenset(self._units_around(pack, around))) if around else record

    def _units_around(self, pack: int, units: Iterable[int]) -> Iterator[int]:
        """Packed ids of units around a place: these, and of other times those that they went into or came out of alone."""
        for unit in units:
            yield self.packs[pack].number(unit)
            past = self._past(pack, unit)
            yield from (pack_id(ways[0]) for ways in (past.after, past.before) if len(ways) == 1)

    def _place_at(self, pack: int, index: int) -> Place:
        source = self.packs[pack]
        record = source.record(index)
        past = self._past(pack, index)
        around = (unit if unit in (None, index) else self._standing_index(pack, unit) for unit in (record.adm1, record.adm2))
        adm1, adm2 = (None if unit is None else source.record(unit) for unit in around)
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
            valid_from=past.begins,
            valid_to=past.ends,
            predecessors=past.before,
            successors=past.after,
            disputed_parents=past.claimed,
        )

    def _find(self, place_id: str) -> tuple[int, int] | None:
        return self.located(pack_id(place_id))

    def located(self, number: int) -> tuple[int, int] | None:
        """Pack and index of the place with a packed id (`pack.pack_id`); None where no pack has it."""
        for at in range(len(self.packs) - 1, -1, -1):
            index = self.packs[at].index_of(number) if number else None
            if index is not None:
                return at, index
        return None

    def _is_own(self, pack: int, index: int) -> bool:
        """Tell whether no later pack has the place too."""
        return pack == len(self.packs) - 1 or self.located(self.packs[pack].number(index)) == (pack, index)

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
        """Places that bear a key of a kind (`fold`, `sound`, `bones`); likeliest first; empty where none does.

        A unit of another time is among them only where no unit of the day, of its level and country, bears the key.
        """
        found = [Bearer(at, index, how) for at, pack in enumerate(self.packs) for index, how in pack.bearers(kind, key)]
        found = self._of_the_day(found if len(self.packs) == 1 else self._each_once(found))
        return [*self._own.get((kind, key), ()), *found] if self._own else found

    def _each_once(self, found: list[Bearer]) -> list[Bearer]:
        """Bearers with every place that several packs have once, borne in the best of their ways."""
        best: dict[tuple[int, int], Bearer] = {}
        for bearer in found:
            at = self.located(self.packs[bearer.pack].number(bearer.index)) or (bearer.pack, bearer.index)
            if at not in best or bearer.how < best[at].how:
                best[at] = Bearer(*at, bearer.how)
        return list(best.values())

    def _own_names(self, aliases: Sequence[Alias]) -> dict[tuple[str, str], list[Bearer]]:
        """Bearers of the user's names, by kind of key and key; names of unknown places are left out."""
        own: dict[tuple[str, str], list[Bearer]] = {}
        for alias in aliases:
            found = self._find(alias.place)
            for kind, key in (("fold", fold(alias.name)), ("sound", sound(alias.name))):
                if found and key:
                    own.setdefault((kind, key), []).append(Bearer(*found, Bearing.CURATED))
        return own

    def names(self, key: str, *, code: bool) -> Sequence[Bearer]:
        """Places that bear a folded name as an abbreviation (`code`), or otherwise; empty where none does."""
        if not code and len(self.packs) == 1 and not self._own:
            likeliest = self.packs[0].likeliest(key)
            if likeliest is None:
                return ()
            if likeliest[1] is not Bearing.CODE and (0, likeliest[0]) not in self._absent:
                return Bearers(self.bearers, key)
        found = self.bearers("fold", key)
        return tuple([one for one in found if one.how is Bearing.CODE]) if code else without_codes(found)

    def keys(self, kind: str) -> Container[str]:
        """All keys of a kind (`fold`, `sound`, `bones`), for those who ask of many whether any place bears them."""
        tries = [pack.trie(kind) for pack in self.packs]
        own = frozenset(key for of, key in self._own if of == kind)
        return tries[0] if len(tries) == 1 and not own else Keys((*tries, own))

    def knows(self, folded: str) -> bool:
        """Tell whether any place bears a folded name."""
        return folded in self._folded

    @cached_property
    def _folded(self) -> Container[str]:
        return self.keys("fold")

    # what is where

    def _units(self, level: int, country: str) -> tuple[Place, ...]:
        found = []
        for at, pack in enumerate(self.packs):
            found += [self.place_at(at, i) for i in pack.country_range(level, country) if self.stands(at, i) and self._is_own(at, i)]
        return tuple(found)

    def provinces(self, country: str) -> tuple[Place, ...]:
        """First-level units of a country (ISO 3166-1 alpha-2 code) on the day, without regions that are no units; empty where unknown."""
        return tuple(unit for unit in self._units(1, country) if not unit.id.startswith(REGION))

    def districts(self, country: str) -> tuple[Place, ...]:
        """Second-level units of a country on the day; empty where none is known."""
        return self._units(2, country)

    def children(self, place_id: str) -> tuple[Place, ...]:
        """Places whose nearest containing unit this is: provinces of a country, districts of a province, settlements of a district."""
        found = self._find(place_id)
        if found is None:
            return ()
        parent = self.packs[found[0]].record(found[1])
        if parent.level >= LEVELS.index("settlement"):
            return ()
        places = (place for place in self._units(parent.level + 1, parent.country) if self.parent_number(place) == parent.number)
        return tuple(place for place in places if place.level is not Level.ADM1 or not place.id.startswith(REGION))

    @staticmethod
    def parent_number(place: Place) -> int:
        """The packed id of the unit around a place on the day; 0 where there is none."""
        inner = place.adm1_id if place.level is Level.ADM2 else place.adm2_id
        return pack_id(f"iso:{place.country}" if place.level is Level.ADM1 else inner or "")

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
        """Districts of the day that touch a district; empty where no polygons are known."""
        at, index = self._find(place_id) or (0, None)
        near = self.packs[at].neighbours(index) if index is not None else ()
        return tuple(self.place_at(at, i) for i in near if self.stands(at, i))

    def seats(self, place_id: str) -> tuple[Place, ...]:
        """Settlements that are the seat of a district; empty where none is known."""
        found = self._find(place_id)
        return tuple(self.place_at(found[0], i) for i in self.packs[found[0]].seats.get(found[1], ())) if found else ()

    def unit_sounds(self, country: str) -> tuple[list[str], list[Bearer]]:
        """Sounds of the first- and second-level units of a country on the day, and the unit of each; kept once asked for."""
        if country not in self._unit_sounds:
            sounds: list[str] = []
            bearers: list[Bearer] = []
            for at, pack in enumerate(self.packs):
                for index in (*pack.country_range(1, country), *pack.country_range(2, country)):
                    own = pack.sounds(index) if self.stands(at, index) else []
                    sounds += own
                    owner, place = self.located(pack.number(index)) or (at, index)
                    bearers += [Bearer(owner, place, Bearing.ALIAS)] * len(own)
            self._unit_sounds[country] = (sounds, bearers)
        return self._unit_sounds[country]

    def flags(self, bearer: Bearer) -> int:
        """What else is known of a place: `pack.Flag` bits."""
        return self.record_at(bearer.pack, bearer.index).flags

    # outlines

    def outlines(self, country: str) -> GeoJson:
        """Outlines of the districts of a country on the day as a GeoJSON feature collection, WGS84; `id` of a feature is the place's.

        Countries without packaged outlines give an empty collection.
        """
        source = resources.files("reportedly.data.gazetteer").joinpath("outlines").joinpath(f"{country}.geojson")
        if not source.is_file():
            return {"type": "FeatureCollection", "features": []}
        collection = cast("Mapping[str, list[Mapping[str, str]]]", json.loads(source.read_text(encoding="utf-8")))
        return cast("GeoJson", {**collection, "features": [one for one in collection["features"] if self.stands_by_id(one["id"])]})

    def stands_by_id(self, place_id: str) -> bool:
        """Tell whether the place with an id stands on the gazetteer's day; places that nobody knows do."""
        return all(pack.history.get(place_id, ALWAYS).stands(self.day) for pack in self.packs)


def packaged_folder() -> Path:
    """The folder of the packaged places."""
    return Path(str(resources.files("reportedly.data.gazetteer").joinpath("world")))


def pack_folders() -> tuple[Path, ...]:
    """Folders of packs: the user's own, then the packaged one."""
    added = sorted(path.parent for path in own_folder().glob("*/pack.json") if path.parent.name != OWN_PLACES)
    return (*added, packaged_folder())


@cache
def open_default() -> Gazetteer:
    """Open the packaged places and those the user added; opened once per process.

    Raises:
        GazetteerError: a pack is missing or damaged.
        InputError: the user's own names and places cannot be read.
    """
    folders = pack_folders()
    if not folders[-1].is_dir():
        message = f"{folders[-1]}: the packaged places are missing; install the program again"
        raise GazetteerError(message)
    packs = [Pack(folder) for folder in folders]
    own = own_pack(own_folder(), Gazetteer(packs))
    return Gazetteer([own, *packs] if own else packs, read_aliases(own_folder()))


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
