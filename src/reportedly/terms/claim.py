"""Claims: attributed statements, the atoms of the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from reportedly.errors import InvalidValue
from reportedly.terms.identity import Json, content_id
from reportedly.terms.interval import Interval, stamp
from reportedly.terms.party import PartyRef
from reportedly.terms.place import PlaceRef
from reportedly.terms.source import Link


class Kind(StrEnum):
    """What a claim says happened (DESIGN: kinds of claim)."""

    CAPTURED = "captured"
    RECAPTURED = "recaptured"
    HOLDS = "holds"
    LOST = "lost"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    ADVANCING = "advancing"
    REPELLED = "repelled"
    WITHDREW = "withdrew"
    SURRENDERED = "surrendered"
    CLASH = "clash"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    ATTACK = "attack"
    ARREST = "arrest"
    ABDUCTION = "abduction"
    CASUALTIES = "casualties"
    PROTEST = "protest"
    AGREEMENT = "agreement"
    MOVEMENT = "movement"
    OTHER = "other"


CONTROL_KINDS = frozenset(
    {
        Kind.CAPTURED,
        Kind.RECAPTURED,
        Kind.HOLDS,
        Kind.LOST,
        Kind.CONTESTED,
        Kind.BESIEGED,
        Kind.ADVANCING,
        Kind.REPELLED,
        Kind.WITHDREW,
        Kind.SURRENDERED,
    }
)


class Polarity(StrEnum):
    """Whether the source says that it happened or that it did not."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Certainty(StrEnum):
    """How surely the source says it."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    RUMOUR = "rumour"


@dataclass(frozen=True, slots=True)
class Stance:
    """How a claim is put.

    Attributes:
        polarity: affirmed or denied.
        certainty: how surely.
        cue: the words that show a denial or a hedge, verbatim; None for plain assertions.
    """

    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity as said.

    Attributes:
        what: `killed`, `injured`, `killed_or_injured`, `captured`, `surrendered`, `displaced`, `missing`, …
        of: whom; None where not said.
        low: smallest number the words allow; None for no lower bound.
        high: largest number the words allow; None for no upper bound ("over 60").
        text: the words, verbatim.
    """

    what: str
    of: PartyRef | None
    low: int | None
    high: int | None
    text: str

    def __post_init__(self) -> None:
        """Refuse bounds that no number meets.

        Raises:
            InvalidValue: a negative bound, or a lower bound above the upper one.
        """
        if (self.low is not None and self.low < 0) or (self.low is not None and self.high is not None and self.low > self.high):
            message = f"count {self.text!r}: no number lies from {self.low} to {self.high}"
            raise InvalidValue(message)


@dataclass(frozen=True, slots=True)
class Quote:
    """Where the claim stands in the report's text: characters `start` to before `end`, and those words verbatim."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ReportRef:
    """What a claim keeps of its report.

    Attributes:
        id: the report's id.
        name: the report's name.
        outlet: publisher; None where not known.
        published: day of publication; None where not known.
        published_at: instant of publication, UTC; None where only a day or nothing is known.
        language: ISO 639-1 code; None where not known.
    """

    id: str
    name: str
    outlet: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One attributed statement about one place.

    Attributes:
        report: the report that carries it.
        quote: the words that make it, verbatim; every claim has them.
        kind: what it says happened.
        party: who did it, holds, left, attacks; None where not said.
        against: who lost, was driven off, stands on the other side; None where not said.
        place: where; None where no place is named.
        when: when it held in the world; None where that cannot be told.
        known: when it was public, UTC; None where neither the post nor the report is dated.
        counts: quantities as said.
        stance: affirmed or denied, and how surely.
        chain: first speaker … report, in that order; the last link is the report itself.
        background: whether the text tells it as something past that leads up to the news.
        refers: id of the claim that this one denies or corrects; None for most.
        root: id of the first speaker's utterance; None until roots are assigned.
        incident: id of the occurrence; None until incidents are grouped.
        producer: `name@version` of what made the claim.
    """

    report: ReportRef
    quote: Quote
    kind: Kind
    party: PartyRef | None
    against: PartyRef | None
    place: PlaceRef | None
    when: Interval | None
    known: datetime | None
    stance: Stance
    chain: tuple[Link, ...]
    counts: tuple[Count, ...] = ()
    background: bool = False
    refers: str | None = None
    root: str | None = None
    incident: str | None = None
    producer: str = field(default="", compare=False)
    _id: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """The claim's id, `c_` and a digest of what it says, where and on whose word; not of root, incident and producer.

        How sure an identification is, and why, is not part of it either: the id of a claim outlives a better gazetteer.
        """
        if self._id is None:
            object.__setattr__(self, "_id", content_id("c_", _identity(self)))  # written once, from fields that never change
        return str(self._id)


def _identity(claim: Claim) -> Json:
    quote, stance = claim.quote, claim.stance
    return {
        "report": claim.report.id,
        "span": [quote.start, quote.end, quote.text],
        "kind": claim.kind,
        "party": _named(claim.party),
        "against": _named(claim.against),
        "place": None if claim.place is None else [claim.place.text, claim.place.place.id if claim.place.place else None],
        "when": None if claim.when is None else [_stamped(claim.when.start), _stamped(claim.when.end), claim.when.precision],
        "counts": [[count.what, _named(count.of), count.low, count.high, count.text] for count in claim.counts],
        "stance": [stance.polarity, stance.certainty, stance.cue],
        "chain": [_link_identity(link) for link in claim.chain],
    }


def _named(party: PartyRef | None) -> Json:
    return None if party is None else [party.text, party.id]


def _stamped(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)


def _link_identity(link: Link) -> Json:
    source = link.source
    return [source.id, source.text, source.name, source.kind, source.side, link.cue, link.medium, _stamped(link.at)]
