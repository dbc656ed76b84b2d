"""Incidents: where they happened when roots name different places."""

from __future__ import annotations

from dataclasses import replace

from made import DAY, claim_of, place_of
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.place import Level, Place, PlaceRef
from reportedly.views.incidents import Incident, incident_rows

DISTRICT = place_of("Alpha")


def village(name: str) -> Place:
    return replace(place_of("Alpha"), id=f"user:{name.lower()}", name=name, level=Level.SETTLEMENT)


def told(root: str, place: Place, hour: int = 0) -> Claim:
    claim = claim_of(f"A bomb in {place.name}", kind=Kind.BOMBING, root=root, hour=hour)
    return replace(claim, place=PlaceRef(place.name, place, 0.9), incident="i_1")


def row_of(*claims: Claim) -> Incident:
    [row] = incident_rows(claims, DAY.replace(year=DAY.year + 1))
    return row


def test_a_settlement_is_where_it_was_and_its_district_speaks_for_it() -> None:
    row = row_of(told("u_1", DISTRICT), told("u_2", DISTRICT, 1), told("u_3", village("Ashby"), 2))
    assert row.place.name == "Ashby"
    assert row.elsewhere == ()


def test_of_two_settlements_the_one_that_more_roots_name_comes_first_and_the_other_is_kept() -> None:
    row = row_of(told("u_1", village("Benna")), told("u_2", village("Ashby"), 1), told("u_3", village("Ashby"), 2))
    assert row.place.name == "Ashby"
    assert [place.name for place, _ in row.elsewhere] == ["Benna"]
    assert 0 < row.elsewhere[0][1] < 0.5


def test_what_one_root_tells_of_two_places_is_no_conflict() -> None:
    row = row_of(told("u_1", village("Benna")), told("u_1", village("Ashby")), told("u_2", village("Ashby"), 1))
    assert row.place.name == "Ashby"
    assert row.elsewhere == ()


def test_copies_of_one_root_are_one_voice() -> None:
    copies = [told("u_1", village("Benna"), hour) for hour in range(5)]
    row = row_of(*copies, told("u_2", village("Ashby"), 6), told("u_3", village("Ashby"), 7))
    assert row.place.name == "Ashby"


def test_the_order_of_delivery_changes_nothing() -> None:
    claims = [told("u_1", village("Benna")), told("u_2", village("Ashby"), 1), told("u_3", DISTRICT, 2)]
    assert row_of(*claims) == row_of(*reversed(claims))
