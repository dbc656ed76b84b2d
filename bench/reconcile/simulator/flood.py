"""A campaign: accounts that nobody has heard of shout one capture into a district where nothing happens."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from simulator.chance import about, happens
from simulator.echo import Echo
from simulator.press import Press
from simulator.records import DAY, HOUR, Land, Minutes, Post, Source
from simulator.scenario import Scenario
from simulator.war import War
from simulator.whens import stated

LASTS = 36 * HOUR  # most of them shout within this time
SCORED = 10 * DAY  # for so long nothing truly happens there
BEFORE = 4 * DAY  # for so long before, too


@dataclass(frozen=True, slots=True)
class Lie:
    """What is shouted: the district, who is said to have taken it, when it begins and until when the district is kept quiet."""

    place: int
    party: int
    start: Minutes
    horizon: Minutes


class Flood:
    """One campaign."""

    def __init__(self, land: Land, war: War, press: Press, random: Random) -> None:
        """Choose a district far from the front, and keep the war away from it."""
        self._press, self._random, self._land = press, random, land
        front = set(war.front)
        rear = [place for place in range(len(land.districts)) if place not in front] or list(range(len(land.districts)))
        self._place = random.choice(rear)
        self._holder = war.now(self._place).nominal
        war.spare(self._place)
        self.strangers: list[Source] = []

    def begin(self, scenario: Scenario, echo: Echo) -> Lie:
        """Plan every shout, a third into the war or after some quiet days."""
        start = max(BEFORE, scenario.days * DAY // 3)
        party = self._random.choice([party for party in range(scenario.parties) if party != self._holder])
        for _ in range(scenario.flood):
            account = self._press.stranger(party, self._land.districts[self._place].province)
            self.strangers.append(account)
            at = start + about(self._random, LASTS // 4)
            echo.later(at, self._shout(account, party, start, at))
        return Lie(self._place, party, start, start + SCORED)

    def _shout(self, account: Source, party: int, start: Minutes, at: Minutes) -> Post:
        begin, end, precision = stated(account, start, at, self._random)
        certainty = "certain" if happens(self._random, 0.8) else "probable"
        kind = "captured" if happens(self._random, 0.8) else "holds"
        return Post(
            source=account,
            kind=kind,
            party=party,
            against=self._holder,
            place=self._place,
            start=begin,
            end=end,
            precision=precision,
            about=start,
            honest=False,
            certainty=certainty,
        )
