"""A registry of sources: what a person knows of those who speak (docs/sources.md). In TOML, CSV or JSON Lines, all of one form."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from reportedly.errors import InvalidField, InvalidRecord, UnreadableFile
from reportedly.terms.claim import Claim
from reportedly.terms.fields import Fields
from reportedly.terms.identity import Json
from reportedly.terms.source import Source, SourceKind

# Reliability of a source, A (reliable) to F (cannot be judged), and where given credibility of what it says, 1 to 6.
# Source: NATO STANAG 2022 / AJP-2.1, the "Admiralty code".
ADMIRALTY = re.compile(r"[A-F][1-6]?")
COUNTRY = re.compile(r"[A-Z]{2}")
FIELDS = frozenset({"id", "name", "aliases", "kind", "side", "country", "admiralty", "note", "text", "named"})
NOBODY = "none"  # the side of one who speaks for no party, where its reports make it look otherwise
SOURCE_TABLE = re.compile(r"\s*\[\[\s*source\s*\]\]")
Numbered = tuple[int, Mapping[str, Json]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A source as a registry describes it.

    Attributes:
        name: what it is called.
        aliases: what else it is called: spellings, handles, what a paper calls it.
        kind: what it is; None to leave it as read.
        side: id of the party that it speaks for; `none` where it speaks for none; None to leave it as read.
        country: ISO 3166-1 alpha-2 code of where it is from; None where not given.
        admiralty: a person's rating, `B` or `B2`; shown, never reckoned with. None where not rated.
        note: anything; None where nothing is noted.
        id: its id in claims made elsewhere; None where it has none.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: SourceKind | None = None
    side: str | None = None
    country: str | None = None
    admiralty: str | None = None
    note: str | None = None
    id: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return (self.name, *self.aliases)

    def source(self) -> Source:
        """The source as claims made elsewhere speak of it, by its id, else by its name."""
        side = None if self.side == NOBODY else self.side
        return Source(None, self.name, self.kind or SourceKind.UNNAMED, side, named=True, id=self.id or self.name)


@dataclass(frozen=True)
class Registry:
    """Sources that a person has described; empty for none."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, Entry]:
        return {key(name): entry for entry in self.entries for name in entry.names}

    def entry(self, *names: str | None) -> Entry | None:
        """The entry of the first of these names that has one; None where none has."""
        return next((self._by_name[key(name)] for name in names if name and key(name) in self._by_name), None)

    def described(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Put what the registry says of the sources of claims in the place of what was read."""
        return tuple(self._described(claim) for claim in claims)

    def _described(self, claim: Claim) -> Claim:
        if not self.entries:
            return claim
        return replace(claim, chain=tuple(replace(link, source=self._known(link.source)) for link in claim.chain))

    def _known(self, source: Source) -> Source:
        entry = self.entry(source.name, source.text)
        if entry is None:
            return source
        side = source.side if entry.side is None else None if entry.side == NOBODY else entry.side
        return replace(source, name=entry.name, kind=entry.kind or source.kind, side=side, named=True)


NOTHING_KNOWN = Registry()


def key(name: str) -> str:
    """Names that differ by case, spaces or the sign of a handle are one."""
    return " ".join(name.casefold().lstrip("@").split())


def read_registry(path: Path) -> Registry:
    """Read a registry file: `.toml` with `[[source]]` tables, `.csv` with a header line, else JSON Lines; `.gz` of the last two.

    Raises:
        UnreadableFile: the file is missing or not of its form.
        InvalidRecord: an entry is not what it must be; file, line and field are named.
    """
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
        records = list(_records(text, path))
    except (OSError, EOFError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFile(path, f"no registry of sources: {error}", "see docs/sources.md for its form") from error
    entries = [(line, _entry(record, path, line)) for line, record in records]
    taken: dict[str, str] = {}
    for line, entry in entries:
        for name in entry.names:
            other = taken.setdefault(key(name), entry.name)
            if other != entry.name:
                raise InvalidRecord(path, line, "name" if name == entry.name else "aliases", f"{name!r} is a name of {other!r} too")
    return Registry(tuple(entry for _, entry in entries))


def _records(text: str, path: Path) -> Iterator[Numbered]:
    form = path.name.removesuffix(".gz").rpartition(".")[2].lower()
    if form == "toml":
        return _toml(text, path)
    return _csv(text, path) if form == "csv" else _json_lines(text, path)


def _toml(text: str, path: Path) -> Iterator[Numbered]:
    """The tables of a TOML file, each with the line of its heading; TOML readers do not tell lines."""
    tables = tomllib.loads(text).get("source")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if SOURCE_TABLE.match(line)]
    if not isinstance(tables, list) or len(lines) != len(tables):
        raise InvalidRecord(path, None, "source", "is no list of [[source]] tables")
    yield from zip(lines, tables, strict=True)


def _csv(text: str, path: Path) -> Iterator[Numbered]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not rows.fieldnames or "name" not in rows.fieldnames:
        raise InvalidRecord(path, 1, "name", "is no column of the header line")
    for row in rows:
        if None in row:
            raise InvalidRecord(path, rows.line_num, None, "has more cells than the header line")
        filled: dict[str, Json] = {name: cell.strip() for name, cell in row.items() if cell and cell.strip()}
        if "aliases" in filled:
            filled["aliases"] = [alias.strip() for alias in str(filled["aliases"]).split("|") if alias.strip()]
        yield rows.line_num, filled


def _json_lines(text: str, path: Path) -> Iterator[Numbered]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InvalidRecord(path, number, None, f"is no JSON: {error}") from error
        if not isinstance(record, Mapping):
            raise InvalidRecord(path, number, None, "is no JSON object")
        yield number, record


def _entry(record: Mapping[str, Json], path: Path, line: int) -> Entry:
    strange = sorted(set(record) - FIELDS)
    if strange:
        raise InvalidRecord(path, line, strange[0], f"is no field of a source; there are {', '.join(sorted(FIELDS - {'text', 'named'}))}")
    try:
        fields = Fields(record)
        return Entry(
            name=fields.need_text("name"),
            aliases=fields.texts("aliases"),
            kind=fields.choice("kind", SourceKind, SourceKind.UNNAMED) if "kind" in fields else None,
            side=fields.text("side"),
            country=_fitting(fields, "country", COUNTRY, "an ISO 3166-1 code of two capitals, such as AF"),
            admiralty=_fitting(fields, "admiralty", ADMIRALTY, "a letter A to F, and a figure 1 to 6 if you like, such as B or B2"),
            note=fields.text("note"),
            id=fields.text("id"),
        )
    except InvalidField as error:
        raise InvalidRecord(path, line, error.field, error.reason) from error


def _fitting(fields: Fields, name: str, form: re.Pattern[str], expected: str) -> str | None:
    value = fields.text(name)
    if value is not None and not form.fullmatch(value):
        raise fields.wrong(name, expected)
    return value
