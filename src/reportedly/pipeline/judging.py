"""From the ledger to the records of sources: how truthful each is taken to be, and how its words fared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reportedly.ledger import Ledger
from reportedly.pipeline.asking import linked
from reportedly.pipeline.facts import facts_of
from reportedly.pipeline.reading import Knowledge
from reportedly.pipeline.world import world_of
from reportedly.reconcile import pictures
from reportedly.reconcile.evidence import Item, district, hours, items
from reportedly.reconcile.pictures import card_for
from reportedly.reconcile.record import Word, judged
from reportedly.reconcile.reliability import Reliability, reliabilities
from reportedly.reconcile.theatre import World
from reportedly.terms.claim import Claim

# Words of a country that are held against what others say: each needs one or two pictures, explained, 10 to 20 ms together.
MOST_JUDGED = 2000


@dataclass(frozen=True, slots=True)
class Judged:
    """What is thought of first speakers at K.

    Attributes:
        reliabilities: how truthful each is taken to be, by source key; a source of several countries has one entry for each.
        words: how its words fared, by source key; only of those asked for.
        unjudged: how many words were not held against what others say, as they would take too long, by country; None for places of none.
    """

    reliabilities: Mapping[str, tuple[Reliability, ...]]
    words: Mapping[str, tuple[Word, ...]]
    unjudged: Mapping[str | None, int] = field(default_factory=dict)


def judge(
    ledger: Ledger,
    known: datetime,
    knowledge: Knowledge,
    *,
    recorded: datetime | None = None,
    most: int = MOST_JUDGED,
    only: frozenset[str] | None = None,
) -> Judged:
    """Judge the first speakers of a ledger by what was public at K.

    Args:
        ledger: the ledger.
        known: K, UTC.
        knowledge: places and parties.
        recorded: R, UTC; None for the ledger as it is.
        most: of a country no words are held against what others say where more than so many are to be; of the sources asked for in
            `only` the latest so many are.
        only: source keys whose words are looked at; None for all.
    """
    claims = linked(ledger, known, recorded)
    world = world_of(facts_of(claims), (), ledger.places(), knowledge)
    told: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        name = district(claim)
        if name is not None and name in world.places:
            told[world.places[name].country].append(claim)
    found: defaultdict[str, list[Reliability]] = defaultdict(list)
    said: defaultdict[str, list[Word]] = defaultdict(list)
    unjudged: dict[str | None, int] = {}
    for code, group in sorted(told.items(), key=lambda pair: pair[0] or ""):
        card = card_for(group)
        evidence = items(group, card)
        for entry in reliabilities(code, evidence, hours(known), world, card):
            found[entry.key].append(entry)
        mine = [item for item in evidence if only is None or item.source in only]
        if only is not None:
            mine = sorted(mine, key=lambda item: item.moment)[-most:]
        if len(mine) > most:
            unjudged[code] = len(mine)
        else:
            for item, word in zip(mine, _judged(mine, group, known, world), strict=True):
                said[item.source].append(word)
    return Judged({key: tuple(rows) for key, rows in found.items()}, {key: tuple(words) for key, words in said.items()}, unjudged)


def _judged(mine: list[Item], claims: list[Claim], known: datetime, world: World) -> tuple[Word, ...]:
    width = card_for(claims).settings.slot_hours
    return judged(mine, claims, known, width, lambda queries: pictures(claims, queries, world))
