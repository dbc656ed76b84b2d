"""How the words of sources fare against what others say, and how truthful the model takes sources to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from reportedly.reconcile import Query, link, pictures
from reportedly.reconcile.evidence import hours, items
from reportedly.reconcile.parameters import READ, REGISTERED, load
from reportedly.reconcile.record import Verdict, Word, judged, tallied
from reportedly.reconcile.reliability import reliabilities, share
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.picture import Picture
from reportedly.terms.source import SourceKind
from worlds import DAY, PLACES, WORLD, said, source

WIRES = [source(f"wire {number}") for number in range(4)]
OFFICE = source("office", SourceKind.PARTY, "red")
HOLDERS = {"alpha": "blue", "beta": "red", "gamma": "red"}
HISTORY = tuple(said(Kind.HOLDS, HOLDERS[place], day * 24.0, by=WIRES[day % 4], place=place) for day in range(6) for place in PLACES)
KNOWN = DAY + timedelta(hours=150)


def fared(*claims: Claim) -> tuple[Word, ...]:
    told = link([*HISTORY, *claims])
    mine = [item for item in items(told, load(REGISTERED)) if item.claim.id in {claim.id for claim in claims}]

    def answers(queries: Sequence[Query]) -> Sequence[Picture]:
        return pictures(told, queries, WORLD)

    return judged(mine, told, KNOWN, 3.0, answers)


@pytest.mark.parametrize(
    ("kind", "party", "denied", "place", "verdict"),
    [
        (Kind.HOLDS, "blue", False, "alpha", Verdict.AGREED),
        (Kind.HOLDS, "red", False, "alpha", Verdict.CONFLICTED),
        (Kind.CAPTURED, "red", False, "alpha", Verdict.CONFLICTED),
        (Kind.CAPTURED, "red", True, "alpha", Verdict.AGREED),
        (Kind.LOST, "red", False, "beta", Verdict.CONFLICTED),
        (Kind.LOST, "blue", False, "beta", Verdict.AGREED),
        (Kind.CONTESTED, "red", False, "alpha", Verdict.OPEN),
        (Kind.AIRSTRIKE, "red", False, "alpha", Verdict.OPEN),
    ],
)
def test_a_word_is_held_against_what_others_say(kind: Kind, party: str, denied: bool, place: str, verdict: Verdict) -> None:  # noqa: FBT001 - a row
    (word,) = fared(said(kind, party, 80, by=OFFICE, denied=denied, place=place))
    assert word.verdict is verdict


def test_its_own_word_does_not_bear_it_out() -> None:
    told = link([said(Kind.CAPTURED, "red", 80, by=OFFICE), said(Kind.CAPTURED, "red", 90, by=OFFICE, place="beta")])
    mine = items(told, load(REGISTERED))
    words = judged(mine, told, KNOWN, 3.0, lambda queries: pictures(told, queries, WORLD))
    assert {word.verdict for word in words} == {Verdict.OPEN}
    assert tallied(words) == {Verdict.AGREED: 0, Verdict.CONFLICTED: 0, Verdict.OPEN: 2}


@pytest.mark.parametrize("release", [READ, REGISTERED])
def test_who_is_contradicted_is_trusted_less_than_who_is_borne_out(release: str) -> None:
    lies = [said(Kind.HOLDS, "red", day * 24.0 + 2, by=source("liar")) for day in range(6)]
    lies += [said(Kind.HOLDS, "blue", day * 24.0 + hour, by=WIRES[hour]) for day in range(6) for hour in (1, 2, 3)]
    card = load(release)
    evidence = items(link([*HISTORY, *lies]), card)
    found = {entry.key: entry for entry in reliabilities(None, evidence, hours(KNOWN), WORLD, card)}
    liar, wire = found["liar"], found["wire 0"]
    assert liar.truth.mean < wire.truth.mean
    assert liar.truth.low < liar.truth.mean < liar.truth.high
    assert liar.words == 6
    assert liar.group == wire.group
    assert liar.expected == wire.expected == card.trust[liar.trust].true


def test_what_is_learned_uses_nothing_known_later() -> None:
    card = load(REGISTERED)
    early, later = link(HISTORY[:9]), link([*HISTORY[:9], said(Kind.HOLDS, "red", 140, by=WIRES[0])])
    known = hours(DAY + timedelta(hours=100))
    assert reliabilities(None, items(early, card), known, WORLD, card) == reliabilities(None, items(later, card), known, WORLD, card)


def test_nothing_told_teaches_nothing() -> None:
    assert reliabilities(None, (), hours(KNOWN), WORLD, load(READ)) == ()


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),  # quantiles of Beta(hits, total - hits) at .05 and .95, from scipy.stats.beta.ppf
    [(1.0, 2.0, 0.05, 0.95), (5.0, 10.0, 0.2514, 0.7486), (410.0, 500.0, 0.7912, 0.8474), (9.0, 10.0, 0.7169, 0.9943)],
)
def test_a_share_has_the_bounds_of_its_beta_distribution(hits: float, total: float, low: float, high: float) -> None:
    found = share(hits, total)
    assert found.low == pytest.approx(low, abs=5e-4)
    assert found.high == pytest.approx(high, abs=5e-4)
    assert found.mean == pytest.approx(hits / total)
