"""The toll of an incident: what its roots say of killed, injured and captured, fused.

A root gives one likelihood, however often it is told again and with whatever changes on the way (`tallies`). "Killed or injured" bears on
the sum alone, "killed or captured" on that of the killed and the captured (`mixed`). Nothing is multiplied that is not independent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reportedly.reconcile.counted import CAPTURED, FUSED, INJURED, KILLED, MIXED, TOGETHER, Range, Said, of_party, spoken, told_apart
from reportedly.reconcile.mixed import beliefs
from reportedly.reconcile.tallies import Floats, grid
from reportedly.terms.claim import Claim

HALF, MOST = 0.5, 0.9
JOINED = "_or_"  # parts the sorts that a number counts together


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many people.

    Attributes:
        best: the median of what they can be; UCDP's "best", the most likely number.
        low: smallest number that a root gives and the 90 % interval allows, never above `best`; UCDP's "low". Where no root's number is
            within the interval, its lower end.
        high: largest such number, never below `best`; UCDP's "high".
        half: bounds within which the number lies with a probability of 50 %, both included.
        most: the same for 90 %.
    """

    best: int
    low: int
    high: int
    half: Range
    most: Range


@dataclass(frozen=True, slots=True)
class Version:
    """One number that roots give.

    Attributes:
        what: `killed`, `injured`, `captured`, or several of them together: `killed_or_injured`, `killed_or_captured`,
            `injured_or_captured`, `killed_or_injured_or_captured`.
        low: smallest number that the words allow; None for no lower bound.
        high: largest number; None for no upper bound.
        of: ids of the parties whose people it counts, sorted; empty where it names none.
        roots: ids of the roots that give it, sorted.
        sides: ids of the parties that those who say so speak for, sorted; empty for neutral ones alone.
    """

    what: str
    low: int | None
    high: int | None
    of: tuple[str, ...]
    roots: tuple[str, ...]
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """What an incident cost, as far as its claims say.

    Attributes:
        killed: how many were killed; None where no root says anything of that.
        injured: how many were injured; None as above.
        together: killed and injured together; None where no root says anything of either.
        captured: how many were taken prisoner or arrested; None where no root says anything of that.
        mixed: for each sort of number that takes in the captured and that a root gives ("killed or captured"), how many they were.
        roots: how many roots give numbers.
        parts: where some root counts the people of several parties one by one, what the incident cost each, by the party's id; a number of
            one of them alone then bears on its part and not on the whole. Parts have no parts.
        versions: what they give, side by side, those with most roots first within each sort.
        conflict: whether two versions of one sort cannot both be right.
    """

    killed: Estimate | None
    injured: Estimate | None
    together: Estimate | None
    captured: Estimate | None
    mixed: tuple[tuple[str, Estimate], ...]
    roots: int
    parts: tuple[tuple[str, Toll], ...]
    versions: tuple[Version, ...]
    conflict: bool


def toll(claims: Iterable[Claim]) -> Toll | None:
    """Fuse the numbers in the claims of one incident, with roots assigned; the order and copies of claims change nothing.

    Args:
        claims: the claims of one incident. What is denied gives no number.

    Returns:
        The toll; None where no claim counts killed, injured or captured.
    """
    told = tuple(claims)
    said = spoken(told)
    whole = fuse(said)
    parties = sorted(frozenset[str]().union(*(told_apart(said, what) for what in FUSED)))
    if whole is None or not parties:
        return whole
    parts = ((party, fuse(spoken(of_party(told, party)))) for party in parties)
    return replace(whole, parts=tuple((party, part) for party, part in parts if part is not None))


def fuse(said: Sequence[Said]) -> Toll | None:
    """Fuse what roots say; None where they say nothing. A number of some of those who are told apart says nothing of all."""
    if not said:
        return None
    apart = {what: told_apart(said, what) for what in FUSED}
    own = {what: [entry for entry in said if entry.what == what and (not entry.of or apart[what] <= {*entry.of})] for what in FUSED}
    values, found = grid()[0], beliefs([entry for entries in own.values() for entry in entries])
    sums, chances = _together(found.harmed)
    versions = _versions(said)
    return Toll(
        killed=_estimate(values, found.harmed.sum(axis=1), own[KILLED]) if own[KILLED] else None,
        injured=_estimate(values, found.harmed.sum(axis=0), own[INJURED]) if own[INJURED] else None,
        together=_estimate(sums, chances, own[TOGETHER]) if own[KILLED] or own[INJURED] or own[TOGETHER] else None,
        captured=_estimate(values, found.captured, own[CAPTURED]) if own[CAPTURED] else None,
        mixed=tuple((what, _estimate(*found.mixed[what], own[what])) for what in MIXED if own[what]),
        roots=len({entry.root for entry in said}),
        parts=(),
        versions=versions,
        conflict=_conflict(versions),
    )


def _together(harmed: Floats) -> tuple[Floats, Floats]:
    """The numbers that killed and injured can come to together, and their probabilities."""
    values = grid()[0]
    every, place = np.unique((values[:, None] + values[None, :]).ravel(), return_inverse=True)
    return every, np.bincount(place, weights=harmed.ravel()).astype(float)


def _estimate(values: Floats, p: Floats, said: Sequence[Said]) -> Estimate:
    total = np.cumsum(p)
    best, half, most = int(values[_quantile(total, HALF)]), _interval(values, total, HALF), _interval(values, total, MOST)
    ends = [end for entry in said for end in (entry.low, entry.high) if end is not None and most[0] <= end <= most[1]]
    low, high = (min(ends), max(ends)) if ends else most
    return Estimate(best, min(low, best), max(high, best), half, most)


def _interval(values: Floats, total: Floats, share: float) -> Range:
    """Equal tails by the mid-distribution (Lancaster 1961): of whole numbers, plain quantiles would hold more than `share` on average."""
    middle = total - np.diff(total, prepend=0.0) / 2
    low, high = int(np.searchsorted(middle, (1 - share) / 2)), int(np.searchsorted(middle, (1 + share) / 2, side="right")) - 1
    best = _quantile(total, HALF)
    return int(values[min(low, best)]), int(values[max(high, best)])


def _quantile(total: Floats, share: float) -> int:
    return min(int(np.searchsorted(total, share - 1e-12)), len(total) - 1)


def _versions(said: Sequence[Said]) -> tuple[Version, ...]:
    groups: defaultdict[tuple[str, int | None, int | None, tuple[str, ...]], list[Said]] = defaultdict(list)
    for entry in said:
        groups[entry.what, entry.low, entry.high, entry.of].append(entry)
    rows = [
        Version(*key, tuple(sorted({entry.root for entry in group})), tuple(sorted({side for entry in group for side in entry.sides})))
        for key, group in groups.items()
    ]
    return tuple(sorted(rows, key=lambda row: (FUSED.index(row.what), -len(row.roots), row.low or 0, row.high or 0, row.of)))


def _conflict(versions: Sequence[Version]) -> bool:
    """Whether two versions share no number: of one sort, or where one counts some of those whom the other counts together.

    Whose people they were is in dispute as often as how many, so other parties are other versions, unless one counts those of both.
    """
    counted = [(set(row.what.split(JOINED)), set(row.of), row.low or 0, np.inf if row.high is None else row.high) for row in versions]
    return any(
        what <= whole and low > high and not (of > others and others) for what, of, low, _ in counted for whole, others, _, high in counted
    )
