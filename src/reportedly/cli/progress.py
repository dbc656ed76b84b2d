"""A line on standard error that shows how far long work has come; only where a person can see it, and only when it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn, TaskID

from reportedly.terms.watch import Watch, unwatched

T = TypeVar("T")

SHORT = 1.0  # seconds; work that is done by then needs no line
AGAIN = 0.1  # seconds after which a line is brought up to date: as often as it is drawn


def counted(work: Iterable[T], what: str) -> Iterator[T]:
    """Go through work, showing how many pieces of it are done.

    Args:
        work: the pieces.
        what: what they are called, in the plural.
    """
    # Where results go to the same terminal, they show the progress themselves.
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from work
        return
    began = time.monotonic()
    bar: tuple[Progress, TaskID] | None = None
    try:
        for done, piece in enumerate(work, 1):
            if bar is None and time.monotonic() - began > SHORT:
                bar = _start(what)
            if bar is not None:
                bar[0].update(bar[1], completed=done)
            yield piece
    finally:
        if bar is not None:
            bar[0].stop()


@contextmanager
def watching() -> Iterator[Watch]:
    """Show how far work has come that is done before anything is printed: one line, which says what is done at the moment."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    line = _Line()
    try:
        yield line
    finally:
        line.end()


class _Line:
    """What is done at the moment, how much of it is done, and for how long it has gone on."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: tuple[Progress, TaskID] | None = None

    def __call__(self, work: Iterable[T], what: str, total: int, /) -> Iterator[T]:
        due = self._begin(what, total)
        for done, piece in enumerate(work):
            if time.monotonic() > due:
                due = self._tell(what, done, total)
            yield piece
        self._tell(what, total, total)

    def _begin(self, what: str, total: int) -> float:
        if self._bar is None:
            return self._began + SHORT
        self._bar[0].reset(self._bar[1], description=what, total=total)
        return 0.0

    def _tell(self, what: str, done: int, total: int) -> float:
        """Show how much is done, if the work goes on for long; say when to do so again, by the monotonic clock."""
        now = time.monotonic()
        if self._bar is None and now > self._began + SHORT:
            self._bar = _bar_of(what, total)
        if self._bar is not None:
            self._bar[0].update(self._bar[1], completed=done)
        return now + AGAIN

    def end(self) -> None:
        """Take the line away."""
        if self._bar is not None:
            self._bar[0].stop()


def _bar_of(what: str, total: int) -> tuple[Progress, TaskID]:
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - as below

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return _started(columns, what, total)


def _start(what: str) -> tuple[Progress, TaskID]:
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - as below

    return _started((SpinnerColumn(), TextColumn("{task.completed:,.0f} {task.description}"), TimeElapsedColumn()), what, None)


def _started(columns: Iterable[ProgressColumn], what: str, total: int | None) -> tuple[Progress, TaskID]:
    from rich.console import Console  # noqa: PLC0415 - rich takes 50 ms to import, and most runs do without it
    from rich.progress import Progress  # noqa: PLC0415 - as above

    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.start()
    return progress, progress.add_task(what, total=total)
