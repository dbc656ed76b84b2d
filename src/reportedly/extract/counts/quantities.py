"""Reads phrases for a number of people: "at least 12 Taliban fighters", "two of the men", "a facilitator", "no civilians"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, floor
from typing import NamedTuple, TypeVar

from reportedly.extract.counts.words import (
    Phrase,
    Side,
    bounds,
    closed,
    describing,
    listed,
    people,
    things,
    triggers,
    vague,
)
from reportedly.extract.lexicon import words
from reportedly.extract.numbers import digits, scales, simple_numbers
from reportedly.extract.text import Token
from reportedly.extract.times.words import months
from reportedly.extract.verbs import forms

Value = TypeVar("Value")

# Source: the project's model of tolls, which reads "about n" as 15 % either way and "up to n" as at most n.
_ABOUT = 0.15
_LONGEST_NOUN = 9
# A bare plural is at least two; a team or cell is at least three. Source: the coding of ISAF press releases.
# "The insurgents" states no number, for they were told of before.
_PLURAL, _TEAM = 2, 3
_SINGULARS = frozenset({"police", "enemy", "hostage"})
_RANGE = re.compile(r"(\d[\d,]*)[-–](\d[\d,]*)")
_SINGLE = frozenset({"a", "an", "one", "another", "the", "this", "that", "his", "their", "its", "each"})
_ONE = frozenset({"a", "an", "one", "this", "that", "each"})
_OWNERS = frozenset({"the", "his", "her", "their", "its", "those", "these", "them", "our"})
_MONEY = frozenset({"$", "€", "£", "us$", "#"})


class Bounds(NamedTuple):
    """The smallest and largest number that words allow; None for none."""

    low: int | None
    high: int | None


_PERSONAL = {"him": Bounds(1, 1), "her": Bounds(1, 1), "them": Bounds(None, None)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A phrase for a number of people.

    Attributes:
        first: index of its first token.
        last: index after its last token.
        noun: index of the first token of the noun phrase without number and article; `last` where there is none.
        bounds: what the number allows.
        side: what sort of people; None where no noun says it.
        stated: whether a number word or article gives the bounds; a bare plural does not.
    """

    first: int
    last: int
    noun: int
    bounds: Bounds
    side: Side | None
    stated: bool = True


@cache
def _openers(kind: str) -> frozenset[str]:
    """Give the first words of the phrases of a table, so that most tokens are passed by at once."""
    return frozenset(phrase[0] for phrase in (bounds() if kind == "bounds" else vague()))


def _longest(table: Mapping[Phrase, Value], tokens: Sequence[Token], index: int) -> tuple[int, Value] | None:
    """Give the end and value of the longest phrase of a table at an index."""
    for size in range(min(4, len(tokens) - index), 0, -1):
        value = table.get(tuple(token.lower for token in tokens[index : index + size]))
        if value is not None:
            return index + size, value
    return None


