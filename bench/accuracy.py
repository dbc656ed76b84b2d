"""Measure accuracy: every suite through the installed program, with the suite's own scorer, in one table.

usage: accuracy.py --suites FOLDER [--suite NAME ...] [--command PROGRAM] [--verbose]
                   [--gate | --raise [--allow-regression]] [--write]

--gate    fails where a figure has fallen below its floor in baseline.json by more than its noise
--raise   lifts the floors to what was measured, never down; --allow-regression stores what was measured, also where it is lower
--write   puts the table into docs/figures.md
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import page
from floors import Floor, complaints, digest, load, raised, save, unmeasured
from suites import SUITES, Bench, Figure, Suite

BASELINE = Path(__file__).with_name("baseline.json")
BESIDE = Path(sys.executable).with_name("reportedly")


@dataclass(frozen=True, slots=True)
class Result:
    """What a suite gave.

    Attributes:
        suite: the suite.
        floor: digest and figures.
        output: what its scorer printed; what went wrong where it gave nothing.
        seconds: how long it took.
    """

    suite: Suite
    floor: Floor
    output: str
    seconds: float


def figures(suite: Suite, output: str) -> dict[str, float]:
    """Take the figures out of what a scorer printed; those that are not there are left out."""
    found = {}
    for figure in suite.figures:
        try:
            found[figure.name] = round(figure.value(output), 3)
        except LookupError:
            continue
    return found


def run(suite: Suite, bench: Bench) -> Result:
    """Run one suite; a program or scorer that fails gives a result without figures that says why."""
    begun = time.monotonic()
    try:
        output = suite.measure(bench)
    except RuntimeError as error:
        output = f"{error}\n"
    return Result(suite, Floor(digest(bench.suites, suite), figures(suite, output)), output, time.monotonic() - begun)


def row(suite: Suite, figure: Figure, value: float | None) -> list[str]:
    """One line of the table: suite, figure, ours, target, peers, simple rule."""
    ours = "–" if value is None else f"{value:.3f}" if figure.noise < 0.1 and figure.noise else f"{value:.1f}"  # noqa: PLR2004  error figures have small noise
    mark = "" if value is None or figure.target is None else " ✓" if figure.reached(value) else " ✗"
    bound = "" if figure.target is None else f"{'≥' if figure.higher else '≤'} {figure.target:g}"
    return [suite.name, figure.name, ours + mark, bound, figure.peers, figure.floor]


def table(results: Sequence[Result]) -> list[list[str]]:
    """All lines of the table."""
    return [row(result.suite, figure, result.floor.figures.get(figure.name)) for result in results for figure in result.suite.figures]


def missing(result: Result) -> list[str]:
    """Say which figures a suite should have given and did not."""
    return [f"{result.suite.name}: gave no {figure.name!r}" for figure in result.suite.figures if figure.name not in result.floor.figures]


def check(results: Sequence[Result]) -> list[str]:
    """Hold all results against their floors; give what is wrong."""
    floors = load(BASELINE)
    wrong = [line for result in results for line in complaints(result.suite, result.floor, floors.get(result.suite.name))]
    return wrong + [line for result in results for line in missing(result)]


def lift(results: Sequence[Result], *, allow_regression: bool) -> list[str]:
    """Raise the floors; give what stands against it, in which case nothing is stored for that suite."""
    floors, wrong = load(BASELINE), []
    for result in results:
        name, old = result.suite.name, load(BASELINE).get(result.suite.name)
        against = (
            [] if allow_regression or old is None or old.digest != result.floor.digest else complaints(result.suite, result.floor, old)
        )
        against += [f"{name}: {lost} has a floor and was not measured" for lost in unmeasured(old, result.floor) if not allow_regression]
        wrong += against
        if result.floor.figures and not against:
            floors[name] = result.floor if allow_regression else raised(result.suite, result.floor, old)
    save(BASELINE, floors)
    return wrong


def words() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, required=True)
    parser.add_argument("--suite", action="append", choices=[suite.name for suite in SUITES])
    parser.add_argument("--command", default=str(BESIDE))
    parser.add_argument("--verbose", action="store_true", help="print what the scorers print")
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def wanted(arguments: argparse.Namespace) -> list[Suite]:
    """The suites that were asked for and are there."""
    named = [suite for suite in SUITES if not arguments.suite or suite.name in arguments.suite]
    there = [suite for suite in named if all(suite.path(arguments.suites, name).exists() for name in suite.files)]
    for suite in named:
        if suite not in there:
            print(f"{suite.name}: not in {arguments.suites}, left out", file=sys.stderr)
    return there


def measure(arguments: argparse.Namespace) -> list[Result]:
    """Run the suites one after another."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments.suites.resolve(), arguments.command, Path(folder))
        for suite in wanted(arguments):
            result = run(suite, bench)
            print(f"{suite.name}: {result.seconds:.1f} s", file=sys.stderr)
            if arguments.verbose or not result.floor.figures:
                print(result.output, file=sys.stderr)
            results.append(result)
    return results


def main() -> int:
    """Measure, print the table, and do with the floors what was asked."""
    arguments = words()
    results = measure(arguments)
    print(page.plain(page.ACCURACY_HEAD, table(results)))
    if arguments.write:
        page.write("accuracy", page.markdown(page.ACCURACY_HEAD, table(results)))
    wrong = lift(results, allow_regression=arguments.allow_regression) if arguments.lift else check(results) if arguments.gate else []
    for line in wrong:
        print(line, file=sys.stderr)
    return int(bool(wrong) or not results)


if __name__ == "__main__":
    sys.exit(main())
