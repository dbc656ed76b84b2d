import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reconcile import Explaining, Query, World, link, pictures
from reportedly.reconcile.parameters import REGISTERED, load
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.picture import Label, Picture, State
from reportedly.terms.place import Level
from reportedly.terms.source import SourceKind
from worlds import DAY, PLACES, WORLD, asked, said, source

WIRES = [source(f"wire {number}") for number in range(4)]
RED_MINISTRY = source("red ministry", SourceKind.OFFICIAL, "red")
HOLDERS = {"alpha": "blue", "beta": "red", "gamma": "red"}  # on a line, so that alpha is at the front
HISTORY = tuple(said(Kind.HOLDS, HOLDERS[place], day * 24.0, by=WIRES[day % 4], place=place) for day in range(4) for place in PLACES)


def picture(claims: Iterable[Claim], query: Query, world: World = WORLD, *, explaining: Explaining = Explaining.NONE) -> Picture:
    return pictures(link(claims), [query], world, explaining=explaining)[0]


def test_quiet_words_of_several_wires_make_a_sure_picture() -> None:
    found = picture(HISTORY, asked(80))
    assert found.holder == ("blue", "Blues")
    assert found.p["blue"] > 0.85
    assert sum(found.p.values()) == pytest.approx(1.0)


def test_a_capture_told_by_two_wires_is_believed_and_by_nobody_is_not() -> None:
    fall = [said(Kind.CAPTURED, "red", 90, by=wire) for wire in WIRES[:2]]
    assert picture([*HISTORY, *fall], asked(96)).p["red"] > 0.6
    assert picture(HISTORY, asked(96)).p["red"] < 0.2


def test_what_only_one_side_says_is_at_most_claimed() -> None:
    claims = [*HISTORY, *(said(Kind.CAPTURED, "red", 90 + hour, by=RED_MINISTRY) for hour in (0, 3, 6))]
    found = picture(claims, asked(100))
    assert found.holder == ("blue", "Blues") or found.label is Label.CLAIMED


def test_a_place_that_nobody_speaks_of_is_unknown() -> None:
    only_alpha = [claim for claim in HISTORY if claim.place and claim.place.place == PLACES["alpha"]]
    found = picture(only_alpha, asked(80, place="gamma"))
    assert (found.state, found.label, found.holder, found.roots) == (State.UNKNOWN, Label.UNKNOWN, None, 0)


def test_what_nobody_says_is_never_more_than_disputed() -> None:
    """Fighting alone leaves it likely that who is expected to hold a place still does; but no root says that."""
    world = replace(WORLD, prior={"alpha": "blue", "beta": "blue", "gamma": "blue"})
    claims = link([said(Kind.AIRSTRIKE, "red", 2), said(Kind.CAPTURED, "red", 2, place="beta")])
    (found,) = pictures(claims, [asked(90)], world)
    assert (found.holder, found.roots) == (("blue", "Blues"), 0)
    assert found.p["blue"] > 0.8
    assert found.label is Label.DISPUTED


def test_no_claims_at_all_give_an_unknown_picture() -> None:
    assert picture([], asked(80)).state is State.UNKNOWN


def test_undated_claims_do_not_count() -> None:
    undated = [replace(claim, known=None) for claim in HISTORY]
    assert picture(undated, asked(80)).state is State.UNKNOWN


def test_what_its_speaker_takes_back_no_longer_counts() -> None:
    falls = [said(Kind.CAPTURED, "red", 90, by=wire) for wire in WIRES[:2]]
    taken_back = [said(Kind.CAPTURED, "red", 91, by=wire, denied=True, delay=3.0) for wire in WIRES[:2]]
    before, after = picture([*HISTORY, *falls], asked(93)), picture([*HISTORY, *falls, *taken_back], asked(96))
    assert after.p["red"] < 0.2 < before.p["red"]


