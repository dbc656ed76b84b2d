"""Which place a name means: candidates scored by what the text says, with a refusal where nothing fits.

Every candidate gets a sum of evidence in natural log-odds; the weights are in `data/gazetteer/weights.json`, fitted on the development
suites (docs/places.md). A softmax over the candidates gives their shares, a logistic of the evidence that this is a place at all the rest.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from reportedly.gazetteer.fold import bones, fold, sound
from reportedly.gazetteer.pack import LEVELS, Bearing, Flag, Record
from reportedly.gazetteer.store import Bearer, Gazetteer
from reportedly.resolve.context import Named
from reportedly.resolve.words import WORDS

COUNTRY, ADM1, ADM2, SETTLEMENT, PART = range(len(LEVELS))
# Where the press counts the war by districts and gives a district's name bare (FDD's and SIGAR's district counts for Afghanistan).
DISTRICT_FIRST = frozenset({"AF"})


@cache
def weights() -> Mapping[str, float]:
    """The weights of evidence, natural log-odds."""
    source = resources.files("reportedly.data.gazetteer").joinpath("weights.json")
    loaded: dict[str, float] = json.loads(source.read_text(encoding="utf-8"))["weights"]
    return loaded


@dataclass(slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes:
        bearer: the place.
        record: what its pack holds of it.
        match: how the name was matched (`exact`, `sound`, `bones`).
        score: evidence for it, log-odds without a common origin.
        share: its part of the candidates' probability.
    """

    bearer: Bearer
    record: Record
    match: str
    score: float = 0.0
    share: float = 0.0


