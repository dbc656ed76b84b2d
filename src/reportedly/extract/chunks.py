"""Groups tagged tokens into noun phrases, verb groups and the words between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache

from reportedly.extract.lexicon import words
from reportedly.extract.tags import Tagger
from reportedly.extract.text import Sentence, Token
from reportedly.extract.verbs import Form
from reportedly.terms.place import PlaceMention


class Type(StrEnum):
    """What a chunk is."""

    NOUN = "noun"
    VERB = "verb"
    PREPOSITION = "preposition"
    AND = "and"
    SUBORDINATOR = "subordinator"
    RELATIVE = "relative"
    COMMA = "comma"
    QUOTE = "quote"
    BRACKET = "bracket"
    COLON = "colon"
    SEMICOLON = "semicolon"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A group of tokens.

    Attributes:
        type: what it is.
        first: index of its first token in the sentence.
        last: index after its last token.
        word: lower-case head of a noun phrase, lemma of a verb group, the word itself for the others.
        head: index of the head or main verb.
        mentions: places named in a noun phrase, in order.
        placed: whether the head of the noun phrase is one of them, or its type word.
        passive: voice of a verb group.
        shape: shape of the main verb (`verbs.Form`), `i` for an infinitive.
        finite: whether the verb group can carry a clause alone.
        perfect: whether it is a perfect ("have taken").
        past: whether the first verb is past ("had", "took", "was").
        auxiliaries: lower-case auxiliaries, modals, negations of a verb group.
        particles: words such as "out" and "back" right after a verb.
    """

    type: Type
    first: int
    last: int
    word: str
    head: int
    mentions: tuple[PlaceMention, ...] = ()
    placed: bool = False
    passive: bool = False
    shape: str = ""
    finite: bool = False
    perfect: bool = False
    past: bool = False
    auxiliaries: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence, tagged and chunked.

    Attributes:
        sentence: the sentence.
        tags: one letter for each token.
        chunks: the chunks in order; adverbs and other small words belong to none.
        owners: first mention index … not used by chunks without places.
    """

    sentence: Sentence
    tags: Sequence[str]
    chunks: tuple[Chunk, ...]
    mentions: tuple[PlaceMention, ...] = field(default=())

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens


_SINGLE = {
    "I": Type.PREPOSITION, "C": Type.AND, "S": Type.SUBORDINATOR, "R": Type.RELATIVE, ",": Type.COMMA, '"': Type.QUOTE, "(": Type.BRACKET,
    ")": Type.BRACKET, ":": Type.COLON, ";": Type.SEMICOLON, ".": Type.MARK,
}  # fmt: skip
_NOUNY = frozenset("DJNP#$Ot")
_GROUPY = frozenset("AMXTB")
_BE = frozenset(
    {
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "am",
        "'s",
        "'re",
        "'m",
        "get",
        "got",
        "gets",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
    }
)
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "hasn't", "haven't", "hadn't"})
_AFTER_INSERTED = frozenset({"to", "by", "in", "during", "from", "last", "on", "since", "earlier"})
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "did", "wasn't", "weren't", "hadn't", "didn't", "would", "could"})


@cache
def _particles() -> frozenset[str]:
    return words("grammar", "particles")


def _named(sentence: Sentence, mentions: Sequence[PlaceMention]) -> list[int]:
    """The index of the mention that each token belongs to, -1 for none."""
    found = [-1] * len(sentence.tokens)
    at = 0
    for number, mention in enumerate(mentions):
        while at < len(sentence.tokens) and sentence.tokens[at].end <= mention.start:
            at += 1
        index = at
        while index < len(sentence.tokens) and sentence.tokens[index].start < mention.end:
            found[index] = number
            index += 1
    return found


class _Chunker:
    def __init__(self, tagger: Tagger, mentions: Sequence[PlaceMention]) -> None:
        self.tagger, self.mentions = tagger, mentions
        self.tokens, self.tags = tagger.tokens, tagger.tags
        self.found: list[Chunk] = []
        index = 0
        while index < len(self.tags):
            index = self._next(index)

    def _next(self, index: int) -> int:
        tag = self.tags[index]
        if tag in _NOUNY:
            return self._noun(index)
        if tag in "VAMXT":
            return self._verb(index)
        if tag in _SINGLE:
            self.found.append(Chunk(_SINGLE[tag], index, index + 1, self.tokens[index].lower, index))
        elif tag == "B" and self.tokens[index].lower == "there":
            self.found.append(Chunk(Type.NOUN, index, index + 1, "there", index))
        return index + 1

    def _noun_goes_on(self, start: int, index: int) -> bool:
        tag, before = self.tags[index], self.tags[index - 1]
        if tag == "B":
            follows = index + 1 < len(self.tags) and self.tags[index + 1] in "#J"
            return follows and before == "D"
        if tag not in _NOUNY or (before == "O" and self.tokens[index - 1].lower not in {"all", "others"}):
            return False
        if tag in {"D", "O"}:
            return before == "D"
        if tag == "t" or before == "t":
            return self._time_goes_on(start, index, before)
        if tag == "#" and before in "NP" and self.named_at(index - 1) >= 0:
            return False
        inside, inside_before = self.named_at(index), self.named_at(index - 1)
        return not (inside >= 0 and inside_before >= 0 and inside != inside_before)

    def _time_goes_on(self, start: int, index: int, before: str) -> bool:
        """Keep times apart from the names beside them: "Taliban fighters | late Monday", "on Monday | troops"."""
        if self.tags[index] != "t":
            return self.tags[index] == "#" or self.tags[start] == "D" or self.tokens[index - 1].lower not in words("grammar", "calendar")
        if before in "tD#":
            return True
        return before == "J" and self.tokens[index - 1].lower in {"last", "next", "previous", "recent", "same"}

    def named_at(self, index: int) -> int:
        return self.tagger.named[index]

    def _noun(self, start: int) -> int:
        index = start + 1
        while index < len(self.tags) and self._noun_goes_on(start, index):
            index += 1
        head = index - 1
        while head > start and self._trails(head):
            head -= 1
        numbers = sorted({self.named_at(i) for i in range(start, index) if self.named_at(i) >= 0})
        places = tuple(self.mentions[number] for number in numbers)
        word = self.tokens[head].lower
        placed = self.named_at(head) >= 0 or (bool(places) and _is_place_word(word))
        self.found.append(Chunk(Type.NOUN, start, index, word, head, places, placed))
        return index

    def _trails(self, index: int) -> bool:
        """Whether a token at the end of a noun phrase only follows its head: "six people dead", "unit 12"."""
        return self.tags[index] in "D$B" or (self.tags[index] in "#J" and self.tags[index - 1] in "NP")

    def _verb(self, start: int) -> int:
        index, helpers = start, []
        while index < len(self.tags) and self.tags[index] in _GROUPY:
            if self.tags[index] != "B":
                helpers.append(self.tokens[index].lower)
            index += 1
        main = index if index < len(self.tags) and self.tags[index] == "V" else -1
        if main < 0:
            return self._helper_alone(start, index, helpers)
        form = self.tagger.verbs[main] or Form(self.tokens[main].lower, "g" if self.tokens[main].lower.endswith("ing") else "dn")
        if form.lemma == "get" and main + 1 < len(self.tags) and self.tags[main + 1] == "V":
            return self._verb_after_get(start, main, helpers)
        self._add_verb(start, main, form, helpers)
        return self._with_particles(main + 1)

    def _verb_after_get(self, start: int, main: int, helpers: list[str]) -> int:
        form = self.tagger.verbs[main + 1]
        self._add_verb(start, main + 1, form or Form(self.tokens[main + 1].lower, "n"), [*helpers, "got"])
        return self._with_particles(main + 2)

    def _with_particles(self, index: int) -> int:
        """Attach particles to the verb just found."""
        after = index
        while after < len(self.tags) and self.tokens[after].lower in _particles() and self.tags[after] == "B" and after - index < 2:  # noqa: PLR2004  two at most
            after += 1
        if after > index:
            verb = self.found[-1]
            self.found[-1] = replace(verb, last=after, particles=tuple(token.lower for token in self.tokens[index:after]))
        return after

    def _helper_alone(self, start: int, index: int, helpers: list[str]) -> int:
        """A form of be, have or do that is itself the verb; a lone negation or modal is none."""
        last = next((word for word in reversed(helpers) if word in _BE | _HAVE or word.startswith("d")), None)
        if last is not None:
            lemma = "be" if last in _BE else "have" if last in _HAVE else "do"
            past = any(word in _PAST_AUXILIARIES for word in helpers)
            end = index
            while end - 1 > start and self.tags[end - 1] == "B":
                end -= 1
            chunk = Chunk(
                Type.VERB, start, end, lemma, end - 1, finite="to" not in helpers and last != "being", past=past, auxiliaries=tuple(helpers)
            )
            self.found.append(chunk)
        return max(index, start + 1)

    def _add_verb(self, start: int, main: int, form: Form, helpers: list[str]) -> None:
        shape, passive = self._voice(main, form, helpers)
        finite = (bool(helpers) and "to" not in helpers and helpers[0] not in {"being", "having", "not"}) or (
            not helpers and shape in "bzd"
        )
        past = any(word in _PAST_AUXILIARIES for word in helpers) or (not helpers and shape == "d")
        self.found.append(
            Chunk(Type.VERB, start, main + 1, form.lemma, main, passive=passive, shape="i" if "to" in helpers else shape, finite=finite,
                  perfect=any(word in _HAVE for word in helpers), past=past, auxiliaries=tuple(helpers))
        )  # fmt: skip

    def _voice(self, main: int, form: Form, helpers: list[str]) -> tuple[str, bool]:
        if any(word in _BE for word in helpers) and "n" in form.shapes:
            return "n", True
        if any(word in _HAVE for word in helpers) and "n" in form.shapes:
            return "n", False
        if helpers:
            return form.shapes[0], False
        shared = self._shared(form)
        if shared is not None:
            return shared.shape, shared.passive
        by = main + 1 < len(self.tokens) and self.tokens[main + 1].lower == "by"
        if form.shapes == "n" or (by and "n" in form.shapes) or ("n" in form.shapes and self._inserted(main)):
            return "n", True
        return ("d" if "d" in form.shapes else form.shapes[0]), False

    def _inserted(self, main: int) -> bool:
        """Whether a participle opens an insertion: "X, lost to militias last week, …"."""
        after_noun = len(self.found) > 1 and self.found[-1].type == Type.COMMA and self.found[-2].type == Type.NOUN
        return after_noun and main + 1 < len(self.tokens) and self.tokens[main + 1].lower in _AFTER_INSERTED

    def _shared(self, form: Form) -> Chunk | None:
        """The verb group that lends its auxiliary to this one ("were killed or injured")."""
        if len(self.found) < 2 or self.found[-1].type not in (Type.AND, Type.COMMA):  # noqa: PLR2004  a verb and a link
            return None
        before = self.found[-2]
        lends = before.type == Type.VERB and before.passive and "n" in form.shapes and before.last == self.found[-1].first
        return before if lends else None


@cache
def _place_words() -> frozenset[str]:
    return words("nouns", "areas") | words("nouns", "sites") | words("nouns", "seats") | words("nouns", "shares")


def _is_place_word(word: str) -> bool:
    return word in _place_words()


def parse(sentence: Sentence, mentions: Sequence[PlaceMention]) -> Parse:
    """Tag and chunk a sentence.

    Args:
        sentence: the sentence.
        mentions: the places named in it, in order.

    Returns:
        The sentence with tags and chunks.
    """
    tagger = Tagger(sentence.tokens, _named(sentence, mentions))
    return Parse(sentence, tagger.tags, tuple(_Chunker(tagger, mentions).found), tuple(mentions))
