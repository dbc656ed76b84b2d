"""From what the user names to reports: files by their endings, folders with everything in them, `-` for standard input."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from reportedly.errors import InputError, UnreadableFile
from reportedly.read.decode import LONGEST
from reportedly.read.jsonlines import UTF8_MARK, read_json_lines
from reportedly.read.plain import read_plain
from reportedly.read.taken import Taken
from reportedly.read.webpage import read_webpage

STANDARD_INPUT = "-"
JSON_LINES = frozenset({".jsonl", ".ndjson"})
WEB_PAGES = frozenset({".html", ".htm", ".xhtml"})
PLAIN = frozenset({".txt", ".text"})
GZIP = ".gz"
PEEK = 64  # bytes of standard input by which its format is told


def reports(paths: Iterable[str], stdin: BinaryIO, now: datetime) -> Iterator[Taken | InputError]:
    """Read reports, one after the other; what cannot be read is given as an error in its place.

    Folders are read in the order of their names, with all folders in them, without hidden files.

    Args:
        paths: files, folders, `-` for standard input.
        stdin: standard input, opened for bytes.
        now: the present, UTC, by which dates lie in the future.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _guarded(STANDARD_INPUT, _standard_input(stdin, now))
        else:
            for file in _files(Path(path)):
                yield from _guarded(file, _file(file, now))


def _guarded(path: Path | str, found: Iterator[Taken | InputError]) -> Iterator[Taken | InputError]:
    """Give what goes wrong with a file as an error in its place."""
    try:
        yield from found
    except InputError as error:
        yield error
    except FileNotFoundError:
        yield UnreadableFile(path, "there is no such file")
    except (OSError, EOFError, zlib.error) as error:
        yield UnreadableFile(path, str(getattr(error, "strerror", None) or error))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder) / name for name in sorted(files) if not name.startswith("."))


def _file(path: Path, now: datetime) -> Iterator[Taken | InputError]:
    zipped = path.suffix.lower() == GZIP
    inner = path.with_suffix("") if zipped else path
    ending = inner.suffix.lower()
    if not path.is_file() and path.exists():
        raise UnreadableFile(path, "is neither a file nor a folder")
    if ending and ending not in JSON_LINES | WEB_PAGES | PLAIN:
        raise UnreadableFile(
            path, f"is not read: files ending in {ending} are no reports", "read are .txt, .html and .jsonl, and these as .gz"
        )
    with cast("BinaryIO", gzip.open(path)) if zipped else path.open("rb") as file:
        if ending in JSON_LINES:
            yield from read_json_lines(file, path, inner.stem, now)
        else:
            read = read_webpage if ending in WEB_PAGES else read_plain
            yield read(file.read(LONGEST + 1), path, inner.stem, now)


def _standard_input(stdin: BinaryIO, now: datetime) -> Iterator[Taken | InputError]:
    """Read standard input, whose format its first character tells."""
    file = _Peeked(stdin)
    begins = file.peeked.removeprefix(UTF8_MARK).lstrip()[:1]
    if begins == b"{":
        yield from read_json_lines(cast("BinaryIO", file), STANDARD_INPUT, "stdin", now)
    else:
        read = read_webpage if begins == b"<" else read_plain
        yield read(file.read(LONGEST + 1), STANDARD_INPUT, "stdin", now)


class _Peeked:
    """A stream that cannot be rewound, with its first bytes looked at."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.peeked = stream.read(PEEK)

    def read(self, size: int) -> bytes:
        taken, self.peeked = self.peeked[:size], self.peeked[size:]
        return taken + self._stream.read(size - len(taken))

    def readline(self, size: int) -> bytes:
        if not self.peeked:
            return self._stream.readline(size)
        end = self.peeked.find(b"\n") + 1
        if end:
            line, self.peeked = self.peeked[:end], self.peeked[end:]
            return line
        line, self.peeked = self.peeked, b""
        return line + self._stream.readline(size - len(line))
