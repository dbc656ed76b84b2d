"""Published methods on the same claims, set up as fairly as they allow; every answer uses only claims that were public when it is asked.

hmmlearn (CategoricalHMM)
    A chain for each district whose steps are its claims, one for each first speaker, state and day. What is observed is the state voted
    for and the class of the first speaker: neutral, of a side, or anybody. States are the parties and contested. It starts from states that
    keep themselves from claim to claim and are mostly called what they are, is held near there by the strength of a hundred claims, and is
    fitted to all districts together by its own Baum-Welch, anew for each time at which a question is asked, on claims public by then. The
    answer is the probability at the last claim before the time asked about: filtered in real time, smoothed in hindsight. Slots of 6, 12
    and 24 hours with an observation for silence were tried instead and answer worse.
crowd-kit (Dawid-Skene; MACE)
    A task is a district in a window of three days; windows end at the time that is asked about. A worker is a first speaker, its label its
    last vote in the window. Both learn from the five windows before, and in hindsight from what is public by then. A district
    without a vote in the window keeps the answer of its last window that has one; before the first, all states are equal.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from sets import Floats, Given, Questions, Votes, Whole

STAYS = 0.97  # chance that a state lasts from one claim to the next
CALLED = 0.8  # share of claims that call a state what it is
PRIOR = 100.0  # claims that this starting point is worth
ROUNDS = 10  # of Baum-Welch for each time asked
NEUTRAL = frozenset({"agency", "outlet", "local", "ngo", "analyst"})
CLASSES = 3
WINDOW = 3 * 24.0
LEARNT = 5  # windows
ITERATIONS = 10
Crowd = Callable[[Any], Any]


def hmm(given: Given) -> Floats:
    """Answer by hmmlearn's CategoricalHMM."""
    states, asked = len(given.states), given.questions
    answers = np.full((len(asked.at), states), 1.0 / states)
    symbols = given.votes.state + states * _classes(given)
    by_place = np.lexsort((given.votes.moment, given.votes.place))
    model = _model(states)
    for known, rows in _by_known(asked):
        seen = once(given.votes, by_place[given.votes.public[by_place] <= known])
        places, lengths = np.unique(given.votes.place[seen], return_counts=True)
        if len(seen) < CLASSES * states:
            continue
        chain = _fitted(model, symbols[seen].reshape(-1, 1), lengths)
        begins = dict(zip(places.tolist(), zip((np.cumsum(lengths) - lengths).tolist(), lengths.tolist(), strict=True), strict=True))
        for row in rows.tolist():
            begin, length = begins.get(int(asked.place[row]), (0, 0))
            upto = int(np.searchsorted(given.votes.moment[seen[begin : begin + length]], asked.at[row], side="right"))
            if upto:
                answers[row] = chain[begin + upto - 1]
    return answers


