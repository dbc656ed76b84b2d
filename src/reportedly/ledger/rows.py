"""Between values and rows."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from typing import TypeAlias

from reportedly.terms.claim import Claim
from reportedly.terms.contract import claim_to_json
from reportedly.terms.contract_in import Shared, claim_from_json
from reportedly.terms.identity import Json, canonical
from reportedly.terms.interval import instant, stamp
from reportedly.terms.report import Post, Report

Cell: TypeAlias = "str | int | bytes | None"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def schema() -> str:
    """The statements that make a ledger's tables, without their comments."""
    text = resources.files("reportedly.ledger").joinpath("schema.sql").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("--"))


def ticks(moment: datetime | None) -> int | None:
    """An instant as whole microseconds since 1970, UTC."""
    return None if moment is None else (moment - EPOCH) // MICROSECOND


def moment_of(tick: int | None) -> datetime | None:
    """The instant of a number of microseconds since 1970, UTC."""
    return None if tick is None else EPOCH + tick * MICROSECOND


def payload_of(claim: Claim) -> str:
    """A claim as the text that its row keeps."""
    return canonical(claim_to_json(claim)).decode()


def claim_row(claim: Claim, payload: str, extraction: int) -> tuple[Cell, ...]:
    """A claim as a row of `claim`, without its number."""
    place = claim.place.place if claim.place is not None else None
    where = (None, None, None) if place is None else (place.id, place.district_id, place.country)
    return extraction, claim.id, *where, ticks(claim.known), payload


def claim_of(payload: str, shared: Shared | None = None) -> Claim:
    """The claim of a row; `shared` holds parts of claims read before."""
    return claim_from_json(json.loads(payload), shared=shared)


def reading_digest(payloads: Sequence[str]) -> bytes:
    """A digest of what a reading found; two readings with the same digest found the same."""
    return hashlib.sha256("\n".join(payloads).encode()).digest()


def report_row(report: Report, tx: int) -> tuple[Cell, ...]:
    """A report as a row of `report`."""
    posts: Json = [_post(post) for post in report.posts]
    return (
        report.id,
        tx,
        report.name,
        report.text,
        None if report.published is None else report.published.isoformat(),
        ticks(report.published_at),
        report.title,
        report.outlet,
        report.language,
        report.url,
        canonical(posts).decode(),
    )


def report_of(row: sqlite3.Row) -> Report:
    """The report of a row."""
    return Report(
        id=row["id"],
        name=row["name"],
        text=row["text"],
        published=_day(row["published"]),
        published_at=moment_of(row["published_at"]),
        title=row["title"],
        outlet=row["outlet"],
        language=row["language"],
        url=row["url"],
        posts=tuple(_post_of(*fields) for fields in json.loads(row["posts"])),
    )


def _post(post: Post) -> Json:
    day = None if post.day is None else post.day.isoformat()
    return [post.start, post.end, post.author, post.handle, day, None if post.at is None else stamp(post.at)]


def _post_of(start: int, end: int, author: str | None, handle: str | None, *times: str | None) -> Post:
    day, at = times
    return Post(start, end, author, handle, _day(day), None if at is None else instant(at))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
