"""Answers "which place is called this?", likeliest first, each with a probability and a reason in words."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from reportedly.gazetteer.match import Area, Match, candidates
from reportedly.gazetteer.pack import LEVELS, Bearing, Flag, Record
from reportedly.gazetteer.store import Gazetteer
from reportedly.terms.place import Place

LEAST_CHANCE = 0.01


@dataclass(frozen=True, slots=True)
class Answer:
    """A place that a name may mean.

    Attributes:
        place: the place.
        chance: probability that it is meant, 0 to 1.
        kind: how the name was matched: `exact`, `sound`, `bones`, `edit` or `alike`.
        why: the reason in words.
    """

    place: Place
    chance: float
    kind: str
    why: str


@cache
def lookup_weights() -> Mapping[str, float]:
    """Weights of the ranking (natural log-odds) and chances of each kind of match, as measured by bench/places.py."""
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
    return _ranked(gazetteer, _each_once(candidates(gazetteer, name, where)))


def _each_once(found: Sequence[Match]) -> list[Match]:
    best: dict[tuple[int, int], Match] = {}
    for match in found:
        at = (match.bearer.pack, match.bearer.index)
        if at not in best or (match.likeness, -match.bearer.how) > (best[at].likeness, -best[at].bearer.how):
            best[at] = match
    return list(best.values())


def _ranked(gazetteer: Gazetteer, found: Sequence[Match]) -> tuple[Answer, ...]:
    if not found:
        return ()
    scores = [_score(match, gazetteer.record_at(match.bearer.pack, match.bearer.index)) for match in found]
    most = max(scores)
    odds = [math.exp(score - most) for score in scores]
    whole = sum(odds)
    ranked = sorted(zip(odds, found, strict=True), key=lambda pair: -pair[0])
    return tuple(_answer(gazetteer, match, part / whole) for part, match in ranked if part / whole >= LEAST_CHANCE)


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


def _answer(gazetteer: Gazetteer, match: Match, share: float) -> Answer:
    place = gazetteer.of(match.bearer)
    why = "the name of its seat" if match.bearer.how is Bearing.SEAT else REASONS[match.kind].format(place.name)
    if match.kind == "exact" and match.bearer.how is not Bearing.PREFERRED and match.bearer.how is not Bearing.SEAT:
        why = "one of its names"
    return Answer(place, share * lookup_weights()[f"chance_{match.kind}"], match.kind, why)
