"""Tolls of incidents in Syria as posts and articles tell them, against Airwars' own assessments: aggregates alone, no text is printed.

usage: airwars.py --suites FOLDER [--gold FILE]... [--command reportedly]

The program reads the texts; the claims of an incident's texts are fused as one incident, as the suite says that they are: of each text
the first that counts people of a sort, as the rest of an article tells of other days. The suite's own scorer prints our figures beside
simple rules. Then how far the program's own grouping of claims into incidents agrees with the suite's grouping of texts, and what pairs of
texts lack by which they could be told to be of one incident. And for how many incidents a place near is named at all.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations
from pathlib import Path
from statistics import mean

from suites import Bench

from reportedly.places import find
from reportedly.reconcile import link
from reportedly.reconcile.casualties import Estimate, toll
from reportedly.reconcile.tellings import Telling, tellings
from reportedly.terms.claim import Claim
from reportedly.terms.contract_in import claim_from_json
from reportedly.terms.identity import Json
from reportedly.terms.place import Level, Place

GOLD = ("bench/airwars/dev.jsonl", "bench/airwars/dev_all.jsonl")
SCORER = "bench/airwars/score.py"
NEAR_KM, KM_PER_DEGREE = 30.0, 111.2
Pair = tuple[str, str]


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


def agreement(claims: Mapping[str, list[Claim]], texts: Mapping[str, str]) -> str:
    """How far our incidents agree with the suite's, of all texts in which we find claims: by pairs, and by the company of each text.

    A text that the suite has under two incidents word for word tells of both, and is no pair with itself.
    """
    home = {claim.report.name: incident for incident, group in claims.items() for claim in group}
    ours: defaultdict[str, set[str]] = defaultdict(set)
    for claim in link([claim for group in claims.values() for claim in group]):
        ours[claim.incident or claim.id].add(claim.report.name)
    pairs = {pair for pair in combinations(sorted(home), 2) if texts[pair[0]] != texts[pair[1]]}
    same = {pair for told in ours.values() for pair in combinations(sorted(told), 2)} & pairs
    gold = {pair for pair in pairs if home[pair[0]] == home[pair[1]]}
    right = len(same & gold)
    by_pairs = scores(right / max(1, len(same)), right / max(1, len(gold)))
    return (
        f"grouping of {len(home)} texts: pairs ours {len(same)}, gold {len(gold)}, {by_pairs}\n"
        f"  B-cubed: {cubed(home, same, gold)}; every text alone: {cubed(home, set(), gold)}\n{without(claims, gold)}"
    )


def scores(precision: float, recall: float) -> str:
    """Precision, recall and F1 in words."""
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def cubed(names: Iterable[str], same: AbstractSet[Pair], gold: AbstractSet[Pair]) -> str:
    """B-cubed (Bagga and Baldwin 1998): of the company that we give a text, and of that it should have, the share that it rightly has."""
    given, due = company(names, same), company(names, gold)
    shared = [(len(given[name] & due[name]), len(given[name]), len(due[name])) for name in given]
    return scores(mean(both / found for both, found, _ in shared), mean(both / true for both, _, true in shared))


def company(names: Iterable[str], pairs: AbstractSet[Pair]) -> Mapping[str, set[str]]:
    """Each text with those that it is put together with, itself among them."""
    found = {name: {name} for name in names}
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found


def without(claims: Mapping[str, list[Claim]], gold: AbstractSet[Pair]) -> str:
    """What pairs of texts lack by which they could be known for one: a district, a day, or both of them alike."""
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    names = {claim.id: claim.report.name for group in claims.values() for claim in group}
    for telling in tellings([claim for group in claims.values() for claim in group]):
        told[names[telling.claims[0]]].append(telling)
    causes = Counter(lack(told[one], told[other]) for one, other in gold)
    return "  pairs of the gold: " + ", ".join(f"{count} {cause}" for cause, count in causes.most_common())


def lack(one: Iterable[Telling], other: Iterable[Telling]) -> str:
    """What keeps two texts apart, by what any of their tellings have."""
    places = [{telling.district for telling in told if telling.district} for told in (one, other)]
    days = [{telling.days for telling in told if telling.days} for told in (one, other)]
    near = any(a[0] - 1 <= b[1] and b[0] - 1 <= a[1] for a in days[0] for b in days[1])
    place = "no district" if not all(places) else "one district" if places[0] & places[1] else "other districts"
    return f"{place} and {'no day' if not all(days) else 'one day' if near else 'other days'}"


def measure(bench: Bench, gold: str) -> str:
    """Read, fuse and score; give what the scorer prints, and how far the grouping agrees."""
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    with bench.read(bench.gather(Path(gold).stem, (gold,)), "claims").open(encoding="utf-8") as lines:
        for claim in map(claim_from_json, map(json.loads, lines)):
            claims[claim.report.name.split("/")[0]].append(claim)
    output = bench.work / "airwars.fused.jsonl"
    output.write_text("".join(json.dumps(fused(*entry)) + "\n" for entry in claims.items()), encoding="utf-8")
    records = map(json.loads, (bench.suites / gold).read_text(encoding="utf-8").splitlines())
    texts = {text["id"]: text["text"].strip() for record in records for text in record["texts"]}
    return f"{gold}\n{bench.script(SCORER, bench.suites / gold, output)}{agreement(claims, texts)}\n"


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
