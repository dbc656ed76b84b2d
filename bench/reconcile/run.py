"""The model of control beside simple rules and published methods, on the same claims, asked the same questions, in one run.

    export PYTHONPATH=bench
    python bench/reconcile/run.py --suites SUITES                      all reference sets and the own simulator's
    python bench/reconcile/run.py --suites SUITES --set two-party.11 --method ours --method hmmlearn
    python bench/reconcile/run.py --set mixed --seed 11 --seed 12      own scenarios need no suites

Ours is the installed program: `reportedly import`, then `reportedly picture --grid`. The others are explained in `rules` and `peers`. What
they answer does not depend on the program, so `--cache` keeps it between runs. `--write` puts tables and plots into the documentation.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import ours
import peers
import published
import rules
import scoring
from sets import Floats, Given, load
from simulator.scenario import SCENARIOS
from simulator.simulation import Simulation
from simulator.writing import Files

METHODS = ("ours", *rules.RULES, *peers.PEERS)
SURE = 0.95  # from this probability on, rules and peers are taken to say `confirmed`
SEED = 11  # of the own simulator, where none is named


def main() -> int:
    """Run what is asked for."""
    arguments = words()
    found: dict[str, dict[str, scoring.Answers]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in chosen(arguments, Path(folder)):
            given = load(path)
            found[given.name] = measure(given, arguments.method or METHODS, arguments)
    for line in published.text(found):
        print(line)
    if arguments.write:
        published.write(found)
    return 0


def words() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, help="folder that holds bench/reconcile; only own sets where none is given")
    parser.add_argument("--set", action="append", help="a reference set, or a scenario of the own simulator; all where none is given")
    parser.add_argument("--method", action="append", choices=METHODS, help="all where none is given")
    parser.add_argument("--seed", action="append", type=int, help=f"of the own simulator; {SEED} where none is given")
    parser.add_argument("--cache", type=Path, help="folder that keeps own sets, and the answers of rules and peers")
    parser.add_argument("--write", action="store_true", help="write tables and plots into the documentation")
    parser.add_argument("--program", default=str(Path(sys.executable).parent / "reportedly"))
    return parser.parse_args()


def chosen(arguments: argparse.Namespace, work: Path) -> Iterator[Path]:
    """The folders of the sets that are asked for; own ones are made first."""
    folder = arguments.suites / "bench" / "reconcile" if arguments.suites is not None else None
    if folder is not None and not folder.exists():
        print(f"{folder} is not there; only own sets", file=sys.stderr)
    elif folder is not None:
        yield from (path for path in sorted(folder.iterdir()) if path.is_dir() and (not arguments.set or path.name in arguments.set))
    for scenario in SCENARIOS:
        if not arguments.set or scenario in arguments.set:
            for seed in arguments.seed or [SEED]:
                yield own(scenario, seed, arguments.cache or work)


def own(scenario: str, seed: int, folder: Path) -> Path:
    """Make a set of the own simulator, unless it is there."""
    path = folder / f"{published.OWN}{scenario}.{seed}"
    if not (path / "hidden.json").exists():  # the last file to be written
        Files(Simulation(SCENARIOS[scenario], seed), path).write()
    return path


def measure(given: Given, methods: Sequence[str], arguments: argparse.Namespace) -> dict[str, scoring.Answers]:
    """Let methods answer the questions of a set."""
    found = {}
    for method in methods:
        began = time.perf_counter()
        if method == "ours":
            p, confirmed = ours.answer(given, arguments.program)
        else:
            p = kept(arguments.cache, f"{given.name}.{method}", partial(answer, given, method))
            confirmed = p.max(axis=1) >= SURE
        found[method] = scoring.Answers(given, p, confirmed)
        print(f"{given.name:<15} {method:<12} {time.perf_counter() - began:5.1f} s", file=sys.stderr, flush=True)
    return found


def answer(given: Given, method: str) -> Floats:
    """Answer by a rule or a peer."""
    return rules.answer(given, method) if method in rules.RULES else peers.PEERS[method](given)


def kept(cache: Path | None, name: str, make: Callable[[], Floats]) -> Floats:
    """Take answers from the cache, or make and keep them."""
    path = cache / f"{name}.npy" if cache is not None else None
    if path is not None and path.exists():
        known: Floats = np.load(path)
        return known
    made = make()
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, made)
    return made


if __name__ == "__main__":
    sys.exit(main())
