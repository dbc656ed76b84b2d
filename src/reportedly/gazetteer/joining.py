"""Puts places of a user's source beside those that are packaged: a unit that both have keeps the packaged id, and gets the user's names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.write import Entry
from reportedly.terms.place import Place

if TYPE_CHECKING:
    from reportedly.gazetteer.store import Gazetteer  # which opens what is made here

UNITS = ("adm1", "adm2")


def joined(entries: Sequence[Entry], gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Join units to packaged ones of the same level, country, name and unit above; say of each place which units contain it.

    Args:
        entries: places as a source gives them; the unit above may be an id, a name, or the source's own code.
        gazetteer: the packaged places.

    Returns:
        the entries, changed, and bare ones for the packaged units that contain them and that the source has not.
    """
    parents = _Parents(entries, gazetteer)
    lead: dict[str, str] = {}
    for level in UNITS:
        for entry in (one for one in entries if one.level == level):
            _put(entry, parents, lead)
            known = _known(entry, gazetteer)
            if known is not None:
                lead[entry.id] = known.id
                entry.id = known.id
                entry.adm1, entry.adm2 = (known.adm1_id or known.id, known.id if level == "adm2" else None)
    for entry in entries:
        if entry.level not in UNITS:
            _put(entry, parents, lead)
    return (*entries, *_missing(entries, gazetteer))


class _Parents:
    """Units above places, by id, by name within the source, and by name within a country of the gazetteer."""

    def __init__(self, entries: Iterable[Entry], gazetteer: Gazetteer) -> None:
        self.ids = {entry.id: entry.level for entry in entries}
        self.named = {(entry.level, fold(name)): entry.id for entry in entries if entry.level in UNITS for name, _ in entry.names}
        self.gazetteer = gazetteer
        self._units: dict[str, Mapping[tuple[str, str], str]] = {}

    def packaged(self, country: str) -> Mapping[tuple[str, str], str]:
        """Ids of the packaged units of a country, by level and sound of their names."""
        if country not in self._units:
            units = (*self.gazetteer.provinces(country), *self.gazetteer.districts(country))
            self._units[country] = {(unit.level.value, sound(unit.name)): unit.id for unit in reversed(units)}
        return self._units[country]

    def level_of(self, unit: str) -> str | None:
        """The level of a unit known by its id; None where nobody knows it."""
        known = self.gazetteer.place(unit)
        return self.ids.get(unit) or (known.level.value if known is not None else None)

    def find(self, unit: str, level: str, country: str) -> str | None:
        """The id of the unit of a level that an id or a name means; None where nobody knows one."""
        if ":" in unit:
            return unit if self.level_of(unit) == level else None
        return self.named.get((level, fold(unit))) or self.packaged(country).get((level, sound(unit)))


def _put(entry: Entry, parents: _Parents, lead: Mapping[str, str]) -> None:
    """Say of a place which units contain it, by their ids."""
    for level in UNITS[: UNITS.index(entry.level)] if entry.level in UNITS else UNITS:
        told = getattr(entry, level)
        found = parents.find(told, level, entry.country) if told else None
        setattr(entry, level, lead.get(found or "", found))
    if entry.level in UNITS:
        setattr(entry, entry.level, entry.id)
    unit = parents.gazetteer.place(entry.adm2) if entry.adm2 and entry.level not in UNITS else None
    entry.adm1 = entry.adm1 or (unit.adm1_id if unit is not None else None)


def _known(entry: Entry, gazetteer: Gazetteer) -> Place | None:
    """The packaged unit that a unit is; None where there is none, or more than one."""
    if gazetteer.place(entry.id) is not None:
        return gazetteer.place(entry.id)
    keys = {("fold", fold(name)) for name, _ in entry.names} | {("sound", sound(name)) for name, _ in entry.names}
    bearers = (gazetteer.of(bearer) for kind, key in keys for bearer in gazetteer.bearers(kind, key))
    like = {place.id: place for place in bearers if (place.level, place.country) == (entry.level, entry.country) and not _region(place)}
    if entry.level == "adm2":
        like = {unit: place for unit, place in like.items() if entry.adm1 is None or place.adm1_id == entry.adm1}
    own = {unit: place for unit, place in like.items() if fold(place.name) == fold(entry.name)}
    return next(iter((own or like).values())) if len(own or like) == 1 else None


def _region(place: Place) -> bool:
    return place.id.startswith("region:")


def _missing(entries: Iterable[Entry], gazetteer: Gazetteer) -> Iterable[Entry]:
    """Bare entries for packaged units that contain places of the source: a pack counts its units among its own places."""
    there = {entry.id for entry in entries}
    for unit in {unit for entry in entries for unit in (entry.adm1, entry.adm2) if unit} - there:
        place = gazetteer.place(unit)
        if place is not None:
            bare = Entry(place.id, place.name, place.level.value, place.country or "  ", place.adm1_id, place.adm2_id, place.lat, place.lon)
            yield replace(bare, adm1=bare.adm1 if bare.adm1 in there or bare.level == "adm1" else None)
