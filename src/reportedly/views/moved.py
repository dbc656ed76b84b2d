"""A claim beside what it did to a picture: the line that every explanation is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from reportedly.terms.claim import Claim
from reportedly.terms.picture import Because
from reportedly.views.words import chain_words, district_of, first_speaker


@dataclass(frozen=True, slots=True)
class Moved:
    """One claim and the change that it caused.

    Attributes:
        id: the claim's id.
        claim: the claim.
        weight: change of the leading state's log-odds (natural logarithm); negative where the claim speaks against it.
        root: id of the first speaker's utterance.
        speaker: who said it first.
        chain: first speaker … report, in words.
        retold: how many other known claims about the district rest on the same root.
        known: when it became public, UTC; None where that is not known.
    """

    id: str
    claim: Claim
    weight: float
    root: str
    speaker: str
    chain: str
    retold: int
    known: datetime | None


def moved(because: Iterable[Because], claims: Mapping[str, Claim]) -> tuple[Moved, ...]:
    """Put the claims beside what they caused, strongest first.

    Args:
        because: what moved a picture.
        claims: all claims at hand by id; those that are not at hand are left out.
    """
    retellings = Counter((claim.root, district_of(claim)) for claim in claims.values())
    found = [_moved(entry, claims[entry.claim], retellings) for entry in because if entry.claim in claims]
    return tuple(sorted(found, key=lambda entry: (-abs(entry.weight), entry.id)))


def _moved(entry: Because, claim: Claim, retellings: Mapping[tuple[str | None, str | None], int]) -> Moved:
    retold = max(0, retellings.get((entry.root, district_of(claim)), 0) - 1)
    return Moved(entry.claim, claim, entry.weight, entry.root, first_speaker(claim), chain_words(claim), retold, claim.known)
