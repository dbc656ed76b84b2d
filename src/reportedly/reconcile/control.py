"""Who held each district, given what was public: states, neighbours and the truthfulness of sources, brought in line with one another.

Given neighbours and sources, each district is an exact hidden Markov chain. Neighbours enter as a mean field (each district sees the
expected holders of those around it), sources by expectation-maximisation of their shares of truth, interest and noise. A fixed number
of sweeps from a fixed start makes what is learned (`fit`) a pure function of the claims public at K; with it frozen, a picture needs
the chain of its own district alone (`look`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.cap import largest
from reportedly.reconcile.chain import forward_backward, log_likelihood
from reportedly.reconcile.dynamics import end_regime, ending, steps
from reportedly.reconcile.emission import loud
from reportedly.reconcile.field import Clock, attacked, delays, neighbours, outcomes, pace, share_public
from reportedly.reconcile.parameters import Parameters, Rates, Settings
from reportedly.reconcile.softened import Believed, retold, softened
from reportedly.reconcile.states import Phase
from reportedly.reconcile.tempo import Tempo, likeliest
from reportedly.reconcile.told import Theatre, Told
from reportedly.reconcile.trust import Learned, learned, mixed
from reportedly.reconcile.weighing import Placed, Spoken, evidence, left_out, mass, placed, summed

Floats = NDArray[np.float64]
TINY = 1e-30
AT_FIRST_CONTESTED = 0.05  # share of districts that are being fought over when a ledger begins
AT_FIRST_OTHER = 1e-6
SAMPLE = 48  # districts from which the tempo of a theatre is learned


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learned from all districts of a theatre as known at K: all that a picture of one district needs beside its own claims.

    Attributes:
        theatre: the districts and parties.
        known: K, hours since 1970, UTC.
        clock: the slots, whose days `near` is given for.
        trust: shares of truth, interest and noise of the sources.
        rates: how districts change.
        tempo: how much is said in each phase, relative to a settled district.
        near: expected share of each party among the neighbours of each district, per day, shape (days, districts, parties).
        pace: words per slot of each district while it is settled.
        delays: how late words about fighting and changes became public, hours, sorted.
        believed: what is likely of all districts of the release, for words that may be about several.
    """

    theatre: Theatre
    known: float
    clock: Clock
    trust: Learned
    rates: Rates
    tempo: Floats
    near: Floats
    pace: Floats
    delays: Floats
    believed: Believed

    def about(self, theatre: Theatre) -> Fit:
        """Keep what is about the districts of another theatre of the same parties.

        Those that this one does not have stand for themselves: nothing is near but what was expected before any claim.
        """
        rows = {name: row for row, name in enumerate(self.theatre.districts)}
        mine = [rows.get(name, -1) for name in theatre.districts]
        fresh = np.array(mine) < 0
        near, words = self.near[:, mine], self.pace[mine]
        near[:, fresh], words[fresh] = theatre.first[fresh], self.pace.mean()
        return replace(self, theatre=theatre, near=near, pace=words)

    def days(self, clock: Clock) -> NDArray[np.int64]:
        """Give for each slot of another clock the day in `near`; the first and the last one stand for what lies beyond."""
        return self.clock.slots(clock.start + (np.arange(clock.count, dtype=float) + 0.5) * clock.width) // self.clock.per_day


