"""Rules that anybody could follow by hand, answering the questions of a set.

latest      the latest claim wins, with 0.8
majority    of the claims of seven days, one for each first speaker, its latest; with 0.3 added to every state. Where there is none, the
            latest before, with 0.75
neutral     the last own word of an agency, paper or stringer without a side, with 0.9
certain     the last claim that is put as certain, with 0.9

What is left of 1 is spread evenly over the other states; where nothing is known, all are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from sets import Flags, Floats, Given, Whole

WEEK = 7 * 24.0
LATEST, OWN_WORD, CARRIED = 0.8, 0.9, 0.75
ADDED = 0.3


@dataclass(frozen=True, slots=True)
class District:
    """The claims about one district, by their moment."""

    moment: Floats
    public: Floats
    state: Whole
    source: Whole
    certain: Flags
    neutral: Flags

    def before(self, at: float, known: float) -> Whole:
        """Numbers of the claims of the time up to `at` that were public by `known`, the latest last."""
        upto = int(np.searchsorted(self.moment, at, side="right"))
        return np.flatnonzero(self.public[:upto] <= known)


def answer(given: Given, rule: str) -> Floats:
    """Answer every question of a set by a rule; probabilities of the states, a row for each question."""
    districts = [_district(given, place) for place in range(len(given.places))]
    states = len(given.states)
    rows = [
        RULES[rule](districts[place], at, known, states)
        for place, at, known in zip(
            *(column.tolist() for column in (given.questions.place, given.questions.at, given.questions.known)), strict=True
        )
    ]
    return np.array(rows)


def _district(given: Given, place: int) -> District:
    votes = given.votes
    rows = np.flatnonzero(votes.place == place)
    rows = rows[np.argsort(votes.moment[rows], kind="stable")]
    return District(votes.moment[rows], votes.public[rows], votes.state[rows], votes.source[rows], votes.certain[rows], votes.neutral[rows])


def _peaked(state: int, states: int, share: float) -> Floats:
    row = np.full(states, (1.0 - share) / (states - 1))
    row[state] = share
    return row


def _last(district: District, rows: Whole, states: int, share: float) -> Floats:
    return np.full(states, 1.0 / states) if not len(rows) else _peaked(int(district.state[rows[-1]]), states, share)


def _latest(district: District, at: float, known: float, states: int) -> Floats:
    return _last(district, district.before(at, known), states, LATEST)


def _neutral(district: District, at: float, known: float, states: int) -> Floats:
    rows = district.before(at, known)
    return _last(district, rows[district.neutral[rows]], states, OWN_WORD)


def _certain(district: District, at: float, known: float, states: int) -> Floats:
    rows = district.before(at, known)
    return _last(district, rows[district.certain[rows]], states, OWN_WORD)


def _majority(district: District, at: float, known: float, states: int) -> Floats:
    rows = district.before(at, known)
    recent = rows[district.moment[rows] >= at - WEEK]
    if not len(recent):
        return _last(district, rows, states, CARRIED)
    latest = dict(zip(district.source[recent].tolist(), district.state[recent].tolist(), strict=True))
    counts = np.bincount(list(latest.values()), minlength=states) + ADDED
    share: Floats = counts / counts.sum()
    return share


RULES: Mapping[str, Callable[[District, float, float, int], Floats]] = {
    "latest": _latest,
    "majority": _majority,
    "neutral": _neutral,
    "certain": _certain,
}
