"""The toll: properties that hold whatever is said, and what single words come to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made import claim_of
from reportedly.reconcile.casualties import Estimate, fuse, toll
from reportedly.reconcile.counted import CAPTURED, FUSED, INJURED, KILLED, TOGETHER, Said, spoken
from reportedly.reconcile.tallies import said_range
from reportedly.terms.claim import Claim, Count, Kind, ReportRef
from reportedly.terms.party import PartyRef

CIVILIANS = PartyRef("people", "civilians", "Civilians")
BLUES = PartyRef("Blue soldiers", "blue", "Blues")
REDS = PartyRef("Red fighters", "red", "Reds")


@st.composite
def saids(draw: st.DrawFn) -> Said:
    low = draw(st.none() | st.integers(0, 400))
    high = draw(st.none() | st.integers(low or 1, 500))
    return Said(draw(st.sampled_from("abcd")), draw(st.sampled_from(FUSED)), low, high, "some people")


def counting(
    low: int | None, high: int | None, *, root: str = "u_1", what: str = KILLED, of: PartyRef | None = None, hour: int = 0
) -> Claim:
    claim = claim_of(f"a toll of {low} to {high}, hour {hour}", kind=Kind.CASUALTIES, root=root, hour=hour)
    report = ReportRef(f"r_{root}_{hour}", "one")
    return replace(claim, report=report, counts=(Count(what, of, low, high, f"{low} to {high}"),))


def killed_of(*claims: Claim) -> Estimate:
    found = toll(claims)
    assert found is not None
    assert found.killed is not None
    return found.killed


@given(st.lists(st.tuples(st.integers(0, 300), st.sampled_from("abc"), st.integers(0, 5)), min_size=1, max_size=5), st.randoms())
@settings(max_examples=40, deadline=None)
def test_order_and_copies_change_nothing(told: list[tuple[int, str, int]], random: object) -> None:
    claims = [counting(number, number, root=root, hour=hour) for number, root, hour in told]
    shuffled = claims * 3
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert toll(claims) == toll(shuffled)


@given(st.lists(saids(), min_size=1, max_size=5, unique_by=lambda entry: (entry.root, entry.what)))
@settings(max_examples=60, deadline=None)
def test_intervals_are_nested_around_the_best(said: list[Said]) -> None:
    found = fuse(said)
    assert found is not None
    for estimate in filter(None, (found.killed, found.injured, found.together, found.captured, *dict(found.mixed).values())):
        assert estimate.most[0] <= estimate.half[0] <= estimate.best <= estimate.half[1] <= estimate.most[1]
        assert estimate.most[0] <= estimate.low <= estimate.best <= estimate.high <= estimate.most[1]


@given(st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_one_plain_report_is_in_the_middle(number: int) -> None:
    found = killed_of(counting(number, number))
    assert found.best == pytest.approx(number, rel=0.2, abs=1)
    assert found.most[0] <= number <= found.most[1]


@given(st.integers(3, 1000))
@settings(max_examples=30, deadline=None)
def test_a_like_root_narrows(number: int) -> None:
    one, two = killed_of(counting(number, number)), killed_of(counting(number, number), counting(number, number, root="u_2"))
    assert two.most[1] - two.most[0] <= one.most[1] - one.most[0]


def test_what_is_told_again_weighs_nothing_even_if_it_grows() -> None:
    about, over, plain = counting(51, 69), counting(61, None, hour=2), counting(60, 60, hour=4)
    assert toll([about, over, plain]) == toll([about])


def test_killed_or_injured_bears_on_the_sum_alone() -> None:
    found = toll([counting(40, 40, what=TOGETHER)])
    assert found is not None
    assert (found.killed, found.injured) == (None, None)
    assert found.together is not None
    assert found.together.best == pytest.approx(40, abs=4)


def test_nobody_is_a_number() -> None:
    assert killed_of(counting(0, 0), counting(0, 0, root="u_2")).most == (0, 0)


def test_versions_that_exclude_each_other_stand_side_by_side() -> None:
    found = toll([counting(12, 12), counting(60, 60, root="u_2"), counting(12, 12, root="u_3")])
    assert found is not None
    assert [(row.low, row.high, len(row.roots)) for row in found.versions] == [(12, 12, 2), (60, 60, 1)]
    assert found.conflict
    assert found.killed is not None
    assert found.killed.best in range(11, 16)


def test_versions_that_meet_are_no_conflict() -> None:
    found = toll([counting(12, 12), counting(10, None, root="u_2")])
    assert found is not None
    assert not found.conflict


def test_parties_add_up_and_parts_do_not() -> None:
    both = [counting(12, 12, of=REDS), counting(3, 3, of=BLUES)]
    part = [counting(12, 12, of=CIVILIANS), counting(2, 2, of=None)]
    assert [(entry.low, entry.high) for entry in spoken(both)] == [(15, 15)]
    assert [(entry.low, entry.high) for entry in spoken(part)] == [(12, 12)]


def test_who_speaks_for_a_side_inflates_the_losses_of_its_enemy() -> None:
    enemy, own, civilians = (killed_of(counting(50, 50, of=party)).best for party in (BLUES, REDS, CIVILIANS))
    assert enemy < civilians < own


def test_the_captured_are_fused_beside_and_move_nobody_else() -> None:
    alone, both = toll([counting(12, 12)]), toll([counting(12, 12), counting(30, 30, root="u_2", what=CAPTURED)])
    assert alone is not None
    assert both is not None
    assert both.captured is not None
    assert both.captured.best == pytest.approx(30, abs=4)
    assert both.killed == alone.killed
    assert alone.captured is None
    only = toll([counting(30, 30, what=CAPTURED)])
    assert only is not None
    assert (only.killed, only.injured, only.together) == (None, None, None)


def test_killed_or_captured_ties_both_and_nobody_else() -> None:
    parts = [counting(10, 10), counting(4, 4, root="u_2", what=CAPTURED), counting(8, 8, root="u_3", what=INJURED)]
    apart, tied = toll(parts), toll([*parts, counting(30, 30, root="u_4", what="killed_or_captured")])
    assert apart is not None
    assert tied is not None
    assert not apart.mixed
    assert [what for what, _ in tied.mixed] == ["killed_or_captured"]
    for one, other in ((apart.killed, tied.killed), (apart.captured, tied.captured)):
        assert one is not None
        assert other is not None
        assert (other.most[1] > one.most[1]) or (other.best > one.best)
    assert 14 < dict(tied.mixed)["killed_or_captured"].best <= 30


@pytest.mark.parametrize("what", ["killed_or_captured", "injured_or_captured", "killed_or_injured_or_captured"])
def test_a_number_of_all_alone_says_nothing_of_its_parts(what: str) -> None:
    found = toll([counting(40, 40, what=what)])
    assert found is not None
    assert (found.killed, found.injured, found.together, found.captured) == (None, None, None, None)
    assert dict(found.mixed)[what].best == pytest.approx(40, abs=5)


@pytest.mark.parametrize(
    ("what", "number", "conflict"),
    [(TOGETHER, 9, True), ("killed_or_injured_or_captured", 9, True), ("killed_or_captured", 30, False), (INJURED, 9, False)],
)
def test_part_of_those_counted_together_cannot_be_more(what: str, number: int, *, conflict: bool) -> None:
    found = toll([counting(12, 12), counting(number, number, root="u_2", what=what)])
    assert found is not None
    assert found.conflict is conflict


def both(reds: int, blues: int, root: str) -> Claim:
    """A root that counts the people of two parties apart."""
    claim = counting(reds, reds, root=root, of=REDS)
    return replace(claim, counts=(*claim.counts, Count(KILLED, BLUES, blues, blues, f"{blues} Blues")))


def test_where_parties_are_told_apart_each_has_its_toll_and_one_of_them_is_not_all() -> None:
    found = toll([both(20, 3, "u_1"), counting(7, 7, root="u_2", of=BLUES), counting(7, 7, root="u_3", of=BLUES)])
    assert found is not None
    assert found.killed is not None
    assert 15 < found.killed.best < 30
    parts = {party: part.killed.best for party, part in found.parts if part.killed is not None}
    assert 3 <= parts["blue"] <= 7  # by their enemy's word
    assert 12 < parts["red"] < 30
    assert {(version.low, version.of) for version in found.versions} == {(23, ("blue", "red")), (7, ("blue",))}
    assert not found.conflict  # seven of one party are no other toll than 23 of both


def test_who_the_dead_were_may_be_in_dispute() -> None:
    found = toll([counting(9, 9, of=CIVILIANS), counting(12, 12, root="u_2", of=REDS)])
    assert found is not None
    assert not found.parts  # nobody counts them side by side: they may be the same people
    assert found.killed is not None
    assert 8 < found.killed.best < 13
    assert found.conflict


def test_lowest_best_and_highest_as_ucdp_codes_them() -> None:
    found = killed_of(counting(10, 10), counting(14, None, root="u_2"), counting(12, 12, root="u_3"), counting(200, 200, root="u_4"))
    assert (found.low, found.high) == (10, 14)  # 200 is what one root has; it lies outside the 90 % and is no reliable number
    assert found.low <= found.best <= found.high


def sentence(start: int, number: int, of: PartyRef | None = None, *, chain: bool = False) -> Claim:
    """A count in one report, further on in its text."""
    claim = counting(number, number, root=f"u_{start}", of=of)
    quote = replace(claim.quote, start=start, end=start + 1)
    return replace(claim, report=ReportRef("r_1", "one"), quote=quote, chain=claim.chain if chain else ())


@pytest.mark.parametrize(
    ("claims", "numbers"),
    [
        ([sentence(0, 9), sentence(90, 3)], [9]),  # later numbers are parts, or of another day
        ([sentence(90, 3), sentence(0, 9)], [9]),  # whatever the order of delivery
        ([sentence(0, 9, CIVILIANS), sentence(90, 3, BLUES)], [12]),  # of people not counted yet
        ([sentence(0, 9, CIVILIANS), sentence(50, 2, CIVILIANS), sentence(90, 3, BLUES)], [12]),
        ([sentence(0, 9), sentence(90, 7, chain=True)], [9, 7]),  # a speaker that the report names has a number of his own
    ],
)
def test_a_report_has_one_number_in_its_own_voice(claims: list[Claim], numbers: list[int]) -> None:
    assert {entry.low for entry in spoken(claims)} == set(numbers)


def test_denials_and_other_counts_give_no_number() -> None:
    denied = replace(counting(12, 12), stance=claim_of(denied=True).stance)
    assert toll([denied, counting(5, 5, what="released")]) is None
    assert toll([]) is None


@pytest.mark.parametrize(
    ("low", "high", "text", "expected"),
    [
        (60, 60, "60", (60, 60)),
        (61, None, "over 60", (61, 91.5)),
        (None, 60, "up to 60", (30, 60)),
        (None, None, "heavy casualties", (10, 300)),
        (0, 0, "nobody", (0, 0)),
    ],
)
def test_what_words_allow(low: int | None, high: int | None, text: str, expected: tuple[float, float]) -> None:
    assert said_range(Said("u", KILLED, low, high, text)) == expected
