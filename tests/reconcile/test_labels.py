"""When a picture may be called confirmed, and what keeps it from being called so."""

from dataclasses import replace

import pytest

from reportedly.reconcile import Explaining, Query, link, pictures
from reportedly.reconcile.evidence import Carrier, Item
from reportedly.reconcile.labels import Voice, agrees, confirmable, contradicts, label
from reportedly.reconcile.parameters import READ, load
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.picture import Label, Picture
from reportedly.terms.source import SourceKind
from worlds import WORLD, asked, said, source

CARD = load()
WIRE, PAPER = Voice("u1", "wire", "r1", None, trusted=True), Voice("u2", "paper", "r2", None, trusted=True)
RED, BLUE = Voice("u3", "red", "r3", "red", trusted=False), Voice("u4", "blue", "r4", "blue", trusted=False)
SURE = 0.999


@pytest.mark.parametrize(
    ("top", "voices", "can"),
    [
        (SURE, [WIRE, PAPER], True),
        (SURE, [WIRE, RED], True),
        (0.9, [WIRE, PAPER], False),  # not sure enough
        (SURE, [RED, BLUE], False),  # nobody who checks
        (SURE, [WIRE], False),  # one voice
        (SURE, [WIRE, replace(PAPER, report="r1")], False),  # one report
        (SURE, [WIRE, replace(PAPER, source="wire")], False),  # one speaker twice
        (SURE, [], False),
    ],
)
def test_what_may_be_confirmed(top: float, voices: list[Voice], *, can: bool) -> None:
    assert confirmable(top, voices, held=True, hindsight=False, settings=CARD.settings) is can


def test_sources_that_no_registry_describes_must_be_three() -> None:
    settings = load(READ).settings
    third = replace(PAPER, root="u5", source="radio", report="r5")
    assert not confirmable(SURE, [WIRE, PAPER], held=True, hindsight=False, settings=settings)
    assert confirmable(SURE, [WIRE, PAPER, third], held=True, hindsight=False, settings=settings)


def test_fighting_is_never_confirmed() -> None:
    assert not confirmable(SURE, [WIRE, PAPER], held=False, hindsight=False, settings=CARD.settings)


@pytest.mark.parametrize(
    ("top", "voices", "expected"),
    [
        (SURE, [WIRE, PAPER], Label.LIKELY),
        (SURE, [RED], Label.CLAIMED),
        (0.6, [WIRE, PAPER], Label.DISPUTED),
        (SURE, [], Label.DISPUTED),
    ],
)
def test_what_is_not_confirmed_is_called_something_less(top: float, voices: list[Voice], expected: Label) -> None:
    assert label(top, voices, touched=True, confirmed=False, settings=CARD.settings) is expected
    assert label(top, voices, touched=False, confirmed=False, settings=CARD.settings) is Label.UNKNOWN


@pytest.mark.parametrize(
    ("code", "party", "against", "holder", "does"),
    [
        ("captured", "red", "blue", "blue", True),
        ("captured", "blue", "red", "blue", False),
        ("holds", "red", None, "blue", True),
        ("holds", "red", None, None, True),  # shown as contested
        ("repelled", "blue", "red", "blue", False),
        ("captured", None, None, "blue", False),
        ("withdrew", "blue", None, "blue", True),
        ("withdrew", "red", None, "blue", False),
        ("lost", "green", "red", "blue", True),
        ("surrendered", "red", "blue", "blue", False),
        ("withdrew", "blue", None, None, False),
        ("contested", "red", "blue", "blue", True),
        ("contested", "red", "blue", None, False),
        ("clash", "red", "blue", "blue", False),
        ("advancing", "red", "blue", "blue", False),
        ("not captured", "red", "blue", "red", False),
    ],
)
def test_what_says_outright_that_a_picture_is_wrong(
    code: str, party: str | None, against: str | None, holder: str | None, *, does: bool
) -> None:
    claim = said(Kind.HOLDS, "blue", 0)
    item = Item(Carrier.of(claim), "alpha", 0.0, 0.0, 9.0, code, party, against, "wire", None, "agency", 1.0, 1.0)
    assert contradicts(item, holder) is does
    assert not (does and agrees(item, holder))


@pytest.mark.parametrize(
    ("code", "party", "against", "holder", "does"),
    [
        ("captured", "blue", "red", "blue", True),
        ("holds", "blue", None, None, False),
        ("withdrew", "red", "blue", "blue", True),
        ("withdrew", "red", None, "blue", False),  # who came is not said
        ("contested", "red", "blue", None, True),
        ("contested", "red", "blue", "blue", False),
        ("clash", "red", "blue", None, False),  # fighting there, but nobody says that it is open who holds it
        ("not captured", "red", "blue", "blue", False),
        ("captured", None, None, None, False),
    ],
)
def test_what_says_outright_that_a_picture_is_right(
    code: str, party: str | None, against: str | None, holder: str | None, *, does: bool
) -> None:
    item = Item(Carrier.of(said(Kind.HOLDS, "blue", 0)), "alpha", 0.0, 0.0, 9.0, code, party, against, "wire", None, "agency", 1.0, 1.0)
    assert agrees(item, holder) is does


WIRES = [source(f"wire {number}") for number in range(4)]
RED_MINISTRY = source("red ministry", SourceKind.OFFICIAL, "red")
SHOUTER = source("shouter", SourceKind.SOCIAL)
HISTORY = [
    said(Kind.HOLDS, holder, day * 24.0, by=WIRES[day % 4], place=place)
    for day in range(8)
    for place, holder in (("alpha", "blue"), ("beta", "blue"), ("gamma", "red"))
]


def picture(claims: list[Claim], query: Query) -> Picture:
    return pictures(link(claims), [query], WORLD, explaining=Explaining.NONE)[0]


def test_a_newer_word_to_the_contrary_that_nobody_answers_stops_it_from_being_confirmed() -> None:
    claimed = said(Kind.CAPTURED, "red", 180, by=RED_MINISTRY)
    answer = said(Kind.HOLDS, "blue", 190, by=WIRES[0])
    assert picture(HISTORY, asked(200)).label is Label.CONFIRMED
    challenged = picture([*HISTORY, claimed], asked(200))
    assert (challenged.holder, challenged.label) == (("blue", "Blues"), Label.LIKELY)
    assert picture([*HISTORY, claimed, answer], asked(200)).label is Label.CONFIRMED


def test_voices_that_anybody_can_make_do_not() -> None:
    shouted = [said(Kind.CAPTURED, "red", 180, by=replace(SHOUTER, id=f"shouter {n}", name=f"shouter {n}")) for n in range(2)]
    found = picture([*HISTORY, *shouted], asked(200))
    assert found.holder == ("blue", "Blues")
    assert found.label is Label.CONFIRMED or found.p["blue"] < CARD.settings.confirmed
