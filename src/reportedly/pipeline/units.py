"""A country in the units of one time: the world that its claims make, and the desk where questions about it are answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b

import numpy as np

from reportedly.ledger import Shelf, moment_of
from reportedly.pipeline.divisions import brought
from reportedly.pipeline.facts import NO_FACTS, Facts, facts_of
from reportedly.pipeline.keeping import Division
from reportedly.pipeline.packing import packed, unpacked
from reportedly.pipeline.reading import Knowledge
from reportedly.pipeline.world import world_of
from reportedly.reconcile import Desk, World
from reportedly.reconcile.evidence import Item, district, items, unit
from reportedly.reconcile.parameters import READ, REGISTERED, Parameters, load
from reportedly.reconcile.theatre import country_of
from reportedly.terms.claim import Claim
from reportedly.terms.place import Place
from reportedly.terms.watch import Watch, unwatched

MARK_BYTES = 12
WEIGHED = "evidence of districts"  # what those who look on are shown
About = Callable[[Sequence[str]], Iterable[Claim]]  # gives the claims, with their roots, about districts


@dataclass(frozen=True, slots=True)
class Told:
    """What the claims about a country tell in the units of one time.

    Attributes:
        facts: what they tell of the world.
        origins: districts of other times, each with the one of this time that its claims are told of.
    """

    facts: Facts = NO_FACTS
    origins: Mapping[str, str] = field(default_factory=dict)


class Units:
    """A country in the units of one time."""

    def __init__(self, code: str | None, scope: str, day: date, imported: Mapping[str, Place], then: Knowledge, shelf: Shelf) -> None:
        """Begin without claims.

        Args:
            code: ISO 3166-1 alpha-2 code of the country; None for places beyond countries.
            scope: what the names of all values on the shelf start with.
            day: a day of the time.
            imported: places that came with imported claims, by id.
            then: places, in the units of the time, and parties.
            shelf: the shelf.
        """
        self._code, self._scope, self._imported, self._then, self._shelf = code, scope, imported, then, shelf
        self.day = day
        self._fresh = False
        self.told = Told()

    def bring(self) -> None:
        """Go on from what is kept.

        Raises:
            Unpackable: it is damaged.
        """
        self.told = unpacked(Told, self._shelf.get(f"{self._scope}told") or b"")

    @cached_property
    def world(self) -> World:
        """What is known beside the claims."""
        return world_of(self.told.facts, (), self._imported, self._then)

    @cached_property
    def card(self) -> Parameters:
        """The model card."""
        return load(REGISTERED if self.told.facts.registered(self._mine) else READ)

    @property
    def _mine(self) -> Sequence[str]:
        return [name for name, place in self.world.places.items() if place.country == self._code]

    @cached_property
    def kept(self) -> Division:
        """Evidence and releases."""
        return Division(self._shelf, self._scope, self._mark(), fresh=self._fresh)

    @cached_property
    def desk(self) -> Desk:
        """Where questions are answered."""
        country = self.kept.country()
        if country is None:
            country = country_of(self._code, self.world)
            self.kept.keep_country(country)
        return Desk(country, self.world, self.card, self.kept)

    @cached_property
    def since(self) -> datetime | None:
        """From when on the world is as it is here but for its claims, UTC; None where nothing is told of the country.

        By then the districts are there, and who governed when the claims began does not change.
        """
        facts, mine = self.told.facts, self._mine
        spoken = facts.first(mine)
        began = moment_of(facts.begins.get(self._code)) if self._code else spoken
        if began is None or spoken is None:
            return None
        sure = set(self._imported) | {place.id for place in (self._then.gazetteer.districts(self._code) if self._code else ())}
        new = [moment for name in mine if name not in sure and (moment := facts.first([name])) is not None]
        return max([began, spoken, *new])

    def begin(self, claims: Sequence[Claim], watch: Watch = unwatched) -> None:
        """Work everything out from all claims about the country; `watch` is shown for how many districts."""
        self._fresh, self.told = True, Told()
        told = self._take(claims)
        about: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in told:
            name = district(claim) or unit(claim)
            if name is not None:
                about[name].append(claim)
        names = sorted(set(about) & self._named)
        for name in watch(names, WEIGHED, len(names)):
            self._put(name, items(about[name], self.card, about=self._sort(name)))

    def grow(self, claims: Sequence[Claim], about: About, watch: Watch = unwatched) -> bool:
        """Work in claims that are new, or have another root; False where it takes another model card."""
        card = self.card
        told = self._take(claims)
        if self.card is not card:
            return False
        touched = {name for claim in told if (name := district(claim) or unit(claim)) is not None}
        names, moved = sorted(touched & self._named), np.inf
        for name in watch(names, WEIGHED, len(names)):
            about_it = self._sort(name)
            origins = [origin for origin, unit in self.told.origins.items() if unit == name]
            mine = [claim for claim in brought(tuple(about([name, *origins])), self._then.gazetteer) if about_it(claim) == name]
            moved = min(moved, self._put(name, items(mine, self.card, about=about_it)))
        self.kept.moved(moved)
        return True

    def _take(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """Take note of what claims tell of the world; give them in the units of the time."""
        told = brought(claims, self._then.gazetteer)
        pairs = ((district(before), district(after)) for before, after in zip(claims, told, strict=True) if before is not after)
        origins = {before: after for before, after in pairs if before is not None and after is not None}
        self.told = Told(facts_of(told, self.told.facts), {**self.told.origins, **origins})
        for name in ("world", "card", "kept", "desk", "since"):
            self.__dict__.pop(name, None)
        return told

    @property
    def _named(self) -> set[str]:
        """The districts, and the units around them."""
        return {*self.desk.country.districts, *self.desk.country.units}

    def _sort(self, name: str) -> Callable[[Claim], str | None]:
        """What tells the claims about a district, or about a unit, from others."""
        return unit if name in self.desk.country.units else district

    def _put(self, name: str, items: tuple[Item, ...]) -> float:
        moved = np.inf
        for place, evidence in self.desk.cast(name, items).items():
            moved = min(moved, self.desk.put(place, evidence))
            self.kept.put(place, evidence)
        return float(moved)

    def _mark(self) -> str:
        """A digest of all that releases depend on beside claims."""
        world, settled = self.world, sorted(self._mine)
        places = [(name, (place := world.places[name]).level.value, place.adm1_id, place.lat, place.lon) for name in settled]
        prior = [(name, world.prior.get(name)) for name in settled]
        rest = (self.card.release, sorted(world.rivals.get(self._code or "", ())), sorted(world.barred), world.endings)
        return blake2b(repr((places, prior, rest)).encode(), digest_size=MARK_BYTES).hexdigest()

    def write(self) -> None:
        """Put on the shelf what is new."""
        self.kept.write()
        self._shelf.put({f"{self._scope}told": packed(Told, self.told)})
