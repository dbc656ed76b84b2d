"""Evidence about place names, as named features: for a candidate, and for these words naming a place at all."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from reportedly.gazetteer.pack import LEVELS, Bearing, Flag
from reportedly.resolve.context import Named, is_adjective, is_dateline
from reportedly.resolve.fighting import is_fought
from reportedly.resolve.linking import (
    ADM1,
    ADM2,
    COUNTRY,
    DISTRICT_FIRST,
    LEAST_VOTE,
    PASSES,
    SETTLEMENT,
    SHORT_CODE,
    Candidate,
    Linker,
    cell,
    share_out,
    weights,
)
from reportedly.resolve.namesakes import has_namesake, is_dwarfed, is_overshadowed, lends, names_capital, names_district, names_province
from reportedly.resolve.others import is_other_name
from reportedly.resolve.words import WORDS

K = TypeVar("K")
GIANT = 100_000_000  # people of a country whose name is hardly ever something else in news, though women are called China and India
BEYOND = "  "  # country of what lies beyond countries
LEAST_SAID, MOST_SAID = -3.0, 4.0  # log-odds that another mention of the same words can add
Features: TypeAlias = "Iterator[tuple[str, float]]"
_LOCATIVE = re.compile(
    r"\b(?:in|at|from|to|into|inside|outside|near|around|across|through|toward|towards|via|between|throughout|within|entered"
    r"|reached|captured|seized|took|taken|"
    r"retook|recaptured|besieged|controls?|held|holds?|lost|attacked|bombed|shelled|visited|leaving|leave|reach|enter|claims?|overrun|above)"
    r"\s+(?:the\s+)?\Z"
)
_PEOPLE_OF = frozenset({"mayor", "head", "residents", "people", "inhabitants", "citizens", "elders", "villagers", "natives", "defenders"})
_OFFICE_OF = re.compile(r"\b([a-z]+)\s+of\s+(?:the\s+)?\Z")
_OF = re.compile(r"\b(?:of|for|on|over|and|,)\s+(?:the\s+)?\Z")
_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|dr|gen|general|col|colonel|capt|captain|sgt|lt|maj|sen|rep|president|minister|spokes(?:man|woman|person)"
    r"|commander|mullah|sheikh|judge|sheriff|by|son|wife|named"
    r"|coach|senior|junior|suspect|brother|sister|mother|father|daughter|husband)\.?\s+\Z"
)
_PERSON_VERB = re.compile(
    r"\s+(?:said|says|told|added|tweeted|wrote|who|claimed|warned|argued|had been|was arrested|was charged|is survived|scored"
    r"|pleaded|testified|,\s\d\d,)\b"
)
_ATTRIBUTIVE = re.compile(
    r"(?:-based|-born|-area)?\s+(?:man|woman|men|women|boy|girl|teen|teenager|parents?|couple|family|residents?|police"
    r"|detectives?|officers?|firefighters?|officials?|authorities"
    r"|homes?|houses?|court|jury|hospitals?|airport|schools?|students?|voters?|area|suburbs?|neighborhood|street|streets|native"
    r"|mayor|council|prison|jail|church|office|store"
    r"|airfield|air ?base|garrison|curfew|township|governor|front ?line|refinery"
    r"|company|firm|restaurant|hotel|market|border|region|offensive|front|embassy|summit|conference|countryside|bridge|highway"
    r"|road|mosque|university|battle|siege)\b"
)
_AGE = re.compile(r",\s+\d\d,")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’)]?\s+|\n\s*)\Z")


def prior_features(linker: Linker, at: int, c: Candidate) -> Features:
    """Evidence for a candidate that does not depend on the rest of the report."""
    one, record = linker.named[at], c.record
    yield f"match_{c.match}", 1.0
    yield "unlike", 1.0 - c.likeness
    yield f"how_{c.bearer.how.name.lower()}", 1.0
    yield f"population_{LEVELS[record.level]}", math.log1p(record.population)
    yield "capital", float(bool(record.flags & Flag.CAPITAL))
    yield "adm1_seat", float(bool(record.flags & Flag.ADM1_SEAT))
    yield "adm2_seat", float(bool(record.flags & Flag.ADM2_SEAT))
    yield "former", float(bool(record.flags & Flag.FORMER))
    yield "overshadowed", float(is_overshadowed(linker, at, c))
    yield "dwarfed", float(is_dwarfed(linker, at, c))
    yield "the_region", float(record.country == BEYOND and one.unit is None and _is_region(one))
    yield _level_feature(linker, at, one, c), 1.0
    town = record.level == SETTLEMENT and record.country not in DISTRICT_FIRST and one.unit not in ("district", "province")
    yield "taken_settlement", float((one.taken or one.fought) and town and not lends(linker, at, c))
    if (
        record.level in (ADM1, ADM2)
        and record.country not in DISTRICT_FIRST
        and one.unit in (None, "city", "village")
        and not one.holds
        and has_namesake(linker, at, c)
    ):
        yield f"namesake_{LEVELS[record.level]}", 1.0


def _level_feature(linker: Linker, at: int, one: Named, c: Candidate) -> str:
    level, local = LEVELS[c.record.level], c.record.country in DISTRICT_FIRST
    province = local and names_province(linker, at)
    if one.unit and not (one.unit == "district" and province and not names_district(linker, at)):
        fits = level in WORDS.levels[one.unit]
        return f"unit_{one.unit}_fits" if fits else f"unit_{one.unit}_misfits"
    if one.holds:
        return f"holds_local_{level}" if local else f"holds_{level}"
    if local and c.record.level == ADM1 and not one.taken and not names_capital(linker, at):
        return "bare_local_adm1"
    if local and c.record.level == ADM2 and c.bearer.how is not Bearing.SHARED:
        if not province:
            return "bare_district_first"
        return "bare_capital_district" if one.taken else "bare_province_district"
    return f"bare_{level}"


def _is_region(one: Named) -> bool:
    """Tell whether words are said as those of a region or a sea: with an article, or a sea by name."""
    return one.before.endswith("the ") or one.hit.text.lower().endswith((" sea", " ocean", " gulf"))


def report_features(linker: Linker, at: int, c: Candidate) -> Features:
    """Evidence for a candidate from the rest of the report."""
    one, votes, key = linker.named[at], linker.votes, linker.keys[at]
    own = linker.own[key]
    yield "country_share", _others(votes.countries, own.countries, c.record.country, votes.whole - own.whole)
    if c.record.adm1 is not None:
        unit = _others(votes.units, own.units, (c.bearer.pack, c.record.adm1), votes.whole_local - own.whole_local)
        yield "unit_share", unit
        yield "unit_seen", float(unit > 0)
        if c.record.level > ADM1:
            yield "near_share", _others(votes.cells, own.cells, cell(c.record), votes.whole_local - own.whole_local)
    yield "echo", linker.echoes[key].get((c.bearer.pack, c.bearer.index), 0.0) if key in linker.echoes else 0.0
    if one.inside is not None and linker.candidates[one.inside]:
        fits = linker.fits(one.inside, c)
        yield "inside_fits", fits
        yield "inside_misfits", 1.0 - fits
    if one.beside is not None:
        yield "beside_fits", linker.fits(one.beside, c)
    if one.holds and c.record.level < SETTLEMENT:
        yield "inner_fits", linker.holds(at, c)
    yield "beside_holds", linker.holds_beside(at, c)
    if one.listed is not None:
        yield "list_level", _level_of_list(linker, at, c)
    yield from _war_features(linker, one, c)


def _level_of_list(linker: Linker, at: int, c: Candidate) -> float:
    """Share of the other names of a list whose likeliest candidates are of the same level: lists are of countries, or of towns."""
    this = linker.named[at]
    every = zip(linker.named, linker.candidates, strict=True)
    levels = [found[0].record.level for one, found in every if found and one.listed == this.listed and one is not this]
    return levels.count(c.record.level) / len(levels) if levels else 0.0


def _war_features(linker: Linker, one: Named, c: Candidate) -> Features:
    """Whether a candidate lies in the country of the nation whose town it is called, and where the armed parties fight."""
    if one.nation is not None:
        fits = float(c.record.country in linker.nation(one))
        yield "inside_fits", fits
        yield "inside_misfits", 1.0 - fits
    if one.taken or one.fought:
        yield "theatre", float(c.record.country in linker.theatre)


def _others(votes: Mapping[K, float], own: Mapping[K, float], key: K, whole: float) -> float:
    """Share of the weight that other names give, 0 to 1."""
    return max(0.0, votes.get(key, 0.0) - own.get(key, 0.0)) / whole if whole > LEAST_VOTE else 0.0


def support(linker: Linker, at: int, c: Candidate) -> tuple[float, float, float, float]:
    """What the other names of the report say for a candidate.

    Returns:
        their shares (0 to 1) in its country and in its first-level unit, and their whole weight and that of the local ones (names).
    """
    votes, own = linker.votes, linker.own[linker.keys[at]]
    whole, local = max(0.0, votes.whole - own.whole), max(0.0, votes.whole_local - own.whole_local)
    country = _others(votes.countries, own.countries, c.record.country, whole)
    unit = _others(votes.units, own.units, (c.bearer.pack, c.record.adm1), local) if c.record.adm1 is not None else 0.0
    return country, unit, whole, local


def rank(linker: Linker) -> None:
    """Score all candidates: alone, then in the light of what the whole report names, then with other spellings."""
    w = weights()
    linker.people = people_named(linker)
    for at, found in enumerate(linker.candidates):
        _score_alone(linker, at, found)
    linker.vote()
    for at in linker.add_spellings():
        _score_alone(linker, at, linker.candidates[at])
    for _ in range(PASSES):
        for at, found in enumerate(linker.candidates):
            for c in found:
                c.score = c.prior + weigh(report_features(linker, at, c), w)
        for found in linker.candidates:
            share_out(found)
        linker.voices = [1 / (1 + math.exp(-max(odds, LEAST_SAID))) for odds in first_odds(linker)]
        linker.vote()


def people_named(linker: Linker) -> frozenset[str]:
    """Last words of what looks like names of people."""
    found = set()
    for one in linker.named:
        hit = one.hit
        titled = bool(_TITLE.search(one.before)) or ((hit.left or "").rstrip(".") in WORDS.titles and not _office_of(one))
        named = hit.left is not None and hit.left.islower() and _left_feature(hit.left) == "place_after_name"
        if titled or (named and hit.bearers) or (not hit.bearers and " " in hit.text and one.unit is None):
            found.add(hit.text.lower().rpartition(" ")[2])
    return frozenset(found)


def _score_alone(linker: Linker, at: int, found: list[Candidate]) -> None:
    w = weights()
    for c in found:
        c.score = c.prior = weigh(prior_features(linker, at, c), w)
    share_out(found)


def place_features(linker: Linker, at: int) -> Features:
    """Evidence that these words name a place at all."""
    one, found = linker.named[at], linker.candidates[at]
    yield "place_base", 1.0
    yield "place_unit", float(one.unit is not None)
    yield "place_inside", float(one.inside is not None or one.nation is not None)
    yield "place_holds", float(one.holds)
    yield "place_listed", float(one.listed is not None)
    yield "place_locative", float(_is_where(linker, one))
    yield "place_of", float(bool(_OF.search(one.before)))
    yield "place_relation", float(one.relation not in (None, "between"))  # what is between may be anything
    located = bool(_LOCATIVE.search(one.before))  # "my cousin in X says"
    yield "place_verb", float(_speaks(one) and not located and not (found and _governs(found[0])) and not _office_of(one))
    yield "place_attributive", float(bool(_ATTRIBUTIVE.match(one.after)))
    yield "place_age", float(bool(_AGE.match(one.after)))
    yield "place_dateline", float(is_dateline(one.hit, one.after))
    yield "place_starts", float(bool(_SENTENCE_START.search(one.before)))
    yield "place_code", float(len(one.hit.text) <= SHORT_CODE)
    yield "place_person_elsewhere", float(linker.keys[at].rpartition(" ")[2] in linker.people)
    yield "place_repeated", math.log(linker.counts[linker.keys[at]])
    yield from _neighbour_features(one)
    if not found:
        yield "place_unknown", 1.0
        return
    word = one.hit.text.lower()
    giant = found[0].record.level == COUNTRY and found[0].record.population >= GIANT
    yield "place_common", float(word in WORDS.common and not giant)
    yield "place_people", float(word in WORDS.people and not giant)
    yield "place_words", float(" " in word)
    yield from _standing_features(linker, at)


def _is_where(linker: Linker, one: Named) -> bool:
    """Tell whether the words stand where a place stands: after "in", or where a town is taken ("the Yazidi-held town" is, not Yazidi)."""
    if _LOCATIVE.search(one.before):
        return True
    return (one.taken or one.fought) and not one.after.startswith("-") and not linker.demonyms(one)


def _speaks(one: Named) -> bool:
    """Tell whether a verb of people follows; "had been captured" is said of towns."""
    return bool(_PERSON_VERB.match(one.after)) and not is_fought("", one.after)


def _governs(best: Candidate) -> bool:
    """Tell whether a name may stand for a government."""
    return bool(best.record.flags & Flag.CAPITAL) or best.record.level == COUNTRY


def _neighbour_features(one: Named) -> Features:
    """Evidence from the capitalised words beside a name, and from titles."""
    left, right = one.hit.left, one.hit.right
    if left and not _office_of(one):
        yield _left_feature(left), 1.0
    if right:
        yield _right_feature(right), 1.0
    yield "place_title", float(bool(_TITLE.search(one.before)))


def _office_of(one: Named) -> bool:
    """Tell whether the words follow an office, or people, and "of": "the governor of Ghazni said" speaks of a man, but names a place."""
    office = _OFFICE_OF.search(one.before)
    return office is not None and (office.group(1) in WORDS.titles or office.group(1) in _PEOPLE_OF)


def _left_feature(left: str) -> str:
    if left.rstrip(".") in WORDS.titles:
        return "place_title"
    if left in WORDS.lead or left in WORDS.stop or left in WORDS.units or is_adjective(left):
        return "place_after_lead"
    if left in WORDS.institution:
        return "place_after_institution"
    return "place_after_word" if left in WORDS.english and left not in WORDS.people else "place_after_name"


def _right_feature(right: str) -> str:
    if right in WORDS.press or right in WORDS.team:
        return "place_before_press"
    if right in WORDS.follow:
        return "place_before_university" if right in ("university", "college", "high") else "place_before_institution"
    if right in WORDS.stop or right in WORDS.units:
        return "place_before_stop"
    return "place_before_word" if right in WORDS.english and right not in WORDS.people else "place_before_name"


def _standing_features(linker: Linker, at: int) -> Features:
    """Evidence from the place that the words most likely name."""
    one, best = linker.named[at], linker.candidates[at][0]
    votes, own = linker.votes, linker.own[linker.keys[at]]
    local = votes.whole_local - own.whole_local
    yield "place_country_share", _others(votes.countries, own.countries, best.record.country, votes.whole - own.whole)
    if best.record.adm1 is not None:
        yield "place_unit_share", _others(votes.units, own.units, (best.bearer.pack, best.record.adm1), local)
    if best.record.level > ADM1:
        yield "place_near_share", _others(votes.cells, own.cells, cell(best.record), local)
    yield "place_sure", best.share
    yield "place_echo", max(linker.echoes[linker.keys[at]].values(), default=0.0) if linker.keys[at] in linker.echoes else 0.0
    yield "place_respelt", float(best.match != "exact")
    yield "place_capital", float(best.record.level == SETTLEMENT and bool(best.record.flags & Flag.CAPITAL))
    yield "place_is_country", float(best.record.level == COUNTRY)
    yield "place_is_adm1", float(best.record.level == ADM1)
    yield "place_is_adm2", float(best.record.level == ADM2)
    yield "place_size", math.log1p(best.record.population) * (best.record.level == SETTLEMENT)
    yield "place_alias", float(best.bearer.how not in (Bearing.PREFERRED, Bearing.CURATED))
    yield "place_theatre", float((one.taken or one.fought) and best.record.country in linker.theatre)
    if one.beside is not None:
        yield "place_beside", linker.fits(one.beside, best)


def first_odds(linker: Linker) -> list[float]:
    """Log-odds that each stretch of words names a place, by its own surroundings."""
    w = weights()
    return [w["place_never"] if is_other_name(linker, at) else weigh(place_features(linker, at), w) for at in range(len(linker.named))]


def weigh(features: Features, w: Mapping[str, float]) -> float:
    """Add up evidence."""
    return sum(w[name] * value for name, value in features)


def elsewhere(linker: Linker, odds: Sequence[float]) -> list[float]:
    """For each stretch of words, what the other mentions of the same words say, held within bounds; 0 where there is none."""
    by_key: dict[str, list[int]] = {}
    for at, key in enumerate(linker.keys):
        by_key.setdefault(key, []).append(at)
    said = [0.0] * len(odds)
    for same in by_key.values():
        for at in same if len(same) > 1 else ():
            said[at] = max(LEAST_SAID, min(MOST_SAID, max(odds[other] for other in same if other != at)))
    return said


def place_odds(linker: Linker) -> list[float]:
    """Log-odds that each stretch of words names a place at all."""
    w, odds = weights(), first_odds(linker)
    return [own + w["place_elsewhere"] * other for own, other in zip(odds, elsewhere(linker, odds), strict=True)]
