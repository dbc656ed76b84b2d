"""Who holds what, and the operations that change it.

Sides go over to the offensive for some days and rest for more. An operation is aimed at a district that a road joins to the attacker's
own: an assault (fighting for hours or days, decided by who holds the land around), a raid of some hours, a siege that ends in surrender,
relief or storm, a hand-over without a fight, which the neighbours of those who made their peace often follow, or a withdrawal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from simulator.agenda import Agenda
from simulator.chance import about, happens, pick, wait
from simulator.records import DAY, HOUR, Event, Land, Minutes
from simulator.scenario import Scenario

# How hard a side presses, by mood, and for how many days the mood lasts in the mean.
MOODS = {0.4: 12.0, 1.0: 12.0, 4.0: 5.0}
HARDEST = max(MOODS)
ANNOUNCED = 0.4  # assaults before which the attacker is seen coming
COUNTERED = 0.2  # captures that the loser answers within three days
CONTAGION = 0.3  # chance that a neighbour follows a hand-over
SIEGE_ENDS = {"surrender": 0.35, "relief": 0.4, "storm": 0.25}
WARFARE = {"clash": 0.7, "shelling": 0.15, "airstrike": 0.15}
# How much each kind of event is talked about; 1 for a capture.
SALIENCE = {
    "captured": 1.0, "recaptured": 1.0, "handover": 0.8, "surrendered": 0.9, "withdrew": 0.6, "contested": 0.55, "repelled": 0.5,
    "besieged": 0.35, "advancing": 0.25, "raid": 0.6, "raid_end": 0.4, "clash": 0.2, "shelling": 0.15, "airstrike": 0.2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Situation:
    """What is the case in a district from a minute on.

    Attributes:
        since: the first minute.
        state: held, contested or raid.
        holder: who holds it; the raider in a raid, who held it last where it is contested.
        nominal: who holds it when a raid is left aside.
        attacker: who attacks or has just taken it; None where nobody does.
    """

    since: Minutes
    state: str
    holder: int
    nominal: int
    attacker: int | None


class War:
    """The course of the war. `past` holds, for each district, all that was ever the case in it."""

    def __init__(self, land: Land, scenario: Scenario, random: Random, agenda: Agenda, tell: Callable[[Event], None]) -> None:
        """Share out the land and plan the first operations; `tell` is called with every event as it begins."""
        self.land = land
        self._scenario, self._random, self._agenda, self._tell = scenario, random, agenda, tell
        self.past = [[Situation(0, "held", holder, holder, None)] for holder in _shares(land, scenario.parties, random)]
        self._busy: set[int] = set()
        self._front: dict[int, None] = {}  # a set that keeps its order, so that a seed gives one war
        for place in range(len(land.districts)):
            self._redraw(place)
        self._mood = [1.0] * scenario.parties
        for party in range(scenario.parties):
            agenda.plan(0, partial(self._turn, party))
        agenda.plan(0, self._press)
        if scenario.skirmishes:
            agenda.plan(0, self._skirmish)

    # what is the case

    def now(self, place: int) -> Situation:
        """What is the case in a district."""
        return self.past[place][-1]

    def then(self, place: int, when: Minutes) -> Situation:
        """What was the case in a district at a minute."""
        return next(found for found in reversed(self.past[place]) if found.since <= when or found.since == 0)

    @property
    def front(self) -> list[int]:
        """Districts with a road to another side's."""
        return list(self._front)

    def hostile(self, place: int) -> list[int]:
        """Parties that hold a neighbour of a district and not the district, once for each neighbour."""
        mine = self.now(place).nominal
        return [holder for other in self.land.near[place] if (holder := self.now(other).nominal) != mine]

    def spare(self, place: int) -> None:
        """Keep operations away from a district for good."""
        self._busy.add(place)

    def _become(self, place: int, since: Minutes, state: str, holder: int, *, nominal: int, attacker: int | None = None) -> None:
        changed = nominal != self.now(place).nominal
        self.past[place].append(Situation(since, state, holder, nominal, attacker))
        if changed:
            for other in (place, *self.land.near[place]):
                self._redraw(other)

    def _redraw(self, place: int) -> None:
        if self.hostile(place):
            self._front[place] = None
        else:
            self._front.pop(place, None)

    def _say(self, now: Minutes, kind: str, place: int, actor: int, other: int | None) -> None:
        self._tell(Event(now, kind, place, actor, other, SALIENCE[kind]))

    # what sets things going

    def _turn(self, party: int, now: Minutes) -> None:
        """Change a side's mood."""
        mood = self._random.choice(list(MOODS))
        self._mood[party] = mood
        self._agenda.plan(now + wait(self._random, 1.0 / MOODS[mood]), lambda later: self._turn(party, later))

    def _press(self, now: Minutes) -> None:
        """Begin an operation somewhere, and plan the next; sides that rest let most chances pass."""
        targets = [place for place in self._front if place not in self._busy]
        if targets:
            place = self._random.choice(targets)
            attacker = self._random.choice(self.hostile(place))
            if self._random.random() * HARDEST < self._mood[attacker]:
                self._begin(pick(self._random, self._scenario.operations), place, attacker, now)
        rate = self._scenario.tempo * HARDEST * max(1, len(targets))
        self._agenda.plan(now + wait(self._random, rate), self._press)

    def _skirmish(self, now: Minutes) -> None:
        place = self._random.choice(self.front) if self._front else None
        if place is not None:
            self._say(now, pick(self._random, WARFARE), place, self._random.choice(self.hostile(place)), self.now(place).nominal)
        self._agenda.plan(now + wait(self._random, self._scenario.skirmishes * max(1, len(self._front))), self._skirmish)

    def _begin(self, operation: str, place: int, attacker: int, now: Minutes) -> None:
        self._busy.add(place)
        match operation:
            case "assault":
                self._assault(place, attacker, now)
            case "raid":
                self._raid(place, attacker, now)
            case "siege":
                self._besiege(place, attacker, now, now + round(self._random.uniform(3, 12) * DAY))
            case "handover":
                self._hand_over(place, attacker, now)
            case _:
                self._say(now, "withdrew", place, self.now(place).nominal, attacker)
                self._take(place, attacker, now, None)

    # operations

    def _take(self, place: int, taker: int, now: Minutes, told: str | None) -> None:
        """Change the holder; `told` is the kind of event that is told of it, None where something else was."""
        loser = self.now(place).nominal
        self._become(place, now, "held", taker, nominal=taker, attacker=taker)
        self._busy.discard(place)
        if told:
            self._say(now, told, place, taker, loser)

    def _assault(self, place: int, attacker: int, now: Minutes) -> None:
        begins = now
        if happens(self._random, ANNOUNCED):
            self._say(now, "advancing", place, attacker, self.now(place).nominal)
            begins += about(self._random, 6 * HOUR)
        self._agenda.plan(begins, lambda later: self._storm(place, attacker, later))

    def _storm(self, place: int, attacker: int, now: Minutes) -> None:
        holder = self.now(place).nominal
        if self.now(place).state != "held" or holder == attacker:
            return
        self._busy.add(place)
        self._become(place, now, "contested", holder, nominal=holder, attacker=attacker)
        self._say(now, "contested", place, attacker, holder)
        ends = now + about(self._random, 16 * HOUR, 0.9)
        moment = now + wait(self._random, 4.0)
        while moment < ends:
            self._agenda.plan(moment, lambda later: self._say(later, pick(self._random, WARFARE), place, attacker, holder))
            moment += wait(self._random, 4.0)
        self._agenda.plan(ends, lambda later: self._decide(place, attacker, later))

    def _decide(self, place: int, attacker: int, now: Minutes) -> None:
        """End the fighting: the more of the land around the attacker holds, the likelier it wins."""
        around = self.land.near[place]
        hold = sum(self.now(other).nominal == attacker for other in around) / len(around)
        holder = self.now(place).nominal
        if happens(self._random, 0.3) + 0.5 * hold:
            retaken = any(found.nominal == attacker for found in self.past[place][-8:])
            self._take(place, attacker, now, "recaptured" if retaken else "captured")
            if happens(self._random, COUNTERED):
                self._agenda.plan(now + about(self._random, DAY), lambda later: self._counter(place, holder, later))
        else:
            self._become(place, now, "held", holder, nominal=holder)
            self._busy.discard(place)
            self._say(now, "repelled", place, holder, attacker)

    def _counter(self, place: int, attacker: int, now: Minutes) -> None:
        if place not in self._busy:
            self._storm(place, attacker, now)

    def _raid(self, place: int, raider: int, now: Minutes) -> None:
        holder = self.now(place).nominal
        self._become(place, now, "raid", raider, nominal=holder, attacker=raider)
        self._say(now, "raid", place, raider, holder)
        self._agenda.plan(now + about(self._random, 5 * HOUR, 0.6), lambda later: self._leave(place, raider, later))

    def _leave(self, place: int, raider: int, now: Minutes) -> None:
        holder = self.now(place).nominal
        self._become(place, now, "held", holder, nominal=holder)
        self._busy.discard(place)
        self._say(now, "raid_end", place, raider, holder)

    def _besiege(self, place: int, attacker: int, now: Minutes, ends: Minutes) -> None:
        """Stand around a district that its holder keeps, told again every other day, until something gives."""
        holder = self.now(place).nominal
        if now < ends:
            self._say(now, "besieged", place, attacker, holder)
            again = min(ends, now + wait(self._random, 0.6))
            self._agenda.plan(again, lambda later: self._besiege(place, attacker, later, ends))
            return
        end = pick(self._random, SIEGE_ENDS)
        if end == "surrender":
            self._say(now, "surrendered", place, holder, attacker)
            self._take(place, attacker, now, None)
        elif end == "storm":
            self._storm(place, attacker, now)
        else:
            self._busy.discard(place)
            self._say(now, "repelled", place, holder, attacker)

    def _hand_over(self, place: int, taker: int, now: Minutes) -> None:
        loser = self.now(place).nominal
        self._take(place, taker, now, "handover")
        for other in self.land.near[place]:
            if happens(self._random, CONTAGION):
                self._agenda.plan(now + about(self._random, DAY), partial(self._follow, other, loser, taker))

    def _follow(self, place: int, loser: int, taker: int, now: Minutes) -> None:
        if place not in self._busy and self.now(place).state == "held" and self.now(place).nominal == loser:
            self._hand_over(place, taker, now)

    def rows(self, until: Minutes) -> Iterator[tuple[int, Minutes, Minutes, Situation]]:
        """Give the truth as rows: district, first minute, first minute after, what was the case."""
        for place, found in enumerate(self.past):
            ends = [*(later.since for later in found[1:]), until]
            for situation, end in zip(found, ends, strict=True):
                if situation.since < min(end, until):
                    yield place, situation.since, min(end, until), situation


def _shares(land: Land, parties: int, random: Random) -> list[int]:
    """Give each party a part of the land that hangs together: all grow along roads from a district each, by turns."""
    holder: dict[int, int] = {}
    edge = [[place] for place in random.sample(range(len(land.districts)), parties)]
    while len(holder) < len(land.districts):
        for party in range(parties):
            found = [place for place in edge[party] if place not in holder]
            if not found:
                found = [place for place in range(len(land.districts)) if place not in holder][:1] if not any(edge) else []
            if found:
                place = random.choice(found)
                holder[place] = party
                edge[party] = [other for other in dict.fromkeys((*found, *land.near[place])) if other not in holder]
            else:
                edge[party] = []
    return [holder[place] for place in range(len(land.districts))]
