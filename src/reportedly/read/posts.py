"""Posts of social media that stand quoted or embedded in an article's text.

An embedded post leaves its words and a line that names its author in the text:

    words of the post pic.twitter.com/…
    August 20, 2021 — Name (@handle)          or          — Name (@handle) August 20, 2021
    Name (@handle) on Twitter: words of the post

Only such signature lines make a post; a handle in running text is somebody mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from reportedly.terms.report import Post

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?"
)
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
_CLOCK = r"(?:\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?)(?:\s*(?:utc|gmt|z)(?:[+-]\d{1,2}(?::?\d\d)?)?)?"
_STAMP = rf"(?:{_CLOCK}\s*[-–—·,]?\s*{_DAY}|{_DAY}(?:\s*[-–—·,]?\s*(?:at\s+)?{_CLOCK})?)"
_AUTHOR = r"[^\n()@]{0,60}?\s*\(\s*@\w{1,30}\s*\)"
_DASH = r"[—–―-]{1,2}"
_WHERE = r"(?:on\s+(?:twitter|x|telegram|facebook|instagram|truth\s+social|mastodon|bluesky)|via\s+(?:twitter|telegram|x))"

# A line that signs the post before it, in the orders that embeds leave behind.
_SIGNATURE = re.compile(
    rf"^[ \t]*(?:{_DASH}\s*)?(?:(?P<before>{_STAMP})\s*(?:{_DASH}|·|,)?\s*)?(?P<author>{_AUTHOR})"
    rf"(?:\s*{_WHERE})?[ \t]*(?:(?:{_DASH}|·|,)?\s*(?P<after>{_STAMP}))?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# The same at the end of the post's own line; there the dash is needed, or a name in brackets would end every sentence.
_TRAILING = re.compile(rf"[ \t]*{_DASH}[ \t]*(?P<author>{_AUTHOR})\s*(?P<after>{_STAMP})?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ONLY_STAMP = re.compile(rf"\s*{_STAMP}\s*", re.IGNORECASE)
# A line that introduces the post after it.
_HEADING = re.compile(rf"^[ \t]*(?P<author>{_AUTHOR})\s+{_WHERE}(?:,?\s*(?P<after>{_STAMP}))?\s*:\s*", re.IGNORECASE | re.MULTILINE)
_NAME_HANDLE = re.compile(r"^(?P<name>.*?)\s*\(\s*(?P<handle>@\w+)\s*\)$", re.DOTALL)
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n|\r\n[ \t]*\r\n")
_ZONE = re.compile(r"(?:utc|gmt|z)\s*(?:(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)?$", re.IGNORECASE)

NOON = 12


@dataclass(frozen=True, slots=True)
class _Signed:
    """A signature found: the post's words, and who signed them when."""

    start: int
    end: int
    author: str
    stamp: str | None


def find_posts(text: str) -> tuple[Post, ...]:
    """Find the posts that a text embeds.

    Args:
        text: a report's text.

    Returns:
        Posts in order of appearance, not overlapping; `day` and `at` are None where the signature has none, `at` also where it names no
        zone. Empty where nothing is signed like a post.
    """
    if "@" not in text:
        return ()
    posts: list[Post] = []
    for signed in sorted(_signed(text), key=lambda found: (found.start, found.end)):
        if signed.start < signed.end and (not posts or signed.start >= posts[-1].end):
            posts.append(_post(signed))
    return tuple(posts)


def _signed(text: str) -> Iterator[_Signed]:
    for match in _HEADING.finditer(text):
        yield _Signed(*_trim(text, match.end(), _paragraph_end(text, match.end())), match["author"], match["after"])
    for match in _SIGNATURE.finditer(text):
        yield _Signed(*_block_before(text, match.start()), match["author"], match["before"] or match["after"])
    for match in _TRAILING.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if text[start : match.start()].strip() and not _ONLY_STAMP.fullmatch(text, start, match.start()):
            yield _Signed(*_trim(text, start, match.start()), match["author"], match["after"])


def _block_before(text: str, end: int) -> tuple[int, int]:
    """The paragraph that ends before a signature line, whatever empty lines lie between."""
    stop = len(text[:end].rstrip())
    breaks = [match.end() for match in _PARAGRAPH_BREAK.finditer(text, 0, stop)]
    return _trim(text, breaks[-1] if breaks else 0, stop)


def _paragraph_end(text: str, start: int) -> int:
    found = _PARAGRAPH_BREAK.search(text, start)
    return found.start() if found else len(text)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip())


def _post(signed: _Signed) -> Post:
    named = _NAME_HANDLE.match(signed.author.strip(" \t—–―-·,"))
    name = named["name"].strip(' \t—–―-·,"“”') if named else ""
    day = _day(signed.stamp) if signed.stamp else None
    return Post(
        start=signed.start,
        end=signed.end,
        author=name or None,
        handle=named["handle"] if named else None,
        day=day,
        at=_instant(signed.stamp, day) if signed.stamp and day else None,
    )


@cache
def _month_number(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word[:3].lower()))


def _day(stamp: str) -> date | None:
    """The calendar day of a stamp; None where there is no such day."""
    iso = re.search(r"(\d{4})-(\d\d)-(\d\d)", stamp)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    else:
        word = re.search(_MONTH, stamp, re.IGNORECASE)
        numbers = re.search(rf"(?:{_MONTH}\s+)?(\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?:{_MONTH},?\s+)?(\d{{4}})", stamp, re.IGNORECASE)
        if word is None or numbers is None:
            return None
        year, month, day = int(numbers[2]), _month_number(word[0]), int(numbers[1])
    try:
        return date(year, month, day)
    except ValueError:  # 31 June: a stamp that names no day
        return None


def _instant(stamp: str, day: date) -> datetime | None:
    """The instant of a stamp, UTC; None where it has no clock time or no zone, for a clock without a zone is the embedder's own."""
    clock = re.search(_CLOCK, stamp, re.IGNORECASE)
    zone = _ZONE.search(clock[0].strip()) if clock else None
    if clock is None or zone is None:
        return None
    hour, minute = (int(part) for part in re.findall(r"\d+", clock[0])[:2])
    half = re.search(r"([ap])\.?m", clock[0], re.IGNORECASE)
    if half:
        hour = hour % NOON + (NOON if half[1].lower() == "p" else 0)
    ahead = timedelta(hours=int(zone["hours"] or 0), minutes=int(zone["minutes"] or 0))
    try:
        local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(-ahead if zone["sign"] == "-" else ahead))
    except ValueError:  # 25:00: no time of day
        return None
    return local.astimezone(UTC)
