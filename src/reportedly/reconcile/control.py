"""Who held each district, given what was public: states, neighbours and the truthfulness of sources, brought in line with one another.

Given neighbours and sources, each district is an exact hidden Markov chain. Neighbours enter as a mean field (each district sees the
expected holders of those around it), sources by expectation-maximisation of their shares of truth, interest and noise. A fixed number
of sweeps from a fixed start makes the result a pure function of the claims public at K.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.cap import capped
from reportedly.reconcile.chain import forward_backward
from reportedly.reconcile.dynamics import end_regime, ending, steps
from reportedly.reconcile.field import Clock, attacked, neighbours, outcomes, pace, share_public
from reportedly.reconcile.parameters import Parameters, Rates, Settings
from reportedly.reconcile.states import Phase
from reportedly.reconcile.told import Theatre, Told
from reportedly.reconcile.trust import learned, mixed, of_items

Floats = NDArray[np.float64]
TINY = 1e-30
AT_FIRST_CONTESTED = 0.05  # share of districts that are being fought over when a ledger begins
AT_FIRST_OTHER = 1e-6


@dataclass(frozen=True, slots=True)
class Run:
    """What was found for all districts of a theatre as known at K.

    Attributes:
        theatre: its districts and parties.
        clock: the slots.
        told: the evidence that counted.
        slot: slot of each item.
        said: log-likelihood of each item by state before caps, without the evidence in how much is said, shape (items, states).
        evidence: log-likelihood of each item by state after source shares, caps and place weights, shape (items, states).
        quiet: log-likelihood of silence by slot, district and state.
        start: state probabilities before the first slot, shape (districts, states).
        steps: transition matrices, shape (kinds of step, districts, states, states).
        step_of: which kind of step leads into each slot.
        smoothed: state probabilities given all evidence, shape (slots, districts, states).
        shares: shares of truth, interest and noise learned for each source.
    """

    theatre: Theatre
    clock: Clock
    told: Told
    slot: NDArray[np.int64]
    said: Floats
    evidence: Floats
    quiet: Floats
    start: Floats
    steps: Floats
    step_of: NDArray[np.int64]
    smoothed: Floats
    shares: Floats

    def outcome(self, district: int, hour: float) -> Floats:
        """Give the probability of each party and, last, of contested, at an instant (hours since 1970, UTC)."""
        return outcomes(self.smoothed[self.clock.slot(hour), district], self.theatre.space)


def run(theatre: Theatre, everything: Told, known: float, clock: Clock, card: Parameters) -> Run:
    """Find the state probabilities of all districts from the items public at `known` (hours since 1970, UTC)."""
    told, settings, space = everything.public(known), card.settings, theatre.space
    slot = clock.slots(told.moment)
    tempo = card.tempo[space.phase]
    public = share_public(clock, known, told)
    shares, rates = told.sources.prior, card.rates
    near = np.broadcast_to(theatre.first, (clock.day_of()[-1] + 1, *theatre.first.shape))
    words = np.full(len(theatre.districts), max(len(told.items), 1) / (len(theatre.districts) * clock.count))
    smoothed: Floats | None = None
    for _ in range(settings.sweeps):
        if smoothed is not None:
            shares = learned(of_items(shares, told.sources, told.fidelity), told.sources, told.table, smoothed[slot, told.place], card)
            near = neighbours(smoothed, theatre, clock, settings)
            words = pace(smoothed, told.place, tempo, public)
            rates = attacked(card.rates, smoothed, near, theatre, clock, settings)
        said = mixed(of_items(shares, told.sources, told.fidelity), told.table)
        evidence = _evidence(told, said + settings.burst_weight * np.log(tempo), settings)
        quiet = -settings.silence_weight * words[None, :, None] * public[:, None, None] * (tempo - 1.0)
        start = _start(theatre, near[0], settings) @ _before(theatre, clock, known)
        matrices, step_of = _steps(theatre, near, rates, clock, known)
        smoothed = forward_backward(start, matrices, step_of, _likelihood(evidence, told, slot, quiet))
    assert smoothed is not None  # noqa: S101 - a model card without sweeps is refused when it is read
    return Run(theatre, clock, told, slot, said, evidence, quiet, start, matrices, step_of, smoothed, shares)


def _evidence(told: Told, log: Floats, settings: Settings) -> Floats:
    """Scale what each item says by how surely it is about its place, then hold clusters to their caps."""
    log = log * told.weight[:, None]
    log = capped(capped(log, told.weak, settings.cap_weak), told.report, settings.cap_report)
    return capped(log, told.like, settings.cap)


def _start(theatre: Theatre, near: Floats, settings: Settings) -> Floats:
    """Expect at first what the neighbours are, as far as nothing else is expected."""
    space, weight = theatre.space, settings.neighbour_weight
    owner = (1.0 - weight) * theatre.first + weight * near
    share = {Phase.SETTLED: 1.0 - AT_FIRST_CONTESTED, Phase.CONTESTED: AT_FIRST_CONTESTED}
    scale = np.array([share.get(Phase(int(phase)), 0.0) for phase in space.phase])
    start = owner[:, space.owner] * scale + AT_FIRST_OTHER
    return np.asarray(start / start.sum(axis=1, keepdims=True))


def _before(theatre: Theatre, clock: Clock, known: float) -> Floats:
    """Build what the endings before the first slot change in what is expected at first."""
    change = np.eye(theatre.space.size)
    for party, when, heir in theatre.endings:
        if when <= min(clock.start, known):
            change = change @ ending(theatre.space, party, heir)
    return change


def _steps(theatre: Theatre, near: Floats, rates: Rates, clock: Clock, known: float) -> tuple[Floats, NDArray[np.int64]]:
    """Build all steps, and which leads into each slot. Regimes end, as far as that is known: from that slot on nothing is theirs."""
    days, due = clock.day_of(), [end for end in theatre.endings if clock.start < end[1] <= min(known, clock.begins(clock.count))]
    slots = [clock.slot(when) for _, when, _ in due]
    # The step on which a regime ends is one more, so that room is made for it at once: the matrices are too large to be copied.
    matrices = steps(theatre.space, np.concatenate([near, *(near[days[slot]][None] for slot in slots)]), rates, clock.days)
    step_of = days.copy()
    for number, ((party, _, heir), slot) in enumerate(zip(due, slots, strict=True)):
        change = ending(theatre.space, party, heir)
        end_regime(matrices[days[slot] + 1 : len(near)], change)
        end_regime(matrices[len(near) + number :], change)
        step_of[slot:][days[slot:] == days[slot]] = len(near) + number
    return matrices, step_of


def _likelihood(evidence: Floats, told: Told, slot: NDArray[np.int64], quiet: Floats) -> Floats:
    log = np.array(quiet)
    np.add.at(log, (slot, told.place), evidence)
    return likelihood(log)


def likelihood(log: Floats) -> Floats:
    """Turn log-likelihoods by state into likelihoods, up to a factor per slot and district."""
    log = log - log.max(axis=-1, keepdims=True)
    return np.maximum(np.exp(log), TINY)
