"""Fit the tables of words, the tempo, the rates and the trust of a model card to simulated wars whose truth is known.

    fit.py --suites FOLDER --train SET [SET ...] --date YYYY-MM-DD --out CARD.toml

What is fitted, all by counting: how often each thing is said in each phase and part (by expectation-maximisation over who speaks the
truth, a side's interest or nothing, and over the moment within the time stated), how much is said in each phase, how often districts
change, and the mean shares of each class of sources. What words mean is a prior (`meaning.py`), so that words that are rare in the sets
keep their sense. Settings and classes are those of the base card. The same sets give the same card.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import meaning
import numpy as np
from cards import write
from numpy.typing import NDArray
from wars import HOURS_PER_DAY, Truth, War, read

from reportedly.reconcile.emission import WORDS_OF, Words
from reportedly.reconcile.evidence import Item, items
from reportedly.reconcile.parameters import REGISTERED, Parameters, Rates, load
from reportedly.reconcile.states import Phase, States, states
from reportedly.reconcile.trust import expected
from reportedly.reconcile.within import STEP_HOURS, stretch

Floats = NDArray[np.float64]
PRIOR = 60.0  # pseudo-claims behind the meaning of words, in each column of a table
ROUNDS = 25  # of expectation-maximisation; likelihoods change by less than one in 10,000 after 20
SPEAKS = 30.0  # pseudo-claims of the base card behind the mean share of a class, so that no class is ever all of one sort
STEPS = 4  # moments within the time stated that are tried
QUIET_DAYS = 3.0  # after a change until a district counts as quiet
FEWEST = 3  # quiet words that a district needs before its tempo tells anything
TICK_DAYS = 0.125  # of the integration over the age of a state


def main() -> None:
    """Fit and write a card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, required=True, help="folder that holds bench/reconcile")
    parser.add_argument("--train", nargs="+", required=True, help="names of the sets that are fitted to; all others stay held out")
    parser.add_argument("--date", required=True, help="day of the fit, for the record")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", default=REGISTERED, help="card whose settings and classes are kept")
    arguments = parser.parse_args()
    root = arguments.suites / "bench" / "reconcile"
    wars = [read(root / name) for name in sorted(arguments.train)]
    write(fit(wars, load(arguments.base)), [f"{war.name} ({war.digest})" for war in wars], arguments.date, arguments.out)


def fit(wars: Sequence[War], base: Parameters) -> Parameters:
    """Fit a card to wars; settings, classes and certainties are those of the base card."""
    card = replace(base, rates=counted(wars, base.rates))
    card = replace(card, tempo=tempo(wars, card))
    return worded([Lesson.of(war, card) for war in wars], card)


def counted(wars: Iterable[War], rates: Rates) -> Rates:
    """Count how districts change, all wars together. Rates away from fronts, and those of cooling and settling, stay."""
    days: defaultdict[str, float] = defaultdict(float)
    for war in wars:
        for place, spans in war.spans.items():
            for number, span in enumerate(spans):
                _count(war, place, number, span.days, rates, days)
    ends = days["repelled"] + days["captured"]
    late = days["late ends"] / days["late"]
    return replace(
        rates,
        attack_near=max(0.0, days["attacks"] - rates.attack * days["held"]) / days["front"],
        handover_near=max(0.0, days["handovers"] - rates.handover * days["held"]) / days["front"],
        raid_near=max(0.0, days["raids"] - rates.raid * days["held"]) / days["front"],
        raid_end=days["raids"] / days["raid"],
        repel=late * days["repelled"] / ends,
        capture=late * days["captured"] / ends,
        early=(days["early ends"] / days["early"]) / late,
    )


def _count(war: War, place: str, number: int, length: float, rates: Rates, days: defaultdict[str, float]) -> None:
    span, after = war.spans[place][number], war.spans[place][number + 1 : number + 2]
    if span.state == "raid":
        days["raid"] += length
        days["raids"] += 1
    elif span.state == "contested":
        early = (1.0 - float(np.exp(-rates.cool * length))) / rates.cool
        days["early"] += early
        days["late"] += length - early
        for follower in after:
            share = float(np.exp(-rates.cool * length))
            days["early ends"] += share
            days["late ends"] += 1.0 - share
            days["repelled" if follower.owner == span.owner else "captured"] += 1
    else:
        days["held"] += length
        days["front"] += length * _hostile(war, place, (span.begins + span.ends) / 2, span.owner)
        for follower in after:
            days["attacks"] += follower.state == "contested"
            days["handovers"] += follower.state == "held" and follower.owner != span.owner


