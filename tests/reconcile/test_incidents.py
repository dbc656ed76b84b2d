"""Which occurrences of different reports are one incident, and which are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from made import claim_of, place_of
from reportedly.reconcile.incidents import incidents
from reportedly.terms.claim import Claim, Kind, ReportRef
from reportedly.terms.interval import Interval
from reportedly.terms.party import PartyRef
from reportedly.terms.place import Level, PlaceRef

GREENS = PartyRef("the Greens", "green", "Greens")
VILLAGE = replace(place_of("Hamlet"), level=Level.SETTLEMENT, adm2="Alpha", adm2_id="user:alpha")
HILL = replace(VILLAGE, id="user:hill", name="Hill")


def told(report: str, *, days: int = 0, kind: Kind = Kind.BOMBING, **changes: object) -> Claim:
    claim = claim_of(f"{kind} as {report} tells it", kind=kind)
    assert claim.when is not None
    assert claim.when.start is not None
    assert claim.when.end is not None
    when = Interval(claim.when.start + timedelta(days=days), claim.when.end + timedelta(days=days))
    return replace(claim, report=ReportRef(f"r_{report}", report), when=when, incident="0", **changes)  # type: ignore[arg-type]


def one(*claims: Claim) -> bool:
    return len(set(incidents(claims).values())) == 1


ONE = {
    "the same": told("b"),
    "a day later": told("b", days=1),
    "called an attack": told("b", kind=Kind.ATTACK),
    "a toll alone": told("b", kind=Kind.CASUALTIES),
    "a village of the district": told("b", place=PlaceRef("Hamlet", VILLAGE, 0.9)),
    "nobody named": told("b", party=None, against=None),
}
OTHERS = {
    "two days later": told("b", days=2),
    "another sort": told("b", kind=Kind.CAPTURED),
    "another district": told("b", place=PlaceRef("Beta", place_of("Beta"), 0.9)),
    "other parties": told("b", party=GREENS, against=None),
    "no time": replace(told("b"), when=None),
    "no place": told("b", place=None),
    "no certain day": replace(told("b"), when=Interval(claim_of().known, claim_of(hour=24 * 9).known)),
    "told apart by one report": replace(told("a", kind=Kind.SHELLING), incident="1"),
}


@pytest.mark.parametrize("name", ONE)
def test_one_incident(name: str) -> None:
    assert one(told("a"), ONE[name])


@pytest.mark.parametrize("name", OTHERS)
def test_two_incidents(name: str) -> None:
    assert not one(told("a"), OTHERS[name])


def test_two_villages_are_two() -> None:
    assert not one(told("a", place=PlaceRef("Hamlet", VILLAGE, 0.9)), told("b", place=PlaceRef("Hill", HILL, 0.9)))


def test_a_toll_does_not_join_a_clash_and_an_airstrike() -> None:
    found = incidents([told("a", kind=Kind.CASUALTIES), told("b", kind=Kind.CLASH), told("c", kind=Kind.AIRSTRIKE)])
    assert len(set(found.values())) == 2


def test_order_and_later_reports_change_nothing() -> None:
    claims = [told("a"), told("b", days=1), replace(told("c", days=2), known=None)]
    every = [incidents(order) for order in permutations(claims)]
    assert all(found == every[0] for found in every)
    assert incidents(claims[:2]).items() <= every[0].items()


def test_one_occurrence_in_two_districts_is_two_incidents() -> None:
    assert not one(told("a"), told("a", place=PlaceRef("Beta", place_of("Beta"), 0.9)))
