"""Sets of claims with questions and the truth, as arrays: what rules and peers are given, and what everybody is scored on.

A set is a folder in the form of the reference sets. A claim votes for one state: who captured, recaptured, holds or repelled has the
district, who withdrew, surrendered or lost gives it to the other party named, and `contested` makes it contested; what is denied, or only
about a province, or says anything else does not vote. Its moment is the middle of its time, or its publication where that is earlier.
"""

from __future__ import annotations

import csv
import gzip
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Whole: TypeAlias = "NDArray[np.int64]"
Flags: TypeAlias = "NDArray[np.bool_]"
CONTESTED = "contested"
HAS = frozenset({"captured", "recaptured", "holds", "repelled"})
GIVES = frozenset({"withdrew", "surrendered", "lost"})
FIRST_HAND = frozenset({"agency", "outlet", "local"})  # kinds whose own word the rule "neutral" takes


@dataclass(frozen=True, slots=True)
class Votes:
    """The claims that vote, in order of publication. Times are hours since 1970, UTC.

    Attributes:
        place: number of the district.
        state: number of the state voted for.
        moment: when it is taken to hold.
        public: when it was published.
        source: number of the first speaker.
        certain: whether it is put as certain.
        neutral: whether a source without a side speaks for itself, of a kind that sees things itself.
    """

    place: Whole
    state: Whole
    moment: Floats
    public: Floats
    source: Whole
    certain: Flags
    neutral: Flags


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked: number of the district, and the hours of which and at which it is asked."""

    place: Whole
    at: Floats
    known: Floats


@dataclass(frozen=True, slots=True)
class Truth:
    """The answers: number of the state, and hours since it began; infinite where it was so from the start."""

    state: Whole
    since: Floats


@dataclass(frozen=True, slots=True)
class Lie:
    """A false capture that a campaign wants believed: district, party, and the hours between which it is watched for."""

    place: int
    party: int
    start: float
    horizon: float


@dataclass(frozen=True, slots=True)
class Given:
    """A set.

    Attributes:
        name: name of its folder.
        folder: where it lies.
        states: ids of the parties, then `contested`.
        places: ids of the districts by their number.
        sources: kind and declared side of each source by its number.
        begins: the hour at which the war begins.
        votes: the claims.
        questions: the questions, in the order of the file.
        truth: the answers.
        lie: the false capture, where the set has one.
    """

    name: str
    folder: Path
    states: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[tuple[str, str | None], ...]
    begins: float
    votes: Votes
    questions: Questions
    truth: Truth
    lie: Lie | None


@lru_cache(maxsize=200_000)
def hours(stamp: str) -> float:
    """Hours since 1970 of an instant such as `2031-03-03T12:00:00Z`."""
    return datetime.fromisoformat(stamp).timestamp() / 3600.0


def load(folder: Path) -> Given:
    """Read a set."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    states = (*(str(party["id"]) for party in meta["parties"]), CONTESTED)
    places = tuple(str(row["id"]) for row in _lines(folder / "places.jsonl"))
    number = {name: row for row, name in enumerate(places)}
    asked = list(_lines(_packed(folder / "grid.jsonl")))
    questions = Questions(
        np.array([number[row["place"]] for row in asked]),
        np.array([hours(row["at"]) for row in asked]),
        np.array([hours(row["known"]) for row in asked]),
    )
    return Given(
        name=folder.name,
        folder=folder,
        states=states,
        places=places,
        sources=tuple((str(row["kind"]), row["side"]) for row in _lines(folder / "sources.jsonl")),
        begins=hours(meta["start"]),
        votes=_votes(folder, number, states),
        questions=questions,
        truth=_truth(folder / "truth.csv", questions, number, states),
        lie=_lie(folder / "hidden.json", number, states),
    )


def vote(claim: Mapping[str, Any]) -> str | None:
    """The state that a claim votes for; None where it does not vote."""
    if claim["place"].get("level") == "adm1" or claim["stance"]["polarity"] != "affirmed":
        return None
    if claim["kind"] == CONTESTED:
        return CONTESTED
    slot = "party" if claim["kind"] in HAS else "against" if claim["kind"] in GIVES else None
    return claim[slot]["id"] if slot and claim[slot] else None


def _votes(folder: Path, number: Mapping[str, int], states: tuple[str, ...]) -> Votes:
    sources = {str(row["id"]): row for row in _lines(folder / "sources.jsonl")}
    index = {name: row for row, name in enumerate(sources)}
    rows = []
    for claim in _lines(_packed(folder / "claims.jsonl")):
        state = vote(claim)
        if state is None or state not in states:
            continue
        first = sources[claim["chain"][0]["source"]]
        own = len(claim["chain"]) == 1 and first["side"] is None and first["kind"] in FIRST_HAND
        public = hours(claim["published"])
        moment = min((hours(claim["when"]["start"]) + hours(claim["when"]["end"])) / 2, public)
        certain = claim["stance"]["certainty"] == "certain"
        rows.append((number[claim["place"]["id"]], states.index(state), moment, public, index[str(first["id"])], certain, own))
    rows.sort(key=lambda row: row[3])
    columns = list(zip(*rows, strict=True))
    whole, real, flag = np.int64, np.float64, np.bool_
    kinds = (whole, whole, real, real, whole, flag, flag)
    return Votes(*(np.array(column, dtype=kind) for column, kind in zip(columns, kinds, strict=True)))


def _truth(path: Path, questions: Questions, number: Mapping[str, int], states: tuple[str, ...]) -> Truth:
    begins: dict[int, list[float]] = {}
    found: dict[int, list[int]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["from"])
    for line in rows:
        place = number[line["district"]]
        begins.setdefault(place, []).append(hours(line["from"]))
        found.setdefault(place, []).append(states.index(CONTESTED if line["state"] == CONTESTED else line["holder"]))
    state, since = [], []
    for place, at in zip(questions.place.tolist(), questions.at.tolist(), strict=True):
        row = bisect_right(begins[place], at) - 1
        state.append(found[place][max(row, 0)])
        since.append(at - begins[place][row] if row > 0 else np.inf)
    return Truth(np.array(state), np.array(since))


def _lie(path: Path, number: Mapping[str, int], states: tuple[str, ...]) -> Lie | None:
    hidden = json.loads(path.read_text(encoding="utf-8"))["false_capture"]
    if not hidden:
        return None
    return Lie(number[hidden["place"]], states.index(hidden["party"]), hours(hidden["start"]), hours(hidden["horizon"]))


def _packed(path: Path) -> Path:
    return path if path.exists() else path.with_name(f"{path.name}.gz")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)
