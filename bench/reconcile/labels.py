"""How often each label is right: pictures of simulated wars held against what was so, by label, for both releases of the model card.

    python bench/reconcile/labels.py              prints the table
    python bench/reconcile/labels.py --write      and packages it, for `reportedly explain`, `reportedly card` and the docs

Every kind of war of the simulator is fought once, with a seed that nothing was fitted on, and asked about on its own grid: at each time
as known then ("real time"), and as known two weeks later ("later"). For `control-1` the sources are described by the registry that comes
with the war. For `news-1` nobody describes them, and only one in ten of the claims that outlets, agencies, analysts and NGOs print is told
(one in twenty of all), so that a district is named as rarely, and by such voices, as in news.

A picture is right when its likeliest state is what was so; while a raid is on, the raider holds the place.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from simulator.scenario import SCENARIOS
from simulator.simulation import Simulation
from simulator.writing import Files

SEED = 4711
KEPT = 10  # one printed claim in so many, where sources are not described
PRINTING = frozenset({"outlet", "agency", "analyst", "ngo"})
RELEASES = ("control-1", "news-1")
DATA = Path(__file__).parents[2] / "src" / "reportedly" / "data" / "model" / "labels.json"
SOURCE = f"{len(SCENARIOS)} kinds of simulated war, seed {SEED} (bench/reconcile/labels.py)"
Counts = defaultdict[tuple[str, str, str], list[int]]


class Truth:
    """What was so: the state of each district over time."""

    def __init__(self, path: Path) -> None:
        self._spans: defaultdict[str, list[tuple[datetime, str]]] = defaultdict(list)
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                state = "contested" if row["state"] == "contested" else row["holder"]
                self._spans[row["district"]].append((datetime.fromisoformat(row["from"]), state))

    def at(self, district: str, when: datetime) -> str:
        """The holder of a district at an instant, or `contested`."""
        spans = self._spans[district]
        return spans[max(0, bisect_right(spans, when, key=lambda span: span[0]) - 1)][1]


def fought(name: str, folder: Path) -> Path:
    """Fight a war and write it down."""
    out = folder / name
    Files(Simulation(SCENARIOS[name], SEED), out).write()
    return out


def unregistered(war: Path) -> Path:
    """Write one printed claim in `KEPT` of a war, with its sources as a report names them, by name and kind alone."""
    with (war / "sources.jsonl").open(encoding="utf-8") as lines:
        sources = {row["id"]: row for row in map(json.loads, lines)}
    out = war / "unregistered.jsonl"
    with gzip.open(war / "claims.jsonl.gz", "rt", encoding="utf-8") as claims, out.open("w", encoding="utf-8") as stream:
        printed = (claim for claim in map(json.loads, claims) if sources[claim["chain"][-1]["source"]]["kind"] in PRINTING)
        for number, claim in enumerate(printed):
            if number % KEPT == 0:
                named = ({key: sources[link["source"]][key] for key in ("name", "kind", "side")} for link in claim["chain"])
                claim["chain"] = [{"source": source | {"text": source["name"], "named": True}} for source in named]
                stream.write(json.dumps(claim | {"refers": None}) + "\n")
    return out


def pictures(program: str, war: Path, claims: Path, *, registry: bool) -> Iterator[dict[str, object]]:
    """Import the claims of a war, and ask about its grid."""
    ledger = claims.with_suffix(".db")
    described = ["--sources", str(war / "sources.jsonl")] if registry else []
    words = [program, "import", str(claims), "--places", str(war / "places.jsonl"), "--ledger", str(ledger), *described]
    subprocess.run(words, check=True, capture_output=True)
    asked = [program, "picture", "--grid", str(war / "grid.jsonl.gz"), "--ledger", str(ledger), "--json"]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    return map(json.loads, done.stdout.splitlines())


def count(release: str, rows: Iterator[dict[str, object]], truth: Truth, counts: Counts) -> None:
    """Count pictures by label, and those that are right."""
    for row in rows:
        at, known, holder, place = row["at"], row["known"], row["holder"], row["place"]
        answer = holder["id"] if isinstance(holder, dict) else row["state"]
        assert isinstance(place, dict)  # noqa: S101 - the contract
        right = answer == truth.at(str(place["id"]), datetime.fromisoformat(str(at)))
        cell = counts[release, "real time" if at == known else "later", str(row["label"])]
        cell[0] += 1
        cell[1] += right


def main() -> int:
    """Count, print, and package what was counted if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wars", nargs="*", choices=list(SCENARIOS), default=list(SCENARIOS), help="kinds of war (default: all)")
    parser.add_argument("--program", default=str(Path(sys.executable).parent / "reportedly"))
    parser.add_argument("--releases", nargs="*", choices=RELEASES, default=RELEASES, help="which to measure (default: both)")
    parser.add_argument("--write", action="store_true", help="package the table; a release that is not measured keeps its figures")
    arguments = parser.parse_args()
    counts: Counts = defaultdict(lambda: [0, 0])
    for name in arguments.wars:
        with tempfile.TemporaryDirectory() as folder:
            war = fought(name, Path(folder))
            truth = Truth(war / "truth.csv")
            for release in arguments.releases:
                claims = unregistered(war) if release == "news-1" else war / "claims.jsonl.gz"
                count(release, pictures(arguments.program, war, claims, registry=release != "news-1"), truth, counts)
        print(f"{name}: done", file=sys.stderr, flush=True)
    rows = [
        {"release": release, "when": when, "label": label, "cases": cases, "right": right}
        for (release, when, label), (cases, right) in sorted(counts.items())
        if label != "unknown"
    ]
    for row in rows:
        print("{release:<10} {when:<10} {label:<10} {cases:>7}  right {right:>7}".format(**row))
    if arguments.write:
        packaged = json.loads(DATA.read_text(encoding="utf-8"))["labels"] if DATA.exists() else []
        rows = sorted((*(row for row in packaged if row["release"] not in arguments.releases), *rows), key=lambda row: str(row["release"]))
        lines = ",\n".join(f"    {json.dumps(row)}" for row in rows)
        DATA.write_text(f'{{\n  "source": {json.dumps(SOURCE)},\n  "labels": [\n{lines}\n  ]\n}}\n', encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
