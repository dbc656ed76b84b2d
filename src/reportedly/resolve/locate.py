"""Locating: every place that a report names, found, read in its context, and identified or refused with a reason."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from reportedly.gazetteer.fold import sound
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.store import Gazetteer
from reportedly.resolve.context import Named, describe
from reportedly.resolve.evidence import place_odds, rank
from reportedly.resolve.linking import ADM1, ADM2, SETTLEMENT, Candidate, Linker, missing_units
from reportedly.resolve.scan import Scanner
from reportedly.terms.place import Place, PlaceMention, PlaceRef
from reportedly.terms.report import Report

NOT_KNOWN = "not in the gazetteer"
NEWER = "a district newer than the gazetteer's division of 2004-05"
NOT_SUCH_UNIT = "no unit of that kind bears the name in the gazetteer"
ALTERNATIVES = 4
LEAST_SHARE = 0.005
LEAST_CHANCE = 0.5
SINGULAR = {"districts": "district", "provinces": "province", "cities": "city", "villages": "village", "towns": "town", "center": "centre", "counties": "county", "states": "state"}


def locate(report: Report, gazetteer: Gazetteer) -> tuple[PlaceRef, ...]:
    """Find and identify the places that a report names.

    Returns:
        one reference per mention, in order, not overlapping. `place` is None where a place is named that could not be identified.
    """
    return tuple(references(report.text, gazetteer))


def references(text: str, gazetteer: Gazetteer) -> Iterator[PlaceRef]:
    """The same for a bare text."""
    linker = linked(text, gazetteer)
    for at in range(len(linker.named)):
        ref = _reference(linker, at)
        if ref:
            yield ref


def linked(text: str, gazetteer: Gazetteer) -> Linker:
    """Scan a text and rank the candidates of every name; for fitting weights and for `references`."""
    linker = Linker(gazetteer, describe(text, Scanner(gazetteer).hits(text)))
    rank(linker)
    return linker


def _reference(linker: Linker, at: int) -> PlaceRef | None:
    one, found = linker.named[at], linker.candidates[at]
    if one.hit.bearers and not found:
        return None  # a word for a people
    chance = probability(place_odds(linker, at))
    if chance < LEAST_CHANCE:
        return None
    mention = _mention(linker.named, at)
    refusal = _refusal(one, found)
    if refusal:
        return PlaceRef(one.hit.text, None, 0.0, refusal, mention)
    best = found[0]
    place = linker.gazetteer.of(best.bearer)
    others = tuple((linker.gazetteer.of(c.bearer), round(c.share * chance, 3)) for c in found[1 : 1 + ALTERNATIVES] if c.share >= LEAST_SHARE)
    return PlaceRef(one.hit.text, place, round(chance * best.share, 3), _why(best, place), mention, others)


def probability(odds: float) -> float:
    """The probability of natural log-odds."""
    return 1 / (1 + math.exp(-odds)) if odds > 0 else 1 - 1 / (1 + math.exp(odds))


def _mention(named: Sequence[Named], at: int) -> PlaceMention:
    one = named[at]
    within: list[str] = []
    outer, seen = _outer(one), {at}
    while outer is not None and outer not in seen:
        seen.add(outer)
        within.append(named[outer].hit.text)
        outer = _outer(named[outer])
    return PlaceMention(one.hit.start, one.hit.end, one.hit.text, SINGULAR.get(one.word or "", one.word), tuple(within), one.relation)


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


SPELLINGS = {"sound": "another spelling of {}", "bones": "a spelling like {}", "edit": "a spelling like {}"}


def _why(best: Candidate, place: Place) -> str:
    reasons = [_name_reason(best, place)]
    if best.record.level == SETTLEMENT and place.adm2:
        reasons.append(f"lies in {place.adm2} district by containment")
    if best.share < 0.9:
        reasons.append("other places bear the name")
    return "; ".join(reasons)


def _name_reason(best: Candidate, place: Place) -> str:
    if best.bearer.how is Bearing.SEAT:
        return "the name of its seat"
    if best.match in SPELLINGS:
        return SPELLINGS[best.match].format(place.name)
    return "its name" if best.bearer.how is Bearing.PREFERRED else "one of its names"
