"""What is said of an event by those who have no side in it, and by those who have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from simulator.chance import happens, pick
from simulator.records import HOUR, Event, Minutes, Source

GAINS = frozenset({"captured", "recaptured", "handover", "repelled", "raid"})  # good for the actor
YIELDS = frozenset({"withdrew", "surrendered", "raid_end"})  # the actor leaves, the other comes
PREMATURE = 0.5  # how readily an attacker's voice calls taken what is still fought over, relative to its zeal
PLAYED_DOWN = 0.5  # the same for a defender who calls an attack beaten back while it lasts
MUTE = 0.5  # share of bent losses that are passed over in silence
# How those without a side put a change of hands.
CHANGES: Mapping[str, Mapping[str, float]] = {
    "captured": {"captured": 0.85, "lost": 0.15},
    "recaptured": {"captured": 0.4, "recaptured": 0.45, "lost": 0.15},
    "handover": {"captured": 0.4, "surrendered": 0.35, "withdrew": 0.25},
    "withdrew": {"withdrew": 0.6, "captured": 0.4},
}
RELUCTANT = (8 * HOUR, 48 * HOUR)  # how much later a loss is admitted


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said.

    Attributes:
        kind: kind of claim.
        party: number of the party it names.
        against: the other party it names; None where it names none.
        honest: whether it is true of when it is said to have been.
        later: how long the speaker hesitates, on top of its usual delay.
    """

    kind: str
    party: int | None
    against: int | None
    honest: bool = True
    later: Minutes = 0


def honest_words(event: Event, random: Random) -> Wording:
    """Say what happened, in one of the ways in which it can be said."""
    actor, other = event.actor, event.other
    named = other if happens(random, 0.6) else None
    match event.kind:
        case "captured" | "recaptured" | "handover" | "withdrew":
            return _change(event, random)
        case "raid":
            return Wording(pick(random, {"captured": 0.35, "clash": 0.4, "contested": 0.25}), actor, other)
        case "raid_end":
            return Wording("withdrew", actor, other) if happens(random, 0.5) else Wording("repelled", other, actor)
        case "contested":
            return Wording(pick(random, {"contested": 0.5, "clash": 0.35, "advancing": 0.15}), actor, other)
        case "clash" if happens(random, 0.5):
            return Wording("clash", other, actor)
        case _:
            return Wording(event.kind, actor, other if event.kind == "repelled" else named)


def _change(event: Event, random: Random) -> Wording:
    """Say that a district changed hands: taken by the one, lost, left or given up by the other."""
    taker, loser = (event.other, event.actor) if event.kind == "withdrew" else (event.actor, event.other)
    kind = pick(random, CHANGES[event.kind])
    if kind in ("captured", "recaptured"):
        return Wording(kind, taker, loser if happens(random, 0.6) else None)
    return Wording(kind, loser, taker if happens(random, 0.5) else None)


def interested_words(source: Source, event: Event, eager: float, random: Random) -> Wording | None:
    """Say what suits the side of a source; None where silence suits it better. `eager` multiplies its zeal."""
    side = source.lean
    zeal = min(0.95, source.zeal * eager)
    if event.kind in ("contested", "advancing", "besieged"):
        return _of_an_attack(event, zeal, random, attacks=side == event.actor)
    good = (side == event.actor) == (event.kind not in YIELDS)
    if event.kind == "holds" or (good and event.kind not in YIELDS):
        return _boast(event)
    if good:
        return Wording("recaptured" if event.kind == "raid_end" else "captured", event.other, event.actor)
    if event.kind not in GAINS | YIELDS:
        return honest_words(event, random)
    return _loss(event, side, zeal, random)


def _boast(event: Event) -> Wording:
    kind = {"handover": "captured", "raid": "captured"}.get(event.kind, event.kind)
    return Wording(kind, event.actor, event.other)


def _of_an_attack(event: Event, zeal: float, random: Random, *, attacks: bool) -> Wording | None:
    if attacks:
        if happens(random, zeal * PREMATURE):
            return Wording("captured", event.actor, event.other, honest=False)
        return Wording("advancing" if event.kind == "contested" and happens(random, 0.5) else event.kind, event.actor, event.other)
    if happens(random, zeal * PLAYED_DOWN):
        return Wording("repelled", event.other, event.actor, honest=False, later=HOUR)
    return Wording("clash", event.other, event.actor) if happens(random, 0.7) else None


def _loss(event: Event, side: int | None, zeal: float, random: Random) -> Wording | None:
    """A side speaks of what it has lost: not at all, as if it had not, or late and as a decision of its own."""
    enemy = event.other if side == event.actor else event.actor
    if happens(random, zeal):
        if happens(random, MUTE):
            return None
        if event.kind == "repelled":  # an attack of the side's own that failed goes on as if nothing had happened
            return Wording("advancing", side, enemy, honest=False)
        return Wording("repelled", side, enemy, honest=False) if happens(random, 0.6) else Wording("holds", side, None, honest=False)
    if event.kind in ("repelled", "raid"):
        return Wording("clash", side, enemy)
    return Wording("withdrew", side, enemy if happens(random, 0.3) else None, later=random.randint(*RELUCTANT))
