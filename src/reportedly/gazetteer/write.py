"""Writes place packs (format: pack.py)."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import marisa_trie

from reportedly.gazetteer.fold import bones, fold, romanise, sound
from reportedly.gazetteer.history import ALWAYS, Past, write_history
from reportedly.gazetteer.pack import (
    FORMAT,
    HEAD,
    KEY_KINDS,
    LEVELS,
    MAGIC,
    MANY,
    NAMESPACE_SHIFT,
    NOTHING,
    NOWHERE,
    POSTING_KIND_BITS,
    RECORD,
    SECTION,
    Bearing,
    Flag,
    pack_id,
)

LONGEST_NAME = 255  # bytes, so that its length fits one byte
SHORTEST_PART = 2  # words of a shortened name
SHORTEST_BONES = 2  # consonants; fewer say nothing


@dataclass(slots=True)
class Entry:
    """A place on its way into a pack.

    Attributes:
        id: namespaced id.
        name: preferred name, Latin script.
        level: one of `pack.LEVELS`.
        country: ISO 3166-1 alpha-2 code; `  ` (two spaces) beyond countries.
        adm1: id of the first-level unit around it.
        adm2: id of the second-level unit around it.
        lat: latitude, WGS84 degrees; None where unknown.
        lon: longitude, WGS84 degrees; None where unknown.
        population: inhabitants; 0 where unknown.
        zone: IANA zone; empty where unknown.
        flags: `pack.Flag` bits.
        names: every name and how it is borne.
        near: ids of neighbours, for second-level units.
        seats: ids of seats, for second-level units.
        past: when it stood, what became of it, who claims it besides.
        also: other ids that lead to it, of sources that were joined.
    """

    id: str
    name: str
    level: str
    country: str
    adm1: str | None = None
    adm2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    zone: str = ""
    flags: int = 0
    names: list[tuple[str, Bearing]] = field(default_factory=list)
    near: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    past: Past = ALWAYS
    also: tuple[str, ...] = ()


def _ordered(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda e: (LEVELS.index(e.level), e.country, e.adm1 or "", e.adm2 or "", -e.population, e.id))


def _keys(entry: Entry, *, coarse: bool) -> dict[str, dict[str, Bearing]]:
    """Keys of every kind, each with the best way in which the place bears it."""
    keys: dict[str, dict[str, Bearing]] = {kind: {} for kind in KEY_KINDS}

    def bear(kind: str, key: str, how: Bearing) -> None:
        if key:
            keys[kind][key] = min(how, keys[kind].get(key, how))

    for name, how in entry.names:
        folded = fold(name)
        bear("fold", folded, how)
        if not coarse or how in (Bearing.DEMONYM, Bearing.CODE) or not romanise(folded).isascii():
            continue
        sounded = sound(name)
        bear("sound", sounded, how)
        for part in _parts(name) if entry.level == "adm2" else ():
            bear("sound", sound(part), max(how, Bearing.SHORT))
        skeleton = bones(sounded)
        if len(skeleton) >= SHORTEST_BONES and entry.level in ("adm1", "adm2"):
            bear("bones", skeleton, how)
    return keys


def _parts(name: str) -> list[str]:
    """Shorter ways to say a name of three words or more: without its first or its last word."""
    words = name.split()
    return [" ".join(words[1:]), " ".join(words[:-1])] if len(words) > SHORTEST_PART else []


class _Text:
    """The text section: each name once."""

    def __init__(self) -> None:
        self.bytes = bytearray()
        self._at: dict[str, int] = {}

    def put(self, name: str) -> int:
        """Store a name, cut to what one byte can count; give its offset."""
        if name not in self._at:
            raw = name.encode()[:LONGEST_NAME].decode(errors="ignore").encode()
            self._at[name] = len(self.bytes)
            self.bytes += bytes([len(raw)]) + raw
        return self._at[name]


def _starts(entries: Sequence[Entry]) -> list[int]:
    """Index of the first place of each level; places lie in the order of their levels."""
    levels = Counter(LEVELS.index(entry.level) for entry in entries)
    return [sum(levels[lower] for lower in range(level)) for level in range(len(LEVELS))]


def _counted(index: int | None, start: int) -> int:
    """An index as counted within its level."""
    return NOTHING if index is None else index - start


def _records(entries: Sequence[Entry], number: Mapping[str, int], zones: Mapping[str, int], text: _Text) -> bytes:
    raw, starts = bytearray(), _starts(entries)
    for entry in entries:
        known = entry.lat is not None and entry.lon is not None
        raw += RECORD.pack(
            pack_id(entry.id) & 0xFFFFFFFF,
            round((entry.lat or 0.0) * 1e5) if known else NOWHERE,
            round((entry.lon or 0.0) * 1e5) if known else NOWHERE,
            min(max(entry.population, 0), 0xFFFFFFFF),
            text.put(entry.name),
            _counted(number.get(entry.adm1 or ""), starts[1]),
            _counted(number.get(entry.adm2 or ""), starts[2]),
            ord(entry.country[0]) | ord(entry.country[1]) << 8,
            zones[entry.zone],
            LEVELS.index(entry.level) | pack_id(entry.id) >> 56 << NAMESPACE_SHIFT,
            entry.flags,
        )
    return bytes(raw)


def _rank(entry: Entry) -> tuple[int, int, int]:
    """Order of like-named places: countries and large cities first."""
    return (-entry.population, LEVELS.index(entry.level), -(entry.flags & Flag.CAPITAL))


def _index(entries: Sequence[Entry], coarse: frozenset[str]) -> dict[str, dict[str, list[int]]]:
    """For each kind of key: key to packed postings, likeliest place first."""
    found: dict[str, dict[str, list[tuple[int, int]]]] = {kind: {} for kind in KEY_KINDS}
    for index, entry in enumerate(entries):
        keys = _keys(entry, coarse=entry.country in coarse or entry.level in ("country", "adm1"))
        for kind, borne in keys.items():
            for key, how in borne.items():
                found[kind].setdefault(key, []).append((index, how))

    def packed(bearers: list[tuple[int, int]]) -> list[int]:
        bearers.sort(key=lambda b: (b[1] > Bearing.CURATED, *_rank(entries[b[0]])))
        return [index << POSTING_KIND_BITS | how for index, how in bearers]

    return {kind: {key: packed(bearers) for key, bearers in keys.items()} for kind, keys in found.items()}


def _lists(lists: Iterable[Sequence[int]]) -> tuple[bytes, bytes]:
    """Offsets and values of a list of lists."""
    offsets, values = array("I", [0]), array("I")
    for one in lists:
        values.extend(one)
        offsets.append(len(values))
    return offsets.tobytes(), values.tobytes()


def _postings(lists: Iterable[Sequence[int]]) -> tuple[bytes, bytes]:
    """One posting of each key, or where its several ones stand; and those, behind their number."""
    first, more = array("I"), array("I")
    for one in lists:
        if len(one) == 1:
            first.append(one[0])
        else:
            first.append(MANY | len(more))
            more.extend([len(one), *one])
    return first.tobytes(), more.tobytes()


def _also(entries: Sequence[Entry]) -> tuple[bytes, bytes]:
    """Other ids that lead to places, in ascending order, and the index of each."""
    own = {pack_id(entry.id) for entry in entries}
    led = {pack_id(other): index for index, entry in enumerate(entries) for other in entry.also}
    pairs = sorted((number, index) for number, index in led.items() if number and number not in own)
    return array("Q", [number for number, _ in pairs]).tobytes(), array("I", [index for _, index in pairs]).tobytes()


def _write_sections(path: Path, sections: Mapping[str, bytes]) -> None:
    start = HEAD.size + SECTION.size * len(sections)
    table, body = bytearray(HEAD.pack(MAGIC, len(sections))), bytearray()
    for name, raw in sections.items():
        body += b"\0" * (-(start + len(body)) % 8)
        table += SECTION.pack(name.encode(), start + len(body), len(raw))
        body += raw
    path.write_bytes(bytes(table + body))


def write_pack(entries: Iterable[Entry], folder: Path, about: Mapping[str, object], coarse: frozenset[str]) -> None:
    """Write a pack.

    Args:
        entries: the places; ids are unique.
        folder: where to; it is made.
        about: `name`, `version` and `sources` of the pack, for pack.json.
        coarse: countries whose names get sound keys and whose units get bones keys as well as fold keys.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ordered = _ordered(entries)
    number = {other: index for index, entry in enumerate(ordered) for other in entry.also}
    number |= {entry.id: index for index, entry in enumerate(ordered)}
    zone_names = sorted({entry.zone for entry in ordered if entry.zone})
    zones = {"": 0, **{zone: i for i, zone in enumerate(zone_names, 1)}}
    text = _Text()
    sections = {"places": _records(ordered, number, zones, text)}
    sections["order"] = array("I", sorted(range(len(ordered)), key=lambda i: pack_id(ordered[i].id))).tobytes()
    for kind, keys in _index(ordered, coarse).items():
        trie = marisa_trie.Trie(list(keys))
        trie.save(str(folder / f"{kind}.trie"))
        spread: list[Sequence[int]] = [()] * len(keys)
        for key, postings in keys.items():
            spread[trie[key]] = postings
        sections[f"{kind}_first"], sections[f"{kind}_more"] = _postings(spread)
    units = [entry for entry in ordered if entry.level == "adm2"]
    pairs = [(number[e.id], seat) for e in units for seat in dict.fromkeys(number[seat] for seat in e.seats if seat in number)]
    sections["seats"] = array("I", [index for pair in pairs for index in pair]).tobytes()
    sections["near_offsets"], sections["near"] = _lists(sorted(number[n] for n in e.near if n in number) for e in units)
    sounding = (sorted(_keys(e, coarse=e.country in coarse)["sound"]) for e in ordered if e.level in ("adm1", "adm2"))
    sections["sounds_offsets"], sections["sounds"] = _lists([text.put(key) for key in sounds] for sounds in sounding)
    sections["also_ids"], sections["also_at"] = _also(ordered)
    sections["text"] = bytes(text.bytes)
    _write_sections(folder / "places.bin", sections)
    write_history(folder, {entry.id: entry.past for entry in ordered})
    sums = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if path.suffix in (".trie", ".bin")
    }
    manifest = {**about, "format": FORMAT, "places": len(ordered), "level_starts": _starts(ordered), "zones": zone_names, "sha256": sums}
    (folder / "pack.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
