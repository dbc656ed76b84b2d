"""Files that commands write."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from reportedly.errors import UnwritableFile

STANDARD_OUTPUT = Path("-")


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add `-o FILE`; `-` is standard output."""
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the file to write; - for standard output")


def write_text(path: Path, content: str) -> None:
    """Write a file as UTF-8, whole or not at all; one that was there is replaced. Devices and pipes are written to, never replaced.

    Raises:
        UnwritableFile: it cannot be written.
    """
    if path == STANDARD_OUTPUT:
        sys.stdout.write(content)
        return
    try:
        if path.exists() and not path.is_file():
            path.write_text(content, encoding="utf-8", newline="")
        else:
            _replace(path.resolve(), content)
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error


def _replace(path: Path, content: str) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
        try:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).chmod(0o666 & ~_umask())  # a draft is private; what was asked for is as readable as any other file
            Path(draft.name).replace(path)
        except OSError:
            Path(draft.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
