"""The word tables for counts, typed and loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple, cast

from reportedly.extract.lexicon import table, words


class Side(StrEnum):
    """What sort of people a noun names; counts of one sort are added up within a clause."""

    FIGHTERS = "fighters"
    FORCES = "forces"
    CIVIL = "civil"
    PEOPLE = "people"


class Use(StrEnum):
    """Where a trigger has its people."""

    AFTER = "after"
    BEFORE = "before"
    NOUN = "noun"
    STATE = "state"


class Trigger(NamedTuple):
    """What a word says befell people, and where they stand."""

    what: str
    use: Use


Phrase = tuple[str, ...]


def _section(name: str) -> Mapping[str, object]:
    return cast("Mapping[str, object]", table("counts")[name])


def _triggers(section: str) -> dict[str, Trigger]:
    rows = cast("Mapping[str, Mapping[str, str]]", _section(section))
    return {word: Trigger(row["what"], Use(row["use"])) for word, row in rows.items()}


@cache
def triggers() -> Mapping[str, Trigger]:
    """Give the single words that say what befell people."""
    return _triggers("triggers")


@cache
def trigger_phrases() -> Mapping[Phrase, Trigger]:
    """Give the phrases that say it."""
    return {tuple(phrase.split()): trigger for phrase, trigger in _triggers("phrases").items()}


@cache
def phrase_ends() -> frozenset[str]:
    """Give the last words of the phrases."""
    return frozenset(phrase[-1] for phrase in trigger_phrases())


@cache
def bounds() -> Mapping[Phrase, str]:
    """Give the words before a number, with the kind of bound that they set."""
    return {tuple(phrase.split()): kind for phrase, kind in cast("Mapping[str, str]", _section("bounds")).items()}


@cache
def vague() -> Mapping[Phrase, tuple[int, int | None]]:
    """Give the words for an unstated number with their bounds."""
    rows = cast("Mapping[str, list[int]]", _section("vague"))
    return {tuple(phrase.split()): (low, high or (None if low else 0)) for phrase, (low, high) in rows.items()}


@cache
def listed(section: str, key: str = "words") -> frozenset[str]:
    """Give a list of words of the lexicon of counts."""
    return frozenset(cast("Mapping[str, str]", _section(section))[key].split())


@cache
def people() -> Mapping[str, Side]:
    """Give the nouns for people, each with its sort."""
    civil, forces = words("nouns", "civil") | listed("people", "civil"), words("nouns", "armed") | listed("people", "forces")
    official = listed("official")
    found = dict.fromkeys(words("nouns", "persons") | listed("people", "fighters"), Side.FIGHTERS)
    found |= dict.fromkeys(forces & (listed("people", "forces") | official), Side.FORCES)
    found |= dict.fromkeys(forces - set(found), Side.FIGHTERS)
    found |= dict.fromkeys(listed("people", "forces") | (official & set(found)), Side.FORCES)
    found |= dict.fromkeys(civil, Side.CIVIL) | dict.fromkeys(listed("people", "people"), Side.PEOPLE)
    return {word: side for word, side in found.items() if word not in listed("not_people")}


@cache
def things() -> frozenset[str]:
    """Give the nouns that make a noun for people before them a mere attribute."""
    return listed("things") | words("nouns", "areas") - {"part", "parts", "half", "most", "much", "rest", "third", "portion", "remainder"}


@cache
def degrees() -> frozenset[str]:
    """Give the words for how many that are no number ("significant casualties")."""
    return listed("degrees")


@cache
def closed() -> frozenset[str]:
    """Give the words that end a noun phrase: prepositions, auxiliaries, conjunctions, pronouns, adverbs."""
    lists = (
        "prepositions",
        "conjunctions",
        "subordinators",
        "relatives",
        "be",
        "have",
        "do",
        "modals",
        "negations",
        "pronouns",
        "adverbs",
        "times",
    )
    return frozenset().union(*(words("grammar", name) for name in lists)) - {"second", "others", "further", "back"}


@cache
def describing() -> frozenset[str]:
    """Give the participles that describe people: "armed", "suspected", "masked"."""
    return listed("describing")
