"""What reading gives: reports with their bytes, and notes on what is odd about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from reportedly.read.language import language_of
from reportedly.read.posts import find_posts
from reportedly.terms.identity import report_id
from reportedly.terms.interval import day_over_everywhere
from reportedly.terms.report import Report

NO_DATE = "no date of publication: its claims are known at no time and move no picture"
FUTURE = "dated in the future"

# A report of today may bear tomorrow's day where its outlet is: the first zone to reach a day is UTC+14.
FIRST_ZONE_AHEAD = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Taken:
    """A report that was read.

    Attributes:
        report: the report.
        raw: its bytes as they came.
        notes: what a user should know about it, in words that follow its name; empty for most.
    """

    report: Report
    raw: bytes
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says about its report beside the text; None and absent where it says nothing.

    Attributes:
        published: day of publication.
        published_at: instant of publication, UTC.
        words: `id`, `title`, `outlet`, `language`, `url`, as far as they are given and not empty.
    """

    published: date | None = None
    published_at: datetime | None = None
    words: Mapping[str, str] = field(default_factory=dict)


def take(raw: bytes, text: str, name: str, header: Header, now: datetime) -> Taken:
    """Make a report of a text and what is said about it.

    Args:
        raw: the bytes as they came.
        text: the extracted text.
        name: the report's name where the header gives no id.
        header: what is said about it.
        now: the present, UTC, by which a date lies in the future.
    """
    words = header.words
    given = words.get("language")
    report = Report(
        id=report_id(raw),
        name=words.get("id") or name,
        text=text,
        published=header.published,
        published_at=header.published_at,
        title=words.get("title"),
        outlet=words.get("outlet"),
        language=language_of(given, text),
        url=words.get("url"),
        posts=find_posts(text),
    )
    return Taken(report, raw, _notes(header, now))


def _notes(header: Header, now: datetime) -> tuple[str, ...]:
    if header.published is None and header.published_at is None:
        return (NO_DATE,)
    return (FUTURE,) if _lies_ahead(header, now) else ()


def _lies_ahead(header: Header, now: datetime) -> bool:
    if header.published_at is not None:
        return header.published_at > now
    begins = None if header.published is None else day_over_everywhere(header.published) - timedelta(days=1, hours=12) - FIRST_ZONE_AHEAD
    return begins is not None and begins > now
