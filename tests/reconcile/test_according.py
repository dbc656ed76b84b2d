from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.reconcile import link, marked, said_by
from reportedly.terms.claim import Kind
from reportedly.terms.picture import Label, Picture
from reportedly.terms.scope import Scope, ScopeKind
from reportedly.terms.source import SourceKind
from worlds import WIRE, said, source

RED = Scope(ScopeKind.SIDE, "red", "Reds")
WIRE_ALONE = Scope(ScopeKind.SOURCE, "wire", "Wire")
NEUTRAL = Scope(ScopeKind.NEUTRAL)
OFFICE = source("office", SourceKind.PARTY, "red")
CROWD = source("crowd", SourceKind.SOCIAL)


@pytest.mark.parametrize(
    ("scope", "kept"), [(None, {"wire", "office", "crowd"}), (RED, {"office"}), (WIRE_ALONE, {"wire"}), (NEUTRAL, {"wire"})]
)
def test_only_those_are_kept_who_said_it_first(scope: Scope | None, kept: set[str]) -> None:
    claims = link([said(Kind.CAPTURED, "red", 2, by=by) for by in ((WIRE,), (OFFICE, WIRE), (CROWD,))])
    assert {claim.chain[0].source.name for claim in said_by(claims, scope)} == kept


@pytest.mark.parametrize(
    ("scope", "label", "shown"),
    [
        (RED, Label.CONFIRMED, Label.CLAIMED),
        (RED, Label.LIKELY, Label.CLAIMED),
        (RED, Label.DISPUTED, Label.DISPUTED),
        (RED, Label.UNKNOWN, Label.UNKNOWN),
        (WIRE_ALONE, Label.LIKELY, Label.CLAIMED),
        (NEUTRAL, Label.CONFIRMED, Label.CONFIRMED),
        (None, Label.CONFIRMED, Label.CONFIRMED),
    ],
)
def test_what_is_said_alone_is_at_most_claimed(
    make_picture: Callable[..., Picture], scope: Scope | None, label: Label, shown: Label
) -> None:
    found = marked(make_picture(label=label), scope)
    assert (found.label, found.according_to) == (shown, scope)
