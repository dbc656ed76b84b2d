"""Which place a name means: candidates scored by what the text says, with a refusal where nothing fits.

The evidence for a candidate is a list of named features (evidence.py); their weights, natural log-odds, are in
`data/gazetteer/weights.json`. A softmax over the candidates of a name gives each its share of the probability.
The report is read twice more after a first guess: what it is about (`Votes`) tells like-named places apart.
"""

from __future__ import annotations

import heapq
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TypeAlias

from reportedly.gazetteer.bearers import Bearer
from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.match import Area, Match, bones_matches, sound_matches, unit_matches
from reportedly.gazetteer.pack import LEVELS, Bearing, Record
from reportedly.gazetteer.store import Gazetteer
from reportedly.resolve.context import Named
from reportedly.resolve.fighting import adjectives
from reportedly.resolve.partyfile import demonyms
from reportedly.resolve.words import WORDS

COUNTRY, ADM1, ADM2, SETTLEMENT, PART = range(len(LEVELS))
SHORT_CODE = 2  # letters; abbreviations of states are words as well
# More like-named places than this are ranked by size alone, and the smallest left out.
# Where the press counts the war by districts and gives a district's name bare (FDD's and SIGAR's district counts for Afghanistan).
DISTRICT_FIRST = frozenset({"AF"})
MOST_CANDIDATES = 40
OWN_NAMES = (Bearing.PREFERRED, Bearing.CURATED)
SURELY_INSIDE = 0.3
PASSES = 2
PAIR = 2  # names that a comma joins; more are a list


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
        match: how the name was matched (`exact`, `sound`, `bones`, `alike`).
        likeness: how alike the names are, 0 to 1.
        prior: evidence that does not depend on the rest of the report, log-odds.
        score: all evidence for it, log-odds without a common origin.
        share: its part of the candidates' probability.
    """

    bearer: Bearer
    record: Record
    match: str
    likeness: float = 1.0
    prior: float = 0.0
    score: float = 0.0
    share: float = 0.0


Cell: TypeAlias = tuple[int, int]
LEAST_VOTE = 0.02  # shares below it say nothing about the report
REACH = (-1, 0, 1)  # cells of one degree to each side that count as near


@dataclass(slots=True)
class Votes:
    """What names are about: weight of each country, first-level unit and neighbourhood; each distinct name has one vote."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    units: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    cells: dict[Cell, float] = field(default_factory=lambda: defaultdict(float))
    whole: float = 0.0
    whole_local: float = 0.0

    def add(self, candidate: Candidate, weight: float) -> None:
        """Count a candidate for its country, its first-level unit and, if it is small, its neighbourhood."""
        record = candidate.record
        if record.country != "  ":
            self.countries[record.country] += weight
            self.whole += weight
        if record.adm1 is not None:
            self.units[candidate.bearer.pack, record.adm1] += weight
            self.whole_local += weight
        if record.level > ADM1 and record.lat is not None and record.lon is not None:
            y, x = cell(record)
            for dy in REACH:
                for dx in REACH:
                    self.cells[y + dy, x + dx] += weight

    def country_share(self, country: str) -> float:
        """Part of the weight that a country has, 0 to 1."""
        return self.countries.get(country, 0.0) / self.whole if self.whole else 0.0


def cell(record: Record) -> Cell:
    """The square degree that a place lies in."""
    return math.floor(record.lat or 0.0), math.floor(record.lon or 0.0)


