"""The reading side of the ledger: what was recorded by R, as publicly known at K."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from reportedly.errors import LedgerDamaged
from reportedly.ledger.connection import explained, open_to_read
from reportedly.ledger.rawstore import RawStore
from reportedly.ledger.rows import Cell, claim_of, moment_of, report_of, ticks
from reportedly.ledger.seal import verify
from reportedly.terms.claim import Claim
from reportedly.terms.contract_in import Shared, place_from_json, source_from_json
from reportedly.terms.fields import Fields
from reportedly.terms.place import Place
from reportedly.terms.report import Report
from reportedly.terms.source import Source
from reportedly.terms.watch import Watch, unwatched

# Of each report the newest reading by each maker recorded by R, without what a decision recorded by R and known at K withdrew.
CURRENT = """
FROM claim AS c JOIN extraction AS e ON e.seq = c.extraction
WHERE e.tx <= :tx AND (:known IS NULL OR c.known <= :known)
  AND NOT EXISTS (SELECT 1 FROM extraction AS n WHERE n.report = e.report AND n.maker = e.maker AND n.seq > e.seq AND n.tx <= :tx)
  AND NOT EXISTS (
    SELECT 1 FROM decision AS d WHERE d.subject IN (c.id, e.report) AND d.kind = 'retract' AND d.tx <= :tx
      AND (d.known IS NULL OR :known IS NULL OR d.known <= :known)
      AND NOT EXISTS (
        SELECT 1 FROM decision AS later WHERE later.subject = d.subject AND later.seq > d.seq AND later.tx <= :tx
          AND (later.known IS NULL OR :known IS NULL OR later.known <= :known)))
"""
AT_PLACES = """ AND c.seq IN (
    SELECT seq FROM claim WHERE place IN (SELECT value FROM json_each(:places))
    UNION SELECT seq FROM claim WHERE district IN (SELECT value FROM json_each(:places)))
"""
# Claims whose country nobody knows may be about any.
IN_COUNTRIES = """ AND c.seq IN (
    SELECT seq FROM claim WHERE country IN (SELECT value FROM json_each(:countries))
    UNION ALL SELECT seq FROM claim WHERE country IS NULL)
"""
HOW_MANY = "SELECT max(seq) FROM claim"
HOW_MANY_IN = "SELECT count(*) FROM claim WHERE country IN (SELECT value FROM json_each(:countries)) OR country IS NULL"
# Every district that any claim touches, by jumps through the index rather than by a walk over all claims.
DISTRICTS = """
WITH RECURSIVE named(district) AS (
  SELECT min(district) FROM claim WHERE district IS NOT NULL
  UNION ALL SELECT (SELECT min(district) FROM claim WHERE district > named.district) FROM named WHERE named.district IS NOT NULL)
SELECT district FROM named WHERE district IS NOT NULL
"""
ALWAYS = 2**63 - 1  # a transaction number that none is above


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a ledger goes: numbers of its last reading, decision and entry of the directory; 0 for none."""

    readings: int
    decisions: int
    entries: int


@dataclass(frozen=True, slots=True)
class Tip:
    """The last transaction of a ledger: whoever has the same has the same ledger.

    Attributes:
        number: of the transaction; 0 for none.
        digest: in hexadecimal digits; covers all that came before.
        extent: how far the ledger goes.
    """

    number: int
    digest: str
    extent: Extent


