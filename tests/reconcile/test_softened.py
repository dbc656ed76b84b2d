"""Claims that name no one district: what they say of each district that they may be about, and what they must not say."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, product

import numpy as np
import pytest

from reportedly.reconcile import Explaining, Query, World, link, pictures
from reportedly.reconcile.parameters import READ, load
from reportedly.reconcile.reach import ALL, HALF, MOST, ONE, Number, Of, Reach, stated
from reportedly.reconcile.softened import floors, symmetric
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.picture import Label, Picture, State
from reportedly.terms.place import Level, Place, PlaceMention, PlaceRef
from reportedly.terms.source import SourceKind
from worlds import DAY, said, source

NORTH = ("ash", "birch", "cedar", "elm", "fir")
SOUTH = ("oak", "pine")
PROVINCE = Place("north", "North", Level.ADM1, adm1="north", adm1_id="north")
PLACES = {
    name: Place(name, name.title(), Level.ADM2, adm1=unit, adm1_id=unit, adm2_id=name, lat=40.0 + row, lon=60.0 + column)
    for column, (unit, names) in enumerate((("north", NORTH), ("south", SOUTH)))
    for row, name in enumerate(names)
}
NEWS = World(places=PLACES, names={"red": "Reds", "blue": "Blues"}, prior=dict.fromkeys(PLACES, "blue"), rivals={"": ("red", "blue")})
WIRES = [source(f"wire {number}") for number in range(5)]
PLAIN, WITHIN = PlaceMention(0, 5, "North", unit="province"), PlaceMention(0, 5, "North", unit="province", relation="in")


def about(kind: Kind, hours: float, *, by: int = 0, mention: PlaceMention | None = PLAIN, denied: bool = False, low: int = 0) -> Claim:
    """What a wire says of the province, or of so many districts of it."""
    claim = said(kind, "red", hours, by=WIRES[by], place="alpha", denied=denied, report=f"{by} {kind} {hours} north")
    told = replace(mention, extent=str(low)) if low and mention is not None else mention
    return replace(claim, place=PlaceRef("North", PROVINCE, 1.0, mention=told))


def of(name: str, kind: Kind, hours: float, *, by: int = 0, party: str = "red") -> Claim:
    """What a wire says of one district."""
    claim = said(kind, party, hours, by=WIRES[by], report=f"{by} {kind} {hours} {name}")
    return replace(claim, place=PlaceRef(name, PLACES[name], 1.0))


def shown(claims: Iterable[Claim], hours: float = 100.0, *, explaining: Explaining = Explaining.NONE) -> dict[str, Picture]:
    at = DAY + timedelta(hours=hours)
    found = pictures(link(claims), [Query(name, at, at) for name in PLACES], NEWS, explaining=explaining, parameters=load(READ))
    return {picture.place.id: picture for picture in found}


def red(claims: Iterable[Claim], hours: float = 100.0) -> dict[str, float]:
    return {name: picture.p["red"] for name, picture in shown(claims, hours).items()}


QUIET = [of(name, Kind.HOLDS, 10.0, party="blue") for name in PLACES]


# ---- the factor


@pytest.mark.parametrize("size", range(1, 5))
@pytest.mark.parametrize("seed", range(5))
def test_the_factor_is_the_sum_over_all_sets_and_all_states_of_the_others(size: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    states, districts = 3, 5
    likelihood, believed = chance.uniform(0.01, 1.0, states), chance.dirichlet(np.ones(states), districts)
    weights = chance.uniform(0.5, 2.0, districts)
    reach = Reach("north", Number(size, size), NORTH, tuple(weights / weights.sum()))
    exact = np.zeros(states)
    for own in range(states):
        for others in product(range(states), repeat=districts - 1):
            world = (own, *others)
            prior = np.prod([believed[row + 1, state] for row, state in enumerate(others)])
            sets = combinations(range(districts), size)
            exact[own] += prior * sum(np.prod([reach.chances[e] * likelihood[world[e]] for e in chosen]) for chosen in sets)
    expected = np.append(believed @ likelihood, 0.5)[None]
    floor = floors(reach, "ash", expected)[0] if size > 1 else floors(replace(reach, number=ONE), "ash", expected)[0]
    message = likelihood + floor
    assert message / message.sum() == pytest.approx(exact / exact.sum(), rel=1e-9)


def test_all_of_them_are_told_as_one_is_and_one_of_one_too() -> None:
    expected = np.array([[0.1, 0.2, 0.3, 0.4, 0.5, 0.5]])
    assert floors(Reach("north", ALL, NORTH, (0.2,) * 5), "elm", expected) == pytest.approx([0.0])
    assert floors(Reach("oak", ONE, ("oak",), (1.0,)), "oak", expected[:, :2]) == pytest.approx([0.0])


def test_symmetric_polynomials_are_those_of_the_book() -> None:
    assert symmetric(np.array([2.0, 3.0, 5.0])) == pytest.approx([1.0, 10.0, 31.0, 30.0])


@pytest.mark.parametrize(
    ("number", "districts", "numbers"),
    [
        (ONE, 5, (1,)),
        (ALL, 5, (5,)),
        (MOST, 5, (3, 4, 5)),
        (MOST, 4, (3, 4)),
        (HALF, 10, (4, 5, 6)),
        (Number(3, 3), 5, (3,)),
        (Number(3, np.inf), 5, (3, 4, 5)),
        (Number(8, 8), 5, (5,)),  # more than are known
        (Number(2, 2, Of.LEFT_OUT), 5, (3,)),
        (Number(7, 7, Of.LEFT_OUT), 5, (1,)),
        (MOST, 1, (1,)),
    ],
)
def test_words_for_how_many_are_read_as_numbers(number: Number, districts: int, numbers: tuple[int, ...]) -> None:
    assert number.among(districts) == numbers
    assert sum(number.chances(districts).values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("all", ALL),
        ("most", MOST),
        ("half", HALF),
        ("3", Number(3, 3)),
        ("5+", Number(5, np.inf)),
        ("all but 2", Number(2, 2, Of.LEFT_OUT)),
        ("some", ONE),
        ("", ONE),
    ],
)
def test_extents_are_read_as_numbers(words: str, number: Number) -> None:
    assert stated(words) == number


# ---- pictures


def test_three_of_five_districts_fell_without_a_name_moves_each_of_the_five_and_no_other() -> None:
    before, after = red(QUIET), red([*QUIET, about(Kind.CAPTURED, 90, mention=WITHIN, low=3)])
    assert all(after[name] > before[name] + 0.1 for name in NORTH)
    assert all(abs(after[name] - before[name]) < 0.02 for name in SOUTH)


def test_the_more_districts_are_said_to_have_fallen_the_more_each_is_likely_to_be_one() -> None:
    one, three, five = (red([*QUIET, about(Kind.CAPTURED, 90, mention=WITHIN, low=low)])["elm"] for low in (1, 3, 5))
    assert red(QUIET)["elm"] < one < three < five


def test_who_took_them_all_took_each_as_if_it_had_been_named() -> None:
    named = red([*QUIET, of("elm", Kind.CAPTURED, 90)])["elm"]
    assert red([*QUIET, about(Kind.CAPTURED, 90, mention=WITHIN, low=5)])["elm"] == pytest.approx(named, abs=0.1)


def test_a_district_that_is_known_to_have_fallen_explains_the_news_of_one() -> None:
    """One district fell, and everybody knows which: that one of the province fell says nothing more of the others."""
    known = [*QUIET, *(of("ash", Kind.CAPTURED, 70, by=by) for by in range(4))]
    vague = about(Kind.CAPTURED, 95, by=4, mention=WITHIN)
    surprised = red([*QUIET, vague])["fir"] - red(QUIET)["fir"]
    told = red([*known, vague])["fir"] - red(known)["fir"]
    assert told < 0.6 * surprised


def test_ten_reports_of_a_capture_somewhere_are_not_ten_captures() -> None:
    ten = [about(Kind.CAPTURED, 90, by=number % 5, mention=None) for number in range(5)]
    assert sum(red([*QUIET, *ten])[name] for name in NORTH) < 2.0


def test_words_about_a_province_alone_confirm_nothing_however_many() -> None:
    claims = [*QUIET, *(about(Kind.CAPTURED, 80 + by, by=by, mention=WITHIN, low=5) for by in range(5))]
    found = shown(claims, 400)
    assert all(found[name].label is not Label.CONFIRMED for name in NORTH)


def test_a_province_taken_as_a_whole_is_first_of_all_its_seat() -> None:
    world = replace(NEWS, seat_of={"north": "cedar"}.get)
    at = DAY + timedelta(hours=100)
    claims = link([*QUIET, about(Kind.CAPTURED, 90)])
    seat, other = pictures(claims, [Query(name, at, at) for name in ("cedar", "elm")], world, parameters=load(READ))
    assert seat.p["red"] > other.p["red"] + 0.1


@pytest.mark.parametrize("vague", [about(Kind.CAPTURED, 90, denied=True), about(Kind.CAPTURED, 90, denied=True, mention=WITHIN, low=3)])
def test_a_denial_that_a_whole_province_fell_moves_no_district(vague: Claim) -> None:
    assert red([*QUIET, vague]) == pytest.approx(red(QUIET))


def test_what_a_report_says_of_the_province_around_a_district_that_it_names_says_nothing_more_of_it() -> None:
    named = replace(of("elm", Kind.CONTESTED, 90), report=about(Kind.CLASH, 90).report)
    both = red([*QUIET, named, about(Kind.CLASH, 90, mention=WITHIN)])
    assert both["elm"] == pytest.approx(red([*QUIET, named])["elm"], abs=1e-6)


def test_a_province_that_nothing_says_is_whole_leaves_its_districts_unknown() -> None:
    found = shown([of("oak", Kind.HOLDS, 10.0), about(Kind.CLASH, 90, mention=WITHIN)])
    assert all(found[name].state is State.UNKNOWN for name in NORTH)
    assert found["oak"].state is State.HELD


def test_reasons_name_the_claim_about_the_province() -> None:
    vague = about(Kind.CAPTURED, 90, mention=WITHIN, low=4)
    found = shown([*QUIET, vague], explaining=Explaining.ALL)
    assert vague.id in {entry.claim for entry in found["elm"].because}
    assert vague.id not in {entry.claim for entry in found["pine"].because}


# ---- places of like names


def ambiguous(first: str, second: str, chance: float, other: float, *, by: int = 0) -> Claim:
    claim = of(first, Kind.CAPTURED, 90, by=by)
    return replace(claim, place=PlaceRef(first, PLACES[first], chance, alternatives=((PLACES[second], other),)))


def test_a_name_that_two_districts_bear_speaks_of_both_by_their_chances() -> None:
    found, before = red([*QUIET, ambiguous("elm", "pine", 0.7, 0.3)]), red(QUIET)
    assert red([*QUIET, of("elm", Kind.CAPTURED, 90)])["elm"] > found["elm"] > found["pine"] > before["pine"] + 0.05
    assert found["fir"] == pytest.approx(before["fir"], abs=0.03)


def test_a_name_that_two_districts_bear_means_rather_the_one_that_is_fought_over() -> None:
    fought = [*QUIET, *(of("pine", Kind.CONTESTED, 70.0 + 4 * by, by=by) for by in range(4))]
    vague = ambiguous("elm", "pine", 0.5, 0.5, by=4)
    assert red([*fought, vague])["elm"] < red([*QUIET, vague])["elm"] - 0.05


def test_a_sure_name_says_nothing_of_another_place() -> None:
    assert red([*QUIET, ambiguous("elm", "pine", 1.0, 0.0)])["pine"] == pytest.approx(red([*QUIET, of("elm", Kind.CAPTURED, 90)])["pine"])


# ---- what must hold whatever is said


def war(seed: int, count: int = 18) -> list[Claim]:
    chance = random.Random(seed)  # noqa: S311 - a test needs no secrets
    return [_claim(chance) for _ in range(count)]


def _claim(chance: random.Random) -> Claim:
    kind = chance.choice((Kind.CAPTURED, Kind.HOLDS, Kind.CONTESTED, Kind.CLASH, Kind.WITHDREW))
    claim = said(
        kind, chance.choice(("red", "blue")), chance.randrange(96), by=chance.choice((*WIRES, source("someone", SourceKind.SOCIAL)))
    )
    sort, name = chance.choice(("plain", "province", "count", "like")), chance.choice(NORTH)
    if sort == "plain":
        return replace(claim, place=PlaceRef(name, PLACES[name], 1.0))
    if sort == "like":
        return replace(claim, place=PlaceRef(name, PLACES[name], 0.6, alternatives=((PLACES["oak"], 0.3),)))
    mention = replace(WITHIN, extent="2+") if sort == "count" else chance.choice((None, PLAIN, WITHIN))
    return replace(claim, place=PlaceRef("North", PROVINCE, 1.0, mention=mention))


@pytest.mark.parametrize("seed", range(8))
def test_no_later_word_moves_a_picture(seed: int) -> None:
    claims = war(seed)
    for hours in (20.0, 45.0, 70.0):
        public = [claim for claim in claims if claim.known is not None and claim.known <= DAY + timedelta(hours=hours)]
        for name, p in red(public, hours).items():
            assert red(claims, hours)[name] == pytest.approx(p, abs=1e-12)


@pytest.mark.parametrize("seed", range(8))
def test_order_and_repetition_change_nothing(seed: int) -> None:
    claims = war(seed)
    shuffled = [*claims, *claims[:5]]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - a test needs no secrets
    assert red(shuffled) == red(claims)
