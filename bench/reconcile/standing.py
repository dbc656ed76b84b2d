"""Measure questions to a large ledger: making it, opening it, one picture, and taking in one more report.

usage: standing.py [--claims N] [--queries N] [--ledger FILE] [--cold] [--write]

The ledger is drawn (see `drawn.py`). In one process that follows it (`pipeline.Follower`): the first question, which reads everything;
then pictures of districts and times at random, as known at the end; then reports, each followed at once by the picture of a district that
it speaks of. Beside it, with `--cold`, the command line: a new process for each question.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import drawn
import numpy as np
import page

from reportedly.ledger import Ledger, Writer
from reportedly.pipeline import Follower, Query, open_knowledge

HEAD = ("what", "by the clock (processor time)", "target")
COLD = 20  # questions by the command line after the first
PROGRAM = Path(sys.executable).with_name("reportedly")


Took = tuple[float, float]  # seconds by the clock, and of processor time


def took(work: Callable[[], object]) -> Took:
    """Time some work."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def measure(path: Path, queries: int, seed: int = 2) -> list[list[str]]:
    """Ask a ledger; give rows of what was measured."""
    chance = random.Random(seed)  # noqa: S311 - drawn data, no secret
    who = tuple(drawn.speakers().values())
    with Ledger(path) as ledger, Writer(path, drawn.START) as writer:
        where = tuple(ledger.places().values())
        follower = Follower(ledger, open_knowledge())
        known = ledger.last_known(datetime.max.replace(tzinfo=drawn.START.tzinfo)) or drawn.START

        def picture() -> None:
            follower.answer([Query(chance.choice(where).id, known - timedelta(hours=chance.random() * 24 * 30), known)])

        def update(number: int) -> None:
            now = known + timedelta(minutes=number)
            claims = drawn.report(f"more-{seed}-{number}", now, chance, where, who)
            writer.import_readings([claims])
            place = claims[0].place
            if place is not None and place.place is not None:
                follower.answer([Query(place.place.id, now, now)])

        opened = took(picture)
        for _ in range(3):  # times of another block of days are learned of once
            picture()
        asked = [took(picture) for _ in range(queries)]
        updates = [took(partial(update, number)) for number in range(1, queries // 4 + 1)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return [
        ["opening it: the first picture", f"{opened[0]:.1f} s ({opened[1]:.1f} s), {memory:.1f} GB resident", ""],
        ["one picture, in one process: median / p95", _milliseconds(asked), "p95 ≤ 20 ms"],
        ["one more report, in the ledger and in the next picture: median / p95", _milliseconds(updates), "≤ 100 ms"],
    ]


def _milliseconds(times: list[Took]) -> str:
    wall, cpu = ([1000 * float(np.percentile([took[kind] for took in times], share)) for share in (50, 95)] for kind in (0, 1))
    return f"{wall[0]:.1f} / {wall[1]:.1f} ms ({cpu[0]:.1f} / {cpu[1]:.1f} ms)"


def command_line(path: Path, districts: int, seed: int = 3) -> list[list[str]]:
    """Time pictures by the command line, a new process each: the first, which makes the shelf beside the ledger, and later ones."""
    chance = random.Random(seed)  # noqa: S311 - drawn data, no secret
    first, *later = (process(path, f"d{chance.randrange(districts):03}") for _ in range(COLD + 1))
    megabytes = max(one[2] for one in later)
    return [
        ["a new process: the first picture, which makes the shelf", f"{first[0]:.0f} s ({first[1]:.0f} s), {first[2] / 1024:.1f} GB", ""],
        [
            "a new process: one picture, all from start to end: median / p95",
            f"{_milliseconds([one[:2] for one in later])}, {megabytes:.0f} MB",
            "",
        ],
    ]


def process(path: Path, place: str) -> tuple[float, float, float]:
    """Ask in a new process; give seconds by the clock, of processor time, and megabytes resident."""
    began = time.perf_counter()
    child = subprocess.Popen([str(PROGRAM), "picture", place, "--ledger", str(path)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, child.args)
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def make(path: Path, claims: int, districts: int) -> list[str]:
    """Make the ledger."""
    seconds = took(lambda: drawn.write(path, claims, districts))
    return [
        f"making a ledger of {claims:,} claims about {districts} districts",
        f"{seconds[0]:.0f} s ({seconds[1]:.0f} s), {path.stat().st_size / 1e9:.2f} GB",
        "",
    ]


def main() -> None:
    """Make a ledger, or take one that was made, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--districts", type=int, default=400)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--ledger", type=Path, help="a ledger made before; it will grow by some reports")
    parser.add_argument("--cold", action="store_true", help="time questions by the command line too, a new process each")
    parser.add_argument("--write", action="store_true", help="put the table into docs/figures.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, rows = arguments.ledger, []
        if path is None:
            path = Path(folder) / "drawn.db"
            rows.append(make(path, arguments.claims, arguments.districts))
        rows += [*measure(path, arguments.queries), *(command_line(path, arguments.districts) if arguments.cold else [])]
    print(page.plain(HEAD, rows))
    if arguments.write:
        page.write("standing", page.markdown(HEAD, rows))


if __name__ == "__main__":
    main()
