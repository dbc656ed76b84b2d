"""Scales: more evidence for means a higher probability, and inside the plateau nothing is told apart."""

from __future__ import annotations

import pytest

from reportedly.gazetteer.chances import Scale, scale

PLAIN = Scale({"base": 0.0, "good": 2.0}, 1.0, 1.0, 1.0)
FLAT = Scale({"base": 0.0, "good": 2.0}, 0.8, 0.93, 0.87)


@pytest.mark.parametrize(("good", "chance"), [(0.0, 0.5), (1.0, 0.881), (-1.0, 0.119), (500.0, 1.0), (-500.0, 0.0)])
def test_log_odds_become_probabilities(good: float, chance: float) -> None:
    assert PLAIN.chance([("base", 1.0), ("good", good)]) == pytest.approx(chance, abs=5e-4)


def test_a_feature_that_was_never_seen_weighs_nothing() -> None:
    assert PLAIN.chance([("base", 1.0), ("new", 9.0)]) == 0.5


@pytest.mark.parametrize(("given", "settled"), [(0.79, 0.79), (0.8, 0.87), (0.9, 0.87), (0.929, 0.87), (0.93, 0.93), (0.99, 0.99)])
def test_inside_the_plateau_all_are_alike(given: float, settled: float) -> None:
    assert FLAT.settled(given) == settled


@pytest.mark.parametrize("kind", ["mentions", "lookups"])
def test_the_packaged_scales_call_nothing_confident_inside_their_plateau(kind: str) -> None:
    packaged = scale(kind)
    assert packaged.weights["share"] > 0
    assert packaged.least >= packaged.most or packaged.level < 0.9 <= packaged.most
