"""The frame: help, versions, errors, pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from reportedly import __version__
from reportedly.cli import main as frame
from reportedly.cli.main import COMMANDS, build_parser, main
from reportedly.errors import LedgerBusy, ReportedlyError

COMMAND = [sys.executable, "-m", "reportedly.cli.main"]
HEAVY = ("numpy", "numba", "rich", "trafilatura", "lxml", "sqlite3", "rapidfuzz")


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    told = capsys.readouterr().out
    assert all(command.name in told and command.summary.split(";")[0][:30] in told for command in COMMANDS)


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert f"reportedly {command}" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"reportedly {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["picture", "--at", "yesterday"],
        ["export", "pdf", "-o", "x"],
        ["export", "csv"],
        ["card", "Alpha"],
        ["picture", "--nonsense"],
    ],
)
def test_wrong_use_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    assert "usage: reportedly" in capsys.readouterr().err


def test_help_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reportedly.cli.main", "--help"], capture_output=True, text=True, check=True
    )
    imported = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert not {name for name in imported if name.split(".")[0] in HEAVY}
    assert "reportedly.ledger" not in imported


def raising(error: BaseException) -> Callable[..., int]:
    def command(_words: list[str]) -> int:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (ReportedlyError("it broke"), 1, "reportedly: it broke\n"),
        (LedgerBusy("busy"), 4, "reportedly: busy\n"),
        (KeyboardInterrupt(), 130, "reportedly: interrupted\n"),
        (OSError(28, "No space left on device", "out.csv"), 6, "reportedly: out.csv: cannot be written: No space left on device\n"),
    ],
)
def test_errors_are_one_line_and_a_code(
    error: BaseException, code: int, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(frame, "run_command", raising(error))
    assert main(["picture"]) == code
    assert capsys.readouterr().err == line


def test_the_clock_is_read_once_and_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[datetime] = []

    class Module:
        @staticmethod
        def configure(_parser: object) -> None: ...

        @staticmethod
        def run(_arguments: object, now: datetime) -> int:
            seen.append(now)
            return 0

    monkeypatch.setattr(frame, "module_of", lambda _command: Module)
    assert main(["sources"]) == 0
    assert [str(now.tzinfo) for now in seen] == ["UTC"]


def test_a_reader_that_leaves_is_no_error(war: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "sources", "--json", "--ledger", str(war)], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_missing_ledger_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["picture", "--ledger", str(tmp_path / "none.db")]) == 4
    assert "none.db" in capsys.readouterr().err


def test_the_parser_that_knows_all_commands_can_be_built() -> None:
    assert build_parser([command.name for command in COMMANDS]).prog == "reportedly"
