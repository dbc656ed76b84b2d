"""What counts as a right picture, and what "last claim wins" answers, on made-up places."""

from datetime import UTC, date, datetime
from typing import Any

from picture import Change, last_claims, likeliest, right_answers

ONE = Change("wof:1", date(2021, 8, 20), "afg-resistance", contested=False)
TWO = Change("wof:1", date(2021, 8, 21), "taliban", contested=False)
LATER = Change("wof:1", date(2021, 8, 23), "taliban", contested=True)
ELSEWHERE = Change("wof:2", date(2021, 8, 21), "afg-government", contested=False)
RIVAL = Change("wof:1", date(2021, 8, 23), "afg-resistance", contested=False)


def test_the_day_after_ends_at_midnight_in_kabul_and_is_known_at_noon() -> None:
    assert ONE.at == datetime(2021, 8, 21, 19, 30, tzinfo=UTC)
    assert ONE.known == datetime(2021, 8, 22, 12, tzinfo=UTC)


def test_a_change_of_the_day_after_counts() -> None:
    assert right_answers(ONE, [ONE, TWO, LATER, ELSEWHERE]) == {"taliban"}
    assert right_answers(TWO, [ONE, TWO, LATER, ELSEWHERE]) == {"taliban"}


def test_what_is_contested_may_be_called_so() -> None:
    assert right_answers(LATER, [ONE, TWO, LATER]) == {"taliban", "contested"}
    assert right_answers(RIVAL, [TWO, LATER, RIVAL]) == {"taliban", "afg-resistance", "contested"}


def claim(kind: str, known: str | None, place: str, party: str | None, against: str | None = None, **more: object) -> dict[str, Any]:
    slots = {"party": {"id": party} if party else None, "against": {"id": against} if against else None}
    return {"kind": kind, "known": known, "place": {"id": place}, "stance": {"polarity": "affirmed"}, **slots, **more}


def answer(*claims: dict[str, Any], known: datetime = datetime(2021, 8, 22, 12, tzinfo=UTC)) -> str | None:
    return last_claims(claims, [("wof:1", known, known)])[0]


def test_the_last_claim_wins() -> None:
    early = claim("captured", "2021-08-20T12:00:00Z", "wof:1", "afg-resistance")
    late = claim("captured", "2021-08-21T12:00:00Z", "wof:1", "taliban")
    assert answer(late, early) == "taliban"
    assert answer(early, claim("lost", "2021-08-21T12:00:00Z", "wof:1", "afg-resistance", "taliban")) == "taliban"
    assert answer(early, claim("contested", "2021-08-21T12:00:00Z", "wof:1", "taliban")) == "contested"
    inside = claim("captured", "2021-08-21T12:00:00Z", "wof:9", "taliban")
    inside["place"]["adm2_id"] = "wof:1"
    assert answer(early, inside) == "taliban"


def test_what_does_not_count_for_the_last_claim() -> None:
    early = claim("captured", "2021-08-20T12:00:00Z", "wof:1", "afg-resistance")
    for other in (
        claim("captured", "2021-08-23T12:00:00Z", "wof:1", "taliban"),  # not yet known
        claim("captured", None, "wof:1", "taliban"),
        claim("captured", "2021-08-21T12:00:00Z", "wof:2", "taliban"),
        claim("airstrike", "2021-08-21T12:00:00Z", "wof:1", "taliban"),
        claim("captured", "2021-08-21T12:00:00Z", "wof:1", None),
        claim("captured", "2021-08-21T12:00:00Z", "wof:1", "taliban", stance={"polarity": "denied"}),
    ):
        assert answer(early, other) == "afg-resistance"
    assert answer() is None


def test_a_picture_answers_only_when_it_says_held_or_contested() -> None:
    held = {"state": "held", "holder": {"id": "taliban", "name": "Taliban"}}
    assert likeliest(held) == "taliban"
    assert likeliest({"state": "contested", "holder": None}) == "contested"
    assert likeliest({"state": "unknown", "holder": None}) is None
    assert likeliest({"state": "none", "holder": None}) is None
