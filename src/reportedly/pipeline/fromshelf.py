"""Questions answered from the shelf beside a ledger, where there is so much in the ledger that it pays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from reportedly.ledger import Ledger, Shelf, ShelfUnusable
from reportedly.pipeline.bulk import uncollected
from reportedly.pipeline.packing import Unpackable
from reportedly.pipeline.producer import maker
from reportedly.pipeline.reading import Knowledge
from reportedly.pipeline.shelved import Country, told_of
from reportedly.pipeline.units import Units
from reportedly.reconcile import Explaining, Query
from reportedly.terms.picture import Picture
from reportedly.terms.watch import Watch, unwatched

# Claims in a ledger from which on what is worked out is kept: so many are worked out in about a second.
MANY = 5_000


def from_shelf(
    ledger: Ledger, queries: Sequence[Query], knowledge: Knowledge, explaining: Explaining, watch: Watch = unwatched
) -> Mapping[int, Picture]:
    """Answer what can be answered from the shelf, by the numbers of the questions; the shelf is made, or brought up to date.

    Nothing is answered so where the ledger is small or people have decided something, nor about times from before it spoke of a country,
    nor where no shelf can be had.
    """
    if ledger.count() < MANY or ledger.extent().decisions:
        return {}
    imported = ledger.places()
    asked: defaultdict[str | None, list[int]] = defaultdict(list)
    for number, query in enumerate(queries):
        place = imported.get(query.place) or knowledge.gazetteer.place(query.place)
        if place is not None:
            asked[place.country].append(number)
    found: dict[int, Picture] = {}
    for code, numbers in asked.items():
        with Shelf.beside(ledger.path, maker(knowledge.parties)) as shelf:
            if shelf is not None:
                country = partial(Country, code, ledger, shelf, knowledge, watch)
                found |= _answered(shelf, ledger, country, {number: queries[number] for number in numbers}, explaining)
    return found


def names_on_shelf(ledger: Ledger, country: str | None, knowledge: Knowledge) -> Mapping[str, str] | None:
    """The names of parties by id, as the claims about a country have them; None where the shelf does not know, or is not up to date."""
    if ledger.count() < MANY or ledger.extent().decisions:
        return None
    with Shelf.beside(ledger.path, maker(knowledge.parties)) as shelf:
        if shelf is None:
            return None
        try:
            with ledger.still(), shelf.reading():
                told = told_of(country, ledger, shelf)
        except (Unpackable, ShelfUnusable):  # a damaged shelf is as good as none
            return None
    return None if told is None else {party: name for party, (_, name) in told.facts.names.items()}


def _answered(
    shelf: Shelf, ledger: Ledger, opened: Callable[[], Country], queries: Mapping[int, Query], explaining: Explaining
) -> Mapping[int, Picture]:
    found: dict[int, Picture] = {}
    try:
        with ledger.still(), shelf.reading(), uncollected():
            country = opened()
            for units, some in _by_units(country, queries):
                found |= units.desk.answers(some, explaining, country.watch)
    except (Unpackable, ShelfUnusable):  # a damaged shelf is as good as none
        shelf.discard()
        return {}
    shelf.keep(country.write)
    return found


def _by_units(country: Country, queries: Mapping[int, Query]) -> Sequence[tuple[Units, Mapping[int, Query]]]:
    """Part questions by the units of their times; without those whose answer hangs on what was not known yet."""
    groups: dict[Units, dict[int, Query]] = {}
    for number, query in queries.items():
        units = country.units(query)
        if units is not None and units.since is not None and units.since <= query.known and query.place in units.world.places:
            groups.setdefault(units, {})[number] = query
    return list(groups.items())
