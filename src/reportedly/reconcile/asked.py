"""What is asked, and the slots of time in which it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from reportedly.reconcile.evidence import hours
from reportedly.reconcile.field import HOURS_PER_DAY, Clock
from reportedly.reconcile.parameters import Settings
from reportedly.reconcile.told import Uttered

BLOCK_HOURS = 100 * HOURS_PER_DAY  # asked times of one block share a run; blocks keep a run from spanning a whole war


@dataclass(frozen=True, slots=True)
class Query:
    """One question: who held the place with this id `at` T (UTC), as known at K (UTC)?"""

    place: str
    at: datetime
    known: datetime


@dataclass(frozen=True, slots=True)
class Clocks:
    """How slots are laid out for a release, hours since 1970, UTC.

    They reach from some days before the first word, or the horizon, to the time K or to where words have long ceased.

    Attributes:
        released: K of the release.
        first: when the first event took place that anybody had told of.
        last: when the last one did.
    """

    released: float
    first: float
    last: float
    settings: Settings

    @classmethod
    def of(cls, words: Uttered, released: float, settings: Settings) -> Clocks | None:
        """Look at what was public at the release; None where nothing was."""
        moments = words.moment[words.known <= released]
        return cls(released, float(moments.min()), float(moments.max()), settings) if len(moments) else None

    def of_fit(self, query: Query) -> Clock:
        """Lay out the slots in which is learned what a query needs: whole ones since 1970, up to the release."""
        block, width = _block(query), self.settings.slot_hours
        start = block - np.ceil((block - self._first(block)) / width) * width
        return self._clock(start, block, self.released, self.released)

    def of_look(self, query: Query) -> Clock:
        """Lay out the slots of a query, so that the asked time ends one."""
        at, known, block, width = hours(query.at), hours(query.known), _block(query), self.settings.slot_hours
        start = at - np.ceil(max(at - self._first(block), width) / width) * width
        return self._clock(start, block, max(known, at), known)

    def _first(self, block: float) -> float:
        before, horizon = self.settings.before_days * HOURS_PER_DAY, self.settings.horizon_days * HOURS_PER_DAY
        return max(self.first - before, block - horizon)

    def _clock(self, start: float, block: float, until: float, known: float) -> Clock:
        width, outlook = self.settings.slot_hours, self.settings.outlook_days * HOURS_PER_DAY
        last = min(until, self.last + known - self.released + outlook, block + BLOCK_HOURS + outlook)
        return Clock(float(start), width, max(1, int(np.ceil((last - start) / width))))


def _block(query: Query) -> float:
    """The beginning of the block of times that a query asks about."""
    return float(np.floor(hours(query.at) / BLOCK_HOURS) * BLOCK_HOURS)
