"""Looks a name up in any spelling: exact, folded, by sound, by consonants, and one letter off.

The stages are tried from the finest to the coarsest, and a coarser one is tried only where the finer ones found nothing that fits.
Each match has a likeness from 0 to 1; what chance it gives is in `data/gazetteer/chances.json` (bench/fit_chances.py fits it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import marisa_trie
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from reportedly.gazetteer.bearers import Bearer
from reportedly.gazetteer.fold import bones, fold, sound
from reportedly.gazetteer.pack import LEVELS, Bearing, Record
from reportedly.gazetteer.store import Gazetteer

LETTERS = "abcdfghijklmnprstuvxz"  # of sounds
TYPED = "abcdefghijklmnopqrstuvwxyz "  # of folded names
SHORTEST_EDITED = 4  # letters of a sound; one edit of fewer makes too many other names
# Vowels say least: writers of Persian, Pashto and Arabic names choose them freely, and their scripts leave out most.
VOWELS = re.compile(r"[aiu]+")
LEAST_LIKE = 0.74
LEAST_LIKE_WITHIN = 0.6  # within one province, whose few districts are seldom alike
LEAST_CLOSE_WITHIN = 0.25
LEAST_CLOSE, MOST_CLOSE = 0.55, 40  # letters in common, and how many names are looked at twice
FEW_COUNTRIES = 3
LIKE_BEGINNING = 0.8
# How much a match of each kind is worth before letters are compared.
KINDS = {"exact": 1.0, "sound": 0.97, "exchanged": 0.96, "letter": 0.95, "bones": 0.9, "edit": 0.88, "alike": 0.86}


@dataclass(frozen=True, slots=True)
class Match:
    """A place whose name is like the one asked for.

    Attributes:
        bearer: the place.
        kind: `exact`, `sound`, `bones`, `edit` or `alike`.
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
        within: packed id (`pack.pack_id`) of a unit that contains the place.
    """

    countries: frozenset[str] | None = None
    levels: frozenset[str] | None = None
    within: int | None = None

    def holds(self, record: Record) -> bool:
        """Tell whether a place lies in the area and has a level asked for."""
        if self.countries is not None and record.country not in self.countries:
            return False
        if self.levels is not None and LEVELS[record.level] not in self.levels:
            return False
        return self.within is None or self.within == record.number or self.within in record.units


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
    return [b for b in found if b.how not in plain and area.holds(gazetteer.record_at(b.pack, b.index))]


def exact_matches(gazetteer: Gazetteer, name: str, area: Area = ANYWHERE) -> list[Match]:
    """Places that bear the name but for case, accents and hyphens."""
    return [Match(b, "exact", 1.0) for b in _fitting(gazetteer, gazetteer.bearers("fold", fold(name)), area)]


# What romanisations exchange, but names in Latin letters of their own (Qatar, Ghana) do not: tried where the sound alone finds nothing.
EXCHANGED = (("q", "gh"), ("gh", "q"), ("v", "w"), ("ia", "ya"), ("oa", "ua"))


def sound_matches(gazetteer: Gazetteer, name: str, area: Area = ANYWHERE) -> list[Match]:
    """Places that bear the name in another romanisation."""
    found = _fitting(gazetteer, gazetteer.bearers("sound", sound(name)), area)
    if found:
        return [Match(b, "sound", KINDS["sound"]) for b in found]
    folded = fold(name)
    others = {sound(other) for old, new in EXCHANGED for other in _exchanges(folded, old, new)} - {sound(folded)}
    bearers = (b for other in sorted(others) for b in gazetteer.bearers("sound", other))
    return [Match(b, "sound", KINDS["exchanged"]) for b in _fitting(gazetteer, list(bearers), area)]


def _exchanges(folded: str, old: str, new: str) -> Iterator[str]:
    """A folded name with letters exchanged in one place, and in all."""
    parts = folded.split(old)
    for at in range(1, len(parts)):
        yield old.join(parts[:at]) + new + old.join(parts[at:])
    if len(parts) > 2:  # noqa: PLR2004  more than one place
        yield new.join(parts)


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


def edits(sounded: str, starts: Callable[[str], bool], letters: str) -> Iterator[str]:
    """Every key that is one deletion, swap, replacement or insertion away, as far as some name starts like it.

    Args:
        sounded: a sound, or a folded name.
        starts: tells whether any name starts with some letters; what no name starts with is not gone into.
        letters: what keys of that kind are written with.
    """
    for at in range(len(sounded) + 1):
        head, tail = sounded[:at], sounded[at:]
        if head and not starts(head):
            return
        for letter in letters:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _near(trie: marisa_trie.Trie, key: str, letters: str) -> list[str]:
    """Keys of names that are one letter away; in order, so that of two as likely the same one comes first in every process."""
    return sorted({other for other in edits(key, lambda head: next(trie.iterkeys(head), None) is not None, letters) if other in trie})


def edit_matches(gazetteer: Gazetteer, name: str, area: Area = ANYWHERE) -> list[Match]:
    """Places whose name sounds one letter different; likelier ones first."""
    sounded = sound(name)
    if len(sounded) < SHORTEST_EDITED:
        return []
    best: dict[tuple[int, int], Match] = {}
    for pack in gazetteer.packs:
        trie = pack.trie("sound")
        for other in _near(trie, sounded, LETTERS):
            like = KINDS["edit"] * likeness(sounded, other)
            for bearer in _fitting(gazetteer, gazetteer.bearers("sound", other), area):
                at = (bearer.pack, bearer.index)
                if at not in best or best[at].likeness < like:
                    best[at] = Match(bearer, "edit", like)
    return sorted(best.values(), key=lambda m: -m.likeness)


def letter_matches(gazetteer: Gazetteer, name: str, area: Area = ANYWHERE) -> list[Match]:
    """Units whose folded name is one letter away: a slip of the keyboard may sound quite different (Dara-i Nur, Djra-i Nur)."""
    folded = fold(name)
    if len(folded) < SHORTEST_EDITED or not folded.isascii():
        return []
    found: dict[Bearer, Match] = {}
    for pack in gazetteer.packs:
        trie = pack.trie("fold")
        for other in _near(trie, folded, TYPED):
            if other == folded:
                continue
            like = KINDS["letter"] * DamerauLevenshtein.normalized_similarity(folded, other)
            bearers = _fitting(gazetteer, gazetteer.bearers("fold", other), area)
            found.update({b: Match(b, "edit", like) for b in bearers if _is_unit(gazetteer, b)})
    return list(found.values())


def _is_unit(gazetteer: Gazetteer, bearer: Bearer) -> bool:
    return LEVELS[gazetteer.record_at(bearer.pack, bearer.index).level] in ("adm1", "adm2")


def unit_matches(gazetteer: Gazetteer, name: str, area: Area) -> list[Match]:
    """Units of a few countries that are alike enough as a whole; all their names are compared.

    Without countries, and without a unit around the place, there are too many: none is found.
    """
    sounded, best = sound(name), dict[tuple[int, int], Match]()
    least = LEAST_LIKE if area.within is None else LEAST_LIKE_WITHIN
    for country in sorted(_countries(gazetteer, area)):
        sounds, bearers = gazetteer.unit_sounds(country)
        cutoff = LEAST_CLOSE if area.within is None else LEAST_CLOSE_WITHIN
        close = process.extract(sounded, sounds, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=cutoff, limit=MOST_CLOSE)
        for other, _, at in close:
            bearer, like = bearers[at], _likeness_within(sounded, other) if area.within is not None else likeness(sounded, other)
            if like >= least and area.holds(gazetteer.record_at(bearer.pack, bearer.index)):
                known = best.get((bearer.pack, bearer.index))
                if known is None or known.likeness < KINDS["alike"] * like:
                    best[bearer.pack, bearer.index] = Match(bearer, "alike", KINDS["alike"] * like)
    return sorted(best.values(), key=lambda m: -m.likeness)


def _likeness_within(sounded: str, other: str) -> float:
    """Likeness within a province, where the first word of a name is often the whole that is said of it."""
    begins = len(sounded) >= SHORTEST_EDITED and other.startswith(sounded)
    return max(likeness(sounded, other), LIKE_BEGINNING if begins else 0.0)


def _countries(gazetteer: Gazetteer, area: Area) -> frozenset[str]:
    if area.within is not None:
        around = gazetteer.located(area.within)
        return frozenset({gazetteer.record_at(*around).country}) if around else frozenset()
    return area.countries if area.countries is not None and len(area.countries) <= FEW_COUNTRIES else frozenset()


LARGE = 20_000  # people of a settlement that news name without more ado


def _settled(gazetteer: Gazetteer, found: list[Match]) -> bool:
    """Tell whether a unit or a large settlement is among the matches, so that nothing coarser need be tried."""
    records = (gazetteer.record_at(m.bearer.pack, m.bearer.index) for m in found if m.bearer.how not in (Bearing.SHARED, Bearing.SEAT))
    return any(LEVELS[record.level] in ("country", "adm1", "adm2") or record.population >= LARGE for record in records)


def candidates(gazetteer: Gazetteer, name: str, area: Area = ANYWHERE) -> list[Match]:
    """Places that a name may mean; empty for names that nothing known is like.

    A village may bear by chance what is a misspelling of a district's name; so the coarser stages are left out only
    where a finer one found a unit or a large settlement.
    """
    found: list[Match] = []
    for stage in (exact_matches, sound_matches, letter_matches):
        found += stage(gazetteer, name, area)
        if _settled(gazetteer, found):
            return found
    found += bones_matches(gazetteer, name, area) + edit_matches(gazetteer, name, area)
    return found if _settled(gazetteer, found) else found + unit_matches(gazetteer, name, area)
