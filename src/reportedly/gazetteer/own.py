"""Names that a user gave to places: a file of the user's own, which survives every new version of the packaged places.

It is `places.toml` in the folder that REPORTEDLY_PLACES names, else in `~/.config/reportedly`; each name is a table
`[[alias]]` with `name = "Warsaj-e-Bala"` and `place = "wof:1108562569"`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import InvalidRecord, UnreadableFile

FOLDER_VARIABLE = "REPORTEDLY_PLACES"
FILE = "places.toml"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that a user gave to a place."""

    name: str
    place: str


def own_folder() -> Path:
    """Where a user's places lie: the folder that REPORTEDLY_PLACES names, else the configuration folder."""
    named = os.environ.get(FOLDER_VARIABLE)
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(named) if named else Path(config) / "reportedly"


def read_aliases(folder: Path) -> tuple[Alias, ...]:
    """Read a user's names; none where there is no such file.

    Raises:
        UnreadableFile: the file is no TOML.
        InvalidRecord: an alias lacks its name or its place.
    """
    path = folder / FILE
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, f"no readable TOML: {error}") from error
    return tuple(_aliases(path, document.get("alias", [])))


def _aliases(path: Path, rows: list[dict[str, object]]) -> Iterator[Alias]:
    for number, row in enumerate(rows, 1):
        name, place = row.get("name"), row.get("place")
        if not isinstance(name, str) or not isinstance(place, str):
            raise InvalidRecord(path, None, f"alias {number}", "needs a name and a place", 'as in: name = "Banu"  place = "wof:1108561803"')
        yield Alias(name, place)


def append_alias(folder: Path, alias: Alias) -> Path:
    """Add a name to the user's file; give the file.

    Raises:
        OSError: the file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    quoted = alias.name.replace("\\", "\\\\").replace('"', '\\"')
    with path.open("a", encoding="utf-8") as file:
        file.write(f'\n[[alias]]\nname = "{quoted}"\nplace = "{alias.place}"\n')
    return path
