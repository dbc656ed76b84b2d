"""Places: what a gazetteer holds, what a text says, and the two joined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """The administrative level of a place."""

    COUNTRY = "country"
    ADM1 = "adm1"
    ADM2 = "adm2"
    SETTLEMENT = "settlement"
    PART = "part"  # part of a settlement, or a site


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a gazetteer knows it.

    Attributes:
        id: namespaced id, such as `wof:1108562363` or `geonames:1138958`.
        name: preferred name in Latin script.
        level: administrative level.
        country: ISO 3166-1 alpha-2 code; None for places beyond countries.
        adm1: name of the containing first-level unit; None where there is none or it is unknown.
        adm2: name of the containing second-level unit (for a district, itself); None as above.
        adm1_id: id of that first-level unit.
        adm2_id: id of that second-level unit.
        lat: latitude, WGS84 degrees; None where unknown.
        lon: longitude, WGS84 degrees; None where unknown.
        population: inhabitants; 0 where unknown.
        timezone: IANA zone name; None where unknown.
        valid_from: its first day; None for one that stands since before all reports, or since nobody knows when.
        valid_to: its last day; None for one that still stands.
        predecessors: ids of the units that it came out of.
        successors: ids of the units that it went into.
        disputed_parents: ids of other units, countries mostly, that claim to contain it, beside those that do by its source.
    """

    id: str
    name: str
    level: Level
    country: str | None = None
    adm1: str | None = None
    adm2: str | None = None
    adm1_id: str | None = None
    adm2_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    timezone: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    disputed_parents: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The place in a few words: its name, its level, what it lies in, its id."""
        around = ", ".join(unit for unit in (self.adm2 if self.level is not Level.ADM2 else None, self.adm1, self.country) if unit)
        return f"{self.name} ({self.level.value}{f', {around}' if around and self.level is not Level.COUNTRY else ''}) {self.id}"

    @property
    def district_id(self) -> str | None:
        """The id of its district: its own for a district, else that of the one around it; None for wider and unplaced ones."""
        if self.level in {Level.COUNTRY, Level.ADM1}:
            return None
        return self.id if self.level is Level.ADM2 else self.adm2_id


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as a text names it, before anybody knows which place it is.

    Attributes:
        start: first character in the report's text.
        end: first character after.
        text: the name, verbatim, without its type word.
        unit: the type word beside it, lower case singular (`district`, `province`, `village`, `city`, `centre`); None if none.
        within: names that the text gives as containing it, nearest first (`Baghlan` in "Burka district of Baghlan").
        relation: spatial relation to the named place (`in`, `near`, `outskirts`, `north of`, `south` for "southern X"); None for plain.
        extent: how much of it is meant: `all`, `most`, `half`, or of how many of its districts: `3`, `5+` for five or more, `all but 2`;
            None where the words do not say.
    """

    start: int
    end: int
    text: str
    unit: str | None = None
    within: tuple[str, ...] = ()
    relation: str | None = None
    extent: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """The place slot of a claim: what the text says and which place that is.

    Attributes:
        text: the words, verbatim.
        place: the place; None where it was not identified, and `why` says the reason.
        confidence: probability that it is this place, 0 to 1; 0 where it was not identified.
        why: the reason in words, for instance "seat of the district", "lifted from a village by containment", "not in the gazetteer".
        mention: where and how the text names it; None for imported claims.
        alternatives: other places it may be with their probabilities, likeliest first.
    """

    text: str
    place: Place | None = None
    confidence: float = 0.0
    why: str = ""
    mention: PlaceMention | None = None
    alternatives: tuple[tuple[Place, float], ...] = ()
