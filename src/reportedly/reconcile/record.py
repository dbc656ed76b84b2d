"""The record of a source: what is thought of its truthfulness, and how its words fared against what all others made known.

What is thought is what the model works with: Dirichlet counts, those expected of its class and those of its own words (`trust`). How its
words fared is for readers alone and goes back into nothing: each is held against the picture of that time without its own root.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np

from reportedly.reconcile.asked import Query
from reportedly.reconcile.evidence import EPOCH, FALLS, Item, hours
from reportedly.terms.claim import Claim
from reportedly.terms.picture import Picture

A_DAY = timedelta(days=1)  # a change told at one hour may be told by others for the next day, and both are right
AGREED, CONFLICTED = 2 / 3, 1 / 3  # by the others it is twice as likely as not, or half as likely
FLOOR = 1e-9
HOLDING = frozenset({"captured", "recaptured", "holds", "repelled", "not lost", "not withdrew", "not surrendered"})
LEAVING = frozenset({"lost", "withdrew", "surrendered", "not captured", "not recaptured", "not holds"})


class Verdict(StrEnum):
    """How a word fared: others make it likely, or unlikely, or nobody else tells."""

    AGREED = "agreed"
    CONFLICTED = "conflicted"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that a source was the first to say of one place, and how it fared.

    Attributes:
        claim: the claim that carries it.
        verdict: how it fared.
        p: probability that it was so by the words of all others, 0 to 1; None where nobody else tells.
    """

    claim: Claim
    verdict: Verdict
    p: float | None


def judged(
    mine: Sequence[Item],
    claims: Iterable[Claim],
    known: datetime,
    slot_hours: float,
    answers: Callable[[Sequence[Query]], Sequence[Picture]],
) -> tuple[Word, ...]:
    """Hold words against what was known of their places and times at K without them.

    Args:
        mine: what was said.
        claims: the claims that carry it, among others.
        known: K, UTC.
        slot_hours: length of a slot; instants are taken from its grid, so that many share one run.
        answers: answers questions, in their order, with the claims that moved each picture.
    """
    asked = [(row, Query(item.place, at, known)) for row, item in enumerate(mine) for at in _instants(item, known, slot_hours)]
    found: defaultdict[int, list[Picture]] = defaultdict(list)
    for (row, _), picture in zip(asked, answers([query for _, query in asked]), strict=True):
        found[row].append(picture)
    carrying = {claim.id: claim for claim in claims}
    chances = [[p for picture in found[row] if (p := by_others(item, picture)) is not None] for row, item in enumerate(mine)]
    return tuple(_word(item, carrying[item.claim.id], some) for item, some in zip(mine, chances, strict=True))


def _instants(item: Item, known: datetime, slot_hours: float) -> list[datetime]:
    """When to look: when it is said to hold, and for changes a day later too; never after K."""
    width = slot_hours * 3600.0
    moments = [item.moment] if item.code not in FALLS else [item.moment, item.moment + hours(EPOCH + A_DAY)]
    ends = [np.ceil(moment * 3600.0 / width) * width for moment in moments]
    latest = np.floor((known - EPOCH).total_seconds() / width) * width
    return [EPOCH + timedelta(seconds=float(min(end, latest))) for end in ends]


def _word(item: Item, claim: Claim, chances: Sequence[float]) -> Word:
    if not chances:
        return Word(claim, Verdict.OPEN, None)
    best = max(chances)
    # Fighting is told of places that somebody holds all the while: that others tell of no fighting contradicts nobody.
    against = best <= CONFLICTED and item.code != "contested"
    return Word(claim, Verdict.AGREED if best >= AGREED else Verdict.CONFLICTED if against else Verdict.OPEN, best)


def by_others(item: Item, picture: Picture) -> float | None:
    """The probability, without its own root, of what an item says of who holds the place; None where it says nothing of it, or alone."""
    root = item.claim.root
    others = [entry for entry in picture.because if entry.root != root]
    if not others or (picture.holder is None and picture.state != "contested"):
        return None
    top = picture.holder[0] if picture.holder else "contested"
    own = next((entry.weight for entry in picture.because if entry.root == root), 0.0)
    alone = _without(picture.p[top], own)
    if item.code == "contested":
        return alone if top == "contested" else picture.p.get("contested", 0.0)
    wanted, unwanted = _outcomes(item)
    if wanted is not None:
        return alone if wanted == top else picture.p.get(wanted, 0.0)
    if unwanted is not None:
        return 1.0 - alone if unwanted == top else alone
    return None


def _outcomes(item: Item) -> tuple[str | None, str | None]:
    """Who must hold the place if an item is right, or who must not."""
    if item.code in HOLDING:
        return item.party, None
    if item.code in LEAVING:
        after = item.against if not item.code.startswith("not ") else None
        return after, None if after else item.party
    return None, None


def _without(p: float, weight: float) -> float:
    held = min(max(p, FLOOR), 1.0 - FLOOR)
    return float(1.0 / (1.0 + np.exp(weight - np.log(held) + np.log1p(-held))))


def tallied(words: Iterable[Word]) -> Mapping[Verdict, int]:
    """Count words by how they fared."""
    counts = dict.fromkeys(Verdict, 0)
    for word in words:
        counts[word.verdict] += 1
    return counts
