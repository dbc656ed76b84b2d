"""Measure what grows with the number of claims: one iteration of learning at 10^5 to 10^7 claims, its memory, and how far it is linear.

usage: scale.py [--claims N ...] [--sources N] [--iterations N] [--write]

The arrays are drawn, the code is the product's own: `swept`, which weighs every word anew (shares of its source, place, three caps on
floods), runs the chains of all districts forward and backward, and learns sources, neighbours and rates from what they give. "EM" is the
part that grows with the words alone, without caps and chains: likelihood of every cell, and expected counts of every source. Districts
grow with the claims, twenty words to a district and slot of three hours over 60 days. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import page
import plots

from reportedly.reconcile.control import Fit, swept
from reportedly.reconcile.emission import Words
from reportedly.reconcile.field import Clock, delays
from reportedly.reconcile.parameters import Parameters, load
from reportedly.reconcile.softened import Believed
from reportedly.reconcile.told import Theatre, Told, Uttered
from reportedly.reconcile.trust import Learned, Sources, cells_of, expected, learned, mixed
from reportedly.reconcile.weighing import mass, placed

IMAGE = Path(__file__).parents[2] / "docs" / "images" / "scale.png"
HEAD = ("claims", "districts", "EM: time, claims/s (processor time)", "whole round", "memory")
SIZES = (100_000, 1_000_000, 10_000_000)
PARTIES = ("a", "b")
DAYS = 60.0
PER_SPOT = 20.0  # words to a district and slot
CLASSES: tuple[tuple[str, str | None], ...] = (("agency", None), ("outlet", None), ("local", None), ("sided", "a"), ("sided", "b"))


def drawn(count: int, sources: int, card: Parameters) -> tuple[Theatre, Told, Clock]:
    """Draw words of a theatre at random: what they say does not matter here, only how many they are."""
    random, width = np.random.default_rng(1), card.settings.slot_hours
    clock = Clock(0.0, width, int(DAYS * 24 / width))
    districts = max(2, round(count / (PER_SPOT * clock.count)))
    near = np.zeros((districts, districts), dtype=bool)
    near[np.arange(districts - 1), np.arange(1, districts)] = near[np.arange(1, districts), np.arange(districts - 1)] = True
    names = tuple(f"d{row}" for row in range(districts))
    theatre = Theatre(names, PARTIES, near, np.full((districts, len(PARTIES)), 1.0 / len(PARTIES)), (), card.settings.staged)
    said, codes = Words(theatre.space, card), list(card.codes)
    kinds = [(code, party, -1, side) for side in range(-1, len(PARTIES)) for code in codes for party in range(len(PARTIES))]
    tables = np.array([said.likelihood(*kind) for kind in kinds])
    place = np.sort(random.integers(0, districts, count, dtype=np.int32))
    moment = random.random(count) * DAYS * 24
    source = random.integers(0, sources, count, dtype=np.int32)
    side = np.array([-1 if side is None else PARTIES.index(side) for _, side in CLASSES])[source % len(CLASSES)]
    kind = ((side + 1) * len(codes) * len(PARTIES) + random.integers(0, len(codes) * len(PARTIES), count)).astype(np.int32)
    cells, cell = cells_of(source, kind, random.choice(np.array([1.0, 0.85, 0.7]), count))
    bucket = (moment // card.settings.bucket_hours).astype(np.int64)
    like = _numbered((place.astype(np.int64) * 100 + bucket) * len(kinds) + kind)
    weak = np.where(random.random(count) < WEAK, like, -1).astype(np.int32)
    report = _numbered(place * np.int64(count) + random.integers(0, max(count // districts // 2, 1), count))
    words = Uttered(
        place=place,
        moment=moment,
        known=moment + random.exponential(12.0, count),
        ends=np.full(count, np.inf),
        weight=np.ones(count),
        cell=cell,
        weak=weak,
        like=like,
        report=report,
        loud=np.ones(count, dtype=bool),
        teaches=np.ones(count, dtype=bool),
        vague=np.zeros(count, dtype=bool),
        item=np.zeros(0, dtype=np.int32),
    )
    return theatre, Told((), card, words, tables, cells, _sources(sources, card)), clock


WEAK = 0.3  # share of the words that come from weak sources


def _numbered(keys: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.unique(keys, return_inverse=True)[1].astype(np.int32)


def _sources(count: int, card: Parameters) -> Sources:
    group = (np.arange(count) % len(CLASSES)).astype(np.int32)
    shares = np.array([expected(trust, side, PARTIES, card) for trust, side in CLASSES])
    return Sources(tuple(map(str, range(count))), group, CLASSES, shares, np.array([card.trust[trust].strength for trust, _ in CLASSES]))


def measure(count: int, sources: int, iterations: int) -> dict[str, float]:
    """Run the iterations on drawn words; the best one counts, as anything else the machine does only adds time."""
    card = load()
    theatre, told, clock = drawn(count, sources, card)
    near = np.broadcast_to(theatre.first, (int(DAYS), *theatre.first.shape))
    pace = np.full(len(theatre.districts), 1.0)
    states = np.full((clock.count, len(theatre.districts), theatre.space.size), 1.0 / theatre.space.size)
    believed, trust = Believed.of(theatre.districts, states, clock.day_of()), Learned.expected(told.sources, told.spoken())
    now = Fit(theatre, DAYS * 24, clock, trust, card.rates, card.tempo, near, pace, delays(told.words), believed)
    new = np.zeros(told.words.count, dtype=bool)
    layout = Took.of(lambda: placed(told.words, new, clock, len(theatre.districts)), 1)
    where = placed(told.words, new, clock, len(theatre.districts))
    sweep = Took.of(lambda: swept(now, told, where, card), iterations)

    def learn() -> None:
        mixed(now.trust.shares, told.cells, told.tables)
        learned(now.trust, told.cells, mass(states, where, len(told.cells.source)), told.tables, card)

    em = Took.of(learn, iterations)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {
        "claims": count, "districts": len(theatre.districts), "cells": len(told.cells.source), "layout": layout.wall,
        "sweep": sweep.wall, "sweep_cpu": sweep.cpu, "em": em.wall, "em_cpu": em.cpu, "gigabytes": memory,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock and of processor time."""

    wall: float
    cpu: float

    @classmethod
    def of(cls, work: Callable[[], object], times: int) -> Took:
        """Do some work several times; the best counts, as anything else the machine does only adds time."""
        found = []
        for _ in range(times):
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            found.append(cls(time.perf_counter() - wall, time.process_time() - cpu))
        return cls(min(took.wall for took in found), min(took.cpu for took in found))


