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
    found = {} if recorded is not None or scope is not None else dict(from_shelf(ledger, queries, knowledge, explaining))
    rest = [number for number in range(len(queries)) if number not in found]
    some = [queries[number] for number in rest]
    found |= zip(rest, _worked_out(ledger, some, knowledge, Manner(recorded, explaining, scope)), strict=True)
    return tuple(found[number] for number in range(len(queries)))


@dataclass(frozen=True, slots=True)
class Manner:
    """How questions are asked, as `answer` explains it."""

    recorded: datetime | None
    explaining: Explaining
    scope: Scope | None


def _worked_out(ledger: Ledger, queries: Sequence[Query], knowledge: Knowledge, manner: Manner) -> Iterator[Picture]:
    """Answer questions from the claims alone. A theatre is a country: what happens in others moves none of its pictures."""
    imported = ledger.places()
    asked: defaultdict[str | None, list[int]] = defaultdict(list)
    for number, query in enumerate(queries):
        place = imported.get(query.place) or knowledge.gazetteer.place(query.place)
        asked[place.country if place is not None else None].append(number)
    found: dict[int, Picture] = {}
    for country, numbers in asked.items():
        last = max(queries[number].known for number in numbers)
        claims = link(ledger.claims_at(last, manner.recorded, countries=[country] if country else []), grouped=False)
        for day, mine in by_division([queries[number] for number in numbers], [country] if country else [], knowledge.gazetteer).items():
            then = replace(knowledge, gazetteer=knowledge.gazetteer.at(day))
            some, told = [queries[numbers[row]] for row in mine], brought(claims, then.gazetteer)
            world = world_of(facts_of(told), some, imported, then)
            answers = pictures(said_by(told, manner.scope), some, world, explaining=manner.explaining)
            found |= {numbers[row]: marked(picture, manner.scope) for row, picture in zip(mine, answers, strict=True)}
    return (found[number] for number in range(len(queries)))