@dataclass(frozen=True, slots=True)
class Chains:
    """The hidden Markov chains of districts.

    Attributes:
        quiet: log-likelihood of silence by slot, district and phase.
        start: state probabilities before the first slot, shape (districts, states).
        steps: transition matrices, shape (kinds of step, districts, states, states).
        step_of: which kind of step leads into each slot.
    """

    quiet: Floats
    start: Floats
    steps: Floats
    step_of: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Run:
    """What was found for districts of a theatre as known at K.

    Attributes:
        theatre: its districts and parties.
        clock: the slots.
        told: the evidence that counted.
        slot: slot of each item.
        said: log-likelihood of each item by state before caps, without the evidence in how much is said, shape (items, states).
        evidence: log-likelihood of each item by state after source shares, caps and place weights, shape (items, states).
        chains: the chains of the districts.
        smoothed: state probabilities given all evidence, shape (slots, districts, states).
    """

    theatre: Theatre
    clock: Clock
    told: Told
    slot: NDArray[np.int64]
    said: Floats
    evidence: Floats
    chains: Chains
    smoothed: Floats

    def outcome(self, district: int, hour: float) -> Floats:
        """Give the probability of each party and, last, of contested, at an instant (hours since 1970, UTC)."""
        return outcomes(self.smoothed[self.clock.slot(hour), district], self.theatre.space)


def fit(theatre: Theatre, everything: Told, known: float, clock: Clock, card: Parameters) -> Fit:
    """Learn from all districts, by the items public at `known` (hours since 1970, UTC)."""
    own = replace(everything, words=everything.words.teaching())
    told, days = _in_time(own.public(known), clock, card.settings).compact(), int(clock.day_of()[-1]) + 1
    near = np.broadcast_to(theatre.first, (days, *theatre.first.shape))
    words = np.full(len(theatre.districts), max(told.words.count, 1) / (len(theatre.districts) * clock.count))
    first = _start(theatre, theatre.first, card.settings)[None].repeat(clock.count, axis=0)
    believed, trust = Believed.of(theatre.districts, first, clock.day_of()), Learned.expected(told.sources, told.spoken())
    now = Fit(theatre, known, clock, trust, card.rates, card.tempo, near, words, delays(told.words), believed)
    where = placed(told.words, _new(now, told, card.settings), clock, len(theatre.districts))
    for sweep in range(card.settings.sweeps - 1):
        smoothed = _found(now, told, where, card)
        now = _learned(now, smoothed, told, where, card)
        if sweep == 0:
            now = in_tempo(now, smoothed, told, card)
    return now


def swept(now: Fit, told: Told, where: Placed, card: Parameters) -> Fit:
    """Bring what is learned in line with the states that it makes likely: one iteration of expectation-maximisation.

    Args:
        now: what was learned so far.
        told: the evidence that is public.
        where: its items, placed in the slots of the fit.
        card: the model card.
    """
    return _learned(now, _found(now, told, where, card), told, where, card)


def _found(now: Fit, told: Told, where: Placed, card: Parameters) -> Floats:
    said = Spoken.plainly(mixed(now.trust.shares, told.cells, _aloud(now, told.tables, card)))
    return _smoothed(_chains(now, now.clock, now.known, card), summed(said, told.words, where, card.settings), where, now.theatre)


def _aloud(now: Fit, tables: Floats, card: Parameters) -> Floats:
    return loud(tables, now.tempo[now.theatre.space.phase], card.settings)


def _learned(now: Fit, smoothed: Floats, told: Told, where: Placed, card: Parameters) -> Fit:
    weight, tables = mass(smoothed, where, len(told.cells.source)), _aloud(now, told.tables, card)
    near = neighbours(smoothed, now.theatre, now.clock, card.settings)
    return replace(
        now,
        trust=learned(now.trust, told.cells, weight, tables, card),
        near=near,
        pace=pace(_spent(now, smoothed), told.words.place, now.tempo[now.theatre.space.phase]),
        rates=attacked(now.rates, smoothed, near, now.theatre, now.clock, card.settings),
        believed=Believed.of(now.theatre.districts, smoothed, now.clock.day_of()),
    )


def _spent(now: Fit, smoothed: Floats) -> Floats:
    return np.tensordot(share_public(now.clock, now.known, now.delays), smoothed, axes=1)


