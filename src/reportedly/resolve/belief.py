"""How surely a reference is right: one probability out of all that was weighed to find it, calibrated on texts marked by hand.

The log-odds that words name a place and the share that the likeliest candidate has of all were fitted to find and to rank. Multiplied, they
are too sure where both rest on the same evidence. Here they are themselves evidence, with what makes readers of news disagree (a
country inside the name of a ministry, a namesake that is far larger); the weights are the scale `mentions` of
`data/gazetteer/chances.json`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from reportedly.gazetteer.chances import scale
from reportedly.gazetteer.pack import LEVELS
from reportedly.resolve.evidence import Features, support
from reportedly.resolve.linking import ADM1, ADM2, COUNTRY, DISTRICT_FIRST, OWN_NAMES, SETTLEMENT, SHORT_CODE, Candidate, Linker, contains
from reportedly.resolve.words import WORDS

LEAST_ODDS, MOST_ODDS = -1.0, 9.0  # log-odds to be a place; more makes no difference
BENDS = (3.0, 5.0)  # log-odds from which more of them may weigh otherwise
SHARE_BENDS = (2.0, 4.0)
SURE_SHARE = 0.002  # what a share of 1 lacks to certainty
LIKE_SIZE = 3  # how many times fewer people a namesake may have and be meant as soon
METROPOLIS = 500_000  # people of a town that a bare name means before smaller ones
HALF_TOLD = 0.5  # how far a type word, or a nation, tells which of several namesakes is meant
SAME_TOWN_KM = 30  # a town and the unit of its name around it are told apart by level, not by place
KM_PER_DEGREE = 111.2
_NAME_OF = re.compile(
    r"\b(?:corporation|corp\.|company|bank|university|universities|act|council|society|federation|association|party|church|farmers"
    r"|bishops?)\s+of\s+(?:the\s+)?\Z"
)


def belief(linker: Linker, at: int, odds: float) -> float:
    """The probability that words name a place, and that it is the likeliest candidate; 0 to 1.

    Args:
        linker: with ranked candidates.
        at: position of a name that has candidates.
        odds: natural log-odds that the words name a place at all.
    """
    chance = scale("mentions").chance(belief_features(linker, at, odds))
    found = linker.candidates[at]
    if found[0].record.country in DISTRICT_FIRST:  # marked texts hold no like-named districts to learn from: their shares bind
        return min(chance, town_share(found))
    return chance


def belief_features(linker: Linker, at: int, odds: float) -> Features:
    """Evidence that a reference is right."""
    one, found = linker.named[at], linker.candidates[at]
    best = found[0]
    yield "base", 1.0
    yield from _bent("odds", max(LEAST_ODDS, min(odds, MOST_ODDS)), BENDS)
    share = town_share(found)
    yield from _bent("share", math.log((share + SURE_SHARE) / (1 - share + SURE_SHARE)), SHARE_BENDS)
    alone = _share_alone(found)
    yield from _bent("alone", math.log((alone + SURE_SHARE) / (1 - alone + SURE_SHARE)), (0.0,))
    yield f"level_{standing(best)}", 1.0
    yield f"how_{best.bearer.how.name.lower()}", 1.0
    yield "respelt", float(best.match != "exact")
    yield "unit", float(one.unit is not None)
    yield "code", float(len(one.hit.text) <= SHORT_CODE)
    yield "size", math.log1p(best.record.population) / 10
    yield "smaller", _smaller(found)
    yield "armed", float(bool(linker.actors))
    yield from _namesake_features(linker, at)
    if one.inside is not None:
        yield "inside", 1.0
        yield "inside_fits", linker.fits(one.inside, best)
    if one.beside is not None:
        yield "beside_fits", linker.fits(one.beside, best)
    if one.nation is not None:
        yield "nation_fits", float(best.record.country in linker.nation(one))
    if one.taken or one.fought:
        yield "fought", 1.0
        yield "theatre", float(best.record.country in linker.theatre)
        yield "lone", float(one.fought and len({c.record.country for c in found}) == 1)
    yield from _report_features(linker, at, best)
    yield from _longer_name_features(linker, at, best)


def _bent(name: str, value: float, bends: Sequence[float]) -> Features:
    """A value, and how far it is beyond each bend."""
    yield name, value
    for number, bend in enumerate(bends):
        yield f"{name}_{number}", max(0.0, value - bend)


def standing(best: Candidate) -> str:
    """The level of a place; `region` for what lies beyond countries, `local_…` where the press counts by districts."""
    if best.record.country == "  ":
        return "region"
    local = "local_" if best.record.country in DISTRICT_FIRST and best.record.level != COUNTRY else ""
    return local + LEVELS[best.record.level]


def _smaller(found: Sequence[Candidate]) -> float:
    """By how much, in natural logarithms of people, the likeliest candidate is smaller than its largest namesake of a town or a country."""
    best = found[0].record
    if best.level in (ADM1, ADM2):
        return 0.0
    largest = max((c.record.population for c in found[1:]), default=0)
    return max(0.0, math.log1p(largest) - math.log1p(best.population) - 1)


def _namesake_features(linker: Linker, at: int) -> Features:
    """Whether other places are called so that the name alone would mean as soon, or sooner, and the text does not say which."""
    one, found = linker.named[at], linker.candidates[at]
    best = found[0]
    told = max((linker.fits(outer, best) for outer in (one.inside, one.beside) if outer is not None), default=0.0)
    if one.unit is not None or best.record.country in linker.nation(one):
        told = max(told, HALF_TOLD)
    others = [c for c in found[1:] if c.bearer.how in OWN_NAMES and not contains(c, best) and not contains(best, c)]
    level, people = best.record.level, best.record.population
    equals = sum(c.record.level == level and LIKE_SIZE * c.record.population >= people for c in others)
    yield "equals", math.log1p(equals) * (1 - told)
    greater = any(c.record.level < min(level, ADM2) or c.record.population >= max(METROPOLIS, LIKE_SIZE * people) for c in others)
    yield "greater", float(greater) * (1 - told)


def _report_features(linker: Linker, at: int, best: Candidate) -> Features:
    """How many other names there are, and how many of them are near."""
    country, unit, whole, local = support(linker, at, best)
    yield "others", math.log1p(whole)
    yield "others_local", math.log1p(local)
    yield "country_share", country
    yield "unit_share", unit
    if best.record.level == SETTLEMENT:
        yield "settlement_country_share", country


def _longer_name_features(linker: Linker, at: int, best: Candidate) -> Features:
    """Whether the words are part of a longer name, which may be that of an institution."""
    one = linker.named[at]
    yield "left", float(one.hit.left is not None)
    yield "right", float(one.hit.right is not None)
    nation = best.record.level == COUNTRY
    if one.hit.right in WORDS.follow:
        yield "body_of_nation" if nation else "body_of_adm1" if best.record.level == ADM1 else "body_of_town", 1.0
    if one.hit.right == "state":
        yield "before_state", 1.0
    if _NAME_OF.search(one.before):
        yield "name_of_nation" if nation else "name_of_other", 1.0


def town_share(found: Sequence[Candidate]) -> float:
    """Share of the likeliest candidate and of the namesakes around or inside it that share its ground."""
    best = found[0]
    nested = (c for c in found[1:] if contains(c, best) or contains(best, c))
    if best.record.country in DISTRICT_FIRST:  # a province is no town, however small
        nested = (c for c in nested if ADM1 not in (c.record.level, best.record.level))
    return min(1.0, best.share + sum(c.share for c in nested if apart_km(best, c) <= SAME_TOWN_KM))


def _share_alone(found: Sequence[Candidate]) -> float:
    """The share that the likeliest candidate and its namesakes around or inside it would have by the words beside the name alone."""
    best = found[0]
    most = max(c.prior for c in found)
    odds = [math.exp(c.prior - most) for c in found]
    ground = (odd for c, odd in zip(found, odds, strict=True) if c is best or contains(c, best) or contains(best, c))
    return sum(ground) / sum(odds)


def apart_km(first: Candidate, second: Candidate) -> float:
    """Distance of two candidates in km, on a plane; infinite where either has no coordinates."""
    one, other = first.record, second.record
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return KM_PER_DEGREE * math.hypot(one.lat - other.lat, (one.lon - other.lon) * math.cos(math.radians(one.lat)))
