from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reportedly.terms.claim import Claim, Kind
from reportedly.terms.interval import Interval
from reportedly.terms.picture import Picture, State
from reportedly.terms.source import Source, SourceKind
from reportedly.views.words import (
    chain_words,
    first_speaker,
    moment,
    odds,
    percent,
    period,
    says,
    shares,
    speaker,
    state_name,
    state_phrase,
    top,
    without,
)


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.0, "0 %"), (0.004, "<1 %"), (0.005, "0 %"), (0.006, "1 %"), (0.5, "50 %"), (0.994, "99 %"), (0.9951, ">99 %"), (1.0, "100 %")],
)
def test_percent_never_says_that_the_uncertain_is_certain(p: float, words: str) -> None:
    assert percent(p).replace("\u00a0", " ") == words


def test_a_picture_in_words(make_picture: Callable[..., Picture]) -> None:
    held = make_picture()
    assert (state_name(held), state_phrase(held), top(held)) == ("Reds", "held by Reds", 0.85)
    contested = make_picture({"red": 0.3, "contested": 0.7}, state=State.CONTESTED)
    assert (state_name(contested), state_phrase(contested), top(contested)) == ("contested", "contested", 0.7)
    nobody = make_picture({"none": 0.9, "red": 0.1}, state=State.NONE)
    assert (state_name(nobody), state_phrase(nobody)) == ("nobody", "held by nobody")
    unknown = make_picture({"red": 0.5, "blue": 0.5}, state=State.UNKNOWN)
    assert (state_name(unknown), state_phrase(unknown), top(unknown)) == ("unknown", "in unknown hands", 0.0)


def test_shares_are_named_and_those_that_round_to_nothing_left_out(make_picture: Callable[..., Picture]) -> None:
    assert shares(make_picture(), {"red": "Reds"}) == [("Reds", 0.85), ("contested", 0.1), ("blue", 0.05)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Reds took Alpha"),
        ({"denied": True}, "denied: Reds took Alpha"),
        ({"kind": Kind.HOLDS}, "Reds holds Alpha"),
        ({"kind": Kind.SHELLING}, "shelling in Alpha by Reds"),
    ],
)
def test_a_claim_in_words(make_claim: Callable[..., Claim], fields: dict[str, object], words: str) -> None:
    assert says(make_claim(**fields)) == words


def test_times_in_words() -> None:
    start, end = datetime(2021, 8, 20, tzinfo=UTC), datetime(2021, 8, 20, 12, 30, tzinfo=UTC)
    assert moment(start) == "2021-08-20"
    assert period(Interval(start, end)) == "2021-08-20 to 2021-08-20 12:30"
    assert period(Interval(None, end)) == "before 2021-08-20 12:30"
    assert period(Interval(start, None)) == "since 2021-08-20"
    assert period(Interval(None, None)) == "at an unknown time"


def test_a_report_without_outlet_is_named_by_itself(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim()
    nameless = replace(claim, chain=(replace(claim.chain[0], source=Source(None, None, SourceKind.UNNAMED)),))
    assert (chain_words(nameless), first_speaker(nameless)) == ("the report", claim.report.name)


def test_what_a_dash_adds_to_a_speaker_is_left_out() -> None:
    assert speaker(Source("account of Blue Valley—which has long been calm", None, SourceKind.ACCOUNT)) == "account of Blue Valley"


@pytest.mark.parametrize(
    ("p", "weight", "left"), [(0.5, 0.0, 0.5), (0.9, 2.1972, 0.5), (0.5, -2.1972, 0.9), (1.0, 3.0, 1.0), (0.0, 3.0, 0.0)]
)
def test_what_would_be_left_without_a_weight(p: float, weight: float, left: float) -> None:
    assert without(p, weight) == pytest.approx(left, abs=1e-4)


@pytest.mark.parametrize(
    ("weight", "shown"),
    [(0.0, "odds ×1.0"), (0.693, "odds ×2.0"), (-2.303, "odds ÷10.0"), (9.0, "odds more than ×1000"), (6.9, "odds ×992.3")],
)
def test_log_odds_are_shown_as_a_factor(weight: float, shown: str) -> None:
    assert odds(weight) == shown
