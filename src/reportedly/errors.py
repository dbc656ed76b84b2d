"""Every error that `reportedly` raises on purpose.

ReportedlyError
├── InputError              something in a file or on standard input cannot be read
│   ├── UnreadableFile      the file as a whole: missing, binary, unknown encoding, too large
│   └── InvalidRecord       one record of a file: names file, line and field; the rest of the file goes on
├── InvalidValue            a value breaks the rules of `terms` (an interval that ends before it starts, …)
│   └── InvalidField        one field of a JSON object is missing or not what it must be: names the field
├── LedgerError
│   ├── LedgerBusy          another process is writing
│   ├── LedgerTooNew        made by a newer version of the program
│   ├── LedgerDamaged       not a ledger, or its content does not match its checksums
│   └── LedgerFull          the disk is full; what was acknowledged is kept
├── GazetteerError          a gazetteer file is missing, damaged or of another format version
├── ParametersError         a parameter file is missing, damaged or not of this model
├── StageFailed             a stage failed on one report: a fault of the program; the report is skipped, the others go on
├── WrongUse                arguments that do not go together
├── UnknownPlace            a place was asked for that no gazetteer and no claim knows
├── UnknownSource           a source or a side was asked for that no claim and no party is called
└── UnwritableFile          a file that was asked for cannot be written

Exit codes (documented in docs/cli.md): 0 done; 1 done, but something was skipped or nothing was found; 2 wrong use;
3 unreadable input; 4 ledger trouble; 5 reference data trouble; 6 output that cannot be written; 130 interrupted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pathlib import Path


class ReportedlyError(Exception):
    """Anything that went wrong and that the program can explain."""

    exit_code: ClassVar[int] = 1


class InputError(ReportedlyError):
    """Something in a file or on standard input cannot be read."""

    exit_code = 3


@dataclass(eq=False)
class UnreadableFile(InputError):
    """A file that cannot be taken as a whole.

    Attributes:
        path: the file; `-` for standard input.
        reason: what is wrong with it.
        advice: what the user can do.
    """

    path: Path | str
    reason: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" + (f"; {self.advice}" if self.advice else "")


@dataclass(eq=False)
class InvalidRecord(InputError):
    """One record that cannot be taken; those beside it can.

    Attributes:
        path: the file; `-` for standard input.
        line: its line, counted from 1; None where the file has no lines.
        field: the field at fault; None where the record as a whole is.
        reason: what is wrong.
        advice: what the user can do.
    """

    path: Path | str
    line: int | None
    field: str | None
    reason: str
    advice: str = ""

    def __str__(self) -> str:
        where = str(self.path) + (f":{self.line}" if self.line is not None else "")
        what = f"{self.field}: {self.reason}" if self.field else self.reason
        return f"{where}: {what}" + (f"; {self.advice}" if self.advice else "")


class InvalidValue(ReportedlyError, ValueError):
    """A value breaks the rules of `terms`."""


@dataclass(eq=False)
class InvalidField(InvalidValue):
    """One field of a JSON object is missing or not what it must be.

    Attributes:
        field: its path from the outermost object, such as `place.lat` or `chain[0].source`.
        reason: what is wrong with it.
    """

    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"


class LedgerError(ReportedlyError):
    """The ledger cannot be read or written."""

    exit_code = 4


class LedgerBusy(LedgerError):
    """Another process is writing to the ledger."""


class LedgerTooNew(LedgerError):
    """The ledger was made by a newer version of the program."""


class LedgerDamaged(LedgerError):
    """The file is not a ledger, or its content does not match its checksums."""


class LedgerFull(LedgerError):
    """The disk is full; every row acknowledged before is kept."""


class GazetteerError(ReportedlyError):
    """A gazetteer file is missing, damaged or of another format version."""

    exit_code = 5


class ParametersError(ReportedlyError):
    """A parameter file is missing, damaged or not of this model."""

    exit_code = 5


class UnknownPlace(ReportedlyError):
    """A place was asked for that no gazetteer and no claim knows."""


class UnknownSource(ReportedlyError):
    """A source or a side was asked for that no claim and no party is called."""


@dataclass(eq=False)
class UnwritableFile(ReportedlyError):
    """A file that was asked for cannot be written.

    Attributes:
        path: the file; `-` for standard output.
        reason: what is wrong.
    """

    exit_code: ClassVar[int] = 6
    path: Path | str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: cannot be written: {self.reason}"


class WrongUse(ReportedlyError):
    """Arguments that do not go together, such as an end before its beginning."""

    exit_code = 2


@dataclass(eq=False)
class StageFailed(ReportedlyError):
    """A stage failed on one report: a fault of the program, not of the report.

    Attributes:
        report: the report's name.
        cause: what went wrong, for whoever mends it.
        where: file and line of the program.
    """

    report: str
    cause: str
    where: str

    def __str__(self) -> str:
        return f"{self.report}: skipped, for the program failed on it ({self.cause}, {self.where}); please report this, with its text"
