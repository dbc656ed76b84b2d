"""Places that a user names: by id, or by name in any spelling that the gazetteer knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from reportedly.gazetteer.fold import fold, romanise, sound
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.store import Gazetteer
from reportedly.terms.place import Level, Place

# "Baghlan province" asks for the province, "Kunduz district" for the district.
UNIT_WORD = re.compile(r"\s+(district|province|governorate)$", re.IGNORECASE)
LEVEL_OF_WORD = {"district": Level.ADM2, "province": Level.ADM1, "governorate": Level.ADM1}
# A bare name asks for the district before the province, and for either before a settlement of that name.
ORDER = (Level.ADM2, Level.ADM1, Level.SETTLEMENT, Level.PART)


def districts_named(name: str, gazetteer: Gazetteer, own: Mapping[str, Place], touched: Collection[str]) -> tuple[Place, ...]:
    """The districts that a user means: the one named, those of the province named, or the one around the settlement named.

    Args:
        name: an id, or a name in any spelling; `district` or `province` at its end asks for that level, and what follows a comma is the
            province or country that it lies in: `Dawlatabad, Balkh`.
        gazetteer: where to look.
        own: places that came with imported claims, by id.
        touched: ids of the districts that claims touch; where a name is borne by several places, those are meant.

    Returns:
        The districts; empty where nobody knows the name.
    """
    by_id = own.get(name) or gazetteer.place(name)
    if by_id is not None:
        return _lowered(by_id, gazetteer)
    mine = tuple(place for place in own.values() if place.name.casefold() == name.casefold())
    return mine or _chosen(_named(name, gazetteer), gazetteer, touched)


def _named(name: str, gazetteer: Gazetteer) -> Sequence[tuple[Bearing, Place]]:
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


def _chosen(named: Sequence[tuple[Bearing, Place]], gazetteer: Gazetteer, touched: Collection[str]) -> tuple[Place, ...]:
    """Of several places of one name those that claims touch, then those whose own name it is, then districts before provinces."""
    lowered = [(how, place.level, districts) for how, place in named if (districts := _lowered(place, gazetteer))]
    reported = [entry for entry in lowered if any(district.id in touched for district in entry[2])]
    ranked = sorted(reported or lowered, key=lambda entry: (entry[0], ORDER.index(entry[1]) if entry[1] in ORDER else len(ORDER)))
    best = [districts for how, level, districts in ranked if (how, level) == ranked[0][:2]]
    return tuple(dict.fromkeys(district for districts in (best if reported else best[:1]) for district in districts))


def _lowered(place: Place, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The districts of a place: itself, those within it, or the one around it."""
    if place.level is Level.ADM2:
        return (place,)
    if place.level is Level.ADM1:
        return gazetteer.children(place.id)
    if place.level is Level.COUNTRY:
        return gazetteer.districts(place.country or "")
    around = gazetteer.place(place.adm2_id) if place.adm2_id else None
    return () if around is None else (around,)
