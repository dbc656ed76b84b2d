"""Several processes that open one new ledger at once."""

import sqlite3

import pytest

from reportedly.ledger import connection


class Busy(sqlite3.OperationalError):
    sqlite_errorname = "SQLITE_BUSY"


class Other(sqlite3.OperationalError):
    sqlite_errorname = "SQLITE_IOERR"


class Database:
    """Refuses so many times, as SQLite does at once where two processes change how a new file is logged."""

    def __init__(self, refusals: list[sqlite3.OperationalError]) -> None:
        self.refusals, self.done = refusals, False

    def execute(self, _: str) -> None:
        if self.refusals:
            raise self.refusals.pop()
        self.done = True


def opened(monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.0)
    connection.log_ahead(database)  # type: ignore[arg-type]


def test_who_comes_second_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database([Busy(), Busy(), Busy()])
    opened(monkeypatch, database)
    assert database.done


def test_patience_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Busy):
        opened(monkeypatch, Database([Busy() for _ in range(connection.TRIES + 1)]))


def test_other_trouble_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database([Busy(), Other()])
    with pytest.raises(Other):
        opened(monkeypatch, database)
    assert len(database.refusals) == 1
