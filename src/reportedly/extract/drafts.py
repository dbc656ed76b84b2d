"""Turns what a sentence tells into drafts of statements, one for each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from reportedly.extract.chunks import Parse, Type
from reportedly.extract.clauses import Clause, Reader
from reportedly.extract.matching import Match, Matcher
from reportedly.extract.phrases import Group, Item, is_place, is_time, nouns
from reportedly.extract.story import Story
from reportedly.terms.claim import CONTROL_KINDS, Kind
from reportedly.terms.place import PlaceMention
from reportedly.terms.statement import CountMention, PartyMention

# Taking a checkpoint or a part is fighting for the place, not taking it.
_OF_WHOLES = frozenset({Kind.CAPTURED, Kind.RECAPTURED, Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED, Kind.HOLDS})


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its time, source and stance are known.

    Attributes:
        kind: what it says happened.
        start: first character of its words.
        end: first character after.
        trigger: index of the token that tells it, in its sentence.
        party: who acts.
        against: on whom.
        place: where.
        background: whether its clause tells what led up to the news.
        noun: whether a noun tells it.
        control: whether the place is the thing won or lost, not only where it happened.
        counts: quantities as said.
        within: indices of the tokens that head the phrases beside its verb, so that "killed in an attack" finds the attack.
        list_end: last character of the list that its place stands in; 0 for none. A time inside the list dates its own places.
    """

    kind: Kind
    start: int
    end: int
    trigger: int
    party: PartyMention | None
    against: PartyMention | None
    place: PlaceMention | None
    background: bool
    noun: bool
    control: bool
    list_end: int = 0
    counts: tuple[CountMention, ...] = ()
    within: tuple[int, ...] = ()


