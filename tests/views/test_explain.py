from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from made import DAY, place_of
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.party import PartyRef
from reportedly.terms.picture import Because, Label, Picture, State, Together
from reportedly.terms.place import PlaceMention
from reportedly.views.explain import explain, uncounted
from reportedly.views.words import says

NAMES = {"red": "Reds", "blue": "Blues"}


def test_two_sentences_name_the_strongest_for_and_against(make_claim: Callable[..., Claim], make_picture: Callable[..., Picture]) -> None:
    strong, weak, contrary = (
        make_claim("a", speaker="Ann"),
        make_claim("b", speaker="Bob", root="u_2"),
        make_claim("c", speaker="Cid", root="u_3"),
    )
    because = (Because(weak.id, 0.5, "u_2"), Because(strong.id, 2.0, "u_1"), Because(contrary.id, -1.0, "u_3"))
    claims = {claim.id: claim for claim in (strong, weak, contrary)}
    explained = explain(make_picture(because=because), claims, NAMES)
    assert [entry.weight for entry in explained.movers] == [2.0, -1.0, 0.5]
    assert explained.contrary is not None
    assert explained.contrary.speaker == "Cid"
    verdict, grounds = explained.summary
    assert "held by Reds with a probability of 85\u00a0%, which makes it likely but not confirmed" in verdict
    assert grounds == (
        "It rests on 2 independent first speakers; the weightiest is Ann, without whom it would be 43\u00a0%;"
        " most against it speaks Cid; missing: no neutral root."
    )


def test_one_side_alone_is_said_to_be_one_side(make_claim: Callable[..., Claim], make_picture: Callable[..., Picture]) -> None:
    claim = make_claim()
    picture = make_picture(label=Label.CLAIMED, because=(Because(claim.id, 1.0, "u_1"),))
    verdict, grounds = explain(picture, {claim.id: claim}, NAMES).summary
    assert "only the side of Reds claims" in verdict
    assert "nothing known speaks against it" in grounds


def test_an_unknown_place_is_not_explained_away(make_picture: Callable[..., Picture]) -> None:
    explained = explain(make_picture(state=State.UNKNOWN, label=Label.UNKNOWN, roots=0, sides=()), {}, NAMES)
    assert "unknown hands" in explained.summary[0]
    assert explained.movers == ()
    assert explained.contrary is None


def test_retellings_are_counted_and_foreign_claims_left_out(make_claim: Callable[..., Claim], make_picture: Callable[..., Picture]) -> None:
    first, again = make_claim("a"), make_claim("a again")
    picture = make_picture(because=(Because(first.id, 1.0, "u_1"), Because("c_elsewhere", 3.0, "u_9")))
    explained = explain(picture, {first.id: first, again.id: again}, NAMES)
    assert [(entry.id, entry.retold) for entry in explained.movers] == [(first.id, 1)]


def test_roots_that_say_the_same_are_shown_as_one(make_claim: Callable[..., Claim], make_picture: Callable[..., Picture]) -> None:
    one, other = make_claim("a", speaker="Ann"), make_claim("b", speaker="Bob", root="u_2")
    picture = make_picture(because=(Because(one.id, 0.1, "u_1"),), together=(Together((one.id, other.id), 3.0), Together(("c_gone",), 1.0)))
    ((group, weight),) = explain(picture, {claim.id: claim for claim in (one, other)}, NAMES).together
    assert ({entry.speaker for entry in group}, weight) == ({"Ann", "Bob"}, 3.0)


def test_what_does_not_count_is_counted(make_claim: Callable[..., Claim]) -> None:
    here = make_claim()
    elsewhere = replace(here.place, place=place_of("Beta"), alternatives=((place_of("Alpha"), 0.4),))  # type: ignore[type-var]
    claims = [
        here,
        make_claim(hour=50),  # not public yet
        make_claim(kind=Kind.ARREST),
        make_claim(kind=Kind.AIRSTRIKE),
        replace(here, known=None),
        replace(here, background=True),
        replace(here, place=elsewhere),
        replace(here, place=replace(elsewhere, alternatives=())),  # type: ignore[type-var]
        replace(here, place=None),
    ]
    assert uncounted(claims, place_of().id, DAY) == (
        "1 of other events",
        "1 without a date",
        "1 told as background",
    )


def test_who_has_the_centre_and_who_is_around_it_is_said_where_both_are_told(
    make_claim: Callable[..., Claim], make_picture: Callable[..., Picture]
) -> None:
    def part(relation: str | None, party: str, number: int) -> Claim:
        claim = make_claim(hour=number)
        mention = PlaceMention(0, 5, "Alpha", relation=relation)
        return replace(claim, kind=Kind.HOLDS, party=PartyRef(party, party, party), place=replace(claim.place, mention=mention))  # type: ignore[type-var]

    def grounds(*claims: Claim) -> str:
        picture = make_picture(because=tuple(Because(claim.id, 1.0, claim.id) for claim in claims))
        return explain(picture, {claim.id: claim for claim in claims}, {"red": "Reds", "blue": "Blues"}).summary[1]

    centre, villages = part("centre of", "blue", 1), part("in", "red", 2)
    assert grounds(centre, villages).endswith("Its centre is said to be held by Blues, and places around it by Reds.")
    assert "centre" not in grounds(centre)
    assert "centre" not in grounds(villages, part(None, "blue", 3))
    assert "centre" not in grounds(centre, part("in", "blue", 3))


@pytest.mark.parametrize(
    ("mention", "clause"),
    [
        (PlaceMention(0, 5, "Alpha", relation="in", extent="3"), "took 3 districts of Alpha"),
        (PlaceMention(0, 5, "Alpha", extent="1"), "took 1 district of Alpha"),
        (PlaceMention(0, 5, "Alpha", extent="5+"), "took 5 or more districts of Alpha"),
        (PlaceMention(0, 5, "Alpha", extent="most"), "took most of Alpha"),
        (PlaceMention(0, 5, "Alpha", relation="in"), "took a part of Alpha"),
        (PlaceMention(0, 5, "Alpha", relation="centre of"), "took the centre of Alpha"),
        (PlaceMention(0, 5, "Alpha", relation="government"), "took Alpha"),
        (PlaceMention(0, 5, "Alpha"), "took Alpha"),
    ],
)
def test_claims_about_parts_are_told_as_such(make_claim: Callable[..., Claim], mention: PlaceMention, clause: str) -> None:
    claim = make_claim()
    assert says(replace(claim, place=replace(claim.place, mention=mention))).endswith(clause)  # type: ignore[type-var]


def test_what_nobody_says_outright_is_said_to_be_so(make_claim: Callable[..., Claim], make_picture: Callable[..., Picture]) -> None:
    claim = make_claim()
    picture = make_picture(label=Label.DISPUTED, roots=0, sides=(), because=(Because(claim.id, 1.0, "u_1"),))
    verdict, grounds = explain(picture, {claim.id: claim}, NAMES).summary
    assert verdict.endswith("with a probability of 85\u00a0%, though no sentence says so outright of that time.")
    assert grounds == "It is what the model makes of the claims below, and not sure."
