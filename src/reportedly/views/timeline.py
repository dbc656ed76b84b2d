"""Who held a place over time: pictures at many instants joined into spans, and the changes between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise

from reportedly.terms.claim import Claim
from reportedly.terms.picture import Label, Picture, State
from reportedly.terms.place import Place
from reportedly.views.moved import Moved, moved
from reportedly.views.words import state_key, top

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which the likeliest state and its label stay the same.

    Attributes:
        place: the place.
        start: first instant looked at that shows it, UTC.
        end: first instant looked at that no longer shows it, UTC; the last instant looked at for the last span.
        state: the state.
        holder: id and name of the holder; None unless `state` is `held`.
        label: how sure.
        lowest: smallest probability of the state within the span, 0 to 1.
        highest: largest probability of the state within the span, 0 to 1.
        roots: most first speakers' utterances that it rested on.
        because: claims that moved the first picture of the span and not the last one of the span before.
    """

    place: Place
    start: datetime
    end: datetime
    state: State
    holder: tuple[str, str] | None
    label: Label
    lowest: float
    highest: float
    roots: int
    because: tuple[Moved, ...]


def instants(claims: Iterable[Claim], last: datetime, *, live: bool = False) -> tuple[datetime, ...]:
    """The instants at which a timeline looks, from a day before the first claim: the end of every day (UTC) and the bounds of claims.

    Args:
        claims: the claims about the place.
        last: the last instant wanted, UTC; nothing after it is looked at.
        live: whether to look at the instants as well at which a claim became known.

    Returns:
        Ascending instants; empty where no claim has a time.
    """
    bounds = {bound for claim in claims for bound in _bounds(claim, live=live) if bound <= last}
    if not bounds:
        return ()
    first = (min(bounds) - DAY).replace(hour=0, minute=0, second=0, microsecond=0)
    days = {first + DAY * number for number in range((last - first) // DAY + 1)}
    return tuple(sorted(days | bounds | {last}))


def _bounds(claim: Claim, *, live: bool) -> list[datetime]:
    stated = [claim.when.start, claim.when.end] if claim.when else []
    return [bound for bound in (*stated, claim.known if live else None) if bound is not None]


def timeline(pictures: Sequence[Picture], claims: Mapping[str, Claim]) -> tuple[Span, ...]:
    """Join pictures of one place into spans.

    Args:
        pictures: pictures of one place at ascending instants.
        claims: the claims at hand by id.
    """
    runs = [list(run) for _, run in groupby(pictures, key=lambda picture: (state_key(picture), picture.label))]
    ends = [after[0].at for _, after in pairwise(runs)] + [pictures[-1].at] if pictures else []
    before = [frozenset[str](), *(frozenset(entry.claim for entry in run[-1].because) for run in runs)]
    return tuple(_span(run, end, seen, claims) for run, end, seen in zip(runs, ends, before, strict=False))


def _span(run: Sequence[Picture], end: datetime, seen: frozenset[str], claims: Mapping[str, Claim]) -> Span:
    first = run[0]
    probabilities = [top(picture) for picture in run]
    news = moved((entry for entry in first.because if entry.claim not in seen), claims)
    return Span(
        place=first.place,
        start=first.at,
        end=end,
        state=first.state,
        holder=first.holder,
        label=first.label,
        lowest=min(probabilities),
        highest=max(probabilities),
        roots=max(picture.roots for picture in run),
        because=news,
    )
