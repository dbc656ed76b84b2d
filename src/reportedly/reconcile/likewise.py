"""The card of incidents: by what two reports are taken to tell of one occurrence (data/model/incidents-1.toml explains every number)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportedly.errors import ParametersError

RELEASE = "incidents-1"


@dataclass(frozen=True, slots=True)
class Card:
    """The parameters, as incidents-1.toml explains them, by section."""

    background: float
    place: Mapping[str, float]
    day: Mapping[str, float]
    who: Mapping[str, float]
    number: Mapping[str, float]
    share: float
    most: float
    stock: frozenset[str]


@lru_cache(maxsize=1)
def card() -> Card:
    """Load the packaged parameters.

    Raises:
        ParametersError: they are damaged.
    """
    path = files("reportedly") / "data" / "model" / f"{RELEASE}.toml"
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        word = read["word"]
        return Card(
            background=read["expected"]["background"],
            place=read["place"],
            day=read["day"],
            who=read["who"],
            number=read["number"],
            share=word["share"],
            most=word["most"],
            stock=frozenset(word["stock"].split()),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        message = f"model parameters {RELEASE!r} cannot be used: {error}"
        raise ParametersError(message) from error
