"""Whom a user names after `--according-to`: a source, a side, or neutral voices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportedly.errors import UnknownSource
from reportedly.resolve.parties import PartyBook
from reportedly.terms.claim import Claim
from reportedly.terms.scope import Scope, ScopeKind
from reportedly.terms.source import Source

NEUTRAL = "neutral"
SIDE, SOURCE = "side:", "source:"
ALIKE = 3  # how many names that contain the words typed are offered


def scope_named(who: str, names: Mapping[str, str], book: PartyBook, claims: Iterable[Claim]) -> Scope:
    """Find out whose words a user wants alone: `neutral`, else a party by id or name, else a first speaker by id or name.

    Args:
        who: what the user typed; `side:` or `source:` before it asks for that kind alone.
        names: short names of parties by id.
        book: the parties, for their other names.
        claims: the claims at hand.

    Raises:
        UnknownSource: no party and no first speaker is called so.
    """
    if who.strip().casefold() == NEUTRAL:
        return Scope(ScopeKind.NEUTRAL)
    asked = who.removeprefix(SIDE).removeprefix(SOURCE).strip()
    side = None if who.startswith(SOURCE) else _side(asked.casefold(), names, book)
    if side is not None:
        return Scope(ScopeKind.SIDE, side, names.get(side, side))
    speakers = [claim.chain[0].source for claim in claims if claim.chain] if not who.startswith(SIDE) else []
    source = next((source for source in speakers if asked.casefold() in _names(source)), None)
    if source is None:
        message = f"{who!r}: {_unknown(asked.casefold(), speakers)}"
        raise UnknownSource(message)
    return Scope(ScopeKind.SOURCE, source.id or source.name or source.text, source.name or source.text)


def _side(asked: str, names: Mapping[str, str], book: PartyBook) -> str | None:
    """The id of the party called so: by its id, by the short name shown, by any other name of its own."""
    for party, name in names.items():
        if asked in {party.casefold(), name.casefold()}:
            return party
    known = (party.id for party in book.parties.values() if asked in {phrase.casefold() for phrase in (party.name, *party.names)})
    return next(known, None)


def _names(source: Source) -> set[str]:
    return {name.casefold() for name in (source.id, source.name, source.text) if name}


def _unknown(asked: str, speakers: Iterable[Source]) -> str:
    listed = sorted({source.name for source in speakers if source.name and asked in source.name.casefold()})
    alike = f"; do you mean {' or '.join(map(repr, listed[:ALIKE]))}?" if listed and asked else ""
    return f"no party and no first speaker of a claim is called so{alike or '; `reportedly sources` lists them'}"
