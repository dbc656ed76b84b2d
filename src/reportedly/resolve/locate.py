"""Locating: every place that a report names, found, read in its context, and identified or refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.gazetteer.fold import sound
from reportedly.gazetteer.pack import Flag
from reportedly.gazetteer.store import Gazetteer
from reportedly.resolve.actors import actor_votes, party_names, theatre
from reportedly.resolve.belief import belief
from reportedly.resolve.context import Named, describe
from reportedly.resolve.evidence import place_odds, rank
from reportedly.resolve.foreign import foreign_odds, is_foreign, read_context
from reportedly.resolve.linking import ADM1, ADM2, COUNTRY, SETTLEMENT, Candidate, Linker, missing_units
from reportedly.resolve.named_units import beside_units
from reportedly.resolve.reasons import why_this
from reportedly.resolve.scan import Hit, scanner
from reportedly.resolve.scripts import ARABIC_WORD
from reportedly.resolve.uncapitalised import arabic_hits
from reportedly.terms.place import Place, PlaceMention, PlaceRef
from reportedly.terms.report import Report

NOT_KNOWN = "not in the gazetteer"
NEWER = "a district newer than the gazetteer's division of 2004-05"
NOT_SUCH_UNIT = "no unit of that kind bears the name in the gazetteer"
GOVERNMENT = "government"
_SPEAKS = re.compile(
    r"(?:['’]s)?\s+(?:has |had |have |also |later |again |repeatedly |never )?"
    r"(?:said|says|denie[ds]|denies|accuse[ds]|warn(?:ed|s)|claim(?:ed|s)|insist(?:ed|s)|announce[ds]|demand(?:ed|s)"
    r"|reject(?:ed|s)|back(?:ed|s)|support(?:ed|s)|agree[ds]|refuse[ds]|wants|blame[ds]|threatened|offered|recogni[sz]e[ds]"
    r"|signed|sent|deployed|government|regime|authorities)\b"
)
_LOCATED = re.compile(r"\b(?:in|at|near|from|to|outside|inside|into|around|of)\s+(?:the\s+)?\Z")
RIVER = "a river by its article, not the town of the same name"
# "across the Dnipro", "along the Moskva.": towns bear no article, unless a noun follows ("the Kherson front").
_ARTICLE = re.compile(r"\b(?:across|along|over|cross(?:ed|es|ing)?|banks? of|bridges? (?:over|across|on)|dam on)\s+the\s+\Z")
_NO_NOUN = re.compile(r"\s*(?:\Z|[.,;:!?)]|(?:on|in|at|from|into|to|after|and|or|by|before|near|with|under|while|as|river)\b)")
NOT_THERE = "no place of this name is known where the text puts it"
MISPLACED = 0.5  # chance that the text, and not the candidate, is wrong: units move between provinces
SURE_CONTAINER, LEAST_FIT = 0.7, 0.05
IN_FACT = 0.3  # probability from which a name after a comma is taken for a container
ALTERNATIVES = 4
LEAST_SHARE = 0.005
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
    """Find and identify the places that a report names, in the units of the day on which it was published.

    Returns:
        one reference per mention, in order, not overlapping. `place` is None where a place is named that could not be identified.
    """
    return references(report.text, gazetteer.at(report.published))


def references(text: str, gazetteer: Gazetteer) -> tuple[PlaceRef, ...]:
    """The same for a bare text."""
    linker = linked(text, gazetteer)
    odds = foreign_odds(linker, place_odds(linker))
    found = tuple(ref for at in range(len(odds)) if (ref := reference(linker, at, odds[at])) is not None)
    return beside_units(text, found, gazetteer) if ARABIC_WORD.search(text) else found


def linked(text: str, gazetteer: Gazetteer) -> Linker:
    """Scan a text and rank the candidates of every name; for fitting weights and for `references`."""
    hits = scanner(gazetteer).hits(text)
    if ARABIC_WORD.search(text):
        hits = sorted([*hits, *arabic_hits(text, gazetteer)], key=lambda hit: hit.start)
    named = describe(text, _outside_parties(text, hits))
    if any(map(is_foreign, named)):
        read_context(text, named, gazetteer)
    linker = Linker(gazetteer, named, actor_votes(text), theatre(text))
    rank(linker)
    return linker


def _outside_parties(text: str, hits: list[Hit]) -> list[Hit]:
    """Leave out words that are a part, but not all, of an armed party's name."""
    parties = party_names(text)
    return [hit for hit in hits if not any(s <= hit.start and hit.end <= e and e - s > hit.end - hit.start for s, e in parties)]


