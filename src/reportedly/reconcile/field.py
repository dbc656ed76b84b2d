"""What districts tell one another: expected holders of the neighbours, how much is said of each, how eagerly fronts are attacked."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.parameters import Rates, Settings
from reportedly.reconcile.states import Phase, States
from reportedly.reconcile.told import Theatre, Uttered

Floats = NDArray[np.float64]
HOURS_PER_DAY = 24.0
TINY = 1e-30
PACE_WORDS = 8.0  # words of doubt about how much is said of one district; a week of a well-covered one


@dataclass(frozen=True, slots=True)
class Clock:
    """The slots of a run: slot i is `(start + i * width, start + (i + 1) * width]` in hours since 1970, UTC.

    Attributes:
        start: beginning of the first slot.
        width: length of a slot in hours.
        count: number of slots.
    """

    start: float
    width: float
    count: int

    @property
    def days(self) -> float:
        """Length of a slot in days."""
        return self.width / HOURS_PER_DAY

    @property
    def per_day(self) -> int:
        """Slots in a day."""
        return max(1, round(HOURS_PER_DAY / self.width))

    def slot(self, hour: float) -> int:
        """Find the slot of an instant; those before or after all slots belong to the first or last."""
        return int(self.slots(np.array([hour]))[0])

    def slots(self, hours: Floats) -> NDArray[np.int64]:
        """Find the slots of instants."""
        after = np.ceil((hours - self.start) / self.width).astype(np.int64) - 1
        return np.asarray(np.clip(after, 0, self.count - 1))

    def begins(self, slot: int) -> float:
        """Give the beginning of a slot, hours since 1970, UTC."""
        return self.start + slot * self.width

    def day_of(self) -> NDArray[np.int64]:
        """Give the number of the day that each slot lies in, from 0."""
        return np.arange(self.count) // self.per_day


def neighbours(smoothed: Floats, theatre: Theatre, clock: Clock, settings: Settings) -> Floats:
    """Compute the expected share of each party among the neighbours of each district, per day, shape (days, districts, parties).

    A small part stays with what was expected before any claim, so that nothing is impossible; districts without neighbours have only that.
    """
    owner = owners(smoothed[:: clock.per_day], theatre.space)
    degree = theatre.near.sum(axis=1)
    mean = np.matmul(theatre.near / np.maximum(degree, 1)[:, None], owner)
    floor = np.where(degree == 0, 1.0, settings.field_floor)[None, :, None]
    return np.asarray((1.0 - floor) * mean + floor * theatre.first)


def owners(probabilities: Floats, space: States) -> Floats:
    """Add up state probabilities by who owns the district when fighting and raids are left aside, shape (…, parties)."""
    return np.asarray(probabilities @ (space.owner[:, None] == np.arange(space.parties)).astype(float))


def outcomes(probabilities: Floats, space: States) -> Floats:
    """Add up state probabilities by what a picture says: each party, then contested; shape (…, parties + 1)."""
    return np.asarray(probabilities @ (space.outcome[:, None] == np.arange(space.parties + 1)).astype(float))


def pace(spent: Floats, place: NDArray[np.int32], tempo: Floats) -> Floats:
    """Estimate words per slot of each settled district, shrunk towards the mean of all.

    Args:
        spent: slots that each district spends in each state, as far as their words are public, shape (districts, states).
        place: row of the district of each word.
        tempo: how much is said in each state, relative to a settled district.
    """
    expected = spent @ tempo
    count = np.bincount(place, minlength=len(expected)).astype(float)
    mean = max(count.sum(), 1.0) / max(float(expected.sum()), TINY)
    return np.asarray((count + PACE_WORDS) / (expected + PACE_WORDS / mean))


def delays(words: Uttered) -> Floats:
    """List how late words about fighting and changes became public, in hours, sorted; quiet words come daily and soon."""
    found = (words.known - words.moment)[words.loud]
    return np.sort(found) if len(found) else np.zeros(1)


def share_public(clock: Clock, known: float, late: Floats) -> Floats:
    """Estimate which share of the words about fighting and changes in each slot is public already, from the delays so far.

    Quiet words ("remains under control") tell nothing of this; silence speaks only as far as the others would have come.
    """
    age = known - (clock.start + (np.arange(clock.count) + 0.5) * clock.width)
    return np.where(age <= 0, 0.0, np.searchsorted(late, age, side="right") / len(late))


def attacked(rates: Rates, smoothed: Floats, near: Floats, theatre: Theatre, clock: Clock, settings: Settings) -> Rates:
    """Learn how eagerly fronts are attacked in this theatre, between bounds and pulled towards the model card.

    As many contests end as begin, so the days spent contested, times the fixed rate of their ending, count the attacks.
    """
    space = theatre.space
    held = owners(smoothed * np.isin(space.phase, (Phase.SETTLED, Phase.FRESH, Phase.TAKEN, Phase.RELIEVED)), space)
    exposed = float((held * (1.0 - near[clock.day_of()])).sum()) * clock.days
    ending = np.select([space.phase == Phase.CONTESTED, space.phase == Phase.ONSET], [1.0, rates.early]) * (rates.repel + rates.capture)
    ended = float((smoothed @ ending).sum()) * clock.days
    attacks = max(ended - float(held.sum()) * clock.days * rates.attack, 0.0)
    found = (attacks + settings.attack_doubt * rates.attack_near) / (exposed + settings.attack_doubt)
    bound = settings.attack_bound
    return replace(rates, attack_near=float(np.clip(found, rates.attack_near / bound, rates.attack_near * bound)))
