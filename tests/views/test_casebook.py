from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from reportedly.terms.claim import Claim
from reportedly.terms.picture import Picture
from reportedly.terms.place import Place
from reportedly.views.casebook import casebook, day_ends, news_before


def test_days_end_at_midnight_from_the_first_claim_to_the_last(make_claim: Callable[..., Claim]) -> None:
    ends = day_ends([make_claim(hour=5), make_claim(hour=53)])
    assert ends == tuple(datetime(2021, 8, day, tzinfo=UTC) for day in (21, 22, 23))
    assert day_ends([]) == ()


def test_long_cases_are_looked_at_less_often_but_to_their_end(make_claim: Callable[..., Claim]) -> None:
    ends = day_ends([make_claim(hour=0), make_claim(hour=24 * 99)], most=20)
    assert len(ends) <= 20
    assert ends[-1] == datetime(2021, 8, 21, tzinfo=UTC) + timedelta(days=99)


def test_places_are_in_order_and_changes_in_time(make_picture: Callable[..., Picture], make_place: Callable[..., Place]) -> None:
    alpha = [make_picture(), make_picture({"blue": 1.0}, holder=("blue", "Blues"), hour=24), make_picture(hour=48)]
    beta = [make_picture(place=make_place("Beta"), hour=hour) for hour in (0, 24, 48)]
    case = casebook([beta, alpha, []], {}, {})
    assert [history.place.name for history in case.places] == ["Alpha", "Beta"]
    assert [(change.after.place.name, change.after.at.day) for change in case.changes] == [("Alpha", 21), ("Alpha", 22)]
    assert len(case.instants) == 3


def test_pictures_are_worked_out_anew_only_where_there_was_news(make_claim: Callable[..., Claim]) -> None:
    first, second, third = (datetime(2021, 8, day, tzinfo=UTC) for day in (21, 22, 23))
    claims = [make_claim(hour=5), make_claim(hour=53)]
    assert news_before(claims, (first, second, third)) == (first, first, third)
    assert news_before([], (first, second)) == (first, first)
    assert news_before(claims, ()) == ()
