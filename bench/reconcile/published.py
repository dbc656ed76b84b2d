"""What the run found, as lines for a terminal and as tables and plots for the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import page
import plots
import scoring

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reconcile.md"
IMAGES = ROOT / "docs" / "images"
Found: TypeAlias = "Mapping[str, Mapping[str, scoring.Answers]]"
HEAD = ("set", "method", "accuracy", "Brier", "ECE", "within 24 h", "false confirmed", "confirmed")
SUMMARY = ("method", "accuracy", "Brier", "ECE", "within 24 h", "false confirmed", "confirmed")
OWN = "own-"  # before the names of own sets: both simulators have a scenario called blackout
LONG = {"realtime": "real time", "hindsight": "hindsight"}


def text(found: Found) -> Iterator[str]:
    """Every figure, a line for each set, method and part, then the means."""
    for part in scoring.PARTS:
        yield f"\n{LONG[part]}"
        yield page.plain(HEAD, [*_rows(found, part), *([] if len(found) < 2 else _mean_rows(found, part))])  # noqa: PLR2004 - a mean of one
    for name, answers in found.items():
        for method, one in answers.items():
            lies = [scoring.figures(one, part).lie for part in scoring.PARTS]
            if lies[0] is not None:
                yield f"{name} {method}: highest p of the false capture {number(lies[0])} real time, {number(lies[1])} hindsight"


def write(found: Found) -> None:
    """Write the tables and plots of the documentation."""
    theirs = {name: answers for name, answers in found.items() if not name.startswith(OWN)}
    ours = {name.removeprefix(OWN): answers for name, answers in found.items() if name.startswith(OWN)}
    for title, sets in (("reference", theirs), ("own", ours)):
        if not sets:
            continue
        for part in scoring.PARTS:
            page.write(f"{title}-{part}", page.markdown(SUMMARY, [row[1:] for row in _mean_rows(sets, part)]), PAGE)
            page.write(f"{title}-{part}-sets", page.markdown(HEAD, _rows(sets, part)), PAGE)
        page.write(f"{title}-labels", page.markdown(LABELS, list(_labels(sets))), PAGE)
        plots.reliability(_points(sets), IMAGES / f"reliability-{title}.png")
        plots.after_change(_points(sets), IMAGES / f"after-change-{title}.png")
    if theirs:
        rows = [[LONG[part], *row[1:]] for part in scoring.PARTS for row in _mean_rows(theirs, part)]
        page.write("reconcile", page.markdown(("", *SUMMARY), rows))


LABELS = ("", "answers", "called confirmed", "of these right", "not confirmed: right")


def _labels(sets: Found) -> Iterator[list[str]]:
    for part in scoring.PARTS:
        found = scoring.joined([scoring.points(answers["ours"], part) for answers in sets.values() if "ours" in answers])
        yes = found.confirmed
        right = [f"{100 * found.hit[rows].mean():.1f} %" if rows.any() else "–" for rows in (yes, ~yes)]
        yield [LONG[part], f"{len(yes):,}", f"{int(yes.sum()):,}", *right]


def _points(sets: Found) -> dict[str, dict[str, scoring.Points]]:
    """Answers of all sets together, by part and method."""
    methods = list(dict.fromkeys(method for answers in sets.values() for method in answers))
    return {
        part: {
            method: scoring.joined([scoring.points(answers[method], part) for answers in sets.values() if method in answers])
            for method in methods
        }
        for part in scoring.PARTS
    }


def _rows(found: Found, part: str) -> list[list[str]]:
    return [[name, method, *_cells(scoring.figures(one, part))] for name, answers in found.items() for method, one in answers.items()]


def _mean_rows(found: Found, part: str) -> list[list[str]]:
    methods: Iterable[str] = dict.fromkeys(method for answers in found.values() for method in answers)
    rows = []
    for method in methods:
        many = [scoring.figures(answers[method], part) for answers in found.values() if method in answers]
        rows.append(["mean", method, *_cells(scoring.mean(many))])
    return rows


def _cells(figures: scoring.Figures) -> Sequence[str]:
    values = (figures.accuracy, figures.brier, figures.ece, figures.acc24, figures.false_confirmed, figures.confirmed)
    return [number(value) for value in values]


def number(value: float | None) -> str:
    """A figure with three decimals; a dash where there is none."""
    return "–" if value is None else f"{value:.3f}"
