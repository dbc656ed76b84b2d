#!/usr/bin/env python3
"""Fit the weights of evidence for place mentions on development suites.

usage: fit_places.py GEOPARSE.jsonl DISTRICTS.jsonl REPORTS.jsonl [--write]

GEOPARSE.jsonl   {"id", "text", "gold": [{"start", "end", "lat", "lon", "kind"}]} a line
DISTRICTS.jsonl  {"id", "gold": [{"surface", "place_id"}]} a line; REPORTS.jsonl has their texts
Our own reports of wars (cases/marked_wars.txt) are learnt from besides, not their second half and third set.
Prints likelihoods in and out of sample (two folds); with --write puts the weights fitted on everything into the package.

Every weight starts from, and is drawn back to, its present value (a Gaussian prior), so that features that the suites
hardly ever show keep the value that was set by hand.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import marked_wars
import numpy as np
from scipy.optimize import minimize

from reportedly.gazetteer import Gazetteer, open_default
from reportedly.resolve import evidence, linking
from reportedly.resolve.evidence import elsewhere, first_odds, place_features, prior_features, report_features
from reportedly.resolve.linking import Linker
from reportedly.resolve.locate import linked
from reportedly.resolve.words import WORDS

Record = dict[str, Any]  # as a suite writes it

NEAR_KM = 161
DISTRICT_WEIGHT = 12.0  # a district of the war counts as much as a dozen places of local news
WAR_WEIGHT = 4.0  # and a place in reports of wars as much as four
STIFFNESS = 0.02  # of the prior, per squared unit of log-odds, times the number of examples
# Local American news says little of how news of wars names capitals and countries, so these keep what was set by hand.
KEPT = {
    "capital": 1.5,
    "namesake_adm2": -4.0,
    "namesake_adm1": -3.0,
    "unit_province_misfits": -5.0,
    "unit_district_misfits": -4.0,
    "unit_city_misfits": -2.5,
    "unit_city_fits": 2.0,
    "taken_settlement": 4.5,
    "beside_holds": 4.0,
    "the_region": 6.0,
    "holds_local_adm1": 5.0,
    "bare_local_adm1": 4.0,
    "holds_local_settlement": -1.5,
    "holds_local_adm2": -3.0,
    "bare_capital_district": 5.0,
    "bare_district_first": 4.5,
    "bare_province_district": -2.5,
}
FILES = 3
ROUNDS = 3


@dataclass
class Choice:
    """One name: features of its candidates, and which of them are right."""

    rows: list[dict[str, float]]
    right: list[bool]
    weight: float


@dataclass
class Verdict:
    """One stretch of words: its features, and whether it names a place."""

    row: dict[str, float]
    place: bool
    weight: float


@dataclass
class Examples:
    """What a report teaches."""

    choices: list[Choice] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    x = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, x)))


def summed(features: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Add up features of one name."""
    row: dict[str, float] = {}
    for name, value in features:
        row[name] = row.get(name, 0.0) + value
    return {name: value for name, value in row.items() if value}


def place_row(linker: Linker, at: int, said: float) -> dict[str, float]:
    """Features of words as a place, with what other mentions say."""
    return summed([*place_features(linker, at), ("place_elsewhere", said)])


def candidate_rows(linker: Linker, at: int) -> list[dict[str, float]]:
    """Features of every candidate of a name."""
    return [summed([*prior_features(linker, at, c), *report_features(linker, at, c)]) for c in linker.candidates[at]]


def _near(gold: Record, lat: float | None, lon: float | None) -> bool:
    return lat is not None and lon is not None and km(gold["lat"], gold["lon"], lat, lon) <= NEAR_KM


def learn_news(record: Record, gazetteer: Gazetteer) -> Examples:
    """Learn from a report with places marked by hand."""
    linker, examples = linked(record["text"], gazetteer), Examples()
    said = elsewhere(linker, first_odds(linker))
    for at, one in enumerate(linker.named):
        hit, found = one.hit, linker.candidates[at]
        if (hit.bearers and not found) or hit.text.lower() in WORDS.never:
            continue
        golds = [g for g in record["gold"] if min(g["end"], hit.end) > max(g["start"], hit.start)]
        if any(g["kind"] != "toponym" for g in golds):
            continue
        examples.verdicts.append(Verdict(place_row(linker, at, said[at]), bool(golds), 1.0))
        gold = next((g for g in golds if g["lat"] is not None), None)
        if gold and len(found) > 1:
            right = [_near(gold, c.record.lat, c.record.lon) for c in found]
            if any(right):
                examples.choices.append(Choice(candidate_rows(linker, at), right, 1.0))
    return examples


def learn_districts(text: str, golds: list[Record], gazetteer: Gazetteer) -> Examples:
    """Learn from a report whose districts are known."""
    linker, examples = linked(text, gazetteer), Examples()
    said = elsewhere(linker, first_odds(linker))
    by_surface = {g["surface"]: g["place_id"] for g in golds if g["place_id"]}
    for at, one in enumerate(linker.named):
        place, found = by_surface.get(one.hit.text), linker.candidates[at]
        if not place or not found:
            continue
        examples.verdicts.append(Verdict(place_row(linker, at, said[at]), place=True, weight=DISTRICT_WEIGHT))
        right = [gazetteer.of(c.bearer).id == f"wof:{place}" for c in found]
        if any(right) and len(found) > 1:
            examples.choices.append(Choice(candidate_rows(linker, at), right, DISTRICT_WEIGHT))
    return examples


