"""From what happens to what is first said of it: who notices, how long it takes, what becomes of it on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from simulator.agenda import Agenda
from simulator.chance import about, happens, pick, poisson, wait
from simulator.echo import Echo
from simulator.press import Press
from simulator.records import DAY, Event, Minutes, Post, Source, Toll
from simulator.scenario import Scenario
from simulator.told import Wording, honest_words, interested_words
from simulator.war import War
from simulator.whens import stated, waking

DARK = 0.25  # share of events in a province without a net that national voices still hear of
LOST = 0.5  # share of what is seen there that is never told, even when the net is back
RECENT = 2 * DAY  # what a report that follows no event still speaks of
ORGANS = 0.85  # chance that a spokesman speaks of an event of his side
RESIDENTS = 0.35  # share of reports by agencies and papers that quote residents
VAGUE = 0.04  # share of reports that name the province only
COUNTED = 0.25  # share of reports of violence that give a number
VIOLENT = frozenset({"captured", "recaptured", "contested", "clash", "repelled", "shelling", "airstrike"})
SURENESS = {
    "agency": {"certain": 0.7, "probable": 0.25, "possible": 0.05},
    "paper": {"certain": 0.6, "probable": 0.3, "possible": 0.1},
    "stringer": {"certain": 0.6, "probable": 0.3, "possible": 0.1},
    "monitor": {"certain": 0.5, "probable": 0.4, "possible": 0.1},
    "map": {"certain": 0.6, "probable": 0.35, "possible": 0.05},
    "spokesman": {"certain": 0.95, "probable": 0.05},
    "official": {"certain": 0.85, "probable": 0.15},
    "sided paper": {"certain": 0.75, "probable": 0.2, "possible": 0.05},
    "account": {"certain": 0.45, "probable": 0.2, "possible": 0.15, "rumour": 0.2},
    "nobody": {"certain": 0.45, "probable": 0.1, "possible": 0.15, "rumour": 0.3},
}


@dataclass(frozen=True, slots=True)
class Beat:
    """What a newsroom works with."""

    war: War
    press: Press
    scenario: Scenario
    agenda: Agenda
    echo: Echo


class Newsroom:
    """Everybody who sees for themselves."""

    def __init__(self, beat: Beat, random: Random) -> None:
        """Start to listen; reports that follow no event come at their own pace."""
        self._beat, self._random = beat, random
        self._dark: dict[int, Minutes] = {}  # provinces without a net, and until when
        self._last: dict[int, Event] = {}
        places = range(len(beat.war.land.districts))
        self._attention = [beat.war.land.districts[place].attention for place in places]
        self._draw = [sum(self._attention[: place + 1]) for place in places]
        agenda = beat.agenda
        if beat.scenario.chatter:
            agenda.plan(0, self._chat)
        if beat.scenario.inventions:
            agenda.plan(0, self._invent)
        if beat.scenario.blackouts:
            agenda.plan(0, self._cut)

    # what sets reports going

    def hear(self, event: Event) -> None:
        """Something happens: the spokesmen of both sides hear of it, and so do some of those who know the province."""
        if event.kind not in ("advancing", "besieged"):
            self._last[event.place] = event
        province = self._beat.war.land.districts[event.place].province
        for party in (event.actor, event.other):
            for organ in self._beat.press.organs[party] if party is not None and self._beat.scenario.burst else ():
                if happens(self._random, ORGANS * event.salience):
                    self._tell(organ, event, event.at)
        seen = self._beat.scenario.burst * event.salience * self._attention[event.place] ** 0.5
        witnesses = {source.id: source for _ in range(poisson(self._random, seen)) if (source := self._beat.press.witness(province))}
        for source in witnesses.values():
            self._tell(source, event, event.at)

    def _chat(self, now: Minutes) -> None:
        """Somebody writes of a district though nothing has just happened there."""
        place = self._random.choices(range(len(self._draw)), cum_weights=self._draw)[0]
        source = self._beat.press.witness(self._beat.war.land.districts[place].province)
        last = self._last.get(place)
        if last is not None and now - last.at < RECENT and happens(self._random, 0.5):  # half of it looks back at what there was
            self._tell(source, last, now)
        else:
            self._tell(source, self._standing(place, now), now)
        self._beat.agenda.plan(now + wait(self._random, self._beat.scenario.chatter * len(self._draw)), self._chat)

    def _standing(self, place: int, now: Minutes) -> Event:
        """That a district is held, or fought over, as an event."""
        found = self._beat.war.now(place)
        if found.state == "contested":
            return Event(now, "contested", place, found.attacker if found.attacker is not None else found.holder, found.holder, 0.3)
        return Event(now, "holds", place, found.holder, None, 0.2)

    def _invent(self, now: Minutes) -> None:
        """A spokesman announces a capture that nobody has tried, and the accounts of his side cheer."""
        war = self._beat.war
        targets = [place for place in war.front if war.now(place).state == "held"]
        if targets:
            place = self._random.choice(targets)
            party = self._random.choice(war.hostile(place))
            words = Wording("captured", party, war.now(place).nominal, honest=False)
            speakers = {source.id: source for source in self._beat.press.organs[party]}
            for _ in range(poisson(self._random, 3.0 * self._beat.scenario.zeal)):
                source = self._beat.press.witness(war.land.districts[place].province)
                if source.lean == party:
                    speakers[source.id] = source
            for source in speakers.values():
                self._write(source, words, place, now, now + about(self._random, source.delay))
        rate = self._beat.scenario.inventions * self._beat.scenario.parties
        self._beat.agenda.plan(now + wait(self._random, rate), self._invent)

    def _cut(self, now: Minutes) -> None:
        """The net of a province goes down for days."""
        provinces = len(self._beat.war.land.provinces)
        province = self._random.randrange(provinces)
        self._dark[province] = max(self._dark.get(province, 0), now + about(self._random, 3 * DAY, 0.5))
        self._beat.agenda.plan(now + wait(self._random, self._beat.scenario.blackouts * provinces / 30.0), self._cut)

    def blacked_out(self, province: int, when: Minutes) -> bool:
        """Tell whether a province has no net at a minute not before the last one planned."""
        return when < self._dark.get(province, 0)

    # from event to post

    def _tell(self, source: Source, event: Event, noticed: Minutes) -> None:
        """Let a source speak of an event, or keep silent."""
        province = self._beat.war.land.districts[event.place].province
        if self.blacked_out(province, noticed) and source.role not in ("spokesman", "official"):
            if not source.provinces:
                if not happens(self._random, DARK):
                    return
            elif happens(self._random, LOST):
                return
            else:
                noticed = self._dark[province]
        if source.lean in (event.actor, event.other) and source.lean is not None:
            words = interested_words(source, event, self._beat.scenario.zeal, self._random)
        else:
            words = honest_words(event, self._random)
        if words is None:
            return
        at = noticed + words.later + about(self._random, source.delay)
        self._write(source, words, event.place, event.at, waking(source, at, self._random))

    def _write(self, source: Source, words: Wording, place: int, about_when: Minutes, at: Minutes) -> None:
        start, end, precision = stated(source, about_when, at, self._random)
        post = Post(
            source=source,
            kind=words.kind,
            party=words.party,
            against=words.against,
            place=place,
            vague=happens(self._random, VAGUE),
            start=start,
            end=end,
            precision=precision,
            about=about_when,
            honest=words.honest,
            certainty=pick(self._random, SURENESS[source.role]),
            chain=self._asked(source, place),
            tolls=self._counted(source, words),
        )
        if words.honest and happens(self._random, source.slips):
            post = self._slip(post)
        self._beat.echo.later(at, post)

    def _asked(self, source: Source, place: int) -> tuple[str, ...]:
        if source.role not in ("agency", "paper") or not happens(self._random, RESIDENTS):
            return ()
        return (self._beat.press.residents[self._beat.war.land.districts[place].province].id,)

    def _slip(self, post: Post) -> Post:
        """An honest mistake: a namesake, the parties taken for each other, the day before."""
        match self._random.randrange(3):
            case 0:
                alike = self._beat.war.land.alike[post.place]
                other = alike if alike is not None else self._random.choice(self._beat.war.land.near[post.place])
                return replace(post, place=other, honest=False)
            case 1 if post.against is not None:
                return replace(post, party=post.against, against=post.party, honest=False)
            case _:
                return replace(post, start=post.start - DAY, end=post.end - DAY, honest=False)

    def _counted(self, source: Source, words: Wording) -> tuple[Toll, ...]:
        if words.kind not in VIOLENT or not happens(self._random, COUNTED):
            return ()
        number = 1 + round(self._random.lognormvariate(1.8, 0.9) * (1.0 + source.zeal))
        what = pick(self._random, {"killed": 0.6, "injured": 0.2, "killed_or_injured": 0.2})
        match self._random.randrange(4):
            case 0:
                return (Toll(what, number + 1, None, f"more than {number}"),)
            case 1:
                return (Toll(what, number, None, f"at least {number}"),)
            case _:
                return (Toll(what, number, number, str(number)),)