class Ledger:
    """A ledger to read. Another process may append meanwhile; every call sees whole transactions."""

    def __init__(self, path: Path) -> None:
        """Open a ledger.

        Raises:
            LedgerError: there is none, it is damaged, or it was made by a newer version of the program.
        """
        self.path = path
        self.raw_store = RawStore.beside(path)
        self._shared = Shared()
        self._connection = open_to_read(path)
        self._connection.row_factory = sqlite3.Row

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def claims_at(
        self,
        known: datetime | None = None,
        recorded: datetime | None = None,
        places: Sequence[str] | None = None,
        countries: Sequence[str] | None = None,
        watch: Watch = unwatched,
    ) -> tuple[Claim, ...]:
        """The claims that count.

        Args:
            known: K, UTC: only claims public at K or before, without undated ones; None for all.
            recorded: R, UTC: the ledger as it was at R; None for now.
            places: only claims about these places, and about places within these districts, by id; None for all.
            countries: only claims about these countries (ISO 3166-1 alpha-2), and those whose country is not known; None for all.
            watch: is shown how many are read.

        Returns:
            By the time they were known, undated ones first, then by id: the same whatever the order in which they were added.
        """
        where = ("" if places is None else AT_PLACES) + ("" if countries is None else IN_COUNTRIES)
        lists: dict[str, Cell] = {"places": json.dumps(list(places or ())), "countries": json.dumps(list(countries or ()))}
        with explained(self.path):
            rows = self._connection.execute(f"SELECT DISTINCT c.payload {CURRENT}{where}", self._scope(known, recorded) | lists)
            seen = watch(rows, "reading claims", self.count(countries))
            claims = [claim_of(row["payload"], self._shared) for row in seen]
        return tuple(sorted(claims, key=lambda claim: (ticks(claim.known) or 0, claim.id)))

    @contextmanager
    def still(self) -> Iterator[None]:
        """See the ledger as it is now until the end, whatever is appended meanwhile."""
        with explained(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def tip(self) -> Tip:
        """The last transaction."""
        with explained(self.path):
            row = self._connection.execute("SELECT seq, digest FROM tx ORDER BY seq DESC LIMIT 1").fetchone()
        return Tip(0, "", self.extent()) if row is None else Tip(row["seq"], row["digest"].hex(), self.extent())

    def grew_from(self, tip: Tip) -> bool:
        """Whether this was once a ledger's last transaction, so that all it had is here."""
        with explained(self.path):
            row = self._connection.execute("SELECT digest FROM tx WHERE seq = ?", (tip.number,)).fetchone()
        return tip.number == 0 if row is None else row["digest"].hex() == tip.digest

    def extent(self) -> Extent:
        """How far the ledger goes at present."""
        query = "SELECT (SELECT max(seq) FROM extraction), (SELECT max(seq) FROM decision), (SELECT max(seq) FROM directory)"
        with explained(self.path):
            return Extent(*(number or 0 for number in self._connection.execute(query).fetchone()))

    def claims_after(self, extent: Extent) -> tuple[Claim, ...] | None:
        """The claims that came after, by their ids; None where not only new readings came, so that it takes more to be up to date."""
        after, now = {"after": extent.readings}, self.extent()
        again = "SELECT 1 FROM extraction AS n JOIN extraction AS e USING (report, maker) WHERE n.seq > :after AND e.seq < n.seq LIMIT 1"
        with explained(self.path):
            if replace(now, readings=0) != replace(extent, readings=0) or self._connection.execute(again, after).fetchone():
                return None
            rows = self._connection.execute("SELECT DISTINCT payload FROM claim WHERE extraction > :after", after).fetchall()
        return tuple(sorted((claim_of(row["payload"], self._shared) for row in rows), key=lambda claim: claim.id))

    def touched(self, known: datetime | None = None, recorded: datetime | None = None) -> tuple[str, ...]:
        """The ids of the districts that claims that count touch, sorted.

        Args:
            known: K, UTC, as in `claims_at`.
            recorded: R, UTC, as in `claims_at`.
        """
        counts = f"SELECT 1 {CURRENT} AND c.district = :district LIMIT 1"
        with explained(self.path):
            scope = self._scope(known, recorded)
            named = [row["district"] for row in self._connection.execute(DISTRICTS)]
            return tuple(name for name in named if self._connection.execute(counts, scope | {"district": name}).fetchone())

    def last_known(self, by: datetime, recorded: datetime | None = None) -> datetime | None:
        """When the last claim that counts was public, at `by` (UTC) or before; None where there is none.

        Args:
            by: no claim known later is looked at.
            recorded: R, UTC, as in `claims_at`.
        """
        query = f"SELECT c.known {CURRENT} AND c.known IS NOT NULL ORDER BY c.known DESC LIMIT 1"
        with explained(self.path):
            row = self._connection.execute(query, self._scope(by, recorded)).fetchone()
        return None if row is None else moment_of(row[0])

    def claims(self, identities: Iterable[str]) -> tuple[Claim, ...]:
        """The claims with these ids as they were read last, withdrawn or not; without those that are not here."""
        return tuple(claim for identity in identities if (claim := self.claim(identity)) is not None)

    def count(self, countries: Sequence[str] | None = None) -> int:
        """About how many claims there are: those of older readings and those withdrawn are counted too.

        Args:
            countries: as in `claims_at`.
        """
        with explained(self.path):
            found = self._connection.execute(
                HOW_MANY if countries is None else HOW_MANY_IN, {"countries": json.dumps(list(countries or ()))}
            )
            return int(found.fetchone()[0] or 0)

    def claim(self, identity: str) -> Claim | None:
        """The claim with this id as it was read last, withdrawn or not; None where there is none."""
        with explained(self.path):
            row = self._connection.execute("SELECT payload FROM claim WHERE id = ? ORDER BY seq DESC LIMIT 1", (identity,)).fetchone()
        return None if row is None else claim_of(row["payload"])

    def report(self, identity: str) -> Report | None:
        """The report with this id; None where the ledger does not keep it (claims made elsewhere come without)."""
        with explained(self.path):
            row = self._connection.execute("SELECT * FROM report WHERE id = ?", (identity,)).fetchone()
        return None if row is None else report_of(row)

    def reports(self) -> Iterator[Report]:
        """All reports, by id."""
        with explained(self.path):
            for row in self._connection.execute("SELECT * FROM report ORDER BY id"):
                yield report_of(row)

    def unread(self) -> tuple[Report, ...]:
        """Reports that are kept although nobody has read them: those in a language that extraction does not know."""
        with explained(self.path):
            rows = self._connection.execute("SELECT * FROM report WHERE id NOT IN (SELECT report FROM extraction) ORDER BY id").fetchall()
        return tuple(report_of(row) for row in rows)

    def raw(self, identity: str) -> bytes | None:
        """The bytes of a report as they came; None where they are not kept.

        Raises:
            LedgerDamaged: they have changed since.
        """
        return self.raw_store.get(identity)

    def places(self) -> Mapping[str, Place]:
        """Places that came with imported claims, by id."""
        return {identity: place_from_json(fields) for identity, fields in self._directory("place")}

    def sources(self) -> Mapping[str, Source]:
        """Sources that came with imported claims, by id."""
        return {identity: source_from_json(fields) for identity, fields in self._directory("source")}

    def last_recorded(self) -> datetime | None:
        """When the last transaction was recorded, UTC; None for an empty ledger."""
        with explained(self.path):
            return moment_of(self._connection.execute("SELECT max(recorded) FROM tx").fetchone()[0])

    def verify(self) -> int:
        """Check that every row is as it was written, and so are the raw bytes; give the number of transactions.

        Raises:
            LedgerDamaged: something was changed, added or taken out; the message names it.
        """
        with explained(self.path):
            count = verify(self._connection)
            for (identity,) in self._connection.execute("SELECT id FROM report ORDER BY id"):
                if self.raw_store.get(identity) is None:
                    message = f"{self.raw_store.path(identity)}: the bytes of the report are missing"
                    raise LedgerDamaged(message)
        return count

    def _scope(self, known: datetime | None, recorded: datetime | None) -> dict[str, Cell]:
        tx = ALWAYS
        if recorded is not None:
            row = self._connection.execute("SELECT max(seq) FROM tx WHERE recorded <= ?", (ticks(recorded),)).fetchone()
            tx = row[0] or 0
        return {"tx": tx, "known": ticks(known)}

    def _directory(self, kind: str) -> Iterator[tuple[str, Fields]]:
        with explained(self.path):
            rows = self._connection.execute("SELECT id, payload FROM directory WHERE kind = ? ORDER BY seq", (kind,)).fetchall()
        for row in rows:
            yield row["id"], Fields(json.loads(row["payload"]))
