from datetime import UTC, date, datetime

import pytest

from reportedly.resolve import zones
from reportedly.terms.interval import Interval, Precision
from reportedly.terms.place import Level, Place, PlaceMention, PlaceRef
from reportedly.terms.report import Report
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


@pytest.mark.parametrize(
    ("span", "published", "end"),
    [
        (Interval(None, utc(2021, 8, 21, 12)), date(2021, 8, 20), utc(2021, 8, 20, 19, 30)),  # "before August 31"
        (Interval(utc(2021, 8, 19), None), date(2021, 8, 20), utc(2021, 8, 20, 19, 30)),  # "since Thursday"
        (Interval(None, utc(2021, 8, 21, 12)), None, utc(2021, 8, 21, 12)),
        (Interval(utc(2021, 8, 19), utc(2021, 8, 20)), date(2021, 8, 20), utc(2021, 8, 20)),
        (Interval(utc(2021, 8, 20, 20), utc(2021, 8, 21, 4)), date(2021, 8, 20), utc(2021, 8, 21, 4)),  # the outlet's day ends later
    ],
)
def test_what_a_report_of_a_day_tells_happened_by_its_end(span: Interval, published: date | None, end: datetime) -> None:
    cut = zones.within_day(span, published, "Asia/Kabul")
    assert cut is not None
    assert (cut.start, cut.end) == (span.start, end)


@pytest.mark.parametrize(
    ("instant", "zones_there", "day"),
    [
        (utc(2021, 5, 31, 23, 15), ["Asia/Kabul"], date(2021, 6, 1)),
        (utc(2021, 5, 31, 12), ["Asia/Kabul"], date(2021, 5, 31)),
        (utc(2021, 5, 31, 23, 15), ["Asia/Kabul", "Europe/London", "Europe/London"], date(2021, 6, 1)),  # summer time
        (utc(2021, 1, 31, 23, 15), ["Asia/Kabul", "Europe/London", "Europe/London"], date(2021, 1, 31)),
        (utc(2021, 5, 31, 23, 15), [], date(2021, 5, 31)),
        (None, ["Asia/Kabul"], date(2021, 5, 31)),
    ],
)
def test_a_report_is_of_the_day_that_it_was_there(instant: datetime | None, zones_there: list[str], day: date) -> None:
    report = Report("r_1", "r", "text", date(2021, 5, 31), instant)
    mention = PlaceMention(0, 1, "t")
    places = [
        PlaceRef("t", Place(f"x:{i}", "A", Level.ADM2, "AF", timezone=zone), 0.9, "", mention=mention) for i, zone in enumerate(zones_there)
    ]
    assert zones.dated_there(report, places).published == day
