from __future__ import annotations

import re

import pytest

from reportedly.export.projection import CANVAS, box_of, middle, path, projection, widened

SQUARE = ((69.0, 35.0), (70.0, 35.0), (70.0, 36.0), (69.0, 36.0), (69.0, 35.0))


def test_north_is_up_and_east_is_right() -> None:
    to = projection(SQUARE)
    assert to.point(69.0, 36.0) == (0, 0)
    x, y = to.point(70.0, 35.0)
    assert y == round(CANVAS)
    assert 0 < x < y  # a degree of longitude is shorter than one of latitude here


def test_a_path_closes_and_holds_whole_numbers_only() -> None:
    drawn = path(((SQUARE,),), projection(SQUARE))
    assert re.fullmatch(r"M\d+ \d+l[-\d ]+z", drawn)


def test_a_ring_without_extent_draws_nothing() -> None:
    assert path((((SQUARE[0],) * 4,),), projection(SQUARE)) == ""


def test_the_middle_of_a_square() -> None:
    assert middle(((SQUARE,),)) == pytest.approx((69.5, 35.5))
    assert middle(((((1.0, 1.0), (2.0, 2.0), (1.0, 1.0)),),)) == (1.0, 1.0)


def test_boxes() -> None:
    assert box_of([]) is None
    box = box_of(SQUARE)
    assert box is not None
    assert (box.x, box.y, box.width, box.height) == (69.0, 35.0, 1.0, 1.0)
    assert widened(box).width > box.width
