"""The suites that measure accuracy: what each reads, what scores it, which figures count, and what to hold them against.

Suites lie in a folder beside this project (`--suites`); none of their texts is part of it, but for `wars`, which is our own. The others
go through the installed `reportedly` command, as a user would, and are scored by their own scorers. Targets and the figures of peers
stand here because the scorers print only some of them; where they come from is said in docs/figures.md.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import picture

HERE = Path(__file__).parent
READ_EXIT_CODES = (0, 1)  # 1: done, but something was skipped


@dataclass(frozen=True, slots=True)
class Bench:
    """Where to measure.

    Attributes:
        suites: the folder of the suites.
        command: the program to measure.
        work: a folder for files in between.
    """

    suites: Path
    command: str
    work: Path

    def read(self, inputs: Path, layer: str) -> Path:
        """Read a JSON Lines file with the program; give the file that holds what it printed.

        Raises:
            RuntimeError: the program failed.
        """
        output = self.work / f"{inputs.stem}.{layer}.jsonl"
        with output.open("wb") as stream:
            done = subprocess.run(
                [self.command, "read", str(inputs), "--layer", layer, "--json"], stdout=stream, stderr=subprocess.PIPE, check=False
            )
        if done.returncode not in READ_EXIT_CODES:
            message = f"reportedly read --layer {layer} ended with {done.returncode}: {done.stderr.decode()[-800:]}"
            raise RuntimeError(message)
        return output

    def script(self, path: str, *words: str | Path) -> str:
        """Run a script of the suites; give what it printed, whatever it thinks of it.

        Raises:
            RuntimeError: it printed nothing.
        """
        done = subprocess.run([sys.executable, str(self.suites / path), *map(str, words)], capture_output=True, text=True, check=False)
        if not done.stdout:
            message = f"{path} printed nothing: {done.stderr[-800:]}"
            raise RuntimeError(message)
        return done.stdout

    def gather(self, name: str, paths: tuple[str, ...]) -> Path:
        """Turn gold or report files into one input without the gold."""
        inputs = self.work / f"{name}.jsonl"
        inputs.write_text(self.script("bench/inputs.py", *(self.suites / path for path in paths)), encoding="utf-8")
        return inputs


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a suite.

    Attributes:
        name: what is counted, with its unit.
        value: finds it in what the scorer printed; raises LookupError where it is not there.
        target: what it should reach; None where none is set.
        peers: what others reach on the same or the nearest like task; empty where nobody has published any.
        floor: what a simple rule reaches.
        higher: whether more is better.
        noise: how far it may fall below its stored floor before the gate fails.
    """

    name: str
    value: Callable[[str], float]
    target: float | None = None
    peers: str = ""
    floor: str = ""
    higher: bool = True
    noise: float = 0.5

    def reached(self, value: float) -> bool:
        """Tell whether a value meets the target; true where none is set."""
        return self.target is None or (value >= self.target if self.higher else value <= self.target)


@dataclass(frozen=True, slots=True)
class Suite:
    """One suite.

    Attributes:
        name: its name on the command line.
        title: what it measures.
        files: the files it depends on, below the suites' folder; their digest is stored with the floors.
        measure: runs the program and the scorer; gives what the scorer printed.
        figures: what to take from that.
        own: whether its files lie beside this one.
    """

    name: str
    title: str
    files: tuple[str, ...]
    measure: Callable[[Bench], str]
    figures: tuple[Figure, ...]
    own: bool = False

    def path(self, root: Path, name: str) -> Path:
        """Where a file of it lies.

        Args:
            root: the folder of the suites.
            name: one of its files.
        """
        return (HERE if self.own else root) / name


def number(pattern: str) -> Callable[[str], float]:
    """Find a figure by a regular expression with one group."""

    def value(output: str) -> float:
        found = re.search(pattern, output, re.MULTILINE)
        if found is None:
            raise LookupError(pattern)
        return float(found.group(1))

    return value


