"""Calibration figures, on answers whose figures can be told by heart."""

from __future__ import annotations

import pytest
from reliability import Bin, Judged, bins, calibration_error, diagram, wrong_sure

HALF_RIGHT = [Judged(0.95, right=True), Judged(0.95, right=False)]


def test_bins_hold_mean_probability_and_share_right() -> None:
    found = bins([Judged(0.125, right=False), Judged(0.1875, right=True), Judged(1.0, right=True)])
    assert found == [Bin(0.15625, 0.5, 2), Bin(1.0, 1.0, 1)]


def test_what_is_as_often_right_as_it_says_has_no_error() -> None:
    assert calibration_error([Judged(0.5, right=True), Judged(0.5, right=False)]) == 0


def test_what_is_too_sure_has_the_distance_as_error() -> None:
    assert calibration_error(HALF_RIGHT) == pytest.approx(0.45)


def test_no_answers_have_no_error() -> None:
    assert calibration_error([]) == 0
    assert wrong_sure([]) == (0.0, 0)


def test_only_the_sure_count_among_the_sure() -> None:
    assert wrong_sure([*HALF_RIGHT, Judged(0.89, right=False)]) == (0.5, 2)


def test_the_diagram_has_a_dot_for_each_bin_of_each_panel() -> None:
    drawn = diagram([("one", HALF_RIGHT), ("two", [Judged(0.2, right=True), Judged(0.7, right=True)])])
    assert drawn.count("<circle") == 3
    assert "0.950 given, 0.500 right, 2 answers" in drawn
