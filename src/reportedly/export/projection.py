"""Outlines to SVG paths: equirectangular about the middle latitude, in whole units of a canvas."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.export.outlines import Polygon, Ring, signed_area

CANVAS = 6000.0
MARGIN = 0.06


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees or in units of the canvas; `x` and `y` are its smallest coordinates."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to canvas: x to the east, y to the south.

    Attributes:
        west: longitude of the canvas's left edge, WGS84 degrees.
        north: latitude of its upper edge, WGS84 degrees.
        squeeze: cosine of the middle latitude, so that shapes keep their proportions there.
        scale: units of the canvas a degree of latitude.
    """

    west: float
    north: float
    squeeze: float
    scale: float

    def point(self, lon: float, lat: float) -> tuple[int, int]:
        """Place a point on the canvas."""
        return round((lon - self.west) * self.squeeze * self.scale), round((self.north - lat) * self.scale)


def box_of(points: Iterable[tuple[float, float]]) -> Box | None:
    """The smallest box that holds all points; None where there are none."""
    listed = list(points)
    if not listed:
        return None
    xs, ys = [x for x, _ in listed], [y for _, y in listed]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def projection(points: Iterable[tuple[float, float]]) -> Projection:
    """Fit a projection to points in degrees, so that the longer side of their box fills the canvas.

    Source: equirectangular projection with a standard parallel (Snyder 1987, Map Projections: A Working Manual, 12).
    """
    box = box_of(points) or Box(0.0, 0.0, 1.0, 1.0)
    squeeze = math.cos(math.radians(box.y + box.height / 2))
    longest = max(box.width * squeeze, box.height, 0.1)
    return Projection(box.x, box.y + box.height, squeeze, CANVAS / longest)


def path(polygons: Sequence[Polygon], to: Projection) -> str:
    """Draw polygons as an SVG path of relative lines."""
    return "".join(_ring(ring, to) for polygon in polygons for ring in polygon)


def _ring(ring: Ring, to: Projection) -> str:
    points = [to.point(lon, lat) for lon, lat in ring]
    first, here = points[0], points[0]
    steps = []
    for point in points[1:]:
        if point != here:
            steps.append(f"{point[0] - here[0]} {point[1] - here[1]}")
        here = point
    return f"M{first[0]} {first[1]}l{' '.join(steps)}z" if steps else ""


def middle(polygons: Sequence[Polygon]) -> tuple[float, float]:
    """The centroid of the largest polygon's outside, as longitude and latitude in degrees.

    Source: centroid of a simple polygon (Bourke 1988, Calculating the area and centroid of a polygon).
    """
    ring = max((polygon[0] for polygon in polygons), key=lambda outside: abs(signed_area(outside)))
    area = signed_area(ring)
    if area == 0:
        return ring[0]
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    moments = [((x + nx) * (x * ny - nx * y), (y + ny) * (x * ny - nx * y)) for (x, y), (nx, ny) in pairs]
    return sum(mx for mx, _ in moments) / (6 * area), sum(my for _, my in moments) / (6 * area)


def widened(box: Box) -> Box:
    """Add a margin around a box."""
    margin = MARGIN * max(box.width, box.height, 1.0)
    return Box(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin)
