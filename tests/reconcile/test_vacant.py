"""Districts that nobody holds."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reportedly.reconcile import Explaining, link, pictures
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.picture import Label, Picture, State
from reportedly.terms.source import SourceKind
from worlds import WORLD, asked, said, source

WIRES = [source(f"wire {number}") for number in range(4)]
QUIET = [said(Kind.HOLDS, "blue", 24.0 * day, by=WIRES[day], place=place) for day in range(3) for place in ("alpha", "beta")]
NOBODY = said(Kind.HOLDS, None, 90, by=WIRES[0], denied=True)


def shown(claims: Sequence[Claim], hours: float = 100.0, known: float | None = None) -> Picture:
    return pictures(link([*QUIET, *claims]), [asked(hours, known)], WORLD, explaining=Explaining.ALL)[0]


def test_nobody_holds_what_nobody_is_said_to_hold() -> None:
    found = shown([NOBODY, replace(NOBODY, chain=said(Kind.HOLDS, None, 90, by=WIRES[1]).chain)])
    assert (found.state, found.holder) == (State.NONE, None)
    assert found.p["none"] > 0.8
    assert sum(found.p.values()) == pytest.approx(1.0)
    assert NOBODY.id in {entry.claim for entry in found.because}
    assert all(entry.weight > 0 for entry in found.because)


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [said(Kind.WITHDREW, "blue", 90, by=WIRES[0])],  # somebody may have come
        [said(Kind.LOST, "blue", 90, by=WIRES[0])],
        [said(Kind.HOLDS, "blue", 90, by=WIRES[0], denied=True)],  # somebody else may
        [replace(NOBODY, refers="c_other")],  # takes back what was said of somebody
        [said(Kind.HOLDS, None, 90, by=WIRES[0])],
        [said(Kind.HOLDS, None, 90, by=WIRES[0], denied=True, place="beta")],
        [said(Kind.CAPTURED, None, 90, by=WIRES[0], denied=True)],
    ],
)
def test_nothing_is_given_to_nobody_where_nobody_says_so(claims: list[Claim]) -> None:
    assert shown(claims).p["none"] == 0.0


def test_it_is_not_known_before_it_is_said_nor_so_before_it_held() -> None:
    assert shown([NOBODY], 90.5, 90.5).p["none"] == 0.0
    assert shown([NOBODY], 80, 100).p["none"] == 0.0
    assert shown([NOBODY], 90.5, 100).p["none"] > 0.3


def test_who_comes_ends_it_and_time_does() -> None:
    came = [said(Kind.CAPTURED, "red", 95, by=wire) for wire in WIRES[:2]]
    assert shown([NOBODY, *came]).p["none"] < 0.05
    assert shown([NOBODY], 95).p["none"] > shown([NOBODY], 24 * 20).p["none"] > shown([NOBODY], 24 * 60).p["none"]


def test_a_withdrawal_before_makes_it_likelier() -> None:
    left = said(Kind.WITHDREW, "blue", 80, by=WIRES[1])
    assert shown([left, NOBODY]).p["none"] > shown([NOBODY]).p["none"]


def test_an_unchecked_account_says_it_to_less_effect_and_nobody_confirms_it() -> None:
    crowd = replace(NOBODY, chain=said(Kind.HOLDS, None, 90, by=source("someone", SourceKind.SOCIAL)).chain)
    every = [
        replace(NOBODY, chain=said(Kind.HOLDS, None, 90, by=wire).chain, report=replace(NOBODY.report, id=wire.name or ""))
        for wire in WIRES
    ]
    assert shown(every).label is not Label.CONFIRMED
    assert shown([crowd]).p["none"] <= shown(every).p["none"] <= 0.98


def test_what_its_speaker_takes_back_is_over() -> None:
    back = said(Kind.HOLDS, "blue", 95, by=WIRES[0])
    corrected = replace(back, refers=NOBODY.id)
    assert shown([NOBODY, corrected], 100).p["none"] == 0.0
