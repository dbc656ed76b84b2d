"""The file format of place packs: memory-mapped, versioned, read without parsing.

A pack is a folder:

    pack.json      format number, name, version, sources and licences, counts, SHA-256 of the other files
    places.bin     a table of sections, then the sections, each aligned to 8 bytes:
                     places       one `RECORD` per place: countries, then first-level units, second-level units, settlements
                     text         UTF-8 names, each behind its length in one byte
                     order        places in ascending order of their ids
                     *_first, *_more   for each key of a trie, which places bear it and how (`Bearing`): its one posting, or, with the
                                  highest bit set, where in `more` the number of its postings stands, before them
                     also_ids, also_at   other ids that lead to a place, in ascending order, and its index
                     seats        pairs (second-level unit, settlement)
                     near_offsets, near   neighbours of each second-level unit, as computed from its polygon
                     sounds_offsets, sounds   sounds of each first- and second-level unit, as offsets of the text section
    fold.trie, sound.trie, bones.trie    keys of names (fold.py), as MARISA tries
    history.json   when units stood, what became of them, who claims them (history.py); packs without any have none

Opening costs a few system calls; a page is read from disk when a look-up touches it, and is shared between processes.
"""

from __future__ import annotations

import json
import mmap
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path

import marisa_trie

from reportedly.errors import GazetteerError
from reportedly.gazetteer.history import Past, read_history

FORMAT = 2
MAGIC = b"RPLACES1"
# number of the id, latitude and longitude in 1e-5 degrees, population, name, first-level unit, second-level unit (both counted within
# their level), country, zone, level and namespace, flags
RECORD = struct.Struct("<IiiIIHHHHBB")
NUMBER = struct.Struct("<I24xB")  # of a record, what its id is made from
HEAD = struct.Struct("<8sI4x")
SECTION = struct.Struct("<16sQQ")
NOTHING = 0xFFFF
NOWHERE = -(2**31)
LEVELS = ("country", "adm1", "adm2", "settlement", "part")
NAMESPACES = ("geonames", "wof", "iso", "user", "geonames-code", "region")
NAMESPACE_SHIFT = 4  # the level takes the low bits of its byte
KEY_KINDS = ("fold", "sound", "bones")
POSTING_KIND_BITS = 3
MANY = 1 << 31  # set where a key has several postings


class Bearing(IntEnum):
    """How a place bears a name, best first."""

    PREFERRED = 0
    ALIAS = 1
    CURATED = 2
    SEAT = 3  # a name of the seat, borrowed by the unit around it
    SHORT = 4  # a name without its type word
    DEMONYM = 5  # a word for its people, which is no name of the place
    SHARED = 6  # a name that another unit nearby bears as its own
    CODE = 7  # an abbreviation, meant only where it is written in capitals or with stops


BEARINGS = tuple(Bearing)  # by number; naming a member of an enumeration by its value takes longer than the rest of a look-up
BEARING_MASK = (1 << POSTING_KIND_BITS) - 1


class Flag(IntEnum):
    """What else is known of a place; bits of one byte."""

    CAPITAL = 1
    ADM1_SEAT = 2
    ADM2_SEAT = 4
    POLYGON = 8
    FORMER = 16


@dataclass(frozen=True, slots=True)
class Record:
    """A place as it lies in a pack; names and zones are looked up when asked for."""

    index: int
    number: int
    lat: float | None
    lon: float | None
    population: int
    name_at: int
    adm1: int | None
    adm2: int | None
    country: str
    zone: int
    level: int
    flags: int
    units: frozenset[int] = frozenset()  # packed ids of the units that contain it, in whichever pack, and in the divisions of other times


