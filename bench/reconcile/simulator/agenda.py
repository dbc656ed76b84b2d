"""What is still to come, in order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from itertools import count
from typing import TypeAlias

from simulator.records import Minutes, Published

Act: TypeAlias = "Callable[[Minutes], None]"


class Agenda:
    """Acts by the minute at which they are due; acts of one minute in the order in which they were planned."""

    def __init__(self) -> None:
        """Begin with nothing planned."""
        self._due: list[tuple[Minutes, int, Act]] = []
        self._order = count()
        self._out: list[Published] = []

    def plan(self, when: Minutes, act: Act) -> None:
        """Plan an act; it is called with the minute at which it is due."""
        heapq.heappush(self._due, (when, next(self._order), act))

    def publish(self, post: Published) -> None:
        """Hand out a claim; to be called by acts."""
        self._out.append(post)

    def run(self, until: Minutes) -> Iterator[Published]:
        """Do what is due before a minute, and give what is published on the way, in order of publication."""
        while self._due and self._due[0][0] < until:
            when, _, act = heapq.heappop(self._due)
            act(when)
            yield from self._out
            self._out.clear()

    def __len__(self) -> int:
        """Count what is planned."""
        return len(self._due)
