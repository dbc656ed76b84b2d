"""What the armed parties that a report names say of where it happens: the Taliban fight in Afghanistan, the Houthis in Yemen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from reportedly.resolve.partyfile import demonyms, packaged

VOTE = 1.0  # a party weighs as much as a place, shared among the countries that it acts in
_WORD = re.compile(r"\b[A-Z][\w’']*(?:-[\w’']+)*")


@cache
def _named() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Names of parties by their first word, longest first, with the countries each may act in."""
    lands = {name for demonym in demonyms() for name in demonym.names}  # these are places, and vote as such
    countries: dict[str, dict[str, None]] = {}
    for party in packaged():
        for name in (*party.names, party.name.lower()):
            countries.setdefault(name, {}).update(dict.fromkeys(party.countries))
    first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name in sorted(countries, key=len, reverse=True):
        if countries[name] and name not in lands:
            first.setdefault(name.partition(" ")[0], []).append((name, tuple(countries[name])))
    return {word: tuple(names) for word, names in first.items()}


def actor_votes(text: str) -> dict[str, float]:
    """How much the parties named in a text speak for each country; each party counts once. Empty where none is named."""
    found: dict[str, tuple[str, ...]] = {}
    for match in _WORD.finditer(text):
        for name, countries in _named().get(match.group().lower().removesuffix("'s").removesuffix("’s"), ()):
            if _follows(text, match.start(), name):
                found[name] = countries
                break
    votes: dict[str, float] = {}
    for countries in set(found.values()):
        for country in countries:
            votes[country] = votes.get(country, 0.0) + VOTE / len(countries)
    return votes


def _follows(text: str, start: int, name: str) -> bool:
    """Tell whether a whole name begins at a character."""
    end = start + len(name)
    return text[start:end].lower() == name and not text[end : end + 1].isalnum()
