"""Which occurrences of different reports are one incident, and which are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from made import claim_of, place_of
from reportedly.reconcile.incidents import incidents
from reportedly.terms.claim import Claim, Count, Kind, Quote, ReportRef
from reportedly.terms.interval import Interval
from reportedly.terms.party import PartyRef
from reportedly.terms.place import Level, Place, PlaceRef

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


def worded(report: str, words: str, *, killed: int | None = None, **changes: object) -> Claim:
    counts = () if killed is None else (Count("killed", None, killed, killed, str(killed)),)
    return replace(told(report, **changes), quote=Quote(0, len(words), words), counts=counts)  # type: ignore[arg-type]


def test_without_a_day_a_district_is_not_enough_but_rare_words_and_numbers_are() -> None:
    pair = [replace(worded(name, words, killed=17), when=None) for name, words in (("a", "Wedding shelled"), ("b", "Bombs on a wedding"))]
    assert not one(*(replace(claim, counts=()) for claim in pair))
    assert one(*pair)


def test_a_name_that_no_gazetteer_knows_is_one_in_two_spellings() -> None:
    spelt = [told(name, place=PlaceRef(place, None)) for name, place in (("a", "Qartaj"), ("b", "Qartaaj"), ("c", "Maktalah"))]
    found = list(incidents(spelt).values())
    assert found[0] == found[1] != found[2]


def test_days_do_not_chain() -> None:
    found = incidents([told(name, days=day) for day, name in enumerate("abcdef")])
    assert len(set(found.values())) > 2


def test_on_a_day_of_many_attacks_on_one_city_what_is_rare_is_told_apart() -> None:
    city = [
        replace(worded(f"r{n}", f"event number{n:c}", killed=2 ** (n % 9)), kind=Kind.ATTACK, party=None, against=None)
        for n in range(97, 137)
    ]
    mosques = [worded(name, words, killed=23, party=None, against=None) for name, words in (("x", "Mosque hit"), ("y", "Bomb at a mosque"))]
    found = incidents([*city, *mosques])
    mosque = {found[claim.id] for claim in mosques}
    assert len(mosque) == 1
    assert not mosque & {found[claim.id] for claim in city}


def test_what_a_report_leaves_unsaid_is_where_and_when_all_else_in_it_is() -> None:
    whole = told("a")
    pieces = [told("b"), replace(told("b", kind=Kind.CASUALTIES, place=None), when=None, incident="1")]
    other = replace(told("b", place=PlaceRef("Beta", place_of("Beta"), 0.9)), incident="2")
    assert incidents([*pieces, whole])[pieces[0].id] == incidents([*pieces, whole])[whole.id]
    assert incidents([pieces[1], whole])[pieces[1].id] != incidents([pieces[1], whole])[whole.id]
    setting, unsaid = told("b", kind=Kind.MOVEMENT), pieces[1]
    assert incidents([setting, unsaid, whole])[unsaid.id] == incidents([setting, unsaid, whole])[whole.id]
    assert incidents([setting, other, unsaid, whole])[unsaid.id] != incidents([setting, other, unsaid, whole])[whole.id]


@pytest.mark.parametrize(
    ("kinds", "together"),
    [
        ((Kind.ARREST, Kind.ATTACK), True),  # a raid
        ((Kind.AIRSTRIKE, Kind.SHELLING), True),
        ((Kind.CAPTURED, Kind.RECAPTURED), True),
        ((Kind.ARREST, Kind.AIRSTRIKE), False),
        ((Kind.HOLDS, Kind.CLASH), False),
        ((Kind.PROTEST, Kind.CASUALTIES), False),
        ((Kind.CAPTURED, Kind.CLASH), False),
    ],
)
def test_sorts_of_one_incident(kinds: tuple[Kind, Kind], *, together: bool) -> None:
    assert one(*(told(name, kind=kind) for name, kind in zip("ab", kinds, strict=True))) is together


def test_who_the_dead_were_does_not_make_two_strikes() -> None:
    dead = [PartyRef("civilians", "civilians", "Civilians"), GREENS]
    assert one(*(told(name, kind=Kind.AIRSTRIKE, party=None, against=who) for name, who in zip("ab", dead, strict=True)))


def test_what_is_told_beside_does_not_part_a_fall_in_two() -> None:
    fell = [told("a", kind=Kind.CAPTURED), told("b", kind=Kind.WITHDREW, party=claim_of().against, against=None)]
    beside = [told("a", kind=Kind.HOLDS), told("b", kind=Kind.MOVEMENT)]  # they raised their flag; troops were seen leaving
    found = incidents([*fell, *beside, told("b", kind=Kind.CONTESTED)])
    assert len(set(found.values())) == 1


def test_who_leaves_takes_nothing() -> None:
    taken = told("a", kind=Kind.CAPTURED)
    assert taken.party is not None
    left, lost = told("b", kind=Kind.WITHDREW, against=None), told("c", kind=Kind.LOST, party=taken.against, against=taken.party)
    assert left.party == taken.party
    assert one(taken, lost)
    assert not one(taken, left)


def test_a_provinces_news_is_of_no_other_province() -> None:
    wide = Place("user:n", "North", Level.ADM1, country="AF", adm1="North", adm1_id="user:n")
    south = replace(wide, id="user:s", name="South", adm1="South", adm1_id="user:s")
    assert one(told("a"), told("b", place=PlaceRef("North", wide, 0.9)))
    assert not one(told("a"), told("b", place=PlaceRef("South", south, 0.9)))


def test_what_a_report_says_of_control_and_of_violence_can_be_one_battle() -> None:
    repelled = told("b", kind=Kind.REPELLED)
    dead = replace(told("b", kind=Kind.CASUALTIES), incident="1")
    assert one(told("a", kind=Kind.CLASH), repelled, dead)


def test_order_and_later_reports_change_nothing() -> None:
    claims = [told("a"), told("b", days=1), replace(told("c", days=2), known=None)]
    every = [incidents(order) for order in permutations(claims)]
    assert all(found == every[0] for found in every)
    assert incidents(claims[:2]).items() <= every[0].items()


def test_one_occurrence_in_two_districts_is_two_incidents() -> None:
    assert not one(told("a"), told("a", place=PlaceRef("Beta", place_of("Beta"), 0.9)))
