"""Outlines of places, as exports take them: polygons of rings of points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

# A point is (longitude, latitude) in WGS84 degrees; the first ring of a polygon is its outside, the others are holes.
Ring: TypeAlias = "Sequence[tuple[float, float]]"
Polygon: TypeAlias = "Sequence[Ring]"
Outlines: TypeAlias = "Mapping[str, Sequence[Polygon]]"


def signed_area(ring: Ring) -> float:
    """Area of a ring in square degrees; positive where it runs counter-clockwise.

    Source: the shoelace formula (Meister 1769).
    """
    following = [*ring[1:], *ring[:1]]
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, following, strict=True)) / 2


def wound(ring: Ring, *, outside: bool) -> list[tuple[float, float]]:
    """Close a ring and wind it as RFC 7946 (3.1.6) asks: outsides counter-clockwise, holes clockwise."""
    closed = list(ring) if ring[0] == ring[-1] else [*ring, ring[0]]
    return closed if (signed_area(closed[:-1]) > 0) == outside else closed[::-1]
