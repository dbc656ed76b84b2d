"""Finds the subject, object and prepositional phrases of each verb group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportedly.extract.chunks import Chunk, Parse, Type
from reportedly.extract.frames import phrasal
from reportedly.extract.lexicon import words
from reportedly.extract.phrases import Group, Lists, is_party, is_place, is_time


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb group with what stands beside it.

    Attributes:
        verb: index of the verb group's chunk.
        subject: who or what the verb says something of; None where that is left out.
        object: the direct object.
        prepositions: the phrase after each preposition, in order.
        relative: whether it is a relative clause.
        participial: whether its verb has no finite form, so that its subject is another clause's.
        subordinator: the word that makes it depend on another clause ("after", "when"); None for main clauses.
        first: index of its first chunk.
        last: index after its last chunk.
    """

    verb: int
    subject: Group | None
    object: Group | None
    prepositions: tuple[tuple[str, Group], ...]
    relative: bool
    participial: bool
    subordinator: str | None
    first: int
    last: int

    def after(self, *prepositions: str) -> Iterator[Group]:
        """Yield the phrases after the given prepositions."""
        for word, group in self.prepositions:
            if word in prepositions:
                yield group


class Reader:
    """Reads the clauses of one sentence, each at most once."""

    def __init__(self, parse: Parse) -> None:
        """Prepare the lists of the sentence."""
        self.parse = parse
        self.chunks = parse.chunks
        self.groups: Mapping[int, Group] = Lists(parse).groups
        self._known: dict[int, Clause] = {}

    def verbs(self) -> Iterator[int]:
        """Yield the index of each verb group."""
        return (index for index, chunk in enumerate(self.chunks) if chunk.type == Type.VERB)

    def clause(self, verb: int) -> Clause:
        """Read the clause around a verb group."""
        if verb not in self._known:
            # A clause that asks for itself through a chain of shared subjects finds none.
            self._known[verb] = Clause(
                verb, None, None, (), relative=False, participial=False, subordinator=None, first=verb, last=verb + 1
            )
            self._known[verb] = self._read(verb)
        return self._known[verb]

    def _type(self, index: int) -> Type | None:
        return self.chunks[index].type if 0 <= index < len(self.chunks) else None

    def _read(self, verb: int) -> Clause:
        subject, first, relative = self._subject(verb)
        shared_object, phrases, last = self._right(verb)
        leading, first = self._leading(first)
        chunk = self.chunks[verb]
        return Clause(
            verb, subject, shared_object, (*phrases, *leading), relative, not chunk.finite, self._subordinator(first, verb), first, last
        )

    # ---- what stands before the verb

    def _subject(self, verb: int) -> tuple[Group | None, int, bool]:
        """The subject, the first chunk of the clause, and whether the clause is relative."""
        chunk, left = self.chunks[verb], self._skip_quotes(verb - 1)
        kind = self._type(left)
        if kind == Type.RELATIVE:
            return self._antecedent(left - 1), left, True
        if chunk.shape == "i":
            return self._of_infinitive(verb), verb, False
        if not chunk.finite:
            return self._of_participle(verb, left)
        if kind == Type.NOUN:
            return self._plain(left)
        if kind in (Type.COMMA, Type.BRACKET, Type.COLON):
            return self._behind_insertion(verb, left)
        return self._shared(verb), verb, False

    def _skip_quotes(self, index: int) -> int:
        while self._type(index) == Type.QUOTE:
            index -= 1
        return index

    def _antecedent(self, index: int) -> Group | None:
        while self._type(index) in (Type.COMMA, Type.QUOTE, Type.COLON, Type.PREPOSITION):
            index -= 1
        group = self.groups.get(index)
        if group is None or not group.items or self._type(group.first - 1) != Type.PREPOSITION:
            return group
        return self.groups.get(group.first - 2, group)  # "the attack in X that killed …"

    def _plain(self, left: int) -> tuple[Group | None, int, bool]:
        """The group that ends at `left`, its prepositional phrases skipped ("fighters of X in Y took")."""
        group = self.groups[left]
        if is_time(self.chunks[left]) and self._type(group.first - 1) == Type.NOUN:
            group = self.groups[group.first - 1]
        while (outer := self._holds_phrase(group.first - 1)) is not None:
            group = self.groups[outer]
        if self._type(group.first - 1) == Type.PREPOSITION:
            return None, group.first - 1, False
        inserted = group.first - 1
        if self._type(inserted) == Type.VERB and self._type(inserted - 1) == Type.RELATIVE:
            return self.clause(inserted).subject, inserted, False  # "rebels who held X took Y"
        return self._unmixed(group), group.first, False

    def _holds_phrase(self, index: int) -> int | None:
        """The noun phrase that a prepositional phrase belongs to: "fighters of X", "commandos backed by X"."""
        if self._type(index) != Type.PREPOSITION:
            return None
        if self._type(index - 1) == Type.NOUN:
            return index - 1
        reduced = self._type(index - 1) == Type.VERB and not self.chunks[index - 1].finite
        return index - 2 if reduced and self._type(index - 2) == Type.NOUN else None

    def _unmixed(self, group: Group) -> Group:
        """Leave out of "took X, and Y fell" what belongs to the verb before."""
        before = self.chunks[group.first - 1] if group.first else None
        if before is None or before.type != Type.VERB or before.passive or before.word in words("grammar", "saying"):
            return group
        for index in range(group.last - 1, group.first, -1):
            if self.chunks[index].type == Type.AND and self._type(index + 1) == Type.NOUN:
                return _part(group, index + 1, group.last)
        return group

    def _behind_insertion(self, verb: int, left: int) -> tuple[Group | None, int, bool]:
        """The subject before an apposition or relative clause between commas, brackets or dashes."""
        mark = self.chunks[left].type
        opening = next((i for i in range(left - 1, -1, -1) if self.chunks[i].type == mark), -1)
        if opening > 0 and self._type(opening - 1) == Type.NOUN and not self._is_clause(opening + 1, left):
            return self._plain(self._past_containers(opening - 1))
        return self._shared(verb), verb, False

    def _past_containers(self, index: int) -> int:
        """Step from "…, X Governorate, Y," back to the place that they contain."""
        while is_place(self.chunks[index]):
            first = self.groups[index].first
            if self._type(first - 1) != Type.COMMA or self._type(first - 2) != Type.NOUN:
                break
            index = first - 2
        return index

    def _is_clause(self, first: int, last: int) -> bool:
        """Whether a stretch holds a finite verb with a subject of its own, so that it is no mere insertion."""
        if self._type(first) in (Type.RELATIVE, Type.PREPOSITION):
            return self._type(first) == Type.PREPOSITION and self._finite_within(first, last)
        return self._finite_within(first, last)

    def _finite_within(self, first: int, last: int) -> bool:
        return any(self.chunks[i].type == Type.VERB and self.chunks[i].finite for i in range(first, last))

    def _verb_left(self, index: int) -> int | None:
        return next((i for i in range(index - 1, -1, -1) if self.chunks[i].type == Type.VERB), None)

    def _finite_left(self, index: int) -> int | None:
        return next((i for i in range(index - 1, -1, -1) if self.chunks[i].type == Type.VERB and self.chunks[i].finite), None)

    def _shared(self, verb: int) -> Group | None:
        """The subject of the clause before, for "took X and lost Y"."""
        before = self._finite_left(verb)
        return None if before is None else self.clause(before).subject

    def _of_infinitive(self, verb: int) -> Group | None:
        before = self._verb_left(verb)
        if before is None:
            return None
        clause = self.clause(before)
        if self.chunks[before].word in words("grammar", "directing"):
            return clause.subject if self.chunks[before].passive else clause.object or clause.subject
        return clause.subject

    def _is_won(self, verb: int, comma: int) -> bool:
        """Whether a participle after a comma says what befell the place before it: "X and Y, lost to the militia last week, were …"."""
        without_object = self._type(verb + 1) != Type.NOUN or is_time(self.chunks[verb + 1])
        return (
            self.chunks[verb].shape in "dn" and without_object and self._type(comma - 1) == Type.NOUN and is_place(self.chunks[comma - 1])
        )

    def _of_participle(self, verb: int, left: int) -> tuple[Group | None, int, bool]:
        """The subject of "…, killing …", "after taking …", "fighters holding …", "the town captured by …"."""
        chunk, before = self.chunks[verb], self._type(left)
        if before == Type.NOUN and (chunk.passive or self._may_act(left)):
            return self.groups[left], verb, True
        if before == Type.COMMA and self._is_won(verb, left):
            return self.groups[left - 1], verb, True
        main = self._finite_left(verb)
        if main is None:
            main = next((i for i in range(verb + 1, len(self.chunks)) if self.chunks[i].type == Type.VERB and self.chunks[i].finite), None)
        return (None if main is None else self._agent(main)), verb, False

    def _may_act(self, index: int) -> bool:
        chunk = self.chunks[index]
        return not is_place(chunk) and not is_time(chunk)

    def _agent(self, main: int) -> Group | None:
        """Who acts in the main clause: its subject, or the agent of a passive."""
        clause = self.clause(main)
        if self.chunks[main].passive:
            acted_on = clause.subject if clause.subject is not None and not clause.subject.items else None
            return next(clause.after("by"), None) or acted_on
        return clause.subject

    def _subordinator(self, first: int, verb: int) -> str | None:
        for index in (first - 1, verb - 1, first):
            if self._type(index) == Type.SUBORDINATOR:
                return self.chunks[index].word
        return None

    def _leading(self, first: int) -> tuple[tuple[tuple[str, Group], ...], int]:
        """Prepositional phrases before the subject: "In X, …", "In the city of X the army …"."""
        found: list[tuple[str, Group]] = []
        index = first - 1
        while index > 0:
            if self._type(index) == Type.COMMA:
                index -= 1
            group = self.groups.get(index)
            if group is None or self._type(group.first - 1) != Type.PREPOSITION:
                break
            found.append((self.chunks[group.first - 1].word, group))
            index = group.first - 2
            first = index + 1
        at_start = index < 0 or self._type(index) in (Type.QUOTE, Type.SEMICOLON, Type.COLON, Type.AND, Type.SUBORDINATOR)
        return (tuple(found), first) if at_start else ((), first)

    # ---- what stands after the verb

    def _right(self, verb: int) -> tuple[Group | None, tuple[tuple[str, Group], ...], int]:
        """The direct object, the prepositional phrases, and the chunk at which the clause ends."""
        index, direct = verb + 1, None
        if self.is_phrasal(verb):
            index += 1
        phrases: list[tuple[str, Group]] = []
        if self._type(index) == Type.NOUN:
            group = self._until_next_clause(self.groups[index], verb)
            if group is not None and not is_time(self.chunks[index]):
                direct, index = group, group.last
            elif group is not None:
                index += 1
        elif (coordinate := self._object_of_coordinate(verb)) is not None:
            direct = coordinate
        while (step := self._phrase(index, phrases)) is not None:
            index = step
        return direct, tuple(phrases), index

    def is_phrasal(self, verb: int) -> bool:
        """Whether a preposition right behind a verb is its particle, and what follows is its object: "handed over X"."""
        behind = verb + 1
        both = self._type(behind) == Type.PREPOSITION and self._type(behind + 1) == Type.NOUN
        return both and self.chunks[behind].word in phrasal().get(self.chunks[verb].word, ())

    def _object_of_coordinate(self, verb: int) -> Group | None:
        """The object that "killed or injured X" shares."""
        if self._type(verb + 1) == Type.AND and self._type(verb + 2) == Type.VERB and self._type(verb + 3) == Type.NOUN:
            return self._until_next_clause(self.groups[verb + 3], verb + 2)
        return None

    def _until_next_clause(self, group: Group, verb: int) -> Group | None:
        """Leave out the end of a list that is the subject of the next verb."""
        if self._type(group.last) != Type.VERB or not self.chunks[group.last].finite:
            return group
        for index in range(group.last - 1, group.first, -1):
            if self.chunks[index].type == Type.AND:
                last = index - 1 if self._type(index - 1) == Type.COMMA else index
                return _part(group, group.first, last)
        return group if self.chunks[verb].word not in words("grammar", "saying") else None

    def _phrase(self, index: int, phrases: list[tuple[str, Group]]) -> int | None:
        """Read one step of what follows; None where the clause ends."""
        kind = self._type(index)
        if kind == Type.PREPOSITION:
            return self._preposition(index, phrases)
        if kind == Type.COMMA:
            return self._after_comma(index)
        if kind == Type.NOUN:
            return index + 1 if is_time(self.chunks[index]) or (phrases and phrases[-1][0] == "of") else None
        if kind == Type.SUBORDINATOR and self._type(index + 1) == Type.NOUN and not self._verb_soon(index + 1):
            return self.groups[index + 1].last
        return self._after_bracket(index)

    def _after_comma(self, index: int) -> int | None:
        """Go on over a comma before a prepositional phrase or a time."""
        if self._type(index + 1) == Type.PREPOSITION:
            return index + 1
        return index + 2 if self._type(index + 1) == Type.NOUN and is_time(self.chunks[index + 1]) else None

    def _after_bracket(self, index: int) -> int | None:
        if self._type(index) != Type.BRACKET or self.chunks[index].word not in "([":
            return None
        return next((i + 1 for i in range(index, len(self.chunks)) if self.chunks[i].word in ")]"), None)

    def _preposition(self, index: int, phrases: list[tuple[str, Group]]) -> int | None:
        after = index + 1
        while self._type(after) == Type.PREPOSITION:  # "from within", "out of"
            after += 1
        if self._type(after) == Type.QUOTE:
            after += 1
        group = self.groups.get(after)
        if group is None:
            return None
        trimmed = self._until_next_clause(group, after)
        if trimmed is None:
            return None
        # "handed over to X": "over" belongs to the verb
        particle = after > index + 1 and self.is_particle(index)
        phrases.append((self.chunks[index + particle].word, trimmed))
        return trimmed.last

    def is_particle(self, index: int) -> bool:
        """Whether a preposition before another belongs to the verb before it: "handed over to", "broke out between"; "out of" is one."""
        inside = self._type(index - 1) == Type.VERB and self._type(index + 1) == Type.PREPOSITION
        return inside and self.chunks[index].word in PARTICLES and (self.chunks[index].word, self.chunks[index + 1].word) != ("out", "of")

    def _verb_soon(self, index: int) -> bool:
        return self._type(self.groups[index].last) == Type.VERB


def is_agent(parse: Parse, chunk: Chunk) -> bool:
    """Tell whether a noun phrase may be one who acts: a party, a pronoun, a name, or a country."""
    if chunk.type != Type.NOUN or is_time(chunk):
        return False
    return is_party(parse, chunk) or chunk.word in _PRONOUNS or chunk.placed


def _part(group: Group, first: int, last: int) -> Group:
    """The part of a list from one chunk to before another."""
    items = tuple(item for item in group.items if first <= item.chunk < last)
    members = tuple(member for member in group.members if first <= member < last)
    return Group(first, last, items, members or (first,))


PARTICLES = frozenset({"over", "up", "back", "away", "off", "on", "in", "out"})
_PRONOUNS = frozenset(["they", "it", "he", "she", "who", "we", "them"])
