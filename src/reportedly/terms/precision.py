"""How exactly a text says where: the codes of ACLED, UCDP and Atlos for the place slot of a claim.

The text's own words decide, never what became known elsewhere. Three things go in: the level of the place, how the place meant lies to
the place named (`PlaceMention.relation`), and how sure it is which place is named: where that is no more likely than not, the
smallest unit around it is coded that most likely holds it.

    what the text names                                        ACLED  UCDP  Atlos
    a site or a part of a settlement                               1     1  locality
    a village or a town of fewer than 10,000 people, or unknown    1     1  locality
    a larger settlement                                            1     1  -
    near, outside, or some way from a settlement                   2     2  -
    a road, or between two settlements                             2     5  -
    a district, or a part of it                                    2     3  -
    near a district                                                2     5  -
    a province, or a part of it                                    3     4  -
    near a province; a region that is no unit, such as Donbas      3     5  -
    a country                                                      3     6  -
    a part of a country, such as "southern Afghanistan"            3     5  -
    a sea, a gulf                                                  3     7  -
    a capital that stands for its government; nothing known        -     -  -

Source: ACLED Codebook, "geo precision", 1 a place, 2 a part of a region, 3 a larger region; UCDP GED Codebook, `where_prec`, 1 to 7;
Atlos documentation: exact 10 m, vicinity 100 m, locality 1 km. No text tells the first two of Atlos.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from reportedly.terms.place import Level, Place, PlaceRef

GOVERNMENT = "government"
ROADS = ("road", "between")
LOCALITY = "locality"
LARGE = 10_000  # people; a settlement of so many is wider than a kilometre
LIKELIER_THAN_NOT = 0.5
REGION = "region:"  # ids of regions that are no units (gazetteer)
SEA = re.compile(r"\b(?:Sea|Ocean|Gulf|Bay|Strait|Channel|Mediterranean|Atlantic|Pacific)\b")
# "southern Helmand", "upper Galilee": a part of the place itself.
PART = re.compile(
    r"(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west)(?:ern)?|central|upper|lower"
)


class Lies(Enum):
    """How the place meant lies to the place named."""

    THERE = "there"
    PART = "part"
    AROUND = "around"
    ROAD = "road"


@dataclass(frozen=True, slots=True)
class Precision:
    """How exactly a text says where, in the codes of the field.

    Attributes:
        acled: ACLED's geo precision, 1 (a place) to 3 (a larger region); None where the text names no place on the ground.
        ucdp: UCDP's `where_prec`, 1 (exact) to 7 (sea or air); None as above.
        atlos: Atlos' precision, `locality` for a kilometre; None for anything coarser.
    """

    acled: int | None = None
    ucdp: int | None = None
    atlos: str | None = None


NOWHERE = Precision()
# ACLED's and UCDP's code by level and by how the place meant lies to it.
CODES = {
    (Level.SETTLEMENT, Lies.THERE): (1, 1),
    (Level.SETTLEMENT, Lies.PART): (1, 1),
    (Level.SETTLEMENT, Lies.AROUND): (2, 2),
    (Level.SETTLEMENT, Lies.ROAD): (2, 5),
    (Level.ADM2, Lies.THERE): (2, 3),
    (Level.ADM2, Lies.PART): (2, 3),
    (Level.ADM2, Lies.AROUND): (2, 5),
    (Level.ADM2, Lies.ROAD): (2, 5),
    (Level.ADM1, Lies.THERE): (3, 4),
    (Level.ADM1, Lies.PART): (3, 4),
    (Level.ADM1, Lies.AROUND): (3, 5),
    (Level.ADM1, Lies.ROAD): (3, 5),
    (Level.COUNTRY, Lies.THERE): (3, 6),
    (Level.COUNTRY, Lies.PART): (3, 5),
    (Level.COUNTRY, Lies.AROUND): (3, 5),
    (Level.COUNTRY, Lies.ROAD): (3, 5),
}


def precision_of(ref: PlaceRef | None) -> Precision:
    """Tell how exactly a text says where; all None where it names no place, or one that was not identified."""
    relation = ref.mention.relation if ref is not None and ref.mention is not None else None
    if ref is None or ref.place is None or relation == GOVERNMENT:
        return NOWHERE
    level = _held(ref, ref.place)
    if level is None:
        return NOWHERE
    if ref.place.id.startswith(REGION) and level in (Level.ADM1, Level.COUNTRY):
        return Precision(3, 7 if ref.place.country is None and SEA.search(ref.place.name) else 5)
    same = level is ref.place.level
    lies = _lies(relation) if same else Lies.THERE
    acled, ucdp = CODES[Level.SETTLEMENT if level is Level.PART else level, lies]
    return Precision(acled, ucdp, LOCALITY if _small(ref.place) and same and lies in (Lies.THERE, Lies.PART) else None)


def _lies(relation: str | None) -> Lies:
    if relation in (None, "in", "at"):
        return Lies.THERE
    if relation in ROADS:
        return Lies.ROAD
    return Lies.PART if PART.fullmatch(relation) else Lies.AROUND


def _small(place: Place) -> bool:
    return place.level is Level.PART or (place.level is Level.SETTLEMENT and place.population < LARGE)


def _held(ref: PlaceRef, place: Place) -> Level | None:
    """The level of the smallest unit that holds the place meant likelier than not: the place itself, or one around it; None for none."""
    for level in (place.level, Level.ADM2, Level.ADM1, Level.COUNTRY):
        unit = _unit(place, level)
        inside = sum(chance for other, chance in ref.alternatives if _unit(other, level) == unit)
        if unit is not None and ref.confidence + inside >= LIKELIER_THAN_NOT:
            return level
    return None


def _unit(place: Place, level: Level) -> str | None:
    """The unit of a level around a place; the place itself for its own level and finer ones."""
    around = {Level.ADM2: place.adm2_id, Level.ADM1: place.adm1_id, Level.COUNTRY: place.country}
    return place.id if place.level is level else around.get(level)