def cell(row: str, column: int) -> Callable[[str], float]:
    """Find a figure in the row of a table, by its column counted from 1."""
    return number(rf"^{re.escape(row)}" + r"\s+[-\d.]+" * (column - 1) + r"\s+([-\d.]+)")


def ratio(part: Callable[[str], float], whole: Callable[[str], float]) -> Callable[[str], float]:
    """Give one figure as a percentage of another; 0 where there is nothing to take it of."""

    def value(output: str) -> float:
        return 100 * part(output) / total if (total := whole(output)) else 0.0

    return value


def scored(folder: str, layer: str, inputs: tuple[str, ...] = (), *, with_input: bool = False) -> Callable[[Bench], str]:
    """Measure a suite of the usual form: gold without its gold is read, and `score.py` compares.

    Args:
        folder: its folder below the suites.
        layer: what `reportedly read` is asked for.
        inputs: the reports, below the suites' folder; empty where the gold file holds them.
        with_input: whether the scorer wants to see the input too.
    """
    gold = f"{folder}/dev.jsonl"

    def measure(bench: Bench) -> str:
        reports = bench.gather(Path(folder).name, inputs or (gold,))
        output = bench.read(reports, layer)
        return bench.script(f"{folder}/score.py", bench.suites / gold, output, *((reports,) if with_input else ()))

    return measure


def seed(bench: Bench) -> str:
    """Hold the program against what the example article must give."""
    return bench.script("seed/check.py", bench.command)


def af2021(bench: Bench) -> str:
    """Hold pictures against what happened to Afghan districts in 2021."""
    return picture.measure(bench.suites, bench.command, bench.work)


def wars(bench: Bench) -> str:
    """Hold the places found in our reports of wars, and their probabilities, against those marked."""
    return bench.script(str(HERE / "marked_wars.py")) + bench.script(str(HERE / "marked_wars.py"), "--third")


def usual(folder: str) -> tuple[str, ...]:
    """The files of a suite of the usual form."""
    return (f"{folder}/dev.jsonl", f"{folder}/score.py")


AF2021 = "reports/af2021/reports.jsonl"
CURRENT = "reports/wiki_current_events"
THEATRES = tuple(f"{CURRENT}/{name}.jsonl" for name in ("iraq", "libya", "mali_sahel", "yemen", "pakistan", "nigeria", "afghanistan"))