def test_what_its_speaker_corrects_no_longer_counts() -> None:
    falls = [said(Kind.CAPTURED, "red", 90, by=wire) for wire in WIRES[:2]]
    calm = [said(Kind.HOLDS, "blue", 93, by=wire) for wire in WIRES[:2]]
    corrected = [replace(one, refers=other.id) for one, other in zip(calm, falls, strict=True)]
    of_others = [replace(one, refers=other.id) for one, other in zip(calm, reversed(falls), strict=True)]
    plain, told = picture([*HISTORY, *falls, *calm], asked(98)), picture([*HISTORY, *falls, *corrected], asked(98))
    assert told.p["blue"] > plain.p["blue"]
    assert picture([*HISTORY, *falls, *of_others], asked(98)).p == plain.p  # nobody corrects another
    assert picture([*HISTORY, *falls, *corrected], asked(93)).p == picture([*HISTORY, *falls], asked(93)).p  # nor before he says so


def test_every_mover_is_a_claim_at_hand_and_the_strongest_comes_first() -> None:
    claims = [*HISTORY, *(said(Kind.CAPTURED, "red", 90, by=wire) for wire in WIRES[:2])]
    because = picture(claims, asked(96), explaining=Explaining.ALL).because
    assert because
    assert {entry.claim for entry in because} <= {claim.id for claim in claims}
    assert [abs(entry.weight) for entry in because] == sorted((abs(entry.weight) for entry in because), reverse=True)


def test_roots_that_say_the_same_are_left_out_together() -> None:
    told = [said(Kind.CAPTURED, "red", 90 + number, by=wire) for number, wire in enumerate(WIRES[:3])]
    found = picture([*HISTORY, *told], asked(120), explaining=Explaining.ALL)
    (group,) = (group for group in found.together if group.weight > 0)
    assert set(group.claims) == {claim.id for claim in told}
    assert group.weight > max(entry.weight for entry in found.because)
    assert picture([*HISTORY, told[0]], asked(120)).together == ()  # not explained


def test_roots_that_others_cover_for_are_named_all_the_same() -> None:
    told = [said(Kind.CAPTURED, "red", 90 + number, by=source(f"paper {number}")) for number in range(16)]
    found = picture([*HISTORY, *told], asked(140), explaining=Explaining.ALL)
    assert found.roots == len(told)
    assert {claim.id for claim in told} <= {entry.claim for entry in found.because}
    assert not {claim.id for claim in HISTORY} & {entry.claim for entry in found.because if entry.weight == 0}


def test_a_regime_that_ends_holds_nothing_from_then_on() -> None:
    end = DAY + timedelta(hours=90)
    world = replace(WORLD, endings=(("blue", end, "red"),))
    assert picture(HISTORY, asked(89), world).p["blue"] > 0.8
    assert picture(HISTORY, asked(100), world).p["red"] > 0.9
    assert picture(HISTORY, asked(100, 100), replace(world, endings=())).p["red"] < 0.2


def test_parties_that_hold_no_ground_are_no_outcome() -> None:
    claims = [*HISTORY, said(Kind.HOLDS, "civilians", 50)]
    found = picture(claims, asked(80), replace(WORLD, barred=frozenset({"civilians"})))
    assert "civilians" not in found.p


