"""The installed program answers the questions of a set, as a user would ask them."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from sets import Flags, Floats, Given, hours


def answer(given: Given, program: str, reports: Path | None = None) -> tuple[Floats, Flags]:
    """Import the claims of a set, or read reports instead where a file of reports is given, and ask for its pictures.

    Returns:
        Probabilities of the states, a row for each question, and which answers are labelled as confirmed. What is given to `none` or to
        states that the set does not know is spread evenly; so is all of an answer that is missing.
    """
    rows: dict[tuple[str, float, float], tuple[Floats, bool]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for line in _asked(given, program, Path(folder), reports):
            picture = json.loads(line)
            key = picture["place"]["id"], hours(picture["at"]), hours(picture["known"])
            rows[key] = _spread(given, picture["p"]), str(picture["label"]).startswith("confirmed")
    even = np.full(len(given.states), 1.0 / len(given.states)), False
    questions = given.questions
    found = [
        rows.get((given.places[place], at, known), even)
        for place, at, known in zip(questions.place.tolist(), questions.at.tolist(), questions.known.tolist(), strict=True)
    ]
    return np.array([row for row, _ in found]), np.array([confirmed for _, confirmed in found])


def _asked(given: Given, program: str, work: Path, reports: Path | None) -> list[str]:
    ledger, files = str(work / "ledger.db"), given.folder
    claims, sources, places = (str(files / name) for name in ("claims.jsonl.gz", "sources.jsonl", "places.jsonl"))
    take = ["import", claims, "--sources", sources, "--places", places] if reports is None else ["add", str(reports)]
    subprocess.run([program, *take, "--ledger", ledger], check=True, capture_output=True)
    grid = [program, "picture", "--grid", str(files / "grid.jsonl.gz"), "--ledger", ledger, "--json"]
    return subprocess.run(grid, check=True, capture_output=True, text=True).stdout.splitlines()


def _spread(given: Given, p: dict[str, float]) -> Floats:
    row = np.array([max(0.0, float(p.get(state, 0.0))) for state in given.states])
    left: float = max(0.0, 1.0 - float(row.sum()))
    spread: Floats = (row + left / len(row)) / (row.sum() + left)
    return spread
