"""Names and places of the user's own: a file that survives every new version of the packaged places.

It is `places.toml` in the folder that REPORTEDLY_PLACES names, else in `~/.config/reportedly`, beside the packs that the user built:

    [[alias]]
    name = "Warsaj-e-Bala"
    place = "wof:1108562569"

    [[place]]
    name = "Tang-e Nau"
    level = "settlement"         # country, adm1, adm2, settlement (the default) or part
    country = "AF"
    within = "wof:1108562569"    # the district or province around it
    lat = 36.1                   # WGS84 degrees
    lon = 70.0
    names = ["Tangi Naw"]        # other names
"""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import InvalidRecord, UnreadableFile

FOLDER_VARIABLE = "REPORTEDLY_PLACES"
FILE = "places.toml"
COUNTRY = re.compile(r"[A-Z]{2}")
LEVELS = ("country", "adm1", "adm2", "settlement", "part")
MOST_DEGREES = {"lat": 90.0, "lon": 180.0}
ADVICE = {
    "alias": 'as in: name = "Banu"  place = "wof:1108561803"',
    "place": 'as in: name = "Tang-e Nau"  country = "AF"  within = "wof:1108562569"  lat = 36.1  lon = 70.0',
}


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that a user gave to a place."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place that a user added.

    Attributes:
        name: its name.
        country: ISO 3166-1 alpha-2 code.
        level: administrative level, of `pack.LEVELS`.
        within: id of the district or province around it; None where it is not told.
        lat: latitude, WGS84 degrees; None where it is not told.
        lon: longitude, WGS84 degrees; None where it is not told.
        names: other names.
    """

    name: str
    country: str
    level: str = "settlement"
    within: str | None = None
    lat: float | None = None
    lon: float | None = None
    names: tuple[str, ...] = ()


def own_folder() -> Path:
    """Where a user's places lie: the folder that REPORTEDLY_PLACES names, else the configuration folder."""
    named = os.environ.get(FOLDER_VARIABLE)
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(named) if named else Path(config) / "reportedly"


def _tables(folder: Path, kind: str) -> Iterator[tuple[Path, str, Mapping[str, object]]]:
    """The tables of a kind in the user's file, each with how messages call it; none where there is no such file."""
    path = folder / FILE
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, f"no readable TOML: {error}") from error
    rows = document.get(kind, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InvalidRecord(path, None, kind, "is no list of tables", f"each begins with [[{kind}]]")
    for number, row in enumerate(rows, 1):
        yield path, f"{kind} {number}", row


def read_aliases(folder: Path) -> tuple[Alias, ...]:
    """Read a user's names; none where there is no such file.

    Raises:
        UnreadableFile: the file is no TOML.
        InvalidRecord: an alias lacks its name or its place.
    """
    return tuple(_alias(path, label, row) for path, label, row in _tables(folder, "alias"))


def _alias(path: Path, label: str, row: Mapping[str, object]) -> Alias:
    name, place = row.get("name"), row.get("place")
    if not isinstance(name, str) or not isinstance(place, str):
        raise InvalidRecord(path, None, label, "needs a name and a place", ADVICE["alias"])
    return Alias(name, place)


def read_places(folder: Path) -> tuple[OwnPlace, ...]:
    """Read the places that a user added; none where there is no such file.

    Raises:
        UnreadableFile: the file is no TOML.
        InvalidRecord: a place lacks its name or its country, or a field is not what it must be.
    """
    return tuple(_place(path, label, row) for path, label, row in _tables(folder, "place"))


def _place(path: Path, label: str, row: Mapping[str, object]) -> OwnPlace:
    name, country, level, within = row.get("name"), row.get("country"), row.get("level", "settlement"), row.get("within")
    if not isinstance(name, str) or not name or not isinstance(country, str) or not COUNTRY.fullmatch(country):
        raise InvalidRecord(path, None, label, "needs a name, and a country as two capitals", ADVICE["place"])
    if not isinstance(level, str) or level not in LEVELS:
        raise InvalidRecord(path, None, f"{label}.level", f"{level!r} is none of {', '.join(LEVELS)}")
    if within is not None and not isinstance(within, str):
        raise InvalidRecord(path, None, f"{label}.within", "is no id of a unit", ADVICE["place"])
    names = row.get("names", [])
    if not isinstance(names, list) or not all(isinstance(other, str) for other in names):
        raise InvalidRecord(path, None, f"{label}.names", "is no list of names", 'as in: names = ["Tangi Naw"]')
    lat, lon = (_degrees(path, label, row, axis) for axis in ("lat", "lon"))
    return OwnPlace(name, country, level, within, lat, lon, tuple(names))


def _degrees(path: Path, label: str, row: Mapping[str, object], axis: str) -> float | None:
    value = row.get(axis)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > MOST_DEGREES[axis]:
        raise InvalidRecord(path, None, f"{label}.{axis}", f"{value!r} is no number of degrees", ADVICE["place"])
    return float(value)


def append_alias(folder: Path, alias: Alias) -> Path:
    """Add a name to the user's file; give the file.

    Raises:
        OSError: the file cannot be written.
    """
    return _append(folder, f"[[alias]]\nname = {_quoted(alias.name)}\nplace = {_quoted(alias.place)}\n")


def append_place(folder: Path, place: OwnPlace) -> Path:
    """Add a place to the user's file; give the file.

    Raises:
        OSError: the file cannot be written.
    """
    told = {"name": place.name, "level": place.level, "country": place.country, "within": place.within}
    lines = [f"{key} = {_quoted(value)}" for key, value in told.items() if value is not None]
    lines += [f"{axis} = {value}" for axis, value in (("lat", place.lat), ("lon", place.lon)) if value is not None]
    lines += [f"names = [{', '.join(_quoted(name) for name in place.names)}]"] if place.names else []
    return _append(folder, "[[place]]\n" + "\n".join(lines) + "\n")


def _quoted(text: str) -> str:
    """A basic string of TOML: quotation marks, backslashes and control characters as escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(c):04x}" if ord(c) < ord(" ") or c == "\x7f" else c for c in escaped) + '"'


def _append(folder: Path, table: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + table)
    return path