class Linker:
    """Ranks candidates of the names of one report."""

    def __init__(
        self, gazetteer: Gazetteer, named: Sequence[Named], actors: Mapping[str, float] | None = None, theatre: frozenset[str] = frozenset()
    ) -> None:
        """Collect candidates.

        Args:
            gazetteer: where names are looked up.
            named: the names of the report, in their context.
            actors: how much the parties that the report names speak for each country; None for nothing.
            theatre: countries in which most of these parties fight; empty where none is named.
        """
        self.gazetteer = gazetteer
        self.actors = actors or {}
        self.theatre = theatre
        self.named = named
        self.candidates = [self._exact(one) for one in named]
        self.keys = [one.hit.text.lower() for one in named]
        self.counts = Counter(self.keys)
        self.listed = Counter(one.listed for one in named if one.listed is not None)
        self.votes = Votes()
        self.voices = [1.0] * len(named)  # chance that each name is one of a place: by how much it says what the report is about
        self.own: dict[str, Votes] = {}
        self.echoes: dict[str, dict[tuple[int, int], float]] = {}
        self.people: frozenset[str] = frozenset()

    # candidates

    def _record(self, bearer: Bearer) -> Record:
        return self.gazetteer.record_at(bearer.pack, bearer.index)

    def _exact(self, one: Named) -> list[Candidate]:
        bearers = [b for b in one.hit.bearers if b.how is not Bearing.DEMONYM]
        if len(bearers) < len(one.hit.bearers):
            bearers = [b for b in bearers if b.how in OWN_NAMES]  # "French" is no short name of a township
        found = [Candidate(b, self._record(b), one.hit.match) for b in bearers]
        found += self._same_country_name(one, found)
        found += self._longer(one, found)
        found += self._towns_of(one, found)
        if len(found) > MOST_CANDIDATES:
            return heapq.nlargest(MOST_CANDIDATES, found, key=lambda c: (c.record.level <= ADM1, c.record.population))
        return found

    def _same_country_name(self, one: Named, found: Sequence[Candidate]) -> list[Candidate]:
        """Countries that the press calls by the name of another: both are Congo."""
        known = {c.record.country for c in found if c.record.level == COUNTRY}
        others = country_names().get(one.hit.text.lower(), frozenset()) - known if known else ()
        places = (self.gazetteer.position(f"iso:{country}") for country in sorted(others))
        bearers = [Bearer(*place, Bearing.ALIAS) for place in places if place]
        return [Candidate(bearer, self._record(bearer), one.hit.match) for bearer in bearers]

    def _longer(self, one: Named, found: Sequence[Candidate]) -> list[Candidate]:
        """Districts whose name begins with a name that another district has whole: the press calls Nawa-i Barakzai "Nawa" too."""
        if not any(c.record.level == ADM2 and c.record.country in DISTRICT_FIRST for c in found):
            return []
        known, more = {(c.bearer.pack, c.bearer.index) for c in found}, list[Candidate]()
        for at, pack in enumerate(self.gazetteer.packs):
            for key in pack.names.keys(fold(one.hit.text) + " "):
                for index, how in pack.bearers("fold", key):
                    record = self.gazetteer.record_at(at, index)
                    if record.level == ADM2 and record.country in DISTRICT_FIRST and how in OWN_NAMES and (at, index) not in known:
                        known.add((at, index))
                        more.append(Candidate(Bearer(at, index, Bearing.SHORT), record, one.hit.match))
        return more

    def _towns_of(self, one: Named, found: Sequence[Candidate]) -> list[Candidate]:
        """Towns inside a unit that bear its name in another spelling, where none bears it as written (Al Hudaydah in Hodeidah)."""
        own = (c for c in found if c.bearer.how in OWN_NAMES and c.record.country not in DISTRICT_FIRST)
        units = [c for c in own if c.record.level in (ADM1, ADM2)]
        if not units or any(c.record.level == SETTLEMENT and contains(unit, c) for c in found for unit in units):
            return []
        bearers = (b for b in self.gazetteer.bearers("sound", sound(one.hit.text)) if b.how in OWN_NAMES)
        towns = (Candidate(b, self._record(b), one.hit.match) for b in bearers)
        return [c for c in towns if c.record.level == SETTLEMENT and c.record.population and any(contains(unit, c) for unit in units)]

    def demonyms(self, one: Named) -> list[str]:
        """Countries whose people or adjective a name is."""
        return [self._record(b).country for b in one.hit.bearers if b.how is Bearing.DEMONYM]

    def nation(self, one: Named) -> frozenset[str]:
        """Countries of the nation whose town the text calls a name; empty where it says none."""
        if one.nation is None:
            return frozenset()
        adjective = self.named[one.nation]
        told = adjectives().get(adjective.hit.text.lower())
        return frozenset({told}) if told else frozenset(self.demonyms(adjective))

    def add_spellings(self) -> list[int]:
        """Look for other spellings of names that have no candidate of the kind that the text asks for; give their positions.

        Not of countries: what sounds like one is its people ("Romanian").
        """
        changed = []
        for at, one in enumerate(self.named):
            if not self._lacks_unit(one, self.candidates[at]):
                continue
            known = {(c.bearer.pack, c.bearer.index) for c in self.candidates[at]}
            places = (m for m in self._respelt(one) if self._record(m.bearer).level != COUNTRY)
            more = [m for m in places if (m.bearer.pack, m.bearer.index) not in known]
            self.candidates[at] += [self._candidate(m) for m in more]
            changed += [at] * bool(more)
        return changed

    def _lacks_unit(self, one: Named, found: Sequence[Candidate]) -> bool:
        if not found:
            return one.unit is not None or one.inside is not None or one.listed is not None
        if one.holds:
            return False
        if self._district_missing(one, found):
            return True
        if one.inside is not None:
            return all(self.fits(one.inside, c) < SURELY_INSIDE for c in found)
        if one.unit in ("district", "province", "centre") or one.listed is not None:
            wanted = WORDS.levels[one.unit] if one.unit else ("adm1", "adm2")
            return not any(LEVELS[c.record.level] in wanted and self._likely(c.record.country) for c in found)
        return False

    def _district_missing(self, one: Named, found: Sequence[Candidate]) -> bool:
        """Tell whether a settlement alone bears the name where districts are meant; its district may be spelt otherwise."""
        local = [c for c in found if c.record.country in DISTRICT_FIRST and self._likely(c.record.country)]
        return one.unit in (None, "district", "centre") and bool(local) and not any(c.record.level in (ADM1, ADM2) for c in local)

    def _likely(self, country: str) -> bool:
        return self.votes.country_share(country) >= weights()["respell_share"]

    def _respelt(self, one: Named) -> list[Match]:
        """Other spellings, in the countries that the report speaks of; without any such country, none."""
        countries = frozenset(c for c in self.votes.countries if self._likely(c))
        if not countries:
            return []
        area = Area(countries, frozenset(WORDS.levels[one.unit]) if one.unit else None)
        name = one.hit.text
        found = sound_matches(self.gazetteer, name, area)
        told = one.unit is not None or one.inside is not None
        if told and not any(self._record(m.bearer).level in (ADM1, ADM2) for m in found):
            found += bones_matches(self.gazetteer, name, area)
        fitting = [m for m in found if one.inside is None or self.fits(one.inside, self._candidate(m)) >= SURELY_INSIDE]
        return fitting or self._within_province(one, name) or found

    def _candidate(self, match: Match) -> Candidate:
        return Candidate(match.bearer, self._record(match.bearer), match.kind, match.likeness)

    def _within_province(self, one: Named, name: str) -> list[Match]:
        provinces = [c for c in self.candidates[one.inside] if c.record.level == ADM1] if one.inside is not None else []
        if not provinces:
            return []
        province = max(provinces, key=lambda c: c.share)
        return unit_matches(self.gazetteer, name, Area(within=province.record.number))

    # what the report is about

    def vote(self) -> None:
        """Count what the names say of the report's countries, units and neighbourhoods."""
        self.votes, self.own, self.echoes = Votes(), defaultdict(Votes), defaultdict(dict)
        demonym = weights()["vote_demonym"]
        for country, weight in self.actors.items():
            self.votes.countries[country] += weight
            self.votes.whole += weight
        for at, (one, found) in enumerate(zip(self.named, self.candidates, strict=True)):
            key, voice = self.keys[at], self.voices[at] / self.counts[self.keys[at]]
            for country in self.demonyms(one):
                self.votes.countries[country] += demonym / self.counts[key]
                self.votes.whole += demonym / self.counts[key]
            for c in found:
                if c.share >= LEAST_VOTE:
                    self.votes.add(c, c.share * voice)
                    self.own[key].add(c, c.share * voice)
            self._echo(key, one, found)

    def _echo(self, key: str, one: Named, found: Sequence[Candidate]) -> None:
        """Remember which candidates of a name the text places by a container, for its other mentions."""
        for outer in (one.inside, one.beside):
            if outer is not None and self.counts[key] > 1:
                for c in found:
                    at, fits = (c.bearer.pack, c.bearer.index), self.fits(outer, c)
                    self.echoes[key][at] = max(fits, self.echoes[key].get(at, 0.0))

    def fits(self, outer: int, inner: Candidate) -> float:
        """Probability that the outer name means a unit that contains the candidate."""
        return sum(o.share for o in self.candidates[outer] if contains(o, inner))

    def holds(self, at: int, outer: Candidate) -> float:
        """Probability that a unit contains what the text says lies in it; of several such names the likeliest."""
        inner = (self.candidates[other] for other, one in enumerate(self.named) if one.inside == at)
        return max((sum(c.share for c in found if contains(outer, c)) for found in inner), default=0.0)

    def holds_beside(self, at: int, outer: Candidate) -> float:
        """Probability that a unit contains what stands before it and a comma ("Moscow, Idaho"); 0 where nothing does, and in lists."""
        if at == 0 or self.named[at - 1].beside != at or self.listed[self.named[at].listed or 0] > PAIR:
            return 0.0
        return sum(c.share for c in self.candidates[at - 1] if contains(outer, c))