def whole_number(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Read a whole number at an index; give the index after it and its value."""
    value, at = None, index
    while at < len(tokens):
        word = tokens[at].lower
        one = digits(word) if word[0].isdigit() else simple_numbers().get(word)
        if one is not None and (value is None or (value >= 100 and one < 100)):  # noqa: PLR2004  "two hundred five"
            value = (value or 0) + one
        elif word in scales() and word != "score" and (value is not None or tokens[index - 1 : index] or word != "dozen"):
            value = (value or 1) * scales()[word]
        elif not (word == "and" and value and value >= 100 and at + 1 < len(tokens) and tokens[at + 1].lower in simple_numbers()):  # noqa: PLR2004
            break
        at += 1
    return (at, int(value)) if value is not None and value == int(value) else None


def bounded(kind: str, value: int) -> Bounds:
    """Give the bounds that a word sets with a number.

    Examples:
        >>> bounded("over", 60), bounded("about", 60), bounded("upto", 20), bounded("exact", 5)
        (Bounds(low=61, high=None), Bounds(low=51, high=69), Bounds(low=None, high=20), Bounds(low=5, high=5))
    """
    around = Bounds(ceil(value * (1 - _ABOUT)), floor(value * (1 + _ABOUT)))
    return {
        "least": Bounds(value, None),
        "over": Bounds(value + 1, None),
        "about": around,
        "upto": Bounds(None, value),
        "nearly": Bounds(around.low, max(value - 1, around.low or 0)),
        "under": Bounds(None, max(value - 1, 0)),
    }.get(kind, Bounds(value, value))


def _ranged(tokens: Sequence[Token], index: int) -> tuple[int, Bounds] | None:
    """Read "10-15", "10 to 15", "two or three", "between 5 and 10"."""
    word = tokens[index].lower
    joined = _RANGE.fullmatch(word)
    if joined:
        low, high = (int(part.replace(",", "")) for part in joined.groups())
        return (index + 1, Bounds(low, high)) if low < high else None
    led = word in {"between", "from"}
    first = whole_number(tokens, index + led)
    if first is None or first[0] >= len(tokens) or tokens[first[0]].lower not in ({"and", "to"} if led else {"to", "or", "-", "–"}):
        return None
    second = whole_number(tokens, first[0] + 1)
    if second is None or second[1] <= first[1]:
        return None
    return second[0], Bounds(first[1], second[1])


def _amount(tokens: Sequence[Token], index: int) -> tuple[int, Bounds] | None:
    """Read the number of a phrase with the words that bound it."""
    kind, at = "exact", index
    while at < len(tokens) and tokens[at].lower in _openers("bounds"):
        led = _longest(bounds(), tokens, at)
        if led is None:
            break
        at, kind = led[0], led[1] if led[1] != "exact" else kind
    if at >= len(tokens):
        return None
    ranged = _ranged(tokens, at)
    if ranged is not None:
        return ranged
    unstated = _longest(vague(), tokens, at) if tokens[at].lower in _openers("vague") else None
    number = whole_number(tokens, at)
    if unstated is not None and (number is None or number[0] < unstated[0]):
        return unstated[0], Bounds(*unstated[1])
    if number is not None:
        return _after_number(tokens, number, kind)
    back = _longest(vague(), tokens, index) if tokens[index].lower in _openers("vague") else None
    return (back[0], Bounds(*back[1])) if back else None


def _after_number(tokens: Sequence[Token], number: tuple[int, int], kind: str) -> tuple[int, Bounds]:
    """Read "or more" after a number."""
    at, value = number
    rest = [token.lower for token in tokens[at : at + 2]]
    if rest in (["or", "more"], ["and", "more"]):
        return at + 2, Bounds(value, None)
    return at, bounded(kind, value)


def _is_plural(word: str) -> bool:
    return word in listed("plurals") or (word.endswith("s") and word not in _SINGULARS)


def _noun_end(tokens: Sequence[Token], index: int, *, led: bool = True) -> tuple[int, Side] | None:
    """Read a noun phrase for people from an index.

    Args:
        tokens: the sentence.
        index: the first word of the phrase after number and article.
        led: whether a number or article stands before it, so that a participle at its head describes ("one of the targeted men").

    Returns:
        The index after its head, and what sort of people it names; None where it names no people.
    """
    best: tuple[int, Side] | None = None
    named = False  # the head so far is a party's name, which may stand before the head proper: "a Taliban explosives expert"
    at = index
    while at < len(tokens) and at - index < _LONGEST_NOUN:
        word = tokens[at].lower
        side = people().get(word)
        if side is not None:
            best, named = (at + 1, side), word in words("nouns", "names")
        elif best is not None and not _goes_on(tokens[at], word) and not _leads_on(tokens, at, index, named=named):
            break
        elif best is not None and word in things():
            return None
        elif _ends_phrase(tokens, at, index, led=led and best is None):
            break
        at += 1
    return best


def _leads_on(tokens: Sequence[Token], at: int, index: int, *, named: bool) -> bool:
    """Tell whether a noun for people before a word is only part of the phrase: "a Taliban (IMU) explosives expert"."""
    if named and _is_inner(tokens, at, index):
        return True
    return (named and _modifies(tokens[at].lower)) or _precedes_people(tokens, at)


def _precedes_people(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a noun for people follows at once: "an insurgent mortar team"."""
    word = tokens[at].lower
    plain = (
        word[0].isalpha()
        and word not in closed()
        and word not in triggers()
        and not _acts(word)
        and word not in words("grammar", "determiners")
    )
    return plain and word not in things() and at + 1 < len(tokens) and tokens[at + 1].lower in people()


def _modifies(word: str) -> bool:
    """Tell whether a word may be a noun or adjective before another noun."""
    return word[0].isalpha() and word not in closed() and word not in triggers() and word not in forms()


def _ends_phrase(tokens: Sequence[Token], at: int, index: int, *, led: bool) -> bool:
    """Tell whether a word cannot go on a noun phrase that began at an index."""
    word = tokens[at].lower
    if _is_inner(tokens, at, index):
        return False
    if _acts(word):
        return not (led and at == index and word.endswith("ed"))
    if word in words("grammar", "determiners") and (at > index or word in {"a", "an", "the"}):
        return True
    return _ends_noun(tokens[at], word) and not (at > index and _joins_adjectives(tokens, at))


def _is_inner(tokens: Sequence[Token], at: int, index: int) -> bool:
    """Tell whether a mark or "of" stands within a name: "Islamic Movement of Uzbekistan", "(IMU)"."""
    if at == index or at + 1 >= len(tokens):
        return False
    before, word, after = tokens[at - 1].text, tokens[at].text, tokens[at + 1].text
    if word == "of":
        return before[:1].isupper() and after[:1].isupper()
    return (word == "(" and after.isupper()) or (word == ")" and before.isupper()) or (before == "(" and word.isupper())


def _ends_noun(token: Token, word: str) -> bool:
    """Tell whether a word can stand in no noun phrase for people."""
    if word in triggers():
        return word not in describing()
    return (word in closed() and token.text != "US") or not (word[0].isalpha() or word == "'s")


def _joins_adjectives(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "and" joins adjectives or names: "Afghan and coalition soldiers"."""
    if tokens[at].lower not in {"and", "&", "or"} or at + 1 >= len(tokens):
        return False
    word = tokens[at + 1].lower
    return word not in simple_numbers() and word not in closed() and word not in words("grammar", "determiners") and not _acts(word)


def _acts(word: str) -> bool:
    """Tell whether a word is a verb at work, no participle that describes people."""
    form = forms().get(word)
    return form is not None and bool(set(form.shapes) & set("dng")) and word not in describing() and word not in words("grammar", "nounish")


def _goes_on(token: Token, word: str) -> bool:
    """Tell whether a word after a noun for people belongs to the phrase: a name, or the noun that it modifies."""
    return (
        word in things()
        or word in people()
        or word in {"'s", "improvised", "explosive", "device", "ied", "bomb", "key", "senior", "weapons", "attack"}
        or (token.text[:1].isupper() and word not in closed() and word not in triggers())
    )


def _headless(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether a number stands alone: what follows is no noun of another sort."""
    if end >= len(tokens):
        return True
    word = tokens[end].lower
    return word in closed() or not word[0].isalnum() or word in triggers() or word == "dead"


def read_quantity(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read a phrase for a number of people that begins at an index; None where there is none."""
    if index and tokens[index - 1].text in _MONEY:
        return None
    amount = _amount(tokens, index)
    if amount is not None:
        counted = _counted(tokens, index, *amount)
        if counted is not None:
            return counted
    return _single(tokens, index) or _bare(tokens, index)


def _counted(tokens: Sequence[Token], index: int, at: int, limits: Bounds) -> Quantity | None:
    noun = at
    if noun < len(tokens) and tokens[noun].lower == "of":
        noun += 1
        if noun < len(tokens) and tokens[noun].lower in _OWNERS:
            noun += 1
    elif noun < len(tokens) and tokens[noun].lower in {"more", "other", "additional", "further", "others"}:
        noun += tokens[noun].lower != "others"
    head = _noun_end(tokens, noun)
    if head is not None:
        return Quantity(index, head[0], noun, limits, head[1])
    if (
        noun == at
        and at < len(tokens)
        and tokens[at].text[:1].isupper()
        and tokens[at].lower.endswith("s")
        and tokens[at].lower not in closed()
    ):
        return Quantity(index, at + 1, at, limits, Side.PEOPLE)  # "three Americans"
    return Quantity(index, at, at, limits, None) if _headless(tokens, at) and not _is_year_or_share(tokens, index, at) else None


def _is_year_or_share(tokens: Sequence[Token], index: int, at: int) -> bool:
    """Tell whether a number alone is a year, an age, a day of the month or a percentage."""
    before = next((token.lower for token in reversed(tokens[:index]) if token.text != "."), "")
    after = tokens[at].lower if at < len(tokens) else ""
    year = at - index == 1 and re.fullmatch(r"(?:1[89]|20)\d\d", tokens[index].text) is not None
    return (
        year
        or after in {"%", "percent"}
        or before in {"aged", "age", "in", "on", "at"}
        or before in months()
        or (before == "," and after == ",")
    )


def _single(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read "a facilitator", "the leader", "his deputy", "one", "them"."""
    word = tokens[index].lower
    if word in _PERSONAL:
        return Quantity(index, index + 1, index, _PERSONAL[word], None, stated=word != "them")
    head = _noun_end(tokens, index + 1) if word in _SINGLE else None
    if head is None:
        return None
    head_word = next(token.lower for token in reversed(tokens[index + 1 : head[0]]) if token.lower in people())
    if head_word in listed("teams"):
        return _team(tokens, index, head)
    if _is_plural(head_word) and word not in _ONE:
        return Quantity(index, head[0], index + 1, Bounds(None, None), head[1], stated=False)
    return Quantity(index, head[0], index + 1, Bounds(1, 1), head[1])


def _team(tokens: Sequence[Token], index: int, head: tuple[int, Side]) -> Quantity:
    """Read "a team", "a family of five", "a family of five members"."""
    last, side = head
    number = whole_number(tokens, last + 1) if last < len(tokens) and tokens[last].lower == "of" else None
    members = _noun_end(tokens, number[0]) if number is not None else None
    if number is not None and (members is not None or _headless(tokens, number[0])):
        return Quantity(index, members[0] if members else number[0], index + 1, Bounds(number[1], number[1]), side)
    return Quantity(index, last, index + 1, Bounds(_TEAM, None), side)


def _bare(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read "insurgents", "suspected militants", "Taliban commander Nur"."""
    word = tokens[index].lower
    if word in closed() or not word[0].isalpha() or word in triggers():
        return None
    head = _noun_end(tokens, index, led=False)
    if head is None:
        return None
    head_word = next(token.lower for token in reversed(tokens[index : head[0]]) if token.lower in people())
    if _is_plural(head_word):
        return Quantity(index, head[0], index, Bounds(_PLURAL, None), head[1], stated=False)
    return Quantity(index, head[0], index, Bounds(1, 1), head[1], stated=False)
