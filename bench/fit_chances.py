#!/usr/bin/env python3
"""Fit the probabilities of places so that they can be believed, and test them on what they were not fitted on.

usage: fit_chances.py --suites FOLDER [--each N] [--seed N] [--third] [--write mentions] [--write lookups]

Two scales are fitted, each a logit with a plateau (src/reportedly/gazetteer/chances.py):
  mentions   on texts with places marked by hand (bench/geoparse), on districts known by reports (bench/districts), and on sentences and
             reports of wars of our own (cases/war_places.toml, cases/marked_wars.txt, cases/marked_wars_second.txt)
  lookups    on names drawn from the gazetteer and changed (asked.py), a tenth of them of places that it lacks
Each is fitted twice, on one half of the documents or places, and tested on the other half; all figures printed are of answers that were
tested so. The scale that --write stores in the package is fitted on everything but the third set of reports of wars, which --third judges;
it also writes diagram and tables of docs/places.md.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asked
import marked_places
import marked_wars
import numpy as np
import numpy.typing as npt
import page
from reliability import Judged, calibration_error, diagram, wrong_sure

from reportedly.gazetteer import Gazetteer, open_default
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
WAR_WEIGHT = 6.0  # an answer in reports of wars, what the program is for, counts as six
STEPS = 40  # of Newton's method; it settles within ten
SURE, LEAST_RIGHT = 0.9, 0.987  # what is called confident, and how often it must be right where the plateau is chosen
PLATEAU_FROM = 0.8
KINDS = ("mentions", "lookups")
Table = tuple[tuple[str, ...], list[tuple[str, ...]]]  # head and rows
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


def mention_examples(verdicts: Sequence[marked_places.Verdict], rule: Rule | None = None) -> list[Example]:
    """What marked texts teach by a rule, our own where none is named."""
    by = rule or RULES[0]
    return [
        Example(half_of(v), group_of(v), v.features, v.verdict in by.right, WAR_WEIGHT if group_of(v).startswith("wars") else 1.0)
        for v in verdicts
        if v.verdict not in by.left_out
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


@dataclass(frozen=True, slots=True)
class Rule:
    """How answers about marked texts are counted.

    Attributes:
        name: in words.
        right: verdicts that are right.
        left_out: verdicts of which nothing is said.
    """

    name: str
    right: tuple[str, ...]
    left_out: tuple[str, ...]


RULES = (
    Rule("all", marked_places.RIGHT, ("gap",)),
    Rule("all, every unmarked word wrong", marked_places.RIGHT, ()),
    Rule("all, by distance alone", ("near",), ()),
    Rule("marked names alone", marked_places.RIGHT, ("gap", "unmarked")),
    Rule("marked names alone, by distance", ("near",), ("gap", "unmarked")),
)
THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995)
STRICT = RULES[2]


def counted(tested: Sequence[tuple[marked_places.Verdict, float]], rule: Rule) -> list[Judged]:
    """Answers and their probabilities, by a rule."""
    return [Judged(chance, verdict.verdict in rule.right) for verdict, chance in tested if verdict.verdict not in rule.left_out]


def cross_chances(verdicts: Sequence[marked_places.Verdict], rule: Rule) -> list[tuple[marked_places.Verdict, float]]:
    """Give each mention the probability of the scale that was fitted, by a rule, on the other half."""
    halves = [fit_scale(mention_examples([v for v in verdicts if half_of(v) != half], rule)) for half in (0, 1)]
    return [(v, halves[half_of(v)].chance(v.features.items())) for v in verdicts]


def thresholds(tested: Sequence[tuple[marked_places.Verdict, float]]) -> list[tuple[str, ...]]:
    """How many answers reach a probability, and how many of these are wrong, by each rule."""
    rows = []
    for least in THRESHOLDS:
        wrong = [100 * wrong_sure(counted(tested, rule), least)[0] for rule in RULES[:3]]
        share = sum(chance >= least for _, chance in tested) / len(tested)
        rows.append((f"{least:g}", f"{100 * share:.1f}", *(f"{one:.1f}" for one in wrong)))
    return rows


THRESHOLD_HEAD = ("p at least", "share of answers, %", "wrong, %", "… every unmarked word wrong", "… by distance alone")


def collect(suites: Path, gazetteer: Gazetteer) -> list[marked_places.Verdict]:
    """Judge all marked texts that the scale may learn from."""
    verdicts = marked_places.judge_file(suites / "bench/geoparse/dev.jsonl", gazetteer)
    districts = (suites / "bench/districts/dev.jsonl", suites / "reports/af2021/reports.jsonl")
    verdicts += marked_places.judge_districts(*districts, gazetteer)
    verdicts += marked_places.judge_wars(WARS, gazetteer)
    verdicts += [one.verdict for one in marked_wars.judge(marked_wars.FILES["wars"], gazetteer, "wars, marked")]
    return verdicts + [one.verdict for one in marked_wars.judge(marked_wars.FILES["wars, second half"], gazetteer, "wars, second half")]


def third_row(gazetteer: Gazetteer, verdicts: Sequence[marked_places.Verdict]) -> tuple[str, ...]:
    """The reports of wars that the scale does not learn from, judged by the scale fitted on everything else."""
    scale = fit_scale(mention_examples(verdicts))
    third = [one.verdict for one in marked_wars.judge(marked_wars.FILES["wars, third set"], gazetteer, "third")]
    return line("wars, third set (not in all)", [Judged(scale.chance(v.features.items()), v.verdict in marked_places.RIGHT) for v in third])


def main() -> None:
    """Collect, fit, test, print; write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, required=True)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--third", action="store_true", help="judge the third set of reports of wars, too")
    parser.add_argument("--write", action="append", choices=KINDS, default=[], help="store this scale and write its tables")
    arguments = parser.parse_args()
    gazetteer = open_default()
    verdicts = collect(arguments.suites, gazetteer)
    tables = {"mentions": mention_tables(verdicts)}
    if arguments.third:
        tables["mentions"]["chances-mentions"][1].append(third_row(gazetteer, verdicts))
    dice = random.Random(arguments.seed)  # noqa: S311 - draws names, keeps no secret
    replies = [asked.ask(gazetteer, question) for question in asked.questions(gazetteer, dice, arguments.each)]
    mentions, lookups = mention_examples(verdicts), lookup_examples(replies)
    tables["lookups"] = {"chances-lookups": (HEAD, by_group(cross_fitted(lookups)))}
    for name, (head, rows) in {**tables["mentions"], **tables["lookups"]}.items():
        print(name, page.plain(head, rows), sep="\n", end="\n\n")
    say_more(verdicts, replies)
    for kind in arguments.write:
        store(kind, fit_scale(mentions if kind == "mentions" else lookups))
        for section, (head, rows) in tables[kind].items():
            page.write(section, page.markdown(head, rows), DOCS / "places.md")
    if arguments.write:
        panels = [("mentions", [a for _, a in cross_fitted(mentions)]), ("look-ups", [a for _, a in cross_fitted(lookups)])]
        (DOCS / "images" / "place-reliability.svg").write_text(diagram(panels), encoding="utf-8")