class Drafter:
    """Drafts the statements of one sentence."""

    def __init__(self, parse: Parse, story: Story) -> None:
        """Prepare the clauses of a sentence."""
        self.parse, self.story = parse, story
        story.named = parse.mentions
        self.reader = Reader(parse)
        self.matcher = Matcher(self.reader)

    def drafts(self) -> list[Draft]:
        """Give the drafts in the order of the text."""
        found: list[Draft] = []
        for match in self.matcher.matches():
            new = list(self._of(match))
            found += new
            self._remember(new)
        return found

    def _remember(self, new: Sequence[Draft]) -> None:
        places = tuple(draft.place for draft in new if draft.place is not None and draft.place.unit != "river")
        if places:
            self.story.places = places
        acting = next((draft.party for draft in new if draft.party is not None), None)
        if acting is not None:
            self.story.acting = acting
        self._set_scene(new)

    def _set_scene(self, new: Sequence[Draft]) -> None:
        """The next sentences happen where this did, unless it told of several places or of one still ahead."""
        scenes = [draft.place for draft in new if draft.place is not None and not draft.background and draft.kind is not Kind.ADVANCING]
        if scenes:
            several = len({place.start for place in scenes}) > 1
            self.story.scene, self.story.paragraph = None if several else scenes[0], self.parse.sentence.paragraph

    def _of(self, match: Match) -> Iterator[Draft]:
        slots = match.slots
        party = self.story.party(self.parse, slots.party) or self.story.modifier(self.parse, slots.modifier)
        against = self.story.party(self.parse, slots.against)
        start, end = self._span(match)
        control = match.kind in CONTROL_KINDS and slots.place is not None
        places = self._places(match) or [(None, match.kind)]
        if control and places[0][0] is None and self._points(slots.place):
            return
        heads = self._heads(match)
        if match.kind == Kind.CLASH and self._ongoing(match):
            places = [(mention, Kind.CONTESTED if mention is not None else kind) for mention, kind in places]
        last = self._list_end([mention for mention, _ in places if mention is not None])
        party, against = self._unplaced(match, slots.party, party), _without_name(match.kind, against)
        for mention, kind in places:
            yield Draft(
                self._by_means(match, kind), start, end, match.trigger, party, against, mention, self._background(match),
                match.clause is None, control, last, within=heads,
            )  # fmt: skip

    def _points(self, group: Group | None) -> bool:
        """Whether a phrase only points at a place, so that without one it means something else ("it was taken")."""
        return group is not None and self.parse.chunks[group.members[0]].word in {"it", "there", "them"}

    def _unplaced(self, match: Match, group: Group | None, party: PartyMention | None) -> PartyMention | None:
        """Drop a mere place that a relative clause seems to make the one who acts ("the city that …")."""
        placed = group is not None and match.clause is not None and match.clause.relative and is_place(self.parse.chunks[group.first])
        return None if placed else party

    def _by_means(self, match: Match, kind: Kind) -> Kind:
        """Tell attacks from the air, by rockets and by bombs from others, by the words beside them."""
        if kind is not Kind.ATTACK:
            return kind
        index = match.noun if match.noun is not None else match.slots.party.members[0] if match.slots.party is not None else None
        chunk = None if index is None else self.parse.chunks[index]
        lowers = {token.lower for token in self.parse.tokens[chunk.first : chunk.last]} if chunk is not None else set()
        means = (("aerial", Kind.AIRSTRIKE), ("rockets", Kind.SHELLING), ("blasts", Kind.BOMBING))
        return next((found for name, found in means if lowers & nouns(name)), kind)

    def _heads(self, match: Match) -> tuple[int, ...]:
        """The heads of the subject and of the prepositional phrases of a clause."""
        if match.clause is None:
            return ()
        groups = [group for _, group in match.clause.prepositions]
        if match.clause.subject is not None:
            groups.append(match.clause.subject)
        return tuple(self.parse.chunks[member].head for group in groups for member in group.members)

    # ---- where

    def _places(self, match: Match) -> list[tuple[PlaceMention | None, Kind]]:
        slots = match.slots
        found: list[tuple[PlaceMention | None, Kind]] = []
        for item in self._items(match, slots.place):
            mention = item.mention
            if mention is None and slots.adjunct is not None:
                mention = self._within(slots.adjunct)
            elif mention is not None and item.share:
                mention = replace(mention, relation=mention.relation or "in")
            found.append((mention, self._kind(match, item)))
        if not found and match.kind is Kind.REPELLED and not self._has_own_adjunct(match):
            found = [(place, match.kind) for place in self._left_place()]
        if not found and slots.adjunct is not None:
            found = [(item.mention, match.kind) for item in slots.adjunct.items]
        if not found and match.kind is Kind.WITHDREW:
            found = [(place, match.kind) for place in self._left_place()]
        if not found and match.kind not in CONTROL_KINDS and not self._background(match):
            found = [(place, match.kind) for place in self._scene()]
        return _unique(found)

    def _scene(self) -> Sequence[PlaceMention]:
        """An event told without any place happened where the one told just before did."""
        story, sentence = self.story, self.parse.sentence
        if len(self.parse.mentions) == 1 and self.parse.mentions[0] in story.places:  # "attacked X, and fierce battles went on"
            return list(self.parse.mentions)
        near = story.scene is not None and sentence.paragraph - story.paragraph <= 1 and not self.parse.mentions
        return [story.scene] if near and story.scene is not None else []

    def _has_own_adjunct(self, match: Match) -> bool:
        """Whether "in X" stands in the clause itself, rather than elsewhere in the sentence."""
        return match.clause is None or any(group is match.slots.adjunct for _, group in match.clause.prepositions)

    def _left_place(self) -> Sequence[PlaceMention]:
        """Who pulls back, or is pushed back, does so at the place that the sentence spoke of."""
        return [place for place in self.story.places if self.parse.sentence.start <= place.start][-1:]

    def _within(self, group: Group) -> PlaceMention | None:
        mention = next((item.mention for item in group.items if item.mention is not None), None)
        return None if mention is None else replace(mention, relation=mention.relation or "in")

    @staticmethod
    def _kind(match: Match, item: Item) -> Kind:
        if match.kind is Kind.WITHDREW and item.site:
            return match.kind  # who leaves "their posts in X" leaves X
        much = item.mention is not None and item.mention.extent in {"all", "most"}
        partial = item.site or (item.share and item.word in nouns("shares") and not much)
        return Kind.CONTESTED if partial and match.kind in _OF_WHOLES else match.kind

    def _items(self, match: Match, group: Group | None) -> Sequence[Item]:
        if group is None:
            return ()
        chunk = self.parse.chunks[group.members[0]]
        items = self.story.items(group, chunk)
        if any(item.mention is not None for item in items) and not self._announces(group):
            return [*items, *self._gapped(match, group)]
        listed = self._listed(match, group)
        return listed or items

    def _gapped(self, match: Match, group: Group) -> Sequence[Item]:
        """Places after the clause that share its verb: "X was lost late Monday and Y early Tuesday"."""
        if match.clause is None or not group.items or match.kind not in CONTROL_KINDS:
            return ()
        chunks, index = self.parse.chunks, max(match.clause.last, group.last)
        while index < len(chunks) and chunks[index].type == Type.COMMA:
            index += 1
        if index >= len(chunks) or chunks[index].type != Type.AND:
            return ()
        more = self.reader.groups.get(index + 1)
        if more is None or not more.items or (more.last < len(chunks) and chunks[more.last].type in (Type.VERB, Type.RELATIVE)):
            return ()
        return [item for item in more.items if item.mention is not None]

    def _announces(self, group: Group) -> bool:
        """Whether a phrase counts places that are listed later ("eight districts of X", "another district")."""
        opening = [self.parse.tags[i] for i in range(self.parse.chunks[group.first].first, self.parse.chunks[group.first].head)]
        return "#" in opening or any(
            t.lower in {"another", "all", "both"} for t in self.parse.tokens[self.parse.chunks[group.first].first :][:2]
        )

    def _listed(self, match: Match, group: Group) -> Sequence[Item]:
        """The list that follows "three districts fell within a day: A, B and C" or "all three districts, A, B and C,"."""
        chunks = self.parse.chunks
        last = group.last
        if last + 1 < len(chunks) and chunks[last].type == Type.COMMA and (near := self._named(last + 1)):
            return near
        if match.clause is not None and (among := next(match.clause.after("including"), None)) is not None:
            return [item for item in among.items if item.mention is not None]
        end = match.clause.last if match.clause is not None else last
        for index in range(end, min(end + 8, len(chunks))):
            if chunks[index].type == Type.COLON:
                return self._named(index + 1)
            if chunks[index].type == Type.COMMA and "among" in {t.lower for t in self.parse.tokens[chunks[index].first :][:6]}:
                return self._named(index + 1)
        return ()

    def _named(self, index: int) -> Sequence[Item]:
        group = self.reader.groups.get(index)
        if group is None or not is_place(self.parse.chunks[index]):
            return ()
        return [item for item in group.items if item.mention is not None]

    def _list_end(self, mentions: Sequence[PlaceMention]) -> int:
        """The end of a list of places: of the bracket or time after its last place; 0 where there is but one place."""
        if len(mentions) < 2:  # noqa: PLR2004  a list has two
            return 0
        last = max(mention.end for mention in mentions)
        behind = (chunk for chunk in self.parse.chunks if self.parse.tokens[chunk.first].start >= last)
        after = takewhile(lambda chunk: chunk.type != Type.VERB, islice(behind, 6))
        closing = [self.parse.tokens[chunk.last - 1].end for chunk in after if chunk.word in ")]" or is_time(chunk)]
        return closing[0] if closing else last

    # ---- which words

    def _span(self, match: Match) -> tuple[int, int]:
        clause = match.clause
        if clause is None:
            return self._noun_span(match)
        first = clause.verb
        if clause.subject is not None and clause.subject.first < clause.verb and not self._far(clause):
            first = clause.subject.first
        last = max(clause.verb + 1, clause.last)
        while last - 1 > clause.verb and self.parse.chunks[last - 1].type not in (Type.NOUN, Type.VERB):
            last -= 1
        return self.parse.tokens[self.parse.chunks[first].first].start, self.parse.tokens[self.parse.chunks[last - 1].last - 1].end

    def _far(self, clause: Clause) -> bool:
        """Whether another clause stands between the verb and its subject."""
        subject = clause.subject
        return subject is None or any(self.parse.chunks[i].type == Type.VERB for i in range(subject.last, clause.verb))

    def _noun_span(self, match: Match) -> tuple[int, int]:
        noun = match.noun or 0
        last = noun + 1
        for group in (match.slots.place, match.slots.party, match.slots.against, match.slots.adjunct):
            if group is not None and noun < group.first < noun + _NEAR:
                last = max(last, group.last)
        chunks = self.parse.chunks
        return self.parse.tokens[chunks[noun].first].start, self.parse.tokens[chunks[last - 1].last - 1].end

    def _ongoing(self, match: Match) -> bool:
        """Whether fighting goes on, so that the place is fought over: "battle is raging in X", "they are fighting in X"."""
        if match.clause is not None:
            return self._progresses(match.clause.verb)
        noun = match.noun or 0
        chunk = self.parse.chunks[noun]
        if any(token.lower in _GOING_ON for token in self.parse.tokens[chunk.first : chunk.last]):
            return True
        verb = next((index for index in range(noun + 1, len(self.parse.chunks)) if self.parse.chunks[index].type == Type.VERB), None)
        subject = None if verb is None else self.reader.clause(verb).subject
        if verb is not None and subject is not None and subject.first <= noun < subject.last:
            return self.parse.chunks[verb].word in _GOING_ON or self._progresses(verb)
        return chunk.word == "fighting" and noun > 0 and self.parse.chunks[noun - 1].word in _TELLING_OF

    def _progresses(self, verb: int) -> bool:
        return self.parse.chunks[verb].shape == "g" and self.parse.chunks[verb].finite

    # ---- news or not

    def _background(self, match: Match) -> bool:
        """Whether the clause tells what came before the news: "who had captured the city in May", "after the fall of X"."""
        clause = match.clause
        if clause is None:
            return self._after_word(match.noun or 0) or self._ascribed(match.noun or 0)
        verb = self.parse.chunks[clause.verb]
        pluperfect = verb.perfect and verb.past
        return (clause.relative and (verb.past or verb.perfect)) or (pluperfect and clause.subordinator not in (None, "that"))

    def _after_word(self, noun: int) -> bool:
        before = self.parse.chunks[noun - 1].word if noun else ""
        return before in {"since", "after", "following", "before"}

    def _ascribed(self, noun: int) -> bool:
        """Whether a noun tells what somebody is known for: "is responsible for attacks", "linked to a bombing"."""
        first = self.parse.chunks[noun].first
        return any(token.lower in _KNOWN_FOR for token in self.parse.tokens[max(0, first - _REACH) : first])