Rows = list[tuple[Kind, str, int, int]]
moments = st.lists(
    st.tuples(
        st.sampled_from([Kind.CAPTURED, Kind.HOLDS, Kind.CONTESTED]),
        st.sampled_from(["red", "blue"]),
        st.integers(0, 120),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=12,
)


def told(rows: Rows) -> list[Claim]:
    return [said(kind, party, float(hour), by=WIRES[number], delay=1.0 + 7 * number) for kind, party, hour, number in rows]


@given(moments, moments, st.integers(0, 120))
@settings(max_examples=40, deadline=None)
def test_nothing_known_after_k_moves_a_picture_at_k(before: Rows, after: Rows, hour: int) -> None:
    query = asked(hour)
    public = [claim for claim in told(before) if claim.known and claim.known <= query.known]
    later = [claim for claim in told(after) if claim.known and claim.known > query.known]
    assert picture(public, query).p == picture([*public, *later], query).p


@given(moments, st.integers(0, 2**16))
@settings(max_examples=30, deadline=None)
def test_order_and_repetition_of_delivery_change_nothing(rows: Rows, seed: int) -> None:
    claims = told(rows)
    shuffled = [*claims, *claims[: len(claims) // 2]]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - a test needs no secrets
    assert picture(claims, asked(130)).p == picture(shuffled, asked(130)).p


@given(moments)
@settings(max_examples=20, deadline=None)
def test_names_of_parties_do_not_matter(rows: Rows) -> None:
    other = {"red": "blue", "blue": "red"}
    found = picture(told(rows), asked(130)).p
    swapped = picture(told([(kind, other[party], hour, number) for kind, party, hour, number in rows]), asked(130)).p
    assert found["red"] == pytest.approx(swapped["blue"], abs=1e-9)
    assert found["contested"] == pytest.approx(swapped["contested"], abs=1e-9)


@pytest.mark.parametrize("copies", [1, 10, 1000])
def test_copies_of_one_root_add_nothing(copies: int) -> None:
    relays = [
        said(Kind.CAPTURED, "red", 90, by=(RED_MINISTRY, source(f"relay {number}", SourceKind.AGGREGATOR)), delay=2.0)
        for number in range(copies)
    ]
    alone = picture([*HISTORY, said(Kind.CAPTURED, "red", 90, by=RED_MINISTRY)], asked(100))
    flooded = picture([*HISTORY, said(Kind.CAPTURED, "red", 90, by=RED_MINISTRY), *relays], asked(100))
    assert flooded.p["red"] == pytest.approx(alone.p["red"], abs=1e-9)


def test_a_flood_of_unchecked_accounts_moves_no_quiet_district_beyond_the_cap() -> None:
    flood = [said(Kind.CAPTURED, "red", 90 + number / 50, by=source(f"account {number}", SourceKind.SOCIAL)) for number in range(100)]
    assert picture([*HISTORY, *flood], asked(100)).p["red"] < 0.3
    assert load(REGISTERED).settings.cap_new <= 3.0


ACCOUNTS = [source(f"account {number}", SourceKind.SOCIAL) for number in range(4)]


def shouted(places: Iterable[str], hours: float) -> float:
    """How far a capture is believed that accounts, each a root of its own, shout after they told the truth of some places at an hour."""
    spoke = [said(Kind.HOLDS, HOLDERS[place], hours, by=account, place=place) for account in ACCOUNTS for place in places]
    flood = [said(Kind.CAPTURED, "red", 90 + number / 50, by=account) for number, account in enumerate(ACCOUNTS)]
    return pictures([*HISTORY, *spoke, *flood], [asked(92)], WORLD, explaining=Explaining.NONE)[0].p["red"]


def test_accounts_that_have_told_of_several_districts_move_more_than_strangers() -> None:
    known = shouted(("alpha", "beta", "gamma"), 48)
    assert known > 5 * shouted((), 48)
    assert known > 5 * shouted(("alpha", "beta"), 48)  # one more district is no record


def test_who_told_of_other_districts_only_since_the_last_release_has_no_record_yet() -> None:
    assert shouted(("beta", "gamma"), 88) == pytest.approx(shouted((), 48), rel=0.05)


def test_a_picture_is_the_same_whatever_else_is_asked() -> None:
    alone = pictures(link(HISTORY), [asked(80)], WORLD, explaining=Explaining.NONE)[0]
    among = pictures(link(HISTORY), [asked(40), asked(80), asked(80, place="beta"), asked(60, 90)], WORLD, explaining=Explaining.NONE)[1]
    assert alone == among


def test_districts_are_told_apart_from_larger_places() -> None:
    province = replace(PLACES["alpha"], id="north", level=Level.ADM1, adm2_id=None)
    vague = [replace(claim, place=replace(claim.place, place=province)) for claim in HISTORY if claim.place]
    assert picture(vague, asked(80)).state is State.UNKNOWN


def test_what_one_report_tells_as_retaken_fell_before() -> None:
    taken = said(Kind.CAPTURED, "red", 90, report="bulletin")
    retaken = said(Kind.RECAPTURED, "blue", 90, report="bulletin")
    fallen = [*HISTORY, taken, *(said(Kind.CAPTURED, "red", 90, by=wire) for wire in WIRES[:2])]
    assert picture([*fallen, retaken], asked(96)).p["blue"] > picture(fallen, asked(96)).p["blue"]
    assert picture([*HISTORY, taken, retaken], asked(96)).holder == ("blue", "Blues")


def test_who_only_bombs_is_not_expected_to_hold() -> None:
    raids = [said(Kind.BOMBING, "green", 60.0 + hour) for hour in range(5)]
    assert "green" not in picture([*HISTORY, *raids], asked(80)).p
