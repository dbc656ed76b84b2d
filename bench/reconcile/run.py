"""The model of control beside simple rules, on the reference sets of an independent simulator, by the installed program.

For each set: `reportedly import CLAIMS --sources F --places F`, `reportedly picture --grid GRID --json`, then the sets' own scorer. The
simple rules (latest claim wins, trailing majority of roots, last neutral word) are those that come with the sets, scored in the same run.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

RULES = ("latest", "maj7root", "neutral")
FIGURES = ("accuracy", "brier", "ece", "acc24", "false_confirmed", "confirmed_share")


def main() -> int:
    """Run all sets, or those named; exit 1 when an answer is missing or malformed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, required=True, help="folder that holds bench/reconcile")
    parser.add_argument("--sets", nargs="*", help="names of sets; all where none is given")
    parser.add_argument("--program", default=str(Path(sys.executable).parent / "reportedly"))
    arguments = parser.parse_args()
    root = arguments.suites / "bench" / "reconcile"
    names = arguments.sets or sorted(path.name for path in root.iterdir() if path.is_dir())
    sys.path.insert(0, str(root))
    score, rules = _module(root / "score.py"), _module(root / "baselines.py")
    rows: dict[tuple[str, str], list[dict[str, float | None]]] = {}
    wrong = 0
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            took = _answer(arguments.program, root / name, Path(folder))
            rules.run(str(root / name), list(RULES), [str(Path(folder) / rule) for rule in RULES])
            for method in ("ours", *RULES):
                result = score.score(str(root / name), str(Path(folder) / method))
                wrong += (result["missing"] + result["malformed"]) if method == "ours" else 0
                for part in ("realtime", "hindsight"):
                    rows.setdefault((method, part), []).append(result[part])
                    print(_line(name, method, part, result[part]), flush=True)
                if "sybil" in result:
                    print(f"{name:<15} {method:<9} highest p of the false capture", result["sybil"])
            print(f"{name:<15} took {took:.1f} s", flush=True)
    for (method, part), found in rows.items():
        mean = {figure: _mean([row[figure] for row in found]) for figure in FIGURES}
        print(_line("MEAN", method, part, mean))
    return int(wrong > 0)


def _answer(program: str, folder: Path, out: Path) -> float:
    ledger = str(out / "ledger.db")
    began = time.perf_counter()
    claims, sources, places = (str(folder / name) for name in ("claims.jsonl.gz", "sources.jsonl", "places.jsonl"))
    subprocess.run(
        [program, "import", claims, "--sources", sources, "--places", places, "--ledger", ledger], check=True, capture_output=True
    )
    with (out / "ours").open("wb") as answers:
        grid = str(folder / "grid.jsonl.gz")
        subprocess.run([program, "picture", "--grid", grid, "--ledger", ledger, "--json"], check=True, stdout=answers)
    return time.perf_counter() - began


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _line(name: str, method: str, part: str, row: dict[str, float | None]) -> str:
    figures = "  ".join(f"{figure} {'-' if row[figure] is None else format(row[figure], '.3f')}" for figure in FIGURES)
    return f"{name:<15} {method:<9} {part:<9} {figures}"


if __name__ == "__main__":
    sys.exit(main())
