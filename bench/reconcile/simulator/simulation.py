"""All of it together: a scenario and a seed give a land, a war, a press, and what is published, in order."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from simulator.agenda import Agenda
from simulator.echo import Echo, Stage
from simulator.flood import Flood, Lie
from simulator.geography import invent
from simulator.newsroom import Beat, Newsroom
from simulator.press import Press
from simulator.records import DAY, Event, Land, Minutes, Published, Source
from simulator.scenario import Scenario
from simulator.war import War

AFTERMATH = 14  # days after the last question in which late words still come in


class Simulation:
    """One run. `run` may be called once; afterwards the war's past is complete."""

    def __init__(self, scenario: Scenario, seed: int, land: Land | None = None) -> None:
        """Set the scene; an invented land where none is given."""
        self.scenario, self.seed = scenario, seed
        self.land = land or invent(scenario.districts, self._random("land"))
        self.agenda = Agenda()
        self.press = Press(self.land, scenario.parties, self._random("press"))
        self.war = War(self.land, scenario, self._random("war"), self.agenda, self._hear)
        echo = Echo(Stage(self.land, self.war, self.press, scenario, self.agenda), self._random("echo"))
        self._newsroom = Newsroom(Beat(self.war, self.press, scenario, self.agenda, echo), self._random("newsroom"))
        self._strangers: list[Source] = []
        self.lie: Lie | None = None
        if scenario.flood:
            flood = Flood(self.land, self.war, self.press, self._random("flood"))
            self.lie, self._strangers = flood.begin(scenario, echo), flood.strangers

    @property
    def end(self) -> Minutes:
        """The minute after which nothing is asked any more."""
        return self.scenario.days * DAY

    @property
    def sources(self) -> tuple[Source, ...]:
        """Everybody who may have spoken."""
        return (*self.press.sources, *self._strangers)

    def run(self) -> Iterator[Published]:
        """Give all that is published, in order of publication; of the time after the end, only what tells of the time before."""
        for published in self.agenda.run(self.end + AFTERMATH * DAY):
            if published.at < self.end or published.post.about < self.end:
                yield published

    def _random(self, part: str) -> Random:
        """Each part draws from its own source, so that a change of one leaves the others as they were."""
        return Random(f"{self.seed}:{self.scenario.name}:{part}")  # noqa: S311 - a simulation, not a secret

    def _hear(self, event: Event) -> None:
        self._newsroom.hear(event)
