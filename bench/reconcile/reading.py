"""Measure reading end to end on reports that the simulator writes: what was said is known, so what is found can be held against it.

    export PYTHONPATH=bench
    python bench/reconcile/reading.py --country AF --seed 1 --misses 40
    python bench/reconcile/reading.py --pictures --write         # every country, into docs/reconcile.md

A war of the simulator is laid into districts of a real country, its claims are written as English reports in many wordings (`prose/`), and
`reportedly read` reads them. Every claim that was written down is looked for among those found in its report: the same place and the same
sort of thing (taken, left, held, fought over, ...). Of those found, each slot is compared. A slot counts where the text states it:

    party, against   the id of the party named
    place            the district, or the province where only that is named
    day              the local days of the time stated; for "the past week" and the like, half of the overlap
    stance           affirmed or denied, and whether it is said as certain
    speaker          the words that name the first speaker; nobody where the report says it itself

F1 of a slot is 2 right / (stated + found): finding nothing and finding the wrong thing both cost. What is found in a report and was not
written there, in places of the country, counts against precision unless it repeats something that was.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import ours
import page
import published
import scoring
from prose.apart import APART
from prose.compare import SLOTS, Claim, Score, compare, gold
from prose.reports import Report, Scene, Writer
from prose.setting import SETTINGS, Setting, real
from prose.wordings import USUAL, Bank
from sets import load
from simulator.scenario import SCENARIOS, Scenario
from simulator.simulation import Simulation
from simulator.writing import Files

HEAD = ("war", "reports", "claims", "found", *SLOTS, "pictures from reports", "from claims", "alike")


def main() -> int:
    """Write reports, read them, print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--country", action="append", choices=sorted(SETTINGS), help="all where none is given")
    parser.add_argument("--scenario", choices=sorted(SCENARIOS), default="mixed")
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--districts", type=int, default=60)
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument(
        "--apart", action="store_true", help="in wordings that reading was never mended by; not to be looked at with --misses"
    )
    parser.add_argument("--misses", type=int, default=0, help="how many kinds of misses to list")
    parser.add_argument(
        "--pictures", action="store_true", help="ask for the pictures too, from the reports and from the claims behind them"
    )
    parser.add_argument(
        "--write", action="store_true", help="write the table of the documentation, in usual wordings and in those kept apart"
    )
    parser.add_argument("--keep", type=Path, help="folder to keep the reports and what was read in")
    parser.add_argument("--program", default=str(Path(sys.executable).parent / "reportedly"))
    arguments = parser.parse_args()
    rows = []
    for apart in (False, True) if arguments.write else (arguments.apart,):
        arguments.apart = apart
        for country in arguments.country or sorted(SETTINGS):
            with tempfile.TemporaryDirectory() as folder:
                rows += measure(SETTINGS[country], arguments, (arguments.keep or Path(folder)) / country)
    if arguments.write:
        page.write("reading", page.markdown(HEAD, rows), published.PAGE)
    return 0


def measure(setting: Setting, arguments: argparse.Namespace, folder: Path) -> list[list[str]]:
    """Write, read, compare and print one country; give the row of the table."""
    scenario = replace(SCENARIOS[arguments.scenario], parties=2, districts=arguments.districts, days=arguments.days)
    run, reports = written(setting, scenario, arguments.seed, APART if arguments.apart else USUAL)
    golds = gold(run, setting, reports)
    score = compare(golds, read(arguments.program, reports, setting, folder))
    name = f"{setting.country} {arguments.scenario}.{arguments.seed}{', apart' if arguments.apart else ''}"
    print_score(name, len(reports), score)
    print_misses(score, arguments.misses)
    figures = [score.slots[slot].f1 for slot in ("claim", *SLOTS)]
    cells = [name, f"{len(reports):,}", f"{len(golds):,}", *(published.number(figure) for figure in figures)]
    if arguments.pictures:
        found = [published.number(figure) for figure in pictured(run, setting, folder, arguments.program)]
        print(f"  pictures right in real time: from reports {found[0]}, from the claims behind them {found[1]}; alike in {found[2]}")
        return [[*cells, *found]]
    return [[*cells, "–", "–", "–"]]


