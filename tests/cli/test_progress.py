"""A line that shows how far work has come: in a terminal, when work takes long; it changes nothing of the work."""

from __future__ import annotations

import io

import pytest

from reportedly.cli import progress
from reportedly.terms.watch import unwatched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal_of(monkeypatch: pytest.MonkeyPatch, *, short: float) -> Terminal:
    """A terminal in which work that takes as long as this, seconds, is short."""
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)  # in the test itself: pytest sets it again after fixtures
    monkeypatch.setattr(progress, "SHORT", short)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(progress, "AGAIN", 0.0)
    return screen


def work(stages: tuple[str, ...] = ("linking claims", "releases")) -> list[list[int]]:
    with progress.watching() as watch:
        return [list(watch(range(3), stage, 3)) for stage in stages]


def test_long_work_shows_each_stage_and_its_total(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch, short=-1.0)
    assert work() == [[0, 1, 2]] * 2
    shown = terminal.getvalue()
    assert "linking claims" in shown
    assert "releases" in shown
    assert "3/3" in shown


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch, short=3600.0)
    assert work() == [[0, 1, 2]] * 2
    assert terminal.getvalue() == ""


def test_a_pipe_is_shown_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr("sys.stderr", pipe)
    monkeypatch.setattr(progress, "SHORT", -1.0)
    with progress.watching() as watch:
        assert watch is unwatched
    assert work() == [[0, 1, 2]] * 2
    assert pipe.getvalue() == ""


def test_the_line_goes_where_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch, short=-1.0)
    hidden, shown = "\x1b[?25l", "\x1b[?25h"
    with pytest.raises(ZeroDivisionError), progress.watching() as watch:
        [1 // piece for piece in watch(range(3), "releases", 3)]
    assert terminal.getvalue().count(hidden) == terminal.getvalue().count(shown) == 1
