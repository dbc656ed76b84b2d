"""The kinds of values that sources can differ about, and when one value is vaguer than another without being false.

A value is vaguer than the truth where it stands above it in a tree (a province for a town), is a number close to it (a rounded one, an
older count), or a list that leaves names out. In each kind it counts half for the truth and never as a lie; all else is common.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportedly.reconcile.fusion.names import Person, people_in, same_people

NEAR = 0.01  # numbers that differ by less are tellings of one number: rounded, or a count of the next year
MOSTLY = 0.9  # of the values that must be of a kind for all of them to be taken so; the rest are misprints
LISTS = 0.1  # of the values that must hold several names: sources that know one author alone are many
_SEVERAL = re.compile(r"[;&|/]|\band\b|,[^,]*,")
_NUMBER = re.compile(r"[-+]?\d[\d ,'_]*(?:\.\d+)?(?:[eE][-+]?\d+)?")
ENDLESS = 1000  # numbers and lists are without end: two sources that are wrong do not meet by chance
LONGEST = 10  # people of a list, above which leaving some out is no less likely in each single way
Below = Callable[[int, int], bool]


class Kind(StrEnum):
    """What sort of values an object takes.

    CATEGORY: one of several values, each other false. PLACE: the same with a tree. NUMBER. NAMES: a set of people.
    """

    CATEGORY = "category"
    PLACE = "place"
    NUMBER = "number"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one source says of one object.

    Attributes:
        object: what it speaks of.
        source: who says it.
        value: what is said, in the words of the source.
    """

    object: str
    source: str
    value: str


@dataclass(frozen=True, slots=True)
class Node:
    """A place in a tree of values.

    Attributes:
        id: its id within the tree.
        value: the value; several nodes can share one ("Springfield").
        parent: id of the node above; an id that no node has stands above the roots.
    """

    id: str
    value: str
    parent: str


@dataclass(frozen=True, slots=True)
class Values:
    """The values said, as keys, and what is known of them.

    Attributes:
        keys: for each entry the index of its value; equal for two entries that say the same in other words.
        words: for each value the words that most entries say it in.
        vaguer: whether the first value is vaguer than the second, and not false where that one is true.
        domain: how many values there could be.
        ways: for a value, how many vaguer ones could be said of it; 0 where it cannot be told more vaguely.
    """

    keys: tuple[int, ...]
    words: tuple[str, ...]
    domain: int
    vaguer: Below
    ways: Callable[[int], int]


def kind_of(values: Iterable[str], *, tree: bool = False) -> Kind:
    """Tell the kind of values from their form.

    Args:
        values: what is said, of all objects.
        tree: whether a tree of values is given.
    """
    known = list(values)
    if tree:
        return Kind.PLACE
    if sum(number_of(value) is not None for value in known) > MOSTLY * len(known):
        return Kind.NUMBER
    return Kind.NAMES if sum(bool(_SEVERAL.search(value)) for value in known) > LISTS * len(known) else Kind.CATEGORY


def number_of(value: str) -> float | None:
    """Read a number, with or without commas or spaces between thousands; None where it is none."""
    found = _NUMBER.fullmatch(value.strip())
    return float(re.sub(r"[ ,'_]", "", found.group())) if found else None


def values_of(entries: Sequence[Entry], kind: Kind, tree: Iterable[Node] = ()) -> Values:
    """Make keys of what is said."""
    if kind is Kind.NUMBER:
        return _numbers(entries)
    if kind is Kind.NAMES:
        return _names(entries)
    return _places(entries, tree)


def _plain(value: str) -> str:
    return " ".join(value.casefold().split())


def _keyed(entries: Sequence[Entry], keys: Sequence[object]) -> tuple[tuple[int, ...], tuple[str, ...], dict[object, int]]:
    """Number the keys in an order that does not depend on that of the entries; give each the words most used."""
    words: defaultdict[object, Counter[str]] = defaultdict(Counter)
    for entry, key in zip(entries, keys, strict=True):
        words[key][entry.value] += 1
    index = {key: number for number, key in enumerate(sorted(words, key=repr))}
    best = tuple(min(words[key], key=lambda word: (-words[key][word], word)) for key in index)
    return tuple(index[key] for key in keys), best, index


def _places(entries: Sequence[Entry], tree: Iterable[Node]) -> Values:
    keys, words, index = _keyed(entries, [_plain(entry.value) for entry in entries])
    over = _above(tree)
    above = {index[value]: {index[other] for other in others if other in index} for value, others in over.items() if value in index}
    nothing: set[int] = set()
    possible = len(set(index) | over.keys()) + 1
    return Values(
        keys, words, possible, lambda value, truth: value in above.get(truth, nothing), lambda truth: len(above.get(truth, nothing))
    )


def _above(tree: Iterable[Node]) -> Mapping[str, set[str]]:
    """For each value all values above any of its nodes, but itself."""
    nodes = {node.id: node for node in tree}
    over: defaultdict[str, set[str]] = defaultdict(set)
    for node in nodes.values():
        passed, up = {node.id}, nodes.get(node.parent)
        while up is not None and up.id not in passed:  # a tree that bites its tail is followed once around
            passed.add(up.id)
            over[_plain(node.value)].add(_plain(up.value))
            up = nodes.get(up.parent)
    return {value: others - {value} for value, others in over.items()}


def _numbers(entries: Sequence[Entry]) -> Values:
    read = [number_of(entry.value) for entry in entries]
    keys, words, index = _keyed(entries, [_plain(e.value) if n is None else n for e, n in zip(entries, read, strict=True)])
    value = [key if isinstance(key, float) else None for key in index]
    known = sorted({number for number in value if number is not None})

    def near(one: int, truth: int) -> bool:
        first, second = value[one], value[truth]
        return one != truth and first is not None and second is not None and abs(first - second) <= NEAR * abs(second)

    def ways(truth: int) -> int:
        centre = value[truth]
        if centre is None:
            return 0
        reach = NEAR * abs(centre)
        return max(1, bisect_right(known, centre + reach) - bisect_left(known, centre - reach) - 1)

    return Values(keys, words, max(ENDLESS, len(index) + 1), near, ways)


def _names(entries: Sequence[Entry]) -> Values:
    by_object: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        by_object[entry.object].append(number)
    sets: list[frozenset[Person]] = [frozenset()] * len(entries)
    words: defaultdict[Person, Counter[str]] = defaultdict(Counter)
    for numbers in by_object.values():
        read = [people_in(entries[number].value) for number in numbers]
        for number, said, people in zip(numbers, read, same_people(read), strict=True):
            sets[number] = people
            for person in people & set(said):
                words[person][said[person]] += 1
    keys, _, index = _keyed(entries, [tuple(sorted(people)) for people in sets])
    members = [frozenset(key) for key in index if isinstance(key, tuple)]
    return Values(
        keys,
        tuple("; ".join(_most(words[person], person) for person in sorted(people)) for people in members),
        max(ENDLESS, len(index) + 1),
        lambda value, truth: bool(members[value]) and members[value] < members[truth],
        lambda truth: 2 ** min(len(members[truth]), LONGEST) - 2 if len(members[truth]) > 1 else 0,
    )


def _most(words: Counter[str], person: Person) -> str:
    """The words most used for a person; the names themselves for one who stands nowhere alone."""
    return min(words, key=lambda word: (-words[word], word)) if words else " ".join([*person.given, person.family]).title()
