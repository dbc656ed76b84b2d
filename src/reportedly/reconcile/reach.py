"""How many districts, and which, a claim may be about: "three districts of X", "most of X", one of two towns of a name.

A claim that leaves open which districts it means is taken for a list of claims about one district each whose names were lost: what is
kept is among which districts they were, and how many they were (docs/model.md, "Claims that name no one district").
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from reportedly.terms.claim import CONTROL_KINDS, Claim, Kind


class Of(StrEnum):
    """What the bounds of a number of districts count."""

    DISTRICTS = "districts"
    SHARE = "share"  # of all districts of the unit
    LEFT_OUT = "left out"  # districts that are not meant
    UNIT = "unit"  # districts, where the unit is spoken of as one and may stand for its seat


@dataclass(frozen=True, slots=True)
class Number:
    """How many districts of a unit are meant.

    Attributes:
        low: smallest number or share.
        high: largest number or share; infinite for all there are.
        of: what is counted.
    """

    low: float
    high: float
    of: Of = Of.DISTRICTS

    def among(self, districts: int) -> tuple[int, ...]:
        """Give the numbers that can be meant among so many districts; at least one of them."""
        low, high = self.low, min(self.high, districts)
        if self.of is Of.SHARE:
            low, high = math.ceil(low * districts), math.ceil(high * districts)
        if self.of is Of.LEFT_OUT:
            low, high = districts - high, districts - low
        most = max(1, min(int(high), districts))
        return tuple(range(min(max(1, int(low)), most), most + 1))

    def chances(self, districts: int) -> dict[int, float]:
        """Give the chance of each number among so many districts: 1/k, as of a count of which nothing is known but its bounds.

        Source: the scale-invariant prior of H. Jeffreys, "Theory of Probability", 3rd edition (1961), section 3.1.
        """
        numbers = self.among(districts)
        total = sum(1.0 / number for number in numbers)
        return {number: 1.0 / number / total for number in numbers}


ONE = Number(1, 1)
ALL = Number(1.0, 1.0, Of.SHARE)
MOST = Number(0.51, 1.0, Of.SHARE)
AS_ONE = Number(1, 1, Of.UNIT)
HALF = Number(0.4, 0.6, Of.SHARE)
CENTRE = 5.0  # how much likelier than another district that of its seat is meant, where a unit is spoken of as one
SHARES = {"all": ALL, "most": MOST, "half": HALF}
_EXTENT = re.compile(r"(?P<but>all but )?(?P<count>\d+)(?P<more>\+)?")
WHOLE = frozenset({Kind.CAPTURED, Kind.RECAPTURED, Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED, Kind.HOLDS})


@dataclass(frozen=True, slots=True)
class Reach:
    """The districts that a claim may be about.

    Attributes:
        unit: id of the unit that it names, or of the likeliest place; claims of one unit are about the same districts of it.
        number: how many of the districts it is about.
        districts: their ids; empty where they are all those of the unit.
        chances: how likely each of them is meant; what is left to 1 is for places elsewhere.
    """

    unit: str
    number: Number
    districts: tuple[str, ...] = ()
    chances: tuple[float, ...] = ()


def number_of(claim: Claim) -> Number:
    """Read how many districts a claim about a first-level unit means.

    A number or a share that the words give. One, its seat before others, where they speak of the unit as one ("took the province"): it
    is said of many a province of which little more than the capital has changed hands. Else, as when fighting is told of a province, or
    when whoever made the claim knew no more of where it was, any one.
    """
    mention = claim.place.mention if claim.place is not None else None
    if mention is None or claim.kind not in CONTROL_KINDS:
        return ONE
    if mention.extent is not None:
        return stated(mention.extent)
    return AS_ONE if mention.relation is None and claim.kind in WHOLE else ONE


def stated(extent: str) -> Number:
    """Read an extent as `PlaceMention` has it; any one district where it is none of those."""
    match = _EXTENT.fullmatch(extent)
    if match is None:
        return SHARES.get(extent, ONE)
    count = int(match["count"])
    return Number(count, math.inf if match["more"] else count, Of.LEFT_OUT if match["but"] else Of.DISTRICTS)
