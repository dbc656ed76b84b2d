"""Finds the words that show that somebody speaks: verbs of saying with their auxiliaries, and "according to" and its like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from reportedly.extract.lexicon import table
from reportedly.extract.text import Sentence, Token

LEXICON = "attribution"


class Frame(StrEnum):
    """What a cue takes, and so where speaker and words said are looked for."""

    CLAUSE = "clause"  # said (that) …
    HEARER = "hearer"  # told somebody (that) …
    THING = "thing"  # condemned …
    RELAY = "relay"  # quoting somebody
    PREPOSITION = "preposition"  # according to somebody


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a sentence.

    Attributes:
        first: index of its first token in the sentence; auxiliaries and adverbs before the verb belong to it.
        verb: index of the verb itself, or of the last word of a phrase.
        frame: what it takes.
        participle: whether it is an -ing form without an auxiliary, which shares its speaker with the clause before.
        passive: whether it is passive ("was quoted"), so that what stands before it does not speak.
        ambiguous: whether the form is something else more often than a cue.
        mental: whether it is a verb of the mind or of judging rather than of saying.
    """

    first: int
    verb: int
    frame: Frame
    participle: bool = False
    passive: bool = False
    ambiguous: bool = False
    mental: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the lexicon: its lemma and what it takes."""

    lemma: str
    frame: Frame


@cache
def _forms() -> Mapping[str, Verb]:
    """Every form of every verb; a verb of two frames is taken for the first in the order clause, hearer, thing, relay."""
    irregular = table(LEXICON)["irregular"]
    forms: dict[str, Verb] = {}
    for frame in (Frame.RELAY, Frame.HEARER, Frame.CLAUSE, Frame.THING):
        for lemma in words_of("verbs", frame):
            inflected = irregular.get(lemma) if isinstance(irregular, Mapping) else None
            for form in (lemma, *(str(inflected).split() if inflected else _regular(lemma))):
                forms.setdefault(form, Verb(lemma, frame))
    return {form: verb for form, verb in forms.items() if form not in word_set("forms", "never")}


def words_of(section: str, key: str) -> tuple[str, ...]:
    """The words of one entry of a section of the lexicon.

    Raises:
        TypeError: the section is none, or the entry is no string.
    """
    values = table(LEXICON)[section]
    if not isinstance(values, Mapping) or not isinstance(values[key], str):
        message = f"lexicon {LEXICON}: {section}.{key} is no string"
        raise TypeError(message)
    return tuple(str(values[key]).split())


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(words_of(section, key))


def _regular(lemma: str) -> tuple[str, str, str]:
    """The -s, -ed and -ing forms of a regular verb."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"), lemma + "ed", lemma + "ing"


@cache
def _phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Prepositional cues by their first word."""
    section = table(LEXICON)["prepositional"]
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in section["cues"] if isinstance(section, Mapping) else ():
        parts = tuple(str(phrase).split())
        found[parts[0]] = (*found.get(parts[0], ()), parts)
    return found


def cues(sentence: Sentence) -> Iterator[Cue]:
    """Find the cues of a sentence, in order.

    Whether a form that can also be a noun ("claims") is a cue is not decided here; `Cue.ambiguous` says that it is one of those.
    """
    tokens = sentence.tokens
    forms, phrases = _forms(), _phrases()
    taken = -1
    for index, token in enumerate(tokens):
        if index <= taken:
            continue
        phrase = _phrase_at(tokens, index, phrases.get(token.lower, ()))
        if phrase:
            taken = index + len(phrase) - 1
            yield Cue(index, taken, Frame.PREPOSITION)
        elif token.lower in forms:
            cue = _verb(tokens, index, forms[token.lower])
            if cue is not None:
                yield cue


def _phrase_at(tokens: Sequence[Token], index: int, phrases: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    for phrase in phrases:
        if tuple(token.lower for token in tokens[index : index + len(phrase)]) == phrase:
            return phrase
    return None


def _verb(tokens: Sequence[Token], index: int, verb: Verb) -> Cue | None:
    """The cue of a verb, with what belongs to it; None where the form is an infinitive or a noun by what stands before."""
    first = _group_start(tokens, index)
    before = tokens[first - 1].lower if first else ""
    group = [token.lower for token in tokens[first:index]]
    form = tokens[index].lower
    if before == "to" or before in word_set("forms", "not_before") or (before == "as" and form.endswith("ing")):
        return None  # "to say", "the report", "quoted as saying"
    helped = any(word in word_set("forms", "auxiliaries") for word in group)
    passive = bool(word_set("forms", "be").intersection(group)) and not form.endswith("ing")
    return Cue(
        first=first,
        verb=_last(tokens, index, verb.lemma),
        frame=verb.frame,
        participle=form.endswith("ing") and not helped,
        passive=passive,
        ambiguous=form in word_set("forms", "ambiguous") and not helped,
        mental=verb.lemma in word_set("mind", "verbs"),
    )


def _last(tokens: Sequence[Token], index: int, lemma: str) -> int:
    """The index of the particle that belongs to a verb, of the verb itself where none does."""
    section = table(LEXICON)["particles"]
    known = str(section.get(lemma, "")).split() if isinstance(section, Mapping) else []
    return index + 1 if index + 1 < len(tokens) and tokens[index + 1].lower in known else index


def _group_start(tokens: Sequence[Token], index: int) -> int:
    """The first token of the verb's group: auxiliaries, adverbs and negations before it."""
    helpers, adverbs = word_set("forms", "auxiliaries"), word_set("forms", "adverbs")
    first = index
    while first and (tokens[first - 1].lower in helpers or tokens[first - 1].lower in adverbs or _is_adverb(tokens[first - 1])):
        first -= 1
    return first


def _is_adverb(token: Token) -> bool:
    return token.lower.endswith("ly") and token.text[0].islower() and len(token.text) > 4  # noqa: PLR2004  shorter ones are "ally", "fly"
