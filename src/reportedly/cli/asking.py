"""What the commands that ask a ledger have in common: which claims, which places, which times."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from reportedly.cli.options import add_ledger, add_parties, time_argument
from reportedly.cli.places import LEVELS, Named, districts_named
from reportedly.cli.progress import watching
from reportedly.cli.render import say
from reportedly.cli.voices import scope_named
from reportedly.errors import UnknownPlace
from reportedly.gazetteer.store import Gazetteer
from reportedly.ledger import Ledger
from reportedly.pipeline import Explaining, Knowledge, Query, Way, answered, brought, linked, names_on_shelf, open_knowledge
from reportedly.terms.claim import Claim
from reportedly.terms.picture import Picture
from reportedly.terms.place import Place
from reportedly.terms.scope import Scope
from reportedly.views.words import party_names, short

PLACES_HELP = "name in any spelling, or id"
EVERY_DISTRICT = f"{PLACES_HELP} (default: every district that a claim touches)"


def add_times(parser: argparse.ArgumentParser, *, hindsight: bool = False) -> None:
    """Add `--at` and `--known`, and `--hindsight` where the command knows it."""
    parser.add_argument("--at", metavar="T", type=time_argument, help="the time asked about, ISO 8601, UTC (default: the same as --known)")
    known = parser.add_mutually_exclusive_group()
    known.add_argument(
        "--known", metavar="K", type=time_argument, help="count only what was public at K (default: when the last claim became public)"
    )
    if hindsight:
        add_hindsight(known)


def add_hindsight(parser: argparse._ActionsContainer) -> None:
    """Add `--hindsight`."""
    parser.add_argument(
        "--hindsight", action="store_true", help="with everything that became public since, also to judge sources; the output says so"
    )


def add_recorded(parser: argparse.ArgumentParser) -> None:
    """Add `--recorded`."""
    parser.add_argument("--recorded", metavar="R", type=time_argument, help="the ledger as it was at R, for audit (default: as it is)")


def add_question(parser: argparse.ArgumentParser) -> None:
    """Add what every question to a ledger takes: the ledger, the times, the user's own parties."""
    add_ledger(parser)
    add_times(parser)
    add_recorded(parser)
    add_parties(parser)


def add_according_to(parser: argparse.ArgumentParser) -> None:
    """Add `--according-to`."""
    parser.add_argument(
        "--according-to",
        metavar="WHO",
        help="count only what WHO was the first to say: a source, a party for all who speak for it, or `neutral`; "
        "`source:` or `side:` before it where a name is both",
    )


def add_places_question(parser: argparse.ArgumentParser, *, needed: bool = False) -> None:
    """Add what a question about places takes: the places, the ledger, the times, whose words count, how it is printed.

    Args:
        parser: the parser of the command.
        needed: whether a place must be given; else every district that a claim touches is meant.
    """
    add_places(parser, needed=needed)
    add_ledger(parser)
    add_times(parser, hindsight=True)
    add_recorded(parser)
    add_according_to(parser)
    add_parties(parser)


def add_places(parser: argparse.ArgumentParser, *, needed: bool) -> None:
    """Add `PLACE...` and `--level`."""
    parser.add_argument("places", metavar="PLACE", nargs="+" if needed else "*", help=PLACES_HELP if needed else EVERY_DISTRICT)
    parser.add_argument(
        "--level", choices=tuple(LEVELS), help="what the names are names of (default: a district where one is called so, else a province)"
    )


@dataclass(frozen=True, slots=True)
class Times:
    """T and K of a question, UTC."""

    at: datetime
    known: datetime


@dataclass(frozen=True, slots=True)
class Manner:
    """How a ledger is asked: what is the same for all questions of a command.

    Attributes:
        recorded: R, UTC: the ledger as it was then; None for as it is.
        parties: the user's own parties file; None for the packaged parties alone.
        sources: the user's registry of sources; None for none.
        according_to: whose words alone count, as the user named them; None for everybody's.
        hindsight: whether everything that became public counts, whatever K is.
        level: what names of places are names of; None for the finest that fits.
    """

    recorded: datetime | None = None
    parties: Path | None = None
    sources: Path | None = None
    according_to: str | None = None
    hindsight: bool = False
    level: str | None = None


