"""Finds who says what is told: verbs of saying with their subject, "according to X", and "X: …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportedly.extract.arabic_script.inflection import Mood, keys
from reportedly.extract.arabic_script.lexicon import Language, forms_at, light_verbs, load
from reportedly.extract.arabic_script.names import Name
from reportedly.extract.arabic_script.numbers import counting
from reportedly.extract.arabic_script.text import Found, Line, Phrases, Word, verbatim
from reportedly.terms.source import Medium, SourceKind
from reportedly.terms.statement import Utterance

_LONGEST = 12  # words of a speaker
_AFTER_BY = 7  # words of a speaker behind "according to"
_LIGHT = 2  # words between a noun of saying and the verb that closes it
_COMMAS = frozenset({"،", ","})
_STOPS = frozenset({":", "؛", "-", "–", "«", '"', "“"})
_GENITIVE = "د"
_WHILE = ("فیما", "بینما", "کما", "لکن")
_OF = frozenset({"فی", "من"})
_NAMED = frozenset({SourceKind.AGENCY, SourceKind.OUTLET, SourceKind.NGO, SourceKind.PARTY})
_VERB_GLUES = frozenset({"", "و", "ف"})


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of speaking in a sentence.

    Attributes:
        source: who speaks; None where the sentence leaves it to the reader.
        cue: the words that show it, by number.
        first: the first word of what is said.
        last: the word after its last.
        denies: whether it denies what was said.
    """

    source: Utterance | None
    cue: range
    first: int
    last: int
    denies: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    cues: Phrases[str]
    light: Phrases[Mood]
    opens: Phrases[str]
    kinds: Phrases[SourceKind]


# The order in which a word of a speaker's name decides what he is.
_KINDS = (
    SourceKind.JOURNALIST, SourceKind.MEDICAL, SourceKind.WITNESS, SourceKind.NGO, SourceKind.AGENCY, SourceKind.OFFICIAL, SourceKind.PARTY,
    SourceKind.OUTLET, SourceKind.LOCAL, SourceKind.SOCIAL, SourceKind.ANONYMOUS, SourceKind.UNNAMED,
)  # fmt: skip


@cache
def _words(name: str) -> _Words:
    language = load(name)
    light = light_verbs(language.raw)
    return _Words(
        cues=Phrases(_cues(language)),
        light=Phrases.joined(list(light.values())),
        opens=Phrases((phrase, "") for phrase in language.phrases("speech", "opens")),
        kinds=Phrases((phrase, kind) for kind in _KINDS for phrase in language.phrases("sources", kind.value)),
    )


def _cues(language: Language) -> Iterator[tuple[tuple[str, ...], str]]:
    for name in ("by", "behind", "relays", "denies", "says"):
        yield from ((phrase, name) for phrase in language.phrases("speech", name))
    for name in ("denies_light", "says_light"):
        for entry in language.table("speech").get(name, "").split("|"):
            noun = entry.partition("=")[0].strip()
            if noun:
                yield keys(noun, clitics=language.clitics), name


def cues(language: Language, line: Line) -> tuple[Found[str], ...]:
    """The words of a sentence that say that somebody speaks."""
    known, words, found, at = _words(language.name), line.words, list[Found[str]](), 0
    while at < len(words):
        one = next((cue for cue in known.cues.at(words, at) if cue.glued in _VERB_GLUES or cue.value == "by"), None)
        if one is not None and one.value.endswith("_light"):
            one = _closed(known, words, one)
        if one is not None:
            found.append(one)
        at = max(at + 1, one.last if one is not None else 0)
    return tuple(found)


def _closed(known: _Words, words: Sequence[Word], cue: Found[str]) -> Found[str] | None:
    """A noun of saying with the light verb that makes it one."""
    for at in range(cue.last, min(len(words), cue.last + _LIGHT)):
        if known.cues.at(words, at):
            return None  # "rejected the claim": the other noun is the one that the verb closes
        light = next((one for one in known.light.at(words, at) if one.value is Mood.TOLD), None)
        if light is not None:
            return Found(cue.first, light.last, cue.glued, cue.value.removesuffix("_light"))
    return None


def sayings(language: Language, text: str, line: Line, found: Sequence[Found[str]], parties: Sequence[Name]) -> tuple[Saying, ...]:
    """Find the acts of speaking of a sentence.

    Args:
        language: its language.
        text: the report's text.
        line: the sentence.
        found: its words of speaking.
        parties: the parties that it names.
    """
    reader = _Reader(language, text, line.words, _words(language.name), parties)
    made = [one for cue in found if (one := reader.saying(cue)) is not None]
    label = reader.label() if not made else None
    return tuple(_ended(language, line.words, made)) if label is None else (label,)


def _ended(language: Language, words: Sequence[Word], made: Sequence[Saying]) -> Iterator[Saying]:
    """The sayings, each up to where a clause begins in which somebody else speaks: "X said …, while Y said …"."""
    for one in made:
        others = [other.cue.start for other in made if other.cue.start > one.cue.start and other.first > 0 and one.first > 0]
        stop = min((at for at in others if language.verb_first and _opens_clause(words, at)), default=one.last)
        yield replace(one, last=min(one.last, stop))


def _opens_clause(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1]
    return before.key in _COMMAS or any(before.stem(word) for word in _WHILE) or words[at].key.startswith("و")


