"""Places that a user names: by id, or by name in any spelling that the gazetteer knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reportedly.gazetteer.fold import fold, romanise, sound
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.store import Gazetteer
from reportedly.terms.place import Level, Place

# "Baghlan province" asks for the province, "Kunduz district" for the district.
UNIT_WORD = re.compile(r"\s+(district|province|governorate)$", re.IGNORECASE)
LEVEL_OF_WORD = {"district": Level.ADM2, "province": Level.ADM1, "governorate": Level.ADM1}
# A bare name asks for the district before the province, and for either before a settlement of that name.
ORDER = (Level.ADM2, Level.ADM1, Level.SETTLEMENT, Level.PART)


# What `--level` takes. A settlement stands for the district around it: districts are the finest place shown.
LEVELS = {"district": Level.ADM2, "province": Level.ADM1, "settlement": Level.SETTLEMENT}
WORDS = {Level.ADM1: "province", Level.COUNTRY: "country", Level.SETTLEMENT: "settlement", Level.PART: "settlement"}


@dataclass(frozen=True, slots=True)
class Named:
    """The districts that a name means.

    Attributes:
        districts: the districts; empty where nobody knows the name.
        note: what a user should be told, since the name is not that of one district; empty where it is.
    """

    districts: tuple[Place, ...]
    note: str = ""


def districts_named(
    name: str, gazetteer: Gazetteer, own: Mapping[str, Place], touched: Collection[str], level: Level | None = None
) -> Named:
    """The districts that a user means: the one named, those of the province named, or the one around the settlement named.

    Args:
        name: an id, or a name in any spelling; `district` or `province` at its end asks for that level, and what follows a comma is the
            province or country that it lies in: `Dawlatabad, Balkh`.
        gazetteer: where to look.
        own: places that came with imported claims, by id.
        touched: ids of the districts that claims touch; where a name is borne by several places, those are meant.
        level: what the name is a name of; None for the finest that fits.
    """
    by_id = own.get(name) or gazetteer.place(name)
    if by_id is not None:
        return _noted(name, by_id.level, _lowered(by_id, gazetteer))
    mine = tuple(place for place in own.values() if place.name.casefold() == name.casefold() and level in {None, place.level})
    if mine:
        return Named(mine)
    named = [(how, place) for how, place in _bearers(name, gazetteer) if level in {None, place.level}]
    return _chosen(name, named, gazetteer, touched)


def _noted(name: str, level: Level, districts: tuple[Place, ...]) -> Named:
    """Say what else than a district the name is a name of."""
    if UNIT_WORD.search(name):
        return Named(districts)  # whoever types "Baghlan province" knows what it is
    if level in {Level.ADM1, Level.COUNTRY}:
        return Named(districts, f"{name!r} is a {WORDS[level]}: its {len(districts)} districts are meant")
    if level is Level.ADM2 or not districts:
        several = f"{name!r} is the name of {len(districts)} districts: all are meant; `NAME, PROVINCE` means one"
        return Named(districts, several if len(districts) > 1 else "")
    if all(place.level is level for place in districts):
        return Named(districts)
    around = " and ".join(dict.fromkeys(place.name for place in districts))
    return Named(districts, f"{name!r} is a {WORDS[level]}: the district around it is meant, {around}")


def _bearers(name: str, gazetteer: Gazetteer) -> Sequence[tuple[Bearing, Place]]:
    """Places that bear the name in this spelling, else in another spelling of the same sound; a name that is only alike is nobody's."""
    name, _, around = (part.strip() for part in name.partition(","))
    word = UNIT_WORD.search(name)
    folded = fold(UNIT_WORD.sub("", name))
    for kind, key in (("fold", folded), ("sound", sound(romanise(folded)))):
        found = [(bearer.how, gazetteer.of(bearer)) for bearer in gazetteer.bearers(kind, key)]
        if word:
            found = [(how, place) for how, place in found if place.level is LEVEL_OF_WORD[word.group(1).lower()]]
        if around:
            found = [(how, place) for how, place in found if _within(place, around)]
        if found:
            return found
    return ()


def _within(place: Place, around: str) -> bool:
    """Tell whether a place lies in the district, province or country (by its code) of this name."""
    names = {sound(romanise(fold(unit))) for unit in (place.adm1, place.adm2) if unit}
    return sound(romanise(fold(UNIT_WORD.sub("", around)))) in names or around.upper() == place.country


def _chosen(name: str, named: Sequence[tuple[Bearing, Place]], gazetteer: Gazetteer, touched: Collection[str]) -> Named:
    """Of several places of one name those that claims touch, then those whose own name it is, then districts before provinces."""
    lowered = [(how, place.level, districts) for how, place in named if (districts := _lowered(place, gazetteer))]
    reported = [entry for entry in lowered if any(district.id in touched for district in entry[2])]
    ranked = sorted(reported or lowered, key=lambda entry: (entry[0], ORDER.index(entry[1]) if entry[1] in ORDER else len(ORDER)))
    if not ranked:
        return Named(())
    best = [districts for how, level, districts in ranked if (how, level) == ranked[0][:2]]
    chosen = tuple(dict.fromkeys(district for districts in (best if reported else best[:1]) for district in districts))
    return _noted(name, ranked[0][1], chosen)


def _lowered(place: Place, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The districts of a place: itself, those within it, or the one around it; a town where no districts are known stands for itself."""
    if place.level is Level.ADM2:
        return (place,)
    if place.level is Level.ADM1:
        return gazetteer.children(place.id)
    if place.level is Level.COUNTRY:
        return gazetteer.districts(place.country or "")
    around = gazetteer.place(place.adm2_id) if place.adm2_id else None
    return (place if around is None else around,)
