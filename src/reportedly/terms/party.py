"""Parties to a conflict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a party is in its country at a time; it changes when regimes do."""

    GOVERNMENT = "government"
    REBEL = "rebel"
    RESISTANCE = "resistance"
    MILITIA = "militia"
    FOREIGN = "foreign"
    PEACEKEEPER = "peacekeeper"
    CIVILIAN = "civilian"
    CRIMINAL = "criminal"
    GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class PartyRef:
    """The party slot of a claim: what the text says and which party that is.

    Attributes:
        text: the words, verbatim; None for imported claims.
        id: the party's id in the parties file, such as `taliban` or `afg-government`; None where not identified.
        name: the party's name; None where not identified.
        start: first character of the words in the report's text; None for imported claims.
        why: the reason for the identification, or for its absence.
    """

    text: str | None
    id: str | None = None
    name: str | None = None
    start: int | None = None
    why: str = ""
