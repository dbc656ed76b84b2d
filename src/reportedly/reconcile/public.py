"""What is public, by what claims must share for one to go back to the other."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from reportedly.terms.claim import Claim, Polarity
from reportedly.terms.source import Source, SourceKind

WINDOW = timedelta(hours=72)  # news is reprinted within days; the same words later are another occasion
LAST = datetime.max.replace(tzinfo=UTC)

Slot = tuple[str, str, str | None, Polarity]
Utterance = tuple[str, str]  # who speaks, and what is said
Entry = tuple[Claim, str]  # a claim and its root
Recall = Callable[[int], Iterable[Claim]]


@dataclass(slots=True)
class Public:
    """What is public so far, with its roots; every list in the order in which it became public.

    Attributes:
        recall: gives claims that were public before, with their roots, by the numbers under which they meet others (`meetings`); None where
            there are none.
    """

    recall: Recall | None = None
    recalled: set[int] = field(default_factory=set)
    uttered: dict[Utterance, tuple[Claim, str]] = field(default_factory=dict)
    voiced: dict[Utterance, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    told: dict[Slot, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    reports: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def beside(self, claim: Claim) -> tuple[list[Entry], ...]:
        """The lists of whatever bears on the root of a claim, and on whose roots it bears."""
        return self.voiced[utterance_of(claim)], self.told[slot_of(claim)], self.reports[claim.report.id]

    def bring(self, claim: Claim) -> Iterator[Claim]:
        """Bring back the claims that meet a claim, and were not brought back before; give them."""
        for number in () if self.recall is None else meetings(claim, around=True):
            if number not in self.recalled and self.recall is not None:
                self.recalled.add(number)
                yield from self.recall(number)

    def know(self, claims: Iterable[Claim]) -> None:
        """Take claims in whose roots are known."""
        lists: dict[int, list[Entry]] = {}
        for claim in claims:
            for entries in self.beside(claim):
                entries.append((claim, claim.root or ""))
                lists[id(entries)] = entries
        for entries in lists.values():
            entries.sort(key=lambda entry: order_of(entry[0]))
        for claim in claims:
            said = next(((other, root) for other, root in self.voiced[utterance_of(claim)] if speaks_up(other)), None)
            if said is not None:
                self.uttered[utterance_of(claim)] = said

    def take_back(self, claim: Claim) -> Iterator[Claim]:
        """Take a claim, and what became public after it beside it, out of all its lists; give what was taken out of any."""
        order = order_of(claim)
        for entries in self.beside(claim):
            start = bisect_left(entries, order, key=lambda entry: order_of(entry[0]))
            yield from (other for other, _ in entries[start:])
            del entries[start:]
        said = self.uttered.get(utterance_of(claim))
        if said is not None and order_of(said[0]) >= order:
            del self.uttered[utterance_of(claim)]


def meetings(claim: Claim, *, around: bool = False) -> tuple[int, ...]:
    """Numbers that a claim shares with every claim that may bear on its root, or on whose root it may bear.

    Args:
        claim: the claim.
        around: also those of the times next to its own, under which claims of like content may be that are not far from it.
    """
    window = None if claim.known is None else int(claim.known.timestamp() // WINDOW.total_seconds())
    windows = [None] if window is None else [window - 1, window, window + 1] if around else [window]
    names = [("said", *utterance_of(claim)), ("report", claim.report.id), *(("slot", near, *slot_of(claim)) for near in windows)]
    return tuple(int.from_bytes(blake2b(repr(name).encode(), digest_size=8).digest(), "big", signed=True) for name in names)


def order_of(claim: Claim) -> tuple[datetime, int, str, int, str]:
    """Order claims as they became public; within a report the words of named speakers come first, so that its own summary finds them."""
    return (claim.known or LAST, -voices(claim), claim.report.id, claim.quote.start, claim.id)


def voices(claim: Claim) -> int:
    """How many speakers a report lays a claim on; "reportedly" lays it on nobody."""
    return sum(link.source.kind is not SourceKind.UNNAMED or link.source.named for link in claim.chain[:-1])


def utterance_of(claim: Claim) -> Utterance:
    """Name the utterance that a claim passes on: who spoke first, and what is said."""
    return speaker_of(claim.chain[0].source) if claim.chain else "", content_of(claim)


def speaker_of(source: Source) -> str:
    """Name a speaker, as far as names tell speakers apart."""
    return source.id or (source.name or source.text or source.kind).casefold()


def content_of(claim: Claim) -> str:
    """Name what a claim says, of whom, of which place and time."""
    place = claim.place.place.id if claim.place and claim.place.place else ""
    party = claim.party.id if claim.party else ""
    against = claim.against.id if claim.against else ""
    when = claim.when
    start = when.start.isoformat() if when and when.start else ""
    return "|".join(
        [claim.kind, claim.stance.polarity, place, party or "", "" if party else against or "", start, str(when.precision) if when else ""]
    )


def speaks_up(claim: Claim) -> bool:
    """Whether the first speaker of a claim is one whom other reports may name."""
    return bool(claim.chain) and _is_identified(claim.chain[0].source)


def _is_identified(source: Source) -> bool:
    """Whether two reports that name this source mean the same speaker; "an official" of two reports may be two officials."""
    return bool(source.id or (source.named and source.name))


def slot_of(claim: Claim) -> Slot:
    """Name what claims share that may be copies of one another."""
    place = claim.place.place.id if claim.place and claim.place.place else ""
    return (claim.kind, place, claim.party.id if claim.party else None, claim.stance.polarity)
