"""Kinds of war and of press.

Rates are guesses from how such wars were reported, not fits, and none was chosen by how well any method answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

OPERATIONS = {"assault": 0.55, "raid": 0.12, "siege": 0.12, "handover": 0.13, "withdrawal": 0.08}


@dataclass(frozen=True, slots=True)
class Scenario:
    """A kind of war.

    Attributes:
        name: its name.
        districts: how many.
        days: how long it lasts.
        parties: how many.
        tempo: operations per day and district at a front, at a mean time; offensives and lulls vary it.
        operations: shares of the kinds of operation.
        skirmishes: clashes per day and district at a front that change nothing.
        chatter: reports per day and district that follow no event.
        burst: reports of a capture by those who notice it themselves.
        copying: repetitions of such a report.
        zeal: factor on how readily sides bend the truth.
        inventions: captures per party and day that no operation is behind.
        blackouts: nets that fall silent, per province and 30 days.
        flood: accounts that shout an invented capture into a quiet district; 0 for none.
    """

    name: str
    districts: int = 120
    days: int = 60
    parties: int = 2
    tempo: float = 0.07
    operations: Mapping[str, float] = field(default_factory=lambda: OPERATIONS)
    skirmishes: float = 0.08
    chatter: float = 0.3
    burst: float = 9.0
    copying: float = 0.7
    zeal: float = 1.0
    inventions: float = 0.25
    blackouts: float = 0.3
    flood: int = 0


_MIXED = Scenario("mixed", parties=3)
SCENARIOS: Mapping[str, Scenario] = {
    scenario.name: scenario
    for scenario in (
        _MIXED,
        # As much is said of a district where nothing happens as of one that falls.
        replace(_MIXED, name="no-bursts", parties=2, burst=0.0, chatter=1.4, copying=0.0, inventions=0.0, skirmishes=0.0),
        replace(_MIXED, name="blackout", blackouts=2.5),
        replace(_MIXED, name="flood", parties=2, flood=180, copying=2.0),
        replace(_MIXED, name="propaganda", zeal=1.8, inventions=1.2),
        # A front that gives way without a fight, as in a summer when garrisons made their peace one after the other.
        replace(_MIXED, name="handover", parties=2, tempo=0.10, operations=OPERATIONS | {"assault": 0.2, "handover": 0.53, "raid": 0.07}),
        replace(_MIXED, name="quiet", parties=2, tempo=0.006, skirmishes=0.03),
    )
}
