"""Answers "which place is called this?", likeliest first, each with a probability and a reason in words."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from reportedly.gazetteer.chances import scale
from reportedly.gazetteer.fold import fold
from reportedly.gazetteer.match import Area, Match, candidates
from reportedly.gazetteer.pack import LEVELS, Bearing, Flag, Record
from reportedly.gazetteer.store import Gazetteer
from reportedly.terms.place import Place

LEAST_SHARE = 0.01  # places less likely than this are not shown
SURE_SHARE = 0.002  # what a share of 1 lacks to certainty
TIED = 0.6  # share of a first answer that is hardly likelier than the next
SHORT, LONG = 6, 12  # letters: of names that are easily taken for others, and from which more make no difference


@dataclass(frozen=True, slots=True)
class Answer:
    """A place that a name may mean.

    Attributes:
        place: the place.
        chance: probability that it is meant, 0 to 1; where no level was asked for, it or the place of the same name around or inside it.
            What all answers lack to 1 is the chance that the gazetteer does not have the place.
        kind: how the name was matched: `exact`, `sound`, `bones`, `edit` or `alike`.
        why: the reason in words.
    """

    place: Place
    chance: float
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A match among others.

    Attributes:
        match: the place and how its name matched.
        record: what its pack holds of it.
        share: its part of the probability of all matches, 0 to 1.
    """

    match: Match
    record: Record
    share: float


@cache
def lookup_weights() -> Mapping[str, float]:
    """Weights of the ranking, natural log-odds; set by hand."""
    source = resources.files("reportedly.data.gazetteer").joinpath("lookup.json")
    loaded: dict[str, float] = json.loads(source.read_text(encoding="utf-8"))["weights"]
    return loaded


def look_up(gazetteer: Gazetteer, name: str, area: Area | None = None) -> tuple[Answer, ...]:
    """Find the places that a name may mean.

    Args:
        gazetteer: where to look.
        name: the name in any spelling and any script that the gazetteer knows.
        area: countries, levels and a containing unit to keep to; None for the whole world.

    Returns:
        likeliest first; empty for names that nothing known is like.
    """
    where = area or Area()
    found = found_places(gazetteer, name, where)
    if not found:
        return ()
    first = scale("lookups").chance(answer_features(found, name, where))
    rest = 1 - found[0].share
    each = min(first / found[0].share, (1 - first) / rest if rest > 0 else 0.0)
    chances = [first, *(one.share * each for one in found[1:])]
    shown = zip(found, chances, strict=True)
    return tuple(_answer(gazetteer, one.match, chance) for one, chance in shown if one.share >= LEAST_SHARE)


def _each_once(found: Sequence[Match]) -> list[Match]:
    best: dict[tuple[int, int], Match] = {}
    for match in found:
        at = (match.bearer.pack, match.bearer.index)
        if at not in best or (match.likeness, -match.bearer.how) > (best[at].likeness, -best[at].bearer.how):
            best[at] = match
    return list(best.values())


def found_places(gazetteer: Gazetteer, name: str, area: Area) -> list[Ranked]:
    """Find and order the places that a name may mean, likeliest first, with the share that each has of what is known to match."""
    found = _each_once(candidates(gazetteer, name, area))
    records = [gazetteer.record_at(match.bearer.pack, match.bearer.index) for match in found]
    scores = [_score(match, record) for match, record in zip(found, records, strict=True)]
    most = max(scores, default=0.0)
    odds = [math.exp(score - most) for score in scores]
    whole = sum(odds)
    every = [Ranked(match, record, part / whole) for match, record, part in zip(found, records, odds, strict=True)]
    return sorted(every, key=lambda one: (-one.share, -one.record.population))


def answer_features(found: Sequence[Ranked], name: str, area: Area) -> Iterator[tuple[str, float]]:
    """Evidence that the first of some ranked matches is the place that is meant.

    Args:
        found: all matches, likeliest first; at least one.
        name: the name asked for.
        area: where was looked.
    """
    best = found[0]
    nested = sum(other.share for other in found[1:] if _nested(best, other)) if area.levels is None else 0.0
    share = min(1.0, best.share + nested)
    like, length = best.match.likeness, len(fold(name))
    yield "base", 1.0
    yield f"kind_{best.match.kind}", 1.0
    yield f"how_{best.match.bearer.how.name.lower()}", 1.0
    yield "share", math.log((share + SURE_SHARE) / (1 - share + SURE_SHARE))
    yield "tied", float(share < TIED)
    yield "unlike", 1 - like
    yield "unlike_long", (1 - like) * min(length, LONG)
    yield "short", max(0.0, SHORT - length)
    yield "settlement", float(LEVELS[best.record.level] == "settlement")
    yield "within", float(area.within is not None)
    yield "unlike_within", (1 - like) * (area.within is not None)
    yield "world", float(area.within is None and area.countries is None)


def _nested(one: Ranked, other: Ranked) -> bool:
    """Tell whether one place lies in the other."""
    if one.match.bearer.pack != other.match.bearer.pack:
        return False
    return one.record.index in (other.record.adm1, other.record.adm2) or other.record.index in (one.record.adm1, one.record.adm2)


def _score(match: Match, record: Record) -> float:
    w = lookup_weights()
    score = w[f"how_{match.bearer.how.name.lower()}"] + w["likeness"] * match.likeness + w[f"level_{LEVELS[record.level]}"]
    score += w["population"] * math.log1p(record.population) * (record.level == LEVELS.index("settlement"))
    return score + w["capital"] * bool(record.flags & Flag.CAPITAL) + w["adm1_seat"] * bool(record.flags & Flag.ADM1_SEAT)


REASONS = {
    "exact": "its name",
    "sound": "another spelling of {}",
    "bones": "a spelling like {}",
    "edit": "one letter from a spelling of {}",
    "alike": "a spelling like {}",
}


def _answer(gazetteer: Gazetteer, match: Match, chance: float) -> Answer:
    place = gazetteer.of(match.bearer)
    why = "the name of its seat" if match.bearer.how is Bearing.SEAT else REASONS[match.kind].format(place.name)
    if match.kind == "exact" and match.bearer.how is not Bearing.PREFERRED and match.bearer.how is not Bearing.SEAT:
        why = "one of its names"
    return Answer(place, chance, match.kind, why)
