"""Where the war is: an invented land, or the districts of a real one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

import numpy as np

from simulator.chance import happens
from simulator.records import District, Land, Province

ROADS = 4  # nearest districts that a district has a road to
DISTRICTS_PER_PROVINCE = 11
NAMESAKES = 0.06  # share of districts that bear a name like another's
HEADS = (
    "Ash",
    "Bel",
    "Cor",
    "Dar",
    "Esh",
    "Fal",
    "Gor",
    "Hal",
    "Is",
    "Kar",
    "Lum",
    "Mar",
    "Nar",
    "Or",
    "Pal",
    "Quin",
    "Ral",
    "Sar",
    "Tar",
    "Um",
)
MIDDLES = ("a", "e", "i", "o", "u", "an", "er", "il", "on", "ur")
TAILS = ("bagh", "dan", "gar", "hor", "kal", "mir", "nak", "poli", "rud", "shan", "tun", "vand", "zar")
QUALIFIERS = ("Upper", "Lower", "New", "Old", "East", "West")


def invent(districts: int, random: Random) -> Land:
    """Invent a land of districts strewn over a square, some of whose names are easily confused."""
    side = math.sqrt(districts)
    points = [(random.uniform(0, side), random.uniform(0, side)) for _ in range(districts)]
    centres = random.sample(points, max(2, districts // DISTRICTS_PER_PROVINCE))
    names, alike = _names(districts, random)
    provinces = tuple(Province(f"p{row + 1:02}", f"{_word(random)} Province") for row in range(len(centres)))
    found = tuple(
        District(
            id=f"k{row + 1:04}",
            name=names[row],
            seat=names[row] if happens(random, 0.5) else _word(random),  # half of the districts are called like their seat
            province=min(range(len(centres)), key=lambda p: math.dist(points[row], centres[p])),
            lat=round(30.0 + points[row][0] * 0.35, 4),
            lon=round(60.0 + points[row][1] * 0.4, 4),
            attention=random.lognormvariate(-0.25, 0.7),
        )
        for row in range(districts)
    )
    return Land(found, provinces, roads([(place.lat, place.lon) for place in found]), alike)


def roads(points: Sequence[tuple[float, float]]) -> tuple[tuple[int, ...], ...]:
    """Join each point (degrees) to its nearest; a road runs both ways."""
    lat, lon = np.radians(np.array(points, dtype=float)).T
    near: list[set[int]] = [set() for _ in points]
    for row in range(len(points)):
        away = (lat - lat[row]) ** 2 + (np.cos(lat[row]) * (lon - lon[row])) ** 2
        away[row] = np.inf
        for other in np.argsort(away)[:ROADS].tolist():
            near[row].add(other)
            near[other].add(row)
    return tuple(tuple(sorted(row)) for row in near)


def _word(random: Random) -> str:
    return random.choice(HEADS) + random.choice(MIDDLES) + random.choice(TAILS)


def _names(number: int, random: Random) -> tuple[list[str], tuple[int | None, ...]]:
    """Names of districts, all different, and whose name is like whose."""
    names: list[str] = []
    alike: list[int | None] = [None] * number
    taken: set[str] = set()
    while len(names) < number:
        row, fresh = len(names), _word(random)
        if names and happens(random, NAMESAKES):
            other = random.randrange(len(names))
            fresh = f"{random.choice(QUALIFIERS)} {names[other]}"
            if fresh not in taken:
                alike[row], alike[other] = other, row
        if fresh not in taken:
            taken.add(fresh)
            names.append(fresh)
    return names, tuple(alike)
