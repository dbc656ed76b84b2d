"""Reads numbers in words and digits, and the bounds and people that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.extract.arabic_script.inflection import arabic_dual, keys
from reportedly.extract.arabic_script.lexicon import Language, load
from reportedly.extract.arabic_script.text import Found, Phrases, Word

_DIGITS = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d{1,6}")
_YEAR = re.compile(r"19\d\d|20[0-4]\d|1[34]\d\d")
_RANGE = re.compile(r"(\d{1,4})-(\d{1,4})")
_AND = "و"
_JOINS = frozenset({"و", "او"})
TEN, HUNDRED = 10, 100
ABOUT = 0.15  # either way, as the English words have it


@dataclass(frozen=True, slots=True)
class People:
    """A word for people.

    Attributes:
        fighters: whether they bear arms.
        number: 1, 2, or 0 for more.
    """

    fighters: bool
    number: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many people.

    Attributes:
        first: the first word.
        last: the word after the last.
        low: smallest number that the words allow; None for none.
        high: largest number; None for none.
        noun: the first of the words for who they are; `last` where there are none.
        fighters: whether they bear arms.
        stated: whether a number is said; a bare plural says none.
    """

    first: int
    last: int
    low: int | None
    high: int | None
    noun: int
    fighters: bool
    stated: bool


@dataclass(frozen=True, slots=True)
class Counting:
    """The words of a language for numbers and people."""

    numbers: Phrases[int]
    scales: Phrases[int]
    bounds: Phrases[str]
    vague: Phrases[tuple[int, int | None]]
    people: Phrases[People]
    things: Phrases[str]
    parts: Phrases[str]
    others: Phrases[str]
    behind: Mapping[str, Phrases[str]]


@cache
def counting(name: str) -> Counting:
    """Load the words for numbers and people of a language."""
    language = load(name)
    numbers, bounds = language.table("numbers"), language.table("bounds")
    before = {key: text for key, text in bounds.items() if not key.startswith("behind_")}
    behind = {key.removeprefix("behind_"): text for key, text in bounds.items() if key.startswith("behind_")}
    people = language.table("people")
    return Counting(
        numbers=Phrases(_values(language, f"{numbers['ones']}|{numbers['tens']}")),
        scales=Phrases(_values(language, numbers["scales"])),
        bounds=Phrases((phrase, key) for key in before for phrase in language.phrases("bounds", key)),
        vague=Phrases(_vague(language)),
        people=Phrases(entry for key in ("civil", "fighters") for entry in _people(language, people[key], fighters=key == "fighters")),
        things=Phrases((phrase, "") for phrase in language.phrases("people", "things")),
        parts=Phrases((phrase, "") for phrase in language.phrases("people", "parts")),
        others=Phrases((phrase, "") for phrase in language.phrases("people", "others")),
        behind={key: Phrases((phrase, key) for phrase in language.phrases("bounds", f"behind_{key}")) for key in behind},
    )


def _entries(value: str) -> Iterator[tuple[str, str]]:
    for part in value.replace("\n", "|").split("|"):
        word, _, rest = part.partition(":")
        if word.strip():
            yield word.strip(), rest.strip()


def _values(language: Language, value: str) -> Iterator[tuple[tuple[str, ...], int]]:
    return ((keys(word, clitics=language.clitics), int(number)) for word, number in _entries(value))


def _vague(language: Language) -> Iterator[tuple[tuple[str, ...], tuple[int, int | None]]]:
    table = language.table("vague")
    for word, bounds in _entries(f"{table['few']}|{table['many']}"):
        low, _, high = bounds.partition("-")
        yield keys(word, clitics=language.clitics), (int(low), int(high) or None)


def _people(language: Language, value: str, *, fighters: bool) -> Iterator[tuple[tuple[str, ...], People]]:
    """Singulars, their duals, and plurals; in Arabic a plural in -un has no dual of its own in the oblique case."""
    for part in value.replace("\n", "|").split("|"):
        one, _, many = part.strip().partition("/")
        plurals = [keys(word, clitics=language.clitics) for word in many.split(",") if word.strip()]
        for word in one.split(","):
            single = keys(word, clitics=language.clitics)
            yield single, People(fighters, 1)
            if language.clitics and len(single) == 1:
                yield from (((dual,), People(fighters, 2)) for dual in arabic_dual(single[0]) if (dual,) not in plurals)
        yield from ((plural, People(fighters, 0)) for plural in plurals)


def whole(known: Counting, words: Sequence[Word], at: int) -> tuple[int, int, int] | None:
    """Read a number.

    Returns:
        The word after it, and its bounds ("3-5" has two); None where none begins here.
    """
    if at >= len(words):
        return None
    both = _RANGE.fullmatch(words[at].key)
    if both and int(both[1]) < int(both[2]):
        return at + 1, int(both[1]), int(both[2])
    found = _digits(words, at) or _in_words(known, words, at)
    if found is None:
        return None
    last, value = found
    scale = next(iter(known.scales.at(words, last)), None) if last < len(words) else None
    if scale is not None and scale.glued in {"", "ال"} and value < scale.value:
        return scale.last, value * scale.value, value * scale.value
    return last, value, value


