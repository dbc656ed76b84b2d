from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from reportedly.terms.claim import Claim
from reportedly.terms.picture import Because, Label, Picture, State
from reportedly.views.timeline import instants, timeline


def test_spans_join_where_state_and_label_stay(make_claim: Callable[..., Claim], make_picture: Callable[..., Picture]) -> None:
    claim = make_claim(hour=30)
    contested = {"contested": 0.6, "red": 0.4}
    pictures = [
        make_picture(hour=0),
        make_picture({"red": 0.95, "contested": 0.05}, hour=24),
        make_picture(contested, state=State.CONTESTED, label=Label.DISPUTED, hour=48, because=(Because(claim.id, 1.0, "u_1"),)),
        make_picture(contested, state=State.CONTESTED, label=Label.DISPUTED, hour=72, because=(Because(claim.id, 1.0, "u_1"),)),
    ]
    held, fought = timeline(pictures, {claim.id: claim})
    assert (held.start, held.end, held.lowest, held.highest) == (pictures[0].at, pictures[2].at, 0.85, 0.95)
    assert (fought.start, fought.end, fought.state) == (pictures[2].at, pictures[3].at, State.CONTESTED)
    assert [entry.id for entry in fought.because] == [claim.id]


def test_no_pictures_no_spans() -> None:
    assert timeline([], {}) == ()


def test_instants_look_every_day_and_at_every_bound(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(hour=12)
    assert claim.known is not None
    last = claim.known + timedelta(days=2)
    looked = instants([claim], last)
    assert looked[0] < claim.known - timedelta(hours=24)
    assert looked[-1] == last
    assert {claim.known, claim.known - timedelta(hours=6)} <= set(looked)
    assert all(timedelta(0) < later - earlier <= timedelta(days=1) for earlier, later in pairwise(looked))


def test_a_live_timeline_looks_where_something_became_known(make_claim: Callable[..., Claim]) -> None:
    claim = replace(make_claim(hour=12), known=make_claim(hour=17).known)
    assert claim.known is not None
    last = claim.known + timedelta(days=1, hours=1)
    assert claim.known in instants([claim], last, live=True)
    assert claim.known not in instants([claim], last)


def test_nothing_after_the_last_instant_is_looked_at(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(hour=12)
    assert claim.known is not None
    assert instants([claim], claim.known - timedelta(days=3)) == ()
    assert instants([], claim.known) == ()
