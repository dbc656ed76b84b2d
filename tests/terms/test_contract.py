from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.terms.claim import Claim
from reportedly.terms.contract import (
    attribution_to_json,
    claim_to_json,
    event_to_json,
    mention_to_json,
    picture_to_json,
    round_probabilities,
    time_to_json,
)
from reportedly.terms.contract_in import claim_from_json
from reportedly.terms.interval import Interval, Precision
from reportedly.terms.layers import Attribution, EventMention, Span, TimeExpression, TimexType
from reportedly.terms.party import PartyRef
from reportedly.terms.picture import Picture
from reportedly.terms.place import PlaceMention, PlaceRef
from reportedly.terms.report import Report
from reportedly.terms.statement import LocalTime
from strategies import claims

CLAIM_KEYS = [
    "claim", "report", "quote", "kind", "party", "against", "place", "when", "known", "counts", "stance", "chain", "background", "refers",
    "root", "incident", "producer",
]  # fmt: skip
TEXT = "Blues said on Friday that Reds left Alpha."
REPORT = Report("r_1", "one", TEXT, date(2021, 8, 20), language="en")


@given(claims)
@settings(max_examples=300, deadline=None)
def test_a_claim_written_and_read_is_the_same_claim(claim: Claim) -> None:
    written = json.dumps(claim_to_json(claim), allow_nan=False)
    back = claim_from_json(json.loads(written))
    assert back == claim
    assert back.producer == claim.producer
    assert json.loads(written)["claim"] == back.id == claim.id


def test_a_claim_has_the_keys_of_the_contract_in_their_order(make_claim: Callable[..., Claim]) -> None:
    assert list(claim_to_json(make_claim())) == CLAIM_KEYS


def test_a_slot_that_is_not_identified_is_null_and_says_why() -> None:
    claim = claim_from_json(
        {
            "kind": "captured",
            "quote": {"text": "Militants overran Laja"},
            "reasons": {"place": {"text": "Laja", "why": "not in the gazetteer"}, "party": {"text": "Militants", "why": "generic words"}},
        }
    )
    written = claim_to_json(claim)
    assert (written["place"], written["party"], written["against"]) == (None, None, None)
    assert written["reasons"] == {
        "party": {"text": "Militants", "why": "generic words"},
        "place": {"text": "Laja", "why": "not in the gazetteer"},
    }


def test_a_mention_of_an_unknown_place_says_why() -> None:
    ref = PlaceRef("Laja", why="not in the gazetteer", mention=PlaceMention(3, 7, "Laja"))
    written = mention_to_json(REPORT, ref)
    assert (written["start"], written["end"], written["place"], written["confidence"]) == (3, 7, None, 0.0)
    assert written["reasons"] == {
        "place": {"text": "Laja", "why": "not in the gazetteer", "mention": {"start": 3, "end": 7, "text": "Laja"}}
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((), None),
        ((Span(26, 41),), {"start": 26, "end": 41, "text": "Reds left Alpha"}),
        ((Span(26, 30), Span(31, 35)), [{"start": 26, "end": 30, "text": "Reds"}, {"start": 31, "end": 35, "text": "left"}]),
    ],
)
def test_parts_of_an_attribution_are_null_one_span_or_several(content: tuple[Span, ...], expected: object) -> None:
    written = attribution_to_json(REPORT, Attribution((Span(0, 5),), (Span(6, 10),), content))
    assert written["source"] == {"start": 0, "end": 5, "text": "Blues"}
    assert written["cue"] == {"start": 6, "end": 10, "text": "said"}
    assert written["content"] == expected


def test_a_time_has_its_words_its_value_and_its_interval_in_utc() -> None:
    local = LocalTime(datetime(2021, 8, 20), datetime(2021, 8, 21), Precision.DAY, "Friday")  # noqa: DTZ001 - wall-clock time
    interval = Interval(datetime(2021, 8, 19, 19, 30, tzinfo=UTC), datetime(2021, 8, 20, 19, 30, tzinfo=UTC), Precision.DAY)
    written = time_to_json(REPORT, TimeExpression(14, 20, TimexType.DATE, "2021-08-20", local, interval))
    assert (written["text"], written["type"], written["value"]) == ("Friday", "DATE", "2021-08-20")
    assert written["interval"] == ["2021-08-19T19:30:00Z", "2021-08-20T19:30:00Z"]
    assert written["local"] == ["2021-08-20T00:00:00", "2021-08-21T00:00:00"]


def test_an_event_has_its_word_and_its_factuality() -> None:
    written = event_to_json(REPORT, EventMention(31, 35, 2.5))
    assert (written["start"], written["end"], written["text"], written["factuality"]) == (31, 35, "left", 2.5)


def test_a_picture_row_has_the_keys_of_the_contract(make_picture: Callable[..., Picture]) -> None:
    row = picture_to_json(make_picture())
    first = ["place", "at", "known", "state", "holder", "p", "label", "roots", "sides", "since", "because", "missing"]
    assert list(row) == [*first, "together", "according_to", "hindsight"]
    assert row["holder"] == {"id": "red", "name": "Reds"}
    assert row["since"] is None


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6).filter(lambda shares: sum(shares) > 0))
def test_rounded_probabilities_still_add_up_to_one(shares: list[float]) -> None:
    total = sum(shares)
    p = {str(number): share / total for number, share in enumerate(shares)}
    rounded = round_probabilities(p)
    assert math.isclose(sum(rounded.values()), 1, abs_tol=1e-9)
    assert all(abs(rounded[name] - p[name]) < 1.5e-4 for name in p)


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        ({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}, {"a": 0.3334, "b": 0.3333, "c": 0.3333}),
        ({"a": 1.0, "b": 0.0}, {"a": 1.0, "b": 0.0}),
        ({"a": 0.74, "b": 0.26}, {"a": 0.74, "b": 0.26}),
    ],
)
def test_what_rounding_loses_goes_to_those_that_lost_most(p: Mapping[str, float], expected: Mapping[str, float]) -> None:
    assert round_probabilities(p) == expected


def test_an_unidentified_count_keeps_its_words() -> None:
    claim = claim_from_json(
        {
            "kind": "casualties",
            "quote": {"text": "60 men"},
            "counts": [{"what": "killed", "text": "60", "reasons": {"of": {"text": "men", "why": "generic"}}}],
        }
    )
    assert claim.counts[0].of == PartyRef("men", why="generic")
    assert claim_to_json(claim)["counts"] == [
        {"what": "killed", "of": None, "low": None, "high": None, "text": "60", "reasons": {"of": {"text": "men", "why": "generic"}}}
    ]
