"""How good answers are: the figures of the reference sets' scorer, and what plots and calibration need besides.

accuracy: the likeliest state is the true one (ties count in part). Brier: sum over the states (0 to 2). ECE: 15 equal bins of the highest
probability. acc24: accuracy of the questions less than 24 hours after a change of the true state. false confirmed: share of the answers
labelled as confirmed whose likeliest state is wrong. Real time: as known at the time asked about; hindsight: as known two weeks later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sets import Flags, Floats, Given

PARTS = ("realtime", "hindsight")
BINS = 15
HOURS = (6, 12, 24, 48, 72, 120, 240)  # upper bounds of the bins of time since a change
SOON = 24.0


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to a set by a method: probabilities of the states, and which are called confirmed."""

    given: Given
    p: Floats
    confirmed: Flags


@dataclass(frozen=True, slots=True)
class Figures:
    """What answers reach; None where there is nothing to take it of.

    Attributes:
        accuracy: share right.
        brier: mean Brier score, 0 to 2.
        ece: expected calibration error.
        acc24: accuracy within 24 hours of a change.
        false_confirmed: share wrong of those called confirmed.
        confirmed: share called confirmed.
        number: of questions.
        lie: highest probability given to the false capture; None where the set has none.
    """

    accuracy: float
    brier: float
    ece: float
    acc24: float | None
    false_confirmed: float | None
    confirmed: float
    number: int
    lie: float | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Answers one by one: highest probability, share right (ties in part), hours since a change, whether called confirmed."""

    top: Floats
    hit: Floats
    since: Floats
    confirmed: Flags


def part_of(given: Given, part: str) -> Flags:
    """Which questions belong to a part."""
    later: Flags = given.questions.known > given.questions.at
    return later if part == "hindsight" else ~later


def points(answers: Answers, part: str) -> Points:
    """Take the answers of a part one by one."""
    rows = part_of(answers.given, part)
    p, state = answers.p[rows], answers.given.truth.state[rows]
    top = p.max(axis=1)
    ties = np.isclose(p, top[:, None], atol=1e-9)
    hit = ties[np.arange(len(state)), state] / ties.sum(axis=1)
    return Points(top, hit, answers.given.truth.since[rows], answers.confirmed[rows])


def figures(answers: Answers, part: str) -> Figures:
    """Score the answers of a part."""
    found = points(answers, part)
    rows = part_of(answers.given, part)
    true = np.eye(len(answers.given.states))[answers.given.truth.state[rows]]
    return Figures(
        accuracy=float(found.hit.mean()),
        brier=float(((answers.p[rows] - true) ** 2).sum(axis=1).mean()),
        ece=calibration_error(found),
        acc24=_mean(found.hit[found.since < SOON]),
        false_confirmed=_mean(1.0 - found.hit[found.confirmed]),
        confirmed=float(found.confirmed.mean()),
        number=len(found.top),
        lie=_believed(answers, rows),
    )


def calibration_error(found: Points) -> float:
    """ECE over 15 equal bins."""
    return sum(share * abs(right - said) for said, right, share in reliability(found))


def reliability(found: Points) -> list[tuple[float, float, float]]:
    """For each bin that is not empty: mean of the highest probabilities, share right, share of the answers."""
    row = np.minimum((found.top * BINS).astype(int), BINS - 1)
    bins = [row == number for number in range(BINS) if (row == number).any()]
    return [(float(found.top[one].mean()), float(found.hit[one].mean()), float(one.mean())) for one in bins]


def after_change(found: Points) -> list[tuple[float, float, int]]:
    """For each bin of time since the last change: its upper bound in hours, share right, number of answers."""
    lower = np.array([0.0, *HOURS[:-1]])
    rows = [(found.since >= low) & (found.since < high) for low, high in zip(lower, HOURS, strict=True)]
    return [(float(high), float(found.hit[one].mean()), int(one.sum())) for high, one in zip(HOURS, rows, strict=True) if one.any()]


def joined(many: list[Points]) -> Points:
    """Put answers of several sets together."""
    return Points(*(np.concatenate([getattr(one, name) for one in many]) for name in ("top", "hit", "since", "confirmed")))


def mean(many: list[Figures]) -> Figures:
    """Mean of each figure over sets; where some sets have none, over those that have one."""
    values: Mapping[str, list[float]] = {
        name: [value for one in many if (value := getattr(one, name)) is not None] for name in Figures.__slots__
    }
    middle = {name: float(np.mean(found)) if found else None for name, found in values.items()}
    highest = max(values["lie"], default=None)
    return Figures(**middle | {"number": sum(one.number for one in many), "lie": highest})  # type: ignore[arg-type]  # those that must be there are


def _believed(answers: Answers, rows: Flags) -> float | None:
    lie, asked = answers.given.lie, answers.given.questions
    if lie is None:
        return None
    rows = rows & (asked.place == lie.place) & (asked.at >= lie.start) & (asked.at < lie.horizon)
    return float(answers.p[rows, lie.party].max(initial=0.0))


def _mean(values: Floats) -> float | None:
    return float(values.mean()) if len(values) else None
