"""What the armed parties that a report names say of where it happens: the Taliban fight in Afghanistan, the Houthis in Yemen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from reportedly.resolve.fighting import speaks_of_forces
from reportedly.resolve.partyfile import demonyms, packaged
from reportedly.terms.party import Role

VOTE = 1.0  # a party weighs as much as a place, shared among the countries that it acts in
REACH = 48  # characters behind a nation that are looked at
_CAPITAL = re.compile(r"[A-Z]|al-[A-Z]")
_WORD = re.compile(r"\b[A-Z][\w’']*(?:-[\w’']+)*")


@cache
def _named() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Names of parties by their first word, longest first, with the countries each may act in."""
    lands = {name for demonym in demonyms() for name in demonym.names}  # these are places, and vote as such
    countries: dict[str, dict[str, None]] = {}
    for party in packaged():
        for name in (*party.names, party.name.lower()):
            countries.setdefault(name, {}).update(dict.fromkeys(party.countries if _fought_over() & set(party.countries) else ()))
    first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name in sorted(countries, key=len, reverse=True):
        if countries[name] and name not in lands:
            first.setdefault(name.partition(" ")[0], []).append((name, tuple(countries[name])))
    return {word: tuple(names) for word, names in first.items()}


def actor_votes(text: str) -> dict[str, float]:
    """How much the parties named in a text speak for each country; each party counts once. Empty where none is named."""
    votes: dict[str, float] = {}
    for countries in {countries for _, _, countries in _parties(text)}:
        for country in countries:
            votes[country] = votes.get(country, 0.0) + VOTE / len(countries)
    return votes


def _parties(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Parties that a text names: first character, name in lower case, countries that it may act in."""
    for match in _WORD.finditer(text):
        for name, countries in _named().get(_bare(match.group()), ()):
            if _follows(text, match.start(), name):
                yield match.start(), name, countries
                break


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")


def party_names(text: str) -> list[tuple[int, int]]:
    """Where a text gives a party's name of several words in capitals: "Hayat Tahrir al-Sham" is no place, nor is a part of it.

    Names that begin with a country or its adjective are left out: "United States Army" does name the country.
    """
    spans = ((start, start + len(name)) for start, name, _ in _parties(text) if " " in name and name.partition(" ")[0] not in _nations())
    return [(start, end) for start, end in spans if all(_CAPITAL.match(word) for word in text[start:end].split())]


@cache
def _nations() -> Mapping[str, str]:
    """First words of names and adjectives of countries, lower case, to the country."""
    return {name: demonym.country for demonym in demonyms() for name in (*demonym.names, *demonym.adjectives)}


@cache
def _abroad() -> Mapping[str, frozenset[str]]:
    """For each country those in which its governments have had a part in a war: its own only where others have fought there."""
    found: dict[str, set[str]] = {}
    for party in packaged():
        for home in {term.country for term in party.terms if term.role is Role.GOVERNMENT}:
            found.setdefault(home, {home}).update(term.country for term in party.terms if term.role is Role.FOREIGN)
    return {home: frozenset(countries) & _fought_over() for home, countries in found.items()}


@cache
def _fought_over() -> frozenset[str]:
    """Countries in which somebody other than a government has a part: the troops of the others are told of abroad, if at all."""
    return frozenset(term.country for party in packaged() for term in party.terms if term.role is not Role.GOVERNMENT)


def theatre(text: str) -> frozenset[str]:
    """Countries where most of the armed parties that a text names may fight; empty where it names none.

    A nation's forces ("Russia's army", "Russian troops") may fight at home and where it has a part in a war; a nation that is only
    mentioned speaks for itself, and only where an armed party is named too.
    """
    armed = {frozenset(countries) for _, _, countries in _parties(text)}
    mentioned = set()
    for match in _WORD.finditer(text):
        home = _nations().get(_bare(match.group()))
        if home and speaks_of_forces(text[match.end() : match.end() + REACH]):
            armed.add(_abroad().get(home, frozenset()))
        elif home:
            mentioned.add(frozenset({home}))
    votes = Counter(country for countries in armed | mentioned for country in countries) if any(armed) else Counter[str]()
    most = max(votes.values(), default=0)
    return frozenset(country for country, count in votes.items() if count == most)


def _follows(text: str, start: int, name: str) -> bool:
    """Tell whether a whole name begins at a character."""
    end = start + len(name)
    return text[start:end].lower() == name and not text[end : end + 1].isalnum()
