"""What must hold of the model whatever is said: no look-ahead, no flood beyond the cap, no favourites, exact sums."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reconcile import Explaining, Query, link, pictures
from reportedly.reconcile.cap import capped, grouped
from reportedly.reconcile.dynamics import steps
from reportedly.reconcile.parameters import READ, REGISTERED, load
from reportedly.reconcile.states import PLAIN, Phase, states
from reportedly.reconcile.within import Spreading, backwards
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.source import Source, SourceKind
from worlds import DAY, PLACES, WORLD, said, source

PARTIES = ("red", "blue")
KINDS = (Kind.CAPTURED, Kind.RECAPTURED, Kind.HOLDS, Kind.CONTESTED, Kind.CLASH, Kind.REPELLED, Kind.WITHDREW, Kind.ADVANCING)
VOICES = (
    *(source(f"wire {number}") for number in range(3)),
    *(source(f"{party} ministry", SourceKind.OFFICIAL, party) for party in PARTIES),
    source("someone", SourceKind.SOCIAL),
    source("digest", SourceKind.AGGREGATOR),
)
HOURS = 96
CARD = load(REGISTERED)
# Nothing holds the tempo of a theatre to the card's, so that it is learned from few words too.
COARSE = replace(CARD, settings=replace(CARD.settings, slot_hours=12.0, changes_doubt=0.0, bursts_doubt=0.0))
WARS, KNOWN, BEFORE = 24, 18, 8  # 24 wars, 18 times K, 3 places, 8 times T: 10,368 cases


def war(seed: int, count: int = 24) -> list[Claim]:
    """Claims of all sorts at random: denials, retellings and late words among them."""
    chance = random.Random(seed)  # noqa: S311 - a test needs no secrets
    return [_claim(chance) for _ in range(count)]


def _claim(chance: random.Random) -> Claim:
    speaker, relay = chance.choice(VOICES), chance.choice(VOICES)
    chain: tuple[Source, ...] = (speaker,) if chance.random() < 0.7 or relay is speaker else (speaker, relay)
    return said(
        chance.choice(KINDS),
        chance.choice(PARTIES),
        chance.randrange(HOURS),
        by=chain,
        place=chance.choice(tuple(PLACES)),
        denied=chance.random() < 0.15,
        delay=chance.choice((0.0, 1.0, 7.0, 30.0)),
    )


@pytest.mark.parametrize("seed", range(WARS))
def test_no_later_word_moves_a_picture(seed: int) -> None:
    claims, chance = war(seed), random.Random(seed)  # noqa: S311 - a test needs no secrets
    times = [DAY + timedelta(hours=hour) for hour in chance.sample(range(HOURS + 24), KNOWN)]
    asked = {
        known: [Query(place, known - timedelta(hours=12.0 * back), known) for place, back in product(PLACES, range(BEFORE))]
        for known in times
    }
    afterwards = iter(_p(claims, [query for known in times for query in asked[known]]))
    for known in times:
        public = [claim for claim in claims if claim.known is not None and claim.known <= known]
        for then, found in zip(_p(public, asked[known]), afterwards, strict=False):
            assert then == pytest.approx(found, abs=1e-12)


def _p(claims: Sequence[Claim], asked: Sequence[Query]) -> list[dict[str, float]]:
    return [dict(found.p) for found in pictures(link(claims), asked, WORLD, explaining=Explaining.NONE, parameters=COARSE)]


@pytest.mark.parametrize("seed", range(6))
def test_names_of_parties_and_of_those_who_speak_for_them_do_not_matter(seed: int) -> None:
    other = {"red": "blue", "blue": "red"}
    asked = [Query(place, DAY + timedelta(hours=hour), DAY + timedelta(hours=HOURS)) for place in PLACES for hour in (30, 60, 90)]
    plain, swapped = _p(war(seed), asked), _p([_swapped(claim, other) for claim in war(seed)], asked)
    for one, two in zip(plain, swapped, strict=True):
        assert [one["red"], one["blue"], one["contested"]] == pytest.approx([two["blue"], two["red"], two["contested"]], abs=1e-9)


def _swapped(claim: Claim, other: dict[str, str]) -> Claim:
    party = replace(claim.party, id=other[claim.party.id or ""]) if claim.party else None
    chain = tuple(
        replace(link, source=replace(link.source, side=other[link.source.side] if link.source.side else None)) for link in claim.chain
    )
    return replace(claim, party=party, chain=chain)


@pytest.mark.parametrize("copies", [1, 10, 1000, 100_000, 1_000_000])
@pytest.mark.parametrize("cap", [3.0, 20.0])
def test_no_number_of_like_words_moves_the_odds_beyond_the_cap(copies: int, cap: float) -> None:
    word = np.log(np.array([0.7, 0.2, 0.001]))
    added = capped(np.tile(word, (copies, 1)), grouped(np.zeros(copies, dtype=np.int32)), cap).sum(axis=0)
    assert np.ptp(added) <= cap + 1e-6
    assert np.ptp(added) == pytest.approx(min(cap, copies * np.ptp(word)), abs=0.7)  # and many reach it


@given(st.lists(st.lists(st.floats(-30, 0), min_size=3, max_size=3), min_size=1, max_size=40), st.floats(0.5, 20.0))
@settings(max_examples=100, deadline=None)
def test_no_mix_of_words_moves_the_odds_beyond_the_cap(words: list[list[float]], cap: float) -> None:
    added = capped(np.array(words), grouped(np.zeros(len(words), dtype=np.int32)), cap).sum(axis=0)
    assert np.ptp(added) <= cap + 1e-6


@given(st.integers(0, 2**16), st.integers(2, 4), st.booleans(), st.sampled_from([READ, REGISTERED]))
@settings(max_examples=40, deadline=None)
def test_steps_are_probabilities_and_change_owners_alike(seed: int, parties: int, staged: bool, release: str) -> None:  # noqa: FBT001 - drawn
    space, near = states(parties, staged=staged), np.random.default_rng(seed).dirichlet(np.ones(parties))
    matrix = steps(space, near[None], load(release).rates, 0.125)[0]
    assert matrix.min() >= 0.0
    assert matrix.sum(axis=1) == pytest.approx(np.ones(space.size))
    order = list(range(parties))[::-1]
    moved = [
        space.index(Phase(int(space.phase[row])), order[space.owner[row]], _raider(space.outcome[row], order)) for row in range(space.size)
    ]
    assert steps(space, near[None, order], load(release).rates, 0.125)[0][np.ix_(moved, moved)] == pytest.approx(matrix)


def _raider(outcome: int, order: Sequence[int]) -> int:
    return order[outcome] if outcome < len(order) else -1


@pytest.mark.parametrize("phase", PLAIN)
def test_without_stages_the_first_hours_are_what_they_begin(phase: Phase) -> None:
    plain = states(2)
    assert plain.phase[plain.index(phase, 1)] == PLAIN[phase]
    assert states(2, staged=True).phase[states(2, staged=True).index(phase, 1)] == phase


@pytest.mark.parametrize("parties", [2, 3])
def test_the_reversed_chain_is_that_of_bayes(parties: int) -> None:
    space, card = states(parties, staged=True), load(REGISTERED)
    near = np.full((1, parties), 1.0 / parties)
    forward, back = steps(space, near, card.rates, 0.125)[0], backwards(space, card)
    usual = np.linalg.matrix_power(forward, 20_000)[0]
    assert back.sum(axis=1) == pytest.approx(np.ones(space.size))
    assert usual[:, None] * back == pytest.approx((usual[:, None] * forward).T, abs=1e-9)


def test_words_about_a_long_time_say_less_of_its_end() -> None:
    space, card = states(2, staged=True), load(REGISTERED)
    word = np.where(space.phase == Phase.CONTESTED, 0.5, 0.001)
    ranges = [np.ptp(np.log(word @ Spreading(space, card).over(count).T)) for count in (0, 2, 8, 32)]
    assert ranges == sorted(ranges, reverse=True)
    assert Spreading(space, card).over(0) == pytest.approx(np.eye(space.size))