def reference(linker: Linker, at: int, odds: float) -> PlaceRef | None:
    """Say what a stretch of words names.

    Args:
        linker: with ranked candidates.
        at: position of the words.
        odds: natural log-odds that they name a place.

    Returns:
        None where they name none.
    """
    one, found = linker.named[at], linker.candidates[at]
    if (odds < 0 and not _is_newer(linker, at)) or (one.hit.bearers and not found):
        return None  # no place, or a word for a people
    mention = _mention(linker, at)
    refusal = _refusal(linker, at)
    if refusal:
        return PlaceRef(one.hit.text, None, 0.0, refusal, mention)
    best = found[0]
    named = linker.gazetteer.of(best.bearer)
    place = linker.gazetteer.standing(named)
    misplaced = misplaced_by_text(linker, at)
    chance = belief(linker, at, odds) * (MISPLACED if misplaced else 1.0)
    why = why_this(linker, at, place, misplaced=misplaced)
    return PlaceRef(one.hit.text, place, round(chance, 3), why, mention, _others(linker, at, chance))


def _others(linker: Linker, at: int, chance: float) -> tuple[tuple[Place, float], ...]:
    """The next likeliest candidates; with the likeliest one they share what there is of probability."""
    found = linker.candidates[at]
    rest = [c for c in found[1 : 1 + ALTERNATIVES] if c.share >= LEAST_SHARE]
    each = min(chance / found[0].share, (1 - chance) / max(LEAST_SHARE, 1 - found[0].share))
    return tuple((linker.gazetteer.of(c.bearer), round(c.share * each, 3)) for c in rest)


def _mention(linker: Linker, at: int) -> PlaceMention:
    one, best = linker.named[at], next(iter(linker.candidates[at]), None)
    word = "river" if _is_river(one) else SINGULAR.get(one.word or "", one.word)
    return PlaceMention(one.hit.start, one.hit.end, one.hit.text, word, tuple(_within(linker, at)), _relation(one, best))


def _within(linker: Linker, at: int) -> Iterator[str]:
    """Names that the text gives as containing a name, nearest first; those after a comma only where they do contain it."""
    seen = {at}
    outer = _outer(linker, at)
    while outer is not None and outer not in seen:
        seen.add(outer)
        yield linker.named[outer].hit.text
        outer = _outer(linker, outer)


def _outer(linker: Linker, at: int) -> int | None:
    one, best = linker.named[at], next(iter(linker.candidates[at]), None)
    if one.inside is not None:
        return one.inside if best is None or not _elsewhere(linker, at, one.inside, best) else None
    return one.beside if one.beside is not None and best is not None and linker.fits(one.beside, best) >= IN_FACT else None


def _relation(one: Named, best: Candidate | None) -> str | None:
    """Spatial relation to the named place; `government` where a capital or a country stands for its government."""
    if one.relation is not None or best is None or not _SPEAKS.match(one.after) or _LOCATED.search(one.before):
        return one.relation
    governs = best.record.flags & Flag.CAPITAL or best.record.level == COUNTRY
    return GOVERNMENT if governs else None


def _is_newer(linker: Linker, at: int) -> bool:
    """Tell whether a unit that no source has is named where a place is named."""
    one = linker.named[at]
    told = one.unit is not None or one.inside is not None or one.listed is not None
    return told and one.unit != "village" and sound(one.hit.text) in missing_units()


def _refusal(linker: Linker, at: int) -> str | None:
    one, found = linker.named[at], linker.candidates[at]
    if one.unit != "village" and sound(one.hit.text) in missing_units():
        return NEWER
    if not found:
        return NOT_KNOWN
    if _is_river(one):
        return RIVER
    if one.inside is not None and _elsewhere(linker, at, one.inside, found[0]):
        return NOT_THERE
    if one.unit == "district" and found[0].record.level not in (ADM2, ADM1, SETTLEMENT):
        return NOT_SUCH_UNIT
    return None


def _is_river(one: Named) -> bool:
    return bool(_ARTICLE.search(one.before) and _NO_NOUN.match(one.after))


def _elsewhere(linker: Linker, at: int, outer: int, best: Candidate) -> bool:
    """Tell whether the likeliest candidate lies in another country than the unit that the text puts it in."""
    loose = linker.named[at].after.startswith(",")
    return not loose and _misplaced(linker, outer, best) and linker.candidates[outer][0].record.country not in ("  ", best.record.country)


def misplaced_by_text(linker: Linker, at: int) -> bool:
    """Tell whether the likeliest candidate lies outside the unit that the text says it is in, or the country of its nation."""
    one, best = linker.named[at], linker.candidates[at][0]
    nation = linker.nation(one)
    if nation and best.record.country not in nation:
        return True
    return one.inside is not None and _misplaced(linker, one.inside, best)


def _misplaced(linker: Linker, outer: int, best: Candidate) -> bool:
    """Tell whether the likeliest candidate lies outside the unit that the text puts it in."""
    around = linker.candidates[outer]
    return bool(around) and around[0].share >= SURE_CONTAINER and linker.fits(outer, best) < LEAST_FIT
