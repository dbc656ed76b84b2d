"""What the commands that ask a ledger have in common: which claims, which places, which times."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from reportedly.cli.options import add_ledger, time_argument
from reportedly.cli.places import districts_named
from reportedly.errors import UnknownPlace
from reportedly.gazetteer.store import Gazetteer, open_default
from reportedly.ledger import Ledger
from reportedly.pipeline import Query, answer, linked
from reportedly.resolve.parties import PartyBook
from reportedly.terms.claim import Claim
from reportedly.terms.picture import Picture
from reportedly.terms.place import Place
from reportedly.views.words import party_names, short


def add_times(parser: argparse.ArgumentParser) -> None:
    """Add `--at` and `--known`."""
    parser.add_argument("--at", metavar="T", type=time_argument, help="the time asked about, ISO 8601, UTC (default: the same as --known)")
    parser.add_argument(
        "--known", metavar="K", type=time_argument, help="count only what was public at K (default: when the last claim became public)"
    )


def add_recorded(parser: argparse.ArgumentParser) -> None:
    """Add `--recorded`."""
    parser.add_argument("--recorded", metavar="R", type=time_argument, help="the ledger as it was at R, for audit (default: as it is)")


def add_question(parser: argparse.ArgumentParser) -> None:
    """Add what every question to a ledger takes: the ledger and the times."""
    add_ledger(parser)
    add_times(parser)
    add_recorded(parser)


@dataclass(frozen=True, slots=True)
class Times:
    """T and K of a question, UTC."""

    at: datetime
    known: datetime


class Desk:
    """A ledger opened for questions, beside the gazetteer.

    Attributes:
        ledger: the ledger.
        recorded: R, UTC: the ledger as it was then; None for as it is.
        now: when the command was called, UTC.
    """

    def __init__(self, ledger: Ledger, recorded: datetime | None, now: datetime) -> None:
        self.ledger = ledger
        self.recorded = recorded
        self.now = now

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The packaged places and those the user added."""
        return open_default()

    @cached_property
    def last_known(self) -> datetime | None:
        """When the last claim became public, UTC, but not after now; None where no claim is dated."""
        return self.ledger.last_known(self.now, self.recorded)

    def times(self, at: datetime | None, known: datetime | None) -> Times:
        """Fill in the times that were not given: K is when the last claim became public, T is K.

        An archive of 2021 is thus asked about 2021, not about today, of which it knows nothing.
        """
        k = known or self.last_known or self.now
        return Times(at or k, k)

    def districts(self, known: datetime) -> tuple[str, ...]:
        """Ids of the districts that a claim known at K touches."""
        return tuple(self.ledger.touched(known, self.recorded))

    def places(self, names: Iterable[str]) -> tuple[Place, ...]:
        """The places that names or ids mean.

        Raises:
            UnknownPlace: no gazetteer and no claim knows one of them.
        """
        return tuple(place for name in names for place in self._places(name))

    def _places(self, name: str) -> tuple[Place, ...]:
        found = self._named(name)
        if not found:
            message = f"{name!r}: no gazetteer and no claim knows such a place; `reportedly gazetteer search {name!r}` shows names alike"
            raise UnknownPlace(message)
        return found

    def _named(self, name: str) -> tuple[Place, ...]:
        return districts_named(name, self.gazetteer, self._own, self._touched)

    @cached_property
    def _own(self) -> Mapping[str, Place]:
        return self.ledger.places()

    @cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(self.ledger.touched(self.now, self.recorded))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Short names of parties by id: those that claims give, over those of the packaged parties."""
        book = {party.id: short(party.name) for party in PartyBook.load().parties.values()}
        return book | party_names(self.ledger.claims_at(self.now, self.recorded))

    def linked(self, known: datetime) -> Mapping[str, Claim]:
        """The claims known at K by id, with roots assigned."""
        return {claim.id: claim for claim in linked(self.ledger, known, self.recorded)}

    def identified(self, name: str) -> str | None:
        """The id of the one district that a name or id means; None where there is none, or more than one."""
        if name in self._own:
            return name
        found = self._named(name)
        return found[0].id if len(found) == 1 else None

    def answer(self, queries: Sequence[Query], *, explained: bool = True) -> tuple[Picture, ...]:
        """Answer questions, in their order."""
        return answer(self.ledger, queries, self.gazetteer, recorded=self.recorded, explained=explained)

    def pictures(self, places: Iterable[str], times: Times, *, explained: bool = True) -> tuple[Picture, ...]:
        """The pictures of places, by id, at one pair of times."""
        return self.answer([Query(place, times.at, times.known) for place in places], explained=explained)

    def chosen(self, arguments: argparse.Namespace) -> tuple[Picture, ...]:
        """The pictures that `PLACE...`, `--all`, `--at` and `--known` ask for; without places, of every district that a claim touches."""
        times = self.times(arguments.at, arguments.known)
        if arguments.all:
            return self.pictures(sorted(place.id for place in self.gazetteer.districts(arguments.all.upper())), times)
        if arguments.places:
            return self.pictures(dict.fromkeys(place.id for place in self.places(arguments.places)), times)
        return self.pictures(self.districts(times.known), times)


@contextmanager
def desk(arguments: argparse.Namespace, now: datetime) -> Iterator[Desk]:
    """Open the ledger that was asked for.

    Raises:
        LedgerError: there is none, or it cannot be read.
    """
    with Ledger(arguments.ledger) as ledger:
        yield Desk(ledger, arguments.recorded, now)
