"""Finds districts and provinces in Arabic script whose spelling nobody knows, by the word for their kind beside them.

A name next to "district" is looked up among the districts of the report's country by its sound, as readers of another script write it:
Arabic "بولي حصار" is Puli Hisar. Without such a word nothing is guessed from a sound: too many words of everyday sound alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from reportedly.gazetteer.fold import bones, fold, sound
from reportedly.gazetteer.lookup import Answer, look_up
from reportedly.gazetteer.match import Area
from reportedly.gazetteer.store import Gazetteer
from reportedly.resolve.partyfile import packaged
from reportedly.resolve.partynames import Phrases, words
from reportedly.resolve.scripts import ARABIC, ARABIC_WORD, ScriptWords, script_words
from reportedly.terms.place import Level, PlaceMention, PlaceRef

LONGEST = 3  # words of a name
LEAST = {"exact": 0.3, "sound": 0.5, "bones": 0.5}  # chance from which an answer of each way of matching is taken
LEAST_TOWN = {"exact": 0.6}  # the same for towns, of which there are many more
SHORTEST = 3  # letters
SURE = 0.8  # that a province is meant where it alone has the consonants of the name: a country has a few dozen
SHORTEST_AGAIN = 4  # letters of a name that is known again without its kind
LOUD = 2  # votes
_VALLEY = {"وادی": "province"}  # Arabic for the one Afghan province that is a valley; elsewhere no province bears the name
_LOUD = frozenset({Level.COUNTRY, Level.ADM1})
_LEVELS = {"district": Level.ADM2, "province": Level.ADM1, "centre": Level.SETTLEMENT}
_NOT_ARABIC = re.compile("[پچژگټځڅډړږښګڼۍې]")  # letters of Persian and Pashto, which glue no "and" to names
_PASHTO = re.compile("[ټډړږښڼځڅېۍ]")
_GAP = re.compile(r"[\s،,و]*\Z|\s*،?\s*(?:و|او)\s+\Z")
_GLUED = ("و", "ب", "ل")
_NAMELY, _NAMELY_WITHIN = frozenset({"هی", "وهی", "هما", "وهما", "شامل"}), 6
_SMALL = frozenset(
    {"د", "را", "در", "از", "به", "که", "فی", "ان", "انه", "انها", "قد", "من", "الی", "په", "له", "و", "او", "کې", "ته", "چې", "پر"}
)
_OF_NAMES = frozenset({"ده"})  # "village" begins names, and is a small word as well
# Letters that Arabic has not, and those that it writes for them.
_FOREIGN = (("ب", "پ"), ("ج", "چ"), ("ج", "گ"), ("غ", "گ"), ("ک", "گ"))
WHY = "by its sound, as a {} of {}, by the word beside it"


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    key: str


def beside_units(text: str, found: Sequence[PlaceRef], gazetteer: Gazetteer) -> tuple[PlaceRef, ...]:
    """Add the units that are named beside the word for their kind and were not found by their spelling.

    Args:
        text: the report's text.
        found: what was found in it, in order.
        gazetteer: where to look.

    Returns:
        All references in order, not overlapping; the same where the country of the report is not known.
    """
    country = _country(found) or _country_of_parties(text)
    if country is None:
        return tuple(found)
    finder = _Finder(text, [_Word(m.start(), m.end(), m.group(), fold(m.group())) for m in ARABIC_WORD.finditer(text)], gazetteer, country)
    kept = [finder.own_name(ref) for ref in found if ref.mention is not None]
    added = [ref for ref in finder.find(kept) if ref.mention is not None]
    covered = [ref for ref in kept if not any(_overlap(ref, new) for new in added)]
    every = [*covered, *added]
    every += [ref for new in added for ref in _repeated(text, new) if not any(_overlap(ref, other) for other in every)]
    return tuple(sorted(every, key=_start))


def _repeated(text: str, named: PlaceRef) -> Iterator[PlaceRef]:
    """The same name elsewhere in the report, where no word for a unit stands beside it."""
    if named.mention is None or len(named.text) < SHORTEST_AGAIN:
        return
    for match in re.finditer(rf"(?<!\w)[وبل]?({re.escape(named.text)})(?!\w)", text):
        if match.start(1) != named.mention.start:
            yield replace(named, mention=PlaceMention(match.start(1), match.end(1), named.text))


def _start(ref: PlaceRef) -> int:
    return ref.mention.start if ref.mention is not None else 0


def _country(found: Sequence[PlaceRef]) -> str | None:
    """The country that the places of a report speak for; countries and provinces speak louder than towns, whose names are words as well."""
    votes: Counter[str] = Counter()
    for ref in found:
        if ref.place is not None and ref.place.country:
            votes[ref.place.country] += LOUD if ref.place.level in _LOUD else 1
    return votes.most_common(1)[0][0] if votes else None


def _alike(name: str, other: str) -> bool:
    return bones(sound(name)) == bones(sound(other))


def _spellings(name: str) -> Iterator[str]:
    """A name as it stands, and with letters that Arabic writes for those that it has not."""
    yield name
    key = fold(name)
    yield from (key.replace(letter, other) for letter, other in _FOREIGN if letter in key)


@cache
def _parties() -> Phrases[tuple[str, ...]]:
    return Phrases((name, party.countries) for party in packaged() for name in party.names if ARABIC_WORD.match(name))


def _country_of_parties(text: str) -> str | None:
    """The country in which the parties that a text names fight; None where they leave it open."""
    votes = Counter(countries[0] for countries in {match.value for match in _parties().find(words(text))} if len(countries) == 1)
    return next(iter(votes)) if len(votes) == 1 else None


def _overlap(one: PlaceRef, other: PlaceRef) -> bool:
    if one.mention is None or other.mention is None:
        return False
    return one.mention.start < other.mention.end and other.mention.start < one.mention.end


@dataclass(frozen=True, slots=True)
class _Finder:
    text: str
    words: Sequence[_Word]
    gazetteer: Gazetteer
    country: str

    def find(self, known: Sequence[PlaceRef]) -> Iterator[PlaceRef]:
        """Yield what stands beside the words for units and is not known in full."""
        pashto, at = bool(_PASHTO.search(self.text)), 0
        while at < len(self.words):
            unit = self._unit(at)
            if unit is None:
                at += 1
                continue
            yield from self._backward(at, unit, known) if pashto and unit != "centre" else self._forward(at + 1, unit, known)
            at += 1

    def own_name(self, ref: PlaceRef) -> PlaceRef:
        """The reference, with the province that bears a name as its own rather than one that once bore it beside others."""
        place, mention = ref.place, ref.mention
        if place is None or mention is None or place.country != self.country or _alike(place.name, ref.text):
            return ref
        if place.level is not Level.ADM1 or script_words(ARABIC).units.get(fold(mention.unit or "")) != "province":
            return ref
        area = Area(frozenset({self.country}), frozenset({Level.ADM1.value}))
        own = next((answer for answer in look_up(self.gazetteer, ref.text, area) if _alike(answer.place.name, ref.text)), None)
        return ref if own is None else replace(ref, place=own.place, why=WHY.format("province", self.country))

    def _unit(self, at: int) -> str | None:
        known = script_words(ARABIC)
        for key in (self.words[at].key, *(self.words[at].key.removeprefix(glue) for glue in _GLUED)):
            unit = known.units.get(key) or known.behind.get(key) or _VALLEY.get(key)
            if unit in _LEVELS:
                return unit
        return None

    def _forward(self, at: int, unit: str, known: Sequence[PlaceRef]) -> Iterator[PlaceRef]:
        """The names behind a word for a unit, each after the other of a list."""
        first = at = self._introduced(at)
        while first < len(self.words):
            if first > at and not _GAP.match(self.text[self.words[first - 1].end : self.words[first].start]):
                return
            one = self._named(first, range(LONGEST, 0, -1), unit, known, glued=first > at)
            if one is None:
                return
            last, ref = one
            if ref is not None:
                yield ref
            joined = self._joins(last)
            if joined is None:
                return
            first = joined

    def _introduced(self, at: int) -> int:
        """Where the names of a list begin: "three districts in the province of X, namely …"."""
        ahead = range(at, min(len(self.words), at + _NAMELY_WITHIN))
        return next((first + 1 for first in ahead if self.words[first].key in _NAMELY), at)

    def _joins(self, last: int) -> int | None:
        """The word with which a list goes on; None where it ends."""
        if last >= len(self.words):
            return None
        between = self.text[self.words[last - 1].end : self.words[last].start]
        if self.words[last].key in {"و", "او"}:
            return last + 1 if last + 1 < len(self.words) else None
        glued = self.words[last].key.startswith("و") and not _NOT_ARABIC.search(self.text)
        return last if "،" in between or "," in between or glued else None

    def _named(
        self, first: int, sizes: Sequence[int], unit: str, known: Sequence[PlaceRef], *, glued: bool
    ) -> tuple[int, PlaceRef | None] | None:
        """The name that begins at a word: the word after it, and its reference where it was not found before; None for no name."""
        skip = 1 if glued and self.words[first].key.startswith("و") and self.words[first].key != "و" else 0
        for size in sizes:
            last = first + size
            if last > len(self.words) or not self._is_name(self.words[first:last]):
                continue
            start, end = self.words[first].start, self.words[last - 1].end
            found = next((ref for ref in known if ref.mention and ref.mention.start <= start + 1 and ref.mention.end == end), None)
            if found is not None:
                return last, None
            for cut in (0, skip) if skip else (0,):
                ref = self._looked_up(start + cut, end, unit)
                if ref is not None:
                    return last, ref
        return None

    def _backward(self, at: int, unit: str, known: Sequence[PlaceRef]) -> Iterator[PlaceRef]:
        """The names before a word for a unit, as Pashto puts them."""
        last = at
        while last > 0:
            one = self._ending(last, unit, known)
            if one is None:
                return
            first, ref = one
            if ref is not None:
                yield ref
            before = self.words[first - 1] if first > 0 else None
            comma = before is not None and "،" in self.text[before.end : self.words[first].start]
            if before is None or not (comma or before.key in {"او", "و"}):
                return
            last = first if comma else first - 1

    def _ending(self, last: int, unit: str, known: Sequence[PlaceRef]) -> tuple[int, PlaceRef | None] | None:
        for size in range(LONGEST, 0, -1):
            first = last - size
            if first < 0 or not self._is_name(self.words[first:last]):
                continue
            start, end = self.words[first].start, self.words[last - 1].end
            if any(ref.mention and ref.mention.start == start and ref.mention.end == end for ref in known):
                return first, None
            ref = self._looked_up(start, end, unit)
            if ref is not None:
                return first, ref
        return None

    def _is_name(self, words: Sequence[_Word]) -> bool:
        """Tell whether words may be a name: no small word by itself, no word for a unit, nothing but blanks between them."""
        known: ScriptWords = script_words(ARABIC)
        apart = any(not self.text[one.end : two.start].isspace() for one, two in pairwise(words))
        small = len(words) == 1 and (words[0].key in known.stop or words[0].key in known.locative)
        unit = any(self._is_unit(word) and word.key not in _OF_NAMES for word in words) or words[-1].key in _OF_NAMES
        edge = any(word.key in _SMALL or word.key.removeprefix("و") in _SMALL for word in (words[0], words[-1]))
        return not (apart or small or unit or edge) and sum(len(word.key) for word in words) >= SHORTEST

    def _answers(self, spelling: str, area: Area) -> Sequence[Answer]:
        answers = look_up(self.gazetteer, spelling, area)
        own = [answer for answer in answers if answer.place.level is Level.ADM1 and _alike(answer.place.name, spelling)]
        if len(own) == 1 and answers[0].chance < SURE:
            return (replace(own[0], chance=SURE),)
        least = LEAST_TOWN if area.levels == frozenset({Level.SETTLEMENT.value}) else LEAST
        return answers if answers and answers[0].chance >= least.get(answers[0].kind, 1.0) else ()

    def _is_unit(self, word: _Word) -> bool:
        known = script_words(ARABIC)
        return word.key in known.units or word.key in known.behind

    def _looked_up(self, start: int, end: int, unit: str) -> PlaceRef | None:
        area = Area(frozenset({self.country}), frozenset({_LEVELS[unit].value}))
        name = self.text[start:end]
        answers = next((found for spelling in _spellings(name) if (found := self._answers(spelling, area))), ())
        if not answers:
            return None
        best = next((answer for answer in answers if _alike(answer.place.name, name)), answers[0])
        others = tuple((answer.place, round(answer.chance, 3)) for answer in answers if answer is not best)
        why = WHY.format(unit, self.country)
        return PlaceRef(name, best.place, round(best.chance, 3), why, PlaceMention(start, end, name, unit), others)