def _hostile(war: War, place: str, hour: float, owner: str) -> float:
    around = [
        war.spans[other][war.span(other, hour)].owner != owner for other in sorted(war.near.get(place, frozenset())) if other in war.spans
    ]
    return float(np.mean(around)) if around else 0.0


def tempo(wars: Iterable[War], card: Parameters) -> Floats:
    """Count how much is said in each phase, relative to the settled days of the same district."""
    said, expected = np.zeros(len(Phase)), np.zeros(len(Phase))
    for war in wars:
        truth = Truth(war, states(len(war.parties), staged=True), card.rates)
        of: defaultdict[str, list[float]] = defaultdict(list)
        for item in items(war.claims, card):
            of[item.place].append(item.moment)
        for place, moments in of.items():
            _pace(truth, place, np.array(moments), said, expected)
    return np.asarray(np.where(expected > 0, said / np.maximum(expected, 1e-9), card.tempo) / (said[0] / expected[0]))


def _pace(truth: Truth, place: str, moments: Floats, said: Floats, expected: Floats) -> None:
    spans = truth.war.spans[place]
    quiet = [(span.begins + QUIET_DAYS * HOURS_PER_DAY, span.ends) for span in spans if span.state == "held" and span.days > QUIET_DAYS]
    words = sum(int(((moments > begins) & (moments <= ends)).sum()) for begins, ends in quiet)
    if words < FEWEST:
        return
    base = words / sum((ends - begins) / HOURS_PER_DAY for begins, ends in quiet)
    for number, span in enumerate(spans):
        for age in np.arange(0.0, span.days, TICK_DAYS) + TICK_DAYS / 2:
            for phase, share in truth.stages(place, number, float(age)).items():
                expected[phase] += share * TICK_DAYS * base
        for moment in moments[(moments > span.begins) & (moments <= span.ends)]:
            for phase, share in truth.stages(place, number, float(moment - span.begins) / HOURS_PER_DAY).items():
                said[phase] += share


@dataclass(frozen=True, slots=True)
class Lesson:
    """The evidence of a war beside what was the case when it was said.

    Attributes:
        items: the evidence that names a party.
        keys: what is said, of whom, against whom, by whose side, as `Words.likelihood` takes it.
        groups: rows of the items of each key.
        was: probability of each state within the time that each item speaks of, shape (items, states).
        expected: shares of truth, interests and noise that each item's class lets expect; set anew in every round.
        space: the states.
        parties: the parties.
    """

    items: tuple[Item, ...]
    keys: tuple[tuple[str, int, int, int], ...]
    groups: tuple[NDArray[np.int64], ...]
    was: Floats
    space: States
    parties: tuple[str, ...]

    @classmethod
    def of(cls, war: War, card: Parameters) -> Lesson:
        """Lay out a war."""
        number = {party: row for row, party in enumerate(war.parties)}
        kept = tuple(item for item in items(war.claims, card) if item.party in number and item.place in war.spans)
        groups: defaultdict[tuple[str, int, int, int], list[int]] = defaultdict(list)
        for row, item in enumerate(kept):
            groups[item.code, number[item.party or ""], number.get(item.against or "", -1), number.get(item.side or "", -1)].append(row)
        space = states(len(war.parties), staged=True)
        truth, share = Truth(war, space, card.rates), card.settings.window_share
        was = np.array([_within(truth, item, stretch(item, share) * STEP_HOURS) for item in kept])
        return cls(kept, tuple(groups), tuple(np.array(rows) for rows in groups.values()), was, space, war.parties)


def _within(truth: Truth, item: Item, wide: float) -> Floats:
    """Average what was the case over the time within which an item may be true."""
    moments = [item.moment - wide * step / STEPS for step in range(STEPS + 1 if wide else 1)]
    return np.asarray(np.mean([truth.state(item.place, hour) for hour in moments], axis=0))


