"""Why a reference means the place that it is taken for, in words that a reader can check against the text."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.gazetteer.pack import Bearing
from reportedly.resolve.evidence import support
from reportedly.resolve.linking import ADM1, SETTLEMENT, Candidate, Linker, contains
from reportedly.terms.place import Place

SURE = 0.9  # share of the candidates' probability from which others are not worth a word
TOLD = 0.5  # probability from which a name is said to contain another; share of names from which a report is about a country

SPELLINGS = {"sound": "another spelling of {}", "bones": "a spelling like {}", "alike": "a spelling like {}"}


def why_this(linker: Linker, at: int, place: Place, *, misplaced: bool) -> str:
    """Say in words why a name means a place.

    Args:
        linker: with ranked candidates.
        at: position of the name.
        place: the place as it is given: the likeliest candidate, or the unit that it belongs to on the day of the report.
        misplaced: whether the text puts it elsewhere.
    """
    best = linker.candidates[at][0]
    named = linker.gazetteer.of(best.bearer)
    reasons = [_name_reason(best, named)]
    if place is not named:
        reasons.append(_division_reason(named, place))
    if best.record.level == SETTLEMENT and place.adm2:
        reasons.append(f"lies in {place.adm2} district by containment")
    if misplaced:
        reasons.append("though the text puts it elsewhere")
    reasons += _context_reasons(linker, at, best)
    if best.share < SURE:
        reasons.append("other places bear the name")
    return "; ".join(reasons)


def _context_reasons(linker: Linker, at: int, best: Candidate) -> Iterator[str]:
    """What in the text speaks for it and against its namesakes; nothing where it has none."""
    one, rivals = linker.named[at], linker.candidates[at][1:]
    for outer in (one.inside, one.beside):
        if outer is not None and linker.fits(outer, best) >= TOLD:
            yield f"in {linker.named[outer].hit.text}, as the text says"
            return
    if one.taken and best.record.level == SETTLEMENT and any(contains(other, best) for other in rivals):
        yield "the town, by what is said of it, not the unit of its name"
    elif one.holds and best.record.level < SETTLEMENT and rivals:
        yield "a unit, since something is said to lie in it"
    if any(other.record.country != best.record.country for other in rivals):
        country, unit, _, _ = support(linker, at, best)
        if unit >= TOLD:
            yield "other places named lie in it" if best.record.level == ADM1 else "other places named lie in the same province"
        elif country >= TOLD:
            yield "the report speaks of its country"


def _name_reason(best: Candidate, place: Place) -> str:
    if best.bearer.how is Bearing.SEAT:
        return "the name of its seat"
    if best.match in SPELLINGS:
        return SPELLINGS[best.match].format(place.name)
    return "its name" if best.bearer.how is Bearing.PREFERRED else "one of its names"


def _division_reason(named: Place, place: Place) -> str:
    """Why the unit of the day stands for a unit of another time."""
    return f"{named.name}, a unit until {named.valid_to}, went into {place.name}"
