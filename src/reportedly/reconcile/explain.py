"""Why a picture is what it is: every root left out in turn, and what then changes.

Leaving out one root understates words that several roots repeat, so clusters of like words are left out as a whole as well
(reconcile.md 2.9). Neighbours and what was learned of sources are kept as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.cap import clusters
from reportedly.reconcile.chain import forward_backward
from reportedly.reconcile.control import HOURS_PER_DAY, TINY, Run, outcomes
from reportedly.reconcile.dynamics import steps
from reportedly.reconcile.evidence import Item
from reportedly.reconcile.labels import Voice
from reportedly.reconcile.parameters import Parameters
from reportedly.terms.picture import Because

Floats = NDArray[np.float64]
SPEAKS = 0.2  # nats above which an item speaks for a state
MOVED = 0.005  # log-odds below which a root did not move a picture
FLOOR = 1e-9  # probabilities below it are not told apart


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a picture of one district at one instant rests on.

    Attributes:
        items: the evidence about the district, in order.
        favour: by how many nats each item favours each outcome over the best other one, shape (items, outcomes).
        current: whether each item is about the time since the present state began.
        because: what each root changed, strongest first.
        clusters: what each cluster of like words changed together, as its first claim.
        parties: ids of the parties.
        voices: the first speaker of each item.
    """

    items: tuple[Item, ...]
    favour: Floats
    current: NDArray[np.bool_]
    because: tuple[Because, ...]
    clusters: tuple[Because, ...]
    parties: tuple[str, ...]
    voices: tuple[Voice, ...]
    since: float

    def supporting(self, outcome: int) -> list[Voice]:
        """List the speakers for an outcome since it began, one for each root."""
        found = {v.root: v for v, f, now in zip(self.voices, self.favour[:, outcome], self.current, strict=True) if now and f > SPEAKS}
        return list(found.values())

    def roots(self, outcome: int) -> int:
        """Count the roots that speak for an outcome."""
        return len(self.supporting(outcome))

    def sides(self, outcome: int) -> tuple[str, ...]:
        """List the sides of those speakers."""
        return tuple(sorted({voice.side for voice in self.supporting(outcome) if voice.side}))

    def missing(self, outcome: int) -> tuple[str, ...]:
        """Say whose voice is missing."""
        voices = self.supporting(outcome)
        if any(voice.side is None and not voice.weak for voice in voices):
            return ()
        heard = {voice.side for voice in self.voices}
        silent = [party for party in self.parties if party not in heard]
        return ("no neutral root", *(f"no root on the side of {party}" for party in silent))


def grounds(run: Run, district: int, hour: float, card: Parameters, *, leave_out: bool) -> Grounds:
    """Find what the picture of a district at an instant (hours since 1970, UTC) rests on."""
    mine = np.flatnonzero(run.place == district)
    told = tuple(run.items[row] for row in mine)
    favour = _favour(run.evidence[mine], run)
    began = _began(run, district, hour)
    now = np.array([item.moment >= began and item.moment <= hour for item in told], dtype=bool)
    voices = tuple(_voice(item, card) for item in told)
    by_root = _groups([item.claim.root or item.claim.id for item in told])
    because: tuple[Because, ...] = ()
    whole: tuple[Because, ...] = ()
    if leave_out and len(told):
        because = left_out(run, district, hour, mine, by_root)
        like = clusters(told, card, weak=False)
        whole = left_out(run, district, hour, mine, _groups([str(number) for number in like]))
    return Grounds(told, favour, now, because, whole, run.theatre.parties, voices, began)


def _groups(keys: Sequence[str]) -> list[NDArray[np.int64]]:
    rows: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        rows.setdefault(key, []).append(row)
    return [np.array(group) for group in rows.values()]


def _favour(evidence: Floats, run: Run) -> Floats:
    best = np.stack([evidence[:, run.space.outcome == outcome].max(axis=1) for outcome in range(run.space.parties + 1)], axis=1)
    result = np.empty_like(best)
    for outcome in range(best.shape[1]):
        result[:, outcome] = best[:, outcome] - np.delete(best, outcome, axis=1).max(axis=1)
    return result


def _began(run: Run, district: int, hour: float) -> float:
    """The instant a day before the present likeliest outcome began to be the likeliest."""
    slot = run.clock.slot(hour)
    likeliest = outcomes(run.posterior.smoothed[: slot + 1, district], run.space).argmax(axis=1)
    other = np.flatnonzero(likeliest != likeliest[-1])
    first = int(other[-1]) + 1 if len(other) else 0
    return run.clock.start + first * run.clock.width - HOURS_PER_DAY


def _voice(item: Item, card: Parameters) -> Voice:
    gains = item.against if item.code in {"withdrew", "surrendered", "lost"} else item.party
    loses = item.party if item.code in {"withdrew", "surrendered", "lost"} else item.against
    admits = item.side is not None and item.side == loses and item.side != gains
    return Voice(item.claim.root or item.claim.id, item.source, item.side, card.trust[item.trust].weak or item.trust == "sided" and item.side is None, admits)


def left_out(run: Run, district: int, hour: float, mine: NDArray[np.int64], groups: Sequence[NDArray[np.int64]]) -> tuple[Because, ...]:
    """Leave out each group of items in turn: by how much it changed the log-odds of the likeliest outcome, strongest first."""
    log = np.repeat(run.quiet[:, [min(district, run.quiet.shape[1] - 1)], :], len(groups) + 1, axis=1)
    for row in mine:
        log[run.slot[row]] += run.evidence[row]
    for number, group in enumerate(groups, start=1):
        for member in group:
            row = mine[member]
            log[run.slot[row], number] -= run.evidence[row]
    log -= log.max(axis=2, keepdims=True)
    again = np.repeat(run.start[[district]], len(groups) + 1, axis=0)
    near = run.near[:, [district]]
    matrices = np.repeat(steps(run.space, near, run.rates, run.clock.width / HOURS_PER_DAY), len(groups) + 1, axis=1)
    slots = np.minimum(np.arange(run.clock.count) // run.per_day, len(near) - 1)
    found = forward_backward(again, matrices, slots, np.maximum(np.exp(log), TINY))
    p = np.clip(outcomes(found.smoothed[run.clock.slot(hour)], run.space), FLOOR, 1 - FLOOR)
    odds = np.log(p) - np.log1p(-p)
    top = int(p[0].argmax())
    change = odds[0, top] - odds[1:, top]
    return tuple(sorted((_because(run, mine, group, weight) for group, weight in zip(groups, change, strict=True) if abs(weight) > MOVED), key=_strength))


def _because(run: Run, mine: NDArray[np.int64], group: NDArray[np.int64], weight: float) -> Because:
    claim = run.items[mine[group[0]]].claim
    return Because(claim.id, float(weight), claim.root or claim.id)


def _strength(entry: Because) -> tuple[float, str]:
    return (-abs(entry.weight), entry.claim)
