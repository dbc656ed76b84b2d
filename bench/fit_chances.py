#!/usr/bin/env python3
"""Fit the probabilities of places so that they can be believed, and test them on what they were not fitted on.

usage: fit_chances.py --suites FOLDER [--each N] [--seed N] [--write]

Two scales are fitted, each a logit with a plateau (src/reportedly/gazetteer/chances.py):
  mentions   on texts with places marked by hand (bench/geoparse), on districts known by reports (bench/districts), and on sentences of
             wars of our own (cases/war_places.toml)
  lookups    on names drawn from the gazetteer and changed (asked.py), a tenth of them of places that it lacks
Each is fitted twice, on one half of the documents or places, and tested on the other half; all figures printed are of answers that were
tested so. The scale that --write stores in the package is fitted on everything; it also writes diagram and tables of docs/places.md.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import asked
import marked_places
import numpy as np
import numpy.typing as npt
import page
from reliability import Judged, calibration_error, diagram, wrong_sure

from reportedly.gazetteer import open_default
from reportedly.gazetteer.chances import Scale

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "reportedly" / "data" / "gazetteer" / "chances.json"
DOCS = ROOT / "docs"
WARS = Path(__file__).parent / "cases" / "war_places.toml"
ABOUT = (
    "Weights (natural log-odds) of what says whether a place named in a text, or the first answer to a name looked up, is right,"
    " and the plateau inside which none is called confident. Made by bench/fit_chances.py. Own work, CC0."
)
STIFFNESS = 1.0  # of the Gaussian prior around zero, per squared unit of log-odds
WAR_WEIGHT = 3.0  # an answer in reports of wars, what the program is for, counts as three
STEPS = 40  # of Newton's method; it settles within ten
SURE, LEAST_RIGHT = 0.9, 0.987  # what is called confident, and how often it must be right where the plateau is chosen
PLATEAU_FROM = 0.8
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One answer to learn from.

    Attributes:
        half: 0 or 1: which half it belongs to.
        group: country, or corpus.
        features: what its probability is made from.
        right: whether it was right.
        weight: how many answers it counts for.
    """

    half: int
    group: str
    features: dict[str, float]
    right: bool
    weight: float = 1.0


def matrix(examples: Sequence[Example], names: Sequence[str]) -> Floats:
    """Features of examples, a row each."""
    return np.array([[example.features.get(name, 0.0) for name in names] for example in examples])


def fit_weights(examples: Sequence[Example]) -> dict[str, float]:
    """Fit a logit with a Gaussian prior, by Newton's method."""
    names = sorted({name for example in examples for name in example.features})
    x, y = matrix(examples, names), np.array([float(example.right) for example in examples])
    counts = np.array([example.weight for example in examples])
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (counts * (p - y)) + STIFFNESS * w
        curve = (x * (counts * p * (1 - p) + 1e-9)[:, None]).T @ x + STIFFNESS * np.eye(len(names))
        w -= np.linalg.solve(curve, gradient)
    return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}


def fit_scale(examples: Sequence[Example]) -> Scale:
    """Fit the weights, then choose the plateau: just so wide that what lies above it is right often enough."""
    weights = fit_weights(examples)
    plain = Scale(weights, 1.0, 1.0, 1.0)
    answers = sorted(((plain.chance(e.features.items()), e.right) for e in examples), reverse=True)
    rights = np.cumsum([right for _, right in answers]) / np.arange(1, len(answers) + 1)
    sure = [chance for (chance, _), share in zip(answers, rights, strict=True) if share >= LEAST_RIGHT]
    most = max(SURE, min(sure, default=1.0))
    inside = [right for chance, right in answers if PLATEAU_FROM <= chance < most]
    level = min(SURE - 0.001, float(np.mean(inside))) if inside else PLATEAU_FROM
    return Scale(weights, PLATEAU_FROM, most, round(level, 3)) if most > SURE else plain


def cross_fitted(examples: Sequence[Example]) -> list[tuple[Example, Judged]]:
    """Judge each half by the scale of the other."""
    found = []
    for half in (0, 1):
        scale = fit_scale([e for e in examples if e.half != half])
        found += [(e, Judged(scale.chance(e.features.items()), e.right)) for e in examples if e.half == half]
    return found


def half_of(verdict: marked_places.Verdict) -> int:
    """Which half of the documents a verdict belongs to, 0 or 1."""
    return int(verdict.document.rpartition("-")[2]) % 2


def group_of(verdict: marked_places.Verdict) -> str:
    """The corpus of a verdict."""
    return verdict.document.partition("-")[0]


def mention_examples(verdicts: Sequence[marked_places.Verdict]) -> list[Example]:
    """What marked texts teach; of words that the corpus marks elsewhere in the same text nothing is learnt."""
    return [
        Example(half_of(v), group_of(v), v.features, v.verdict in marked_places.RIGHT, WAR_WEIGHT if group_of(v).startswith("wars") else 1.0)
        for v in verdicts
        if v.verdict != "gap"
    ]


