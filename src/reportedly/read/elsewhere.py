"""Claims made elsewhere, with the sources and places that they speak of, as JSON Lines (docs/json.md)."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from reportedly.errors import InputError, InvalidField, InvalidRecord, UnreadableFile
from reportedly.read.jsonlines import numbered_lines, parse_line
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.contract_in import Directory, claim_from_json, place_from_json, source_from_json
from reportedly.terms.fields import Fields
from reportedly.terms.place import Place
from reportedly.terms.source import Source

T = TypeVar("T")

STANDARD_INPUT = "-"


@dataclass(slots=True)
class _Known:
    """The claims of a file read so far, by the id that the file gives them."""

    ids: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)

    def remember(self, given: str | None, claim: Claim) -> None:
        if given is not None:
            self.ids[given] = claim.id
            self.kinds[given] = claim.kind


def read_claims(path: str, stdin: BinaryIO, directory: Directory) -> Iterator[Claim | InputError]:
    """Read claims; a line that is none is given as an error, and the rest goes on.

    `refers` names a claim by its id in the file; what is given bears the id that the ledger knows it by. Claims that refer to
    one further down come after all others.

    Args:
        path: a file, also gzipped; `-` for standard input.
        stdin: standard input, opened for bytes.
        directory: what ids of sources, places and parties stand for.
    """
    known = _Known()
    lookup = Directory(directory.sources, directory.places, directory.names, known.kinds)
    ahead: list[tuple[int, Fields]] = []
    for record in _records(path, stdin):
        if isinstance(record, InputError):
            yield record
            continue
        number, fields = record
        if _refers_ahead(fields, known):
            ahead.append(record)
        else:
            yield _claim(path, number, fields, lookup, known)
    for number, fields in ahead:
        yield _claim(path, number, fields, lookup, known)


def read_sources(path: str, stdin: BinaryIO) -> Iterator[Source | InputError]:
    """Read sources: `{"id", "name", "kind", "side"}` a line; a line that is none is given as an error."""
    return _described(path, stdin, source_from_json)


def read_places(path: str, stdin: BinaryIO) -> Iterator[Place | InputError]:
    """Read places: `{"id", "name", "level", "adm1", "country", "lat", "lon"}` a line; a line that is none is given as an error."""
    return _described(path, stdin, place_from_json)


def _described(path: str, stdin: BinaryIO, read: Callable[[Fields], T]) -> Iterator[T | InputError]:
    for record in _records(path, stdin):
        if isinstance(record, InputError):
            yield record
            continue
        number, fields = record
        try:
            fields.need_text("id")
            yield read(fields)
        except InvalidField as error:
            yield InvalidRecord(path, number, error.field, error.reason)


def _refers_ahead(fields: Fields, known: _Known) -> bool:
    refers = fields.raw("refers")
    return isinstance(refers, str) and refers not in known.ids


def _claim(path: str, number: int, fields: Fields, lookup: Directory, known: _Known) -> Claim | InputError:
    try:
        claim = claim_from_json(fields.all(), lookup)
        given = fields.text("claim")
    except InvalidField as error:
        return InvalidRecord(path, number, error.field, error.reason)
    if claim.refers is not None:
        # A claim of another file or an earlier import is known by its own id already.
        claim = replace(claim, refers=known.ids.get(claim.refers, claim.refers))
    known.remember(given, claim)
    return claim


def _records(path: str, stdin: BinaryIO) -> Iterator[tuple[int, Fields] | InputError]:
    try:
        with _opened(path, stdin) as file:
            for number, line in numbered_lines(file):
                if line.strip():
                    yield _parsed(line, path, number)
    except (OSError, EOFError) as error:
        yield UnreadableFile(path, str(getattr(error, "strerror", None) or error))


def _parsed(line: bytes, path: str, number: int) -> tuple[int, Fields] | InputError:
    try:
        return number, parse_line(line, path, number)
    except InvalidRecord as error:
        return error


@contextmanager
def _opened(path: str, stdin: BinaryIO) -> Iterator[BinaryIO]:
    if path == STANDARD_INPUT:
        yield stdin
        return
    with cast("BinaryIO", gzip.open(path)) if Path(path).suffix == ".gz" else Path(path).open("rb") as file:
        yield file
