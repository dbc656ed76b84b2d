"""When things are said, and what time they say."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from simulator.chance import pick
from simulator.records import DAY, HOUR, Minutes, Source

ZONE = 2 * HOUR  # local time of the invented land, ahead of UTC
EVENING, MORNING = 22 * HOUR, 6 * HOUR  # local; who publishes by day is silent between them
PRECISION: Mapping[str, Mapping[str, float]] = {
    "agency": {"hour": 0.1, "part": 0.2, "day": 0.7},
    "paper": {"part": 0.2, "day": 0.8},
    "stringer": {"hour": 0.35, "part": 0.35, "day": 0.3},
    "monitor": {"day": 1.0},
    "map": {"day": 0.5, "days": 0.5},
    "spokesman": {"hour": 0.2, "part": 0.3, "day": 0.5},
    "official": {"hour": 0.1, "part": 0.3, "day": 0.6},
    "sided paper": {"part": 0.2, "day": 0.8},
    "account": {"hour": 0.5, "part": 0.2, "day": 0.3},
    "nobody": {"hour": 0.3, "part": 0.2, "day": 0.5},
}
OLD = 3 * DAY  # what is told later than this is told of "this week"


def waking(source: Source, at: Minutes, random: Random) -> Minutes:
    """Put off to the morning what falls into the night of those who publish by day; bulletins come at their hour."""
    if source.role == "map":  # drawn anew each evening
        return at + (-(at + ZONE) - 2 * HOUR) % DAY
    if source.role == "monitor":  # sent out at seven
        return at + (7 * HOUR - at - ZONE) % DAY
    local = (at + ZONE) % DAY
    if source.waking and (local >= EVENING or local < MORNING):
        return at + (MORNING - local) % DAY + random.randrange(3 * HOUR)
    return at


def stated(source: Source, when: Minutes, at: Minutes, random: Random) -> tuple[Minutes, Minutes, str]:
    """State a time as a source would: first minute, first minute after, precision."""
    precision = pick(random, PRECISION[source.role])
    if at - when > OLD:
        precision = "week"
    return interval(precision, when, at)


def interval(precision: str, when: Minutes, at: Minutes) -> tuple[Minutes, Minutes, str]:
    """Lay the interval of a precision around a minute; those of days and weeks reach back from the publication."""
    if precision == "days" and at - when >= 3 * DAY:
        precision = "week"
    match precision:
        case "hour":
            start = when - when % HOUR
            return start, start + HOUR, "hour"
        case "part":
            return _part(when)
        case "day":
            start = when - (when + ZONE) % DAY
            return start, start + DAY, "day"
        case "days":
            return at - 3 * DAY, at, "days"
        case _:
            return at - max(7 * DAY, at - when + 1), at, "week"


def _part(when: Minutes) -> tuple[Minutes, Minutes, str]:
    """The morning, afternoon or evening around a minute; or the night, which runs over midnight."""
    local = (when + ZONE) % DAY
    if local >= 20 * HOUR or local < 5 * HOUR:
        start = when - (local - 20 * HOUR) % DAY
        return start, start + 9 * HOUR, "night"
    begin = max(hour for hour in (5 * HOUR, 10 * HOUR, 15 * HOUR) if hour <= local)
    start = when - (local - begin)
    return start, start + 5 * HOUR, "part"
