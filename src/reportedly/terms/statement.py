"""Statements: what extraction finds in a text, before places, parties, sources and times are identified.

Extraction gives statements, resolution turns each into a `Claim`.
The two are different types so that nothing half-identified can be stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reportedly.terms.claim import Kind, Stance
from reportedly.terms.interval import Precision
from reportedly.terms.place import PlaceMention
from reportedly.terms.source import Medium, SourceKind


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A half-open interval of wall-clock time, as the text means it.

    Attributes:
        start: first instant, naive wall-clock time; None where no beginning is known.
        end: first instant after, naive wall-clock time; None where no end is known.
        precision: how finely it was stated.
        text: the words that state it; None where it was inferred (from the day of publication, say).
        zone: IANA zone that the text names ("ET" is `America/New_York`); None for the zone of the place.
    """

    start: datetime | None
    end: datetime | None
    precision: Precision
    text: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party as the text names it: characters `start` to before `end`, verbatim without the article.

    Attributes:
        start: first character in the report's text.
        end: first character after.
        text: the words, verbatim.
        antecedent: the words that a pronoun or "the group" stands for; None where the words name the party themselves.
    """

    start: int
    end: int
    text: str
    antecedent: str | None = None


@dataclass(frozen=True, slots=True)
class CountMention:
    """A quantity as said.

    Attributes:
        what: `killed`, `injured`, `killed_or_injured`, `captured`, `surrendered`, `displaced`, `missing`, …
        of: whom; None where not said.
        low: smallest number the words allow; None for no lower bound.
        high: largest number the words allow; None for no upper bound.
        text: the words, verbatim.
    """

    what: str
    of: PartyMention | None
    low: int | None
    high: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """One step of a chain as the text tells it.

    Attributes:
        start: first character of the source's words in the report's text.
        end: first character after.
        text: the source's words, verbatim.
        name: the name within them, or the one that a pronoun stands for; None for unnamed sources.
        kind: what the source is, as far as its words show.
        cue: the words that show that it speaks, verbatim; None for an embedded post.
        medium: by what means.
        when: when it spoke; None where not said.
        post: index in `Report.posts` of the embedded post that this is; None for others.
    """

    start: int
    end: int
    text: str
    name: str | None
    kind: SourceKind
    cue: str | None
    medium: Medium = Medium.UNKNOWN
    when: LocalTime | None = None
    post: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about one place, in the words of one report.

    Attributes:
        start: first character of its quote in the report's text.
        end: first character after.
        kind: what it says happened.
        party: who did it, holds, left, attacks.
        against: who lost, was driven off, stands on the other side.
        place: where; None where the text names no place for it.
        when: when it held in the world; None where that cannot be told.
        counts: quantities as said.
        stance: affirmed or denied, and how surely.
        chain: first speaker first; the report itself is not in it.
        background: whether it is told as something past that leads up to the news.
        occurrence: number of the occurrence within the report; statements that share it tell of the same one.
    """

    start: int
    end: int
    kind: Kind
    party: PartyMention | None
    against: PartyMention | None
    place: PlaceMention | None
    when: LocalTime | None
    counts: tuple[CountMention, ...]
    stance: Stance
    chain: tuple[Utterance, ...]
    background: bool = False
    occurrence: int = 0
