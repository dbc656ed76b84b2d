"""What commands print: coloured tables in a terminal, aligned plain text in a pipe, JSON Lines when asked."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.terms.identity import Json

GAP = "  "
PROSE_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: what it says.
        style: a rich style such as `bold red`, for terminals; empty for none.
    """

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether it holds numbers, which are aligned to the right."""

    title: str
    numbers: bool = False


def print_json(rows: Iterable[Json]) -> None:
    """Print JSON Lines."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Print a table: coloured where standard output is a terminal, aligned plain text where it is a pipe or a file."""
    if sys.stdout.isatty():
        _print_rich(columns, rows)
    else:
        _print_plain(columns, rows)


def narrow(columns: int) -> bool:
    """Tell whether standard output is a terminal of fewer columns than a table needs; pipes have as many as they like."""
    return sys.stdout.isatty() and shutil.get_terminal_size().columns < columns


def print_line(text: str = "", style: str = "") -> None:
    """Print a line; in its style where standard output is a terminal."""
    if style and sys.stdout.isatty():
        from rich.console import Console  # noqa: PLC0415 - rich takes 50 ms to import, and pipes do without it
        from rich.text import Text  # noqa: PLC0415 - as above

        Console(highlight=False).print(Text(_flat(text), style=style))
    else:
        print(_flat(text))


def print_prose(text: str, indent: str = "", style: str = "") -> None:
    """Print running text, wrapped for reading."""
    for line in textwrap.wrap(text, PROSE_WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False):
        print_line(line, style)


def say(text: str) -> None:
    """Tell the user something that is no result: on standard error, so that pipes stay clean."""
    print(text, file=sys.stderr)


def width(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters two, combining ones none."""
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _print_plain(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    texts = [[column.title for column in columns], *([_flat(cell.text) for cell in row] for row in rows)]
    widths = [max(width(row[number]) for row in texts) for number in range(len(columns))]
    for row in texts:
        padded = (_padded(text, size, right=column.numbers) for text, size, column in zip(row, widths, columns, strict=True))
        print(GAP.join(padded).rstrip())


def _flat(text: str) -> str:
    """Text on one line, without the control characters by which a report could steer a terminal; no-break spaces are plain ones."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _padded(text: str, size: int, *, right: bool) -> str:
    fill = " " * (size - width(text))
    return fill + text if right else text + fill


def _print_rich(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - as above
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.title, justify="right" if column.numbers else "left", no_wrap=column.numbers)
    for row in rows:
        table.add_row(*(Text(_flat(cell.text), style=cell.style) for cell in row))
    Console(highlight=False).print(table)
