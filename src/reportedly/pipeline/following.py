"""Following a ledger: questions to it again and again, in one process, while reports come in.

What was worked out for one question is kept for the next: roots, evidence by district, releases. A new report changes the districts that
it speaks of, and releases after it became public; answers are those that `answer` gives. It all lives in memory and goes with the process.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from reportedly.gazetteer.store import Gazetteer
from reportedly.ledger import Extent, Ledger
from reportedly.pipeline.asking import answer
from reportedly.pipeline.bulk import uncollected
from reportedly.pipeline.divisions import brought
from reportedly.pipeline.facts import facts_of
from reportedly.pipeline.reading import Knowledge
from reportedly.pipeline.world import world_of
from reportedly.reconcile import Desk, Explaining, Linker, Query, card_for
from reportedly.reconcile.evidence import Item, Made, district, items, unit
from reportedly.terms.claim import Claim
from reportedly.terms.picture import Picture
from reportedly.terms.place import Place

NEVER = datetime.max.replace(tzinfo=UTC)


class Follower:
    """A ledger that is asked again and again. For one thread; the ledger may grow meanwhile."""

    def __init__(self, ledger: Ledger, knowledge: Knowledge) -> None:
        """Follow a ledger; nothing is read before the first question.

        Args:
            ledger: the ledger, open as long as questions are asked.
            knowledge: places and parties; places that came with imported claims are added to them.
        """
        self._ledger = ledger
        self._knowledge = knowledge
        self._extent = Extent(0, 0, 0)
        self._imported: dict[str, Place] = {}
        self._countries: dict[str, _Country] = {}

    def answer(self, queries: Sequence[Query], *, explaining: Explaining = Explaining.NONE) -> tuple[Picture, ...]:
        """Answer questions from the ledger as it is now, in their order, like `pipeline.answer`.

        The first question about a country takes as long as there; so does the first after people decided something, after a report was
        read anew, and about times from before the ledger spoke of the country.

        Args:
            queries: which place, at which T, as known at which K (UTC).
            explaining: which pictures say which claims moved them.
        """
        self._catch_up()
        return tuple(self._answered(query, explaining) for query in queries)

    def _answered(self, query: Query, explaining: Explaining) -> Picture:
        place = self._imported.get(query.place) or self._knowledge.gazetteer.place(query.place)
        if place is not None and place.country and not self._extent.decisions:
            desk = self._country(place.country).desk(query)
            if desk is not None:
                return desk.answers({0: query}, explaining)[0]
        return answer(self._ledger, [query], self._knowledge, explaining=explaining)[0]

    def _catch_up(self) -> None:
        extent = self._ledger.extent()
        if extent == self._extent:
            return
        fresh = self._ledger.claims_after(self._extent)
        self._extent = extent
        if fresh is None:
            self._imported = dict(self._ledger.places())
            self._countries.clear()
        for code, country in self._countries.items():
            country.add(claim for claim in fresh or () if _country_of(claim) in {code, None})

    def _country(self, code: str) -> _Country:
        if code not in self._countries:
            self._countries[code] = _Country(code, self._knowledge, self._imported)
            with uncollected():
                self._countries[code].add(self._ledger.claims_at(countries=[code]))
        return self._countries[code]


def _country_of(claim: Claim) -> str | None:
    return claim.place.place.country if claim.place is not None and claim.place.place is not None else None


class _Country:
    """What is known of one country: its claims with their roots, and a desk for each division into units that is asked about."""

    def __init__(self, code: str, knowledge: Knowledge, imported: Mapping[str, Place]) -> None:
        self._code = code
        self._knowledge = knowledge
        self._imported = imported
        self._changes = knowledge.gazetteer.changes(code)
        self._linker = Linker()
        self._claims: dict[str, Claim] = {}
        self._divisions: dict[int, _Division | None] = {}

    def add(self, claims: Iterable[Claim]) -> None:
        changed = self._linker.add(claims)
        self._claims |= {claim.id: claim for claim in changed}
        self._divisions = {number: one for number, one in self._divisions.items() if one is not None and one.add(changed)}

    def desk(self, query: Query) -> Desk | None:
        """The desk that answers a question; None where its answer hangs on what was not known yet."""
        number = bisect_right(self._changes, query.at.date())
        if number not in self._divisions:
            with uncollected():
                self._divisions[number] = self._division(query.at.date())
        division = self._divisions[number]
        knows = division is not None and division.since <= query.known and query.place in division.desk.world.places
        return division.desk if division is not None and knows else None

    def _division(self, day: date) -> _Division | None:
        then = replace(self._knowledge, gazetteer=self._knowledge.gazetteer.at(day))
        return _Division(self._code, then, self._imported, tuple(self._claims.values())) if self._claims else None


class _Division:
    """A country in the units of one time.

    Attributes:
        desk: where questions about it are answered.
        since: from when on it was as it is here but for its claims, UTC: the districts, and who governed when the claims begin.
    """

    def __init__(self, code: str, then: Knowledge, imported: Mapping[str, Place], claims: Sequence[Claim]) -> None:
        self._gazetteer: Gazetteer = then.gazetteer
        self._code = code
        self._claims: defaultdict[str, dict[str, Claim]] = defaultdict(dict)
        self._made: defaultdict[str, Made] = defaultdict(dict)
        told = brought(claims, then.gazetteer)
        world = world_of(facts_of(told), (), imported, then)
        self._names = dict(world.names)
        mine = {name for name, place in world.places.items() if place.country == code}
        counted = [claim for claim in told if district(claim) in mine]
        self.desk = Desk.of(code, replace(world, names=self._names), card_for(counted))
        self._begins = max(_first(counted), _first(claim for claim in told if _country_of(claim) == code))
        sure = set(imported) | {place.id for place in then.gazetteer.districts(code)}
        new = [_first(claim for claim in counted if district(claim) == name) for name in mine - sure]
        self.since = max([self._begins, *new])
        self._put(told)

    def add(self, claims: Sequence[Claim]) -> bool:
        """Take in claims that are new or have another root; False where they bring new places, or a new beginning."""
        told = brought(claims, self._gazetteer)
        named = {name for claim in told if _country_of(claim) == self._code and (name := district(claim)) is not None}
        if named - set(self.desk.world.places) or any(claim.known is not None and claim.known <= self._begins for claim in told):
            return False
        self._put(told)
        return True

    def _put(self, told: Iterable[Claim]) -> None:
        here, touched = {*self.desk.country.districts, *self.desk.country.units}, set()
        for claim in told:
            self._names.update({slot.id: slot.name for slot in (claim.party, claim.against) if slot and slot.id and slot.name})
            name = district(claim) or unit(claim)
            if name is not None and name in here:
                self._claims[name][claim.id] = claim
                touched.add(name)
        for name in sorted(touched):
            for place, evidence in self.desk.cast(name, self._items(name)).items():
                self.desk.put(place, evidence)

    def _items(self, name: str) -> tuple[Item, ...]:
        about = unit if name in self.desk.country.units else district
        return items(self._claims[name].values(), self.desk.card, self._made[name], about)


def _first(claims: Iterable[Claim]) -> datetime:
    return min((claim.known for claim in claims if claim.known is not None), default=NEVER)