def in_tempo(now: Fit, smoothed: Floats, told: Told, card: Parameters) -> Fit:
    """Choose the tempo of the theatre, with sources and neighbours as learned so far.

    Args:
        now: what was learned so far, at the card's tempo.
        smoothed: state probabilities from which it was learned, shape (slots, districts, states).
        told: the evidence that is public.
        card: the model card.
    """
    rows, spent = _sample(len(now.theatre.districts)), _spent(now, smoothed)
    some, words = now.about(now.theatre.only(rows)), told.words.about(rows)
    heard = replace(told, words=words)
    where = placed(words, _new(now, heard, card.settings), now.clock, len(rows))

    def at(tempo: Tempo, fit: Fit, spent: Floats, place: NDArray[np.int32]) -> Fit:
        said = tempo.said(card.tempo)
        return replace(fit, tempo=said, pace=pace(spent, place, said[fit.theatre.space.phase]), rates=tempo.rates(card.rates))

    def likelihood(tempo: Tempo) -> float:
        return _likelihood(at(tempo, some, spent[rows], words.place), heard, where, card)

    return at(likeliest(likelihood, card.settings), now, spent, told.words.place)


def _sample(districts: int) -> NDArray[np.int64]:
    """Draw every so many-th district: few tell the tempo as well as all do."""
    return np.arange(0, districts, -(-districts // SAMPLE))


def _likelihood(now: Fit, told: Told, where: Placed, card: Parameters) -> float:
    """Compute the log-likelihood of all words, and of how many they are, in nats. The latter counts by the exponents of the card."""
    settings, words, shares = card.settings, told.words, now.trust.shares
    said = Spoken.plainly(mixed(shares, told.cells, _aloud(now, told.tables, card)))
    chains = _chains(now, now.clock, now.known, card)
    log = _log(chains, summed(said, words, where, settings), where, now.theatre)
    scale = largest(log)
    found = log_likelihood(chains.start, chains.steps, chains.step_of, np.maximum(np.exp(log - scale[..., None]), TINY))
    # A settled district is told of at its pace: what the chains weigh is relative to that.
    exponent = settings.burst_others + (settings.burst_weight - settings.burst_others) * shares[told.cells.source[words.cell], 0]
    public = float(share_public(now.clock, now.known, now.delays).sum())
    paced = (exponent * np.log(now.pace[words.place])).sum() - settings.silence_weight * public * now.pace.sum()
    return float(found.sum() + scale.sum() + left_out(said, words, where, settings) + paced)


def look(now: Fit, told: Told, known: float, clock: Clock, card: Parameters) -> Run:
    """Find the state probabilities of districts with all that was learned frozen.

    Args:
        now: what was learned, about the districts to look at.
        told: the evidence about them that is public, and not taken back, at K.
        known: K, hours since 1970, UTC.
        clock: the slots.
        card: the model card.
    """
    settings, theatre, told = card.settings, now.theatre, _in_time(told, clock, card.settings)
    words = told.words
    where = placed(words, _new(now, told, settings), clock, len(theatre.districts))
    shares = now.trust.of(told.sources)
    cells = mixed(shares, told.cells, _aloud(now, told.tables, card))
    chains = _chains(now, clock, known, card)
    spoken = _spoken(now, told, cells, settings)
    smoothed = _smoothed(chains, summed(spoken, words, where, settings), where, theatre)
    log = [evidence(spoken, words, part, settings) for part in where.parts]
    said, log_all = mixed(shares, told.cells, told.tables)[words.cell], np.concatenate([np.zeros((0, theatre.space.size)), *log])
    return Run(theatre, clock, told, clock.slots(words.moment), said, log_all, chains, smoothed)


def _new(now: Fit, told: Told, settings: Settings) -> NDArray[np.bool_]:
    """Tell which words are by sources that had spoken of too few districts to have a record."""
    return told.only_by(now.trust.record(told.sources) < settings.record_districts)


def _spoken(now: Fit, told: Told, cells: Floats, settings: Settings) -> Spoken:
    """Soften what may be said of other districts by what the release makes likely of those."""
    words = told.words
    if not words.vague.any():
        return Spoken.plainly(cells)
    everything = [told.item(row) for row in range(words.count)]
    new = words.vague & ~np.array(retold(everything), dtype=bool)
    vague = np.flatnonzero(new)
    day = now.clock.slots(words.moment[vague]) // now.clock.per_day
    kept = [everything[row] for row in vague]
    rows, soft = softened(kept, cells[words.cell[vague]], day, now.believed, settings.bucket_hours)
    log = np.zeros((words.count, cells.shape[1]))
    log[vague[rows]] = soft
    return Spoken(cells, np.flatnonzero(words.vague), log[words.vague])


def _in_time(told: Told, clock: Clock, settings: Settings) -> Told:
    """Keep what slots can hold; of what was told before the first one, what was said last of each district."""
    return replace(told, words=told.words.within(clock.start, clock.begins(clock.count), settings.bucket_hours))


def _chains(now: Fit, clock: Clock, known: float, card: Parameters) -> Chains:
    theatre, settings = now.theatre, card.settings
    public = share_public(clock, known, now.delays)
    quiet = -settings.silence_weight * now.pace[None, :, None] * public[:, None, None] * (now.tempo - 1.0)
    days = now.days(clock)
    near = now.near[days[0] : days[-1] + 1]
    start = _start(theatre, near[0], settings) @ _before(theatre, clock, known)
    return Chains(quiet, start, *_steps(now, near, days - days[0], clock, known))


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


def _steps(now: Fit, near: Floats, days: NDArray[np.int64], clock: Clock, known: float) -> tuple[Floats, NDArray[np.int64]]:
    """Build all steps, and which leads into each slot. Regimes end, as far as that is known: from that slot on nothing is theirs."""
    space = now.theatre.space
    gone = [end for end in now.theatre.endings if end[1] <= min(clock.start, known)]
    due = [end for end in now.theatre.endings if clock.start < end[1] <= min(known, clock.begins(clock.count))]
    slots = [clock.slot(when) for _, when, _ in due]
    # The step on which a regime ends is one more, so that room is made for it at once: the matrices are too large to be copied.
    matrices = steps(space, np.concatenate([near, *(near[days[slot]][None] for slot in slots)]), now.rates, clock.days)
    for party, _, heir in gone:  # who was gone before the first slot does not come back
        end_regime(matrices, ending(space, party, heir))
    step_of = days.copy()
    for number, ((party, _, heir), slot) in enumerate(zip(due, slots, strict=True)):
        change = ending(space, party, heir)
        end_regime(matrices[days[slot] + 1 : len(near)], change)
        end_regime(matrices[len(near) + number :], change)
        step_of[slot:][days[slot:] == days[slot]] = len(near) + number
    return matrices, step_of


def _log(chains: Chains, said: Floats, where: Placed, theatre: Theatre) -> Floats:
    """Add up what was said and what was not: log-likelihood of each slot by district and state."""
    log = np.take(chains.quiet, theatre.space.phase, axis=2)
    slots, districts, states = log.shape
    flat = log.reshape(slots * districts, states)
    flat[where.spots] += said
    return log


def _smoothed(chains: Chains, log: Floats, where: Placed, theatre: Theatre) -> Floats:
    """Follow the chains through what was said and what was not."""
    phase, (slots, districts, _) = theatre.space.phase, chains.quiet.shape
    silent = likelihood(chains.quiet)
    found = np.take(silent, phase, axis=2).reshape(slots * districts, -1)
    found[where.spots] = likelihood(log + np.take(chains.quiet.reshape(-1, silent.shape[2])[where.spots], phase, axis=1))
    return forward_backward(chains.start, chains.steps, chains.step_of, found.reshape(slots, districts, -1))


def likelihood(log: Floats) -> Floats:
    """Turn log-likelihoods by state into likelihoods, up to a factor per slot and district."""
    log = log - largest(log)[..., None]
    return np.maximum(np.exp(log, out=log), TINY, out=log)
