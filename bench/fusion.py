"""What is true among conflicting claims of many sources: `reportedly fuse` on public data, beside voting and a published method.

usage: fusion.py FOLDER > ANSWERS.jsonl       fuse one folder: claims.csv, and hierarchy.csv where it has one
       fusion.py --suites FOLDER [--suite NAME]...  score the suite's folders with its own scorer
       fusion.py --suites FOLDER --reliability      how often answers are right by how sure they are, and the scale that fits
       fusion.py --made [--seed S]            sources made here, whose truth is known: each kind of value, with and without copiers

The kind of values (category, place, number, names) stands in the folder's about.json as "kind"; else it is told from their form. Gold is
for the scorer alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from fusion_made import compare
from fusion_sure import reliability

from reportedly.cli.fuse import answer_json, read_entries, read_tree
from reportedly.reconcile.fusion import Kind, fuse_values

SUITE = "bench/fusion"


def answers(folder: Path) -> str:
    """Fuse the claims of a folder; give JSON Lines."""
    tree, about = folder / "hierarchy.csv", folder / "about.json"
    kind = Kind(json.loads(about.read_text(encoding="utf-8"))["kind"]) if about.exists() else None
    found, _ = fuse_values(read_entries(folder / "claims.csv"), kind, read_tree(tree) if tree.exists() else ())
    return "".join(json.dumps(answer_json(answer), ensure_ascii=False) + "\n" for answer in found)


def score(suite: Path, folder: Path) -> str:
    """Fuse a folder of the suite and give what the suite's scorer prints."""
    with tempfile.TemporaryDirectory() as work:
        output = Path(work) / "answers.jsonl"
        output.write_text(answers(folder), encoding="utf-8")
        command = [sys.executable, str(suite / "score.py"), str(folder), str(output)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Fuse, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--suites", type=Path)
    parser.add_argument("--suite", action="append", help="a folder of the suite (default: all)")
    parser.add_argument("--reliability", action="store_true")
    parser.add_argument("--made", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.folder:
        print(answers(asked.folder), end="")
    if asked.suites:
        suite = asked.suites / SUITE
        for folder in sorted(claims.parent for claims in suite.glob("*/claims.csv")):
            if not asked.suite or folder.name in asked.suite:
                print("\n".join(reliability(suite, folder)) if asked.reliability else score(suite, folder))
    if asked.made:
        print("\n".join(compare(asked.seed)))


if __name__ == "__main__":
    main()
