"""Claims that name no one district, put among the evidence about every district that they may be about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from reportedly.reconcile.evidence import Item
from reportedly.reconcile.reach import CENTRE, ONE, Of, Reach

Told = Mapping[str, Sequence[Item]]


def cast(items: Sequence[Item], units: Mapping[str, Sequence[str]], seat_of: Callable[[str], str | None]) -> Told:
    """Give the evidence that items about one place or unit are, by district.

    Args:
        items: what is told of a district, or of a unit that holds several.
        units: the districts of each unit, sorted.
        seat_of: gives the district in which the seat of a unit lies; None where it is not known.
    """
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        reach = _within(item, units, seat_of)
        if item.reach is None or item.reach.districts:
            found[item.place].append(item)
        for district, chance in _others(item, reach):
            found[district].append(replace(item, place=district, weight=chance, own=False, reach=reach))
    return found


def _within(item: Item, units: Mapping[str, Sequence[str]], seat_of: Callable[[str], str | None]) -> Reach | None:
    """The reach of an item with the districts of its unit filled in; None where nothing follows for any of them."""
    reach = item.reach
    if reach is None or reach.districts:
        return reach
    members = tuple(units.get(reach.unit, ()))
    denied = item.code.startswith("not ") and reach.number != ONE  # "did not take the province" leaves open how much of it
    if denied or not members:
        return None
    seat = seat_of(reach.unit) if reach.number.of is Of.UNIT else None
    parts = [CENTRE if district == seat else 1.0 for district in members]
    return replace(reach, districts=members, chances=tuple(part / sum(parts) for part in parts))


def _others(item: Item, reach: Reach | None) -> list[tuple[str, float]]:
    """The districts beside its own that an item may be about, with the chance of each."""
    if reach is None:
        return []
    meant = sum(number * chance for number, chance in reach.number.chances(len(reach.districts)).items())
    chances = zip(reach.districts, reach.chances, strict=True)
    return [(district, min(1.0, meant * chance)) for district, chance in chances if district != item.place]


def origin(item: Item) -> str:
    """The id of the district or unit that the claim behind an item names."""
    return item.place if item.own or item.reach is None else item.reach.unit


def beyond(items: Sequence[Item]) -> set[str]:
    """The other districts that what is told of one district may be about."""
    return {district for item in items if item.own and item.reach is not None for district in item.reach.districts}
