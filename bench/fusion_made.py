"""Sources made here, whose truth is known, for bench/fusion.py: categories, numbers and lists of names, with and without copiers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from reportedly.reconcile.fusion import Entry, Kind, fuse_values
from reportedly.reconcile.fusion.names import people_in

OBJECTS, SOURCES, COPIERS = 300, 30, 12
SPEAKS = 0.3  # share of the objects that a source speaks of
Random = np.random.Generator
GIVEN = ["Ada", "Ben", "Carla", "Dan", "Eva", "Fritz", "Gita", "Hugo", "Ines", "Jan"]
PARTS = ["ber", "dor", "fel", "gar", "hol", "kam", "lin", "mor", "ras", "tov"]
Speaker = Callable[[str, Random], str]


def category(truth: str, random: Random) -> str:
    """Say something wrong of eight things."""
    return str(random.choice([f"v{n}" for n in range(8) if f"v{n}" != truth]))


def number(truth: str, random: Random) -> str:
    """Say a number that is far off: another, one with a digit more, or one that is old."""
    return str(max(1, round(float(truth) * random.choice([10, 0.1, 1.07, 0.93, random.lognormal(0, 1)]))))


def names(truth: str, random: Random) -> str:
    """Leave somebody out, or name somebody else."""
    people = truth.split("; ")
    if len(people) > 1 and random.random() < 0.8:  # noqa: PLR2004  most errors are of leaving out
        return "; ".join(people[: random.integers(1, len(people))])
    return "; ".join([*people[:-1], person(random)])


def person(random: Random) -> str:
    """Make a name."""
    return f"{''.join(random.choice(PARTS, 3)).title()}, {random.choice(GIVEN)}"


def written(value: str, random: Random) -> str:
    """Write a list of names in one of the ways of writing it, now and then with a slip."""
    people = [name.split(", ") for name in value.split("; ")]
    if random.random() < 0.05:  # noqa: PLR2004  one in twenty
        at = int(random.integers(1, len(people[0][0]) - 1))
        people[0][0] = people[0][0][:at] + people[0][0][at + 1 :]
    order = random.permutation(len(people)) if random.random() < 0.3 else range(len(people))  # noqa: PLR2004  in another order
    style = random.integers(0, 4)
    patterns = ("{0}, {1}", "{1} {0}", "{1[0]}. {0}", "{0}, {1[0]}.")
    forms = [patterns[style].format(*name) for name in people]
    return ("; ", " and ", ", ", "; ")[style].join(forms[i] for i in order)


def made(kind: Kind, random: Random, copiers: int) -> tuple[list[Entry], Mapping[str, str]]:
    """Draw what is true and what sources say of it; copiers take the word of the worst source for four objects in five."""
    wrong = {Kind.CATEGORY: category, Kind.NUMBER: number, Kind.NAMES: names}[kind]
    truth = {f"o{n}": _truth(kind, random) for n in range(OBJECTS)}
    said: dict[tuple[str, str], str] = {}
    for source in range(SOURCES):
        skill = random.beta(5, 3) if source else 0.25
        for name, value in truth.items():
            if source == 0 or random.random() < SPEAKS:
                said[name, f"s{source}"] = value if random.random() < skill else wrong(value, random)
    for copier in range(copiers):
        for name, value in truth.items():
            if random.random() < SPEAKS:
                said[name, f"c{copier}"] = said[name, "s0"] if random.random() < 0.8 else value  # noqa: PLR2004
    form = written if kind is Kind.NAMES else (lambda value, _: value)
    return [Entry(name, source, form(value, random)) for (name, source), value in said.items()], truth


def _truth(kind: Kind, random: Random) -> str:
    if kind is Kind.CATEGORY:
        return f"v{random.integers(0, 8)}"
    if kind is Kind.NUMBER:
        return str(round(float(random.lognormal(8, 2))) + 1)
    return "; ".join(person(random) for _ in range(1 + random.binomial(3, 0.4)))


def vote(entries: Sequence[Entry]) -> Mapping[str, str]:
    """Take the value that most sources say."""
    by_object: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        by_object[entry.object].append(entry.value)
    return {name: Counter(values).most_common(1)[0][0] for name, values in by_object.items()}


def right(kind: Kind, answers: Mapping[str, str], truth: Mapping[str, str]) -> float:
    """The share of objects whose answer is right: numbers within 1 %, lists with the same family names."""

    def plain(value: str) -> object:
        return frozenset(person.family for person in people_in(value)) if kind is Kind.NAMES else value

    def same(answer: str, value: str) -> bool:
        return abs(float(answer) / float(value) - 1) <= 0.01 if kind is Kind.NUMBER else plain(answer) == plain(value)  # noqa: PLR2004

    return sum(same(answers[name], value) for name, value in truth.items() if name in answers) / len(truth)


def compare(seed: int) -> Iterator[str]:
    """Measure ours, ours without a discount for copies, and voting."""
    yield f"{'made, right':28}{'ours':>8}{'copies kept':>13}{'vote':>8}"
    for kind in (Kind.CATEGORY, Kind.NUMBER, Kind.NAMES):
        for copiers in (0, COPIERS):
            entries, truth = made(kind, np.random.default_rng(seed), copiers)
            ours, kept = ({row.object: row.value for row in fuse_values(entries, kind, copies=copies)[0]} for copies in (True, False))
            figures = [100 * right(kind, answers, truth) for answers in (ours, kept, vote(entries))]
            yield f"{kind}, {copiers} copiers".ljust(28) + f"{figures[0]:8.1f}{figures[1]:13.1f}{figures[2]:8.1f}"