@dataclass(slots=True)
class Tally:
    """What has been counted in a round."""

    truth: Floats
    candid: Floats
    partisan: Floats
    noise: Floats
    trust: dict[str, Floats]


def worded(lessons: Sequence[Lesson], card: Parameters) -> Parameters:
    """Fit the tables of words and the mean shares of classes by expectation-maximisation, from what words mean."""
    codes = sorted(card.codes, key=lambda code: card.codes[code])
    prior = Tally(meaning.truth(codes), meaning.candid(codes), meaning.partisan(codes), meaning.noise(codes), {})
    first = {name: SPEAKS * np.array([entry.true, entry.partisan, entry.noise]) for name, entry in card.trust.items()}
    card = _card(prior, first, card, lost=codes.index("lost"))
    for _ in range(ROUNDS):
        tally = Tally(
            PRIOR * prior.truth,
            PRIOR * prior.candid,
            PRIOR * prior.partisan,
            PRIOR * prior.noise,
            {name: share.copy() for name, share in first.items()},
        )
        for lesson in lessons:
            _learn(lesson, card, tally)
        card = _card(tally, tally.trust, card, lost=codes.index("lost"))
    return card


def _learn(lesson: Lesson, card: Parameters, tally: Tally) -> None:
    words = Words(lesson.space, card)
    own = np.array([expected(item.trust, item.side, lesson.parties, card) for item in lesson.items])
    fidelity = np.array([item.fidelity for item in lesson.items])
    shares = own * fidelity[:, None]
    shares[:, -1] += 1.0 - fidelity
    for key, rows in zip(lesson.keys, lesson.groups, strict=True):
        table = words.likelihood(*key)
        duty = shares[rows][:, :, None] * table[None] * lesson.was[rows][:, None, :]
        duty /= np.maximum(duty.sum(axis=(1, 2), keepdims=True), 1e-300)
        _spread(duty.sum(axis=0), key, lesson.space, card, tally)
        for row, share in zip(rows, duty.sum(axis=2), strict=True):
            # What hedges and retellings turned into noise is not the speaker's own.
            meant = share[-1] * own[row, -1] * fidelity[row] / max(shares[row, -1], 1e-12)
            tally.trust[lesson.items[row].trust] += np.array([share[0], share[1:-1].sum(), meant])


def _spread(duty: Floats, key: tuple[str, int, int, int], space: States, card: Parameters, tally: Tally) -> None:
    """Put what was counted by component and state into the cells of the tables."""
    code, named, _, side = key
    row = card.codes[code]
    for state in range(space.size):
        phase = WORDS_OF[space.phase[state]]
        if side < 0:
            tally.truth[row, phase, space.part[state, named]] += duty[0, state]
        else:
            tally.candid[row, int(named != side), phase, space.part[state, side]] += duty[0, state]
        for party in range(space.parties):
            tally.partisan[row, int(named != party), space.part[state, party]] += duty[1 + party, state]
    tally.noise[row] += duty[-1].sum()


def _card(tally: Tally, trust: dict[str, Floats], card: Parameters, lost: int) -> Parameters:
    """Normalise what was counted. "Lost by X" mirrors "captured by another", as in the sets nobody says it."""
    taken = card.codes["captured"]
    truth = tally.truth / tally.truth.sum(axis=(0, 2), keepdims=True)
    candid = tally.candid / tally.candid.sum(axis=(0, 1), keepdims=True)
    partisan = tally.partisan / tally.partisan.sum(axis=(0, 1), keepdims=True)
    noise = tally.noise / tally.noise.sum()
    for mirror, code in ((lost, taken), (card.codes["not lost"], card.codes["not captured"])):
        truth[mirror] = truth[code][:, [1, 0, 0]]
        candid[mirror], partisan[mirror], noise[mirror] = candid[code][::-1], partisan[code][::-1], noise[code]
    found = {name: share / share.sum() for name, share in trust.items()}
    shares = {
        name: replace(entry, true=float(found[name][0]), partisan=float(found[name][1]), noise=float(found[name][2]))
        for name, entry in card.trust.items()
    }
    return replace(card, truth=truth, candid=candid, partisan=partisan, noise=noise, trust=shares)


if __name__ == "__main__":
    main()
