"""What holds for any claims, in any order of delivery."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgers import BY, HOUR, NOW, Make, append, kinds, report_of
from made import claim_of
from reportedly.ledger import Ledger, Writer
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.party import PartyRef
from strategies import claims as any_claim


@given(st.lists(any_claim, max_size=5))
@settings(max_examples=25, deadline=None)
def test_any_claims_are_read_back(tmp_path_factory: pytest.TempPathFactory, claims: list[Claim]) -> None:
    path = tmp_path_factory.mktemp("any") / "ledger.db"
    report, raw = report_of("Anything.")
    with Writer(path, NOW) as writer:
        writer.append(report, raw, tuple(claims), BY)
    with Ledger(path) as ledger:
        assert set(ledger.claims_at()) == set(claims)


Delivery = tuple[int, int, int]  # number of the report, hour at which its claim was known, hour at which it is recorded
deliveries = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8, unique_by=lambda one: one[0]
)


def deliver(path: Path, make_claim: Make, sequence: Sequence[Delivery]) -> None:
    for number, known, recorded in sequence:
        append(path, f"Report {number}.", [make_claim(hour=known)], recorded=NOW + recorded * HOUR)


@given(deliveries, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_neither_order_nor_repetition_changes_what_is_known(
    tmp_path_factory: pytest.TempPathFactory, sequence: list[Delivery], random: object
) -> None:
    folder = tmp_path_factory.mktemp("order")
    shuffled = sequence * 3
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    deliver(folder / "a.db", claim_of, sequence)
    deliver(folder / "b.db", claim_of, shuffled)
    with Ledger(folder / "a.db") as one, Ledger(folder / "b.db") as other:
        assert one.claims_at() == other.claims_at()
        for hour in range(0, 21, 5):
            known = datetime(2021, 8, 20, hour, tzinfo=UTC)
            assert one.claims_at(known) == other.claims_at(known)


@given(deliveries, st.integers(0, 20), st.integers(0, 20))
@settings(max_examples=15, deadline=None)
def test_the_past_never_sees_the_future(
    tmp_path_factory: pytest.TempPathFactory, sequence: list[Delivery], known: int, recorded: int
) -> None:
    """What the ledger says for K and R is what a ledger says that was only given what was known by K, and stopped at R."""
    folder = tmp_path_factory.mktemp("past")
    ordered = sorted(sequence, key=lambda one: one[2])
    deliver(folder / "whole.db", claim_of, ordered)
    Writer(folder / "part.db", NOW).close()
    deliver(folder / "part.db", claim_of, [one for one in ordered if one[1] <= known and one[2] <= recorded])
    k, r = datetime(2021, 8, 20, tzinfo=UTC) + known * HOUR, NOW + recorded * HOUR
    with Ledger(folder / "whole.db") as whole, Ledger(folder / "part.db") as part:
        assert whole.claims_at(k, r) == part.claims_at()
        assert whole.touched(k, r) == part.touched()


def test_every_order_of_three_readings_leaves_the_last_one(tmp_path: Path, make_claim: Make) -> None:
    for number, order in enumerate(itertools.permutations((Kind.CAPTURED, Kind.HOLDS, Kind.LOST))):
        path = tmp_path / f"{number}.db"
        for kind in order:
            append(path, "Reds took Alpha.", [make_claim(kind=kind)], by=f"reportedly@{kind}")
        assert kinds(path) == [order[-1]]


def test_parties_survive_with_their_reasons(path: Path, make_claim: Make) -> None:
    party = PartyRef("fighters", start=3, why="generic words")
    append(path, "Fighters took Alpha.", [replace(make_claim(), party=party)])
    with Ledger(path) as ledger:
        assert ledger.claims_at()[0].party == party
