"""How truthful sources are and what is true, learned together: expectation maximisation over claims that conflict.

A source says the true value, a vaguer one that is not false, or a wrong one (three shares for each source: Jung, Kim and Shim, EDBT 2019,
"Crowdsourced truth discovery in the presence of hierarchies"). Added here: values have their own frequency, among what is true and among
what is wrongly said; a source has wrong values of its own ("Los Angeles" for every actor); wrong values of one object travel together, as
in Pólya's urn; none of the values said may be true, so that a source that nobody checks gains no trust; copies weigh less (copying.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.fusion.kinds import Values

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
TRUE, VAGUE, WRONG = 0, 1, 2
# Sizes of prior beliefs, in claims. Chosen by what they mean, not fitted (docs/model.md says what was looked at).
TYPICAL = 4.0  # a source is as the average source until about so many of its claims have been checked
HABIT = 100.0  # its wrong values are as everybody's until it has been wrong about so often
SPREAD = 20.0  # a value is as frequent as any other until it has been met about so often
URN = 30.0  # after so many wrong claims on one object the next is as likely to repeat one of them as to be wrong in a new way
START = (0.6, 0.2, 0.2)  # shares of true, vague and wrong before anything is learned: more true than not
ROUNDS = 15  # shares move by less than 0.002 after ten
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Problem:
    """All claims and candidates as flat arrays; an object's candidates stand together, the last being "none of these".

    Attributes:
        source, value: of each claim.
        sources, values: how many there are; `values` those that could be said.
        claim, pair, relation, ways, same, others: of each claim against each candidate of its object: which, and TRUE, VAGUE or WRONG; in
            how many ways the candidate can be told vaguely; how many claims before it are wrong in the same and in any way.
        candidate: value of each candidate; -1 for "none of these".
        first: index of the first candidate of each object.
        graded: whether a candidate can be told more vaguely.
        checked: whether more than one source speaks of a claim's object; what nobody checks teaches nothing of anybody.
    """

    source: Ints
    value: Ints
    sources: int
    values: int
    claim: Ints
    pair: Ints
    relation: Ints
    ways: Floats
    same: Floats
    others: Floats
    candidate: Ints
    first: Ints
    graded: NDArray[np.bool_]
    checked: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Learned:
    """What the claims teach.

    Attributes:
        truth: probability of each candidate, 1 in sum over an object.
        shares: for each source how often it tells the truth, something vaguer, something wrong; 1 in sum.
        wrong: probability that each claim is wrong.
    """

    truth: Floats
    shares: Floats
    wrong: Floats


def problem(objects: Sequence[int], sources: Sequence[int], values: Values) -> Problem:
    """Lay claims out as arrays.

    Args:
        objects: object of each claim, 0 on.
        sources: source of each claim, 0 on.
        values: the values, with the key of each claim.
    """
    order = sorted(range(len(objects)), key=lambda claim: (objects[claim], values.keys[claim], sources[claim]))
    by_object: defaultdict[int, list[int]] = defaultdict(list)
    for claim in order:
        by_object[objects[claim]].append(claim)
    rows: list[_Row] = []
    candidate: list[int] = []
    first: list[int] = []
    checked = np.ones(len(objects), dtype=bool)
    for _, claims in sorted(by_object.items()):
        first.append(len(candidate))
        checked[claims] = len({sources[claim] for claim in claims}) > 1
        for truth in [*dict.fromkeys(values.keys[claim] for claim in claims), -1]:
            rows += _against(claims, truth, len(candidate), values)
            candidate.append(truth)
    graded = np.array([truth < 0 or values.ways(truth) > 0 for truth in candidate])
    claim, pair, relation, ways, same, others = np.array(rows, dtype=np.int64).T
    return Problem(
        source=np.array(sources, dtype=np.int64),
        value=np.array(values.keys, dtype=np.int64),
        sources=max(sources) + 1,
        values=values.domain,
        claim=claim,
        pair=pair,
        relation=relation,
        ways=ways.astype(np.float64),
        same=same.astype(np.float64),
        others=others.astype(np.float64),
        candidate=np.array(candidate),
        first=np.array(first),
        graded=graded,
        checked=checked,
    )


class _Row(NamedTuple):
    """A claim against a candidate; the fields as `Problem` explains them."""

    claim: int
    pair: int
    relation: int
    ways: int
    same: int
    others: int


def _against(claims: Sequence[int], truth: int, pair: int, values: Values) -> Iterator[_Row]:
    """Compare the claims on one object with one candidate."""
    same: Counter[int] = Counter()
    ways = max(1, values.ways(truth)) if truth >= 0 else 1
    for claim in claims:
        value = values.keys[claim]
        relation = WRONG if truth < 0 else TRUE if value == truth else VAGUE if values.vaguer(value, truth) else WRONG
        yield _Row(claim, pair, relation, ways, same[value], same.total())
        same[value] += relation == WRONG


@dataclass(frozen=True, slots=True)
class _Belief:
    """What is believed between two rounds: shares of each source, frequency of values when true and, for each claim, when wrong."""

    shares: Floats
    true: Floats
    wrong: Floats


def learn(known: Problem, weights: Floats, rounds: int = ROUNDS) -> Learned:
    """Learn what is true and how truthful sources are.

    Args:
        known: the claims.
        weights: how much each claim counts, 0 to 1: 1 for one that is copied from nobody.
        rounds: how often what is true and who is truthful are learned from each other; 1 takes all sources for average ones.
    """
    frequency = _smooth(_sums(known.value, np.ones(len(known.value)), known.values))
    start = np.array(START) if (known.relation == VAGUE).any() else np.array([START[0] + START[1], LEAST, START[2]])
    belief = _Belief(np.tile(start, (known.sources, 1)), frequency, frequency[known.value])
    for _ in range(rounds):
        truth = _truth(known, belief, weights)
        belief = _believed(known, belief, truth)
    return Learned(truth, belief.shares, _sums(known.claim, truth[known.pair] * (known.relation == WRONG), len(known.value)))


def _sums(where: Ints, weights: Floats, size: int) -> Floats:
    """Add up weights by place."""
    return np.asarray(np.bincount(where, weights=weights, minlength=size), dtype=np.float64)


def _truth(known: Problem, belief: _Belief, weights: Floats) -> Floats:
    """The probability of each candidate."""
    who = known.source[known.claim]
    shares = belief.shares[who, known.relation]
    whole = (known.relation == TRUE) & ~known.graded[known.pair]  # what cannot be told vaguely is told in full by those who are vague
    shares = np.where(whole, shares + belief.shares[who, VAGUE], shares)
    urn = (URN * belief.wrong[known.claim] + known.same) / (URN + known.others)
    said = np.log(shares) + np.where(known.relation == VAGUE, -np.log(known.ways), np.where(known.relation == WRONG, np.log(urn), 0.0))
    log = _sums(known.pair, said * weights[known.claim], len(known.candidate)) + np.log(_prior(known, belief))
    log -= np.repeat(np.maximum.reduceat(log, known.first), _lengths(known))
    p = np.exp(log)
    return np.asarray(p / np.repeat(np.add.reduceat(p, known.first), _lengths(known)))


def _prior(known: Problem, belief: _Belief) -> Floats:
    """The probability of each candidate before anything is said of its object."""
    prior: Floats = np.where(known.candidate < 0, 0.0, belief.true[known.candidate])
    rest = np.maximum(1 - np.add.reduceat(prior, known.first), LEAST)
    return np.asarray(np.where(known.candidate < 0, np.repeat(rest, _lengths(known)), prior))


def _lengths(known: Problem) -> Ints:
    return np.diff(known.first, append=len(known.candidate))


def _believed(known: Problem, belief: _Belief, truth: Floats) -> _Belief:
    """What the claims teach, given what is true."""
    who, p = known.source[known.claim], truth[known.pair] * known.checked[known.claim]
    counts = np.stack([_sums(who, p * (known.relation == r), known.sources) for r in (TRUE, VAGUE, WRONG)], axis=1)
    whole = _sums(who, p * ((known.relation == TRUE) & ~known.graded[known.pair]), known.sources)
    moved = whole * belief.shares[:, VAGUE] / (belief.shares[:, TRUE] + belief.shares[:, VAGUE])
    counts += np.stack([-moved, moved, np.zeros_like(moved)], axis=1)
    typical = (counts.sum(axis=0) + 1) / (counts.sum() + 3) if (known.relation == VAGUE).any() else _two(counts)
    shares = np.maximum((counts + TYPICAL * typical) / (counts.sum(axis=1, keepdims=True) + TYPICAL), LEAST)
    said = np.zeros(len(known.candidate), dtype=bool)
    said[known.pair[known.checked[known.claim]]] = True
    said &= known.candidate >= 0
    true = _sums(known.candidate[said], truth[said], known.values)
    wrong = _sums(known.claim, p * (known.relation == WRONG), len(known.value))
    return _Belief(shares, _smooth(true), _habits(known, wrong))


def _two(counts: Floats) -> Floats:
    """Shares of the average source where nothing can be vague."""
    right, wrong = counts[:, TRUE].sum() + counts[:, VAGUE].sum() + 1, counts[:, WRONG].sum() + 1
    return np.array([right / (right + wrong), 0.0, wrong / (right + wrong)])


def _smooth(counts: Floats) -> Floats:
    return np.asarray((counts + SPREAD / len(counts)) / (counts.sum() + SPREAD))


def _habits(known: Problem, wrong: Floats) -> Floats:
    """How likely each claim's source is to say its value when it is wrong."""
    everybody = _smooth(_sums(known.value, wrong, known.values))
    key = known.source * known.values + known.value
    _, place = np.unique(key, return_inverse=True)
    own = _sums(place, wrong, len(place))[place]
    total = _sums(known.source, wrong, known.sources)[known.source]
    return np.asarray((own + HABIT * everybody[known.value]) / (total + HABIT))
