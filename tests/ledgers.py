"""Ledgers for tests: reports appended with their claims, and what is read back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reportedly.ledger import Ledger, Writer
from reportedly.terms.claim import Claim, Kind, ReportRef
from reportedly.terms.identity import report_id
from reportedly.terms.report import Post, Report

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BY = "reportedly@1"
Make = Callable[..., Claim]


def report_of(text: str) -> tuple[Report, bytes]:
    raw = text.encode()
    return Report(
        report_id(raw),
        text[:10],
        text,
        NOW.date(),
        NOW,
        "Title",
        "The Paper",
        "en",
        "https://example.org",
        (Post(0, 2, "Ann", "@ann", NOW.date(), NOW),),
    ), raw


def append(path: Path, text: str, claims: Sequence[Claim], by: str = BY, recorded: datetime = NOW) -> bool:
    report, raw = report_of(text)
    reference = ReportRef(report.id, report.name)
    with Writer(path, recorded) as writer:
        return writer.append(report, raw, tuple(replace(claim, report=reference) for claim in claims), by)


def kinds(path: Path, known: datetime | None = None, recorded: datetime | None = None) -> list[Kind]:
    with Ledger(path) as ledger:
        return [claim.kind for claim in ledger.claims_at(known, recorded)]
