"""Simulated wars whose truth is known: their claims as the program imports them, and what was the case."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.ledger import Ledger
from reportedly.reconcile import link
from reportedly.reconcile.evidence import hours
from reportedly.reconcile.parameters import Rates
from reportedly.reconcile.states import Phase, States
from reportedly.terms.claim import Claim

Floats = NDArray[np.float64]
HOURS_PER_DAY = 24.0


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which nothing changed: from, to (hours since 1970, UTC), `held`, `contested` or `raid`, who is inside, who owns it."""

    begins: float
    ends: float
    state: str
    holder: str
    owner: str

    @property
    def days(self) -> float:
        """Length in days."""
        return (self.ends - self.begins) / HOURS_PER_DAY


@dataclass(frozen=True, slots=True)
class War:
    """A set: its linked claims, its truth by district, its parties, who is near whom, and a digest of its files."""

    name: str
    claims: tuple[Claim, ...]
    spans: dict[str, tuple[Span, ...]]
    parties: tuple[str, ...]
    near: dict[str, frozenset[str]]
    digest: str

    def span(self, place: str, hour: float) -> int:
        """Find the number of a district's span at an hour."""
        return max(0, bisect_right([span.begins for span in self.spans[place]], hour) - 1)


def read(folder: Path) -> War:
    """Read a set, importing its claims as the program does."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            spans[row["district"]].append(Span(_hour(row["from"]), _hour(row["to"]), row["state"], row["holder"], row["nominal"]))
    near: defaultdict[str, set[str]] = defaultdict(set)
    with (folder / "neighbours.csv").open(encoding="utf-8", newline="") as rows:
        for one, other, *_ in csv.reader(rows):
            near[one].add(other)
            near[other].add(one)
    ordered = {place: tuple(sorted(found, key=lambda span: span.begins)) for place, found in spans.items()}
    parties = tuple(sorted({span.owner for found in ordered.values() for span in found}))
    neighbours = {place: frozenset(found) for place, found in near.items() if place in ordered}
    return War(folder.name, _claims(folder), ordered, parties, neighbours, _digest(folder))


def _hour(text: str) -> float:
    return hours(datetime.fromisoformat(text))


def _claims(folder: Path) -> tuple[Claim, ...]:
    with tempfile.TemporaryDirectory() as out:
        ledger = Path(out) / "ledger.db"
        files = [str(folder / "claims.jsonl.gz"), "--sources", str(folder / "sources.jsonl"), "--places", str(folder / "places.jsonl")]
        program = str(Path(sys.executable).parent / "reportedly")
        subprocess.run([program, "import", *files, "--ledger", str(ledger)], check=True, capture_output=True)
        with Ledger(ledger) as opened:
            return link(opened.claims_at(), grouped=False)


def _digest(folder: Path) -> str:
    text = b"".join(hashlib.sha256((folder / name).read_bytes()).digest() for name in ("claims.jsonl.gz", "truth.csv", "sources.jsonl"))
    return hashlib.sha256(text).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Truth:
    """What was the case in a war, in the states of the model; which stage of a state it was is told from its age, by the card's rates."""

    war: War
    space: States
    rates: Rates

    def state(self, place: str, hour: float) -> Floats:
        """Give the probability of each state of a district at an hour (since 1970, UTC)."""
        number = self.war.span(place, hour)
        found = np.zeros(self.space.size)
        span = self.war.spans[place][number]
        owner = self.war.parties.index(span.owner)
        if span.state == "raid":
            found[self.space.index(Phase.RAID, owner, self.war.parties.index(span.holder))] = 1.0
            return found
        age = max(0.0, hour - span.begins) / HOURS_PER_DAY
        for phase, share in self.stages(place, number, age).items():
            found[self.space.index(phase, owner)] += share
        return found

    def stages(self, place: str, number: int, age: float) -> dict[Phase, float]:
        """Give the probability of each phase of a span at an age in days."""
        span = self.war.spans[place][number]
        if span.state == "raid":
            return {Phase.RAID: 1.0}
        cool, settle = self.rates.cool, self.rates.settle
        early = float(np.exp(-cool * age))
        if span.state == "contested":
            return {Phase.ONSET: early, Phase.CONTESTED: 1.0 - early}
        if number == 0:
            return {Phase.SETTLED: 1.0}
        if self.war.spans[place][number - 1].owner == span.owner:
            return {Phase.RELIEVED: early, Phase.SETTLED: 1.0 - early}
        fresh = cool / (cool - settle) * (float(np.exp(-settle * age)) - early)
        return {Phase.TAKEN: early, Phase.FRESH: fresh, Phase.SETTLED: 1.0 - early - fresh}
