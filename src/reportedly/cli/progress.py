"""A line on standard error that shows how far long work has come; only where a person can see it, and only when it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

T = TypeVar("T")

SHORT = 1.0  # seconds; work that is done by then needs no line


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


def _start(what: str) -> tuple[Progress, TaskID]:
    from rich.console import Console  # noqa: PLC0415 - rich takes 50 ms to import, and most runs do without it
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - as above

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} {task.description}"), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.start()
    return progress, progress.add_task(what, total=None)
