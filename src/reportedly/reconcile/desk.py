"""A desk at which questions about one country are answered.

What is learned of sources, neighbours and rates is released twice a day and frozen in between, so that a picture needs the claims about
its own district alone beside the last release: it is a pure function of the claims public at K, and a new report moves no other district
until the next release.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TypeVar

import numpy as np

from reportedly.reconcile.asked import Clocks, Query
from reportedly.reconcile.casting import beyond, cast, origin
from reportedly.reconcile.control import Fit, Run, fit, look
from reportedly.reconcile.evidence import EPOCH, Item, hours
from reportedly.reconcile.explain import Grounds
from reportedly.reconcile.field import HOURS_PER_DAY, Clock
from reportedly.reconcile.heard import Hearing
from reportedly.reconcile.kept import Kept, Nothing, Release
from reportedly.reconcile.labels import confirmable, label
from reportedly.reconcile.loaded import Loaded
from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.theatre import Country, Roll, World, country_of, first_of
from reportedly.reconcile.told import Theatre
from reportedly.reconcile.vacant import vacated
from reportedly.terms.picture import Label, Picture, State
from reportedly.terms.watch import Watch, unwatched

Key = TypeVar("Key")
Value = TypeVar("Value")
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

    def __init__(self, country: Country, world: World, card: Parameters, kept: Kept | None = None) -> None:
        """Open a desk.

        Args:
            country: the country.
            world: what is known beside claims.
            card: the model card.
            kept: what was worked out before; None for nothing.
        """
        self.country = country
        self.world = world
        self.card = card
        self._kept = kept or Nothing()
        self._items: Loaded[str, Sequence[Item]] = Loaded(self._kept.items)
        self._mine = frozenset(country.districts)
        self._roll = Roll(country, self._kept.touched(), self._kept.named)
        self._hearings: Loaded[tuple[str, ...], Hearing] = Loaded(self._hearing)
        self._releases: dict[float, Release] = {}
        self._fits: dict[tuple[float, Clock], Fit] = {}

    @classmethod
    def of(cls, code: str | None, world: World, card: Parameters, kept: Kept | None = None) -> Desk:
        """Open a desk for a country of a world; None stands for places beyond countries."""
        return cls(country_of(code, world), world, card, kept)

    def cast(self, place: str, items: Sequence[Item]) -> Mapping[str, tuple[Item, ...]]:
        """Say what evidence about districts becomes when items about a place replace those taken before about the same.

        Args:
            place: id of a district, or of a unit that holds several.
            items: what is told of it.

        Returns:
            The evidence about each district that it may be about, in the order in which it became public, for `put`.
        """
        found = cast(items, self.country.units, self.world.seat_of)
        before = self.country.units.get(place) or {place, *beyond(self._items[place])}
        return {district: self._with(district, place, found.get(district, ())) for district in sorted({*found, *before} & self._mine)}

    def _with(self, district: str, place: str, items: Sequence[Item]) -> tuple[Item, ...]:
        others = [item for item in self._items[district] if origin(item) != place]
        return tuple(sorted((*others, *items), key=lambda item: item.claim.turn) if others else items)

    def put(self, district: str, items: Sequence[Item]) -> float:
        """Take the items about a district, in the order in which they became public, in place of those taken before.

        Releases from which words are gone, or to which words have come, are forgotten; all others stay what they are.

        Returns:
            From when on things are other than before, hours since 1970, UTC; infinite where nothing is.
        """
        before, after = self._items[district], tuple(items)
        same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] is pair[1] or pair[0] == pair[1], zip(before, after, strict=False)))
        moved = min((item.known for item in (*before[same:], *after[same:])), default=np.inf)
        self._items[district] = after
        self._roll.put(district, after)
        for hearing in self._hearings.values():
            hearing.changed(district, same)
        self._releases = {released: found for released, found in self._releases.items() if released < moved}
        self._fits = {key: found for key, found in self._fits.items() if key[0] < moved}
        return float(moved)

    def answers(self, queries: Mapping[int, Query], explaining: Explaining, watch: Watch = unwatched) -> dict[int, Picture]:
        """Answer questions about places of the country, by their numbers in the list of questions.

        Args:
            queries: the questions.
            explaining: which pictures say which claims moved them.
            watch: is shown for how many K pictures are made, each with its release.
        """
        found: dict[int, Picture] = {}
        by_known: defaultdict[float, dict[int, Query]] = defaultdict(dict)
        for number, query in queries.items():
            by_known[hours(query.known)][number] = query
        for known in watch(sorted(by_known), "releases", len(by_known)):
            self._as_known(known, by_known[known], explaining, found)
        return found

    def _as_known(self, known: float, queries: Mapping[int, Query], explaining: Explaining, found: dict[int, Picture]) -> None:
        release = self._release(known)
        theatre, clocks = release.theatre, release.clocks
        inside = {self.country.districts[row] for row in self._roll.inside(known, self.card.settings.rings)}
        asked: defaultdict[tuple[Clock, Clock], list[int]] = defaultdict(list)
        for number, query in queries.items():
            if clocks is None or query.place not in inside:
                found[number] = self._vacated(_untouched(query, self.world, theatre))
            else:
                asked[clocks.of_fit(query), clocks.of_look(query)].append(number)
        for (clock, own), numbers in asked.items():
            frozen = self._fit(theatre, known if clocks is None else clocks.released, clock)
            grounds = Grounds(self._look(frozen, known, own, {queries[number].place for number in numbers}))
            for number in sorted(numbers):
                plain = self._picture(queries[number], grounds)
                found[number] = self._vacated(self._explained(plain, grounds, explaining, found.get(number - 1)))

    def _release(self, known: float) -> Release:
        """Find the last release before K; before the first one K itself is one."""
        release = self._released(float(np.floor(known / RELEASE_HOURS) * RELEASE_HOURS))
        return release if release.clocks is not None else self._released(known)

    def _released(self, moment: float) -> Release:
        if moment not in self._releases:
            found = self._kept.release(moment)
            if found is None:
                found = self._made(moment)
                self._kept.keep_release(moment, found)
            _make_room(self._releases)
            self._releases[moment] = found
        return self._releases[moment]

    def _made(self, moment: float) -> Release:
        theatre = self._roll.theatre(moment, self.world, self.card.settings)
        words = self._hearings[theatre.parties].told(theatre.districts).words if len(theatre.parties) >= RIVALS else None
        return Release(theatre, None if words is None else Clocks.of(words, moment, self.card.settings))

    def _hearing(self, parties: tuple[str, ...]) -> Hearing:
        return Hearing(parties, self.card, self._items, self._kept)

    def _fit(self, theatre: Theatre, released: float, clock: Clock) -> Fit:
        key, name = (released, clock), f"{released!r} {clock.start!r} {clock.count}"
        if key not in self._fits:
            found = self._kept.fit(name)
            if found is None:
                found = fit(theatre, self._hearings[theatre.parties].told(theatre.districts), released, clock, self.card)
                self._kept.keep_fit(name, found)
            _make_room(self._fits)
            self._fits[key] = found
        return self._fits[key]

    def _look(self, frozen: Fit, known: float, clock: Clock, places: Iterable[str]) -> Run:
        """Look at districts with what was released frozen."""
        names, parties = tuple(sorted(places)), frozen.theatre.parties
        first = first_of(names, parties, self.world, self.card.settings)
        theatre = replace(frozen.theatre, districts=names, near=np.zeros((len(names), len(names)), dtype=bool), first=first)
        evidence = self._hearings[parties].spoken(names).public(known)
        return look(frozen.about(theatre), evidence, known, clock, self.card)

    def _picture(self, query: Query, grounds: Grounds) -> Picture:
        theatre, at = grounds.run.theatre, hours(query.at)
        row = theatre.districts.index(query.place)
        p = grounds.run.outcome(row, at)
        top = int(p.argmax())
        voices = grounds.supporting(row, at, top)
        later = hours(query.known) - at >= self.card.settings.hindsight_days * HOURS_PER_DAY
        sure = confirmable(float(p[top]), voices, held=top < len(theatre.parties), hindsight=later, settings=self.card.settings)
        confirmed = sure and not grounds.challenged(row, at, top)
        parties, touched = theatre.parties, bool(len(grounds.spoken[row]))
        state = State.UNKNOWN if not touched else State.CONTESTED if top == len(parties) else State.HELD
        return Picture(
            place=self.world.places[query.place],
            at=query.at,
            known=query.known,
            state=state,
            holder=(parties[top], self.world.names.get(parties[top], parties[top])) if state is State.HELD else None,
            p=dict(zip((*parties, "contested", "none"), (*p.tolist(), 0.0), strict=True)),
            label=label(float(p[top]), voices, touched=touched, confirmed=confirmed, settings=self.card.settings),
            roots=len(voices),
            sides=tuple(sorted({voice.side for voice in voices if voice.side})),
            since=_since(grounds, row, at) if touched else None,
            because=(),
            missing=grounds.missing(row, voices) if touched else (),
        )

    def _vacated(self, picture: Picture) -> Picture:
        return vacated(picture, self._items[picture.place.id], hours(picture.at), hours(picture.known), self.card)

    @staticmethod
    def _explained(plain: Picture, grounds: Grounds, explaining: Explaining, before: Picture | None) -> Picture:
        """Say which claims moved a picture; one that looks like the one before rests on the same, only their weights fade."""
        if explaining is Explaining.NONE or plain.state is State.UNKNOWN:
            return plain
        if explaining is Explaining.CHANGES and before is not None and _looks(before) == _looks(plain):
            return replace(plain, because=before.because, together=before.together)
        row, at = grounds.run.theatre.districts.index(plain.place.id), hours(plain.at)
        return replace(plain, because=grounds.because(row, at), together=grounds.together(row, at))


def _make_room(kept: dict[Key, Value]) -> None:
    while len(kept) >= MOST_FITS:
        kept.pop(next(iter(kept)))


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
