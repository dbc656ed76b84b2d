"""How likely two tellings are of one occurrence: what agrees counts by its rarity, what differs counts against (Fellegi and Sunter 1969).

Agreement on a place, a day, a number or a word is worth the logarithm of how few reports share it, so that a village named twice says
much and the capital little, and a day says little where all reports are of that day (frequency-based weights: Winkler 2000).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product

from rapidfuzz import fuzz

from reportedly.reconcile.likewise import card
from reportedly.reconcile.tellings import LEAVES, TAKES, Number, Point, Telling
from reportedly.terms.claim import Kind

KM_PER_DEGREE = 111.2
SAME_NAME = 85.0  # rapidfuzz ratio above which two spellings that no gazetteer knows are of one place
QUARTER = 1.25  # numbers within it of each other are tellings of one, rounded or counted at other hours
SOME_DAYS = 3
MOST_TOLD = 20  # reports of an incident, above which it draws no more than before: else what is told most would swallow a busy city's day
HOPELESS = -4.0  # log-odds beside the first telling of an incident, below which its others are not looked at
# Of tolls that are told, those of n are about 0.4 / n, whatever the reports at hand say: small numbers agree by chance.
FREQUENT = 0.4
CHANGES = TAKES | LEAVES
FIGHTING = frozenset(
    {Kind.CLASH, Kind.CONTESTED, Kind.ATTACK, Kind.REPELLED, Kind.ADVANCING, Kind.BESIEGED, Kind.CASUALTIES, Kind.ARREST}
)  # prisoners are taken where there is fighting, and in raids
# What one report calls an attack is a bombing or an airstrike in another; a toll alone does not say how people died.
BLASTS = frozenset({Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK, Kind.CASUALTIES})
FAMILIES = (CHANGES, FIGHTING, BLASTS)
BESIDE = frozenset({Kind.HOLDS, Kind.MOVEMENT, Kind.OTHER})  # "they raised their flag", "troops were seen leaving"
VAGUE = frozenset({Kind.ATTACK, Kind.CASUALTIES, Kind.OTHER})


class Rarity:
    """How many of the reports read so far hold each term: a place, a day, a word."""

    def __init__(self) -> None:
        self._holding: Counter[object] = Counter()
        self.reports = 0

    def read(self, tellings: Iterable[Telling]) -> None:
        """Count what one report tells."""
        self.reports += 1
        self._holding.update({term for telling in tellings for term in _terms(telling)})

    def of(self, term: object) -> float:
        """The log of how few reports hold a term; against the background of reports not read."""
        return math.log((self.reports + card().background) / (self._holding.get(term, 0) + 0.5))

    def common(self, term: object) -> int:
        """How many reports hold a term."""
        return self._holding[term]


def _terms(telling: Telling) -> set[object]:
    days = range(telling.days[0], telling.days[1] + 1) if telling.days else ()
    return {
        telling.district,
        *telling.provinces,
        *telling.countries,
        *telling.sites,
        *telling.names,
        *telling.parties,
        *telling.words,
        *days,
    }


def related(one: Collection[Kind], other: Collection[Kind]) -> bool:
    """Whether two sets of kinds can be those of one incident: of one family, or all the same, whatever is told beside."""
    mine, theirs = set(one) - BESIDE, set(other) - BESIDE
    if not mine or not theirs:
        return set(one) == set(other)
    # A fall is a fall, whatever else each report tells of it.
    return len(mine | theirs) == 1 or bool(mine & CHANGES and theirs & CHANGES) or any(mine | theirs <= family for family in FAMILIES)


def likeness(one: Telling, other: Telling, rarity: Rarity) -> float:
    """How much likelier two tellings are what they are if they are of one occurrence, as a natural logarithm."""
    where = place(one, other, rarity)
    return (
        where + _day(one, other, rarity) + _who(one, other, rarity) + _what(one, other) + _how_many(one, other) + _words(one, other, rarity)
    )


def place(one: Telling, other: Telling, rarity: Rarity) -> float:
    """What two places say: that they are one, that one contains the other, that they are apart, or that one is not known."""
    weights, shared = card().place, one.sites.keys() & other.sites.keys()
    if shared:
        return weights["site"] + max(rarity.of(site) for site in shared)
    if (names := _same_names(one.names, other.names)) is not None:
        return weights["site"] + min(rarity.of(name) for name in names)
    if one.district and other.district:
        return _districts(one, other, rarity)
    if not one.countries or not other.countries:
        return weights["unknown"]
    both = one.provinces and other.provinces
    units = one.provinces & other.provinces if both else one.countries & other.countries
    return max((weights["wide"] + rarity.of(unit) for unit in units), default=weights["elsewhere"])


def _districts(one: Telling, other: Telling, rarity: Rarity) -> float:
    weights, km = card().place, _apart(one.sites, other.sites)
    if one.district == other.district:
        # Sites by two names are two, and all the more surely the further apart they are.
        differ = weights["sites_differ"] * (1 + (km or 0.0) / weights["apart_km"]) if one.sites and other.sites else 0.0
        return weights["district"] + rarity.of(one.district) + differ
    return weights["districts_near"] if km is not None and km <= weights["apart_km"] else weights["elsewhere"]


def _same_names(one: frozenset[str], other: frozenset[str]) -> tuple[str, str] | None:
    if not one or not other:
        return None
    return next((pair for pair in product(sorted(one), sorted(other)) if _spelt_alike(*pair)), None)


@lru_cache(maxsize=65536)
def _spelt_alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= SAME_NAME


def _apart(one: Mapping[str, Point | None], other: Mapping[str, Point | None]) -> float | None:
    """The least distance between two sets of sites in km, on a plane; None where no coordinates are known."""
    if not one or not other:
        return None
    return min((_km(a, b) for a in one.values() for b in other.values() if a is not None and b is not None), default=None)


def _km(one: Point, other: Point) -> float:
    return KM_PER_DEGREE * math.hypot(one[0] - other[0], (one[1] - other[1]) * math.cos(math.radians(one[0])))


def _day(one: Telling, other: Telling, rarity: Rarity) -> float:
    weights = card().day
    if one.days is None or other.days is None:
        return weights["unknown"]
    first, last = max(one.days[0], other.days[0]), min(one.days[1], other.days[1])
    gap = first - last
    if gap <= 0:
        return weights["same"] + min(rarity.of(day) for day in range(first, last + 1))
    if gap == 1:
        return weights["next"] + min(rarity.of(last), rarity.of(first))
    return weights["some"] if gap <= SOME_DAYS else weights["far"]


def _who(one: Telling, other: Telling, rarity: Rarity) -> float:
    if one.gain & other.lose or one.lose & other.gain:
        return card().who["others"]  # whoever leaves takes nothing there then
    if not one.parties or not other.parties:
        return 0.0
    shared = one.parties & other.parties
    return min(card().who["shared"], rarity.of(min(shared, key=rarity.common))) if shared else card().who["others"]


def _what(one: Telling, other: Telling) -> float:
    return card().who["kind"] if (one.kinds & other.kinds) - VAGUE else card().who["toll"]


def _how_many(one: Telling, other: Telling) -> float:
    """What the numbers say, by the pair that agrees best: news give many numbers, and one in common is enough."""
    pairs = [_number(a, b) for a in one.numbers for b in other.numbers if a[0] == b[0]]
    return max(pairs, default=0.0)


def _number(one: Number, other: Number) -> float:
    weights = card().number
    if one == other:
        return weights["same"] + min(weights["most"], math.log(max(1, one[1]) / FREQUENT))
    return weights["near"] if one[1] <= QUARTER * other[2] and other[1] <= QUARTER * one[2] else weights["other"]


def _words(one: Telling, other: Telling, rarity: Rarity) -> float:
    shared = one.words & other.words
    return min(card().most, card().share * sum(rarity.of(word) for word in sorted(shared))) if shared else 0.0


def belongs(telling: Telling, members: Sequence[Telling], told: int, rarity: Rarity) -> float:
    """The log-odds that a telling is of the incident that members tell of: above 0, it rather is.

    Args:
        telling: the telling.
        members: those of the incident that are compared; the mean of all counts, so that no chain of neighbours makes one incident.
        told: how many reports tell of the incident so far.
        rarity: how rare terms are.
    """
    prior = math.log((min(told, MOST_TOLD) + 1) / (rarity.reports + card().background))
    first = likeness(telling, members[0], rarity)
    if prior + first < HOPELESS:
        return prior + first
    return prior + (first + sum(likeness(telling, member, rarity) for member in members[1:])) / len(members)
