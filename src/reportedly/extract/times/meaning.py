"""What every other time means in its context: weekdays, times of day, "two days earlier", "last week", lengths."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from reportedly.extract.numbers import number
from reportedly.extract.times import spans
from reportedly.extract.times.context import Context
from reportedly.extract.times.dates import DATES, NEXT_WORD, Match, Resolver, day_number, month_number, real_day
from reportedly.extract.times.spans import Meaning, unresolved
from reportedly.extract.times.words import months, parts, references, seasons, sets, units, weekdays, zones
from reportedly.terms.interval import Precision
from reportedly.terms.layers import TimexType

_BACK = frozenset({"ago", "earlier", "before", "previously", "prior", "since"})
_NOON, _HOURS = 12, 24


def _unit(text: str) -> str:
    """Give the singular of a unit."""
    word = text.lower()
    if word in units():
        return word
    return "century" if word == "centuries" else word.removesuffix("s")


def _zone(words: str | None) -> str | None:
    return zones().get(re.sub(r"\s+", " ", words.lower()).strip("() ")) if words else None


def _clock_day(context: Context) -> date | None:
    """Give the day that a time of day belongs to: that of the sentence, else of the news, else of the story."""
    if context.sentence and context.sentence.precision in {
        Precision.DAY,
        Precision.PART,
        Precision.NIGHT,
        Precision.HOUR,
        Precision.MINUTE,
    }:
        return context.sentence.day
    return context.narrated if context.history else context.published


def _clock(found: Match, context: Context) -> Meaning | None:
    hour, minute = int(found["hour"]), found["minute"]
    half = (found["half"] or "").lower()[:1]
    if not half and not found["oclock"] and not found["zone"] and ":" not in found[0]:
        return None
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return _at(hour, int(minute) if minute else None, _zone(found["zone"]), context)


def _military(found: Match, context: Context) -> Meaning | None:
    return _at(int(found["hour"]), int(found["minute"]), _zone(found["zone"]), context)


def _at(hour: int, minute: int | None, zone: str | None, context: Context) -> Meaning | None:
    day = _clock_day(context)
    if day is None:
        return unresolved(f"XXXX-XX-XXT{hour:02d}:{minute or 0:02d}", TimexType.TIME)
    return spans.clock_of(day, hour, minute, zone) if hour <= _HOURS else None


def _weekday(found: Match, context: Context) -> Meaning | None:
    number = weekdays()[found["weekday"].lower()]
    day = context.weekday(number, (found["rel"] or "").lower() or None)
    if day is None:
        return unresolved(f"XXXX-WXX-{number + 1}")
    part = parts().get((found["part"] or found["edge"] or "").lower())
    return spans.part_of(day, part) if part else spans.day_of(day)


def _today(found: Match, context: Context) -> Meaning | None:
    word = found["word"].lower()
    if context.history and word in {"today", "tomorrow"}:
        return unresolved("PRESENT_REF" if word == "today" else "FUTURE_REF")
    today = context.today
    if today is None:
        return unresolved("PRESENT_REF")
    day = today + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, -2 if "before" in word else 0))
    part = parts().get("night" if word == "tonight" else (found["part"] or found["edge"] or "").lower())
    return spans.part_of(day, part) if part else spans.day_of(day)


def _around(unit: str, day: date | None) -> Meaning | None:
    """Give the unit that holds a day; None where no day is known."""
    return spans.shifted(day, unit, 0) if day else None


def _day_end(found: Match, context: Context) -> Meaning | None:
    whole = _around((found["unit"] or found["unit2"]).lower(), context.narrated)
    return spans.edge_of(whole, "end") if whole else unresolved(None)


def _later_on(found: Match, context: Context) -> Meaning | None:
    unit, day = found["unit"].lower(), context.narrated
    if day is None:
        return unresolved(None)
    return spans.part_of(day, parts()[unit]) if unit in parts() and unit != "day" else _around(unit, day)


_STEPS = {"next": 1, "following": 1, "coming": 1, "previous": -1, "preceding": -1, "last": -1, "past": -1}


def _following(found: Match, context: Context) -> Meaning | None:
    rel, unit = re.sub(r"\s+", " ", found["rel"].lower()), found["unit"].lower().rstrip(".")
    step = _STEPS.get(rel, 0)
    story = rel in {"following", "previous", "preceding", "same", "that", "that same", "very same", "the very"}
    told = found[0].lower().startswith("the ") or story
    day = context.narrated if told or context.history else context.today
    if day is None:
        return unresolved(None)
    if rel == "past" and unit in units():
        return _amount("one", unit)
    named = _named_after(unit, step, day)
    if named is not None:
        return named
    if unit == "time":
        return unresolved(None)
    return _stepped(_unit(unit), step, day, found["part"])


def _stepped(unit: str, step: int, day: date, part: str | None) -> Meaning | None:
    if unit in parts() and unit not in {"early", "late"}:
        return spans.part_of(day + timedelta(days=step), parts()[unit])
    if unit not in units() or unit in {"second", "minute", "hour"}:
        return None
    if unit == "weekend":
        return spans.weekend_of(day + timedelta(days=7 * step))
    if unit == "day" and part and part.lower() in parts():
        return spans.part_of(day + timedelta(days=step), parts()[part.lower()])
    return spans.shifted(day, unit, step)


def _named_after(name: str, step: int, day: date) -> Meaning | None:
    """Give the last, this or next month or season of a name."""
    if name in months():
        month = months()[name]
        year = day.year + (step if (step > 0 and month <= day.month) or (step < 0 and month >= day.month) else 0)
        return spans.month_of(year, month)
    if name in seasons():
        month, code = seasons()[name]
        return spans.season_of(
            day.year + (step if (step > 0 and month <= day.month) or (step < 0 and month + 2 >= day.month) else 0), month, code
        )
    if name in weekdays():
        ahead = (weekdays()[name] - day.weekday()) % 7
        return spans.day_of(
            day + timedelta(days=(ahead or 7) if step > 0 else ahead - 7 if step < 0 and ahead else -7 if step < 0 else ahead)
        )
    return None


def _day_after(found: Match, context: Context) -> Meaning | None:
    day = context.narrated
    if day is None:
        return unresolved(None)
    return spans.day_of(day + timedelta(days=-1 if found["rel"].lower() in {"before", "earlier"} else 1))


def _shift(found: Match, context: Context) -> Meaning | None:
    rel = (found["rel"] or found["rel2"]).lower()
    rel = re.sub(r"\s+", " ", rel)
    back = rel in _BACK
    if rel in {"before", "after", "since"} and NEXT_WORD.match(context.after):
        return None  # "two days after the attack" is a length, and counts from what is not known here
    count = number(found["amount"]) if found["bare"] is None else None
    day = context.today if rel in {"ago", "from now", "hence"} else context.narrated
    if count is None or day is None:
        return unresolved("PAST_REF" if back else "FUTURE_REF")
    unit = _unit(found["unit"])
    if unit in {"second", "minute", "hour"}:
        return unresolved("PAST_REF" if back else "FUTURE_REF", TimexType.TIME)
    return _moved(day, unit, -count if back else count)


def _moved(day: date, unit: str, count: int) -> Meaning:
    try:
        return spans.shifted(day, unit, count)
    except (ValueError, OverflowError):  # before the year 1 or after 9999
        return unresolved("PAST_REF" if count < 0 else "FUTURE_REF")


def _amount(words: str | None, unit: str) -> Meaning:
    """Give a duration: P3D, PT24H, PXM."""
    code, precision = units()[unit]
    count = number(words) if words else None
    if words and words.lower() == "another":
        count = 1
    shown = ".5" if words and words.lower().startswith("half") else "X" if count is None else str(count)
    value = f"PT{shown}{code[1]}" if code.startswith("T") else f"P{shown}{code}"
    if code == "F":
        value = f"P{2 * (count or 1)}W"
    return Meaning(TimexType.DURATION, value, precision=precision)


def _window(found: Match, context: Context) -> Meaning | None:
    """Read "the past 24 hours": a duration that ends, or begins, on the day from which it counts."""
    rel, unit = found["rel"].lower(), _unit(found["unit"])
    length = _amount(found["amount"], unit)
    count, day = number(found["amount"]), context.today
    if rel in {"first", "final"} or day is None or context.history or count is None:
        return length
    hours = {"hour": count, "day": 24 * count, "week": 168 * count, "month": 730 * count, "year": 8760 * count}.get(unit)
    if hours is None or rel not in {"last", "past"}:
        return length
    end = spans.midnight(day + timedelta(days=1))
    days = max(1, -(-hours // _HOURS))
    return replace(length, start=end - timedelta(days=days + (unit == "hour")), end=end, precision=Precision.DAYS)


def _week_of(found: Match, context: Context) -> Meaning | None:
    """Read "the first week of August"."""
    month = month_number(found["m"])
    year = int(found["y"]) if found["y"] else context.year_for(month)
    unit = _unit(found["unit"])
    if year is None:
        return _amount("one", unit)
    which = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(found["which"].lower())
    whole = spans.month_of(year, month)
    if whole.start is None or whole.end is None:
        return None
    if unit != "week":
        return spans.edge_of(whole, "early" if which == 0 else "end")
    start = whole.end - timedelta(days=7) if which is None else whole.start + timedelta(days=7 * which)
    return Meaning(TimexType.DURATION, "P1W", start, start + timedelta(days=7), Precision.WEEK)


def _part_day(found: Match, context: Context) -> Meaning | None:
    word, lead = found["part"].lower(), re.sub(r"\s+", " ", (found["lead"] or found["det"] or "").lower()).strip()
    if not lead and word not in {"overnight", "midnight", "noon"}:
        return None
    part = parts()[word]
    day = _clock_day(context) or context.narrated
    if day is None:
        return unresolved(f"XXXX-XX-XXT{part.code}", TimexType.TIME)
    if word == "overnight" and context.sentence is None and not context.history:
        day -= timedelta(days=1)
    return spans.part_of(day, part)


def _set(found: Match, context: Context) -> Meaning | None:
    del context
    if found["word"]:
        return Meaning(TimexType.SET, sets()[found["word"].lower()])
    unit = _unit(found["unit"])
    if unit in units():
        return Meaning(
            TimexType.SET, _amount(found["amount"] if found["amount"] and found["amount"].lower() != "other" else "one", unit).value
        )
    return Meaning(TimexType.SET, f"XXXX-WXX-{weekdays()[unit] + 1}" if unit in weekdays() else "P1D")


def _duration(found: Match, context: Context) -> Meaning | None:
    del context
    ordinal = _unit(found["unit"]) == "second" and not found["amount"][0].isdigit()  # "a second wave"
    return None if found["old"] or ordinal else _amount(found["amount"], _unit(found["unit"]))


def _lengths(found: Match, context: Context) -> Meaning | None:
    """Read "for weeks"."""
    del context
    return None if found["unit"].lower() == "second" else _amount(None, _unit(found["unit"]))


def _ordinal_day(found: Match, context: Context) -> Meaning | None:
    told = context.narrated
    exact = real_day(told.year, told.month, day_number(found["d"] or found["d2"])) if told else None
    return spans.day_of(exact) if exact else None


def _reference(found: Match, context: Context) -> Meaning | None:
    if found["word"].lower() == "former" and not context.history:
        return None  # in news it tells of a person's office, not of a time
    return unresolved(references()[re.sub(r"\s+", " ", found["word"].lower())])


def _pronoun(found: Match, context: Context) -> Meaning | None:
    if found["unit"].lower() == "date" and context.narrated and found["det"].lower() != "this":
        return spans.day_of(context.narrated)
    return unresolved(None) if context.history else None


RESOLVERS: Mapping[str, Resolver] = {
    **DATES,
    "clock": _clock,
    "military": _military,
    "weekday": _weekday,
    "today": _today,
    "dayend": _day_end,
    "lateron": _later_on,
    "following": _following,
    "dayafter": _day_after,
    "shift": _shift,
    "window": _window,
    "weekof": _week_of,
    "partday": _part_day,
    "set": _set,
    "duration": _duration,
    "lengths": _lengths,
    "ordinalday": _ordinal_day,
    "reference": _reference,
    "pronoun": _pronoun,
}
