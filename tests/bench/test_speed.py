"""What a run costs, and which texts are read."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
import speed


def test_the_cheapest_run_counts_by_the_clock() -> None:
    assert speed.best([speed.Cost(3.0, 1.0), speed.Cost(2.0, 2.0)]) == speed.Cost(2.0, 2.0)


def test_a_run_that_fails_is_no_measurement() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        speed.cost([sys.executable, "-c", "raise SystemExit(2)"])


def test_empty_texts_are_not_read(tmp_path: Path) -> None:
    (tmp_path / speed.WIKINEWS).mkdir(parents=True)
    (tmp_path / speed.RELEASES).parent.mkdir(parents=True)
    with (tmp_path / speed.WIKINEWS / "a.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["date", "title", "text"], ["2021-05-05", "One", "Some words."], ["2021-05-06", "Two", " "]])
    (tmp_path / speed.RELEASES).write_text(json.dumps({"id": "b", "text": "Other words."}) + "\n", encoding="utf-8")
    assert [row["id"] for row in speed.texts(tmp_path)] == ["a-0", "b"]
