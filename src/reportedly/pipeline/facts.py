"""What claims tell of the world in which they are weighed: which districts, parties and times they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from reportedly.ledger import moment_of, ticks
from reportedly.reconcile.evidence import district
from reportedly.terms.claim import Claim
from reportedly.terms.place import Level, Place

Turn = tuple[int, str]  # when a claim was public, microseconds since 1970, UTC, and its id; undated ones come first
UNDATED = -(2**62)


@dataclass(frozen=True, slots=True)
class Facts:
    """What some claims tell of the world.

    Attributes:
        districts: ids of the districts that they touch.
        places: units of the second level that they name, each as the first of them describes it, and that one's turn.
        begins: when the first claim about each country was public, microseconds since 1970, UTC; by ISO 3166-1 alpha-2 code.
        names: names of parties by id, each as the last claim has it, and that one's turn.
        spoken: when the first claim about each district was public, microseconds since 1970, UTC.
        voices: for each district the first dated claim with a speaker, and whether a registry describes that speaker.
    """

    districts: tuple[str, ...]
    places: Mapping[str, tuple[Turn, Place]]
    begins: Mapping[str, int]
    names: Mapping[str, tuple[Turn, str]]
    spoken: Mapping[str, int]
    voices: Mapping[str, tuple[Turn, bool]]

    def first(self, districts: Iterable[str]) -> datetime | None:
        """When the first claim about some districts was public, UTC; None where none is."""
        return moment_of(min((self.spoken[name] for name in districts if name in self.spoken), default=None))

    def registered(self, districts: Iterable[str]) -> bool:
        """Whether a registry describes the first speaker of the first claim about some districts; also where there is none."""
        return min((self.voices[name] for name in districts if name in self.voices), default=((0, ""), True))[1]


NO_FACTS = Facts((), {}, {}, {}, {}, {})


def facts_of(claims: Iterable[Claim], before: Facts = NO_FACTS) -> Facts:
    """Say what claims tell of the world, beside what others told before; in whatever order they come."""
    gathered = _Gathered(before)
    for claim in claims:
        gathered.take(claim)
    return gathered.facts()


class _Gathered:
    """Facts while they are gathered."""

    def __init__(self, before: Facts) -> None:
        self._districts = set(before.districts)
        self._places, self._begins, self._names = dict(before.places), dict(before.begins), dict(before.names)
        self._spoken, self._voices = dict(before.spoken), dict(before.voices)

    def facts(self) -> Facts:
        return Facts(tuple(sorted(self._districts)), self._places, self._begins, self._names, self._spoken, self._voices)

    def take(self, claim: Claim) -> None:
        known = ticks(claim.known)
        turn = (UNDATED if known is None else known, claim.id)
        for slot in (claim.party, claim.against):
            if slot and slot.id and slot.name:
                named = self._names.get(slot.id)
                self._names[slot.id] = (turn, slot.name) if named is None or named[0] <= turn else named
        place = claim.place.place if claim.place is not None else None
        if place is None:
            return
        self._take_place(place, turn)
        if known is None:
            return
        if place.country is not None:
            self._begins[place.country] = min(known, self._begins.get(place.country, known))
        name = district(claim)
        if name is not None:
            self._spoken[name] = min(known, self._spoken.get(name, known))
            if claim.chain:
                voice = (turn, claim.chain[0].source.id is not None)
                self._voices[name] = min(voice, self._voices.get(name, voice))

    def _take_place(self, place: Place, turn: Turn) -> None:
        if place.district_id is not None:
            self._districts.add(place.district_id)
        if place.level is Level.ADM2 and turn < self._places.get(place.id, ((turn[0], turn[1] + "~"), place))[0]:
            self._places[place.id] = (turn, place)