_NEAR = 6  # chunks; "battle is raging in X" is one stretch, what stands farther off is quoted by its own statement


def _without_name(kind: Kind, mention: PartyMention | None) -> PartyMention | None:
    """Keep groups, never the names of people who were hurt or taken."""
    if mention is None or kind in CONTROL_KINDS or mention.antecedent is not None:
        return mention
    return mention if names_group(mention.text) else None


def names_group(text: str) -> bool:
    """Tell whether words stand for a group, an office or a people rather than name a person."""
    inside = text.split()
    group = nouns("armed", "names", "persons", "civil", "sites", "areas")
    plural = any(word.endswith("s") and (word[0].islower() or len(inside) == 1) for word in inside)
    return plural or any(word.lower().strip(".,'’") in group or _is_common(word) for word in inside)


def _is_common(word: str) -> bool:
    """Whether a word is no part of a person's name."""
    return word[0].islower() and not word.startswith(("al-", "el-", "bin", "ibn", "de", "von", "abu", "ul-", "ur-", "al"))


_TELLING_OF = frozenset({"of", "reported", "report", "that", "confirm", "admit"})
_GOING_ON = frozenset(
    {"rage", "continue", "go", "persist", "intensify", "remain", "resume", "ongoing", "continuing", "continued", "renewed", "raging"}
)
_KNOWN_FOR = frozenset(
    {"responsible", "linked", "involved", "accused", "suspected", "convicted", "coordinating", "conducting", "leads", "behind"}
)
_REACH = 8


def _unique(found: Sequence[tuple[PlaceMention | None, Kind]]) -> list[tuple[PlaceMention | None, Kind]]:
    """Drop repeated places, and nameless ones beside named ones."""
    named = [pair for pair in found if pair[0] is not None]
    seen: dict[tuple[int, Kind], tuple[PlaceMention | None, Kind]] = {}
    for mention, kind in named:
        if mention is not None:
            seen.setdefault((mention.start, kind), (mention, kind))
    return list(seen.values()) if named else list(found[:1])
