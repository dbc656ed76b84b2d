"""Keeps what a text has told so far, so that "the group", "it" and "the district" find what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.extract.chunks import Chunk, Parse, Type
from reportedly.extract.lexicon import words
from reportedly.extract.phrases import Group, Item, is_party, is_time, nouns
from reportedly.extract.text import Sentence
from reportedly.terms.place import PlaceMention
from reportedly.terms.statement import PartyMention

_AT = frozenset({"in", "at", "near", "around", "outside"})
_ELSEWHERE = frozenset({"operating", "operates", "operated", "based", "located", "born", "from"})
_PRONOUNS = frozenset({"they", "them", "it", "he", "she", "who", "which", "we", "their", "its"})
_BACK = frozenset({"the", "these", "those", "this", "that", "both"})
_OFFICES = frozenset({"administration", "government", "ministry", "parliament"})  # speak anywhere; they put nobody on the ground
_EARLIER = frozenset({"after", "following", "since", "before"})
# Nouns that name nobody by themselves.
_BARE = frozenset(
    {
        "group",
        "groups",
        "force",
        "forces",
        "fighters",
        "militants",
        "movement",
        "organization",
        "organisation",
        "side",
        "sides",
        "attackers",
        "assailants",
        "gunmen",
    }
)
_MEMBERS = frozenset(
    {"members", "troops", "soldiers", "units", "supporters", "loyalists", "elements", "rebels", "insurgents", "militiamen"}
)
# What may stand between a verb of saying and the subject of what is said: "said on Friday that it …".
_BESIDE_CUE = frozenset({Type.PREPOSITION, Type.SUBORDINATOR})
_MANY = frozenset({"districts", "cities", "towns", "villages", "areas", "provinces", "places", "regions", "both"})


@dataclass(slots=True)
class Story:
    """What was told so far.

    Attributes:
        places: the places of the last statement that had any.
        parties: parties named so far, latest last.
        acting: the party of the last statement.
        named: places named in this sentence, for "the city" in its later clauses.
        scene: where the last event happened.
        paragraph: the paragraph that told it.
    """

    places: tuple[PlaceMention, ...] = ()
    parties: list[PartyMention] = field(default_factory=list)
    acting: PartyMention | None = None
    scene: PlaceMention | None = None
    named: tuple[PlaceMention, ...] = ()
    paragraph: int = -1

    def look_around(self, sentence: Sentence, mentions: Sequence[PlaceMention]) -> None:
        """Note where a sentence without a statement of its own puts the reader, if it has armed people in it."""
        led = _led_in(sentence)
        armed = nouns("armed", "names", "persons") - _OFFICES
        if not mentions or not any(token.lower in armed for token in sentence.tokens if token.start >= led):
            return
        for mention in mentions:
            if mention.start < led:
                continue
            before = [token.lower for token in sentence.tokens if token.end <= mention.start][-3:]
            if (set(before[-2:]) & _AT or mention.relation) and not set(before) & _ELSEWHERE:
                self.scene, self.paragraph = mention, sentence.paragraph
                return

    def party(self, parse: Parse, group: Group | None) -> PartyMention | None:
        """Read the party of a phrase; a pronoun or "the group" takes the last party that fits.

        Returns:
            None where the phrase names nobody who can act.
        """
        if group is None:
            return None
        members = [parse.chunks[m] for m in group.members if _can_act(parse, parse.chunks[m])]
        if not members:
            return None
        opening = parse.chunks[group.members[0]]
        if opening is not members[0] and parse.tags[opening.head] == "J" and not is_time(opening):
            members.insert(0, opening)  # "Afghan and coalition forces"
        if members[0].word in _PRONOUNS:
            return self._pronoun(parse, members[0])
        first, last = members[0], members[-1]
        start, end = _trimmed(parse, first), _extended(parse, last)
        mention = self._made(parse, start, end)
        if first is last and first.word in _BARE and end == start and parse.tokens[first.first].lower in _BACK:
            return PartyMention(
                mention.start, mention.end, mention.text, antecedent=_name_before(parse, first.first) or self._last_name(mention)
            )
        self.parties.append(mention)
        return mention

    def modifier(self, parse: Parse, span: tuple[int, int] | None) -> PartyMention | None:
        """Read a party named by a modifier, such as "Taliban" in "under Taliban control"."""
        if span is None:
            return None
        mention = self._made(parse, span[0], span[1] - 1)
        self.parties.append(mention)
        return mention

    def _pronoun(self, parse: Parse, chunk: Chunk) -> PartyMention | None:
        mention = self._made(parse, chunk.head, chunk.head)
        if chunk.word == "we":
            return mention  # the speaker's side, whoever was spoken of before
        name = self._speaker_of(parse, chunk) or self._party_before(parse, chunk)
        if name is None:
            name = self.acting.antecedent or self.acting.text if self.acting is not None else self._last_name(mention)
        return None if name is None else PartyMention(mention.start, mention.end, mention.text, antecedent=name)

    def _speaker_of(self, parse: Parse, chunk: Chunk) -> str | None:
        """The country or party whose word a pronoun opens, as it mostly speaks of itself ("after Blueland said it had left X")."""
        index = parse.chunks.index(chunk) - 1
        while index > 0 and (parse.chunks[index].type in _BESIDE_CUE or is_time(parse.chunks[index])):
            index -= 1
        verb = parse.chunks[index]
        if index < 1 or verb.type != Type.VERB or verb.word not in words("grammar", "saying"):
            return None
        speaker = parse.chunks[index - 1]
        if speaker.type != Type.NOUN or not (is_party(parse, speaker) or (speaker.placed and speaker.mentions)):
            return None
        return self._made(parse, _trimmed(parse, speaker), speaker.head).text

    def _party_before(self, parse: Parse, chunk: Chunk) -> str | None:
        """The nearest party named before a pronoun in its sentence ("The national army says it has taken X")."""
        near = [other for other in parse.chunks if other.last <= chunk.first and is_party(parse, other) and other.word not in _PRONOUNS]
        if not near:
            return None
        return self._made(parse, _trimmed(parse, near[-1]), near[-1].head).text

    def _last_name(self, mention: PartyMention) -> str | None:
        return next((party.text for party in reversed(self.parties) if party.start < mention.start), None)

    @staticmethod
    def _made(parse: Parse, first: int, last: int) -> PartyMention:
        tokens = parse.tokens
        start, end = tokens[first].start, tokens[last].end
        words = [tokens[first].text]
        for before, token in zip(tokens[first:last], tokens[first + 1 : last + 1], strict=True):
            words += [" " * (token.start - before.end), token.text]
        return PartyMention(start, end, "".join(words))

    def items(self, group: Group, chunk: Chunk) -> Sequence[Item]:
        """The places of a phrase; "it", "there" and "the district" take those told of last."""
        if group.items and any(item.mention is not None for item in group.items):
            return group.items
        pointing = chunk.word in {"it", "there", "them"} or any(item.definite for item in group.items)
        if not pointing:
            return group.items
        many = chunk.word in _MANY or chunk.word == "them"
        word = group.items[0].word if group.items else chunk.word
        site = word in nouns("sites") and word not in nouns("seats")
        fitting = [place for place in self.places if _fits(place, word)]
        if not fitting and chunk.word in _OF_ITS_KIND:
            fitting = [place for place in self.named if (_fits(place, word) and place.unit is not None) or place in self.named[-1:]][-1:]
        places = fitting if many else fitting[-1:]
        return tuple(Item(place, group.first, word, site=site) for place in places)


def _led_in(sentence: Sentence) -> int:
    """The end of an opening that tells what came before ("After the fall of X, …"): nothing new happens there; 0 without one."""
    if sentence.tokens[0].lower not in _EARLIER:
        return 0
    return next((token.end for token in sentence.tokens if token.text == ","), 0)


def _name_before(parse: Parse, index: int) -> str | None:
    """The name of a party said last in the sentence, if only within another phrase ("Taliban spokesman X said the group …")."""
    return next((token.text for token in reversed(parse.tokens[:index]) if token.lower in nouns("names")), None)


def _fits(place: PlaceMention, word: str) -> bool:
    """Whether "the district", "the city" can point back to a place."""
    if word in _OF_ITS_KIND:
        return place.unit in _OF_ITS_KIND[word]
    return word not in {"capital", "capitals", "country", "state", "border"}


_OF_ITS_KIND: dict[str, frozenset[str | None]] = {
    "district": frozenset({"district", "centre", None}), "districts": frozenset({"district", None}),
    "province": frozenset({"province"}), "provinces": frozenset({"province"}), "region": frozenset({"region", "province", None}),
    "city": frozenset({"city", "town", "centre", "capital", None}), "cities": frozenset({"city", "town", None}),
    "town": frozenset({"town", "city", "village", "centre", None}), "towns": frozenset({"town", "city", "village", None}),
    "village": frozenset({"village", "town", None}), "villages": frozenset({"village", "town", None}),
}  # fmt: skip


def _extended(parse: Parse, chunk: Chunk) -> int:
    """The last token of a party's words: "fighters of the Southern Movement", "forces loyal to X" name it only at their end."""
    at = parse.chunks.index(chunk)
    leader = _leader(parse, at)
    if leader is not None:
        return leader.head
    if chunk.word not in _MEMBERS and chunk.word not in _BARE:
        return chunk.head
    following = parse.chunks[at + 1 : at + 3]
    if len(following) < 2 or following[0].type != Type.PREPOSITION or following[1].type != Type.NOUN or following[1].placed:  # noqa: PLR2004
        return chunk.head
    linked = following[0].word == "of" or parse.tokens[following[0].first - 1].lower in {
        "loyal",
        "linked",
        "allied",
        "affiliated",
        "aligned",
    }
    named = any(parse.tags[i] == "P" for i in range(following[1].first, following[1].last))
    return following[1].head if linked and named else chunk.head


def _leader(parse: Parse, at: int) -> Chunk | None:
    """Who leads a party: "rebels led by the Free Front" are known by its name."""
    behind = parse.chunks[at + 1 : at + 4]
    if len(behind) < 3 or (behind[0].word, behind[1].word, behind[2].type) != ("lead", "by", Type.NOUN):  # noqa: PLR2004  "led", "by", whom
        return None
    named = any(parse.tags[i] == "P" for i in range(behind[2].first, behind[2].last))
    return behind[2] if named and not behind[2].placed and is_party(parse, parse.chunks[at]) else None


def _trimmed(parse: Parse, chunk: Chunk) -> int:
    """The first token of a noun phrase that is no article or other determiner."""
    first = chunk.first
    while first < chunk.head and parse.tags[first] in "D#B":
        first += 1
    return first


def _can_act(parse: Parse, chunk: Chunk) -> bool:
    if chunk.type != Type.NOUN or is_time(chunk):
        return False
    named = any(parse.tags[i] == "P" for i in range(chunk.first, chunk.last))
    people = chunk.word in nouns("civil", "persons")
    return chunk.word in _PRONOUNS or named or people or is_party(parse, chunk)
