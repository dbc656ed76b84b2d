"""Reports as JSON Lines: one object a line, read as they come, so that an archive may be of any length."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import InputError, InvalidField, InvalidRecord, UnreadableFile
from reportedly.read.decode import ADVICE, LONGEST, whole
from reportedly.read.taken import Header, Taken, take
from reportedly.terms.fields import Fields

WORDS = {"title": ("title",), "outlet": ("outlet",), "language": ("language", "lang"), "url": ("url",)}
PUBLISHED = ("published", "date")
UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_json_lines(file: BinaryIO, path: Path | str, stem: str, now: datetime) -> Iterator[Taken | InputError]:
    """Read reports; a line that is none is given as an error, and the rest goes on.

    Args:
        file: the open file.
        path: where it is from.
        stem: the beginning of the names of reports without an id; the line's number follows it.
        now: the present, UTC.
    """
    empty = True
    for number, line in numbered_lines(file):
        if not line.strip():
            continue
        empty = False
        if number == 1 and line.startswith(UTF16_MARKS):
            yield InvalidRecord(path, 1, None, "is UTF-16, and JSON Lines are UTF-8", ADVICE)
            return
        try:
            yield read_line(line, path, number, stem, now)
        except InvalidRecord as error:
            yield error
    if empty:
        yield UnreadableFile(path, "is empty")


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, from 1. A line longer than `LONGEST` is cut a byte after that; its rest is skipped."""
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        yield number, line
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = file.readline(LONGEST + 1)


def read_line(line: bytes, path: Path | str, number: int, stem: str, now: datetime) -> Taken:
    """Read the report of one line.

    Raises:
        InvalidRecord: it is none; the error names the field.
    """
    fields = parse_line(line, path, number)
    try:
        text = fields.need_text("text")
        header = _header(fields)
    except InvalidField as error:
        raise InvalidRecord(path, number, error.field, error.reason) from error
    if not text.strip():
        raise InvalidRecord(path, number, "text", "is empty")
    if not all(map(whole, (text, *header.words.values()))):
        raise InvalidRecord(path, number, None, "holds half of a character (a lone surrogate such as \\ud83d)")
    return take(line.strip(), text, f"{stem}:{number}", header, now)


def parse_line(line: bytes, path: Path | str, number: int) -> Fields:
    """Parse one line as a JSON object.

    Raises:
        InvalidRecord: it is too long, no UTF-8, no JSON, or no object.
    """
    if len(line) > LONGEST:
        raise InvalidRecord(path, number, None, f"is longer than {LONGEST // 2**20} MiB: this is no report")
    try:
        return Fields(json.loads(line.removeprefix(UTF8_MARK).strip().decode()))
    except UnicodeDecodeError as error:
        raise InvalidRecord(path, number, None, f"byte {error.start + 1} is not UTF-8", ADVICE) from error
    except json.JSONDecodeError as error:
        raise InvalidRecord(path, number, None, f"is no JSON: {error.msg} at character {error.colno}") from error
    except RecursionError as error:
        raise InvalidRecord(path, number, None, "is nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits, and a record that is no object
        raise InvalidRecord(path, number, None, str(error)) from error


def _header(fields: Fields) -> Header:
    """What the line says about its report.

    Raises:
        InvalidField: a field is not what it must be.
    """
    words = {name: value for name, keys in WORDS.items() if (value := _first_text(fields, keys))}
    identity = fields.raw("id")
    if isinstance(identity, int) and not isinstance(identity, bool):
        words["id"] = str(identity)
    elif given := fields.text("id"):
        words["id"] = given
    key = next((key for key in PUBLISHED if fields.raw(key)), None)
    day, moment = (None, None) if key is None else fields.day_or_instant(key)
    return Header(day, moment, words)


def _first_text(fields: Fields, keys: tuple[str, ...]) -> str | None:
    return next((value for key in keys if (value := fields.text(key))), None)
