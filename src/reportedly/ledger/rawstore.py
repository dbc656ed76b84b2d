"""The raw bytes of reports, in files named by their SHA-256: `sha256sum` checks them, and nothing is ever overwritten."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import InvalidValue, LedgerDamaged
from reportedly.ledger.connection import explained
from reportedly.terms.identity import report_id

SUFFIX = ".raw"
PREFIX = "r_"
DIGITS = 64
FAN = 2  # characters of the folder's name: 256 folders keep each of them small


@dataclass(frozen=True, slots=True)
class RawStore:
    """The folder of raw bytes beside a ledger.

    Attributes:
        folder: `FILE.raw`.
    """

    folder: Path

    @classmethod
    def beside(cls, ledger: Path) -> RawStore:
        """The store of a ledger."""
        return cls(ledger.with_name(ledger.name + SUFFIX))

    def path(self, identity: str) -> Path:
        """Where the bytes of a report lie.

        Raises:
            InvalidValue: the id is not one of a report; nothing else ever becomes a path.
        """
        digest = identity.removeprefix(PREFIX)
        if len(digest) != DIGITS or not set(digest) <= set("0123456789abcdef"):
            message = f"{identity!r} is no id of a report"
            raise InvalidValue(message)
        return self.folder / digest[:FAN] / digest[FAN:]

    def put(self, raw: bytes) -> str:
        """Keep bytes, on the disk before this returns; give their id. Bytes that are there already are left alone.

        Raises:
            LedgerFull: there is no room.
            LedgerError: the folder cannot be written.
        """
        identity = report_id(raw)
        path = self.path(identity)
        with explained(path):
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, raw)
        return identity

    def get(self, identity: str) -> bytes | None:
        """The bytes of a report; None where they are not kept here.

        Raises:
            LedgerDamaged: the bytes are not those that the id was made of.
        """
        path = self.path(identity)
        with explained(path):
            if not path.exists():
                return None
            raw = path.read_bytes()
        if report_id(raw) != identity:
            message = f"{path}: the bytes are not those that were kept"
            raise LedgerDamaged(message)
        return raw


def _write(path: Path, raw: bytes) -> None:
    """Write under another name first: a file under its own name is whole."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
