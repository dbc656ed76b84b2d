"""What was worked out about one country in the units of one time, on the shelf beside a ledger."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reportedly.ledger import Shelf
from reportedly.pipeline.packing import Unpackable, packed, unpacked
from reportedly.reconcile.control import Fit
from reportedly.reconcile.evidence import Item
from reportedly.reconcile.heard import NOTHING, Heard
from reportedly.reconcile.kept import Release
from reportedly.reconcile.theatre import Country, Named, named, touched

MOST_RELEASES = 16  # values, one or two of a release: what was learned of a million claims takes some ten megabytes
ITEMS = tuple[Item, ...]
TOUCHED = dict[str, float]
NAMED = dict[str, NDArray[np.float64]]


class Division:
    """Evidence and releases of one country and division (`reconcile.kept.Kept`), read from the shelf; what is new is held back.

    Nothing is written before `written` is put on the shelf: what was asked meanwhile rests on the shelf as it was.
    """

    def __init__(self, shelf: Shelf, scope: str, mark: str, *, fresh: bool = False) -> None:
        """Begin.

        Args:
            shelf: the shelf.
            scope: what the names of all values start with.
            mark: of the world in which releases are made; releases of other worlds do not count.
            fresh: whether nothing that is on the shelf counts.
        """
        self._shelf = shelf
        self._fresh = fresh
        self._scope = scope
        self._releases = f"{scope}releases/{mark}/"
        self._country = f"{scope}country/{mark}"
        self._touched: dict[str, float] | None = None
        self._changed: set[str] = set()
        self.written: dict[str, bytes] = {}
        self.dropped: list[str] = []

    def country(self) -> Country | None:
        """How the country lies in this world."""
        data = self._get(self._country)
        return None if data is None else unpacked(Country, data)

    def keep_country(self, country: Country) -> None:
        """Hold it back, and forget how it lay in other worlds."""
        self.dropped += self._shelf.names(f"{self._scope}country/")
        self.written[self._country] = packed(Country, country)

    def touched(self) -> dict[str, float]:
        """When each district was first spoken of, hours since 1970, UTC."""
        if self._touched is None:
            self._touched = {} if self._fresh else unpacked(TOUCHED, self._need(f"{self._scope}touched"))
        return self._touched

    def items(self, district: str) -> ITEMS:
        """The evidence about a district."""
        return unpacked(ITEMS, self._need(f"{self._scope}items/{district}")) if district in self.touched() else ()

    def named(self, district: str) -> Named:
        """Who was named about a district."""
        return unpacked(NAMED, self._need(f"{self._scope}named/{district}")) if district in self.touched() else {}

    def put(self, district: str, items: ITEMS) -> None:
        """Hold new evidence about a district back."""
        self._touched = self.touched() | {district: touched(items)}
        self._changed.add(district)
        self.written[f"{self._scope}items/{district}"] = packed(ITEMS, items)
        self.written[f"{self._scope}named/{district}"] = packed(NAMED, dict(named(items)))
        self.written[f"{self._scope}touched"] = packed(TOUCHED, self._touched)
        self.dropped += self._shelf.names(f"{self._scope}heard/{district}/")

    def heard(self, district: str, parties: tuple[str, ...]) -> Heard | None:
        """The evidence about a district in numbers, among these parties."""
        if district not in self.touched():
            return NOTHING
        data = None if district in self._changed else self._get(self._heard(district, parties))
        return None if data is None else unpacked(Heard, data)

    def keep_heard(self, district: str, parties: tuple[str, ...], heard: Heard) -> None:
        """Hold it back."""
        self.written[self._heard(district, parties)] = packed(Heard, heard)

    def _heard(self, district: str, parties: tuple[str, ...]) -> str:
        return f"{self._scope}heard/{district}/{' '.join(parties)}"

    def release(self, moment: float) -> Release | None:
        """A release, by its time K (hours since 1970, UTC)."""
        data = self._get(f"{self._releases}{moment!r}")
        return None if data is None else unpacked(Release, data)

    def keep_release(self, moment: float, release: Release) -> None:
        """Hold it back."""
        self.written[f"{self._releases}{moment!r}"] = packed(Release, release)

    def fit(self, name: str) -> Fit | None:
        """What was learned for a release; its name begins with the release's time."""
        data = self._get(f"{self._releases}{name}")
        return None if data is None else unpacked(Fit, data)

    def keep_fit(self, name: str, fit: Fit) -> None:
        """Hold it back, and forget the oldest where there are many."""
        self.written[f"{self._releases}{name}"] = packed(Fit, fit)

    def moved(self, since: float) -> None:
        """Forget releases from a time K on (hours since 1970, UTC)."""
        late = [name for name in self._shelf.names(f"{self._scope}releases/") if float(name.split("/")[-1].split(" ")[0]) >= since]
        self.dropped += late

    def _get(self, name: str) -> bytes | None:
        if name in self.written:
            return self.written[name]
        return None if self._fresh or name in self.dropped else self._shelf.get(name)

    def _need(self, name: str) -> bytes:
        data = self._get(name)
        if data is None:
            message = f"{name} is missing"
            raise Unpackable(message)
        return data

    def write(self) -> None:
        """Put on the shelf what was held back, and of what was learned keep the newest alone."""
        if self._fresh:
            self._shelf.clear(self._scope)
            self.written.setdefault(f"{self._scope}touched", packed(TOUCHED, {}))
        self._shelf.drop(self.dropped)
        self._shelf.put(self.written)
        self._shelf.drop(self._shelf.names(f"{self._scope}releases/")[:-MOST_RELEASES])
