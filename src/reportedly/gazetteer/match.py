"""Looks a name up in any spelling: exact, folded, by sound, by consonants, and one letter off.

The stages are tried from the finest to the coarsest, and a coarser one is tried only where the finer ones found nothing that fits.
Each match has a likeness from 0 to 1; `calibrated chances` for them are in `data/gazetteer/weights.json` (bench/places.py measures them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from reportedly.gazetteer.fold import bones, fold, sound
from reportedly.gazetteer.pack import LEVELS, Bearing, Record
from reportedly.gazetteer.store import Bearer, Gazetteer

LETTERS = "abcdfghijklmnprstuvxz"  # of sounds
SHORTEST_EDITED = 4  # letters of a sound; one edit of fewer makes too many other names
# Vowels say least: writers of Persian, Pashto and Arabic names choose them freely, and their scripts leave out most.
VOWELS = re.compile(r"[aiu]+")
LEAST_LIKE = 0.74
# How much a match of each kind is worth before letters are compared.
KINDS = {"exact": 1.0, "sound": 0.97, "bones": 0.9, "edit": 0.88}


@dataclass(frozen=True, slots=True)
class Match:
    """A place whose name is like the one asked for.

    Attributes:
        bearer: the place.
        kind: `exact`, `sound`, `bones` or `edit`.
        likeness: how alike the names are, 0 to 1.
    """

    bearer: Bearer
    kind: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Area:
    """Where and what to look for; None leaves it open.

    Attributes:
        countries: ISO 3166-1 alpha-2 codes.
        levels: administrative levels, of `pack.LEVELS`.
        within: pack and index of a unit that contains the place.
    """

    countries: frozenset[str] | None = None
    levels: frozenset[str] | None = None
    within: tuple[int, int] | None = None

    def holds(self, bearer: Bearer, record: Record) -> bool:
        """Tell whether a place lies in the area and has a level asked for."""
        if self.countries is not None and record.country not in self.countries:
            return False
        if self.levels is not None and LEVELS[record.level] not in self.levels:
            return False
        return self.within is None or (bearer.pack == self.within[0] and self.within[1] in (record.index, record.adm1, record.adm2))


ANYWHERE = Area()


def frame(sounded: str) -> str:
    """Write a sound with all its vowels alike."""
    return VOWELS.sub("a", sounded)


def likeness(one: str, other: str) -> float:
    """How alike two sounds are, 0 to 1: half their letters, half their letters with all vowels alike."""
    letters = DamerauLevenshtein.normalized_similarity(one, other)
    frames = DamerauLevenshtein.normalized_similarity(frame(one), frame(other))
    return 0.4 * letters + 0.6 * frames


def _fitting(gazetteer: Gazetteer, found: list[Bearer], area: Area) -> list[Bearer]:
    plain = (Bearing.DEMONYM, Bearing.CODE)
    return [b for b in found if b.how not in plain and area.holds(b, gazetteer.record_at(b.pack, b.index))]


def exact_matches(gazetteer: Gazetteer, name: str, area: Area = ANYWHERE) -> list[Match]:
    """Places that bear the name but for case, accents and hyphens."""
    return [Match(b, "exact", 1.0) for b in _fitting(gazetteer, gazetteer.bearers("fold", fold(name)), area)]


def sound_matches(gazetteer: Gazetteer, name: str, area: Area = ANYWHERE) -> list[Match]:
    """Places that bear the name in another romanisation."""
    return [Match(b, "sound", KINDS["sound"]) for b in _fitting(gazetteer, gazetteer.bearers("sound", sound(name)), area)]


def bones_matches(gazetteer: Gazetteer, name: str, area: Area = ANYWHERE) -> list[Match]:
    """Units whose names have the same consonants and are alike enough as a whole."""
    sounded = sound(name)
    key = bones(sounded)
    found = _fitting(gazetteer, gazetteer.bearers("bones", key), area) if len(key) > 1 else []
    return list(_alike(gazetteer, sounded, found))


def _alike(gazetteer: Gazetteer, sounded: str, found: list[Bearer]) -> Iterator[Match]:
    for bearer in found:
        names = gazetteer.packs[bearer.pack].sounds(bearer.index) or [sound(gazetteer.of(bearer).name)]
        like = max(likeness(sounded, name) for name in names)
        if like >= LEAST_LIKE:
            yield Match(bearer, "bones", KINDS["bones"] * like)


def edits(sounded: str) -> Iterator[str]:
    """Every sound that is one deletion, swap, replacement or insertion away."""
    for at in range(len(sounded) + 1):
        head, tail = sounded[:at], sounded[at:]
        for letter in LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def edit_matches(gazetteer: Gazetteer, name: str, area: Area = ANYWHERE) -> list[Match]:
    """Places whose name sounds one letter different; likelier ones first."""
    sounded = sound(name)
    if len(sounded) < SHORTEST_EDITED:
        return []
    best: dict[tuple[int, int], Match] = {}
    known = [pack.trie("sound") for pack in gazetteer.packs]
    for other in set(edits(sounded)):
        if not any(other in trie for trie in known):
            continue
        like = KINDS["edit"] * likeness(sounded, other)
        for bearer in _fitting(gazetteer, gazetteer.bearers("sound", other), area):
            at = (bearer.pack, bearer.index)
            if at not in best or best[at].likeness < like:
                best[at] = Match(bearer, "edit", like)
    return sorted(best.values(), key=lambda m: -m.likeness)


def unit_matches(gazetteer: Gazetteer, name: str, area: Area) -> list[Match]:
    """Districts of one province that are alike enough; a province has few, so all are compared."""
    if area.within is None:
        return []
    sounded, pack = sound(name), gazetteer.packs[area.within[0]]
    found = []
    for index in pack.units_in(area.within[1]):
        like = max((likeness(sounded, other) for other in pack.sounds(index)), default=0.0)
        if like >= LEAST_LIKE:
            found.append(Match(Bearer(area.within[0], index, Bearing.ALIAS), "edit", KINDS["edit"] * like))
    return sorted(found, key=lambda m: -m.likeness)


STAGES: tuple[Callable[[Gazetteer, str, Area], list[Match]], ...] = (exact_matches, sound_matches, bones_matches, edit_matches)


def candidates(gazetteer: Gazetteer, name: str, area: Area = ANYWHERE) -> list[Match]:
    """Places that a name may mean, from the finest stage that finds any; empty for names that nothing known is like."""
    for stage in STAGES:
        found = stage(gazetteer, name, area)
        if found:
            return found
    return []
