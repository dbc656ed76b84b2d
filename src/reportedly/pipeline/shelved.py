"""A country as it is kept on the shelf beside a ledger, brought up to date with the ledger.

The state stays a function of the ledger: whatever is on the shelf was worked out from a ledger that this one has grown from, by this
program with these places and parties, and what came since is worked in; else all of it is worked out anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from reportedly.ledger import Ledger, Rooted, Shelf, Tip
from reportedly.pipeline.packing import Unpackable, packed, unpacked
from reportedly.pipeline.reading import Knowledge
from reportedly.pipeline.units import Told, Units
from reportedly.reconcile import Linker, Query
from reportedly.reconcile.public import meetings
from reportedly.terms.claim import Claim
from reportedly.terms.watch import Watch, unwatched


def scope_of(code: str | None) -> str:
    """What the names of all values about a country start with; None stands for places beyond countries."""
    return f"{code or '-'}/"


def told_of(code: str | None, ledger: Ledger, shelf: Shelf) -> Told | None:
    """What the claims about a country tell, in the units of any time; None where the shelf is not up to date.

    Raises:
        Unpackable: what is kept is damaged.
    """
    tip, days = shelf.get(f"{scope_of(code)}tip"), shelf.names(f"{scope_of(code)}day ")
    if tip is None or not days or unpacked(Tip, tip) != ledger.tip():
        return None
    return unpacked(Told, shelf.get(f"{scope_of(code)}{days[0].rsplit(' ', 1)[-1]}/told") or b"")


class Country:
    """The claims about a country with their roots, and what was worked out of them for each time in which its units stood still."""

    def __init__(self, code: str | None, ledger: Ledger, shelf: Shelf, knowledge: Knowledge, watch: Watch = unwatched) -> None:
        """Bring what is kept about a country up to date; nothing is put on the shelf yet.

        Args:
            code: ISO 3166-1 alpha-2 code; None for places beyond countries.
            ledger: the ledger, which stands still.
            shelf: the shelf, which stands still too.
            knowledge: places and parties.
            watch: is shown what is worked out, and how far.

        Raises:
            Unpackable: what is kept is damaged.
        """
        self.watch = watch
        self._code, self._scope = code, scope_of(code)
        self._countries = [code] if code else []
        self._ledger, self._shelf, self._knowledge = ledger, shelf, knowledge
        self._imported = ledger.places()
        self._changes = knowledge.gazetteer.changes(code) if code else ()
        self._tip, self._based_on = ledger.tip(), shelf.get(f"{self._scope}tip")
        self._fresh = False
        self._changed: tuple[Claim, ...] = ()
        self._units: dict[int, Units] = {}
        if self._based_on is None or not self._grow(unpacked(Tip, self._based_on)):
            self._fresh, self._units = True, {}
            self._changed = Linker().add(ledger.claims_at(countries=self._countries, watch=watch), watch)

    def _grow(self, before: Tip) -> bool:
        """Work in what came since; False where that takes more than the new claims."""
        fresh = self._ledger.claims_after(before.extent) if self._ledger.grew_from(before) else None
        if fresh is None:
            return False
        new = [claim for claim in fresh if self._is_mine(claim)]
        if not new:
            return True
        self._changed = Linker(self._recall).add(new, self.watch)
        for name in self._shelf.names(f"{self._scope}day "):
            number = int(name.rsplit(" ", 1)[-1])
            self._units[number] = self._kept_units(number)
        return all(units.grow(self._changed, self._about, self.watch) for units in self._units.values())

    def _is_mine(self, claim: Claim) -> bool:
        """Whether a claim is about the country, or may be."""
        place = claim.place.place if claim.place is not None else None
        return place is None or place.country in {self._code, None}

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        """All claims with their roots."""
        return self._changed if self._fresh else self._rooted(self._ledger.claims_at(countries=self._countries, watch=self.watch))

    def _about(self, places: Sequence[str]) -> tuple[Claim, ...]:
        """The claims about places, or places within these districts, with their roots."""
        return self._rooted(claim for claim in self._ledger.claims_at(places=places) if self._is_mine(claim))

    def _recall(self, meeting: int) -> Iterable[Claim]:
        return self._rooted(self._ledger.claims(self._shelf.meeting(self._scope, meeting)))

    def _rooted(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        given = {claim.id: claim for claim in claims}
        roots = {**self._shelf.roots(self._scope, tuple(given)), **{claim.id: claim.root for claim in self._changed}}
        if given.keys() - roots.keys():
            message = "roots are missing"
            raise Unpackable(message)
        return tuple(replace(claim, root=roots[name]) for name, claim in given.items())

    def units(self, query: Query) -> Units | None:
        """The country in the units of the time that is asked about; None where nothing is told of it."""
        number = bisect_right(self._changes, query.at.date())
        if number not in self._units:
            if not self._fresh and self._shelf.get(f"{self._scope}day {number}") is not None:
                self._units[number] = self._kept_units(number)
            elif self._claims:
                self._units[number] = self._at(number, query.at.date())
                self._units[number].begin(self._claims, self.watch)
        return self._units.get(number)

    def _kept_units(self, number: int) -> Units:
        day = unpacked(date, self._shelf.get(f"{self._scope}day {number}") or b"")
        units = self._at(number, day)
        units.bring()
        return units

    def _at(self, number: int, day: date) -> Units:
        then = replace(self._knowledge, gazetteer=self._knowledge.gazetteer.at(day))
        return Units(self._code, f"{self._scope}{number}/", day, self._imported, then, self._shelf)

    def write(self) -> None:
        """Put on the shelf what is new, unless another process was faster."""
        if self._shelf.get(f"{self._scope}tip") != self._based_on:
            return
        if self._fresh:
            self._shelf.clear(self._scope)
        changed = self.watch(self._changed, "keeping roots of claims", len(self._changed))
        self._shelf.link(self._scope, (Rooted(claim.id, claim.root or claim.id, meetings(claim)) for claim in changed))
        for number, units in self._units.items():
            units.write()
            self._shelf.put({f"{self._scope}day {number}": packed(date, units.day)})
        self._shelf.put({f"{self._scope}tip": packed(Tip, self._tip)})