def contains(outer: Candidate, inner: Candidate) -> bool:
    """Tell whether one candidate is a unit around another, other than itself."""
    a, b = outer.record, inner.record
    if a.level >= b.level:
        return False
    return a.country == b.country if a.level == COUNTRY else a.number in b.units


def share_out(found: list[Candidate]) -> None:
    """Sort candidates by their scores and give each its share."""
    found.sort(key=lambda c: -c.score)
    if found:
        best = found[0].score
        odds = [math.exp(c.score - best) for c in found]
        whole = sum(odds)
        for c, part in zip(found, odds, strict=True):
            c.share = part / whole


@cache
def country_names() -> Mapping[str, frozenset[str]]:
    """Names of countries in the press, lower case, to the countries that they may mean."""
    found: dict[str, set[str]] = {}
    for demonym in demonyms():
        for name in demonym.names:
            found.setdefault(name, set()).add(demonym.country)
    return {name: frozenset(countries) for name, countries in found.items()}


@cache
def missing_units() -> Mapping[str, tuple[str, str]]:
    """Sound keys of units that no source has: to country and province."""
    raw = json.loads(resources.files("reportedly.data.gazetteer").joinpath("missing.json").read_text(encoding="utf-8"))
    return {sound(name): (unit["country"], unit["adm1"]) for unit in raw["missing"] for name in unit["names"]}
