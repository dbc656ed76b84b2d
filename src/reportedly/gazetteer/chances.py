"""Calibrated probabilities: features in, the chance to be right out, as `bench/fit_chances.py` fitted it on judged answers."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns features of an answer into the probability that it is right.

    Attributes:
        weights: natural log-odds by feature; features that the fit never saw weigh nothing.
        least: lower end of the plateau, a probability.
        most: upper end of the plateau.
        level: what every probability between the two is given as: how often answers there are right. Inside the plateau the fit
            cannot tell answers well enough for any of them to be called confident.
    """

    weights: Mapping[str, float]
    least: float
    most: float
    level: float

    def chance(self, features: Iterable[tuple[str, float]]) -> float:
        """The probability that an answer with these features is right, 0 to 1."""
        odds = sum(self.weights.get(name, 0.0) * value for name, value in features)
        return self.settled(1 / (1 + math.exp(-odds)) if odds > 0 else 1 - 1 / (1 + math.exp(odds)))

    def settled(self, chance: float) -> float:
        """A probability, or the level of the plateau where it lies inside."""
        return self.level if self.least <= chance < self.most else chance


@cache
def scale(kind: str) -> Scale:
    """The scale of one kind of answer: `mentions` or `lookups`; from `data/gazetteer/chances.json`."""
    source = resources.files("reportedly.data.gazetteer").joinpath("chances.json")
    raw = json.loads(source.read_text(encoding="utf-8"))["scales"][kind]
    return Scale(raw["weights"], raw["plateau"]["least"], raw["plateau"]["most"], raw["plateau"]["level"])
