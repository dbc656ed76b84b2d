"""How truthful the model takes each source to be, with its uncertainty: the Dirichlet counts behind the shares of `trust`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.control import fit
from reportedly.reconcile.evidence import Item
from reportedly.reconcile.field import HOURS_PER_DAY, Clock
from reportedly.reconcile.heard import told
from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.theatre import World, country_of, theatre_of

Floats = NDArray[np.float64]
GRID = 20_001  # points on which a Beta distribution is added up: finer than any percentage shown
TAIL = 0.05  # on either side of a 90 % interval


@dataclass(frozen=True, slots=True)
class Share:
    """A share of words, 0 to 1: its mean, and the bounds within which it lies with 90 % probability."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How truthful a source is taken to be.

    Attributes:
        key: the source, as `evidence.source_key` names it.
        country: ISO 3166-1 alpha-2 code of the theatre in which that was learned; None beyond countries.
        trust: its class in the model card.
        side: id of the party that it speaks for; None where it speaks for none.
        words: how many of its words were weighed.
        expected: share of truth that the model card expects of its class.
        truth: share of its words taken to follow the truth.
        group: the same for its class and side in this theatre.
    """

    key: str
    country: str | None
    trust: str
    side: str | None
    words: int
    expected: float
    truth: Share
    group: Share


def reliabilities(code: str | None, items: Sequence[Item], known: float, world: World, card: Parameters) -> tuple[Reliability, ...]:
    """Learn from one country how truthful each first speaker is, from what was public at `known` (hours since 1970, UTC).

    Returns:
        Sources in the order in which they were first heard; empty where nothing is told or fewer than two parties contend.
    """
    theatre = theatre_of(country_of(code, world), items, known, world, card.settings)
    if len(theatre.parties) < 2:  # noqa: PLR2004 - who holds a place is open only between two
        return ()
    evidence = told(items, theatre.districts, theatre.parties, card)
    weighed = evidence.words.public(known)
    if not weighed.count:
        return ()
    sources = evidence.sources
    shares = fit(theatre, evidence, known, _clock(weighed.moment, known, card), card).trust.of(sources)
    first = {item.source: item for item in reversed(items)}
    words = np.bincount(evidence.cells.source[weighed.cell], minlength=len(sources.keys)).astype(float)
    counts = shares * (words + sources.strength)[:, None]
    groups = _groups(counts, words, sources.group, sources.prior, sources.strength, card.settings.class_strength)
    return tuple(
        Reliability(
            key=key,
            country=code,
            trust=first[key].trust,
            side=first[key].side,
            words=int(words[row]),
            expected=card.trust[first[key].trust].true,
            truth=share(counts[row, 0], counts[row].sum()),
            group=share(groups[row, 0], groups[row].sum()),
        )
        for row, key in enumerate(sources.keys)
        if words[row]
    )


def _clock(moments: Floats, known: float, card: Parameters) -> Clock:
    """Slots from some days before the first word, or the horizon, to K."""
    settings = card.settings
    first = max(float(moments.min()) - settings.before_days * HOURS_PER_DAY, known - settings.horizon_days * HOURS_PER_DAY)
    slots = max(1, int(np.ceil((known - first) / settings.slot_hours)))
    return Clock(known - slots * settings.slot_hours, settings.slot_hours, slots)


def _groups(counts: Floats, words: Floats, group: NDArray[np.int32], prior: Floats, strength: Floats, expected: float) -> Floats:
    """Counts behind each source's class: those expected and those of all its sources, which carry the pooled share already.

    With X the sum of the sources' counts, s their pseudo-claims and c those of the class, pooled = (X + c prior) / (n + c + sum of s).
    """
    total = np.zeros((int(group.max()) + 1, counts.shape[1]))
    np.add.at(total, group, counts)
    own, behind = (np.bincount(group, weights=column) for column in (words, strength))
    first = np.zeros_like(total)
    first[group] = prior
    pooled = (total + expected * first) / (own + expected + behind)[:, None]
    return np.asarray((pooled * (own + expected)[:, None])[group])


def share(hits: float, total: float) -> Share:
    """Describe a Beta distribution of `hits` and `total - hits`: mean, and quantiles by adding up its density."""
    misses = max(total - hits, 1e-6)
    x = (np.arange(GRID) + 0.5) / GRID
    log = (hits - 1.0) * np.log(x) + (misses - 1.0) * np.log1p(-x)
    density = np.exp(log - log.max())
    below = np.cumsum(density) / density.sum()
    low, high = (float(x[int(np.searchsorted(below, bound))]) for bound in (TAIL, 1.0 - TAIL))
    return Share(float(hits / total), low, high)
