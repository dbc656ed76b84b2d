"""The tempo of a theatre follows what is public, and only as far as that proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reconcile import link
from reportedly.reconcile.cap import capped, grouped, peaks
from reportedly.reconcile.control import Fit, fit
from reportedly.reconcile.evidence import by_district, hours, items
from reportedly.reconcile.field import Clock
from reportedly.reconcile.heard import told
from reportedly.reconcile.parameters import READ, REGISTERED, load
from reportedly.reconcile.tempo import BEGIN, BURSTS, CHANGES, Tempo, likeliest
from reportedly.reconcile.theatre import country_of, theatre_of
from reportedly.terms.claim import Claim, Kind
from worlds import DAY, PLACES, WORLD, said, source

CARD = load(REGISTERED)
DAYS = 40
SIDES = ("red", "blue")
WIRES = [source(f"wire {number}") for number in range(4)]


def fitted(claims: Sequence[Claim], *, days: float = DAYS, **doubts: float) -> Fit:
    """What is learned of a theatre after some days."""
    card = replace(CARD, settings=replace(CARD.settings, slot_hours=12.0, **doubts))  # type: ignore[arg-type]  # all of them are numbers
    found = items(link(claims), card)
    theatre = theatre_of(country_of(None, WORLD), found, hours(DAY) + days * 24, WORLD, card.settings)
    heard = told([item for mine in by_district(found).values() for item in mine], theatre.districts, theatre.parties, card)
    return fit(theatre, heard, hours(DAY) + days * 24, Clock(hours(DAY), 12.0, int(days * 2)), card)


def even(every: float = 8.0) -> list[Claim]:
    """As much is said of each place every day, whatever happens: each changes hands twice."""
    return [
        said(Kind.HOLDS, SIDES[(hour > 300 + 100 * row) ^ (hour > 700)], hour, place=place, by=WIRES[number % 4])
        for row, place in enumerate(PLACES)
        for number, hour in enumerate(np.arange(4.0, DAYS * 24, every).tolist())
    ]


def bursting() -> list[Claim]:
    """A word every few days, and many in the hours after a capture."""
    quiet = even(every=96.0)
    loud = [
        said(Kind.CAPTURED, SIDES[hour == 300 + 100 * row], hour + 2 * number, place=place, by=wire)
        for row, place in enumerate(PLACES)
        for hour in (300 + 100 * row, 700)
        for number, wire in enumerate(WIRES)
    ]
    return quiet + loud


def seesaw() -> list[Claim]:
    """Each place changes hands every second day."""
    return [
        said(Kind.CAPTURED, SIDES[number % 2], 48.0 * number + 5 * row, place=place, by=wire)
        for row, place in enumerate(PLACES)
        for number in range(DAYS // 2)
        for wire in WIRES[:2]
    ]


def calm() -> list[Claim]:
    """Neighbours face each other, and nothing happens."""
    return [claim for claim in even() if claim.when and claim.when.end and claim.when.end.timestamp() / 3600 < hours(DAY) + 300]


def test_where_as_much_is_said_of_quiet_places_bursts_prove_little() -> None:
    steady, bursts = fitted(even()), fitted(bursting())
    assert np.log(steady.tempo[1:]).max() < 0.8 * np.log(CARD.tempo[1:]).max()
    assert bursts.tempo == pytest.approx(CARD.tempo)


def test_districts_change_as_readily_as_is_told() -> None:
    rates = [fitted(claims).rates.handover for claims in (calm(), bursting(), seesaw())]
    assert rates == sorted(rates)
    assert rates[0] <= CARD.rates.handover < rates[-1]


@pytest.mark.parametrize("claims", [[], even()[:2]])
def test_few_words_prove_nothing(claims: list[Claim]) -> None:
    found = fitted([*claims, said(Kind.HOLDS, "red", 1.0), said(Kind.HOLDS, "blue", 2.0, place="beta")])
    assert found.tempo == pytest.approx(CARD.tempo)
    assert found.rates.handover == CARD.rates.handover


def test_what_is_told_later_does_not_move_the_tempo() -> None:
    claims, days = even() + seesaw()[30:], 20.0
    public = [claim for claim in claims if claim.known is not None and hours(claim.known) <= hours(DAY) + days * 24]
    assert len(public) < len(claims)
    then, later = (
        fitted(public, days=days, changes_doubt=0.0, bursts_doubt=0.0),
        fitted(claims, days=days, changes_doubt=0.0, bursts_doubt=0.0),
    )
    assert then.tempo == pytest.approx(later.tempo)
    assert asdict(then.rates) == pytest.approx(asdict(later.rates))


@pytest.mark.parametrize("claims", [even(), bursting(), seesaw()])
def test_names_of_parties_do_not_move_the_tempo(claims: list[Claim]) -> None:
    other = {"red": "blue", "blue": "red"}
    swapped = [replace(claim, party=replace(claim.party, id=other[claim.party.id or ""])) for claim in claims if claim.party]
    one, two = fitted(claims), fitted(swapped)
    assert one.tempo == pytest.approx(two.tempo)
    assert asdict(one.rates) == pytest.approx(asdict(two.rates))


def test_the_order_in_which_words_come_does_not_move_the_tempo() -> None:
    one, two = fitted(even()), fitted(even()[::-1])
    assert one.tempo == pytest.approx(two.tempo)
    assert one.pace == pytest.approx(two.pace)


def test_only_what_begins_goes_by_the_tempo() -> None:
    card, found = asdict(CARD.rates), asdict(Tempo(changes=2.0).rates(CARD.rates))
    assert found == {name: rate * 2.0 if name in BEGIN else rate for name, rate in card.items()}
    assert Tempo(bursts=0.0).said(CARD.tempo) == pytest.approx(np.ones(len(CARD.tempo)))
    assert Tempo(bursts=0.5).said(CARD.tempo) ** 2 == pytest.approx(CARD.tempo)


@pytest.mark.parametrize("release", [READ, REGISTERED])
def test_what_the_card_expects_is_not_doubted(release: str) -> None:
    doubts = load(release).settings
    assert Tempo().doubt(doubts) == 0.0
    assert Tempo(2.0).doubt(doubts) == Tempo(0.5).doubt(doubts) > 0.0
    assert Tempo(4.0).doubt(doubts) == pytest.approx(4 * Tempo(2.0).doubt(doubts))


@given(st.sampled_from(CHANGES), st.sampled_from(BURSTS), st.floats(1.0, 1e4))
@settings(max_examples=40, deadline=None)
def test_the_likeliest_tempo_is_found_where_it_is_proven(changes: float, bursts: float, nats: float) -> None:
    def likelihood(tempo: Tempo) -> float:
        return -nats * float(np.log2(tempo.changes / changes) ** 2 + (tempo.bursts - bursts) ** 2)

    found = likeliest(likelihood, replace(CARD.settings, changes_doubt=0.0, bursts_doubt=0.0))
    assert found == Tempo(changes, bursts)
    assert likeliest(likelihood, replace(CARD.settings, changes_doubt=1e6, bursts_doubt=1e6)) == Tempo()


def test_nothing_proven_leaves_the_card_as_it_is() -> None:
    assert likeliest(lambda _: 0.0, replace(CARD.settings, changes_doubt=0.0, bursts_doubt=0.0)) == Tempo()


@given(st.integers(0, 2**16), st.integers(1, 40))
@settings(max_examples=40, deadline=None)
def test_peaks_are_what_caps_leave_out(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    log, cluster = -5.0 * random.random((count, 3)), random.integers(-1, 4, count).astype(np.int32)
    groups, within = grouped(cluster), cluster >= 0
    added = capped(log, groups, 60.0)[within].sum(axis=0) + peaks(log, groups)  # a cap that nothing reaches
    assert added == pytest.approx(log[within].sum(axis=0), abs=1e-6)
