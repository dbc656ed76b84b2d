"""Finds the names of places and parties in a sentence, and what marks the part that each plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportedly.extract.arabic_script.lexicon import BACK, Language
from reportedly.extract.arabic_script.text import Found, Line, Phrases, Word, verbatim
from reportedly.terms.place import PlaceMention
from reportedly.terms.statement import PartyMention

PLAIN = "plain"
OF = "of"  # stands in a genitive: something of the name is meant, not itself
AND = "and"
ADJECTIVE = "adjective"
_HEADS_OF_NAMES = frozenset({"none", "rebel", "militia"})  # "the fighters of X"
_PROVINCE = "province"
_AT = {"ب": "at", "ل": "to", "ک": OF}
_LONGEST_GAP = 6
AGAIN = 1000  # above the numbers of lists of names
_OPENING = frozenset("«\"“'(#[")


@dataclass(frozen=True, slots=True)
class Name:
    """A place or a party in a sentence.

    Attributes:
        first: its first word, with the words of its kind before it.
        last: the word after its last, with the words of its kind behind it.
        mark: what marks it: a class of the language file, `plain`, `of`, or `and` for one that only goes on with a list.
        behind: of a place, what marks it from behind, which is then taken for its mark; None for nothing.
        place: the place; None for parties.
        party: the party; None for places.
        listed: number of the list of names that it stands in.
        province: whether words beside it say that it is a province.
        site: whether a site within it is meant.
        unit: whether words of its kind stand beside it.
        sort: of a party, what its words are.
    """

    first: int
    last: int
    mark: str
    behind: str | None = None
    place: PlaceMention | None = None
    party: PartyMention | None = None
    listed: int = 0
    province: bool = False
    site: bool = False
    unit: bool = False
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a sentence, in its order."""

    places: tuple[Name, ...]
    parties: tuple[Name, ...]