def pictured(run: Simulation, setting: Setting, folder: Path, program: str) -> tuple[float, float, float]:
    """Ask for the pictures of a war that has run, from its reports and from its claims.

    Returns:
        Accuracy in real time from reports and from claims, and the share of pictures whose likeliest state is the same.
    """
    again = Simulation(run.scenario, run.seed, run.land)  # the same war; one that has run cannot be told twice
    Files(again, folder / "set", setting.start, setting.parties).write()
    given = load(folder / "set")
    rows = scoring.part_of(given, "realtime")
    likeliest, right = [], []
    for reports in (folder / "reports.jsonl", None):
        answers = scoring.Answers(given, *ours.answer(given, program, reports))
        likeliest.append(answers.p[rows].argmax(axis=1))
        right.append(scoring.figures(answers, "realtime").accuracy)
    return right[0], right[1], float((likeliest[0] == likeliest[1]).mean())


def written(setting: Setting, scenario: Scenario, seed: int, bank: Bank = USUAL) -> tuple[Simulation, list[Report]]:
    """Simulate a war in a real country and write what is said of it."""
    land = real(setting, scenario.districts, Random(f"{seed}:land"))  # noqa: S311 - a simulation, not a secret
    run = Simulation(scenario, seed, land)
    writer = Writer(Scene(land, setting, bank), run.sources, Random(f"{seed}:prose"))  # noqa: S311 - the same
    return run, list(writer.reports(run.run()))


def read(program: str, reports: Sequence[Report], setting: Setting, folder: Path) -> list[Claim]:
    """Let the program read reports; give the claims that it prints."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs, output = folder / "reports.jsonl", folder / "read.jsonl"
    inputs.write_text("".join(json.dumps(row) + "\n" for row in lines(reports, setting)), encoding="utf-8")
    with output.open("wb") as stream:
        subprocess.run([program, "read", str(inputs), "--json"], check=True, stdout=stream)
    return [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]


def lines(reports: Iterable[Report], setting: Setting) -> Iterator[dict[str, str | None]]:
    """Lay reports out as `reportedly` reads them."""
    for report in reports:
        published = (setting.start + timedelta(minutes=report.at)).strftime("%Y-%m-%dT%H:%M:%SZ")
        row: dict[str, str | None] = {"id": report.name, "text": report.text, "published": published, "title": report.title}
        yield row | {"outlet": report.outlet, "language": "en"}


def print_score(name: str, reports: int, score: Score) -> None:
    """Print F1 by slot."""
    claim = score.slots["claim"]
    recall, precision = claim.right / max(claim.stated, 1), claim.right / max(claim.found, 1)
    print(f"{name}: {reports:,} reports, {claim.stated:,} claims; found {recall:.3f}, precision {precision:.3f}, F1 {claim.f1:.3f}")
    print("  " + "  ".join(f"{slot} {score.slots[slot].f1:.3f}" for slot in SLOTS))


def print_misses(score: Score, most: int) -> None:
    """List what was missed and misread, the most frequent first, each with a sentence."""
    if not most:
        return
    missed = Counter(one.told.wording for one in score.missed)
    print("\nNOT FOUND, by wording (missed of written)")
    for wording, number in missed.most_common(most):
        sample = next(one for one in score.missed if one.told.wording == wording)
        print(f"{number:5} of {score.written[wording]:4}  {sample.kind:<11} {wording}\n        e.g. {sample.told.sentence}")
    for title, key in (("by frame", 1), ("by wording", 0)):
        print(f"\nMISREAD SLOTS, {title}")
        counted = Counter((slot, (one.told.wording, one.told.frame)[key]) for slot, one, _ in score.wrong)
        for (slot, words), number in counted.most_common(most):
            _, sample, got = next(row for row in score.wrong if row[0] == slot and words in (row[1].told.wording, row[1].told.frame))
            print(f"{number:5}  {slot:<8} {words}\n        e.g. {sample.told.sentence}\n        read: {got}")
    print("\nSPURIOUS, by kind")
    for kind, number in Counter(claim["kind"] for _, claim in score.spurious).most_common(most):
        sample_claim = next(claim for _, claim in score.spurious if claim["kind"] == kind)
        print(f"{number:5}  {kind}: {sample_claim['place']['name']} in: {sample_claim['quote']['text']}")


if __name__ == "__main__":
    sys.exit(main())
