"""Pictures: who held each place at T, as publicly known at K. A pure function of claims, places and the model card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from reportedly.reconcile.control import run
from reportedly.reconcile.evidence import EPOCH, Item, district, hours, items
from reportedly.reconcile.explain import Grounds
from reportedly.reconcile.field import HOURS_PER_DAY, Clock
from reportedly.reconcile.labels import label
from reportedly.reconcile.parameters import READ, REGISTERED, Parameters, Settings, load
from reportedly.reconcile.theatre import Country, World, country_of, theatre_of
from reportedly.reconcile.told import Theatre, Told, told
from reportedly.terms.claim import Claim
from reportedly.terms.picture import Label, Picture, State

RIVALS = 2  # who holds a place is open only between two
BLOCK_HOURS = 100 * HOURS_PER_DAY  # asked times of one block share a run; blocks keep a run from spanning a whole war


@dataclass(frozen=True, slots=True)
class Query:
    """One question: who held the place with this id `at` T (UTC), as known at K (UTC)?"""

    place: str
    at: datetime
    known: datetime


def pictures(
    claims: Iterable[Claim], queries: Sequence[Query], world: World, *, explained: bool = True, parameters: Parameters | None = None
) -> tuple[Picture, ...]:
    """Answer queries from linked claims, in the order of the queries.

    Args:
        claims: claims as `link` returns them; undated ones do not count.
        queries: all places must be in `world.places`.
        world: places, parties, neighbours.
        explained: whether to say which claims moved each picture; costs a run of the district for each picture.
        parameters: the model card; None for the packaged release.

    Raises:
        KeyError: a place is not in `world.places`.
        ParametersError: the packaged release is damaged.
    """
    told_of: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        name = district(claim)
        if name is not None and name in world.places:
            told_of[world.places[name].country].append(claim)
    asked: defaultdict[str | None, list[int]] = defaultdict(list)
    for number, query in enumerate(queries):
        asked[world.places[query.place].country].append(number)
    answers: dict[int, Picture] = {}
    for country, numbers in asked.items():
        card = parameters or card_for(told_of[country])
        desk = _Desk(world, card, country_of(country, world), items(told_of[country], card), explained)
        answers |= desk.answers({number: queries[number] for number in numbers})
    return tuple(answers[number] for number in range(len(queries)))


def card_for(claims: Iterable[Claim]) -> Parameters:
    """Choose the model card by the first claim to be public: whether a registry describes its first speaker, or a report only names it.

    Raises:
        ParametersError: the packaged release is damaged.
    """
    first = min(
        (claim for claim in claims if claim.known is not None and claim.chain), key=lambda claim: (claim.known, claim.id), default=None
    )
    registered = first is None or first.chain[0].source.id is not None
    return load(REGISTERED if registered else READ)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where the questions about one theatre are answered."""

    world: World
    card: Parameters
    country: Country
    items: tuple[Item, ...]
    explained: bool

    def answers(self, queries: Mapping[int, Query]) -> dict[int, Picture]:
        found: dict[int, Picture] = {}
        by_known: defaultdict[float, dict[int, Query]] = defaultdict(dict)
        for number, query in queries.items():
            by_known[hours(query.known)][number] = query
        laid_out: tuple[Theatre, Told] | None = None
        for known in sorted(by_known):
            theatre = theatre_of(self.country, [item for item in self.items if item.known <= known], self.world, self.card.settings)
            if len(theatre.parties) < RIVALS:
                found |= {number: _untouched(query, self.world, theatre) for number, query in by_known[known].items()}
                continue
            if laid_out is None or (theatre.districts, theatre.parties) != (laid_out[0].districts, laid_out[0].parties):
                laid_out = (theatre, told(self.items, theatre, self.card))
            found |= self._as_known(known, *laid_out, by_known[known])
        return found

    def _as_known(self, known: float, theatre: Theatre, everything: Told, queries: Mapping[int, Query]) -> dict[int, Picture]:
        found: dict[int, Picture] = {}
        runs: defaultdict[Clock, list[int]] = defaultdict(list)
        for number, query in queries.items():
            clock = _clock(everything, query, self.card.settings)
            if clock is None or query.place not in theatre.districts:
                found[number] = _untouched(query, self.world, theatre)
            else:
                runs[clock].append(number)
        for clock, numbers in runs.items():
            grounds = Grounds(run(theatre, everything, known, clock, self.card))
            found |= {number: self._picture(queries[number], grounds) for number in numbers}
        return found

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
            because=grounds.because(row, at) if self.explained and touched else (),
            missing=grounds.missing(row, voices) if touched else (),
            together=grounds.together(row, at) if self.explained and touched else (),
        )


def _clock(everything: Told, query: Query, settings: Settings) -> Clock | None:
    """Lay out slots so that the asked time ends one; None where nothing was known.

    They reach from some days before the first word, or the horizon, to the time K or to where words have long ceased.
    """
    known, at = hours(query.known), hours(query.at)
    moments = everything.moment[everything.known <= known]
    if not len(moments):
        return None
    outlook, block = settings.outlook_days * HOURS_PER_DAY, np.floor(at / BLOCK_HOURS) * BLOCK_HOURS
    first = max(float(moments.min()) - settings.before_days * HOURS_PER_DAY, block - settings.horizon_days * HOURS_PER_DAY)
    last = min(max(known, at), float(moments.max()) + outlook, block + BLOCK_HOURS + outlook)
    width = settings.slot_hours
    start = at - np.ceil(max(at - first, width) / width) * width
    return Clock(float(start), width, max(1, int(np.ceil((last - start) / width))))


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
