"""Wall-clock times of a text to instants: in the zone that the text names, that of the place, or with bounds wide enough for any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reportedly.errors import InvalidValue
from reportedly.terms.interval import LAST_ZONE_BEHIND_UTC, Interval
from reportedly.terms.place import Place, PlaceRef
from reportedly.terms.report import Report
from reportedly.terms.statement import LocalTime

# The first zone to enter a day is UTC+14 (Line Islands, since 1995).
FIRST_ZONE_AHEAD_OF_UTC = timedelta(hours=14)


def interval(when: LocalTime, zone: str | None) -> Interval | None:
    """Turn a wall-clock interval into one of UTC.

    Args:
        when: the interval; the zone that it names itself goes before `zone`.
        zone: IANA name of the zone of the place; None where unknown, then the bounds hold the interval in every zone.

    Returns:
        The interval; None where the text gives no bound at all.
    """
    if when.start is None and when.end is None:
        return None
    name = when.zone or zone
    start = None if when.start is None else _earliest(when.start, name)
    end = None if when.end is None else _latest(when.end, name)
    try:
        return Interval(start, end, when.precision, when.text)
    except InvalidValue:  # a clock that went back or a zone that began a day late leaves no instant inside
        return None


def moment(when: LocalTime, zone: str | None) -> datetime | None:
    """The instant at which something timed to the minute began, UTC; None for times that are less exact or have no zone."""
    name = when.zone or zone
    if when.start is None or name is None or when.precision not in {"second", "minute"}:
        return None
    return _earliest(when.start, name)


def clipped(span: Interval | None, known: datetime | None) -> Interval | None:
    """Cut off what lies after the instant at which a claim was public; None where that leaves nothing.

    A time that begins at that very instant ("said at 8.40 that fighting rages") stays as it is.
    """
    if span is None or known is None or span.start == known:
        return span
    if span.start is not None and span.start > known:
        return None
    return replace(span, end=known) if span.end is None or span.end > known else span


def within_day(span: Interval | None, published: date | None, zone: str | None) -> Interval | None:
    """Cut off what lies after the end of a report's day at the place, where the report bears no instant.

    Such a report is public once its day is over everywhere, yet what it tells to have happened "before" some later day did so on its
    own day at the latest. What begins after that day stays: a day of the outlet may end later than one of the place.

    Args:
        span: when something held; None where not known.
        published: the day that the report bears; None where it bears an instant or nothing.
        zone: IANA name of the zone of the place; None where unknown.
    """
    if span is None or published is None:
        return span
    over = _latest(datetime.combine(published + timedelta(days=1), time()), zone)
    inside = span.start is None or span.start < over
    return replace(span, end=over) if inside and (span.end is None or span.end > over) else span


def dated_there(report: Report, places: Sequence[PlaceRef]) -> Report:
    """Give a report the day on which its instant of publication fell where its places lie: "on Tuesday" counts from that day.

    Args:
        report: the report; one without an instant, or without places of a known zone, is returned as it is.
        places: the places that it names; the zone of most of them counts, of several as many the first.
    """
    zones = Counter(ref.place.timezone for ref in places if ref.place is not None and ref.place.timezone is not None)
    zone = _zone(zones.most_common(1)[0][0]) if zones else None
    if report.published_at is None or zone is None:
        return report
    return replace(report, published=report.published_at.astimezone(zone).date())


def zone_of(place: Place | None, country: str | None) -> str | None:
    """The IANA zone of a place: its own, else that of its country where that has one alone."""
    if place is not None and place.timezone:
        return place.timezone
    code = place.country if place is not None and place.country else country
    zones = _country_zones().get(code or "", ())
    return zones[0] if len(zones) == 1 else None


def _earliest(local: datetime, name: str | None) -> datetime:
    zone = _zone(name)
    return local.replace(tzinfo=UTC) - FIRST_ZONE_AHEAD_OF_UTC if zone is None else local.replace(tzinfo=zone).astimezone(UTC)


def _latest(local: datetime, name: str | None) -> datetime:
    zone = _zone(name)
    return local.replace(tzinfo=UTC) + LAST_ZONE_BEHIND_UTC if zone is None else local.replace(tzinfo=zone).astimezone(UTC)


@cache
def _zone(name: str | None) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # a gazetteer of another year may name a zone that this tzdata lacks
        return None


@cache
def _country_zones() -> dict[str, tuple[str, ...]]:
    """The zones of each country (tzdata, zone.tab; public domain)."""
    zones: dict[str, tuple[str, ...]] = {}
    for line in resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, name, *_ = line.split("\t")
            zones[country] = (*zones.get(country, ()), name)
    return zones
