"""Pictures according to some alone: what would be thought if nobody else had spoken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportedly.terms.claim import Claim
from reportedly.terms.picture import Label, Picture
from reportedly.terms.scope import Scope, ScopeKind

AT_MOST_CLAIMED = frozenset({Label.CONFIRMED, Label.LIKELY})


def said_by(claims: Iterable[Claim], scope: Scope | None) -> tuple[Claim, ...]:
    """Keep the linked claims whose first speaker counts; all where no scope is given.

    Roots stay those that all claims together show, so that a side's copy of an agency's words is not taken for its own.
    """
    return tuple(claim for claim in claims if scope is None or (bool(claim.chain) and scope.covers(claim.chain[0].source)))


def marked(picture: Picture, scope: Scope | None) -> Picture:
    """Say on a picture whose words it rests on; what one side or one source says alone is at most claimed."""
    if scope is None:
        return picture
    alone = scope.kind is not ScopeKind.NEUTRAL and picture.label in AT_MOST_CLAIMED
    return replace(picture, according_to=scope, label=Label.CLAIMED if alone else picture.label)