def _digits(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    if not _DIGITS.fullmatch(words[at].key):
        return None
    return at + 1, int(re.sub("[.,]", "", words[at].key))


def _in_words(known: Counting, words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """A number in words: "three and forty", "a hundred and twenty"."""
    found = next(iter(known.numbers.at(words, at)), None) or next(iter(known.scales.at(words, at)), None)
    if found is None or found.glued not in {"", "ال", "ب", "ل", "و"}:
        return None
    total, last = found.value, found.last
    while last < len(words):
        more = _addend(known, words, last)
        if more is None or not _adds(total, more.value):
            break
        total, last = total + more.value, more.last
    return last, total


def _addend(known: Counting, words: Sequence[Word], at: int) -> Found[int] | None:
    """The number behind an "and", which may be glued to it."""
    if words[at].key in _JOINS and at + 1 < len(words):
        return next((one for one in known.numbers.at(words, at + 1) if one.glued == ""), None)
    return next((one for one in known.numbers.at(words, at) if one.glued == _AND), None)


def _adds(total: int, more: int) -> bool:
    """Tell whether two numbers make one: "three and forty", "forty and three", "a hundred and forty"."""
    if total < TEN:
        return TEN < more < HUNDRED and more % TEN == 0
    size = next((size for size in (1000, HUNDRED, TEN) if total % size == 0), 0)
    return more < size


def bounded(kind: str, low: int, high: int) -> tuple[int | None, int | None]:
    """The bounds that a word before a number sets, as the English table has them."""
    return {
        "least": (low, None),
        "over": (low + 1, None),
        "about": (round(low * (1 - ABOUT)), round(high * (1 + ABOUT))),
        "nearly": (round(low * (1 - ABOUT)), high),
        "upto": (None, high),
        "under": (None, high - 1),
    }.get(kind, (low, high))


def quantity(known: Counting, words: Sequence[Word], at: int) -> Quantity | None:
    """Read how many people, from a word on.

    Returns:
        None where no number and no people begin here, or what is counted is no people.
    """
    bound = next((one for one in known.bounds.at(words, at) if one.glued in {"", "ب", "ل", "و", "ال"}), None)
    start = at if bound is None else bound.last
    number = whole(known, words, start)
    if number is None:
        return _vaguely(known, words, at) if bound is None else None
    last, low, high = number
    if last < len(words) and known.things.at(words, last):
        return None
    if _is_year(words, start, last) and not (last < len(words) and known.people.at(words, last)):
        return None
    kind = bound.value if bound is not None else "exact"
    last, kind = _said_behind(known, words, last, kind)
    lowest, highest = bounded(kind, low, high)
    return _with_people(known, words, Quantity(at, last, lowest, highest, last, fighters=False, stated=True))


def _is_year(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether a number in digits may be a year."""
    return last == first + 1 and _YEAR.fullmatch(words[first].key) is not None


def _said_behind(known: Counting, words: Sequence[Word], last: int, kind: str) -> tuple[int, str]:
    """A bound behind the number: Pashto "than 50 more"."""
    for name, phrases in known.behind.items():
        found = next(iter(phrases.at(words, last)), None) if last < len(words) else None
        if found is not None:
            return found.last, name
    return last, kind


def _vaguely(known: Counting, words: Sequence[Word], at: int) -> Quantity | None:
    vague = next(iter(known.vague.at(words, at)), None)
    if vague is not None and vague.last < len(words) and known.things.at(words, vague.last):
        return None
    if vague is not None:
        low, high = vague.value
        return _with_people(known, words, Quantity(at, vague.last, low, high, vague.last, fighters=False, stated=True))
    return _bare(known, words, at)


def _bare(known: Counting, words: Sequence[Word], at: int) -> Quantity | None:
    """People without a number: one, two, or some."""
    found = next(iter(known.people.at(words, at)), None)
    if found is None or "ب" in found.glued or "ک" in found.glued:
        return None
    number = found.value.number
    bound = number or None
    people = Quantity(at, found.last, bound, bound, at, found.value.fighters, stated=number > 0)
    if found.last < len(words) and number == 0:
        said = whole(known, words, found.last)
        if said is not None and said[1] == said[2] == 2:  # noqa: PLR2004 - "civilians two"
            return Quantity(at, said[0], 2, 2, at, found.value.fighters, stated=True)
    return people


def _with_people(known: Counting, words: Sequence[Word], found: Quantity) -> Quantity:
    """The quantity with the words for who they are."""
    at = found.last
    if at < len(words) and words[at].key in {"من", "از"}:
        at += 1
    people = next((one for one in known.people.at(words, at) if one.glued in {"", "ال"}), None) if at < len(words) else None
    if people is None:
        other = next(iter(known.others.at(words, at)), None) if at < len(words) else None
        last = other.last if other is not None else found.last
        return Quantity(found.first, last, found.low, found.high, found.last, fighters=False, stated=True)
    last = people.last
    more = next((one for one in known.people.at(words, last) if one.glued == ""), None) if last < len(words) else None
    fighters = people.value.fighters or (more is not None and more.value.fighters)
    return Quantity(found.first, more.last if more is not None else last, found.low, found.high, at, fighters, stated=True)
