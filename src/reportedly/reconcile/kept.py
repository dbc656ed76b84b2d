"""What was worked out before about a country, as far as somebody keeps it: nothing here is anything but a saving of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from reportedly.reconcile.asked import Clocks
from reportedly.reconcile.control import Fit
from reportedly.reconcile.evidence import Item
from reportedly.reconcile.heard import Heard, KeptHeard
from reportedly.reconcile.theatre import Named
from reportedly.reconcile.told import Theatre


@dataclass(frozen=True, slots=True)
class Release:
    """What a release knows before anything is learned: its theatre, and its clocks; None where there is nothing yet to learn from."""

    theatre: Theatre
    clocks: Clocks | None


class Kept(KeptHeard, Protocol):
    """What was worked out before. All of it belongs to the same claims."""

    def touched(self) -> Mapping[str, float]:
        """When each district was first spoken of, hours since 1970, UTC; without those that nobody spoke of."""

    def items(self, district: str) -> tuple[Item, ...]:
        """The evidence about a district."""

    def named(self, district: str) -> Named:
        """Who was named about a district, as `theatre.named` tells it."""

    def release(self, moment: float) -> Release | None:
        """A release, by its time K (hours since 1970, UTC)."""

    def keep_release(self, moment: float, release: Release) -> None:
        """Keep it."""

    def fit(self, name: str) -> Fit | None:
        """What was learned for a release, by a name of its own."""

    def keep_fit(self, name: str, fit: Fit) -> None:
        """Keep it."""


class Nothing:
    """Nothing is kept."""

    def touched(self) -> Mapping[str, float]:
        """Nobody spoke of anything."""
        return {}

    def items(self, _: str) -> tuple[Item, ...]:
        """There is no evidence."""
        return ()

    def named(self, _: str) -> Named:
        """Nobody was named."""
        return {}

    def heard(self, _: str, __: tuple[str, ...]) -> None:
        """Nothing was put into numbers."""

    def keep_heard(self, district: str, parties: tuple[str, ...], heard: Heard) -> None:
        """Do nothing."""

    def release(self, _: float) -> None:
        """Nothing was released."""

    def keep_release(self, moment: float, release: Release) -> None:
        """Do nothing."""

    def fit(self, _: str) -> None:
        """Nothing was learned."""

    def keep_fit(self, name: str, fit: Fit) -> None:
        """Do nothing."""