class Pack:
    """One pack of places, open for reading."""

    def __init__(self, folder: Path) -> None:
        """Open a pack.

        Raises:
            GazetteerError: a file is missing, damaged or of another format.
        """
        self.folder = folder
        try:
            self.about = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
            with (folder / "places.bin").open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            message = f"{folder}: no readable place pack: {error}"
            raise GazetteerError(message) from error
        if self.about.get("format") != FORMAT or self._bytes[:8] != MAGIC:
            message = f"{folder}: a place pack of format {self.about.get('format')}, but this program reads format {FORMAT}; build it again"
            raise GazetteerError(message)
        self._sections = self._read_sections()
        self._records = self._sections["places"]
        self._starts: list[int] = self.about["level_starts"]
        self.size = len(self._records) // RECORD.size
        self._first = {kind: self._integers(f"{kind}_first") for kind in KEY_KINDS}
        self._more = {kind: self._integers(f"{kind}_more") for kind in KEY_KINDS}

    def _read_sections(self) -> dict[str, memoryview]:
        _, count = HEAD.unpack_from(self._bytes)
        whole = memoryview(self._bytes)
        if len(whole) < HEAD.size + count * SECTION.size:
            message = f"{self.folder}: places.bin is cut short; install or build the pack again"
            raise GazetteerError(message)
        table = (SECTION.unpack_from(self._bytes, HEAD.size + i * SECTION.size) for i in range(count))
        sections = {name.rstrip(b"\0").decode(): (start, length) for name, start, length in table}
        if any(start + length > len(whole) for start, length in sections.values()):
            message = f"{self.folder}: places.bin is cut short; install or build the pack again"
            raise GazetteerError(message)
        return {name: whole[start : start + length] for name, (start, length) in sections.items()}

    def _integers(self, section: str, form: str = "I") -> memoryview:
        return self._sections[section].cast(form)  # type: ignore[call-overload, no-any-return]  # the form is checked by memoryview itself

    @cached_property
    def _tries(self) -> dict[str, marisa_trie.Trie]:
        return {kind: marisa_trie.Trie().mmap(str(self.folder / f"{kind}.trie")) for kind in KEY_KINDS}

    @cached_property
    def names(self) -> marisa_trie.Trie:
        """The trie of folded names, for scanners."""
        return self._tries["fold"]

    def trie(self, kind: str) -> marisa_trie.Trie:
        """The trie of one kind of key (`fold`, `sound` or `bones`)."""
        return self._tries[kind]

    def bearers(self, kind: str, key: str) -> list[tuple[int, Bearing]]:
        """Which places bear a key, and how; likeliest first; empty where none does."""
        number = self._tries[kind].get(key)
        return [] if number is None else self.bearers_of(kind, number)

    def bearers_of(self, kind: str, number: int) -> list[tuple[int, Bearing]]:
        """The same for a key known by its number in the trie."""
        first, more = self._first[kind][number], self._more[kind]
        at = first ^ MANY
        borne = more[at + 1 : at + 1 + more[at]].tolist() if first & MANY else [first]
        return [(value >> POSTING_KIND_BITS, BEARINGS[value & BEARING_MASK]) for value in borne]

    def likeliest(self, folded: str) -> tuple[int, Bearing] | None:
        """The likeliest of the places that bear a folded name, and how it does; None where none does."""
        number = self.names.get(folded)
        if number is None:
            return None
        first: int = self._first["fold"][number]
        value: int = self._more["fold"][(first ^ MANY) + 1] if first & MANY else first
        return value >> POSTING_KIND_BITS, BEARINGS[value & BEARING_MASK]

    def record(self, index: int) -> Record:
        """The place at an index."""
        number, lat, lon, population, name_at, adm1, adm2, country, zone, kind, flags = RECORD.unpack_from(
            self._records, index * RECORD.size
        )
        known = lat != NOWHERE
        starts = self._starts
        return Record(
            index=index,
            number=(kind >> NAMESPACE_SHIFT) << 56 | number,
            lat=lat / 1e5 if known else None,
            lon=lon / 1e5 if known else None,
            population=population,
            name_at=name_at,
            adm1=None if adm1 == NOTHING else starts[1] + adm1,
            adm2=None if adm2 == NOTHING else starts[2] + adm2,
            country=chr(country & 0xFF) + chr(country >> 8),
            zone=zone,
            level=kind & (1 << NAMESPACE_SHIFT) - 1,
            flags=flags,
        )

    def text(self, at: int) -> str:
        """The name that lies at an offset of the text section."""
        text = self._sections["text"]
        return bytes(text[at + 1 : at + 1 + text[at]]).decode()

    @cached_property
    def zones(self) -> list[str]:
        """IANA zones by number; number 0 is none."""
        return ["", *self.about["zones"]]

    def index_of(self, number: int) -> int | None:
        """The place with a packed id; None where there is none."""
        order = self._order
        at = bisect_left(order, number, key=self._number)
        return order[at] if at < len(order) and self._number(order[at]) == number else self._led_to(number)

    def _led_to(self, number: int) -> int | None:
        """The place to which another id leads: that of a record that was joined to it."""
        others = self._integers("also_ids", "Q")
        at = bisect_left(others, number)
        return self._integers("also_at")[at] if at < len(others) and others[at] == number else None

    @cached_property
    def history(self) -> Mapping[str, Past]:
        """What became of units, by id; places that are not there have stood since before all reports and still do."""
        return read_history(self.folder)

    @cached_property
    def pasts(self) -> dict[int, Past]:
        """The same by index."""
        found = ((self.index_of(pack_id(place)), past) for place, past in self.history.items())
        return {index: past for index, past in found if index is not None}

    @cached_property
    def _order(self) -> memoryview:
        return self._integers("order")

    def _number(self, index: int) -> int:
        return self.number(index)

    def number(self, index: int) -> int:
        """The packed id of the place at an index."""
        number, kind = NUMBER.unpack_from(self._records, index * RECORD.size)
        packed: int = (kind >> NAMESPACE_SHIFT) << 56 | number
        return packed

    def level_range(self, level: int) -> range:
        """Indexes of the places of a level."""
        starts = self._starts
        return range(starts[level], starts[level + 1] if level + 1 < len(starts) else self.size)

    def country_range(self, level: int, country: str) -> range:
        """Indexes of the places of a level in a country; a level lies in the order of its countries."""
        whole = self.level_range(level)
        first = bisect_left(whole, country, key=self._country)
        return (
            range(whole[first], whole[first] + bisect_right(whole[first:], country, key=self._country)) if first < len(whole) else range(0)
        )

    def _country(self, index: int) -> str:
        return self.record(index).country

    def neighbours(self, index: int) -> list[int]:
        """Second-level units that touch this one."""
        first = self.level_range(2).start
        offsets, near = self._integers("near_offsets"), self._integers("near")
        at = index - first
        return list(near[offsets[at] : offsets[at + 1]]) if 0 <= at < len(offsets) - 1 else []

    def sounds(self, index: int) -> list[str]:
        """Sounds of the names of a first- or second-level unit; empty for other places and where only folded names are kept."""
        offsets, sounds = self._integers("sounds_offsets"), self._integers("sounds")
        at = index - self.level_range(1).start
        return [self.text(s) for s in sounds[offsets[at] : offsets[at + 1]]] if 0 <= at < len(offsets) - 1 else []

    @cached_property
    def seats(self) -> dict[int, tuple[int, ...]]:
        """Settlements that are the seat of a second-level unit, by that unit."""
        pairs = self._integers("seats")
        found: dict[int, tuple[int, ...]] = {}
        for at in range(0, len(pairs), 2):
            found[pairs[at]] = (*found.get(pairs[at], ()), pairs[at + 1])
        return found


def pack_id(place_id: str) -> int:
    """Turn an id such as `wof:1108562363` or `iso:AF` into a number; 0 for ids that no pack can hold."""
    namespace, _, rest = place_id.partition(":")
    if namespace not in NAMESPACES or not rest:
        return 0
    number = int(rest) if rest.isdecimal() else int.from_bytes(rest.encode()[:4], "big")
    return NAMESPACES.index(namespace) << 56 | number if number < 1 << 32 else 0


def unpack_id(number: int) -> str:
    """Turn a packed id back into its text."""
    namespace, rest = NAMESPACES[number >> 56], number & (1 << 56) - 1
    shown = rest.to_bytes(4, "big").lstrip(b"\0").decode() if namespace == "iso" else str(rest)
    return f"{namespace}:{shown}"
