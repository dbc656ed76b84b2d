"""Judges whether a frame is meant: what its slots must hold for words of war to be of war."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportedly.extract.chunks import Chunk, Type
from reportedly.extract.clauses import Clause, Reader, is_agent
from reportedly.extract.phrases import Group, is_party, is_place, is_time, nouns


@dataclass(slots=True)
class Slots:
    """The slots of one match while it is being filled, and after.

    Attributes:
        party: who acts.
        against: on whom.
        place: the phrase in the place slot.
        adjunct: the phrase of "in X" beside the verb.
        modifier: token indices of a party named by a modifier ("under Taliban control").
    """

    party: Group | None = None
    against: Group | None = None
    place: Group | None = None
    adjunct: Group | None = None
    modifier: tuple[int, int] | None = None
    other: Group | None = None
    device: Group | None = None

    def put(self, slot: str, group: Group | None) -> None:
        """Fill a slot if it is still empty."""
        if slot and group is not None and getattr(self, slot) is None:
            setattr(self, slot, group)


class Judge:
    """Judges the slots of matches in one sentence."""

    def __init__(self, reader: Reader) -> None:
        """Keep the sentence."""
        self.parse = reader.parse
        self.chunks = reader.chunks

    def meets(self, needs: frozenset[str], slots: Slots, clause: Clause | None, noun: Chunk | None = None) -> bool:
        """Tell whether all needs of a frame are met.

        Args:
            needs: their names, as in `frames.toml`.
            slots: what was found.
            clause: the clause of a verb; None for nouns.
            noun: the noun phrase of a noun; None for verbs.
        """
        return all(self._meets(need, slots, clause, noun) for need in needs)

    def _meets(self, need: str, slots: Slots, clause: Clause | None, noun: Chunk | None) -> bool:
        if need in _OF_SLOTS:
            return _OF_SLOTS[need](self, slots)
        if need in _OF_CLAUSE:
            return clause is not None and _OF_CLAUSE[need](self, clause)
        if need in _OF_NOUN:
            return noun is None or _OF_NOUN[need](self, noun)
        return _OF_SENTENCE[need](self)

    def is_place(self, group: Group) -> bool:
        """Tell whether a phrase stands for a place; a mere "part" or "half" without a name stands for none."""
        if any(item.mention is not None for item in group.items):
            return True
        chunks = [self.chunks[member] for member in group.members]
        return any(is_place(chunk) and (chunk.placed or chunk.word not in nouns("shares")) for chunk in chunks) or chunks[0].word in {
            "it",
            "there",
        }

    def may_hold(self, group: Group | None) -> bool:
        """Tell whether a phrase, if there is one, may take or hold ground: not civilians, not things."""
        if group is None:
            return True
        chunks = [self.chunks[member] for member in group.members]
        if any(
            chunk.word in nouns("civil") or self._is_group_of_civilians(member) for member, chunk in zip(group.members, chunks, strict=True)
        ):
            return False
        return self.armed(group) or any(self.parse.tags[chunk.head] in "PO" for chunk in chunks)

    def _is_group_of_civilians(self, index: int) -> bool:
        after = self.chunks[index + 1 : index + 3]
        return len(after) == 2 and after[0].word == "of" and after[1].word in nouns("civil")  # noqa: PLR2004  "of" and what follows

    def has_place(self, slots: Slots) -> bool:
        """Whether the place slot holds a place."""
        return slots.place is not None and self.is_place(slots.place)

    def is_settled(self, slots: Slots) -> bool:
        """Whether the place is named, or a district, town and so on."""
        group = slots.place
        return group is not None and any((i.mention is not None or i.word in nouns("areas")) and not i.site for i in group.items)

    def acts(self, group: Group | None) -> bool:
        """Whether a phrase may act."""
        return group is not None and any(is_agent(self.parse, self.chunks[m]) for m in group.members)

    def armed(self, group: Group | None) -> bool:
        """Whether a phrase is an armed party, a country, or a pronoun that may stand for one."""
        return group is not None and any(self._is_armed(member) for member in group.members)

    def _is_armed(self, index: int) -> bool:
        chunk = self.chunks[index]
        if chunk.word in {"they", "it"}:
            before = [other for other in self.chunks[:index] if other.type == Type.NOUN and not is_time(other)]
            return not before or any(is_party(self.parse, other) for other in before)
        return is_party(self.parse, chunk) or (chunk.placed and len(chunk.mentions) == 1)

    def afoot(self, group: Group | None) -> bool:
        """Whether a phrase is of people on the ground, not of aircraft, missiles, ships."""
        return group is not None and not any(self.chunks[m].word in nouns("aerial", "rockets", "vessels") for m in group.members)

    def person(self, group: Group | None) -> bool:
        """Whether a phrase is of people who can be taken or hurt."""
        if group is None:
            return False
        return any(self._is_person(self.chunks[member]) for member in group.members)

    def _is_person(self, chunk: Chunk) -> bool:
        if is_time(chunk):
            return False
        named = self.parse.tags[chunk.head] == "P" and not chunk.placed and self.parse.tags[chunk.head - 1] == "P"
        listed = chunk.word in nouns("persons", "armed", "civil") or chunk.word in {"him", "them", "others", "one", "two", "three"}
        return listed or named or is_party(self.parse, chunk) or self.parse.tags[chunk.head] == "#"

    def military(self) -> bool:
        """Whether the sentence names armed people at all."""
        return any(is_party(self.parse, chunk) for chunk in self.chunks)

    def peaceful(self) -> bool:
        """Whether the sentence is of elections or sport, where words of war are figures of speech."""
        return any(token.lower in nouns("contests") for token in self.parse.tokens)

    def violent(self) -> bool:
        """Whether an explosion is of a weapon."""
        return any(token.lower in nouns("blasts", "devices") for token in self.parse.tokens)

    def of_ordnance(self) -> bool:
        """Whether a sentence speaks of shells, rockets, artillery."""
        return any(token.lower in nouns("rockets") or token.lower in _GUNS for token in self.parse.tokens)

    def aerial(self) -> bool:
        """Whether a sentence speaks of aircraft or of strikes from the air."""
        return any(token.lower in nouns("aerial") or token.lower in _FROM_THE_AIR for token in self.parse.tokens)

    def is_bare(self, clause: Clause) -> bool:
        """Whether a verb stands in the past without object or direction: "X and Y had gone"."""
        directed = any(word in _DIRECTIONS for word, _ in clause.prepositions)
        return clause.object is None and self.chunks[clause.verb].shape in "dn" and not directed

    def is_active(self, clause: Clause) -> bool:
        """Whether the verb is active."""
        return not self.chunks[clause.verb].passive

    def is_done(self, clause: Clause) -> bool:
        """Whether the verb is past or perfect."""
        return self.chunks[clause.verb].shape in "dn"

    def of_peace(self) -> bool:
        """Whether an agreement is one between those who fight."""
        return any(token.lower in nouns("pause") or token.lower in _FIGHTERS for token in self.parse.tokens)

    def is_event(self, noun: Chunk) -> bool:
        """Whether an "attack" or "strike" is one of arms."""
        return not any(token.lower in _FIGURES for token in self.parse.tokens[noun.first : noun.head])


_DIRECTIONS = frozenset({"to", "into", "on", "through", "for", "under"})
_GUNS = frozenset({"artillery", "mortar", "mortars", "howitzer", "howitzers", "cannon", "tank"})
_FROM_THE_AIR = frozenset({"air", "aerial", "airstrike", "airstrikes", "warplanes", "drone", "drones", "jets"})
_FIGHTERS = frozenset({"rebels", "rebel", "fighting"})
_FIGURES = frozenset({"heart", "panic", "hunger", "asthma", "labour", "labor", "general", "verbal"})
_OF_SLOTS: Mapping[str, Callable[[Judge, Slots], bool]] = {
    "place": Judge.has_place,
    "named": lambda _, slots: slots.place is not None and any(item.mention is not None for item in slots.place.items),
    "settled": Judge.is_settled,
    "party": lambda judge, slots: slots.modifier is not None or judge.acts(slots.party),
    "against": lambda judge, slots: judge.acts(slots.against),
    "any": lambda judge, slots: (
        judge.acts(slots.party) or judge.acts(slots.against) or judge.person(slots.against) or judge.has_place(slots)
    ),
    "armed": lambda judge, slots: judge.armed(slots.party),
    "armed_object": lambda judge, slots: judge.armed(slots.party),
    "afoot": lambda judge, slots: judge.afoot(slots.party),
    "foe": lambda judge, slots: judge.armed(slots.against) and not judge.peaceful(),
    "person": lambda judge, slots: judge.person(slots.against),
    "hurt": lambda judge, slots: judge.person(slots.against),
    "civil": lambda _, slots: slots.party is not None,
    "scene": lambda judge, slots: judge.person(slots.against) or (slots.adjunct is not None and judge.military()),
}
_OF_CLAUSE: Mapping[str, Callable[[Judge, Clause], bool]] = {"bare": Judge.is_bare, "active": Judge.is_active, "done": Judge.is_done}
_OF_NOUN: Mapping[str, Callable[[Judge, Chunk], bool]] = {"event": Judge.is_event}
_OF_SENTENCE: Mapping[str, Callable[[Judge], bool]] = {
    "violent": Judge.violent, "peace": Judge.of_peace, "military": Judge.military, "ordnance": Judge.of_ordnance, "aerial": Judge.aerial,
}  # fmt: skip
