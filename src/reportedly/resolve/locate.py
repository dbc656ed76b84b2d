"""Locating: every place that a report names, found, read in its context, and identified or refused with a reason."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from reportedly.gazetteer.fold import sound
from reportedly.gazetteer.pack import Bearing, Flag, Record
from reportedly.gazetteer.store import Gazetteer
from reportedly.resolve.context import Named, describe
from reportedly.resolve.evidence import place_odds, rank
from reportedly.resolve.linking import ADM1, ADM2, COUNTRY, DISTRICT_FIRST, SETTLEMENT, Candidate, Linker, contains, missing_units
from reportedly.resolve.scan import Scanner
from reportedly.terms.place import Place, PlaceMention, PlaceRef
from reportedly.terms.report import Report

NOT_KNOWN = "not in the gazetteer"
NEWER = "a district newer than the gazetteer's division of 2004-05"
NOT_SUCH_UNIT = "no unit of that kind bears the name in the gazetteer"
GOVERNMENT = "government"
_SPEAKS = re.compile(
    r"(?:['’]s)?\s+(?:has |had |have |also |later |again |repeatedly |never )?(?:said|says|denie[ds]|denies|accuse[ds]|warn(?:ed|s)|claim(?:ed|s)|insist(?:ed|s)|announce[ds]|demand(?:ed|s)"
    r"|reject(?:ed|s)|back(?:ed|s)|support(?:ed|s)|agree[ds]|refuse[ds]|wants|blame[ds]|threatened|offered|recogni[sz]e[ds]|signed|sent|deployed|government|regime|authorities)\b"
)
_LOCATED = re.compile(r"\b(?:in|at|near|from|to|outside|inside|into|around|of)\s+(?:the\s+)?\Z")
SURE = 0.9
ALTERNATIVES = 4
LEAST_SHARE = 0.005
SAME_TOWN_KM = 30  # a town and the unit of its name around it are told apart by level, not by place
KM_PER_DEGREE = 111.2
SINGULAR = {
    "districts": "district",
    "provinces": "province",
    "cities": "city",
    "villages": "village",
    "towns": "town",
    "center": "centre",
    "counties": "county",
    "states": "state",
}


def locate(report: Report, gazetteer: Gazetteer) -> tuple[PlaceRef, ...]:
    """Find and identify the places that a report names.

    Returns:
        one reference per mention, in order, not overlapping. `place` is None where a place is named that could not be identified.
    """
    return tuple(references(report.text, gazetteer))


def references(text: str, gazetteer: Gazetteer) -> Iterator[PlaceRef]:
    """The same for a bare text."""
    linker = linked(text, gazetteer)
    for at, odds in enumerate(place_odds(linker)):
        ref = _reference(linker, at, probability(odds)) if odds >= 0 else None
        if ref:
            yield ref


def linked(text: str, gazetteer: Gazetteer) -> Linker:
    """Scan a text and rank the candidates of every name; for fitting weights and for `references`."""
    linker = Linker(gazetteer, describe(text, Scanner(gazetteer).hits(text)))
    rank(linker)
    return linker


def _reference(linker: Linker, at: int, chance: float) -> PlaceRef | None:
    one, found = linker.named[at], linker.candidates[at]
    if one.hit.bearers and not found:
        return None  # a word for a people
    mention = _mention(linker.named, at, found[0] if found else None)
    refusal = _refusal(one, found)
    if refusal:
        return PlaceRef(one.hit.text, None, 0.0, refusal, mention)
    best = found[0]
    place = linker.gazetteer.of(best.bearer)
    rest = [c for c in found[1 : 1 + ALTERNATIVES] if c.share >= LEAST_SHARE]
    others = tuple((linker.gazetteer.of(c.bearer), round(c.share * chance, 3)) for c in rest)
    return PlaceRef(one.hit.text, place, round(chance * _town_share(found), 3), _why(best, place), mention, others)


def _town_share(found: Sequence[Candidate]) -> float:
    """Share of the likeliest candidate and of the namesakes around or inside it that share its ground."""
    best = found[0]
    if best.record.country in DISTRICT_FIRST:
        return best.share
    nested = (c for c in found[1:] if contains(c, best) or contains(best, c))
    return min(1.0, best.share + sum(c.share for c in nested if _apart(best.record, c.record) <= SAME_TOWN_KM))


def _apart(one: Record, other: Record) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return KM_PER_DEGREE * math.hypot(one.lat - other.lat, (one.lon - other.lon) * math.cos(math.radians(one.lat)))


def probability(odds: float) -> float:
    """The probability of natural log-odds."""
    return 1 / (1 + math.exp(-odds)) if odds > 0 else 1 - 1 / (1 + math.exp(odds))


def _mention(named: Sequence[Named], at: int, best: Candidate | None) -> PlaceMention:
    one = named[at]
    within: list[str] = []
    outer, seen = _outer(one), {at}
    while outer is not None and outer not in seen:
        seen.add(outer)
        within.append(named[outer].hit.text)
        outer = _outer(named[outer])
    return PlaceMention(
        one.hit.start, one.hit.end, one.hit.text, SINGULAR.get(one.word or "", one.word), tuple(within), _relation(one, best)
    )


def _relation(one: Named, best: Candidate | None) -> str | None:
    """Spatial relation to the named place; `government` where a capital or a country stands for its government."""
    if one.relation is not None or best is None or not _SPEAKS.match(one.after) or _LOCATED.search(one.before):
        return one.relation
    governs = best.record.flags & Flag.CAPITAL or best.record.level == COUNTRY
    return GOVERNMENT if governs else None


def _outer(one: Named) -> int | None:
    return one.inside if one.inside is not None else one.beside


def _refusal(one: Named, found: Sequence[Candidate]) -> str | None:
    if one.unit != "village" and sound(one.hit.text) in missing_units():
        return NEWER
    if not found:
        return NOT_KNOWN
    if one.unit == "district" and found[0].record.level not in (ADM2, ADM1, SETTLEMENT):
        return NOT_SUCH_UNIT
    return None


SPELLINGS = {"sound": "another spelling of {}", "bones": "a spelling like {}", "alike": "a spelling like {}"}


def _why(best: Candidate, place: Place) -> str:
    reasons = [_name_reason(best, place)]
    if best.record.level == SETTLEMENT and place.adm2:
        reasons.append(f"lies in {place.adm2} district by containment")
    if best.share < SURE:
        reasons.append("other places bear the name")
    return "; ".join(reasons)


def _name_reason(best: Candidate, place: Place) -> str:
    if best.bearer.how is Bearing.SEAT:
        return "the name of its seat"
    if best.match in SPELLINGS:
        return SPELLINGS[best.match].format(place.name)
    return "its name" if best.bearer.how is Bearing.PREFERRED else "one of its names"