SUITES = (
    Suite(
        "seed",
        "the example article",
        ("seed/check.py", "seed/000_cd337b1c129bf087.txt"),
        seed,
        (Figure("expectations of 33 that hold", number(r"^(\d+) of \d+ expectations hold"), 33, noise=0),),
    ),
    Suite(
        "districts",
        "who took which Afghan district (English)",
        (*usual("bench/districts"), AF2021),
        scored("bench/districts", "claims", (AF2021,)),
        (
            Figure("found, %", cell("found", 2), 85, floor="81.1"),
            Figure("holder right, % of found", ratio(cell("controller", 2), cell("found +inside", 2)), 90, floor="79.2"),
            Figure("precision, %", cell("precision, district", 1), 85, floor="74.8"),
            Figure("found, holder, day and status, %", cell("all four", 2), floor="34.0"),
        ),
    ),
    Suite(
        "isaf",
        "press releases coded in eight fields",
        usual("bench/isaf"),
        scored("bench/isaf", "claims"),
        (Figure("mean of 8 fields, %", number(r", mean ([\d.]+)$"), 90, "GPT-4o 90.6; fine-tuned Mistral-7B 97.5"),),
    ),
    Suite(
        "changes",
        "cities that changed hands in six other wars",
        (*usual("bench/changes"), *THEATRES),
        scored("bench/changes", "claims", THEATRES, with_input=True),
        (
            Figure("right, % of the answerable", number(r"of answerable ([\d.]+)"), 70),
            Figure("spurious, %", number(r"spurious ([\d.]+) %"), 10, higher=False),
        ),
    ),
    Suite(
        "picture",
        "holder of an Afghan district on the day after a change",
        (picture.TRUTH, *picture.REPORTS),
        af2021,
        (
            Figure("right, %", number(r"^picture: right ([\d.]+) %"), 85),
            Figure("better than last claim wins, points", number(r"^difference: ([-\d.]+) points"), 0.1, noise=2),
            Figure("last claim wins: right, %", number(r"^last claim wins: right ([\d.]+) %"), noise=100),  # shown, never gated
        ),
    ),
    Suite(
        "geoparse",
        "places in local and epidemic news",
        usual("bench/geoparse"),
        scored("bench/geoparse", "mentions"),
        (
            Figure("found, F1", number(r"found F1 ([\d.]+)"), 82, "Mordecai 3 76.8 (other news)"),
            Figure("end to end within 161 km, LGL, %", cell("end to end @161 km", 2), 75, "Mordecai 3 69.2 (three news corpora)"),
            Figure("end to end within 161 km, GeoVirus, %", cell("end to end @161 km", 3), 85),
        ),
    ),
    Suite(
        "wars",
        "places in our own reports of wars, and how far their probabilities hold",
        ("cases/marked_wars.txt", "cases/marked_wars_second.txt", "cases/marked_wars_third.txt", "marked_wars.py"),
        wars,
        (
            Figure("found, %", number(r"^wars: ([\d.]+) % of")),
            Figure("third set: found, %", number(r"^wars, third set: ([\d.]+) % of")),
            Figure("third set: right of answers, %", number(r"^wars, third set: .*found, ([\d.]+) % of")),
            Figure("third set: calibration error", number(r"^wars, third set: .*error ([\d.]+),"), 0.03, higher=False, noise=0.015),
            Figure("third set: wrong of p ≥ .9, %", number(r"^wars, third set: .*error [\d.]+, ([\d.]+) %"), 2, higher=False, noise=0.8),
        ),
        own=True,
    ),
    Suite(
        "times",
        "time expressions in histories of 16 wars",
        usual("bench/times"),
        scored("bench/times", "times"),
        (
            Figure("strict, F1", number(r"strict ([\d.]+) relaxed"), None, "HeidelTime 85.3 (22 wars)", "dateparser 11.8"),
            Figure("relaxed, F1", number(r"relaxed ([\d.]+) value"), None, "HeidelTime 91.7", "dateparser 77.5"),
            Figure("value, F1", number(r"relaxed [\d.]+ value ([\d.]+)"), None, "HeidelTime 82.5", "dateparser 30.1"),
        ),
    ),
    Suite(
        "attribution",
        "who says what, in political news",
        usual("bench/attribution"),
        scored("bench/attribution", "attributions"),
        (
            Figure(
                "content overlap, F1",
                number(r"content overlap F1 ([\d.]+)"),
                None,
                "Citron 83.3 (PARC3); second annotator 88.6",
                "one rule 33.8",
            ),
            Figure("source exact, F1", cell("source", 3), None, "Citron 82.0 (PARC3); second annotator 76.9", "one rule 30.8"),
            Figure(
                "whole attribution exact, F1",
                number(r"quote exact F1 ([\d.]+)"),
                None,
                "Citron 56.7 (PARC3); second annotator 58.8",
                "one rule 12.9",
            ),
        ),
    ),
    Suite(
        "factuality",
        "whether it happened, according to the sentence",
        usual("bench/factuality"),
        scored("bench/factuality", "events"),
        (
            Figure(
                "UW, mean error",
                number(r"uw MAE ([\d.]+)"),
                None,
                "TruthTeller .397 (test part)",
                "always 3.0: .768",
                higher=False,
                noise=0.01,
            ),
            Figure("UW, correlation", number(r"uw MAE [\d.]+ r ([-\d.]+)"), None, "TruthTeller .669 (test part)", "0", noise=0.01),
        ),
    ),
)
