"""Everybody who speaks: who they are, for whom they speak, how fast and how carefully.

Neutral voices are agencies, papers, stringers, a monitor that counts by night and maps of analysts that lag by a day or two. Each side has
a spokesman, an official in every province, its papers (half of which do not say whose they are) and its share of the accounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from random import Random

from simulator.chance import happens
from simulator.records import HOUR, Land, Minutes, Source


@dataclass(frozen=True, slots=True)
class Role:
    """What sources of a role have in common; fields as in `Source`.

    Attributes:
        kind: kind of source.
        number: how many: in all, or in each province for those that know only one; per side for those that have one.
        habits: `local` for those that know one province only, `sided` where each side has such, `waking` for those that publish by day.
        hidden: share whose lean nobody is told; of those without a side of their own, the share that have one nonetheless.
        zeal: as in `Source`.
        slips: as in `Source`.
        delay: as in `Source`.
        reach: as in `Source`.
        names: how they are called; `{n}` is a number, `{p}` the province, `{s}` the side.
    """

    kind: str
    number: int
    habits: frozenset[str]
    hidden: float
    zeal: float
    slips: float
    delay: Minutes
    reach: float
    names: str


def _habits(*names: str) -> frozenset[str]:
    return frozenset(names)


ROLES: Mapping[str, Role] = {
    "agency": Role("agency", 3, _habits(), 0.0, 0.0, 0.02, 2 * HOUR, 4.0, "Wire {n}"),
    "paper": Role("outlet", 7, _habits("waking"), 0.0, 0.0, 0.05, 5 * HOUR, 1.5, "Courier {n}"),
    "stringer": Role("local", 2, _habits("local"), 0.05, 0.2, 0.04, 90, 2.0, "Stringer {n} of {p}"),
    "monitor": Role("ngo", 2, _habits(), 0.0, 0.0, 0.03, 8 * HOUR, 2.0, "Monitor {n}"),
    "map": Role("analyst", 2, _habits(), 0.0, 0.0, 0.02, 26 * HOUR, 3.0, "Map {n}"),
    "spokesman": Role("party", 1, _habits("sided"), 0.0, 0.45, 0.02, 100, 5.0, "Spokesman of {s}"),
    "official": Role("official", 1, _habits("local", "sided", "waking"), 0.0, 0.3, 0.04, 2 * HOUR, 1.5, "Official of {s} in {p}"),
    "sided paper": Role("outlet", 3, _habits("sided", "waking"), 0.5, 0.35, 0.05, 4 * HOUR, 1.5, "Herald {n}"),
    "account": Role("social", 6, _habits("local"), 0.5, 0.3, 0.15, 50, 1.0, "@voice{n}"),
    "nobody": Role("anonymous", 4, _habits("local"), 0.6, 0.5, 0.25, 2 * HOUR, 0.5, "@u{n}"),
    "relay": Role("aggregator", 10, _habits(), 0.0, 0.0, 0.0, HOUR, 2.0, "Digest {n}"),
    "resident": Role("witness", 1, _habits("local"), 0.0, 0.0, 0.05, HOUR, 0.0, "Residents of {p}"),
}
NEUTRAL = frozenset({"agency", "paper", "stringer", "monitor", "map"})
# Who repeats others, and how readily.
REPEATERS = {"agency": 1.0, "paper": 2.0, "sided paper": 2.0, "relay": 3.0, "account": 3.0, "nobody": 2.0}
SILENT = frozenset({"relay", "resident"})  # they see nothing themselves


class Press:
    """All sources, and who of them hears of what."""

    def __init__(self, land: Land, parties: int, random: Random) -> None:
        """Found the papers."""
        self._random = random
        self._number = count(1)
        self.sources = tuple(self._found(land, parties))
        first_hand = [source for source in self.sources if source.role not in SILENT]
        repeat = [source for source in self.sources if source.role in REPEATERS]
        here = range(len(land.provinces))
        self._seers = [_weighed(first_hand, province, {}) for province in here]
        self._echoes = [_weighed(repeat, province, REPEATERS) for province in here]
        self.residents = {next(iter(source.provinces)): source for source in self.sources if source.role == "resident"}
        self.organs = [
            [source for source in self.sources if source.side == party and source.role == "spokesman"] for party in range(parties)
        ]

    def witness(self, province: int) -> Source:
        """Draw somebody who sees for themselves what happens in a province."""
        found, weights = self._seers[province]
        return self._random.choices(found, cum_weights=weights)[0]

    def repeater(self, province: int) -> Source:
        """Draw somebody who may repeat what is said of a province."""
        found, weights = self._echoes[province]
        return self._random.choices(found, cum_weights=weights)[0]

    def stranger(self, lean: int, province: int) -> Source:
        """Make a new account that nobody has heard of."""
        return self._source("nobody", lean, province, land_name="")

    def _found(self, land: Land, parties: int) -> Iterable[Source]:
        for role, what in ROLES.items():
            for side in range(parties) if "sided" in what.habits else (None,):
                for province in range(len(land.provinces)) if "local" in what.habits else (None,):
                    name = "" if province is None else land.provinces[province].name
                    for _ in range(what.number):
                        lean = side
                        if side is None and happens(self._random, what.hidden):
                            lean = self._random.randrange(parties)
                        yield self._source(role, lean, province, land_name=name)

    def _source(self, role: str, lean: int | None, province: int | None, *, land_name: str) -> Source:
        what, number = ROLES[role], next(self._number)
        told = "sided" in what.habits and not happens(self._random, what.hidden)
        side = lean if told else None
        return Source(
            id=f"s{number:05}",
            name=what.names.format(n=number, p=land_name, s="" if side is None else "ABCDEFGH"[side]),
            kind=what.kind,
            role=role,
            side=side,
            lean=lean,
            zeal=0.0 if lean is None else min(0.95, what.zeal * self._random.uniform(0.4, 1.6)),
            slips=what.slips * self._random.uniform(0.5, 1.5),
            delay=what.delay,
            waking="waking" in what.habits,
            provinces=frozenset() if province is None else frozenset({province}),
            reach=what.reach * self._random.lognormvariate(0.0, 0.5),
        )


def _weighed(sources: Iterable[Source], province: int, readiness: Mapping[str, float]) -> tuple[list[Source], list[float]]:
    """Sources that hear of a province, with the running sum of how often they speak."""
    found = [source for source in sources if not source.provinces or province in source.provinces]
    total, weights = 0.0, []
    for source in found:
        total += source.reach * readiness.get(source.role, 1.0)
        weights.append(total)
    return found, weights
