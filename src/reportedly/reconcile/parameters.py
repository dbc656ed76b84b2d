"""The model card: every number that the model uses, fixed, packaged and versioned with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import ParametersError

MODEL = "control-1"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trust:
    """What a class of sources is expected to do before any of its words is weighed.

    Attributes:
        true: share of its words that follow the truth.
        partisan: share that follow the interest of its side, or of some side where none is declared.
        noise: share that follow nothing.
        strength: pseudo-claims behind this expectation; how slowly a single source moves away from it.
        weak: whether a flood of it counts under the tighter cap (new, unnamed and copying sources).
        copies: whether it tells others' words again without saying so.
    """

    true: float
    partisan: float
    noise: float
    strength: float
    weak: bool
    copies: bool


@dataclass(frozen=True, slots=True)
class Rates:
    """How districts change, per day; those with `near` are multiplied by the share of neighbours held by the other side."""

    attack: float
    attack_near: float
    handover: float
    handover_near: float
    raid: float
    raid_near: float
    settle: float
    repel: float
    capture: float
    raid_end: float
    raid_stays: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """A released set of parameters.

    Attributes:
        release: name of the release; pictures name it, so that they can be rebuilt.
        codes: what can be said: kind, with `not ` before denied ones.
        truth: expected words of truthful sources per day by code, phase and part of the named party, relative to a settled district's total.
        candid: the same for truthful words of those who speak for a side, by code, whether they name that side (0) or another (1), phase
            and part of the side; a side says other things than a bystander even when they are true.
        partisan: words in a side's interest, by code, whether they name that side, and part of the side; whatever the phase.
        noise: the same for words that follow nothing, by code.
        tempo: total rate of words per phase relative to a settled district.
        trust: expectations per class of sources.
        classes: class of each source kind, with ` sided` after those that speak for a side.
        rates: how districts change.
        slot_hours: length of a slot.
        horizon_days: how far back claims are looked at.
        sweeps: how often neighbours and sources are brought in line with the states.
        burst_weight: exponent of the evidence in how much is said.
        cap_weak: largest log-likelihood range of like claims of weak sources within a bucket, in nats.
        cap: the same for all like claims.
        bucket_hours: length of a bucket.
        neighbour_weight: weight of neighbours in what a district is expected to be at first.
        confirmed: least probability of a confirmed picture.
        likely: least probability of a likely one.
    """

    release: str
    codes: Mapping[str, int]
    truth: Floats
    candid: Floats
    partisan: Floats
    noise: Floats
    tempo: Floats
    trust: Mapping[str, Trust]
    classes: Mapping[str, str]
    rates: Rates
    slot_hours: float
    horizon_days: float
    sweeps: int
    burst_weight: float
    cap_weak: float
    cap: float
    bucket_hours: float
    neighbour_weight: float
    confirmed: float
    likely: float
    extra: Mapping[str, float]


@lru_cache(maxsize=4)
def load(release: str = MODEL) -> Parameters:
    """Load a packaged release.

    Raises:
        ParametersError: there is no such release, or its file is damaged.
    """
    path = files("reportedly") / "data" / "model" / f"{release}.toml"
    try:
        return _parse(release, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = f"model parameters {release!r} cannot be used: {error}"
        raise ParametersError(message) from error


def _parse(release: str, card: Mapping[str, Mapping[str, object]]) -> Parameters:
    words = card["words"]
    codes = {name: index for index, name in enumerate(words)}
    return Parameters(
        release=release,
        codes=codes,
        truth=_table(words, "truth", (4, 3)),
        candid=_table(words, "candid", (2, 4, 3)),
        partisan=_table(words, "partisan", (2, 3)),
        noise=_table(words, "noise", ()),
        tempo=np.array(card["phases"]["tempo"], dtype=float),
        trust={name: Trust(**entry) for name, entry in card["trust"].items()},
        classes={kind: str(name) for kind, name in card["classes"].items()},
        rates=Rates(**card["rates"]),
        **card["settings"],
        extra=card.get("extra", {}),
    )


def _table(words: Mapping[str, object], column: str, shape: Sequence[int]) -> Floats:
    table = np.array([entry[column] for entry in words.values()], dtype=float)
    return table.reshape((len(words), *shape))
