"""Tolls of incidents in Syria as posts and articles tell them, against Airwars' own assessments: aggregates alone, no text is printed.

usage: airwars.py --suites FOLDER [--command reportedly]

The program reads the texts; the claims of an incident's texts are fused as one incident, as the suite says that they are. The suite's
own scorer prints our figures beside simple rules.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path

from suites import Bench

from reportedly.reconcile import link
from reportedly.reconcile.casualties import Estimate, toll
from reportedly.terms.claim import Claim
from reportedly.terms.contract_in import claim_from_json
from reportedly.terms.identity import Json

GOLD = "bench/airwars/dev.jsonl"


def numbers(found: Estimate | None) -> Json:
    """A toll as the scorer takes it: the lowest and highest reliable number and the best."""
    return None if found is None else {"low": found.low, "high": found.high, "best": found.best}


def fused(incident: str, claims: list[Claim]) -> Json:
    """An incident as the scorer takes it: toll, day and place of the first claim that has one."""
    found = toll(link(claims))
    place = next((ref.place for claim in claims if (ref := claim.place) and ref.place and ref.place.lat is not None), None)
    end = next((claim.when.end for claim in claims if claim.when and claim.when.end), None)
    return {
        "incident": incident,
        "killed": numbers(found.killed if found else None),
        "injured": numbers(found.injured if found else None),
        "date": end.date().isoformat() if end else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }


def measure(bench: Bench) -> str:
    """Read, fuse and score; give what the scorer prints."""
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    with bench.read(bench.gather("airwars", (GOLD,)), "claims").open(encoding="utf-8") as lines:
        for claim in map(claim_from_json, map(json.loads, lines)):
            claims[claim.report.name.split("/")[0]].append(claim)
    output = bench.work / "airwars.fused.jsonl"
    output.write_text("".join(json.dumps(fused(*entry)) + "\n" for entry in claims.items()), encoding="utf-8")
    return bench.script("bench/airwars/score.py", bench.suites / GOLD, output)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, required=True)
    parser.add_argument("--command", default="reportedly")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        print(measure(Bench(asked.suites, asked.command, Path(work))), end="")


if __name__ == "__main__":
    main()
