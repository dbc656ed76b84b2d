"""How a time is put in words, seen from the day of publication."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from simulator.chance import happens
from simulator.records import DAY, HOUR, Minutes
from simulator.whens import ZONE

NEAR_DAYS = 6  # days back that are called by the day of the week


class Calendar:
    """Turns the simulator's minutes into the local calendar."""

    def __init__(self, start: datetime) -> None:
        """Set the first minute of the war, UTC."""
        self._start = start

    def utc(self, minute: Minutes) -> datetime:
        """The instant of a minute."""
        return self._start + timedelta(minutes=minute)

    def local(self, minute: Minutes) -> datetime:
        """Clock and calendar in the country, without a zone: on the simulator's clock the war begins at two in the morning."""
        first = (self._start + timedelta(hours=12)).replace(hour=0, minute=0, tzinfo=None)
        return first + timedelta(minutes=minute + ZONE)

    def phrase(self, stated: tuple[Minutes, Minutes, str], at: Minutes, random: Random) -> str:
        """Say a stated time, such as `on Tuesday morning`, in a report published at a minute."""
        start, end, precision = stated
        match precision:
            case "hour":
                hour = self.local(start)
                clock = random.choice((f"{hour.hour % 12 or 12} {'a.m.' if hour.hour < 12 else 'p.m.'}", f"{hour:%H}:00 local time"))  # noqa: PLR2004 - noon
                return f"at around {clock} {self.day(start, at, random)}"
            case "part":
                part = {5: "morning", 10: "afternoon", 15: "evening"}[self.local(start).hour]
                return f"{self.day(start, at, random, bare=True)} {part}"
            case "night":
                return self._night(start, end, at, random)
            case "day":
                return self.day(start, at, random)
            case "days":
                return random.choice(("over the past three days", "in the last three days", "in the past 72 hours"))
            case _:
                return random.choice(("over the past week", "in the past week", "in the last seven days"))

    def _night(self, start: Minutes, end: Minutes, at: Minutes, random: Random) -> str:
        if at - end < 12 * HOUR and happens(random, 0.5):
            return "overnight"
        return f"{self.day(start, at, random, bare=True)} night"

    def day(self, when: Minutes, at: Minutes, random: Random, *, bare: bool = False) -> str:
        """Say a day: of the week where it is near, else with its month; `bare` leaves room for a part of the day."""
        day, today = self.local(when), self.local(at)
        ago = (today.date() - day.date()).days
        if 0 <= ago <= NEAR_DAYS:
            if not bare and ago <= 1 and happens(random, 0.15):
                return ("today", "yesterday")[ago]
            return f"on {day:%A}"
        if bare:
            return f"on {day:%A}, {day:%B} {day.day},"
        return random.choice((f"on {day:%B} {day.day}", f"on {day.day} {day:%B}", f"on {day:%A}, {day:%B} {day.day},"))


__all__ = ["DAY", "Calendar"]
