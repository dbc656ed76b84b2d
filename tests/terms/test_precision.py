"""Codes of ACLED, UCDP and Atlos for how exactly a text says where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.places import find
from reportedly.terms.place import Level, Place, PlaceMention, PlaceRef
from reportedly.terms.precision import CODES, NOWHERE, Lies, Precision, precision_of

VILLAGE = Place("wof:1", "Millbridge", Level.SETTLEMENT, "NL", "Uplands", "Milldale", "wof:100", "wof:10", population=900)
TOWN = replace(VILLAGE, id="wof:2", name="Fordham", population=10_000)
YARD = replace(VILLAGE, id="wof:3", name="Fordham airfield", level=Level.PART, population=0)
DISTRICT = Place("wof:10", "Milldale", Level.ADM2, "NL", "Uplands", "Milldale", "wof:100", "wof:10")
PROVINCE = Place("wof:100", "Uplands", Level.ADM1, "NL", "Uplands", adm1_id="wof:100")
COUNTRY = Place("iso:NL", "Northland", Level.COUNTRY, "NL")
REGION = Place("region:10", "The Fells", Level.ADM1, "NL")
SEA = Place("region:60", "Northern Sea", Level.COUNTRY)
DESERT = Place("region:61", "Great Waste", Level.COUNTRY)


def named(
    place: Place | None, relation: str | None = None, confidence: float = 0.9, others: tuple[tuple[Place, float], ...] = ()
) -> PlaceRef:
    return PlaceRef("x", place, confidence, "", PlaceMention(0, 1, "x", relation=relation), others)


DERIVED = [
    (YARD, None, 1, 1, "locality"),
    (VILLAGE, None, 1, 1, "locality"),
    (VILLAGE, "in", 1, 1, "locality"),
    (VILLAGE, "south", 1, 1, "locality"),
    (VILLAGE, "near", 2, 2, None),
    (VILLAGE, "outskirts", 2, 2, None),
    (VILLAGE, "north of", 2, 2, None),
    (TOWN, None, 1, 1, None),
    (TOWN, "north-east of", 2, 2, None),
    (TOWN, "road", 2, 5, None),
    (TOWN, "between", 2, 5, None),
    (PROVINCE, "border", 3, 5, None),
    (DISTRICT, None, 2, 3, None),
    (DISTRICT, "central", 2, 3, None),
    (DISTRICT, "near", 2, 5, None),
    (PROVINCE, None, 3, 4, None),
    (PROVINCE, "south", 3, 4, None),
    (PROVINCE, "near", 3, 5, None),
    (COUNTRY, None, 3, 6, None),
    (COUNTRY, "north", 3, 5, None),
    (REGION, None, 3, 5, None),
    (DESERT, None, 3, 5, None),
    (SEA, None, 3, 7, None),
]


@pytest.mark.parametrize(("place", "relation", "acled", "ucdp", "atlos"), DERIVED)
def test_codes_follow_level_and_relation(place: Place, relation: str | None, acled: int, ucdp: int, atlos: str | None) -> None:
    assert precision_of(named(place, relation)) == Precision(acled, ucdp, atlos)


@pytest.mark.parametrize(
    "ref", [None, named(None), named(COUNTRY, "government"), named(TOWN, "government"), named(VILLAGE, confidence=0.3)]
)
def test_no_code_where_no_ground_is_named(ref: PlaceRef | None) -> None:
    assert precision_of(ref) == NOWHERE


@pytest.mark.parametrize(
    ("other", "acled", "ucdp"),
    [
        (replace(VILLAGE, id="wof:4"), 2, 3),
        (replace(VILLAGE, id="wof:5", adm2_id="wof:11"), 3, 4),
        (replace(VILLAGE, id="wof:6", adm2_id="wof:12", adm1_id="wof:200"), 3, 6),
        (replace(VILLAGE, id="wof:7", adm2_id=None, adm1_id=None, country="SL"), None, None),
    ],
)
def test_an_unsure_place_is_coded_by_the_unit_that_holds_all_it_may_be(other: Place, acled: int | None, ucdp: int | None) -> None:
    assert precision_of(named(VILLAGE, "near", 0.4, ((other, 0.35),))) == Precision(acled, ucdp)


def test_a_claim_without_a_mention_is_coded_by_its_place() -> None:
    assert precision_of(PlaceRef("", DISTRICT, 1.0)) == Precision(2, 3)


def test_every_level_and_relation_has_a_code() -> None:
    assert {(level, lies) for level in Level if level is not Level.PART for lies in Lies} == set(CODES)


@pytest.mark.parametrize(
    ("text", "name", "acled", "ucdp"),
    [
        ("Fighters were seen in Burka district of Baghlan province.", "Burka", 2, 3),
        ("Fighters were seen in Burka district of Baghlan province.", "Baghlan", 3, 4),
        ("Shelling hit villages north of Mosul on Monday.", "Mosul", 2, 2),
        ("Shelling hit Mosul on Monday.", "Mosul", 1, 1),
        ("Fighting spread in southern Helmand province.", "Helmand", 3, 4),
    ],
)
def test_codes_of_texts(text: str, name: str, acled: int, ucdp: int) -> None:
    (ref,) = (ref for ref in find(text) if ref.text == name)
    assert precision_of(ref) == Precision(acled, ucdp)
