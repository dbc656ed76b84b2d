"""Claims about the same occurrence, within and across reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.terms.claim import Claim, Kind
from reportedly.terms.identity import content_id

CHANGES = frozenset({Kind.CAPTURED, Kind.RECAPTURED, Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED})
FIGHTING = frozenset({Kind.CLASH, Kind.CONTESTED, Kind.ATTACK, Kind.REPELLED, Kind.ADVANCING, Kind.BESIEGED})


def incidents(claims: Iterable[Claim]) -> dict[str, str]:
    """Give the incident of each claim, by the claim's id.

    Claims of one occurrence of one report are of one incident. Occurrences of different reports are the same incident when they name
    the same place and day and the same sort of event; where the place or the day is not known they stay apart, and so do two
    occurrences that one report tells apart.
    """
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.report.id, claim.incident or claim.id), []).append(claim)
    found: dict[str, str] = {}
    taken: set[tuple[str, str]] = set()
    for (report, occurrence), group in groups.items():
        key = _scene(group)
        if key is None or (report, key) in taken:
            key = content_id("i_", [report, occurrence])
        taken.add((report, key))
        found.update(dict.fromkeys((claim.id for claim in group), key))
    return found


def _scene(group: Sequence[Claim]) -> str | None:
    """The id by place, day and sort of the first claim of an occurrence that tells both; None where none does."""
    for claim in group:
        place = claim.place.place.id if claim.place and claim.place.place else None
        moment = claim.when.end or claim.when.start if claim.when else None
        if place is not None and moment is not None:
            return content_id("i_", [place, moment.date().isoformat(), _sort(claim.kind)])
    return None


def _sort(kind: Kind) -> str:
    return "change" if kind in CHANGES else "fighting" if kind in FIGHTING else str(kind)