@dataclass(slots=True)
class Finder:
    """Finds names in one sentence.

    Attributes:
        language: its language.
        text: the report's text.
        line: the sentence.
        known: words, by number, that a plain name may follow: verbs, times, the ends of other names.
        before: the parties named before this sentence, latest last.
        told: the places told of last.
        spoken: words, by number, of times and of speaking, which name no place.
    """

    language: Language
    text: str
    line: Line
    known: set[int] = field(default_factory=set)
    before: Sequence[PartyMention] = ()
    told: Sequence[PlaceMention] = ()
    spoken: frozenset[int] = frozenset()

    def find(self, mentions: Sequence[PlaceMention]) -> Names:
        """Find the parties of the sentence, and how they and the places that others found in it are marked."""
        taken = self._taken(mentions)
        parties = self._antecedents(self._parties(taken))
        self.known |= {at for party in parties for at in range(party.first, party.last)}
        places = self._listed(self._contained([self._place(mention, *span) for mention, span in taken.items()]))
        again = self._again(places)
        return Names((*places, *again), tuple(self._marked(party) for party in parties))

    def _again(self, places: Sequence[Name]) -> list[Name]:
        """The places that "the town" stands for: the last that the sentence names before it, else those told of last."""
        taken = {at for place in places for at in range(place.first, place.last)}
        for at in range(len(self.line.words)):
            found = next(iter(self.language.again.at(self.line.words, at)), None)
            if found is None or taken & set(range(found.first, found.last + 1)):
                continue
            before = [place.place for place in places if place.last <= at and place.place is not None and self._is_near(place, at)]
            told = before[-1:] or (self.told if found.value == "places" else self.told[-1:])
            mark = _glued_mark(found.glued) or self._mark_before(found.first, found.glued, strict=False)
            mark = self._mark_behind(found.last) or mark
            made = Name(found.first, found.last, PLAIN if mark == AND else mark, listed=AGAIN + at, unit=True)
            return [replace(made, place=place) for place in told]
        return []

    def _is_near(self, place: Name, at: int) -> bool:
        """Tell whether a place is what "the town" behind it stands for: no province, and in the same mouth."""
        return not place.province and self.spoken.isdisjoint(range(place.last, at))

    def _taken(self, mentions: Sequence[PlaceMention]) -> dict[PlaceMention, tuple[int, int]]:
        words = self.line.words
        spans = {}
        for mention in mentions:
            inside = [at for at, word in enumerate(words) if word.start < mention.end and mention.start < word.end]
            if inside and not self.spoken.issuperset(inside):
                spans[mention] = (inside[0], inside[-1] + 1)
        return spans

    # ---- parties

    def _parties(self, taken: dict[PlaceMention, tuple[int, int]]) -> list[Name]:
        words, found, at = self.line.words, list[Name](), 0
        places = {span[0]: span for span in taken.values()}
        while at < len(words):
            one = self._party_at(at)
            if one is None or (one.sort != "country" and one.first in places and one.last <= places[one.first][1]):
                at += 1
                continue
            found.append(one)
            at = one.last
        return found

    def _antecedents(self, parties: Sequence[Name]) -> list[Name]:
        """The parties, with what "the group" stands for; where nothing was named before, it names nobody."""
        found, last = list[Name](), next((party for party in reversed(self.before)), None)
        for name in parties:
            if name.sort != BACK:
                last = name.party
                found.append(name)
            elif last is not None and name.party is not None:
                found.append(replace(name, party=replace(name.party, antecedent=last.antecedent or last.text)))
        return found

    def _party_at(self, at: int) -> Name | None:
        starts = self._phrase(at)
        if starts is None:
            return None
        last, sorts = starts.last, [starts.value]
        if starts.value == BACK:
            return self._party_name(at, last, starts.glued, sorts)
        defined = starts.glued.endswith("ال")
        while last < len(self.line.words):
            more = self._phrase(last)
            if more is None or more.value == BACK or more.glued not in {"", "ال"} or not self._goes_on(sorts, more, defined=defined):
                break
            last, sorts = more.last, [*sorts, more.value]
        if set(sorts) == {ADJECTIVE} and not (at in self.known or at - 1 in self.known):
            return None
        return self._party_name(at, last, starts.glued, sorts)

    def _party_name(self, first: int, last: int, glued: str, sorts: Sequence[str]) -> Name:
        words = self.line.words[first:last]
        start = words[0].start + len(_cut(self.text, words[0], glued))
        mention = PartyMention(start, words[-1].end, verbatim(self.text, (replace(words[0], start=start), *words[1:])))
        sort = next((one for one in sorts if one not in {"none", ADJECTIVE}), sorts[0])
        return Name(first, last, glued, party=mention, sort=sort)

    def _phrase(self, at: int) -> Found[str] | None:
        """The phrase of a party that begins at a word; proper names go before the words of which they are made."""
        found = self.language.parties.at(self.line.words, at)
        return max(found, key=lambda one: (one.last, one.value == "name"), default=None)

    def _goes_on(self, sorts: Sequence[str], more: Found[str], *, defined: bool) -> bool:
        """Tell whether words go on with a party rather than name the next one."""
        if more.value == ADJECTIVE or (more.value == "country" and "name" not in sorts):
            return True
        if self.language.verb_first:
            return not defined and "name" not in sorts
        before = set(sorts) - {ADJECTIVE}
        return not before or before <= _HEADS_OF_NAMES or more.value in _HEADS_OF_NAMES

    def _marked(self, party: Name) -> Name:
        """The party with its mark; until then `mark` holds what is glued to it."""
        first = party.first
        while (filler := self.language.around.ending(self.line.words, first)) is not None and filler.value == "fillers":
            first = filler.first
        mark = _glued_mark(party.mark) or self._mark_before(first, party.mark, strict=True)
        mark = self._mark_behind(party.last) or mark
        return replace(party, mark=ADJECTIVE if party.sort == ADJECTIVE and mark == PLAIN else mark)

    # ---- places

    def _place(self, mention: PlaceMention, first: int, last: int) -> Name:
        words = self.line.words
        glued = words[first].key[: max(0, mention.start - words[first].start)] if mention.start > words[first].start else ""
        kinds, start, glue = self._before(first, glued)
        kinds, end = self._behind(last, kinds)
        unit = bool(kinds & {"units", _PROVINCE})
        mark = _glued_mark(glue) or self._mark_before(start, glue, strict=not unit)
        site = bool(kinds & {"sites", "capital"})
        return Name(start, end, mark, self._mark_behind(end), place=mention, province=_PROVINCE in kinds, site=site, unit=unit)

    def _before(self, first: int, glued: str) -> tuple[set[str], int, str]:
        """The words of its kind before a name: what they are, the first of them, and what is glued to that."""
        kinds: set[str] = set()
        while not _glued_mark(glued):
            found = self.language.around.ending(self.line.words, first)
            if found is None:
                break
            kinds.add(found.value)
            first, glued = found.first, found.glued
        return kinds, first, glued

    def _behind(self, last: int, kinds: set[str]) -> tuple[set[str], int]:
        while not self.language.verb_first and last < len(self.line.words):
            found = next((one for one in self.language.around.at(self.line.words, last) if one.value != "fillers"), None)
            if found is None or self.language.right.at(self.line.words, last):
                break
            kinds, last = kinds | {found.value}, found.last
        return kinds, last

    def _mark_before(self, first: int, glued: str, *, strict: bool) -> str:
        if glued[:1] in {"و", "ف"}:
            return AND
        found = self.language.left.ending(self.line.words, first)
        if found is not None:
            return found.value
        if strict and self.language.verb_first and first > 0 and self._is_noun(first - 1):
            return OF
        return PLAIN

    def _is_noun(self, at: int) -> bool:
        """Tell whether a word is nothing that a plain name may follow."""
        word = self.line.words[at]
        return word.letters and at not in self.known and self.language.that.ending(self.line.words, at + 1) is None

    def _mark_behind(self, last: int) -> str | None:
        if last >= len(self.line.words):
            return None
        found = self.language.right.at(self.line.words, last)
        return found[0].value if found else None

    def _contained(self, places: Sequence[Name]) -> list[Name]:
        """The places without those that only say where another one lies; what marks the last of them from behind marks the one before."""
        kept: list[Name] = []
        for at, place in enumerate(places):
            if self._contains_next(places, at):
                continue
            if kept and self._holds_last(places, at):
                kept[-1] = replace(kept[-1], last=place.last, behind=place.behind or kept[-1].behind)
                continue
            kept.append(place)
        return [replace(place, mark=place.behind or place.mark) for place in kept]

    def _gap(self, one: Name, other: Name) -> list[Word]:
        """The words between two names that are not of their kind."""
        return [word for word in self.line.words[one.last : other.first] if word.letters or word.key in "،,"]

    def _holds_last(self, places: Sequence[Name], at: int) -> bool:
        """Tell whether a place stands behind one that lies in it: "X, Baghlan", "X in Baghlan", "X district of Baghlan province"."""
        gap = self._gap(places[at - 1], places[at])
        joined = places[at].mark == AND or any(word.key in {"،", ",", "و", "او"} for word in gap)
        return not joined and (not gap or (len(gap) <= 1 and places[at].mark in {"at", OF}))

    def _contains_next(self, places: Sequence[Name], at: int) -> bool:
        """Tell whether a place stands in a genitive before one that lies in it, as Pashto puts it: "of Baghlan the district of X"."""
        if self.language.name != "ps" or at + 1 >= len(places):
            return False
        between = self.line.words[places[at].last : places[at + 1].first]
        return places[at].mark == OF and not between

    def _listed(self, places: Sequence[Name]) -> list[Name]:
        """The places with the lists that they stand in: what goes on with a list has the mark of its first."""
        found: list[Name] = []
        for number, place in enumerate(places, 1):
            before = found[-1] if found else None
            if before is not None and self._joined(before, place):
                mark = before.mark if place.mark in {AND, PLAIN, OF} else place.mark
                if not self.language.verb_first and place.mark not in {AND, PLAIN, OF}:
                    found = [replace(one, mark=place.mark) if one.listed == before.listed else one for one in found]
                found.append(replace(place, listed=before.listed, mark=mark, unit=place.unit or before.unit))
            else:
                found.append(replace(place, listed=number, mark=PLAIN if place.mark == AND else place.mark))
        return found

    def _joined(self, before: Name, place: Name) -> bool:
        between = self.line.words[before.last : place.first]
        joins = sum(word.key in {"،", ",", "و", "او"} for word in between)
        clean = all(word.key in {"،", ",", "و", "او"} or self._is_where(word) for word in between)
        return clean and len(between) <= _LONGEST_GAP and (joins > 0 or place.mark == AND)

    def _is_where(self, word: Word) -> bool:
        return bool(self.language.around.at((word,), 0)) or word.key in _OPENING


def _cut(text: str, word: Word, glued: str) -> str:
    """The letters of a word that are glued to its front, without the article, but "lil-" whole."""
    head = glued.removesuffix("ال")
    if glued.endswith("لال"):
        head = glued[: -len("ال")] + "ل"
    written = text[word.start : word.end]
    return written[: len(head)] if len(head) < len(written) else ""


def _glued_mark(glued: str) -> str | None:
    """What letters glued to a word mark; None where they mark nothing."""
    return next((_AT[letter] for letter in glued.removesuffix("ال") if letter in _AT), None)


__all__ = ["ADJECTIVE", "AND", "OF", "PLAIN", "Finder", "Name", "Names", "Phrases"]
