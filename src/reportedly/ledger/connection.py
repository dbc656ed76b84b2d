"""Opening the ledger's file, and saying in our words what SQLite says in its own."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerFull, LedgerTooNew

# "Rptd" in ASCII: it stands in the file's header, so that `file` and we can tell a ledger from any other database.
APPLICATION_ID = 0x52707464
# Raised whenever an older program could not read what this one writes.
SCHEMA_VERSION = 1
# How long a writer waits for another one, seconds: far longer than any transaction of ours takes, far shorter than a person's patience.
PATIENCE = 5.0
TRIES = 100  # within that time, where SQLite does not wait by itself

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into errors of the ledger.

    Raises:
        LedgerBusy: another process is writing.
        LedgerFull: no room is left.
        LedgerDamaged: the file is no database, or a broken one.
        LedgerError: anything else that SQLite or the file system refuses.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(path, error) from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise _full(path, str(error.strerror)) from error
        message = f"{path}: {error.strerror or error}"
        raise LedgerError(message) from error


def _explain(path: Path, error: sqlite3.Error) -> LedgerError:
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LedgerBusy(f"{path}: another process is writing to this ledger; wait until it is done and try again")
    if name in {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_TRUNCATE"}:
        return _full(path, str(error))
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return LedgerDamaged(f"{path}: is no ledger, or a damaged one ({error})")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")) and not os.access(path.parent, os.W_OK):
        return LedgerError(f"{path}: its folder cannot be written; copy the ledger elsewhere, with all files that begin like it")
    return LedgerError(f"{path}: {error}")


def _full(path: Path, reason: str) -> LedgerFull:
    return LedgerFull(
        f"{path}: no room to write ({reason}); everything acknowledged before is kept: make room and run the same command again"
    )


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open an existing ledger; nothing is written to it.

    Raises:
        LedgerError: there is no such file, it is a folder, or it was copied to a read-only medium while it was written.
        LedgerDamaged: it is no ledger.
        LedgerTooNew: it was made by a newer version of the program.
    """
    if not path.is_file():
        message = f"{path}: there is no ledger here; `reportedly add` makes one"
        raise LedgerError(message)
    with explained(path):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?{_reading(path)}", uri=True, timeout=PATIENCE, isolation_level=None)
        _check(connection, path)
    return connection


def _reading(path: Path) -> str:
    """How SQLite is to read: where nobody can write, without the files by which readers and writers keep out of each other's way."""
    if not on_read_only_medium(path):
        return "mode=ro"
    unfinished = path.with_name(f"{path.name}-wal")
    if unfinished.exists() and unfinished.stat().st_size:
        message = f"{path}: was copied while it was written, and cannot be finished here; copy it with {unfinished.name} to where it can be"
        raise LedgerError(message)
    return "mode=ro&immutable=1"


def on_read_only_medium(path: Path) -> bool:
    """Tell whether a file lies where nobody can write; systems that cannot say so are taken to be writable."""
    return hasattr(os, "statvfs") and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def open_to_write(path: Path, schema: str) -> sqlite3.Connection:
    """Open a ledger to append to it, or make a new one.

    Args:
        path: the file.
        schema: the statements that make its tables.

    Raises:
        LedgerBusy: another process is making or changing it.
        LedgerDamaged: it is no ledger.
        LedgerTooNew: it was made by a newer version of the program.
        LedgerFull: there is no room for a new one.
    """
    with explained(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        _make(connection, schema)
        _check(connection, path)
        # FULL: what has been acknowledged survives a power cut, not only a killed process.
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
    return connection


def log_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at once. SQLite does not wait by itself where two processes change this of a new file together.

    Raises:
        sqlite3.OperationalError: others keep it busy for `PATIENCE` seconds, or the file system refuses.
    """
    for _ in range(TRIES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if not str(getattr(error, "sqlite_errorname", None)).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise
            time.sleep(PATIENCE / TRIES)
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


def _make(connection: sqlite3.Connection, schema: str) -> None:
    """Make the tables where the file is new; two processes may try at once, and the second finds them made."""
    if connection.execute("PRAGMA schema_version").fetchone()[0] != 0:
        return
    log_ahead(connection)
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("PRAGMA schema_version").fetchone()[0] == 0:
        for statement in schema.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == APPLICATION_ID and version == SCHEMA_VERSION:
        return
    connection.close()
    if application != APPLICATION_ID:
        message = f"{path}: is a database, but no ledger of this program"
        raise LedgerDamaged(message)
    message = f"{path}: is a ledger of format {version}, and this program knows format {SCHEMA_VERSION}; use a newer version of reportedly"
    raise LedgerTooNew(message)
