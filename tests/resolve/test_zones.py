from datetime import UTC, datetime

import pytest

from reportedly.resolve import zones
from reportedly.terms.interval import Interval, Precision
from reportedly.terms.place import Level, Place
from reportedly.terms.statement import LocalTime


def day(zone: str | None = None) -> LocalTime:
    return LocalTime(datetime(2021, 8, 20), datetime(2021, 8, 21), Precision.DAY, "Friday", zone)  # noqa: DTZ001


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("when", "zone", "start", "end"),
    [
        (day(), "Asia/Kabul", utc(2021, 8, 19, 19, 30), utc(2021, 8, 20, 19, 30)),
        (day("America/New_York"), "Asia/Kabul", utc(2021, 8, 20, 4), utc(2021, 8, 21, 4)),
        (day(), None, utc(2021, 8, 19, 10), utc(2021, 8, 21, 12)),
        (day(), "Nowhere/At_All", utc(2021, 8, 19, 10), utc(2021, 8, 21, 12)),
    ],
)
def test_wall_clock_to_utc(when: LocalTime, zone: str | None, start: datetime, end: datetime) -> None:
    assert zones.interval(when, zone) == Interval(start, end, Precision.DAY, "Friday")


def test_open_and_empty_times() -> None:
    assert zones.interval(LocalTime(None, None, Precision.UNKNOWN), "Asia/Kabul") is None
    since = zones.interval(LocalTime(datetime(2021, 8, 20), None, Precision.DAY), "Asia/Kabul")  # noqa: DTZ001
    assert since == Interval(utc(2021, 8, 19, 19, 30), None, Precision.DAY)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (None, Interval(utc(2021, 8, 20), utc(2021, 8, 21))),
        (utc(2021, 8, 22), Interval(utc(2021, 8, 20), utc(2021, 8, 21))),
        (utc(2021, 8, 20, 12), Interval(utc(2021, 8, 20), utc(2021, 8, 20, 12))),
        (utc(2021, 8, 20), Interval(utc(2021, 8, 20), utc(2021, 8, 21))),
        (utc(2021, 8, 19), None),
    ],
)
def test_nothing_is_known_before_it_is_public(known: datetime | None, expected: Interval | None) -> None:
    assert zones.clipped(Interval(utc(2021, 8, 20), utc(2021, 8, 21)), known) == expected


@pytest.mark.parametrize(
    ("place", "country", "expected"),
    [
        (Place("x:1", "A", Level.ADM2, "AF", timezone="Asia/Tehran"), None, "Asia/Tehran"),
        (Place("x:1", "A", Level.ADM2, "AF"), None, "Asia/Kabul"),
        (None, "AF", "Asia/Kabul"),
        (None, "US", None),
        (None, None, None),
    ],
)
def test_zone_of_a_place(place: Place | None, country: str | None, expected: str | None) -> None:
    assert zones.zone_of(place, country) == expected


def test_moment_needs_minutes_and_a_zone() -> None:
    exact = LocalTime(datetime(2021, 8, 20, 8, 40), datetime(2021, 8, 20, 8, 41), Precision.MINUTE)  # noqa: DTZ001
    assert zones.moment(exact, "America/New_York") == utc(2021, 8, 20, 12, 40)
    assert zones.moment(exact, None) is None
    assert zones.moment(day("Asia/Kabul"), None) is None
