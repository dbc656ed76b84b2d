"""The writing side of the ledger: it appends, one transaction a report, and never changes a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from reportedly.ledger.connection import explained, open_to_write
from reportedly.ledger.rawstore import RawStore
from reportedly.ledger.rows import Cell, claim_row, payload_of, reading_digest, report_row, schema, ticks
from reportedly.ledger.seal import seal
from reportedly.terms.claim import Claim
from reportedly.terms.contract import place_record, source_to_json
from reportedly.terms.identity import canonical
from reportedly.terms.place import Place
from reportedly.terms.report import Report
from reportedly.terms.source import Source


class Verdict(StrEnum):
    """What a person can decide about a claim or a report."""

    RETRACT = "retract"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision about a claim or a whole report.

    Attributes:
        verdict: whether it is withdrawn or restored.
        subject: id of the claim or the report.
        who: who decided.
        why: the reason, in words.
        known: when the withdrawal was public, UTC; None where the row was wrong from the first (our mistake, not the source's).
    """

    verdict: Verdict
    subject: str
    who: str
    why: str
    known: datetime | None = None


class Writer:
    """A ledger to append to. What a method returns from is on the disk."""

    def __init__(self, path: Path, recorded: datetime) -> None:
        """Open a ledger, or make one.

        Args:
            path: its file.
            recorded: R, UTC: when the rows of this run are recorded; rows are never recorded before those already there.

        Raises:
            LedgerError: the ledger is busy, damaged, full or too new.
        """
        self.path = path
        self.raw_store = RawStore.beside(path)
        self._recorded = ticks(recorded) or 0
        self._connection = open_to_write(path, schema())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def has(self, report: str, producer: str | None = None) -> bool:
        """Tell whether a report is kept; with a producer, whether that maker's last reading of it is by exactly this version."""
        with explained(self.path):
            if producer is None:
                return self._one("SELECT 1 FROM report WHERE id = ?", report) is not None
            last = self._one("SELECT producer FROM extraction WHERE report = ? AND maker = ? ORDER BY seq DESC", report, maker_of(producer))
        return last is not None and last[0] == producer

    def text(self, report: str) -> str | None:
        """The text of a report; None where it is not kept."""
        with explained(self.path):
            row = self._one("SELECT text FROM report WHERE id = ?", report)
        return None if row is None else str(row[0])

    def keep(self, report: Report, raw: bytes) -> bool:
        """Keep a report that nobody has read; tell whether it is new.

        Raises:
            LedgerError: it could not be written; nothing of it is kept.
        """
        return self._append_report(report, raw, None)

    def append(self, report: Report, raw: bytes, claims: tuple[Claim, ...], producer: str) -> bool:
        """Append a report with the claims read in it, also where there are none; tell whether anything was new.

        A reading that found the same as the last one by the same maker adds nothing; another one replaces it from now on.

        Raises:
            LedgerError: it could not be written; nothing of it is kept.
        """
        return self._append_report(report, raw, (claims, producer))

    def import_readings(self, readings: Sequence[tuple[Claim, ...]]) -> int:
        """Append claims made elsewhere, without their reports, in one transaction; give the number of claims that was new.

        Args:
            readings: for each the claims that one producer made of one report; a reading replaces the one by the same maker before it.

        Raises:
            LedgerError: they could not be written; none of them is kept.
        """
        with explained(self.path), self._transaction() as tx:
            return sum(len(claims) for claims in readings if self._append_reading(tx, claims[0].report.id, claims, claims[0].producer))

    def describe(self, places: Mapping[str, Place], sources: Mapping[str, Source]) -> int:
        """Append places and sources that imported claims speak of; give the number that was new or changed.

        Raises:
            LedgerError: they could not be written; none of them is kept.
        """
        rows = [("place", key, canonical({**place_record(place), "id": key}).decode()) for key, place in places.items()]
        rows += [("source", key, canonical({**source_to_json(source), "id": key}).decode()) for key, source in sources.items()]
        with explained(self.path), self._transaction() as tx:
            return sum(self._describe(tx, row) for row in rows)

    def decide(self, decision: Decision) -> None:
        """Append a decision.

        Raises:
            LedgerError: it could not be written.
        """
        row = (decision.verdict.value, decision.subject, ticks(decision.known), decision.who, decision.why)
        with explained(self.path), self._transaction() as tx:
            self._connection.execute("INSERT INTO decision (tx, kind, subject, known, who, why) VALUES (?, ?, ?, ?, ?, ?)", (tx, *row))

    def _append_report(self, report: Report, raw: bytes, reading: tuple[tuple[Claim, ...], str] | None) -> bool:
        self.raw_store.put(raw)
        with explained(self.path), self._transaction() as tx:
            new = self._one("SELECT 1 FROM report WHERE id = ?", report.id) is None
            if new:
                self._connection.execute("INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", report_row(report, tx))
            return new | (reading is not None and self._append_reading(tx, report.id, *reading))

    def _append_reading(self, tx: int, report: str, claims: tuple[Claim, ...], producer: str) -> bool:
        payloads = [payload_of(claim) for claim in claims]
        digest, maker = reading_digest(payloads), maker_of(producer)
        last = self._one("SELECT producer, digest FROM extraction WHERE report = ? AND maker = ? ORDER BY seq DESC", report, maker)
        if last is not None and tuple(last) == (producer, digest):
            return False
        insert = "INSERT INTO extraction (tx, report, maker, producer, digest) VALUES (?, ?, ?, ?, ?)"
        extraction = self._connection.execute(insert, (tx, report, maker, producer, digest)).lastrowid or 0
        insert = "INSERT INTO claim (extraction, id, place, district, country, known, payload) VALUES (?, ?, ?, ?, ?, ?, ?)"
        self._connection.executemany(insert, [claim_row(claim, text, extraction) for claim, text in zip(claims, payloads, strict=True)])
        return True

    def _describe(self, tx: int, row: tuple[str, str, str]) -> bool:
        kind, identity, payload = row
        last = self._one("SELECT payload FROM directory WHERE kind = ? AND id = ? ORDER BY seq DESC", kind, identity)
        if last is not None and last[0] == payload:
            return False
        self._connection.execute("INSERT INTO directory (tx, kind, id, payload) VALUES (?, ?, ?, ?)", (tx, *row))
        return True

    def _one(self, query: str, *values: Cell) -> tuple[Cell, ...] | None:
        row: tuple[Cell, ...] | None = self._connection.execute(query, values).fetchone()
        return row

    @contextmanager
    def _transaction(self) -> Iterator[int]:
        """Number a transaction, seal and commit it; one that changed nothing leaves no trace."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            tx, recorded, before = self._next()
            changes = self._connection.total_changes
            yield tx
            if self._connection.total_changes == changes:
                self._connection.execute("ROLLBACK")
                return
            self._connection.execute("INSERT INTO tx VALUES (?, ?, ?)", (tx, recorded, seal(self._connection, tx, recorded, before)))
            self._connection.execute("COMMIT")
        except BaseException:
            _abandon(self._connection)
            raise

    def _next(self) -> tuple[int, int, bytes]:
        last = self._connection.execute("SELECT seq, recorded, digest FROM tx ORDER BY seq DESC LIMIT 1").fetchone() or (0, 0, b"")
        return last[0] + 1, max(last[1], self._recorded), last[2]


def maker_of(producer: str) -> str:
    """The name in a producer's `name@version`."""
    return producer.split("@", 1)[0]


def _abandon(connection: sqlite3.Connection) -> None:
    """Roll back, where SQLite has not done so itself (it does when the disk is full)."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")