@dataclass(frozen=True, slots=True)
class _Reader:
    language: Language
    text: str
    words: Sequence[Word]
    known: _Words
    parties: Sequence[Name]

    def saying(self, cue: Found[str]) -> Saying | None:
        denies, span = cue.value == "denies", range(cue.first, cue.last)
        if cue.value in {"by", "relays"}:
            who = self._forward(cue.last, _AFTER_BY)
            return Saying(self._utterance(who, span), span, 0, len(self.words)) if len(who) else None
        if cue.value == "behind":
            who = self._genitive(cue.first)
            return Saying(self._utterance(who, span), span, 0, len(self.words)) if len(who) else None
        if self.language.verb_first:
            who = self._forward(cue.last, _LONGEST) or self._backward(cue.first)
            return Saying(
                self._utterance(who, span), span, max(cue.last, who.stop if who.start >= cue.last else 0), len(self.words), denies
            )
        who = self._subject(cue.first)
        return Saying(self._utterance(who, span), span, who.stop, cue.last if denies else len(self.words), denies)

    def label(self) -> Saying | None:
        """A speaker before a colon: "Local sources: …"."""
        colon = next((at for at, word in enumerate(self.words[: _LONGEST + 1]) if word.key == ":"), 0)
        who = range(colon)
        if not colon or self._kind(who) is None:
            return None
        return Saying(self._utterance(who, range(colon, colon + 1)), range(colon, colon + 1), colon + 1, len(self.words))

    def _forward(self, at: int, most: int) -> range:
        """The speaker behind a verb, up to what is said."""
        last = at
        while last < min(len(self.words), at + most) and not self._ends(last, first=last == at):
            last += 1
        return range(at, last)

    def _ends(self, at: int, *, first: bool) -> bool:
        word = self.words[at]
        if word.key in _STOPS or word.key in _COMMAS or word.key[:1].isdigit() or self._counts(at):
            return True
        if any(party.first <= at < party.last for party in self.parties):
            return False
        if self.language.that.at(self.words, at) or self._tells(at) or self._points_back(at):
            return True
        if at + 1 < len(self.words) and any(party.first == at + 1 for party in self.parties) and self.words[at].key in _OF:
            return False  # "a commander in the resistance"
        glued = self.known.opens.at(self.words, at)
        return bool(glued) and (not first or self.language.verb_first) and any(one.glued == "" for one in glued)

    def _points_back(self, at: int) -> bool:
        """Tell whether what was said is meant, not who said it: "this claim"."""
        return any(one.value == "that" for one in self.language.moods.at(self.words, at))

    def _counts(self, at: int) -> bool:
        """Tell whether people are counted from here on."""
        known = counting(self.language.name)
        return bool(known.bounds.at(self.words, at)) or any(one.value > 1 for one in known.numbers.at(self.words, at))

    def _tells(self, at: int) -> bool:
        return any(not one.value.frame.event for one in forms_at(self.language, self.words, at)) and self._kind(range(at, at + 1)) is None

    def _backward(self, at: int) -> range:
        """The speaker before a verb, from the last mark on; only one that words show to be a speaker."""
        first = at
        while first > max(0, at - _LONGEST) and self.words[first - 1].key not in _STOPS | _COMMAS and not self._tells(first - 1):
            first -= 1
        return range(first, at) if self._kind(range(first, at)) is not None else range(at, at)

    def _subject(self, at: int) -> range:
        """The speaker before a verb that closes its clause: from the beginning of the clause to the first word that marks another part."""
        first = max([0, *(n + 1 for n in range(at) if self.words[n].key in {":", "؛"} or self.language.that.at(self.words, n))])
        comma = max((n + 1 for n in range(first, at) if self.words[n].key in _COMMAS), default=first)
        if any(comma <= party.first < at for party in self.parties) and not any(
            first <= party.first < comma for party in self.parties[-1:]
        ):
            first = comma  # "…, but the Taliban deny it"
        while first < at and self.known.opens.at(self.words, first) and not any(p.first == first for p in self.parties):
            first += 1  # "on Friday the ministry said"
        last = first
        while last < at and not (last > first and self._ends_subject(last)):
            last += 1
        return range(first, last) if last - first <= _LONGEST else range(first, first)

    def _ends_subject(self, at: int) -> bool:
        if self.known.opens.at(self.words, at) or self._points_back(at) or self.language.again.at(self.words, at):
            return True
        return self._tells(at) or self.words[at].key[:1].isdigit()

    def _genitive(self, at: int) -> range:
        """The speaker before "on the word of": Pashto puts him in a genitive."""
        first = next(
            (n for n in range(at - 1, max(-1, at - _LONGEST), -1) if self.words[n].key == "د" and (n == 0 or self.words[n - 1].key != "د")),
            at,
        )
        while first > 0 and first - 1 >= at - _LONGEST and any(word.key == "د" for word in self.words[max(0, first - 3) : first]):
            first -= 1
        return range(first, at)

    def _kind(self, who: range) -> SourceKind | None:
        found = {one.value for at in who for one in self.known.kinds.at(self.words, at) if one.last <= who.stop}
        return next((kind for kind in _KINDS if kind in found), None)

    def _utterance(self, who: range, cue: range) -> Utterance | None:
        words = list(self.words[who.start : who.stop])
        while words and (words[-1].key in _COMMAS or not words[-1].letters or words[-1].key == _GENITIVE):
            words.pop()
        if not words:
            return None
        kind = self._kind(who)
        if kind is None and any(who.start <= party.first < who.stop for party in self.parties):
            kind = SourceKind.PARTY
        text = verbatim(self.text, words)
        name = text if kind is None or kind in _NAMED else None
        said = verbatim(self.text, self.words[cue.start : cue.stop])
        return Utterance(words[0].start, words[-1].end, text, name, kind or SourceKind.UNNAMED, said, Medium.UNKNOWN)
