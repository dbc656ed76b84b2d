"""The answers: for each object the value most likely to be true, with its probability and the alternatives; how truthful sources are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reportedly.reconcile.fusion.copying import weights
from reportedly.reconcile.fusion.kinds import Entry, Kind, Node, Values, kind_of, values_of
from reportedly.reconcile.fusion.model import ROUNDS, Floats, Learned, Problem, learn, problem
from reportedly.reconcile.fusion.sure import WORTH, tempered

WORTH_TELLING = 0.01  # alternatives less likely are left out


@dataclass(frozen=True, slots=True)
class Answer:
    """What is true of one object, as far as its sources say.

    Attributes:
        object: the object.
        value: the value most likely to be true, in the words of most who say it.
        p: probability that it is the whole truth, scaled to what such probabilities were worth on tables with known truth (sure.py).
        not_false: probability that it is the truth or vaguer than it; never below `p`.
        alternatives: the other values with a probability of 1 % or more, likeliest first.
        sources: how many sources speak of the object.
    """

    object: str
    value: str
    p: float
    not_false: float
    alternatives: tuple[tuple[str, float], ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """How truthful a source is.

    Attributes:
        source: the source.
        claims: how many claims it makes.
        true, vague, wrong: the shares of its claims that are the whole truth, vaguer and wrong; 1 in sum. With few claims they are near
            those of the average source.
        copied: mean share of a claim's weight that is taken off, as it is likely to be copied; 0 for a source of its own.
    """

    source: str
    claims: int
    true: float
    vague: float
    wrong: float
    copied: float


def fuse_values(
    entries: Iterable[Entry], kind: Kind | None = None, tree: Iterable[Node] = (), *, copies: bool = True
) -> tuple[tuple[Answer, ...], tuple[Reliability, ...]]:
    """Find what is true among conflicting claims of many sources.

    Args:
        entries: what is said. The order does not matter, and who says the same twice of one object says it once.
        kind: the kind of the values; None to tell it from their form.
        tree: for places what lies in what.
        copies: whether sources that share rare errors are taken to copy each other, and count less.

    Returns:
        One answer for each object, sorted by its name, and one row for each source, those with most claims first. Both empty without
        entries.

    Source:
        reconcile/fusion/model.py and copying.py name the papers.
    """
    said = sorted(set(entries), key=lambda entry: (entry.object, entry.source, entry.value))
    if not said:
        return (), ()
    nodes = tuple(tree)
    sort = kind or kind_of((entry.value for entry in said), tree=bool(nodes))
    found = believed(said, values_of(said, sort, nodes), copies=copies)
    learned = replace(found.learned, truth=tempered(found.learned.truth, found.problem.first, WORTH[sort]))
    speakers = Counter(entry.object for entry in said)
    answers = tuple(_answer(name, index, replace(found, learned=learned), speakers[name]) for index, name in enumerate(found.objects))
    return answers, _reliabilities(found)


@dataclass(frozen=True, slots=True)
class Believed:
    """What the model makes of a table before its probabilities are scaled.

    Attributes:
        objects: names of the objects, sorted.
        sources: names of the sources, sorted.
        values: the values said.
        problem: the claims as arrays.
        learned: what they teach.
        weight: how much each claim counts.
    """

    objects: Sequence[str]
    sources: Sequence[str]
    values: Values
    problem: Problem
    learned: Learned
    weight: Floats


def believed(said: Sequence[Entry], values: Values, *, copies: bool = True) -> Believed:
    """Learn from a table: `said` sorted and without repetitions, not empty; `values` its values in the same order."""
    objects, sources = sorted({entry.object for entry in said}), sorted({entry.source for entry in said})
    place = {name: index for index, name in enumerate(objects)}
    who = {name: index for index, name in enumerate(sources)}
    known = problem([place[entry.object] for entry in said], [who[entry.source] for entry in said], values)
    weight = np.ones(len(said))
    # Copiers are looked for before anybody is trusted: a clique that agrees with itself would else seem the most truthful of all.
    for rounds in (1, ROUNDS) if copies else ():
        weight = weights(known, learn(known, weight, rounds))
    return Believed(objects, sources, values, known, learn(known, weight), weight)


def _answer(name: str, index: int, found: Believed, sources: int) -> Answer:
    known, learned, values = found.problem, found.learned, found.values
    first = int(known.first[index])
    last = int(known.first[index + 1]) if index + 1 < len(known.first) else len(known.candidate)
    ranked = sorted(range(first, last - 1), key=lambda pair: (-learned.truth[pair], values.words[known.candidate[pair]]))
    best, value = ranked[0], int(known.candidate[ranked[0]])
    finer = sum(float(learned.truth[pair]) for pair in ranked[1:] if values.vaguer(value, int(known.candidate[pair])))
    others = tuple((values.words[known.candidate[pair]], float(learned.truth[pair])) for pair in ranked[1:])
    p = float(learned.truth[best])
    return Answer(name, values.words[value], p, min(1.0, p + finer), tuple(row for row in others if row[1] >= WORTH_TELLING), sources)


def _reliabilities(found: Believed) -> tuple[Reliability, ...]:
    known, names = found.problem, found.sources
    claims = np.bincount(known.source, minlength=len(names))
    kept = np.bincount(known.source, weights=found.weight, minlength=len(names)) / claims
    rows = []
    for place, name in enumerate(names):
        true, vague, wrong = (float(share) for share in found.learned.shares[place] / found.learned.shares[place].sum())
        rows.append(Reliability(name, int(claims[place]), true, vague, wrong, float(1 - kept[place])))
    return tuple(sorted(rows, key=lambda row: (-row.claims, row.source)))
