"""A whole case over time: the picture of every place at the end of every day as known then, and what changed from day to day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from reportedly.terms.claim import Claim
from reportedly.terms.picture import Picture
from reportedly.terms.place import Place
from reportedly.views.diff import Change, diff

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    """One place and its picture at every instant of the case.

    Attributes:
        place: the place.
        pictures: one picture an instant, in the order of `Casebook.instants`.
    """

    place: Place
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Casebook:
    """Everything that a report page shows.

    Attributes:
        instants: the ends of the days, ascending, UTC; pictures are of that instant with all that was known at that instant.
        places: the places that claims touch, by first-level unit and name.
        claims: the claims at hand by id.
        names: names of parties by id.
        changes: what changed from one instant to the next, in order of time.
    """

    instants: tuple[datetime, ...]
    places: tuple[PlaceHistory, ...]
    claims: Mapping[str, Claim]
    names: Mapping[str, str]
    changes: tuple[Change, ...]


def day_ends(claims: Iterable[Claim], most: int = 400) -> tuple[datetime, ...]:
    """The ends of the days (UTC) from the day on which the first claim became known to that on which the last one did.

    Args:
        claims: the claims of the case.
        most: how many instants at most; longer cases are looked at every second day, every third, and so on.

    Returns:
        Ascending instants; empty where no claim is dated.
    """
    known = [claim.known for claim in claims if claim.known is not None]
    if not known:
        return ()
    first = min(known).replace(hour=0, minute=0, second=0, microsecond=0) + DAY
    last = max(known).replace(hour=0, minute=0, second=0, microsecond=0) + DAY
    step = -(-((last - first) // DAY + 1) // most)
    count = (last - first) // (DAY * step)
    return tuple(last - DAY * step * back for back in range(count, -1, -1))


def news_before(claims: Iterable[Claim], instants: Sequence[datetime]) -> tuple[datetime, ...]:
    """For each instant the last one, itself or before, at which a claim had newly become known; the first instant where none had.

    What is known at an instant is what was known then, so a picture needs to be worked out anew only where there was news.

    Args:
        claims: the claims of the case.
        instants: ascending instants.
    """
    known = sorted(claim.known for claim in claims if claim.known is not None)
    found: list[datetime] = []
    for number, instant in enumerate(instants):
        fresh = number == 0 or bisect_right(known, instant) > bisect_right(known, instants[number - 1])
        found.append(instant if fresh else found[-1])
    return tuple(found)


def casebook(histories: Iterable[Sequence[Picture]], claims: Mapping[str, Claim], names: Mapping[str, str]) -> Casebook:
    """Put the pictures of a case together.

    Args:
        histories: for each place its pictures at the same ascending instants; places without pictures are left out.
        claims: the claims at hand by id.
        names: names of parties by id.
    """
    places = [PlaceHistory(pictures[0].place, tuple(pictures)) for pictures in histories if pictures]
    places.sort(key=lambda history: (history.place.country or "", history.place.adm1 or "", history.place.name, history.place.id))
    instants = tuple(picture.at for picture in places[0].pictures) if places else ()
    days = [[history.pictures[index] for history in places] for index in range(len(instants))]
    changes = tuple(change for before, after in pairwise(days) for change in diff(before, after, claims))
    return Casebook(instants, tuple(places), claims, names, changes)
