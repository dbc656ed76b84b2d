"""Reads lists of places and of parties out of neighbouring noun phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportedly.extract.chunks import Chunk, Parse, Type
from reportedly.extract.lexicon import words
from reportedly.extract.numbers import number
from reportedly.terms.place import PlaceMention


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a list.

    Attributes:
        mention: the place; None where the words only say "the district", "three areas".
        chunk: index of its noun phrase.
        word: the head noun: a type word, a site, or the last word of the name.
        site: whether it is a site within a place ("checkpoints in X"), not a place.
        share: whether only a part of the place is meant ("half of X", "villages in X").
        definite: whether an unnamed one points back ("the district").
    """

    mention: PlaceMention | None
    chunk: int
    word: str
    site: bool = False
    share: bool = False
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring noun phrases that stand in one slot together.

    Attributes:
        first: index of its first chunk.
        last: index after its last chunk.
        items: the places; empty for a group that names no place.
        members: indices of the head noun phrases in it.
    """

    first: int
    last: int
    items: tuple[Item, ...]
    members: tuple[int, ...]


@cache
def nouns(*keys: str) -> frozenset[str]:
    """Load and join sets of head nouns."""
    return frozenset().union(*(words("nouns", key) for key in keys))


@cache
def _unnamed() -> frozenset[str]:
    return nouns("areas", "sites", "seats", "shares")


def is_place(chunk: Chunk) -> bool:
    """Tell whether a noun phrase stands for a place: by name, or by type ("the district")."""
    return chunk.type == Type.NOUN and (chunk.placed or (chunk.word in _unnamed() and chunk.word not in nouns("armed")))


def is_party(parse: Parse, chunk: Chunk) -> bool:
    """Tell whether a noun phrase names or describes a party that can fight or hold."""
    if chunk.type != Type.NOUN or chunk.placed:
        return False
    return chunk.word in nouns("armed", "names") or any(token.lower in nouns("names") for token in parse.tokens[chunk.first : chunk.last])


_LIST_LINKS = frozenset({Type.AND, Type.COMMA})
_INSIDE = frozenset({"in", "of", "at", "near", "around", "across", "within", "inside", "from"})
_UPPER_UNITS = frozenset({"province", "provinces", "state", "governorate", "oblast", "county"})
_BACK = frozenset({"the", "this", "that", "these", "those", "both", "all", "their", "its", "all three"})


class Lists:
    """Finds the group of every noun phrase of a sentence."""

    def __init__(self, parse: Parse) -> None:
        """Read the lists of a sentence."""
        self.parse = parse
        self.chunks = parse.chunks
        self.groups: dict[int, Group] = {}
        index = 0
        while index < len(self.chunks):
            if self.chunks[index].type != Type.NOUN:
                index += 1
                continue
            group = self._read(index)
            for member in range(group.first, group.last):
                self.groups[member] = group
            index = group.last

    def _read(self, first: int) -> Group:
        return self._places(first) if is_place(self.chunks[first]) or self._is_whole(first) else self._others(first)

    def _is_whole(self, index: int) -> bool:
        """Whether words only say that a place is meant with all its parts: "all of X", "the whole of X"."""
        named = self.chunks[index].word in nouns("wholes") and self._inner(index + 1) is not None
        return named and self.chunks[index + 1].word == "of"

    def _type(self, index: int) -> Type | None:
        return self.chunks[index].type if 0 <= index < len(self.chunks) else None

    def _adjacent(self, left: int) -> bool:
        """Whether nothing stands between a chunk and the next but adverbs."""
        return left + 1 < len(self.chunks)

    def _others(self, first: int) -> Group:
        """Read "soldiers and policemen", "A, B and C" of what are no places."""
        members, last = [first], first + 1
        while (link := self._link(last)) and self._alike(first, link):
            members.append(link)
            last = link + 1
        return Group(first, last, (), tuple(members))

    def _alike(self, first: int, other: int) -> bool:
        """Whether two noun phrases stand in one list; a verb right after the second says that it begins a clause of its own."""
        one, two = self.chunks[first], self.chunks[other]
        if two.type != Type.NOUN or is_place(two) or is_time(two) or is_time(one):
            return False
        if self._type(other + 1) == Type.VERB and self.chunks[other + 1].finite and self._verb_before(first):
            return False
        by_comma = self.chunks[other - 1].type == Type.COMMA
        return not by_comma or (is_party(self.parse, one) and is_party(self.parse, two) and self._list_closes(other))

    def _verb_before(self, first: int) -> bool:
        return any(chunk.type == Type.VERB for chunk in self.chunks[max(0, first - 3) : first])

    def _list_closes(self, index: int) -> bool:
        """Whether an "and" comes before the clause ends, so that commas separate members."""
        for chunk in self.chunks[index + 1 :]:
            if chunk.type == Type.AND:
                return True
            if chunk.type not in (Type.NOUN, Type.COMMA):
                return False
        return False

    def _link(self, index: int) -> int | None:
        """The chunk after "and", "," or ", and" at `index`."""
        if self._type(index) == Type.COMMA and self._type(index + 1) == Type.AND:
            return index + 2 if self._type(index + 2) else None
        return index + 1 if self._type(index) in _LIST_LINKS and self._type(index + 1) else None

    def _places(self, first: int) -> Group:
        items, last = self._member(first)
        members = [first]
        while (link := self._next_place(last, items)) is not None and not self._begins_clause(first, last, link):
            more, last = self._member(link)
            members.append(link)
            items += more
        return Group(first, last, tuple(items), tuple(members))

    def _begins_clause(self, first: int, comma: int, link: int) -> bool:
        """Whether a place after a comma is the subject of what follows: "according to officials in X, Y was taken"."""
        led = self._type(first - 1) == Type.PREPOSITION and self._type(comma) == Type.COMMA and link == comma + 1
        return led and self._type(link + 1) == Type.VERB and self.chunks[link + 1].finite

    def _next_place(self, last: int, items: Sequence[Item]) -> int | None:
        link = self._link(last)
        if link is None or not is_place(self.chunks[link]):
            return None
        named_before = any(item.mention for item in items)
        return link if bool(self.chunks[link].mentions) == named_before else None

    def _member(self, index: int) -> tuple[list[Item], int]:
        """Read one place with what contains it: "Burka district of Baghlan", "parts of X and Y", "Kunduz (6 Aug)"."""
        chunk = self.chunks[index]
        last = index + 1
        inner = self._inner(last)
        described = inner is not None and all(mention.text.lower() in words("grammar", "adjectives") for mention in chunk.mentions)
        if chunk.mentions and not described:
            items = [self._item(index, mention) for mention in self._meant(chunk)]
            return items, self._after_containers(last, items)
        if inner is None:
            return self._unnamed_member(index)
        preposition, start = self.chunks[last].word, inner
        inside = self._places(start)
        counted = any(self.parse.tags[i] == "#" for i in range(chunk.first, chunk.head))
        partly = preposition != "of" or counted or chunk.word in nouns("shares") or chunk.word in {"villages", "village", "areas", "hills"}
        site = chunk.word in nouns("sites")
        listed = any(self._type(at) == Type.AND for at in range(start, inside.last))
        items = [
            Item(self._extended(chunk, item.mention), item.chunk, chunk.word, site=site, share=partly and not site)
            if listed or item.chunk == inside.first
            else item  # "eight districts of X, Y among them": Y is one of the eight
            for item in inside.items
        ]
        return items, inside.last

    def _extended(self, chunk: Chunk, mention: PlaceMention | None) -> PlaceMention | None:
        """Say of a place how much of it the words before "of" or "in" mean, where they tell."""
        found = None if mention is None else extent([token.lower for token in self.parse.tokens[chunk.first : chunk.head + 1]])
        return mention if mention is None or found is None else replace(mention, extent=found)

    def _unnamed_member(self, index: int) -> tuple[list[Item], int]:
        """Read a place without a known name; "Xyz district, Helmand province" lies somewhere in Helmand."""
        chunk, comma = self.chunks[index], index + 1
        outer = self.chunks[index + 2] if self._type(comma) == Type.COMMA and self._type(index + 2) == Type.NOUN else None
        named = any(self.parse.tags[i] == "P" for i in range(chunk.first, chunk.last))
        if named and outer is not None and outer.placed and outer.word in _UPPER_UNITS:
            return [Item(outer.mentions[0], index, chunk.word, share=True)], index + 3
        return [self._item(index, None)], self._after_bracket(index + 1)

    def _meant(self, chunk: Chunk) -> list[PlaceMention]:
        """The places that a noun phrase is about: its head where that is a name ("the Thai capital Bangkok"), else all of them."""
        head = self.parse.tokens[chunk.head]
        heading = [mention for mention in chunk.mentions if mention.start <= head.start < mention.end]
        return heading or [mention for mention in chunk.mentions if not self._contains_another(mention, chunk)]

    @staticmethod
    def _contains_another(mention: PlaceMention, chunk: Chunk) -> bool:
        return any(mention.text in other.within for other in chunk.mentions if other is not mention)

    def _item(self, index: int, mention: PlaceMention | None) -> Item:
        chunk = self.chunks[index]
        opening, head = self.parse.tokens[chunk.first].lower, self.parse.tokens[chunk.head]
        named_so = mention is not None and mention.start < head.start < mention.end  # "Chaman Bridge" as the name of a town
        site = chunk.word in nouns("sites") and chunk.word not in nouns("seats") and not named_so
        return Item(mention, index, chunk.word, site=site, definite=mention is None and opening in _BACK)

    def _inner(self, index: int) -> int | None:
        """The place after "of" or "in" at `index`."""
        if self._type(index) == Type.PREPOSITION and self.chunks[index].word in _INSIDE and self._type(index + 1) == Type.NOUN:
            return index + 1 if is_place(self.chunks[index + 1]) and self.chunks[index + 1].mentions else None
        return None

    def _after_containers(self, index: int, items: Sequence[Item]) -> int:
        """Skip "in Baghlan", "of Baghlan province", ", Baghlan province," and brackets after a named place."""
        while True:
            index = self._after_bracket(index)
            inner = self._inner(index)
            if inner is not None and self.chunks[index].word in {"in", "of"}:
                index = inner + 1
            elif self._type(index) == Type.COMMA and self._is_container(index + 1, items):
                index += 2
            else:
                return self._after_apposition(index)

    def _after_apposition(self, index: int) -> int:
        """Skip ", a district in Z province," behind a place."""
        noun = index + 1
        if self._type(index) != Type.COMMA or self._type(noun) != Type.NOUN or self.chunks[noun].mentions:
            return index
        described = self.chunks[noun].word in nouns("areas", "seats")
        if not described or self.parse.tokens[self.chunks[noun].first].lower not in {"a", "an"}:
            return index
        end = noun + 1
        while (inner := self._inner(end)) is not None:
            end = inner + 1
        return end + 1 if self._type(end) == Type.COMMA else index

    def _is_container(self, index: int, items: Sequence[Item]) -> bool:
        if self._type(index) != Type.NOUN or not self.chunks[index].placed:
            return False
        if self.chunks[index].word in _UPPER_UNITS and not any(item.word in _UPPER_UNITS for item in items):
            return True
        names = {mention.text for mention in self.chunks[index].mentions}
        contained = any(item.mention is not None and names & set(item.mention.within) for item in items)
        return contained and not self._list_of_places_closes(index)

    def _list_of_places_closes(self, index: int) -> bool:
        """Whether an "and" with a place after it follows, so that commas separate the places of a list."""
        while self._type(index) in (Type.NOUN, Type.COMMA, Type.PREPOSITION, Type.BRACKET):
            index += 1
        return self._type(index) == Type.AND and self._type(index + 1) == Type.NOUN and self.chunks[index + 1].placed

    def _after_bracket(self, index: int) -> int:
        """Skip a bracket with at most four chunks in it."""
        if self._type(index) != Type.BRACKET or self.chunks[index].word not in "([":
            return index
        for end in range(index + 1, min(index + 6, len(self.chunks))):
            if self.chunks[end].type == Type.BRACKET:
                return end + 1
        return index


def extent(words_of: Sequence[str]) -> str | None:
    """Read how much of a place a noun phrase before it means, as `PlaceMention.extent` has it; None where it does not say.

    Args:
        words_of: the words of the noun phrase, lower case, its head last.
    """
    share = next((name for name in ("most", "half", "all") if set(words_of) & nouns(f"extent_{name}")), None)
    if share is not None and (words_of[-1] in nouns("extent_units") or words_of[-1] in nouns(f"extent_{share}")):
        return share
    if words_of[-1] not in nouns("extent_units"):
        return None
    numbers = [value for word in words_of[:-1] if (value := number(word)) is not None and word not in _BACK]
    more = "+" if set(words_of) & nouns("extent_more") else ""
    return f"{numbers[-1]}{more}" if numbers else None


@cache
def _times() -> frozenset[str]:
    return words("grammar", "times")


def is_time(chunk: Chunk) -> bool:
    """Tell whether a noun phrase is a time ("late Monday", "June 30", "a day")."""
    return chunk.type == Type.NOUN and (chunk.word in _times() or chunk.word.isdigit())