def main() -> None:
    """Measure each size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES)
    parser.add_argument("--sources", type=int, default=300)
    parser.add_argument("--iterations", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put table and plot into docs/figures.md")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.claims[0], arguments.sources, arguments.iterations)))
        return
    found = [run(count, arguments.sources, arguments.iterations) for count in arguments.claims]
    rows = [row(one) for one in found]
    print(page.plain(HEAD, rows))
    if arguments.write:
        page.write("scale", page.markdown(HEAD, rows))
        plots.growth([(one["claims"], one["em_cpu"], one["sweep_cpu"]) for one in found], IMAGE)


def run(count: int, sources: int, iterations: int) -> dict[str, float]:
    """Measure one size in a process of its own, so that its memory is its own."""
    words: Sequence[str] = [sys.executable, __file__, "--one", "--claims", str(count), "--sources", str(sources)]
    done = subprocess.run([*words, "--iterations", str(iterations)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def row(found: dict[str, float]) -> list[str]:
    """Write one size as a line of the table."""
    rates = [_rate(found["claims"], found[name], found[f"{name}_cpu"]) for name in ("em", "sweep")]
    return [f"{found['claims']:,.0f}", f"{found['districts']:,.0f}", *rates, f"{found['gigabytes']:.2f} GB"]


def _rate(claims: float, wall: float, cpu: float) -> str:
    return f"{wall:.3f} s, {claims / wall / 1e6:.1f} M/s ({cpu:.3f} s)"


if __name__ == "__main__":
    main()
