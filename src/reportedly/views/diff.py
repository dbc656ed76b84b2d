"""What changed between two pictures of the same places, and the claims whose arrival changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportedly.terms.claim import Claim, Polarity
from reportedly.terms.picture import Because, Picture
from reportedly.views.moved import Moved, moved
from reportedly.views.words import district_of, first_speaker, state_key

# Smaller shifts of probability are noise to a reader; a change of state or label is told whatever its size.
WORTH_TELLING = 0.1


@dataclass(frozen=True, slots=True)
class Change:
    """One place whose picture changed.

    Attributes:
        before: its picture at the earlier known time.
        after: its picture at the later known time.
        shift: total variation distance of the two, 0 (nothing moved) to 1 (all of it did).
        because: claims that became known in between and moved it, strongest first; empty where only time passed.
        gone: claims that moved the earlier picture and were taken back in between, strongest first: their speaker denied them, or
            somebody withdrew them from the ledger.
    """

    before: Picture
    after: Picture
    shift: float
    because: tuple[Moved, ...]
    gone: tuple[Moved, ...] = ()

    @property
    def roots(self) -> int:
        """How many new first speakers' utterances moved it."""
        return len({entry.root for entry in self.because})


def diff(
    before: Sequence[Picture], after: Sequence[Picture], claims: Mapping[str, Claim], withdrawn: Mapping[str, Claim] | None = None
) -> tuple[Change, ...]:
    """Compare pictures of two known times; the places that changed most come first.

    Args:
        before: pictures at the earlier known time.
        after: pictures at the later known time; a place that `before` lacks is left out.
        claims: the claims known at the later time, by id.
        withdrawn: claims that counted at the earlier time and no longer do, by id; None for none.
    """
    earlier = {picture.place.id: picture for picture in before}
    pairs = ((earlier[picture.place.id], picture) for picture in after if picture.place.id in earlier)
    changes = [change for old, new in pairs if (change := _change(old, new, claims, withdrawn or {})) is not None]
    return tuple(sorted(changes, key=lambda change: (-change.shift, change.after.place.name)))


def shift(before: Picture, after: Picture) -> float:
    """Total variation distance of two pictures' probabilities, 0 to 1."""
    keys = before.p.keys() | after.p.keys()
    return sum(abs(before.p.get(key, 0.0) - after.p.get(key, 0.0)) for key in keys) / 2


def _change(before: Picture, after: Picture, claims: Mapping[str, Claim], withdrawn: Mapping[str, Claim]) -> Change | None:
    distance = shift(before, after)
    if state_key(before) == state_key(after) and before.label is after.label and distance < WORTH_TELLING:
        return None
    fresh = moved(arrived(after.because, claims, before.known, after.known), claims)
    return Change(before, after, distance, fresh, _gone(before, after, claims, withdrawn))


def _gone(before: Picture, after: Picture, claims: Mapping[str, Claim], withdrawn: Mapping[str, Claim]) -> tuple[Moved, ...]:
    """What moved the earlier picture and was withdrawn, or denied by whoever had said it, in between."""
    between = [claim for claim in claims.values() if claim.known is not None and before.known < claim.known <= after.known]
    denials = {_said(claim) for claim in between if claim.stance.polarity is Polarity.DENIED}
    taken_back = [entry for entry in before.because if entry.claim in claims and _said(claims[entry.claim]) in denials]
    gone = [entry for entry in before.because if entry.claim in withdrawn]
    return moved([*taken_back, *gone], {**claims, **withdrawn})


def _said(claim: Claim) -> tuple[str, str | None, str, str | None]:
    """Who says what of whom and where, whether affirmed or denied."""
    return first_speaker(claim), district_of(claim), claim.kind, claim.party.id if claim.party else None


def arrived(because: Iterable[Because], claims: Mapping[str, Claim], since: datetime, until: datetime) -> list[Because]:
    """Those entries whose claims became known after `since` and not after `until`."""
    known = ((entry, claims[entry.claim].known) for entry in because if entry.claim in claims)
    return [entry for entry, moment in known if moment is not None and since < moment <= until]