def lookup_examples(replies: Sequence[asked.Replied]) -> list[Example]:
    """What answered questions teach."""
    return [Example(r.question.drawn % 2, r.question.country, r.features, r.right) for r in replies if r.features]


def line(name: str, answers: Sequence[Judged]) -> tuple[str, ...]:
    """A row of a table: calibration error, and wrong answers among the sure ones."""
    wrong, sure = wrong_sure(answers)
    return name, f"{len(answers)}", f"{calibration_error(answers):.3f}", f"{sure}", f"{100 * wrong:.1f}"


HEAD = ("", "answers", "calibration error", "of these p ≥ .9", "wrong among these, %")


def by_group(tested: Sequence[tuple[Example, Judged]]) -> list[tuple[str, ...]]:
    """A row for each group, and one for all."""
    groups = sorted({example.group for example, _ in tested})
    rows = [line(group, [answer for example, answer in tested if example.group == group]) for group in groups]
    return [*rows, line("all", [answer for _, answer in tested])]


def strict_row(verdicts: Sequence[marked_places.Verdict], scale_of: Callable[[marked_places.Verdict], Scale]) -> tuple[str, ...]:
    """The row by the scorer's own rule: within 161 km or wrong, unmarked is wrong."""
    return line("all, by distance alone", [Judged(scale_of(v).chance(v.features.items()), v.verdict == "near") for v in verdicts])


def main() -> None:
    """Collect, fit, test, print; write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, required=True)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    gazetteer = open_default()
    verdicts = marked_places.judge_file(arguments.suites / "bench/geoparse/dev.jsonl", gazetteer)
    districts = (arguments.suites / "bench/districts/dev.jsonl", arguments.suites / "reports/af2021/reports.jsonl")
    verdicts += marked_places.judge_districts(*districts, gazetteer)
    verdicts += marked_places.judge_wars(WARS, gazetteer)
    mentions = mention_examples(verdicts)
    dice = random.Random(arguments.seed)  # noqa: S311 - draws names, keeps no secret
    replies = [asked.ask(gazetteer, question) for question in asked.questions(gazetteer, dice, arguments.each)]
    lookups = lookup_examples(replies)
    tables = report(verdicts, mentions, lookups, replies)
    if arguments.write:
        store({"mentions": fit_scale(mentions), "lookups": fit_scale(lookups)})
        publish(tables, mentions, lookups)


def report(
    verdicts: Sequence[marked_places.Verdict], mentions: Sequence[Example], lookups: Sequence[Example], replies: Sequence[asked.Replied]
) -> dict[str, str]:
    """Print what the tests gave; give the tables for the documentation."""
    tested = cross_fitted(mentions)
    halves = [fit_scale([e for e in mentions if e.half != half]) for half in (0, 1)]
    strict = strict_row(verdicts, lambda v: halves[int(v.document.rpartition("-")[2]) % 2])
    rows = {"chances-mentions": [*by_group(tested), strict], "chances-lookups": by_group(cross_fitted(lookups))}
    for name, table in rows.items():
        print(name, page.plain(HEAD, table), sep="\n", end="\n\n")
    counts = {v: sum(one.verdict == v for one in verdicts) for v in ("near", "unit", "far", "gap", "unmarked")}
    lacking = [r for r in replies if r.question.wanted is None]
    print(counts, f"refused of names that are not there: {sum(not r.features for r in lacking)} of {len(lacking)}")
    print(
        "now, as packaged:", line("mentions", [Judged(v.chance, v.verdict in marked_places.RIGHT) for v in verdicts if v.verdict != "gap"])
    )
    print("now, as packaged:", line("lookups", [Judged(r.chance, r.right) for r in replies if r.features]))
    return {name: page.markdown(HEAD, table) for name, table in rows.items()}


def store(scales: dict[str, Scale]) -> None:
    """Write the scales into the package."""
    raw = {
        kind: {"weights": dict(sorted(s.weights.items())), "plateau": {"least": s.least, "most": round(s.most, 4), "level": s.level}}
        for kind, s in scales.items()
    }
    DATA.write_text(json.dumps({"about": ABOUT, "scales": raw}, indent=1) + "\n", encoding="utf-8")


def publish(tables: dict[str, str], mentions: Sequence[Example], lookups: Sequence[Example]) -> None:
    """Write the diagram and the tables of docs/places.md."""
    panels = [("mentions", [a for _, a in cross_fitted(mentions)]), ("look-ups", [a for _, a in cross_fitted(lookups)])]
    (DOCS / "images" / "place-reliability.svg").write_text(diagram(panels), encoding="utf-8")
    for section, table in tables.items():
        page.write(section, table, DOCS / "places.md")


if __name__ == "__main__":
    main()
