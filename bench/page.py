"""Tables of figures, in a terminal and in docs/figures.md."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "figures.md"
ACCURACY_HEAD = ("suite", "figure", "ours", "target", "peers", "simple rule")


def plain(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table for a terminal."""
    every = [list(head), *map(list, rows)]
    widths = [max(len(line[i]) for line in every) for i in range(len(head))]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in every)


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table for the documentation."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(text.replace("|", "\\|") for text in line) + " |" for line in lines)


def machine() -> str:
    """Name the machine that measures: processor, cores, Python."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", info.read_text(encoding="utf-8"), re.MULTILINE) if info.exists() else None
    return f"{found.group(1) if found else platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def write(section: str, table: str, file: Path | None = None) -> None:
    """Put a table between the marks of a section of a page, with date and machine; of docs/figures.md where no page is given.

    Raises:
        ValueError: the page has no such marks.
    """
    begin, end = f"<!-- {section} -->", f"<!-- /{section} -->"
    file = file or PAGE
    text = file.read_text(encoding="utf-8")
    if begin not in text or end not in text:
        message = f"{file} has no section {section}"
        raise ValueError(message)
    before, rest = text.split(begin, 1)
    after = rest.split(end, 1)[1]
    stamp = f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine()}."
    file.write_text(f"{before}{begin}\n\n{table}\n\n{stamp}\n\n{end}{after}", encoding="utf-8")
