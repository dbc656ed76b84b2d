"""What can be worked out from a ledger, kept in a file beside it: never the truth, rebuilt when stale, safe to delete at any time.

Values are bytes by name. All that belongs together is written in one transaction, and read in one: a reader sees either the shelf before
or after. A shelf that is damaged, of another make or of another ledger is emptied; one that cannot be written is done without.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportedly.ledger.connection import on_read_only_medium

SUFFIX = ".shelf"
FORMAT = 1  # raised whenever the tables change
PATIENCE = 2.0  # seconds to wait for another process that is writing, before doing without the shelf
SCHEMA = (
    "CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB NOT NULL)",
    "CREATE TABLE linked (id BLOB, scope TEXT, root TEXT NOT NULL, PRIMARY KEY (scope, id)) WITHOUT ROWID",
    "CREATE TABLE beside (scope TEXT, meeting INTEGER, id BLOB, PRIMARY KEY (scope, meeting, id)) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Rooted:
    """The root of a claim, and where it meets other claims that may share it.

    Attributes:
        claim: id of the claim.
        root: id of its root.
        meetings: numbers that it shares with every claim that bears on its root.
    """

    claim: str
    root: str
    meetings: tuple[int, ...]


class ShelfUnusable(Exception):
    """The shelf cannot be read or written."""


class Shelf:
    """A shelf beside a ledger, for one thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @classmethod
    @contextmanager
    def beside(cls, ledger: Path, make: str) -> Iterator[Shelf | None]:
        """Open the shelf of a ledger, or make one; None where there can be none.

        Args:
            ledger: the file of the ledger.
            make: whatever the values depend on beside the ledger; a shelf of another make is emptied.
        """
        path = ledger.with_name(ledger.name + SUFFIX)
        connection = _opened(path, f"{FORMAT} {make}")
        try:
            yield None if connection is None else cls(path, connection)
        finally:
            if connection is not None:
                connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See the shelf as it is now until the end.

        Raises:
            ShelfUnusable: it cannot be read.
        """
        with self._held("BEGIN DEFERRED"):
            yield

    def keep(self, write: Callable[[], None]) -> bool:
        """Let `write` put things on the shelf, all or nothing; tell whether that could be: where not, all is as before.

        Others see what was there before until it is done.
        """
        try:
            with self._held("BEGIN IMMEDIATE"):
                write()
        except ShelfUnusable:  # busy, or no room: it is worked out again next time
            return False
        return True

    @contextmanager
    def _held(self, begin: str) -> Iterator[None]:
        try:
            self._connection.execute(begin)
            yield
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise ShelfUnusable(str(error)) from error
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def discard(self) -> None:
        """Take the file away; the next who asks makes another one."""
        self._connection.close()
        _removed(self._path)

    def get(self, name: str) -> bytes | None:
        """A value; None where it is not kept."""
        row = self._connection.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def put(self, values: Mapping[str, bytes]) -> None:
        """Keep values in place of those of the same names."""
        self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", values.items())

    def names(self, start: str) -> tuple[str, ...]:
        """The names that start so, in the order in which their values were first kept."""
        query = "SELECT name FROM kept WHERE name >= ? AND name < ? ORDER BY rowid"
        return tuple(name for (name,) in self._connection.execute(query, (start, start + "\U0010ffff")))

    def drop(self, names: Iterable[str]) -> None:
        """Forget values."""
        self._connection.executemany("DELETE FROM kept WHERE name = ?", [(name,) for name in names])

    def clear(self, scope: str) -> None:
        """Forget all values whose names start with a scope, and the roots in it."""
        self.drop(self.names(scope))
        self._connection.execute("DELETE FROM linked WHERE scope = ?", (scope,))
        self._connection.execute("DELETE FROM beside WHERE scope = ?", (scope,))

    def link(self, scope: str, found: Iterable[Rooted]) -> None:
        """Keep roots, in place of those kept before."""
        some = [(entry, _key(entry.claim)) for entry in found]
        self._connection.executemany("INSERT OR REPLACE INTO linked VALUES (?, ?, ?)", ((key, scope, entry.root) for entry, key in some))
        met = sorted((scope, meeting, key) for entry, key in some for meeting in entry.meetings)
        self._connection.executemany("INSERT OR IGNORE INTO beside VALUES (?, ?, ?)", met)

    def roots(self, scope: str, claims: Sequence[str]) -> Mapping[str, str]:
        """The roots of claims, by their ids; without those that are not kept."""
        query = "SELECT root FROM linked WHERE scope = ? AND id = ?"
        found = ((claim, self._connection.execute(query, (scope, _key(claim))).fetchone()) for claim in claims)
        return {claim: row[0] for claim, row in found if row is not None}

    def meeting(self, scope: str, meeting: int) -> tuple[str, ...]:
        """The ids of the claims that share a number."""
        query = "SELECT id FROM beside WHERE scope = ? AND meeting = ?"
        return tuple(_claim(key) for (key,) in self._connection.execute(query, (scope, meeting)))


def _key(claim: str) -> bytes:
    """An id in half its length: `c_` and hexadecimal digits."""
    return bytes.fromhex(claim.removeprefix("c_"))


def _claim(key: bytes) -> str:
    return f"c_{key.hex()}"


def _opened(path: Path, make: str) -> sqlite3.Connection | None:
    """Open a shelf; one that is damaged or of another make is made anew. None where none can be had."""
    if not path.exists() and on_read_only_medium(path.parent):
        return None
    for _ in range(2):
        connection = None
        try:
            connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            _prepared(connection, make)
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            if not str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
                return None
            _removed(path)
        else:
            return connection
    return None


def _prepared(connection: sqlite3.Connection, make: str) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # what a power cut takes can be worked out again
    connection.execute("PRAGMA journal_mode=WAL")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "kept" in tables and connection.execute("SELECT value FROM kept WHERE name = ''").fetchone() == (make.encode(),):
        return
    connection.execute("BEGIN IMMEDIATE")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        connection.execute(f'DROP TABLE "{name}"')
    for statement in SCHEMA:
        connection.execute(statement)
    connection.execute("INSERT INTO kept VALUES ('', ?)", (make.encode(),))
    connection.execute("COMMIT")


def _removed(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with contextlib.suppress(OSError):
            path.with_name(name).unlink(missing_ok=True)
