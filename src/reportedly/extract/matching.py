"""Lays frames over clauses: which kind, who, against whom, where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.extract.chunks import Chunk, Parse, Type
from reportedly.extract.clauses import Clause, Reader
from reportedly.extract.frames import Frame, noun_frames, verb_frames
from reportedly.extract.lexicon import words
from reportedly.extract.needs import Judge, Slots
from reportedly.extract.phrases import Group, Item, is_party, is_place, is_time, nouns
from reportedly.terms.claim import CONTROL_KINDS, Kind

_PLACE_PREPOSITIONS = (
    "in",
    "at",
    "near",
    "around",
    "outside",
    "inside",
    "within",
    "across",
    "on",
    "throughout",
    "along",
    "from",
    "between",
    "over",
)
_HOLDING = frozenset({"control", "hands", "hand", "rule", "occupation", "authority", "grip"})


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits.

    Attributes:
        kind: the kind of claim.
        trigger: index of the token that tells it.
        slots: who and where.
        clause: the clause; None for nouns.
        frame: the frame.
        noun: index of the chunk of a noun that tells it; None for verbs.
    """

    kind: Kind
    trigger: int
    slots: Slots = field(compare=False)
    clause: Clause | None
    frame: Frame
    noun: int | None = None


class Matcher:
    """Finds what the clauses and nouns of one sentence tell."""

    def __init__(self, reader: Reader) -> None:
        """Keep the clauses."""
        self.reader = reader
        self.parse: Parse = reader.parse
        self.chunks = reader.chunks
        self.judge = Judge(reader)

    def matches(self) -> Iterator[Match]:
        """Yield the matches of verbs and nouns in the order of the text."""
        verbs, heads = verb_frames(), noun_frames()
        for index, chunk in enumerate(self.chunks):
            if chunk.type == Type.VERB and chunk.word in verbs:
                found = self._verb(index, verbs[chunk.word])
            elif chunk.type == Type.NOUN and chunk.word in heads and not chunk.placed:
                found = self._noun(index, heads[chunk.word])
            else:
                continue
            if found is not None:
                yield found

    # ---- verbs

    def _verb(self, index: int, frames: tuple[Frame, ...]) -> Match | None:
        clause = self.reader.clause(index)
        if not self.chunks[index].finite and clause.subject is not None and self._strikes(clause.subject.members[0]):
            return None
        for frame in frames:
            if self._extras(frame, clause):
                slots = self._fill(frame, clause)
                if slots is not None and self._meant(frame, slots, clause):
                    return Match(frame.kind, self.chunks[index].head, slots, clause, frame)
        return None

    def _meant(self, frame: Frame, slots: Slots, clause: Clause) -> bool:
        if frame.kind in CONTROL_KINDS and not self.judge.may_hold(slots.party):
            return False
        if frame.kind in CONTROL_KINDS and self.judge.peaceful() and not self.judge.armed(slots.party):
            return False
        return self.judge.meets(frame.needs, slots, clause)

    def _extras(self, frame: Frame, clause: Clause) -> bool:
        """Whether particle, object noun and following words that the frame asks for are there."""
        verb = self.chunks[clause.verb]
        if frame.particles and not frame.particles & self._particles(clause):
            return False
        if frame.nouns:
            group = clause.subject if verb.passive else clause.object
            if group is None or not any(self.chunks[member].word in frame.nouns for member in group.members):
                return self._in_phrases(frame, clause)
        if frame.heads and not self._headed(frame, clause):
            return False
        if frame.nouns_after and not frame.nouns_after & self._words_after(clause):
            return False
        if frame.verbs_after:
            return self._type(clause.last) == Type.VERB and self.chunks[clause.last].word in frame.verbs_after
        return True

    def _headed(self, frame: Frame, clause: Clause) -> bool:
        return clause.subject is not None and any(self.chunks[member].word in frame.heads for member in clause.subject.members)

    def _in_phrases(self, frame: Frame, clause: Clause) -> bool:
        """Find the noun after a preposition: "came under the control", "fell into the hands"."""
        verb = self.chunks[clause.verb].word
        return verb in {"come", "pass", "go", "fall", "slip", "be", "remain", "stay"} and any(
            self.chunks[g.first].word in frame.nouns for _, g in clause.prepositions
        )

    def _type(self, index: int) -> Type | None:
        return self.chunks[index].type if 0 <= index < len(self.chunks) else None

    def _particles(self, clause: Clause) -> set[str]:
        found = set(self.chunks[clause.verb].particles)
        if self.reader.is_phrasal(clause.verb):
            found.add(self.chunks[clause.verb + 1].word)
        if self._type(clause.verb + 1) == Type.PREPOSITION and self.reader.is_particle(clause.verb + 1):
            found.add(self.chunks[clause.verb + 1].word)
        if clause.object is not None:
            after = self.chunks[clause.object.last - 1].last
            found |= {token.lower for token in self.parse.tokens[after : after + 1]}
        return found

    def _words_after(self, clause: Clause) -> set[str]:
        first = self.chunks[clause.verb].last
        last = self.chunks[min(clause.last + 1, len(self.chunks)) - 1].last
        return {token.lower for token in self.parse.tokens[first : last + 2]}

    def _fill(self, frame: Frame, clause: Clause) -> Slots | None:
        """Put the phrases into the slots of the frame; None where the voice does not fit."""
        verb, slots = self.chunks[clause.verb], Slots()
        passive = verb.passive or self._reduced(frame, clause)
        if passive and not frame.object and not frame.nouns:
            return None
        if passive:
            self._put(slots, "other" if frame.nouns else frame.object, clause.subject)
            for group in clause.after("by"):
                if not is_time(self.chunks[group.members[0]]):  # "were cleared by Friday"
                    self._put(slots, frame.subject, group)
        else:
            self._put(slots, frame.subject, clause.subject)
            self._put(slots, frame.object, clause.object)
        of_subject = self._of_subject(clause.subject) if frame.heads or (passive and frame.nouns) else ()
        for word, group in (*clause.prepositions, *of_subject):
            self._prepositional(frame.preps.get(word, ""), group, slots, clause)
        if frame.heads and clause.subject is not None:
            slots.modifier = self._modifier(self.chunks[clause.subject.members[0]])
        if frame.mutual:
            self._mutual(slots)
        if frame.verbs_after:
            slots.put("place", self.reader.clause(clause.last).object)
        self._adjunct(clause, slots)
        return slots

    def _put(self, slots: Slots, slot: str, group: Group | None) -> None:
        """Fill a slot; a site is a place where the phrase is one, else whom the act is against."""
        if group is None or (slot == "place" and not self.judge.is_place(group)):
            return
        slots.put(("place" if self.judge.is_place(group) else "against") if slot == "site" else slot, group)

    def _reduced(self, frame: Frame, clause: Clause) -> bool:
        """Find a participle without auxiliary or object after its place: "districts lost in May", "Capitals lost so far"."""
        verb = self.chunks[clause.verb]
        if frame.object != "place" or clause.object is not None or verb.shape != "d" or clause.subject is None or verb.auxiliaries:
            return False
        return bool(clause.subject.items) or is_place(self.chunks[clause.subject.members[0]])

    def _prepositional(self, slot: str, group: Group, slots: Slots, clause: Clause) -> None:
        word = self.chunks[group.members[0]].word
        if slot == "holder":
            if word in _HOLDING:
                self._holder(group, slots)
        elif slot == "siege":
            slots.put("place", clause.subject if word == "siege" else None)
        elif slot == "way":
            if word == "way":
                slots.put("place", next(clause.after("to", "toward", "towards"), None))
        elif slot == "both":
            self._both(group, slots)
        else:
            self._put(slots, slot, group)

    def _holder(self, group: Group, slots: Slots) -> None:
        """Find the party of "under Taliban control", "in the hands of the rebels"."""
        chunk = self.chunks[group.members[0]]
        owner = next(self._after(group, "of"), None)
        if owner is not None:
            slots.put("party", owner)
        else:
            slots.modifier = self._modifier(chunk)

    def _after(self, group: Group, *words: str) -> Iterator[Group]:
        return (phrase for word, phrase in self._phrases_of(group) if word in words)

    def _phrases_of(self, group: Group | None) -> Iterator[tuple[str, Group]]:
        """Yield the prepositional phrases right after a group."""
        index = group.last if group is not None else len(self.chunks)
        while self._type(index) == Type.PREPOSITION and (phrase := self.reader.groups.get(index + 1)) is not None:
            yield self.chunks[index].word, phrase
            index = phrase.last

    def _of_subject(self, group: Group | None) -> Iterator[tuple[str, Group]]:
        """Yield the phrases of a subject, those behind a participle with it: "shells fired by the army at X"."""
        yield from self._phrases_of(group)
        behind = group.last if group is not None else len(self.chunks)
        if self._type(behind) == Type.VERB and not self.chunks[behind].finite:
            yield from self.reader.clause(behind).prepositions

    def _mutual(self, slots: Slots) -> None:
        """Set two subjects against each other: "the army and the rebels clashed"."""
        group = slots.party
        if group is None or slots.against is not None or len(group.members) != 2:  # noqa: PLR2004  one and the other
            return
        if all(is_party(self.parse, self.chunks[member]) for member in group.members):
            slots.party, slots.against = (Group(member, member + 1, (), (member,)) for member in group.members)

    def _modifier(self, chunk: Chunk) -> tuple[int, int] | None:
        """The tokens of a noun phrase before its head, without determiners and possessive marks."""
        first, last = chunk.first, chunk.head
        tags = self.parse.tags
        while first < last and tags[first] in "D#":
            first += 1
        while first < last and tags[last - 1] == "$":
            last -= 1
        return (first, last) if first < last and self._names_party(first, last) else None

    def _names_party(self, first: int, last: int) -> bool:
        """Whether words before a noun name a party; "IED attack", "roadside bomb attack", "suicide attack" name none."""
        lowers = {token.lower for token in self.parse.tokens[first:last]}
        if lowers & nouns("devices", "blasts", "rockets", "aerial"):
            return False
        return any(_is_party_word(self.parse, i) or self.parse.tags[i] == "P" for i in range(first, last))

    def _both(self, group: Group, slots: Slots) -> None:
        """Read "between A and B": one is the party, the other against it."""
        if self.judge.is_place(group) and not any(is_party(self.parse, self.chunks[m]) for m in group.members):
            return
        halves = [Group(member, member + 1, (), (member,)) for member in group.members]
        slots.put("party", halves[0])
        if len(halves) > 1:
            slots.put("against", halves[1])

    def _adjunct(self, clause: Clause, slots: Slots) -> None:
        """Find "in X" beside the verb, else beside its subject, else beside its object."""
        around = [*clause.prepositions, *self._phrases_of(clause.subject)]
        for word, group in around:
            if word in _PLACE_PREPOSITIONS and any(item.mention is not None for item in group.items):
                slots.put("adjunct", group)
        if slots.adjunct is None and not clause.relative:
            self._adjunct_of_others(clause.verb, slots)

    def _adjunct_of_others(self, at: int, slots: Slots) -> None:
        """Find "in X" elsewhere in the sentence, the nearest first; relative clauses speak of something else."""
        for index in sorted(range(1, len(self.chunks)), key=lambda other: abs(other - at)):
            group = self.reader.groups.get(index)
            if group is None or group.first != index or not any(item.mention is not None for item in group.items):
                continue
            if self._is_scene(group) and not self._in_relative(index):
                slots.put("adjunct", group)
                return

    def _is_scene(self, group: Group) -> bool:
        """Whether a place stands where something happens: "in X", "north of X", "a compound in X"."""
        before = self.chunks[group.first - 1]
        within = before.type == Type.PREPOSITION and before.word in _PLACE_PREPOSITIONS
        return within or any(
            item.mention is not None and (item.site or item.share or item.mention.relation is not None) for item in group.items
        )

    def _in_relative(self, index: int) -> bool:
        verb = next((i for i in range(index - 1, -1, -1) if self.chunks[i].type == Type.VERB), None)
        return verb is not None and self.reader.clause(verb).relative

    # ---- nouns

    def _noun(self, index: int, frames: tuple[Frame, ...]) -> Match | None:
        chunk = self.chunks[index]
        if self._is_name(index) or (index and self.chunks[index - 1].word == "without") or self._strikes(index):
            return None
        for frame in frames:
            slots = self._fill_noun(frame, index)
            if self.judge.meets(frame.needs, slots, None, chunk):
                return Match(frame.kind, chunk.head, slots, None, frame, noun=index)
        return None

    def _strikes(self, index: int) -> bool:
        """Whether a noun is the subject of a verb that tells the same: "an air strike hit X", "shells fired by the army hit X"."""
        group = self.reader.groups[index]
        verb = next((i for i in range(group.last, len(self.chunks)) if self.chunks[i].type == Type.VERB and self.chunks[i].finite), None)
        frames = verb_frames().get(self.chunks[verb].word, ()) if verb is not None else ()
        if verb is None or not any(self.chunks[index].word in frame.heads for frame in frames):
            return False
        subject = self.reader.clause(verb).subject
        return subject is not None and index in subject.members

    def _is_name(self, index: int) -> bool:
        """Whether a noun is part of a name: "for the Liberation of X", "the Battle Group"."""
        head = self.chunks[index].head
        token = self.parse.tokens[head]
        in_headline = sum(other.text[0].isupper() for other in self.parse.tokens) > len(self.parse.tokens) / 2
        return head > 0 and self.parse.tags[head] == "P" and token.text[0].isupper() and not in_headline

    def _fill_noun(self, frame: Frame, index: int) -> Slots:
        slots, chunk = Slots(), self.chunks[index]
        group = self.reader.groups[index]
        for word, phrase in self._beside(index, group):
            slot = frame.preps.get(word, "")
            if slot == "both":
                self._both(phrase, slots)
            elif slot == "rule":
                self._put(slots, "place", self._ruled(phrase))
            else:
                self._put(slots, slot, phrase)
            if word in _PLACE_PREPOSITIONS and any(item.mention is not None for item in phrase.items):
                slots.put("adjunct", phrase)
        self._owner(frame, chunk, slots)
        if slots.party is None and slots.modifier is None:
            slots.put("party", self._achiever(index))
        if self._type(index - 1) == Type.RELATIVE or self.chunks[index - 1].word == "where":
            slots.put("adjunct", self._scene_before(index - 1))
        if slots.adjunct is None and frame.adjunct:
            self._adjunct_of_others(index, slots)
        return slots

    def _beside(self, index: int, group: Group) -> Iterator[tuple[str, Group]]:
        """Yield the phrases after a noun, and after the verb whose subject it is: "fighting goes on for control of X"."""
        last = max(group.last, index + 1)
        yield from self._phrases_of(Group(index, last, (), (index,)))
        if self._type(last) == Type.VERB and self.chunks[last].word in words("grammar", "occurring"):
            yield from self.reader.clause(last).prepositions

    def _scene_before(self, where: int) -> Group | None:
        """The place that "where" takes up: "stormed X, where fighting went on"."""
        at = where - 2 if self._type(where - 1) == Type.COMMA else where - 1
        group = self.reader.groups.get(at)
        return group if group is not None and any(item.mention is not None for item in group.items) else None

    def _achiever(self, index: int) -> Group | None:
        """Who "completed the capture of X"."""
        verb = index - 1
        achieved = self._type(verb) == Type.VERB and self.chunks[verb].word in words("grammar", "achieving")
        return self.reader.clause(verb).subject if achieved and not self.chunks[verb].passive else None

    def _ruled(self, phrase: Group) -> Group | None:
        """The place that "for control of X" and "over X" are about."""
        if self.chunks[phrase.members[0]].word in {"control", "possession", "command"}:
            return next(self._after(phrase, "of", "over"), None)
        return phrase

    def _owner(self, frame: Frame, chunk: Chunk, slots: Slots) -> None:
        if frame.owner == "party" and not chunk.mentions:
            slots.modifier = self._modifier(chunk)
        elif chunk.mentions:
            items = tuple(Item(mention, self.chunks.index(chunk), chunk.word) for mention in chunk.mentions)
            index = self.chunks.index(chunk)
            slots.put("place", Group(index, index + 1, items, (index,)))


def _is_party_word(parse: Parse, index: int) -> bool:
    lower = parse.tokens[index].lower
    return lower in nouns("armed", "names")
