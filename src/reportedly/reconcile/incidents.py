"""Claims about the same occurrence, within and across reports."""

from __future__ import annotations

from reportedly.terms.claim import Claim, Kind
from reportedly.terms.identity import content_id

CHANGES = frozenset({Kind.CAPTURED, Kind.RECAPTURED, Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED})
FIGHTING = frozenset({Kind.CLASH, Kind.CONTESTED, Kind.ATTACK, Kind.REPELLED, Kind.ADVANCING, Kind.BESIEGED})


def incident_of(claim: Claim) -> str:
    """The id of the occurrence that a claim tells of.

    Two claims tell of one occurrence when they name the same place and day and the same sort of event; where the place or the day is
    not known, only claims of the same occurrence of one report do.
    """
    place = claim.place.place.id if claim.place and claim.place.place else None
    moment = claim.when.end or claim.when.start if claim.when else None
    if place is None or moment is None:
        return content_id("i_", [claim.report.id, claim.incident or claim.id])
    return content_id("i_", [place, moment.date().isoformat(), _sort(claim.kind)])


def _sort(kind: Kind) -> str:
    return "change" if kind in CHANGES else "fighting" if kind in FIGHTING else str(kind)
