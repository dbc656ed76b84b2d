"""What stands before a name says how the place meant lies to it, which unit is named, and what is done there."""

from __future__ import annotations

import pytest

from reportedly.resolve.context import Named, describe
from reportedly.resolve.scan import Hit

NAME = "Qwarz"


def read(before: str, after: str = " was calm.") -> Named:
    start = len(before)
    return describe(before + NAME + after, [Hit(start, start + len(NAME), NAME)])[0]


RELATIONS = [
    ("On the outskirts of ", "outskirts"),
    ("At the Gates of the ", "outskirts"),
    ("In the Western part of ", "west"),
    ("Throughout the north-east of ", "northeast"),
    ("20 km south of the ", "south of"),
    ("Northeastern ", "northeast"),
    ("in (central ", "central"),
    ("Along the road to ", "road"),
    ("the highway linking ", "road"),
    ("a route towards the city of ", "road"),
    ("The border with ", "border"),
    ("the frontier to the ", "border"),
    ("They camped (near ", "near"),
    ("troops closing in on ", "near"),
    ("30 miles from ", "near"),
    ("Just outside the town of ", "near"),
    ("midway between ", "between"),
    ("They left ", None),
    ("They went to ", None),
    ("Of ", None),
    ("the ", None),
    ("", None),
    ("A cowboy from ", None),
    ("near-", None),
    ("the north, ", None),
    ("Nobody fought on ", None),
]
# A distance is measured from a town.
TAKEN = [
    ("A camp 5 km north of ", True),
    ("15 miles to the south-west of ", True),
    ("A camp 5 km from ", True),
    ("In the north of ", False),
    ("5 men of ", False),
    ("5 northern ", False),
]
WORDS = [
    ("the district of ", "district"),
    ("the sub-district of the ", "district"),
    ("the City of ", "city"),
    ("the oblast ", "oblast"),
    ("Their capital, ", "capital"),
    ("the capital of ", None),
    ("the district ", None),
    ("a district, though, ", None),
    ("the districts' men of ", None),
    ("They took ", None),
]


@pytest.mark.parametrize(("before", "relation"), RELATIONS)
def test_relations_are_read_from_the_words_before(before: str, relation: str | None) -> None:
    assert read(before).relation == relation


@pytest.mark.parametrize(("before", "word"), WORDS)
def test_units_are_read_from_the_words_before(before: str, word: str | None) -> None:
    assert read(before).word == word


@pytest.mark.parametrize("before", ["Three districts of ", "some counties across the ", "One more commune in ", "All the raions within "])
def test_units_are_told_from_districts_in_them(before: str) -> None:
    assert read(before).holds


@pytest.mark.parametrize("before", ["The districts of ", "Three men of ", "Some counties, ", "A district "])
def test_others_are_not(before: str) -> None:
    assert not read(before).holds


def test_distances_are_from_towns() -> None:
    assert [read(f"5 km {way}").taken for way in ("from ", "outside the ", "to ", "of road ")] == [True, True, False, False]
    assert [read(before).capital_of for before in ("The capital of ", "the centre of the ", "The capital in ")] == [True, True, False]


@pytest.mark.parametrize(("before", "taken"), TAKEN)
def test_a_distance_is_measured_from_a_town(before: str, taken: bool) -> None:  # noqa: FBT001 - a column of the table
    assert read(before).taken is taken
