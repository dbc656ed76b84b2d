"""What a claim that may be about several districts says of each of them: a mixture over which ones are meant.

Let L_e(z) be the likelihood of the words if they are about district e in state z, and E_e its mean over what the last release makes
likely of e. A list of k districts whose names were lost, each set of k as likely as its chances make it, has the likelihood

    f(z_1 … z_n) = sum over sets S of size k of w(S) prod_{e in S} L_e(z_e)

and says of district d, with the others averaged out, m_d(z) = A L_d(z) + B: A adds up the sets with d, B those without, by elementary
symmetric polynomials of w_e E_e. That is exact where the others are independent of d. Words of one unit that say the same within days are
about the same districts: their likelihoods are multiplied before they are averaged, so that ten reports of one capture in an unnamed
district do not make ten captures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item, gist
from reportedly.reconcile.reach import ONE, Reach

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
TINY = 1e-30


@dataclass(frozen=True, slots=True)
class Believed:
    """What a release makes likely of every district, day by day.

    Attributes:
        rows: row of each district.
        states: mean state probabilities, shape (days, districts + 1, states); the last row is the mean of all districts, and stands for
            those that it does not have.
    """

    rows: Mapping[str, int]
    states: NDArray[np.float32]

    @classmethod
    def of(cls, districts: Sequence[str], smoothed: Floats, day_of: Rows) -> Believed:
        """Average state probabilities, shape (slots, districts, states), over days."""
        starts = np.searchsorted(day_of, np.arange(int(day_of[-1]) + 1))
        count = np.bincount(day_of)[:, None, None]
        days = (np.add.reduceat(smoothed, starts, axis=0) / count).astype(np.float32)
        return cls({name: row for row, name in enumerate(districts)}, np.concatenate([days, days.mean(axis=1, keepdims=True)], axis=1))

    def expected(self, day: Rows, districts: Sequence[str], likelihood: Floats) -> Floats:
        """Average likelihoods by state, shape (words, states), over what is likely of each district then; shape (words, districts)."""
        rows = [self.rows.get(name, -1) for name in districts]
        return np.asarray(np.einsum("wds,ws->wd", self.states[day][:, rows], likelihood))


def like(item: Item, hours: float) -> Hashable:
    """Name what an item says: words of one unit that say the same within a bucket of time are about the same districts."""
    return (int(item.moment // hours), item.code, item.party, item.against)


def floors(reach: Reach, district: str, expected: Floats) -> Floats:
    """Give the likelihood, in units of the district's own, that words have whatever is the case there: B / A.

    Args:
        reach: the districts that the words may be about.
        district: one of them.
        expected: mean likelihood of the words in each of them and, last, elsewhere, shape (words, districts + 1).
    """
    chances = np.array([*reach.chances, max(0.0, 1.0 - sum(reach.chances))])
    mine = reach.districts.index(district)
    weighed = expected * chances
    if reach.number == ONE:
        return np.asarray((weighed.sum(axis=1) - weighed[:, mine]) / max(chances[mine], TINY))
    sizes = reach.number.chances(len(reach.districts))
    return np.array([_floor(np.delete(row[:-1], mine), chances[mine], sizes) for row in weighed])


def _floor(others: Floats, mine: float, sizes: Mapping[int, float]) -> float:
    """B / A where several districts may be meant, by the chance of each number of them for words of the usual likelihood."""
    usual = max(float(others.mean()) if len(others) else 1.0, TINY)
    sums, plain = np.append(symmetric(others / usual), 0.0), symmetric(np.ones(len(others) + 1))
    with_it = sum(chance * sums[size - 1] / plain[size] for size, chance in sizes.items())
    without = sum(chance * sums[size] / plain[size] for size, chance in sizes.items())
    return float(without * usual / max(with_it * mine, TINY))


def symmetric(values: Floats) -> Floats:
    """Compute the elementary symmetric polynomials of all degrees: the sums of the products of 0, 1, 2 … of the values."""
    sums = np.zeros(len(values) + 1)
    sums[0] = 1.0
    for number, value in enumerate(values, start=1):
        sums[1 : number + 1] += value * sums[:number].copy()
    return sums


RETOLD_HOURS = 72.0  # news is told again within days


def retold(items: Sequence[Item]) -> list[bool]:
    """Tell which words about several districts say nothing new of the one that they are put among.

    What a report tells of the province around a district that it speaks of is about that district or another, and says no more of it; so
    does what says of the province, within days, what was said of the district before: likely it tells that again.

    Args:
        items: the words, district by district, in each in the order in which they became public.
    """
    named: dict[Hashable, float] = {}
    for item in items:
        if item.own:
            named.setdefault((item.place, item.claim.report), item.known)
    said: dict[Hashable, float] = {}
    found = []
    for item in items:
        what = item.place, gist(item), item.party
        if item.own:
            said[what] = item.moment
        again = abs(item.moment - said.get(what, -np.inf)) <= RETOLD_HOURS
        found.append(not item.own and (again or named.get((item.place, item.claim.report), np.inf) <= item.known))
    return found


def softened(items: Sequence[Item], log: Floats, day: Rows, believed: Believed, hours: float) -> tuple[Rows, Floats]:
    """Weigh the words that may be about several districts.

    Args:
        items: the words, district by district, in each in the order in which they became public.
        log: log-likelihood of each by state, were it about its district for certain, shape (items, states).
        day: for each the day of `believed` on which it is taken to hold.
        believed: what is likely of the other districts.
        hours: length of a bucket of time.

    Returns:
        The rows of those words, and their log-likelihoods by state.
    """
    groups: defaultdict[tuple[str, Reach, Hashable], list[int]] = defaultdict(list)
    for row, item in enumerate(items):
        if item.reach is not None:
            groups[item.place, item.reach, like(item, hours)].append(row)
    rows = np.array([row for found in groups.values() for row in found], dtype=np.int64)
    if not len(rows):
        return rows, np.zeros((0, log.shape[1]))
    shared: dict[tuple[Hashable, ...], Together] = {}
    held = []
    for (place, reach, said), found in groups.items():
        same = (reach, said, *(items[row].claim.id for row in found))
        if same not in shared:
            shared[same] = Together.of(reach, log[found], day[found], believed)
        held.append(shared[same].about(place))
    return rows, np.concatenate(held)


@dataclass(frozen=True, slots=True)
class Together:
    """Words that are about the same districts, whichever those are, in the order in which they became public.

    Attributes:
        reach: the districts that they may be about.
        log: log-likelihood by state of the words so far, less the largest, shape (words, states).
        top: the largest.
        expected: mean likelihood of the words so far in each of the districts and, last, elsewhere.
    """

    reach: Reach
    log: Floats
    top: Floats
    expected: Floats

    @classmethod
    def of(cls, reach: Reach, log: Floats, day: Rows, believed: Believed) -> Together:
        """Put words together, by the log-likelihood of each by state."""
        so_far = np.cumsum(log, axis=0)
        top = so_far.max(axis=1, keepdims=True)
        likelihood = np.exp(so_far - top)
        return cls(reach, so_far - top, top, believed.expected(day, (*reach.districts, ""), likelihood))

    def about(self, district: str) -> Floats:
        """What each of the words adds, for one of the districts, to those before it: log-likelihood by state."""
        held = np.log(np.exp(self.log) + floors(self.reach, district, self.expected)[:, None]) + self.top
        held[1:] -= held[:-1].copy()
        return np.asarray(held)
