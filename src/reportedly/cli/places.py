"""Places that a user names: by id, or by name in any spelling that the gazetteer knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from reportedly.gazetteer.fold import bones, fold, romanise, sound
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
        name: an id, or a name in any spelling; `district` or `province` at its end asks for that level.
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
    return mine or _chosen(_bearers(name, gazetteer), gazetteer, touched)


def _bearers(name: str, gazetteer: Gazetteer) -> Sequence[Place]:
    """Places that bear the name, by the strictest of the keys that finds any."""
    word = UNIT_WORD.search(name)
    folded = fold(UNIT_WORD.sub("", name))
    sounded = sound(romanise(folded))
    for kind, key in (("fold", folded), ("sound", sounded), ("bones", bones(sounded))):
        places = [gazetteer.of(bearer) for bearer in gazetteer.bearers(kind, key)]
        if word:
            places = [place for place in places if place.level is LEVEL_OF_WORD[word.group(1).lower()]]
        if places:
            return places
    return ()


def _chosen(bearers: Sequence[Place], gazetteer: Gazetteer, touched: Collection[str]) -> tuple[Place, ...]:
    """Of several places of one name, those that claims touch, else the likeliest one."""
    for level in ORDER:
        here = [_lowered(place, gazetteer) for place in bearers if place.level is level]
        reported = [districts for districts in here if any(district.id in touched for district in districts)]
        if reported:
            return tuple(dict.fromkeys(district for districts in reported for district in districts))
    ranked = sorted(bearers, key=lambda place: ORDER.index(place.level) if place.level in ORDER else len(ORDER))
    return next((districts for place in ranked if (districts := _lowered(place, gazetteer))), ())


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