def mention_tables(verdicts: Sequence[marked_places.Verdict]) -> dict[str, Table]:
    """The tables of mentions: by corpus, by rule, and by threshold."""
    tested = cross_chances(verdicts, RULES[0])
    groups = dict.fromkeys(sorted(map(group_of, verdicts)))
    rows = [line(group, counted([one for one in tested if group_of(one[0]) == group], RULES[0])) for group in groups]
    rows += [line(rule.name, counted(tested, rule)) for rule in RULES]
    rows.append(line("all, by distance alone, by a scale fitted to that", counted(cross_chances(verdicts, STRICT), STRICT)))
    return {"chances-mentions": (HEAD, rows), "chances-thresholds": (THRESHOLD_HEAD, thresholds(tested))}


def say_more(verdicts: Sequence[marked_places.Verdict], replies: Sequence[asked.Replied]) -> None:
    """Print how answers came about, and how the packaged scales do."""
    counts = {v: sum(one.verdict == v for one in verdicts) for v in ("near", "unit", "far", "gap", "unmarked")}
    lacking = [r for r in replies if r.question.wanted is None]
    print(counts, f"refused of names that are not there: {sum(not r.features for r in lacking)} of {len(lacking)}")
    print("now, as packaged:", line("mentions", counted([(v, v.chance) for v in verdicts], RULES[0])))
    print("now, as packaged:", line("lookups", [Judged(r.chance, r.right) for r in replies if r.features]))


def store(kind: str, scale: Scale) -> None:
    """Write one scale into the package."""
    raw = json.loads(DATA.read_text(encoding="utf-8"))
    plateau = {"least": scale.least, "most": round(scale.most, 4), "level": scale.level}
    raw["about"], raw["scales"][kind] = ABOUT, {"weights": dict(sorted(scale.weights.items())), "plateau": plateau}
    DATA.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
