"""From the ledger to pictures: the claims that count, linked, and reconciled in the world that places and parties make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportedly.ledger import Ledger
from reportedly.pipeline.divisions import brought, by_division
from reportedly.pipeline.facts import facts_of
from reportedly.pipeline.fromshelf import from_shelf
from reportedly.pipeline.reading import Knowledge
from reportedly.pipeline.world import world_of
from reportedly.reconcile import Explaining, Query, link, marked, pictures, said_by
from reportedly.terms.claim import Claim
from reportedly.terms.picture import Picture
from reportedly.terms.scope import Scope
from reportedly.terms.watch import Watch, unwatched


def linked(ledger: Ledger, known: datetime | None = None, recorded: datetime | None = None, *, grouped: bool = False) -> tuple[Claim, ...]:
    """The claims that were public at K, as recorded by R, with their roots.

    Args:
        ledger: the ledger.
        known: K, UTC; None for all claims.
        recorded: R, UTC; None for the ledger as it is.
        grouped: whether they are to have the incidents that they are of beside those of other reports.
    """
    return link(ledger.claims_at(known, recorded), grouped=grouped)


def answer(
    ledger: Ledger,
    queries: Sequence[Query],
    knowledge: Knowledge,
    *,
    recorded: datetime | None = None,
    explaining: Explaining = Explaining.ALL,
    scope: Scope | None = None,
) -> tuple[Picture, ...]:
    """Answer questions from a ledger, in their order.

    Args:
        ledger: the ledger.
        queries: which place, at which T, as known at which K.
        knowledge: places and parties; places that came with imported claims are added to them. Each question is answered in the units
            of its T.
        recorded: R, UTC; None for the ledger as it is.
        explaining: which pictures say which claims moved them.
        scope: whose words alone count; None for everybody's.
    """
    return answered(ledger, queries, knowledge, Way(recorded, explaining, scope))


@dataclass(frozen=True, slots=True)
class Way:
    """How questions are asked, as `answer` explains it.

    Attributes:
        recorded: R, UTC; None for the ledger as it is.
        explaining: which pictures say which claims moved them.
        scope: whose words alone count; None for everybody's.
        watch: is shown what is worked out for the shelf, and how far.
    """

    recorded: datetime | None = None
    explaining: Explaining = Explaining.ALL
    scope: Scope | None = None
    watch: Watch = unwatched


def answered(ledger: Ledger, queries: Sequence[Query], knowledge: Knowledge, way: Way) -> tuple[Picture, ...]:
    """Answer questions as `answer` does, and show how far that has come.

    Args:
        ledger: the ledger.
        queries: which place, at which T, as known at which K.
        knowledge: places and parties, as `answer` takes them.
        way: how they are asked, and who looks on.
    """
    now = way.recorded is None and way.scope is None
    found = dict(from_shelf(ledger, queries, knowledge, way.explaining, way.watch)) if now else {}
    rest = [number for number in range(len(queries)) if number not in found]
    some = [queries[number] for number in rest]
    found |= zip(rest, _worked_out(ledger, some, knowledge, way), strict=True)
    return tuple(found[number] for number in range(len(queries)))


def _worked_out(ledger: Ledger, queries: Sequence[Query], knowledge: Knowledge, way: Way) -> Iterator[Picture]:
    """Answer questions from the claims alone. A theatre is a country: what happens in others moves none of its pictures."""
    imported = ledger.places()
    asked: defaultdict[str | None, list[int]] = defaultdict(list)
    for number, query in enumerate(queries):
        place = imported.get(query.place) or knowledge.gazetteer.place(query.place)
        asked[place.country if place is not None else None].append(number)
    found: dict[int, Picture] = {}
    for country, numbers in asked.items():
        last = max(queries[number].known for number in numbers)
        claims = link(ledger.claims_at(last, way.recorded, countries=[country] if country else []), grouped=False)
        for day, mine in by_division([queries[number] for number in numbers], [country] if country else [], knowledge.gazetteer).items():
            then = replace(knowledge, gazetteer=knowledge.gazetteer.at(day))
            some, told = [queries[numbers[row]] for row in mine], brought(claims, then.gazetteer)
            world = world_of(facts_of(told), some, imported, then)
            answers = pictures(said_by(told, way.scope), some, world, explaining=way.explaining)
            found |= {numbers[row]: marked(picture, way.scope) for row, picture in zip(mine, answers, strict=True)}
    return (found[number] for number in range(len(queries)))
