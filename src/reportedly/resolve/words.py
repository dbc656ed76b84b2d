"""Word tables of place names in news, from `data/gazetteer/words.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words around place names.

    Attributes:
        units: type word to the kind of unit it names.
        levels: kind of unit to the levels of places it fits.
        directions: words such as `southern` that name a part of a place.
        stop: capitalised words that are no names by themselves.
    """

    units: Mapping[str, str]
    levels: Mapping[str, tuple[str, ...]]
    directions: frozenset[str]
    stop: frozenset[str]


def _load() -> PlaceWords:
    raw = json.loads(resources.files("reportedly.data.gazetteer").joinpath("words.json").read_text(encoding="utf-8"))
    levels = {unit: tuple(levels) for unit, levels in raw["levels"].items()}
    return PlaceWords(raw["units"], levels, frozenset(raw["directions"]), frozenset(raw["stop"]))


WORDS = _load()
