"""What can go wrong with a ledger, and what is said and kept then."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from ledgers import BY, NOW, Make, append, kinds, report_of
from reportedly.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerFull, LedgerTooNew
from reportedly.ledger import Ledger, Writer
from reportedly.terms.claim import Claim, Kind, ReportRef


def test_a_second_writer_is_told_that_the_ledger_is_busy(path: Path, make_claim: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    append(path, "One.", [make_claim()])
    monkeypatch.setattr("reportedly.ledger.connection.PATIENCE", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerBusy, match="another process is writing"):
        append(path, "Two.", [make_claim()])
    assert kinds(path) == [Kind.CAPTURED]
    other.execute("ROLLBACK")
    other.close()
    assert append(path, "Two.", [make_claim()])


def test_a_reader_sees_whole_transactions_while_another_process_writes(path: Path, make_claim: Make) -> None:
    append(path, "One.", [make_claim()])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM claim")
    assert kinds(path) == [Kind.CAPTURED]
    other.execute("ROLLBACK")
    other.close()


def test_a_ledger_of_a_newer_version_is_left_alone(path: Path, make_claim: Make) -> None:
    append(path, "One.", [make_claim()])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=2")
    connection.close()
    before = path.read_bytes()
    for attempt in (lambda: Ledger(path), lambda: Writer(path, NOW)):
        with pytest.raises(LedgerTooNew, match="is a ledger of format 2, and this program knows format 1"):
            attempt()
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"this is no database at all, whatever its name" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for attempt in (lambda: Ledger(path), lambda: Writer(path, NOW)):
        with pytest.raises(LedgerDamaged):
            attempt()
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    for attempt in (lambda: Ledger(path), lambda: Writer(path, NOW)):
        with pytest.raises(LedgerDamaged, match="no ledger of this program"):
            attempt()
    assert path.read_bytes() == before


def test_a_missing_ledger_is_no_empty_one(path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger here"):
        Ledger(path)
    assert not path.exists()
    with pytest.raises(LedgerError):
        Writer(path.parent / "no" / "folder.db", NOW)


def fill(writer: Writer, claim: Claim, kept: list[str]) -> None:
    for number in range(1000):
        report, raw = report_of(f"{number} " + "x" * 2000)
        writer.append(report, raw, (replace(claim, report=ReportRef(report.id, report.name)),), BY)
        kept.append(report.id)


def test_a_full_disk_is_said_and_loses_nothing(path: Path, make_claim: Make) -> None:
    kept: list[str] = []
    with Writer(path, NOW) as writer:
        pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]  # noqa: SLF001 - the fault is injected below the surface
        writer._connection.execute(f"PRAGMA max_page_count={pages + 8}")  # noqa: SLF001 - as above
        with pytest.raises(LedgerFull, match="everything acknowledged before is kept"):
            fill(writer, make_claim(), kept)
        with pytest.raises(LedgerFull):
            writer.append(*report_of("y" * 100_000), (), BY)
    assert kept
    with Ledger(path) as ledger:
        assert sorted(claim.report.id for claim in ledger.claims_at()) == sorted(kept)
        assert ledger.verify() == len(kept)
    assert append(path, "Room again.", [make_claim()])


TAMPERINGS = (
    "UPDATE claim SET payload = replace(payload, 'captured', 'contested')",
    "UPDATE claim SET known = known - 1",
    "UPDATE claim SET district = 'user:beta'",
    "UPDATE claim SET country = 'IQ'",
    "DELETE FROM claim",
    "UPDATE report SET text = text || '.'",
    "UPDATE report SET published = '2020-01-01'",
    "DELETE FROM report",
    "UPDATE tx SET recorded = recorded - 1 WHERE seq = 1",
    "DELETE FROM tx WHERE seq = 2",
    "UPDATE tx SET digest = zeroblob(32) WHERE seq = 1",
    "INSERT INTO claim (extraction, id, payload) VALUES (99, 'c_0', '{}')",
    "INSERT INTO decision (tx, kind, subject, who, why) VALUES (1, 'retract', 'c_0', 'x', 'y')",
    "INSERT INTO directory (tx, kind, id, payload) VALUES (99, 'place', 'x', '{}')",
)


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_row_that_was_tampered_with_is_found(path: Path, make_claim: Make, tampering: str) -> None:
    append(path, "One.", [make_claim()])
    append(path, "Two.", [make_claim()])
    connection = sqlite3.connect(path)
    connection.execute(tampering)
    connection.commit()
    connection.close()
    with Ledger(path) as ledger, pytest.raises(LedgerDamaged):
        ledger.verify()


def test_raw_bytes_that_changed_are_found(path: Path, make_claim: Make) -> None:
    append(path, "One.", [make_claim()])
    report, _ = report_of("One.")
    with Ledger(path) as ledger:
        kept = ledger.raw_store.path(report.id)
        kept.write_bytes(b"Two.")
        with pytest.raises(LedgerDamaged, match="not those that were kept"):
            ledger.verify()
        kept.unlink()
        with pytest.raises(LedgerDamaged, match="missing"):
            ledger.verify()


def unfinished(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def test_on_a_read_only_medium_a_ledger_is_read_without_a_trace(path: Path, make_claim: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    append(path, "One.", [make_claim()])
    before = sorted(path.parent.iterdir())
    monkeypatch.setattr("reportedly.ledger.connection.on_read_only_medium", lambda _: True)
    with Ledger(path) as ledger:
        assert [claim.kind for claim in ledger.claims_at()] == [Kind.CAPTURED]
        assert sorted(path.parent.iterdir()) == before


def test_a_ledger_copied_while_it_was_written_is_not_read_by_half(path: Path, make_claim: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    append(path, "One.", [make_claim()])
    unfinished(path).write_bytes(b"pages that are not in the file yet")
    monkeypatch.setattr("reportedly.ledger.connection.on_read_only_medium", lambda _: True)
    with pytest.raises(LedgerError, match="was copied while it was written"):
        Ledger(path)


def test_that_nothing_can_be_added_is_said(path: Path, make_claim: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorname = "SQLITE_CANTOPEN"
        raise error

    append(path, "One.", [make_claim()])
    monkeypatch.setattr(sqlite3, "connect", refused)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(LedgerError, match="its folder cannot be written"):
        Writer(path, NOW)
