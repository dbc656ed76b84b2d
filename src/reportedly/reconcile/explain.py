"""Why a picture is what it is: every root left out in turn, and what then changes.

Leaving out one root understates words that several roots repeat, so clusters of like words are left out as a whole as well
(docs/model.md, "Why this picture"). Neighbours, and what was learned of sources, are kept as they are.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.chain import forward_backward
from reportedly.reconcile.control import Run, likelihood
from reportedly.reconcile.field import HOURS_PER_DAY, outcomes
from reportedly.reconcile.labels import Voice, agrees, contradicts
from reportedly.terms.picture import Because, Together

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
SPEAKS = 0.2  # nats above which an item speaks for an outcome
MOVED = 0.005  # log-odds below which a root did not move a picture
FLOOR = 1e-9  # probabilities nearer to 0 or 1 are not told apart


@dataclass(frozen=True)
class Grounds:
    """What the pictures of a run rest on; what several of them share is computed once."""

    run: Run

    @cached_property
    def favour(self) -> Floats:
        """By how many nats each item favours each outcome over the best other one, shape (items, outcomes)."""
        space, log = self.run.theatre.space, self.run.said
        best = np.stack([log[:, space.outcome == outcome].max(axis=1) for outcome in range(space.parties + 1)], axis=1)
        others = [np.delete(best, outcome, axis=1).max(axis=1) for outcome in range(best.shape[1])]
        return np.asarray(best - np.stack(others, axis=1))

    @cached_property
    def likeliest(self) -> Rows:
        """Likeliest outcome by slot and district."""
        return np.asarray(outcomes(self.run.smoothed, self.run.theatre.space).argmax(axis=2))

    @cached_property
    def rows(self) -> tuple[Rows, ...]:
        """Rows of the items about each district."""
        order = np.argsort(self.run.told.words.place, kind="stable")
        ends = np.searchsorted(self.run.told.words.place[order], np.arange(len(self.run.theatre.districts) + 1))
        return tuple(order[start:end] for start, end in itertools.pairwise(ends))

    @cached_property
    def spoken(self) -> tuple[Rows, ...]:
        """Rows of the items that speak of each district itself."""
        return tuple(np.array([row for row in rows if self.run.told.item(row).speaks], dtype=np.int64) for rows in self.rows)

    def began(self, district: int, hour: float) -> int | None:
        """Find the slot in which the present likeliest outcome began to be the likeliest; None where it always was."""
        slot = self.run.clock.slot(hour)
        history = self.likeliest[: slot + 1, district]
        other = np.flatnonzero(history != history[-1])
        return int(other[-1]) + 1 if len(other) else None

    def supporting(self, district: int, hour: float, outcome: int) -> tuple[Voice, ...]:
        """List who speaks for an outcome from a day before it began until the instant asked for, one voice for each root."""
        rows, told, words = self.spoken[district], self.run.told, self.run.told.words
        began = self.began(district, hour)
        since = -np.inf if began is None else self.run.clock.begins(began) - HOURS_PER_DAY
        fits = (words.moment[rows] >= since) & (words.moment[rows] <= hour) & (self.favour[rows, outcome] > SPEAKS)
        return tuple({told.voice(row).root: told.voice(row) for row in rows[fits]}.values())

    def challenged(self, district: int, hour: float, outcome: int) -> bool:
        """Tell whether somebody has said another outcome since a trusted voice last said this one outright; weak voices do not count."""
        told, words, parties = self.run.told, self.run.told.words, self.run.theatre.parties
        holder = parties[outcome] if outcome < len(parties) else None
        rows = self.spoken[district]
        rows = rows[words.moment[rows] <= hour]
        for row in rows[np.argsort(words.moment[rows], kind="stable")][::-1]:
            voice, item = told.voice(row), told.item(row)
            if voice.trusted and agrees(item, holder):
                return False
            if not voice.weak and contradicts(item, holder):
                return True
        return False

    def missing(self, district: int, supporting: Sequence[Voice]) -> tuple[str, ...]:
        """Say whose voice is missing, in words; empty where a neutral one supports the picture."""
        if any(voice.trusted for voice in supporting):
            return ()
        heard = {self.run.told.voice(row).side for row in self.spoken[district]}
        silent = [party for party in self.run.theatre.parties if party not in heard]
        return ("no neutral root that checks what it says", *(f"no root on the side of {party}" for party in silent))

    def because(self, district: int, hour: float) -> tuple[Because, ...]:
        """Leave out each root in turn: by how much it changed the log-odds of the likeliest outcome, strongest first.

        Roots that speak for the outcome are always there: where others say as much, each alone has a weight of 0.
        """
        mine, told, counted = self.rows[district], self.run.told, self._counted(district, hour)
        moved = left_out(self.run, district, hour, mine, _groups([told.voice(row).root for row in mine]))
        shown = [
            _because(self.run, mine, group, weight if abs(weight) > MOVED else 0.0)
            for group, weight in moved
            if abs(weight) > MOVED or told.voice(mine[group[0]]).root in counted
        ]
        return tuple(sorted(shown, key=_strength))

    def together(self, district: int, hour: float) -> tuple[Together, ...]:
        """Leave out the words of several roots that say the same as a whole, and all that count for the outcome; strongest first.

        Empty where no two roots say the same, or count.
        """
        mine, told, counted = self.rows[district], self.run.told, self._counted(district, hour)
        like = [tuple(group) for group in _groups(told.words.like[mine].tolist())]
        alike = dict.fromkeys((*like, tuple(at for at, row in enumerate(mine) if told.voice(row).root in counted)))
        several = [np.array(group) for group in alike if len({told.voice(mine[at]).root for at in group}) > 1]
        moved = left_out(self.run, district, hour, mine, several) if several else ()
        found = [Together(tuple(told.item(row).claim.id for row in mine[group]), weight) for group, weight in moved if abs(weight) > MOVED]
        return tuple(sorted(found, key=lambda group: (-abs(group.weight), group.claims)))

    def _counted(self, district: int, hour: float) -> frozenset[str]:
        """The roots that speak for the likeliest outcome."""
        top = int(self.run.outcome(district, hour).argmax())
        return frozenset(voice.root for voice in self.supporting(district, hour, top))


def _groups(keys: Sequence[Hashable]) -> list[Rows]:
    rows: dict[Hashable, list[int]] = {}
    for row, key in enumerate(keys):
        rows.setdefault(key, []).append(row)
    return [np.array(group) for group in rows.values()]


def left_out(run: Run, district: int, hour: float, mine: Rows, groups: Sequence[Rows]) -> tuple[tuple[Rows, float], ...]:
    """Run one district again without each group of its items, all at once; give by how much each changed the log-odds.

    Args:
        run: the run.
        district: number of the district.
        hour: the instant asked about, hours since 1970, UTC.
        mine: rows of the items about the district.
        groups: positions in `mine`, group by group.
    """
    quiet = run.chains.quiet[:, [district]][..., run.theatre.space.phase]
    log = np.repeat(quiet, len(groups) + 1, axis=1)
    for row in mine:
        log[run.slot[row]] += run.evidence[row]
    for number, group in enumerate(groups, start=1):
        for row in mine[group]:
            log[run.slot[row], number] -= run.evidence[row]
    start = np.repeat(run.chains.start[[district]], len(groups) + 1, axis=0)
    found = forward_backward(start, run.chains.steps[:, [district]], run.chains.step_of, likelihood(log))
    p = np.clip(outcomes(found[run.clock.slot(hour)], run.theatre.space), FLOOR, 1 - FLOOR)
    odds = (np.log(p) - np.log1p(-p))[:, int(p[0].argmax())]
    return tuple((group, float(weight)) for group, weight in zip(groups, odds[0] - odds[1:], strict=True))


def _because(run: Run, mine: Rows, group: Rows, weight: float) -> Because:
    claim = run.told.item(mine[group[0]]).claim
    return Because(claim.id, weight, claim.root)


def _strength(entry: Because) -> tuple[float, str]:
    return (-abs(entry.weight), entry.claim)
