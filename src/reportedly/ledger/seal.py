"""The chain of digests that ties every transaction to all those before it."""

from __future__ import annotations

import hashlib
import sqlite3

from reportedly.errors import LedgerDamaged
from reportedly.terms.identity import Json, canonical

# Every row of a transaction, in an order that does not depend on the database.
ROWS_OF_TX = (
    "SELECT 'report', id, name, text, published, published_at, title, outlet, language, url, posts FROM report WHERE tx = ? ORDER BY id",
    "SELECT 'extraction', seq, report, maker, producer, hex(digest) FROM extraction WHERE tx = ? ORDER BY seq",
    (
        "SELECT 'claim', c.seq, c.extraction, c.id, c.place, c.district, c.country, c.known, c.payload"
        " FROM extraction AS e CROSS JOIN claim AS c ON c.extraction = e.seq WHERE e.tx = ? ORDER BY c.seq"
    ),
    "SELECT 'decision', seq, kind, subject, known, who, why FROM decision WHERE tx = ? ORDER BY seq",
    "SELECT 'directory', seq, kind, id, payload FROM directory WHERE tx = ? ORDER BY seq",
)
# Tables whose rows must belong to some transaction, with what is looked for.
STRAYS = (
    ("report", "SELECT count(*) FROM report WHERE tx NOT IN (SELECT seq FROM tx)"),
    ("extraction", "SELECT count(*) FROM extraction WHERE tx NOT IN (SELECT seq FROM tx)"),
    ("claim", "SELECT count(*) FROM claim WHERE extraction NOT IN (SELECT seq FROM extraction)"),
    ("decision", "SELECT count(*) FROM decision WHERE tx NOT IN (SELECT seq FROM tx)"),
    ("directory", "SELECT count(*) FROM directory WHERE tx NOT IN (SELECT seq FROM tx)"),
)


def seal(connection: sqlite3.Connection, tx: int, recorded: int, before: bytes) -> bytes:
    """The digest of a transaction: SHA-256 over the digest before it, its number, its time and all its rows.

    Args:
        connection: the ledger.
        tx: the transaction's number.
        recorded: its time, microseconds since 1970, UTC.
        before: the digest of the transaction before it; empty for the first.
    """
    digest = hashlib.sha256(before)
    digest.update(canonical([tx, recorded]))
    for query in ROWS_OF_TX:
        for row in connection.execute(query, (tx,)):
            cells: Json = list(row)
            digest.update(canonical(cells))
    return digest.digest()


def verify(connection: sqlite3.Connection) -> int:
    """Check the whole chain; give the number of transactions.

    Raises:
        LedgerDamaged: a row was changed, added or taken out; the message names the transaction.
    """
    before, count = b"", 0
    for tx, recorded, digest in connection.execute("SELECT seq, recorded, digest FROM tx ORDER BY seq").fetchall():
        count += 1
        if tx != count or seal(connection, tx, recorded, before) != digest:
            message = f"transaction {count} is not as it was written"
            raise LedgerDamaged(message)
        before = digest
    for table, query in STRAYS:
        if connection.execute(query).fetchone()[0]:
            message = f"table {table} has rows of no transaction"
            raise LedgerDamaged(message)
    return count