def learn_war(report: marked_wars.Marked, judge: marked_wars.Judge) -> Examples:
    """Learn from a report of a war whose places are all known."""
    linker, examples = linked(report.text, judge.gazetteer), Examples()
    said = elsewhere(linker, first_odds(linker))
    for at, one in enumerate(linker.named):
        hit, found = one.hit, linker.candidates[at]
        gold = next((g for g in report.golds if min(g.end, hit.end) > max(g.start, hit.start)), None)
        if (hit.bearers and not found) or hit.text.lower() in WORDS.never or (gold and not gold.levels):
            continue
        examples.verdicts.append(Verdict(place_row(linker, at, said[at]), gold is not None, WAR_WEIGHT))
        right = [judge.is_right(gold, judge.gazetteer.of(c.bearer)) for c in found] if gold else []
        if any(right) and len(found) > 1:
            examples.choices.append(Choice(candidate_rows(linker, at), right, WAR_WEIGHT))
    return examples


def collect(paths: list[str]) -> list[Examples]:
    """Read all suites."""
    gazetteer = open_default()
    news = [json.loads(line) for line in Path(paths[0]).read_text(encoding="utf-8").split("\n") if line.strip()]
    golds = {r["id"]: r["gold"] for r in map(json.loads, Path(paths[1]).read_text(encoding="utf-8").strip().split("\n"))}
    reports = [json.loads(line) for line in Path(paths[2]).read_text(encoding="utf-8").split("\n") if line.strip()]
    learnt = [learn_news(record, gazetteer) for record in news]
    learnt += [learn_districts(r["text"], golds[r["id"]], gazetteer) for r in reports if r["id"] in golds]
    judge = marked_wars.Judge(gazetteer)
    return learnt + [learn_war(report, judge) for report in marked_wars.read(marked_wars.FILES["wars"])]


class Problem:
    """Negative log-posterior of one logit: of choices or of verdicts."""

    def __init__(self, rows: list[dict[str, float]], names: list[str]) -> None:
        self.names = names
        at = {name: i for i, name in enumerate(names)}
        self.x = np.zeros((len(rows), len(names)))
        for i, row in enumerate(rows):
            for name, value in row.items():
                self.x[i, at[name]] = value


def fit_choices(choices: list[Choice], start: dict[str, float]) -> tuple[dict[str, float], float]:
    """Fit the weights that rank candidates."""
    rows = [row for choice in choices for row in choice.rows]
    names = sorted({name for row in rows for name in row})
    problem = Problem(rows, names)
    owner = np.repeat(np.arange(len(choices)), [len(c.rows) for c in choices])
    right = np.array([r for c in choices for r in c.right])
    weight = np.array([c.weight for c in choices])
    first = np.array([start.get(name, 0.0) for name in names])
    starts = np.concatenate([[0], np.cumsum([len(c.rows) for c in choices])[:-1]])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = problem.x @ w
        score -= np.maximum.reduceat(score, starts)[owner]
        odds = np.exp(score)
        whole, good = np.add.reduceat(odds, starts), np.maximum(np.add.reduceat(odds * right, starts), 1e-12)
        share, good_share = odds / whole[owner], odds * right / good[owner]
        value = -(weight * np.log(good / whole)).sum()
        gradient = problem.x.T @ (weight[owner] * (share - good_share))
        pull = STIFFNESS * weight.sum() / 10
        return value + pull * ((w - first) ** 2).sum() / 2, gradient + pull * (w - first)

    best = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return dict(zip(names, best.x, strict=True)), float(loss(best.x)[0] / weight.sum())


def fit_verdicts(verdicts: list[Verdict], start: dict[str, float]) -> tuple[dict[str, float], float]:
    """Fit the weights that tell places from other words."""
    names = sorted({name for v in verdicts for name in v.row})
    problem = Problem([v.row for v in verdicts], names)
    truth = np.array([v.place for v in verdicts], float)
    weight = np.array([v.weight for v in verdicts])
    first = np.array([start.get(name, 0.0) for name in names])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = problem.x @ w
        chance = 1 / (1 + np.exp(-score))
        value = (weight * (np.logaddexp(0, score) - truth * score)).sum()
        pull = STIFFNESS * weight.sum() / 10
        return value + pull * ((w - first) ** 2).sum() / 2, problem.x.T @ (weight * (chance - truth)) + pull * (w - first)

    best = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return dict(zip(names, best.x, strict=True)), float(loss(best.x)[0] / weight.sum())


def fit(examples: list[Examples], start: dict[str, float]) -> dict[str, float]:
    """Fit everything."""
    choices = [c for e in examples for c in e.choices]
    verdicts = [v for e in examples for v in e.verdicts]
    ranking, choice_loss = fit_choices(choices, start)
    placing, verdict_loss = fit_verdicts(verdicts, start)
    print(f"choices {len(choices)}, loss {choice_loss:.3f}; verdicts {len(verdicts)}, loss {verdict_loss:.3f}", flush=True)
    return {**start, **ranking, **placing, **KEPT}


def main(paths: list[str], *, write: bool) -> None:
    """Fit a few rounds, each on what the last one makes of the reports."""
    file = Path(str(resources.files("reportedly.data.gazetteer").joinpath("weights.json")))
    document = json.loads(file.read_text(encoding="utf-8"))
    prior = dict(document["weights"])
    current = dict(prior)
    for _ in range(ROUNDS):
        _weigh(current)
        current = fit(collect(paths), prior)
    if write:
        document["weights"] = {name: round(value, 3) for name, value in sorted(current.items())}
        file.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _weigh(values: Mapping[str, float]) -> None:
    """Let the linker weigh with these values from now on."""
    held = dict(values)
    for module in (linking, evidence):
        vars(module)["weights"] = lambda: held


if __name__ == "__main__":
    paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(paths) != FILES:
        sys.exit(__doc__)
    main(paths, write="--write" in sys.argv)
