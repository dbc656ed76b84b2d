"""Tolls of incidents in Syria as posts and articles tell them, against Airwars' own assessments: aggregates alone, no text is printed.

usage: airwars.py --suites FOLDER [--gold FILE]... [--command reportedly]

The program reads the texts; the claims of an incident's texts are fused as one incident, as the suite says that they are: of each text
the first that counts people of a sort, as the rest of an article tells of other days. The suite's own scorer prints our figures beside
simple rules. Then how far the program's own grouping of claims into incidents agrees with the suite's grouping of texts. And for how many
incidents a place near is named at all.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

from suites import Bench

from reportedly.places import find
from reportedly.reconcile import link
from reportedly.reconcile.casualties import Estimate, toll
from reportedly.terms.claim import Claim
from reportedly.terms.contract_in import claim_from_json
from reportedly.terms.identity import Json
from reportedly.terms.place import Level, Place

GOLD = ("bench/airwars/dev.jsonl", "bench/airwars/dev_all.jsonl")
SCORER = "bench/airwars/score.py"
NEAR_KM, KM_PER_DEGREE = 30.0, 111.2


def numbers(found: Estimate | None) -> Json:
    """A toll as the scorer takes it: the lowest and highest reliable number and the best."""
    return None if found is None else {"low": found.low, "high": found.high, "best": found.best}


def leading(claims: list[Claim]) -> list[Claim]:
    """The claims of an incident that count first in their text, for each sort of count."""
    first: dict[tuple[str, str], Claim] = {}
    for claim in sorted(claims, key=lambda claim: claim.quote.start):
        for count in claim.counts:
            first.setdefault((claim.report.id, count.what), claim)
    return list({claim.id: claim for claim in first.values()}.values())


def fused(incident: str, claims: list[Claim]) -> Json:
    """An incident as the scorer takes it: toll, day and place of the first claim that has one."""
    found = toll(link(leading(claims)))
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


def agreement(claims: Mapping[str, list[Claim]]) -> str:
    """How far our incidents agree with the suite's: of all pairs of texts in which we find claims, those that both put together."""
    home = {claim.report.name: incident for incident, group in claims.items() for claim in group}
    ours: defaultdict[str, set[str]] = defaultdict(set)
    for claim in link([claim for group in claims.values() for claim in group]):
        ours[claim.incident or claim.id].add(claim.report.name)
    same = {pair for texts in ours.values() for pair in combinations(sorted(texts), 2)}
    gold = {pair for pair in combinations(sorted(home), 2) if home[pair[0]] == home[pair[1]]}
    right = len(same & gold)
    precision, recall = right / max(1, len(same)), right / max(1, len(gold))
    score = 2 * right / max(1, len(same) + len(gold))
    pairs = f"grouping of {len(home)} texts: pairs ours {len(same)}, gold {len(gold)}"
    return f"{pairs}, precision {precision:.3f}, recall {recall:.3f}, F1 {score:.3f}"


def measure(bench: Bench, gold: str) -> str:
    """Read, fuse and score; give what the scorer prints, and how far the grouping agrees."""
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    with bench.read(bench.gather(Path(gold).stem, (gold,)), "claims").open(encoding="utf-8") as lines:
        for claim in map(claim_from_json, map(json.loads, lines)):
            claims[claim.report.name.split("/")[0]].append(claim)
    output = bench.work / "airwars.fused.jsonl"
    output.write_text("".join(json.dumps(fused(*entry)) + "\n" for entry in claims.items()), encoding="utf-8")
    return f"{gold}\n{bench.script(SCORER, bench.suites / gold, output)}{agreement(claims)}\n"


def apart(place: Place, lat: float, lon: float) -> float:
    """Distance in km, on a plane; infinite for places without coordinates and for countries."""
    if place.lat is None or place.lon is None or place.level is Level.COUNTRY:
        return math.inf
    return KM_PER_DEGREE * math.hypot(place.lat - lat, (place.lon - lon) * math.cos(math.radians(lat)))


def named_nearby(suites: Path) -> str:
    """For how many incidents, in texts of all languages, a place is named within 30 km of where it happened."""
    located = named = 0
    for line in (suites / GOLD[1]).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        lat, lon = record["gold"].get("lat"), record["gold"].get("lon")
        if lat is None or lon is None:
            continue
        found = [ref.place for text in record["texts"] for ref in find(text["text"]) if ref.place is not None]
        located += 1
        named += any(apart(place, lat, lon) <= NEAR_KM for place in found)
    return f"incidents with a place named within {NEAR_KM:.0f} km, all languages: {named} of {located}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, required=True)
    parser.add_argument("--gold", action="append", help="a gold file, from the suites' folder on (default: both of dev)")
    parser.add_argument("--command", default="reportedly")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        for gold in asked.gold or GOLD:
            print(measure(Bench(asked.suites, asked.command, Path(work)), gold))
    print(named_nearby(asked.suites))


if __name__ == "__main__":
    main()
