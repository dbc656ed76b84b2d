"""Who held each district, given what was public: states, neighbours and the truthfulness of sources, brought in line with one another.

Given neighbours and sources, each district is an exact hidden Markov chain. Neighbours enter as a mean field (each district sees the
expected holders of those around it), sources by expectation-maximisation of their shares of truth, interest and noise. A fixed number
of sweeps from a fixed start makes the result a pure function of the claims public at K.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.cap import temper
from reportedly.reconcile.chain import Posterior, forward_backward
from reportedly.reconcile.dynamics import steps
from reportedly.reconcile.emission import components
from reportedly.reconcile.evidence import Item
from reportedly.reconcile.parameters import Parameters, Rates
from reportedly.reconcile.states import Phase, States, states
from reportedly.reconcile.trust import Shares, expected_shares, first_shares

Floats = NDArray[np.float64]
HOURS_PER_DAY = 24.0
TINY = 1e-30


@dataclass(frozen=True, slots=True)
class Theatre:
    """What is fixed about a conflict.

    Attributes:
        districts: ids of the districts, in the order of every array.
        parties: ids of the parties, in the order of every array.
        near: whether two districts are neighbours, a symmetric matrix.
        first: expected holder of each district before any claim, shape (districts, parties); rows add up to 1.
    """

    districts: tuple[str, ...]
    parties: tuple[str, ...]
    near: NDArray[np.bool_]
    first: Floats


@dataclass(frozen=True, slots=True)
class Clock:
    """The slots of a run: `[start + i * width, start + (i + 1) * width)` in hours since 1970, UTC."""

    start: float
    width: float
    count: int

    def slot(self, hour: float) -> int:
        """The slot that ends at or after an instant; instants outside go to the nearest slot."""
        return int(np.clip(np.ceil((hour - self.start) / self.width) - 1, 0, self.count - 1))

    def slots(self, hours: Floats) -> NDArray[np.int64]:
        """The same for many instants."""
        return np.clip(np.ceil((hours - self.start) / self.width) - 1, 0, self.count - 1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Run:
    """What was found for all districts of a theatre as known at K.

    Attributes:
        theatre: its districts and parties.
        space: the states.
        clock: the slots.
        items: the evidence that counted, in order.
        evidence: log-likelihood of each item by state after source shares, cap and place weight, shape (items, states).
        posterior: state probabilities, shape (slots, districts, states).
        place: row of each item's district.
        slot: slot of each item.
        shares: what was learned of the sources.
    """

    theatre: Theatre
    space: States
    clock: Clock
    items: tuple[Item, ...]
    evidence: Floats
    posterior: Posterior
    start: Floats
    near: Floats
    quiet: Floats
    rates: Rates
    place: NDArray[np.int64]
    slot: NDArray[np.int64]
    shares: Shares

    @property
    def per_day(self) -> int:
        """Slots that share one step matrix."""
        return _per_day(self.clock)

    def outcome(self, district: int, hour: float) -> Floats:
        """Probability of each party and, last, of contested, at an instant."""
        return outcomes(self.posterior.smoothed[self.clock.slot(hour), district], self.space)


def outcomes(probabilities: Floats, space: States) -> Floats:
    """Add up state probabilities by what a picture says: each party, then contested; shape (…, parties + 1)."""
    result = np.zeros((*probabilities.shape[:-1], space.parties + 1))
    for state in range(space.size):
        result[..., space.outcome[state]] += probabilities[..., state]
    return result


def run(theatre: Theatre, items: Sequence[Item], known: float, clock: Clock, parameters: Parameters) -> Run:
    """Find the state probabilities of all districts from the items public at `known` (hours since 1970, UTC)."""
    rows = {name: row for row, name in enumerate(theatre.districts)}
    told = tuple(item for item in items if item.known <= known < item.ends and item.place in rows)
    space = states(len(theatre.parties))
    numbers = {party: number for number, party in enumerate(theatre.parties)}
    table = components(told, numbers, space, parameters)
    place = np.array([rows[item.place] for item in told], dtype=np.int64)
    slot = clock.slots(np.array([item.moment for item in told], dtype=float))
    shares = first_shares(told, theatre.parties, parameters)
    field = np.broadcast_to(theatre.first, (clock.count, *theatre.first.shape)).copy()
    tempo = parameters.tempo[space.phase]
    burst = parameters.burst_weight * np.log(tempo)
    pace = np.full(len(theatre.districts), max(len(told), 1) / (len(theatre.districts) * clock.count))
    public = _share_public(clock, known, told)
    rates = parameters.rates
    posterior = None
    for sweep in range(parameters.sweeps):
        evidence = temper(told, place, shares.mix(table) + burst, parameters)
        if posterior is not None:
            field = _field(posterior.smoothed, theatre, space, clock, parameters)
            pace = _pace(posterior.smoothed, place, tempo, public)
            rates = _rates(posterior.smoothed, field, space, clock, parameters)
        quiet = -parameters.extra["silence_weight"] * pace[None, :, None] * public[:, None, None] * (tempo - 1.0)
        start = _start(theatre, space, field[0], parameters)
        likelihood = _slot_likelihood(evidence, place, slot, quiet)
        near = field[:: _per_day(clock)]
        matrices = steps(space, near, rates, clock.width / HOURS_PER_DAY)
        step_of = np.minimum(np.arange(clock.count) // _per_day(clock), len(near) - 1)
        posterior = forward_backward(start, matrices, step_of, likelihood)
        if sweep + 1 < parameters.sweeps:
            shares = expected_shares(shares, table, posterior.smoothed[slot, place], parameters)
    assert posterior is not None  # noqa: S101 - the model card asks for at least one sweep
    return Run(theatre, space, clock, told, evidence, posterior, start, near, quiet, rates, place, slot, shares)


def _per_day(clock: Clock) -> int:
    return max(1, round(HOURS_PER_DAY / clock.width))


def _start(theatre: Theatre, space: States, near: Floats, parameters: Parameters) -> Floats:
    weight = parameters.neighbour_weight
    owner = (1.0 - weight) * theatre.first + weight * near
    owner = owner / owner.sum(axis=1, keepdims=True)
    start = np.full((len(theatre.districts), space.size), 1e-6)
    for state in np.flatnonzero(space.phase == Phase.SETTLED):
        start[:, state] = 0.95 * owner[:, space.owner[state]]
    for state in np.flatnonzero(space.phase == Phase.CONTESTED):
        start[:, state] = 0.05 * owner[:, space.owner[state]]
    return start / start.sum(axis=1, keepdims=True)


def _slot_likelihood(evidence: Floats, place: NDArray[np.int64], slot: NDArray[np.int64], quiet: Floats) -> Floats:
    log = np.array(quiet)
    np.add.at(log, (slot, place), evidence)
    log -= log.max(axis=2, keepdims=True)
    return np.maximum(np.exp(log), TINY)


def _field(smoothed: Floats, theatre: Theatre, space: States, clock: Clock, parameters: Parameters) -> Floats:
    """Expected share of each party among the neighbours of each district, per slot; a little of the expectation before any claim."""
    owner = np.zeros((clock.count, len(theatre.districts), space.parties))
    for state in range(space.size):
        owner[:, :, space.owner[state]] += smoothed[:, :, state]
    degree = theatre.near.sum(axis=1)
    mean = np.einsum("de,sep->sdp", theatre.near / np.maximum(degree, 1)[:, None], owner)
    floor = parameters.extra["field_floor"]
    alone = (degree == 0)[None, :, None]
    return np.where(alone, theatre.first[None], (1.0 - floor) * mean + floor * theatre.first[None])


def _rates(smoothed: Floats, field: Floats, space: States, clock: Clock, parameters: Parameters) -> Rates:
    """Learn how eagerly fronts are attacked in this theatre, between fixed bounds and pulled towards the model card.

    As many contests end as begin, so the days spent contested, times the fixed rate of their ending, count the attacks.
    """
    days = clock.width / HOURS_PER_DAY
    held = np.zeros_like(field)
    for state in np.flatnonzero(space.phase <= Phase.FRESH):
        held[:, :, space.owner[state]] += smoothed[:, :, state]
    exposed = float((held * (1.0 - field)).sum()) * days
    contested = float(smoothed[:, :, space.phase == Phase.CONTESTED].sum()) * days
    rates, doubt = parameters.rates, parameters.extra["attack_doubt"]
    attacks = contested * (rates.repel + rates.capture) - float(held.sum()) * days * rates.attack
    learned = (max(attacks, 0.0) + doubt * rates.attack_near) / (exposed + doubt)
    widest = parameters.extra["attack_bound"]
    return replace(rates, attack_near=float(np.clip(learned, rates.attack_near / widest, rates.attack_near * widest)))


def _pace(smoothed: Floats, place: NDArray[np.int64], tempo: Floats, public: Floats) -> Floats:
    """Words per slot of each district while it is settled, shrunk towards the mean of all."""
    expected = np.einsum("sdz,z,s->d", smoothed, tempo, public)
    count = np.bincount(place, minlength=smoothed.shape[1]).astype(float)
    mean = max(count.sum(), 1.0) / max(expected.sum(), TINY)
    slots_of_doubt = 8.0 / max(mean, TINY)
    return np.asarray((count + 8.0) / (expected + slots_of_doubt))


def _share_public(clock: Clock, known: float, told: Sequence[Item]) -> Floats:
    """Share of the words about fighting and changes in each slot that is public already, from the delays so far (right truncation).

    Quiet words ("remains under control") come daily and soon; silence speaks only as far as the others would have come.
    """
    loud = [item.known - item.moment for item in told if item.code != "holds"]
    delays = np.sort(loud) if loud else np.array([0.0])
    age = known - (clock.start + (np.arange(clock.count) + 0.5) * clock.width)
    share = np.searchsorted(delays, age, side="right") / len(delays)
    return np.where(age <= 0, 0.0, share)
