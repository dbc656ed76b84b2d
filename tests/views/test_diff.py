from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.terms.claim import Claim
from reportedly.terms.picture import Because, Label, Picture, State
from reportedly.views.diff import diff, shift


def test_a_change_names_the_claims_that_arrived_in_between(make_claim: Callable[..., Claim], make_picture: Callable[..., Picture]) -> None:
    old, new, late = make_claim("old", hour=-1), make_claim("new", hour=5, root="u_2"), make_claim("late", hour=99, root="u_3")
    claims = {claim.id: claim for claim in (old, new, late)}
    before = make_picture(because=(Because(old.id, 1.0, "u_1"),))
    because = tuple(Because(claim.id, 1.0, claim.root or "") for claim in (old, new, late))
    after = make_picture({"blue": 0.7, "red": 0.3}, holder=("blue", "Blues"), hour=24, because=because)
    (change,) = diff([before], [after], claims)
    assert [entry.id for entry in change.because] == [new.id]
    assert change.shift == pytest.approx(0.65)


def test_what_hardly_moves_is_not_told(make_picture: Callable[..., Picture]) -> None:
    before = make_picture({"red": 0.85, "contested": 0.15})
    assert diff([before], [make_picture({"red": 0.80, "contested": 0.20}, hour=24)], {}) == ()
    assert len(diff([before], [make_picture({"red": 0.70, "contested": 0.30}, hour=24)], {})) == 1
    assert len(diff([before], [make_picture({"red": 0.85, "contested": 0.15}, hour=24, label=Label.CONFIRMED)], {})) == 1
    assert len(diff([before], [make_picture({"red": 0.49, "contested": 0.51}, state=State.CONTESTED, hour=24)], {})) == 1


def test_the_largest_shift_comes_first_and_places_without_a_before_are_left_out(
    make_picture: Callable[..., Picture], make_place: Callable[..., object]
) -> None:
    beta, gamma = make_place("Beta"), make_place("Gamma")
    before = [make_picture(), make_picture(place=beta)]
    after = [
        make_picture({"blue": 0.4, "red": 0.6}),
        make_picture({"blue": 1.0}, holder=("blue", "Blues"), place=beta),
        make_picture(place=gamma),
    ]
    assert [change.after.place.name for change in diff(before, after, {})] == ["Beta", "Alpha"]


def test_shift_is_symmetric_and_between_0_and_1(make_picture: Callable[..., Picture]) -> None:
    one, other = make_picture({"red": 1.0}), make_picture({"blue": 1.0})
    assert shift(one, other) == shift(other, one) == 1.0
    assert shift(one, one) == 0.0


def test_what_its_speaker_denies_or_somebody_withdraws_is_gone(
    make_claim: Callable[..., Claim], make_picture: Callable[..., Picture]
) -> None:
    said, kept, withdrawn = (make_claim(text, speaker=text, root=text) for text in ("Ann", "Bob", "Cid"))
    denied = make_claim("not so", speaker="Ann", hour=5, root="u_9", denied=True)
    claims = {claim.id: claim for claim in (said, kept, denied)}
    before = make_picture(because=tuple(Because(claim.id, 1.0, claim.root or "") for claim in (said, kept, withdrawn)))
    after = make_picture({"blue": 0.7, "red": 0.3}, holder=("blue", "Blues"), hour=24, because=(Because(denied.id, 1.0, "u_9"),))
    (change,) = diff([before], [after], claims, {withdrawn.id: withdrawn})
    assert {entry.speaker for entry in change.gone} == {"Ann", "Cid"}
    assert ([entry.id for entry in change.because], change.roots) == ([denied.id], 1)


def test_what_was_denied_before_or_by_others_is_not_gone(make_claim: Callable[..., Claim], make_picture: Callable[..., Picture]) -> None:
    said, early, other = make_claim("a"), make_claim("b", hour=-9, denied=True), make_claim("c", speaker="Bob", hour=5, denied=True)
    claims = {claim.id: claim for claim in (said, early, other)}
    before = make_picture(because=(Because(said.id, 1.0, "u_1"),))
    (change,) = diff([before], [make_picture({"blue": 1.0}, holder=("blue", "Blues"), hour=24)], claims)
    assert change.gone == ()
