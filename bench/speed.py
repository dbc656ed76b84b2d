"""Measure speed: reading against spaCy's small pipeline, start-up, finding of place names, place look-up, the demo case.

usage: speed.py --suites FOLDER [--runs N] [--write]

Reading: the whole process, from start to exit, on Wikinews articles and military press releases, ours and spaCy's by turns in one run on
one and the same core. Finding of names: every text of those and of two more suites, in a process of its own (mention_time.py), beside an
automaton that looks for the same names (mention_ahocorasick.py).
Look-up: names as news spell them (lookup_time.py). The best of N runs counts, as anything else the machine does only adds time.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import page

HERE = Path(__file__).parent
PROGRAM = Path(sys.executable).with_name("reportedly")
PEER_PYTHON = HERE.parent / ".venv-bench" / "bin" / "python"
WIKINEWS = "reports/wikinews"
RELEASES = "bench/isaf/dev.jsonl"
NAMES = "bench/districts/dev.jsonl"
NEWS = "bench/geoparse/dev.jsonl"
ITEMS = "reports/wiki_current_events"
HEAD = ("what", "measured", "target")
csv.field_size_limit(sys.maxsize)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds by the clock, and seconds of processor time."""

    wall: float
    cpu: float


def cost(command: Sequence[str | Path]) -> Cost:
    """Run a command and say what it took.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise subprocess.CalledProcessError(done.returncode, command, stderr=done.stderr)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def best(costs: Sequence[Cost]) -> Cost:
    """The cheapest run."""
    return min(costs, key=lambda cost: cost.wall)


def texts(suites: Path) -> list[dict[str, str]]:
    """Wikinews articles and press releases as input lines."""
    rows = []
    for path in sorted((suites / WIKINEWS).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows += [
                {"id": f"{path.stem}-{number}", "published": row["date"], "title": row["title"], "text": row["text"]}
                for number, row in enumerate(csv.DictReader(lines))
            ]
    with (suites / RELEASES).open(encoding="utf-8") as lines:
        rows += [{"id": record["id"], "text": record["text"]} for record in map(json.loads, lines)]
    return [row for row in rows if row["text"].strip()]


def reading(suites: Path, work: Path, runs: int) -> list[list[str]]:
    """Read the same texts with both programs by turns."""
    rows, inputs = texts(suites), work / "speed.jsonl"
    inputs.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    words = sum(len(row["text"].split()) for row in rows)
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(cost([PROGRAM, "read", inputs, "--json"]))
        theirs.append(cost([PEER_PYTHON, HERE / "words_spacy.py", inputs]))
    mine, other = best(ours), best(theirs)
    return [
        [f"reading {len(rows)} texts of {words:,} words, whole process", f"{words / mine.wall:,.0f} words/s ({mine.wall:.1f} s)", ""],
        ["spaCy 3.8, en_core_web_sm, whole pipeline, same texts and core", f"{words / other.wall:,.0f} words/s ({other.wall:.1f} s)", ""],
        ["times as fast, by the clock (by processor time)", f"{other.wall / mine.wall:.1f} ({other.cpu / mine.cpu:.1f})", "≥ 3"],
    ]


def start_up(runs: int) -> list[list[str]]:
    """Time `reportedly --help`."""
    fastest = best([cost([PROGRAM, "--help"]) for _ in range(runs)])
    return [["reportedly --help", f"{1000 * fastest.wall:.0f} ms", "≤ 150 ms"]]


def more_texts(suites: Path) -> list[dict[str, str]]:
    """All the texts, and those of local news and of years of news items, for what takes too short a time to measure on a few."""
    rows = texts(suites)
    for path in (suites / NEWS, *sorted((suites / ITEMS).glob("*.jsonl"))):
        with path.open(encoding="utf-8") as lines:
            rows += [{"text": json.loads(line)["text"]} for line in lines]
    return rows


def told(script: Sequence[str | Path], runs: int, given: str = "", python: str | Path = sys.executable) -> list[dict[str, float]]:
    """Run a script that prints its measurements as JSON, each time in a new process."""
    command = [str(python), *map(str, script)]
    done = (subprocess.run(command, input=given, capture_output=True, text=True, check=True) for _ in range(runs))
    return [json.loads(one.stdout) for one in done]


def mentions(suites: Path, work: Path, runs: int) -> list[list[str]]:
    """Time the finding of place names."""
    inputs = work / "mentions.jsonl"
    inputs.write_text("".join(json.dumps({"text": row["text"]}) + "\n" for row in more_texts(suites)), encoding="utf-8")
    ours, peers = list[dict[str, float]](), list[dict[str, float]]()
    for _ in range(runs):
        ours += told([HERE / "mention_time.py", inputs], 1)
        peers += told([HERE / "mention_ahocorasick.py", inputs], 1, python=PEER_PYTHON)
    took, peer = (max(each, key=lambda one: one["first"]) for each in (ours, peers))
    what = (
        f"finding place names, {took['names']:,} names, {took['words']:,} words, per second of processor time, first pass of a new process"
    )
    there = f"{peer['build']:.1f} s, {peer['megabytes']:.0f} MB resident after all"
    return [
        [what, f"{took['first'] / 1e6:.2f} M words", "≥ 2 M"],
        ["the same texts once more", f"{took['again'] / 1e6:.2f} M words", ""],
        ["opening the places for it", f"{took['load']:.0f} ms, {took['megabytes']:.0f} MB resident after all", "≤ 1000 ms, 300 MB"],
        ["ahocorasick_rs, same names and folded texts, matching alone", f"{peer['first'] / 1e6:.2f} M words", ""],
        ["building its automaton, at each start", there, ""],
    ]


def lookup(suites: Path, runs: int) -> list[list[str]]:
    """Time the look-up of names, in a process of its own so that loading does not count twice."""
    with (suites / NAMES).open(encoding="utf-8") as lines:
        names = sorted({gold["surface"] for record in map(json.loads, lines) for gold in record["gold"]})
    took = min(told([HERE / "lookup_time.py"], runs, json.dumps(names)), key=lambda one: one["mean"])
    return [
        [f"place look-up, {len(names)} names, mean / p95, processor time", f"{took['mean']:.2f} / {took['p95']:.2f} ms", "≤ 0.2 / 1 ms"],
        ["loading the places for the first look-up", f"{took['first']:.0f} ms, {took['megabytes']:.0f} MB resident", "≤ 1000 ms, 300 MB"],
    ]


def demo(work: Path) -> list[list[str]]:
    """Time the demo case."""
    took = cost([PROGRAM, "demo", "-o", work / "demo.html", "--ledger", work / "demo.db"])
    return [["reportedly demo", f"{took.wall:.1f} s", "≤ 60 s"]]


def main() -> None:
    """Measure everything on one core and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the table into docs/figures.md")
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        suites, runs = arguments.suites, arguments.runs
        rows = [*start_up(5 * runs), *reading(suites, work, runs), *mentions(suites, work, runs), *lookup(suites, runs), *demo(work)]
    print(page.plain(HEAD, rows))
    if arguments.write:
        page.write("speed", page.markdown(HEAD, rows))


if __name__ == "__main__":
    main()
