"""A desk at which questions about one country are answered.

What is learned of sources, neighbours and rates is released twice a day and frozen in between, so that a picture needs the claims about
its own district alone beside the last release: it is a pure function of the claims public at K, and a new report moves no other district
until the next release.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto

import numpy as np

from reportedly.reconcile.asked import Clocks, Query
from reportedly.reconcile.control import Fit, Run, fit, look
from reportedly.reconcile.evidence import EPOCH, Item, hours
from reportedly.reconcile.explain import Grounds
from reportedly.reconcile.field import HOURS_PER_DAY, Clock
from reportedly.reconcile.labels import label
from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.theatre import Country, World, first_of, roll_of
from reportedly.reconcile.told import Theatre, Told, told
from reportedly.terms.picture import Label, Picture, State

RIVALS = 2  # who holds a place is open only between two
RELEASE_HOURS = 12.0  # a release at 00:00 and at 12:00 UTC; one a day costs .002 of accuracy on the reference sets, this nothing there
MOST_FITS = 16  # releases kept at hand


class Explaining(Enum):
    """Which pictures are to say which claims moved them."""

    NONE = auto()
    ALL = auto()
    CHANGES = auto()  # those that differ from the one before in the list of questions; the others take over what that one says


class Desk:
    """Where the questions about one theatre are answered."""

    def __init__(self, country: Country, evidence: tuple[Item, ...], world: World, card: Parameters) -> None:
        self.world = world
        self.card = card
        self.country = country
        self.items = evidence
        self.roll = roll_of(country, evidence)
        self._row = {name: row for row, name in enumerate(country.districts)}
        self._theatres: dict[float, Theatre] = {}
        self._told: dict[tuple[str, ...], Told] = {}
        self._fits: dict[tuple[float, Clock], Fit] = {}

    def answers(self, queries: Mapping[int, Query], explaining: Explaining) -> dict[int, Picture]:
        """Answer questions about places of the country, by their numbers in the list of questions."""
        found: dict[int, Picture] = {}
        by_known: defaultdict[float, dict[int, Query]] = defaultdict(dict)
        for number, query in queries.items():
            by_known[hours(query.known)][number] = query
        for known in sorted(by_known):
            self._as_known(known, by_known[known], explaining, found)
        return found

    def _as_known(self, known: float, queries: Mapping[int, Query], explaining: Explaining, found: dict[int, Picture]) -> None:
        theatre, clocks = self._release(known)
        inside = {self.country.districts[row] for row in self.roll.inside(known, self.card.settings.rings)}
        asked: defaultdict[tuple[Clock, Clock], list[int]] = defaultdict(list)
        for number, query in queries.items():
            if clocks is None or query.place not in inside:
                found[number] = _untouched(query, self.world, theatre)
            else:
                asked[clocks.of_fit(query), clocks.of_look(query)].append(number)
        for (clock, own), numbers in asked.items():
            frozen = self._fit(theatre, known if clocks is None else clocks.released, clock)
            grounds = Grounds(self._look(frozen, known, own, {queries[number].place for number in numbers}))
            for number in sorted(numbers):
                plain = self._picture(queries[number], grounds)
                found[number] = self._explained(plain, grounds, explaining, found.get(number - 1))

    def _release(self, known: float) -> tuple[Theatre, Clocks | None]:
        """Find the last release before K: its theatre, and its clocks; None where there is nothing yet to learn from.

        Before the first release K itself is one.
        """
        theatre = self._theatre(known)
        for moment in (float(np.floor(known / RELEASE_HOURS) * RELEASE_HOURS), known):
            theatre = self._theatre(moment)
            if len(theatre.parties) >= RIVALS:
                clocks = Clocks.of(self._all_told(theatre.parties).words, moment, self.card.settings)
                if clocks is not None:
                    return theatre, clocks
        return theatre, None

    def _theatre(self, known: float) -> Theatre:
        if known not in self._theatres:
            self._theatres[known] = self.roll.theatre(known, self.world, self.card.settings)
        return self._theatres[known]

    def _all_told(self, parties: tuple[str, ...]) -> Told:
        if parties not in self._told:
            first = np.zeros((len(self._row), len(parties)))
            self._told[parties] = told(self.items, Theatre(self.country.districts, parties, self.country.near, first), self.card)
        return self._told[parties]

    def _fit(self, theatre: Theatre, released: float, clock: Clock) -> Fit:
        key = (released, clock)
        if key not in self._fits:
            while len(self._fits) >= MOST_FITS:
                self._fits.pop(next(iter(self._fits)))
            evidence = self._all_told(theatre.parties).about([self._row[name] for name in theatre.districts])
            self._fits[key] = fit(theatre, evidence, released, clock, self.card)
        return self._fits[key]

    def _look(self, frozen: Fit, known: float, clock: Clock, places: Iterable[str]) -> Run:
        """Look at districts with what was released frozen."""
        names, parties = tuple(sorted(places)), frozen.theatre.parties
        first = first_of(names, parties, self.world, self.card.settings)
        theatre = replace(frozen.theatre, districts=names, near=np.zeros((len(names), len(names)), dtype=bool), first=first)
        evidence = self._all_told(parties).about([self._row[name] for name in names]).public(known)
        return look(frozen.about(theatre), evidence, known, clock, self.card)

    def _picture(self, query: Query, grounds: Grounds) -> Picture:
        theatre, at = grounds.run.theatre, hours(query.at)
        row = theatre.districts.index(query.place)
        p = grounds.run.outcome(row, at)
        top = int(p.argmax())
        voices = grounds.supporting(row, at, top)
        later = hours(query.known) - at >= self.card.settings.hindsight_days * HOURS_PER_DAY
        parties, touched = theatre.parties, bool(len(grounds.rows[row]))
        state = State.UNKNOWN if not touched else State.CONTESTED if top == len(parties) else State.HELD
        return Picture(
            place=self.world.places[query.place],
            at=query.at,
            known=query.known,
            state=state,
            holder=(parties[top], self.world.names.get(parties[top], parties[top])) if state is State.HELD else None,
            p=dict(zip((*parties, "contested", "none"), (*p.tolist(), 0.0), strict=True)),
            label=label(float(p[top]), voices, touched=touched, hindsight=later, settings=self.card.settings),
            roots=len(voices),
            sides=tuple(sorted({voice.side for voice in voices if voice.side})),
            since=_since(grounds, row, at) if touched else None,
            because=(),
            missing=grounds.missing(row, voices) if touched else (),
        )

    @staticmethod
    def _explained(plain: Picture, grounds: Grounds, explaining: Explaining, before: Picture | None) -> Picture:
        """Say which claims moved a picture; one that looks like the one before rests on the same, only their weights fade."""
        if explaining is Explaining.NONE or plain.state is State.UNKNOWN:
            return plain
        if explaining is Explaining.CHANGES and before is not None and _looks(before) == _looks(plain):
            return replace(plain, because=before.because, together=before.together)
        row, at = grounds.run.theatre.districts.index(plain.place.id), hours(plain.at)
        return replace(plain, because=grounds.because(row, at), together=grounds.together(row, at))


def _looks(picture: Picture) -> tuple[object, ...]:
    return picture.place.id, picture.state, picture.holder, picture.label, picture.roots


def _since(grounds: Grounds, row: int, at: float) -> tuple[datetime | None, datetime | None] | None:
    began, clock = grounds.began(row, at), grounds.run.clock
    if began is None:
        return None
    return _instant(clock.begins(began)), _instant(clock.begins(began + 1))


def _instant(hour: float) -> datetime:
    return EPOCH + timedelta(hours=hour)


def _untouched(query: Query, world: World, theatre: Theatre) -> Picture:
    """Give the picture of a place that nobody spoke of: what is expected of it, and that nothing is known."""
    parties, holder = theatre.parties, world.prior.get(query.place)
    share = dict.fromkeys(parties, 1.0 / max(len(parties), 1))
    if holder in share and len(parties) > 1:
        share = {party: 0.97 if party == holder else 0.03 / (len(parties) - 1) for party in parties}
    p = {**share, "contested": 0.0, "none": 0.0 if share else 1.0}
    return Picture(world.places[query.place], query.at, query.known, State.UNKNOWN, None, p, Label.UNKNOWN, 0, (), None, (), ())
