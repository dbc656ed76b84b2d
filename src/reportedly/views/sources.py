"""Who said how much: every source in the chains, what it is, on whose side, at first hand or repeating others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from reportedly.reconcile.evidence import source_key
from reportedly.terms.claim import Claim, Polarity
from reportedly.terms.source import Source, SourceKind
from reportedly.views.words import speaker


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source and how much it said.

    Attributes:
        name: its name, else the words that stand for it.
        kind: what it is.
        side: id of the party it speaks for; None where it speaks for none or that is unknown.
        named: whether a reader could ask it.
        first_hand: claims of which it is the first speaker.
        repeated: claims that it passed on.
        roots: utterances of its own behind its first-hand claims.
        denied: first-hand claims that deny something.
        reports: reports that carry it.
        first: when it was first heard, UTC; None where nothing of it is dated.
        last: when it was last heard, UTC; None as above.
        keys: under which the model learns its truthfulness: one, or for unnamed speakers one for each report.
    """

    name: str
    kind: SourceKind
    side: str | None
    named: bool
    first_hand: int
    repeated: int
    roots: int
    denied: int
    reports: int
    first: datetime | None
    last: datetime | None
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class _Tally:
    """What is counted of one source while the claims go by."""

    first_hand: int = 0
    repeated: int = 0
    denied: int = 0
    roots: set[str | None] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    times: list[datetime] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def add(self, claim: Claim, *, first: bool) -> None:
        """Count one claim that the source said (`first`) or passed on."""
        self.reports.add(claim.report.id)
        if claim.known is not None:
            self.times.append(claim.known)
        if not first:
            self.repeated += 1
            return
        self.first_hand += 1
        self.denied += claim.stance.polarity is Polarity.DENIED
        self.roots.add(claim.root)
        self.keys.add(source_key(claim.chain[0].source, claim))


def sources(claims: Iterable[Claim]) -> tuple[SourceRow, ...]:
    """Count what every source said; those with most first-hand claims come first.

    Args:
        claims: the claims to count, with roots assigned.
    """
    tallies: defaultdict[tuple[str, SourceKind, str | None, bool], _Tally] = defaultdict(_Tally)
    for claim in claims:
        for position, link in enumerate(claim.chain):
            tallies[_key(link.source)].add(claim, first=position == 0)
    rows = [_row(key, tally) for key, tally in tallies.items()]
    return tuple(sorted(rows, key=lambda row: (-row.first_hand, -row.repeated, row.name, row.kind, row.side or "")))


def _key(source: Source) -> tuple[str, SourceKind, str | None, bool]:
    return speaker(source), source.kind, source.side, source.named


def _row(key: tuple[str, SourceKind, str | None, bool], tally: _Tally) -> SourceRow:
    name, kind, side, named = key
    return SourceRow(
        name=name,
        kind=kind,
        side=side,
        named=named,
        first_hand=tally.first_hand,
        repeated=tally.repeated,
        roots=len(tally.roots),
        denied=tally.denied,
        reports=len(tally.reports),
        first=min(tally.times, default=None),
        last=max(tally.times, default=None),
        keys=tuple(sorted(tally.keys)),
    )
