"""What else bears a name: units around a town, towns in a unit, metropolises, and whether that leaves a candidate less likely."""

from __future__ import annotations

from reportedly.gazetteer.fold import sound
from reportedly.gazetteer.match import LEAST_LIKE, likeness
from reportedly.gazetteer.pack import Bearing, Flag
from reportedly.resolve.linking import ADM1, ADM2, DISTRICT_FIRST, OWN_NAMES, SETTLEMENT, Candidate, Linker, contains

SHADOW, SMALL_TOWN = 20, 1000  # how many times larger a namesake is that leaves no doubt; people of a village
METROPOLIS, METROPOLIS_TIMES = 1_000_000, 50  # people of one; how many times larger than its namesake


def lends(linker: Linker, at: int, c: Candidate) -> bool:
    """Tell whether a town bears, beside its own unlike name, that of a unit around it, as sources give it to seats."""
    if c.bearer.how is Bearing.PREFERRED or not any(contains(other, c) for other in linker.candidates[at]):
        return False
    own = sound(linker.gazetteer.of(c.bearer).name)
    return likeness(own, sound(linker.named[at].hit.text)) < LEAST_LIKE


def is_overshadowed(linker: Linker, at: int, c: Candidate) -> bool:
    """Tell whether a town bears the name as one of its others, while a far larger one of the country is called so (Nova Odesa, Odesa)."""
    if c.record.level != SETTLEMENT or c.bearer.how in OWN_NAMES:
        return False
    least = SHADOW * (c.record.population + SMALL_TOWN)
    rivals = (other for other in linker.candidates[at] if other.record.country == c.record.country and other.bearer.how in OWN_NAMES)
    return any(other.record.level == SETTLEMENT and other.record.population > least for other in rivals)


def is_dwarfed(linker: Linker, at: int, c: Candidate) -> bool:
    """Tell whether a town bears the name of a metropolis far larger than it."""
    if c.record.level != SETTLEMENT:
        return False
    least = max(METROPOLIS, METROPOLIS_TIMES * c.record.population)
    rivals = (other.record for other in linker.candidates[at] if other.bearer.how in OWN_NAMES)
    return any(other.level == SETTLEMENT and other.population > least for other in rivals)


def has_namesake(linker: Linker, at: int, c: Candidate) -> bool:
    """Tell whether a settlement in a unit bears the unit's name: said bare, the name is the settlement's."""
    return any(other.record.level == SETTLEMENT and contains(c, other) for other in linker.candidates[at])


def names_district(linker: Linker, at: int) -> bool:
    """Tell whether a district bears the name as its own."""
    return any(c.record.level == ADM2 and c.bearer.how in (Bearing.PREFERRED, Bearing.CURATED) for c in linker.candidates[at])


def names_capital(linker: Linker, at: int) -> bool:
    """Tell whether a country's capital bears the name."""
    return any(c.record.flags & Flag.CAPITAL for c in linker.candidates[at])


def names_province(linker: Linker, at: int) -> bool:
    """Tell whether a first-level unit of a country that is counted by districts bears the name."""
    provinces = (c for c in linker.candidates[at] if c.record.level == ADM1 and c.record.country in DISTRICT_FIRST)
    return any(c.match in ("exact", "sound") and c.bearer.how is not Bearing.SHARED for c in provinces)