def once(votes: Votes, rows: Whole) -> Whole:
    """Of the claims of one speaker for one state of a district on one day, keep the first; the order stays."""
    day = (votes.moment[rows] // 24.0).astype(int)
    _, first = np.unique(np.stack([votes.place[rows], votes.source[rows], votes.state[rows], day]), axis=1, return_index=True)
    kept: Whole = rows[np.sort(first)]
    return kept


def _classes(given: Given) -> Whole:
    """Class of the first speaker of each claim: 0 neutral, 1 of a side, 2 anybody."""
    of = np.array([1 if side else 0 if kind in NEUTRAL else 2 for kind, side in given.sources])
    classes: Whole = of[given.votes.source]
    return classes


def _model(states: int) -> Any:  # noqa: ANN401 - hmmlearn has no types
    from hmmlearn.hmm import CategoricalHMM  # noqa: PLC0415 - it need not be installed where other methods run

    logging.getLogger("hmmlearn").setLevel(logging.ERROR)  # it says so when ten rounds do not suffice
    model = CategoricalHMM(n_components=states, n_features=states * CLASSES, params="ste", init_params="", n_iter=ROUNDS, tol=1e-3)
    itself = np.eye(states)
    model.startprob_ = np.full(states, 1.0 / states)
    model.transmat_ = itself * STAYS + (1.0 - itself) * (1.0 - STAYS) / (states - 1)
    model.emissionprob_ = np.tile(itself * CALLED + (1.0 - itself) * (1.0 - CALLED) / (states - 1), CLASSES) / CLASSES
    model.startprob_prior = 1.0 + states * model.startprob_
    model.transmat_prior = 1.0 + PRIOR * model.transmat_
    model.emissionprob_prior = 1.0 + PRIOR * model.emissionprob_
    return model


def _fitted(model: Any, observed: Whole, lengths: Whole) -> Floats:  # noqa: ANN401 - as above
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        chain: Floats = model.fit(observed, lengths).predict_proba(observed, lengths)
    return chain


def dawid_skene(given: Given) -> Floats:
    """Answer by crowd-kit's Dawid-Skene."""
    from crowdkit.aggregation import DawidSkene  # noqa: PLC0415 - as above

    return _crowd(given, lambda table: DawidSkene(n_iter=ITERATIONS).fit_predict_proba(table))


def mace(given: Given) -> Floats:
    """Answer by crowd-kit's MACE."""
    from crowdkit.aggregation import MACE  # noqa: PLC0415 - as above

    return _crowd(given, lambda table: MACE(n_restarts=1, n_iter=ITERATIONS).fit_predict_proba(table))


def _crowd(given: Given, aggregate: Crowd) -> Floats:
    states = len(given.states)
    answers = np.full((len(given.questions.at), states), 1.0 / states)
    carried: dict[float, dict[int, Floats]] = {}
    for (at, known), rows in sorted(_by_time(given.questions), key=lambda one: one[0]):
        kept = carried.setdefault(known - at, {})  # real time and hindsight each carry their own
        kept |= _windows(given.votes, at, known, states, aggregate)
        for row in rows.tolist():
            answers[row] = kept.get(int(given.questions.place[row]), answers[row])
    return answers


def _windows(votes: Votes, at: float, known: float, states: int, aggregate: Crowd) -> dict[int, Floats]:
    """What is thought of the districts with a vote in the window that ends at a time, learning from the windows before."""
    import pandas as pd  # noqa: PLC0415 - crowd-kit brings it

    rows = np.flatnonzero((votes.public <= known) & (votes.moment <= at) & (votes.moment > at - LEARNT * WINDOW))
    if not len(rows):
        return {}
    rows = rows[np.argsort(votes.moment[rows], kind="stable")]
    window = ((at - votes.moment[rows]) // WINDOW).astype(int)
    table = pd.DataFrame({"task": votes.place[rows] * LEARNT + window, "worker": votes.source[rows], "label": votes.state[rows]})
    table = table.drop_duplicates(["task", "worker"], keep="last")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # both divide by nothing where a worker has never used a label
        found = aggregate(table).reindex(columns=range(states), fill_value=0.0).fillna(0.0)
    probabilities = found.to_numpy(dtype=float)
    return {int(task) // LEARNT: row for task, row in zip(found.index, probabilities, strict=True) if task % LEARNT == 0 and row.sum() > 0}


def _by_known(questions: Questions) -> Iterator[tuple[float, Whole]]:
    """Questions by the time at which they are asked, earliest first."""
    for known in np.unique(questions.known).tolist():
        yield known, np.flatnonzero(questions.known == known)


def _by_time(questions: Questions) -> Iterator[tuple[tuple[float, float], Whole]]:
    for at, known in dict.fromkeys(zip(questions.at.tolist(), questions.known.tolist(), strict=True)):
        yield (at, known), np.flatnonzero((questions.at == at) & (questions.known == known))


PEERS: Mapping[str, Callable[[Given], Floats]] = {"hmmlearn": hmm, "dawid-skene": dawid_skene, "mace": mace}
