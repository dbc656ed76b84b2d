"""The pack of the places that a user added by hand: made from the user's file, and made again when that changes."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import GazetteerError
from reportedly.gazetteer.boundaries import user_id
from reportedly.gazetteer.joining import joined
from reportedly.gazetteer.own import FILE, OwnPlace, read_places
from reportedly.gazetteer.pack import FORMAT, Bearing, Pack
from reportedly.gazetteer.write import Entry, write_pack

if TYPE_CHECKING:
    from reportedly.gazetteer.store import Gazetteer  # which opens what is made here

FOLDER = ".places"  # beside the user's file; hidden, for nobody needs to look at it


def own_pack(folder: Path, packaged: Gazetteer) -> Pack | None:
    """The pack of a user's places; None where the user added none.

    Args:
        folder: where the user's file lies.
        packaged: the packaged places, among which the units around the user's places are sought.

    Raises:
        UnreadableFile: the file is no TOML.
        InvalidRecord: a place is not what it must be.
    """
    places = read_places(folder)
    if not places:
        return None
    version = f"{FORMAT}.{hashlib.sha256((folder / FILE).read_bytes()).hexdigest()[:16]}"
    made = _made(folder / FOLDER, version)
    if made is not None:
        return made
    entries = joined([_entry(place) for place in places], packaged)
    about = {"name": "own places", "version": version, "sources": [{"name": str(folder / FILE), "licence": "your own"}]}
    target = folder / FOLDER
    try:
        write_pack(entries, target, about, frozenset(entry.country for entry in entries))
    except OSError:  # a folder that may be read alone
        target = Path(tempfile.mkdtemp(prefix="reportedly-places-"))
        write_pack(entries, target, about, frozenset(entry.country for entry in entries))
    return Pack(target)


def _made(folder: Path, version: str) -> Pack | None:
    """The pack as it was made before; None where it is not there, or was made from another file or by another version."""
    try:
        pack = Pack(folder)
    except GazetteerError:
        return None
    return pack if pack.about["version"] == version else None


def _entry(place: OwnPlace) -> Entry:
    entry = Entry(user_id(f"{place.country}.{place.within}.{place.name}"), place.name, place.level, place.country)
    entry.lat, entry.lon = place.lat, place.lon
    entry.adm1 = entry.adm2 = place.within
    entry.names = list(_names(place))
    return entry


def _names(place: OwnPlace) -> Iterator[tuple[str, Bearing]]:
    yield place.name, Bearing.PREFERRED
    yield from ((name, Bearing.ALIAS) for name in place.names)