class Desk:
    """A ledger opened for questions, beside the gazetteer and the parties.

    Attributes:
        ledger: the ledger.
        now: when the command was called, UTC.
        manner: how it is asked.
    """

    def __init__(self, ledger: Ledger, now: datetime, manner: Manner | None = None) -> None:
        self.ledger = ledger
        self.now = now
        self.manner = manner or Manner()

    @property
    def recorded(self) -> datetime | None:
        """R, UTC: the ledger as it was then; None for as it is."""
        return self.manner.recorded

    @cached_property
    def knowledge(self) -> Knowledge:
        """The packaged places and parties, and those the user added."""
        return open_knowledge(self.manner.parties, self.manner.sources)

    @property
    def gazetteer(self) -> Gazetteer:
        """The packaged places and those the user added."""
        return self.knowledge.gazetteer

    @cached_property
    def scope(self) -> Scope | None:
        """Whose words alone count; None for everybody's.

        Raises:
            UnknownSource: no party and no claim knows who was named.
        """
        who = self.manner.according_to
        return None if who is None else scope_named(who, self.names, self.knowledge.parties, self._spoken())

    def _spoken(self) -> Iterator[Claim]:
        """All claims public by now; read only when they are walked over, which a side needs not."""
        yield from self.ledger.claims_at(self.now, self.recorded)

    @cached_property
    def last_known(self) -> datetime | None:
        """When the last claim became public, UTC, but not after now; None where no claim is dated."""
        return self.ledger.last_known(self.now, self.recorded)

    def times(self, at: datetime | None, known: datetime | None) -> Times:
        """Fill in the times that were not given: K is when the last claim became public, T is K.

        An archive of 2021 is thus asked about 2021, not about today, of which it knows nothing.
        """
        k = self.horizon(known or self.last_known or self.now)
        return Times(at or k, k)

    @property
    def hindsight(self) -> datetime | None:
        """Until when everything public counts whatever K was asked for, UTC; None without hindsight, and where no claim is dated."""
        return self.last_known if self.manner.hindsight else None

    def horizon(self, known: datetime) -> datetime:
        """K of a question; with hindsight, when the last claim became public."""
        return max(known, self.last_known or known) if self.manner.hindsight else known

    def districts(self, known: datetime) -> tuple[str, ...]:
        """Ids of the districts that a claim known at K touches, in the units of K."""
        then = self.then(known)
        return tuple(dict.fromkeys(then.standing_id(place) for place in self.ledger.touched(known, self.recorded)))

    def then(self, at: datetime | None) -> Gazetteer:
        """Places in the units of T, UTC; None for those of the time of the last claim."""
        last = at or self.last_known
        return self.gazetteer.at(last.date() if last else None)

    def places(self, names: Iterable[str], at: datetime | None = None) -> tuple[Place, ...]:
        """The districts that names or ids mean, in the units of T (None as above).

        The user is told where a name is that of more than one district.

        Raises:
            UnknownPlace: no gazetteer and no claim knows one of them.
        """
        return tuple(place for name in names for place in self._places(name, self.then(at)))

    def _places(self, name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
        found = self._named(name, gazetteer)
        if not found.districts:
            message = f"{name!r}: no gazetteer and no claim knows such a place; `reportedly gazetteer search {name!r}` shows names alike"
            raise UnknownPlace(message)
        if found.note:
            say(f"reportedly: {found.note}")
        return found.districts

    def _named(self, name: str, gazetteer: Gazetteer) -> Named:
        return districts_named(name, gazetteer, self._own, self._touched, LEVELS.get(self.manner.level or ""))

    @cached_property
    def _own(self) -> Mapping[str, Place]:
        return self.ledger.places()

    @cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(self.ledger.touched(self.now, self.recorded))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Short names of parties by id: those that claims give, over those of the packaged parties."""
        book = {party.id: short(party.name) for party in self.knowledge.parties.parties.values()}
        return book | party_names(self.ledger.claims_at(self.now, self.recorded))

    def names_beside(self, pictures: Iterable[Picture]) -> Mapping[str, str]:
        """Short names of parties by id, as far as they have a part in the countries of some pictures."""
        book = {party.id: short(party.name) for party in self.knowledge.parties.parties.values()}
        for country in {picture.place.country for picture in pictures}:
            found = None if self.recorded else names_on_shelf(self.ledger, country, self.knowledge)
            if found is None:
                return self.names
            book |= {party: short(name) for party, name in found.items()}
        return book

    def linked(self, known: datetime, *, grouped: bool = False) -> Mapping[str, Claim]:
        """The claims known at K by id, with roots assigned, and incidents if they are to be `grouped`; about the units of K."""
        return {claim.id: claim for claim in brought(linked(self.ledger, known, self.recorded, grouped=grouped), self.then(known))}

    def identified(self, name: str) -> str | None:
        """The id of the one district that a name or id means; None where there is none, or more than one."""
        if name in self._own:
            return name
        found = self._named(name, self.then(None)).districts
        return found[0].id if len(found) == 1 else None

    def answer(self, queries: Sequence[Query], *, explaining: Explaining = Explaining.ALL) -> tuple[Picture, ...]:
        """Answer questions, in their order; with hindsight, each as known when the last claim became public."""
        asked = [replace(query, known=self.horizon(query.known)) for query in queries]
        with watching() as watch:
            found = answered(self.ledger, asked, self.knowledge, Way(self.recorded, explaining, self.scope, watch))
        return tuple(replace(picture, hindsight=True) for picture in found) if self.manner.hindsight else found

    def pictures(self, places: Iterable[str], times: Times, *, explaining: Explaining = Explaining.ALL) -> tuple[Picture, ...]:
        """The pictures of places, by id, at one pair of times."""
        then = self.then(times.at)
        standing = dict.fromkeys(then.standing_id(place) for place in places)
        return self.answer([Query(place, times.at, times.known) for place in standing], explaining=explaining)

    def chosen(self, arguments: argparse.Namespace, *, explaining: Explaining = Explaining.ALL) -> tuple[Picture, ...]:
        """The pictures that `PLACE...`, `--all`, `--at` and `--known` ask for; without places, of every district that a claim touches."""
        times = self.times(arguments.at, arguments.known)
        if arguments.all:
            places: Iterable[str] = sorted(place.id for place in self.then(times.at).districts(arguments.all.upper()))
        elif arguments.places:
            places = dict.fromkeys(place.id for place in self.places(arguments.places, times.at))
        else:
            places = self.districts(times.known)
        return self.pictures(places, times, explaining=explaining)


@contextmanager
def desk(arguments: argparse.Namespace, now: datetime) -> Iterator[Desk]:
    """Open the ledger that was asked for.

    Raises:
        LedgerError: there is none, or it cannot be read.
    """
    given = vars(arguments)
    manner = Manner(**{field.name: given[field.name] for field in fields(Manner) if given.get(field.name) is not None})
    with Ledger(arguments.ledger) as ledger:
        yield Desk(ledger, now, manner)