@dataclass(slots=True)
class Votes:
    """What a report is about: weight of each country, and of each first-level unit."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    units: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))

    def country_share(self, country: str) -> float:
        """Part of the weight that a country has, 0 to 1."""
        whole = sum(self.countries.values())
        return self.countries.get(country, 0.0) / whole if whole else 0.0

    def unit_share(self, pack: int, unit: int | None) -> float:
        """Part of the weight that a first-level unit has, 0 to 1."""
        whole = sum(self.units.values())
        return self.units.get((pack, unit), 0.0) / whole if whole and unit is not None else 0.0


class Linker:
    """Ranks candidates of the names of one report."""

    def __init__(self, gazetteer: Gazetteer, named: Sequence[Named]) -> None:
        self.gazetteer = gazetteer
        self.named = named
        self.weights = weights()
        self.candidates = [self._exact(one) for one in named]
        self.votes = Votes()

    def rank(self) -> list[list[Candidate]]:
        """Score all candidates twice: alone, then in the light of what the whole report names."""
        self._vote_outright()
        self._score_all()
        self._find_unknown()
        for _ in range(2):
            self._vote_by_share()
            self._score_all()
        return self.candidates

    # candidates

    def _candidate(self, bearer: Bearer, match: str) -> Candidate:
        return Candidate(bearer, self.gazetteer.record_at(bearer.pack, bearer.index), match)

    def _exact(self, one: Named) -> list[Candidate]:
        return [self._candidate(b, "exact") for b in one.hit.bearers if b.how is not Bearing.DEMONYM]

    def _find_unknown(self) -> None:
        """Look for other spellings of names that have no candidate of the kind that the text asks for."""
        for at, one in enumerate(self.named):
            if self._lacks_unit(at):
                known = {(c.bearer.pack, c.bearer.index) for c in self.candidates[at]}
                more = [c for c in self._respelt(one) if (c.bearer.pack, c.bearer.index) not in known]
                self.candidates[at] += more

    def _lacks_unit(self, at: int) -> bool:
        one, found = self.named[at], self.candidates[at]
        if not found:
            return one.unit is not None or one.inside is not None or one.listed is not None
        if one.unit in ("district", "province", "centre") or one.inside is not None:
            wanted = WORDS.levels[one.unit] if one.unit else LEVELS
            share = max((self.votes.country_share(c.record.country) for c in found if LEVELS[c.record.level] in wanted), default=0.0)
            return share < self.weights["respell_below"]
        return False

    def _respelt(self, one: Named) -> list[Candidate]:
        key = sound(one.hit.text)
        found = [self._candidate(b, "sound") for b in self.gazetteer.bearers("sound", key) if b.how is not Bearing.DEMONYM]
        if not any(c.record.level in (ADM1, ADM2) for c in found) and len(bones(key)) > 1:
            found += [self._candidate(b, "bones") for b in self.gazetteer.bearers("bones", bones(key))]
        return [c for c in found if self.votes.country_share(c.record.country) > 0 or not self.votes.countries]

    # what the report is about

    def _vote_outright(self) -> None:
        """Countries named, their people, and large places that nobody confuses."""
        for one in self.named:
            for bearer in one.hit.bearers:
                record = self.gazetteer.record_at(bearer.pack, bearer.index)
                if record.level == COUNTRY and record.country != "  ":
                    self.votes.countries[record.country] += self.weights["vote_demonym" if bearer.how is Bearing.DEMONYM else "vote_country"]

    def _vote_by_share(self) -> None:
        self.votes = Votes()
        self._vote_outright()
        for found in self.candidates:
            for c in found:
                if c.record.level != COUNTRY:
                    self.votes.countries[c.record.country] += c.share
                    if c.record.adm1 is not None:
                        self.votes.units[c.bearer.pack, c.record.adm1] += c.share

    # scores

    def _score_all(self) -> None:
        for at, found in enumerate(self.candidates):
            for c in found:
                c.score = self._score(at, c)
        for at, found in enumerate(self.candidates):
            for c in found:
                c.score += self._containment(at, c)
            _share_out(found)

    def _score(self, at: int, c: Candidate) -> float:
        one, w = self.named[at], self.weights
        score = w[f"match_{c.match}"] + w[f"how_{c.bearer.how.name.lower()}"] + w["population"] * math.log1p(c.record.population)
        score += w["capital"] * bool(c.record.flags & Flag.CAPITAL) + w["adm1_seat"] * bool(c.record.flags & Flag.ADM1_SEAT)
        score += w["former"] * bool(c.record.flags & Flag.FORMER)
        score += w["country_share"] * self.votes.country_share(c.record.country)
        score += w["unit_share"] * self.votes.unit_share(c.bearer.pack, c.record.adm1)
        return score + self._level(one, c)

    def _level(self, one: Named, c: Candidate) -> float:
        w, level = self.weights, LEVELS[c.record.level]
        if one.unit:
            return w["unit_fits"] if level in WORDS.levels[one.unit] else w["unit_misfits"]
        if c.record.level == ADM2 and c.record.country in DISTRICT_FIRST and c.bearer.how in (Bearing.PREFERRED, Bearing.ALIAS, Bearing.CURATED, Bearing.SEAT):
            return w["bare_district_first"]
        return w[f"bare_{level}"]

    def _containment(self, at: int, c: Candidate) -> float:
        one, w = self.named[at], self.weights
        score = 0.0
        if one.inside is not None:
            fits = self._fits(one.inside, c)
            score += w["inside_fits"] * fits + w["inside_misfits"] * (1 - fits) * bool(self.candidates[one.inside])
        if one.beside is not None:
            score += w["beside_fits"] * self._fits(one.beside, c)
        return score

    def _fits(self, outer: int, c: Candidate) -> float:
        """Probability that the outer name means a unit that contains the candidate."""
        return sum(o.share or 1.0 / len(self.candidates[outer]) for o in self.candidates[outer] if contains(o, c))


def contains(outer: Candidate, inner: Candidate) -> bool:
    """Tell whether one candidate is a unit around another, other than itself."""
    a, b = outer.record, inner.record
    if outer.bearer.pack != inner.bearer.pack or a.index == b.index or a.level >= b.level:
        return False
    if a.level == COUNTRY:
        return a.country == b.country
    return a.index in (b.adm1, b.adm2)


def _share_out(found: list[Candidate]) -> None:
    found.sort(key=lambda c: -c.score)
    if found:
        best = found[0].score
        odds = [math.exp(c.score - best) for c in found]
        whole = sum(odds)
        for c, part in zip(found, odds, strict=True):
            c.share = part / whole


@cache
def missing_units() -> Mapping[str, tuple[str, str]]:
    """Sound keys of units that no source has: to country and province."""
    raw = json.loads(resources.files("reportedly.data.gazetteer").joinpath("missing.json").read_text(encoding="utf-8"))
    return {sound(name): (unit["country"], unit["adm1"]) for unit in raw["missing"] for name in unit["names"]}


def same_spelling(name: str, other: str) -> bool:
    """Tell whether two names are one but for case, accents and hyphens."""
    return fold(name) == fold(other)
