"""Locating: every place that a report names, found, read in its context, and identified or refused with a reason."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.store import Gazetteer
from reportedly.resolve.context import Named, describe
from reportedly.resolve.linking import ADM1, ADM2, COUNTRY, SETTLEMENT, Candidate, Linker, missing_units
from reportedly.resolve.scan import Scanner
from reportedly.terms.place import Place, PlaceMention, PlaceRef
from reportedly.terms.report import Report

NOT_KNOWN = "not in the gazetteer"
NEWER = "a district newer than the gazetteer's division of 2004-05"
ALTERNATIVES = 4
LEAST_SHARE = 0.005
_LOCATIVE = re.compile(
    r"\b(?:in|at|from|to|into|inside|outside|near|of|around|across|through|toward|towards|via|outside|between|throughout|within|for|left|entered|reached|captured|seized|took|taken|"
    r"retook|recaptured|besieged|controls?|held|hold|lost|attacked|bombed|shelled|visited|leaving|leave|reach|enter|on)\s+(?:the\s+)?\Z"
)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|dr|gen|general|col|colonel|capt|captain|sgt|lt|maj|sen|rep|gov|president|minister|spokes(?:man|woman|person)|commander|mullah|sheikh|judge|sheriff|by|said|son|named|called)\.?\s+\Z")
_PERSON_VERB = re.compile(r"\s+(?:said|says|told|added|tweeted|wrote|who|claimed|warned|argued)\b")
BIG = 100_000


def locate(report: Report, gazetteer: Gazetteer) -> tuple[PlaceRef, ...]:
    """Find and identify the places that a report names.

    Returns:
        one reference per mention, in order, not overlapping. `place` is None where a place is named that could not be identified.
    """
    named = describe(report.text, Scanner(gazetteer).hits(report.text))
    linker = Linker(gazetteer, named)
    ranked = linker.rank()
    surely = [_sureness(linker, at) for at in range(len(named))]
    refs = (_ref(linker, at, surely) for at in range(len(named)) if ranked[at] or surely[at] > 0)
    return tuple(ref for ref in refs if ref is not None)


def _sureness(linker: Linker, at: int) -> float:
    """Log-odds that these words name a place at all."""
    one, found = linker.named[at], linker.candidates[at]
    hit = one.hit
    score = -1.0
    score += 4.0 * (one.unit is not None)
    score += 2.5 * (one.inside is not None or one.holds)
    score += 1.5 * bool(_LOCATIVE.search(one.before)) + 1.5 * (one.relation is not None)
    score -= 4.0 * bool(hit.left or hit.right) * (one.unit is None)
    score -= 3.0 * bool(_TITLE.search(one.before)) + 1.0 * bool(_PERSON_VERB.match(one.after))
    if not found:
        return score - 2.0
    best = found[0]
    share = linker.votes.country_share(best.record.country)
    big = best.record.level in (COUNTRY, ADM1) or best.record.population >= BIG
    score += 3.5 * big + 2.0 * share + 1.0 * (best.record.level == ADM2 and share > 0)
    score += 0.5 * (one.listed is not None)
    return score


def _ref(linker: Linker, at: int, surely: Sequence[float]) -> PlaceRef | None:
    one, found = linker.named[at], linker.candidates[at]
    hit = one.hit
    chance = 1 / (1 + math.exp(-surely[at]))
    if chance < 0.5:
        return None
    mention = _mention(linker, at)
    refusal = _refusal(one, found)
    if refusal:
        return PlaceRef(hit.text, None, 0.0, refusal, mention)
    best = found[0]
    place = linker.gazetteer.of(best.bearer)
    others = tuple((linker.gazetteer.of(c.bearer), round(c.share * chance, 3)) for c in found[1 : 1 + ALTERNATIVES] if c.share >= LEAST_SHARE)
    return PlaceRef(hit.text, place, round(chance * best.share, 3), _why(linker, best, place), mention, others)


def _mention(linker: Linker, at: int) -> PlaceMention:
    one = linker.named[at]
    within: list[str] = []
    outer = one.inside if one.inside is not None else one.beside
    seen = {at}
    while outer is not None and outer not in seen:
        seen.add(outer)
        within.append(linker.named[outer].hit.text)
        outer = linker.named[outer].inside if linker.named[outer].inside is not None else linker.named[outer].beside
    word = {"districts": "district", "provinces": "province", "cities": "city", "villages": "village", "towns": "town", "center": "centre"}.get(one.word or "", one.word)
    return PlaceMention(one.hit.start, one.hit.end, one.hit.text, word, tuple(within), one.relation)


def _refusal(one: Named, found: Sequence[Candidate]) -> str | None:
    if one.unit != "village" and sound(one.hit.text) in missing_units():
        return NEWER
    if not found:
        return NOT_KNOWN
    if one.unit == "district" and found[0].record.level not in (ADM2, SETTLEMENT, ADM1):
        return f"no district of this name; {NOT_KNOWN}"
    return None


def _why(linker: Linker, best: Candidate, place: Place) -> str:
    reasons = []
    how = best.bearer.how
    if how is Bearing.SEAT:
        reasons.append("by the name of its seat")
    elif best.match == "sound":
        reasons.append(f"another spelling of {place.name}")
    elif best.match == "bones":
        reasons.append(f"a spelling like {place.name}")
    elif fold(place.name) != "":
        reasons.append("its name" if how is Bearing.PREFERRED else "one of its names")
    if best.record.level == SETTLEMENT and place.adm2:
        reasons.append(f"in {place.adm2} district by containment")
    if len(linker.candidates) and best.share < 0.9:
        reasons.append("other places bear the name")
    return ", ".join(reasons)
