"""Half-open intervals of UTC time, with the precision at which they were stated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from reportedly.errors import InvalidValue

# A day given without a zone is over everywhere on Earth when it is over at UTC-12, the last zone to leave it.
LAST_ZONE_BEHIND_UTC = timedelta(hours=12)


class Precision(StrEnum):
    """How finely a time was stated; `unknown` where only a bound is known."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    PART = "part"  # part of a day: morning, overnight
    NIGHT = "night"
    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Interval:
    """The half-open interval `[start, end)` of UTC time.

    Attributes:
        start: first instant inside, UTC; None where no beginning is known.
        end: first instant after, UTC; None where no end is known.
        precision: how finely it was stated.
        text: the words that state it, verbatim; None where it was inferred.
    """

    start: datetime | None
    end: datetime | None
    precision: Precision = Precision.UNKNOWN
    text: str | None = None

    def __post_init__(self) -> None:
        """Refuse naive times and empty intervals.

        Raises:
            InvalidValue: an end without a zone or not in UTC, or an interval that holds no instant.
        """
        for bound in (self.start, self.end):
            if bound is not None and bound.utcoffset() != timedelta(0):
                message = f"interval bound {bound.isoformat()} is not in UTC"
                raise InvalidValue(message)
        if self.start is not None and self.end is not None and self.start >= self.end:
            message = f"interval [{stamp(self.start)}, {stamp(self.end)}) holds no instant"
            raise InvalidValue(message)

    def __contains__(self, moment: datetime) -> bool:
        """Tell whether an instant lies inside; unknown bounds hold everything on their side."""
        return (self.start is None or self.start <= moment) and (self.end is None or moment < self.end)

    def meets(self, other: Interval) -> bool:
        """Tell whether the two intervals share an instant."""
        starts_before = self.start is None or other.end is None or self.start < other.end
        ends_after = self.end is None or other.start is None or other.start < self.end
        return starts_before and ends_after


def stamp(moment: datetime) -> str:
    """Write an instant as ISO 8601 in UTC with a final Z; fractions of a second only where there are any."""
    utc = moment.astimezone(UTC)
    return utc.isoformat(timespec="microseconds" if utc.microsecond else "seconds").replace("+00:00", "Z")


def instant(text: str) -> datetime:
    """Read an ISO 8601 instant; one without a zone is taken as UTC, a bare day as its first instant in UTC.

    Raises:
        InvalidValue: the text is no ISO 8601 date or time.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no ISO 8601 time such as 2021-08-20 or 2021-08-20T12:53:00Z"
        raise InvalidValue(message) from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def day_over_everywhere(day: date) -> datetime:
    """The instant at which a calendar day has ended in every time zone, UTC: noon of the next day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1) + LAST_ZONE_BEHIND_UTC
