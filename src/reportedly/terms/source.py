"""Sources and the chain from the first speaker to the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SourceKind(StrEnum):
    """Who speaks."""

    OUTLET = "outlet"
    JOURNALIST = "journalist"
    ACCOUNT = "account"
    OFFICIAL = "official"
    PARTY = "party"
    AGENCY = "agency"
    NGO = "ngo"
    MEDICAL = "medical"
    WITNESS = "witness"
    LOCAL = "local"
    ANALYST = "analyst"
    SOCIAL = "social"
    ANONYMOUS = "anonymous"
    AGGREGATOR = "aggregator"
    UNNAMED = "unnamed"


class Medium(StrEnum):
    """By what means a source spoke."""

    POST = "post"
    STATEMENT = "statement"
    BROADCAST = "broadcast"
    INTERVIEW = "interview"
    DOCUMENT = "document"
    ARTICLE = "article"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever speaks.

    Attributes:
        text: the words that name it in the report, verbatim; None where the report's header names it.
        name: its name; None for unnamed sources.
        kind: what it is.
        side: id of the party it speaks for; None where it speaks for none or that is unknown.
        named: whether it is named, so that a reader could ask it.
        id: id in a sources file; None where it has none.
    """

    text: str | None
    name: str | None
    kind: SourceKind
    side: str | None = None
    named: bool = False
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: a source, the words that show that it speaks, how and when it spoke.

    Attributes:
        source: who speaks.
        cue: the words that show it ("said", "according to", "quoting"), verbatim; None for the report itself.
        medium: by what means.
        at: when, UTC; None where it is not stated.
    """

    source: Source
    cue: str | None = None
    medium: Medium = Medium.UNKNOWN
    at: datetime | None = None
