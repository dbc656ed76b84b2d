"""The model card: every number that the model uses, fixed, packaged and versioned with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import ParametersError

REGISTERED = "control-1"  # many words of sources that a registry describes
READ = "news-1"  # few words, read in reports, of sources that nobody has described
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
        bystander: whether its truthful words are like a bystander's, losses of its own side among them.
    """

    true: float
    partisan: float
    noise: float
    strength: float
    weak: bool
    bystander: bool = False


@dataclass(frozen=True, slots=True)
class Rates:
    """How districts change, per day; those with `near` are multiplied by the share of neighbours held by the other side.

    `retake` is added to hand-overs of districts that have just changed hands.
    """

    attack: float
    attack_near: float
    handover: float
    handover_near: float
    retake: float
    raid: float
    raid_near: float
    settle: float
    cool: float
    early: float
    repel: float
    capture: float
    raid_end: float
    raid_stays: float


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model is run.

    Attributes:
        slot_hours: length of a slot.
        before_days: how long before the first word slots begin, so that there is a before.
        horizon_days: how far back before an asked time claims are looked at.
        outlook_days: how far after the last word, and after an asked time, slots go on.
        staged: whether the first hours after a change, of which much is said, are states of their own.
        sweeps: how often neighbours and sources are brought in line with the states.
        most_parties: how many parties of a theatre are told apart; those named least are left out.
        rings: districts this many steps from those spoken of belong to a theatre; farther ones tell nothing of them.
        burst_weight: exponent of the evidence in how much is said by who follows the truth.
        burst_others: the same for who follows an interest, or nothing: a lie is told where nothing goes on.
        silence_weight: exponent of the evidence in what is not said.
        cap_new: largest log-likelihood range of like claims of weak sources without a record within a bucket, in nats.
        cap_weak: the same for all weak sources.
        cap: the same for all like claims.
        cap_report: the same for what one report tells of one sort of event in one district.
        window_share: last part of the time stated within which words may be true; 0 for its end alone.
        bucket_hours: length of a bucket.
        record_districts: districts that a source must have spoken of to have a record; 0 where all have one.
        neighbour_weight: weight of neighbours in what a district is expected to be at first.
        field_floor: share of what was expected before any claim in what neighbours are taken to be.
        class_strength: pseudo-claims behind what is expected of a class of sources.
        changes_doubt: nats against a theatre in which districts change twice, or half, as readily; four times as many against four times.
        bursts_doubt: nats against a theatre in which as much is said of quiet districts as of others; half as many for halfway there.
        attack_doubt: district-days at a front behind the card's rate of attacks.
        attack_bound: factor by which a theatre's rate of attacks may differ from the card's.
        taker_wrong: likelihood factor where the one said to have come after those who left does not hold the place.
        relay_keeps: probability that a retelling keeps what it tells.
        expected: probability that a place is with who is expected to hold it before any claim.
        confirmed: least probability of a confirmed picture.
        confirmed_voices: first speakers, and reports, that a confirmed picture needs.
        confirmed_later: the same when `hindsight_days` have passed since.
        hindsight_days: after which later words have come in.
        likely: least probability of a likely picture.
    """

    slot_hours: float
    before_days: float
    horizon_days: float
    outlook_days: float
    staged: bool
    sweeps: int
    most_parties: int
    rings: int
    burst_weight: float
    burst_others: float
    silence_weight: float
    cap_new: float
    cap_weak: float
    cap: float
    cap_report: float
    bucket_hours: float
    record_districts: int
    window_share: float
    neighbour_weight: float
    field_floor: float
    class_strength: float
    changes_doubt: float
    bursts_doubt: float
    attack_doubt: float
    attack_bound: float
    taker_wrong: float
    relay_keeps: float
    expected: float
    confirmed: float
    confirmed_later: float
    confirmed_voices: int
    hindsight_days: float
    likely: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """A released set of parameters.

    Attributes:
        release: name of the release; pictures can be rebuilt with it.
        codes: row of what can be said: a kind, with `not ` before denied ones.
        truth: what truthful bystanders say, by code, phase (settled, fresh, contested, raid and, in staged cards, relieved) and part of the
            party they name; adds up to 1 in each phase.
        candid: the same for truthful words of those who speak for a side, by code, whether they name that side (0) or another (1), phase
            and part of the side; a side says other things than a bystander even when they are true.
        partisan: words in a side's interest, by code, whether they name that side, and part of the side; whatever the phase.
        noise: words that follow nothing, by code.
        tempo: how much is said in each phase relative to a settled district.
        trust: expectations per class of sources.
        classes: class of each source kind, with ` sided` after those that speak for a side.
        certainty: probability that words are meant as they stand, by how surely they are put.
        rates: how districts change.
        settings: how the model is run.
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
    certainty: Mapping[str, float]
    rates: Rates
    settings: Settings


@lru_cache(maxsize=4)
def load(release: str = REGISTERED) -> Parameters:
    """Load a packaged release.

    Raises:
        ParametersError: there is no such release, or its file is damaged.
    """
    try:
        return _parse(release, _card(release))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = f"model parameters {release!r} cannot be used: {error}"
        raise ParametersError(message) from error


def _card(release: str) -> dict[str, Any]:
    """Read a card; one that names a base takes from it what it does not say itself, section by section."""
    path = files("reportedly") / "data" / "model" / f"{release}.toml"
    card = tomllib.loads(path.read_text(encoding="utf-8"))
    if "base" not in card:
        return card
    base = _card(str(card.pop("base")))
    return base | {name: base.get(name, {}) | section for name, section in card.items()}


def _parse(release: str, card: Mapping[str, Any]) -> Parameters:
    words = card["words"]
    if card["settings"]["sweeps"] < 1:
        message = "sweeps: at least one is needed"
        raise ValueError(message)
    codes = {name: index for index, name in enumerate(words)}
    return Parameters(
        release=release,
        codes=codes,
        truth=_table(words, "truth", (-1, 3)),
        candid=_table(words, "candid", (2, -1, 3)),
        partisan=_table(words, "partisan", (2, 3)),
        noise=_table(words, "noise", ()),
        tempo=np.array(card["phases"]["tempo"], dtype=float),
        trust={name: Trust(**entry) for name, entry in card["trust"].items()},
        classes={kind: str(name) for kind, name in card["classes"].items()},
        certainty={name: float(value) for name, value in card["certainty"].items()},
        rates=Rates(**card["rates"]),
        settings=Settings(**card["settings"]),
    )


def _table(words: Mapping[str, Any], column: str, shape: Sequence[int]) -> Floats:
    table = np.array([entry[column] for entry in words.values()], dtype=float)
    return table.reshape((len(words), *shape))
