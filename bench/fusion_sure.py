"""How sure fused answers may be: reliability of their probabilities on tables with known truth, and the scale that fits each best.

For bench/fusion.py --reliability. The scale (reconcile/fusion/sure.py) is fitted by the mean log-probability of whether the best value
is right, five times on four fifths of the objects; every fifth is then judged by the scale of the others. The suite's scorer marks them.
"""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from reportedly.cli.fuse import read_entries, read_tree
from reportedly.reconcile.fusion import Kind
from reportedly.reconcile.fusion.answers import Believed, believed
from reportedly.reconcile.fusion.kinds import values_of
from reportedly.reconcile.fusion.sure import WORTH, tempered

Floats = NDArray[np.float64]
SCALES = np.round(np.arange(0.02, 1.005, 0.01), 2)
FOLDS = 5
BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))


def reliability(suite: Path, folder: Path) -> Iterator[str]:
    """Measure one folder: right answers by how sure they are, as the model has it, as shipped, and cross-fitted."""
    kind = Kind(json.loads((folder / "about.json").read_text(encoding="utf-8"))["kind"])
    found, right = marked(suite, folder, kind)
    asked = np.array([name in right for name in found.objects])
    truth = np.array([right[name][place] for name, place in zip(found.objects, best(found), strict=True) if name in right], dtype=float)
    scaled = {float(scale): sureness(found, float(scale))[asked] for scale in (*SCALES, 1.0)}
    crossed, scales = cross_fitted([scaled[float(scale)] for scale in SCALES], truth)
    columns = {"model's": scaled[1.0], "shipped": sureness(found, WORTH[kind])[asked], "cross-fitted": crossed}
    yield f"{folder.name}: {len(truth)} objects, right {100 * truth.mean():.1f} %; scale shipped {WORTH[kind]}, by fold {scales}"
    yield f"{'p':14}" + "".join(f"{f'{name}: n':>18}{'right %':>9}" for name in columns)
    for low, high in BINS:
        masks = [(p >= low) & (p < high) for p in columns.values()]
        cells = [f"{mask.sum():18}{100 * truth[mask].mean():9.1f}" if mask.any() else f"{0:18}{'–':>9}" for mask in masks]
        yield f"{low:.2f}–{min(high, 1.0):.2f}".ljust(14) + "".join(cells)
    yield f"{'ECE':14}" + "".join(f"{'':18}{calibration_error(p, truth):9.3f}" for p in columns.values()) + "\n"


def marked(suite: Path, folder: Path, kind: Kind) -> tuple[Believed, dict[str, list[bool]]]:
    """The model of a folder's claims, and for each object of the gold which of its candidates are right."""
    scorer = module(suite / "score.py")
    claims, tree = read_entries(folder / "claims.csv"), folder / "hierarchy.csv"
    said = sorted(set(claims), key=lambda entry: (entry.object, entry.source, entry.value))
    found = believed(said, values_of(said, kind, read_tree(tree) if tree.exists() else ()))
    stated = defaultdict(set)
    for entry in said:
        stated[entry.object].add(entry.value)
    gold = {row["object"]: row for row in scorer.rows(folder / "truth.csv")}
    words, candidates = found.values.words, np.split(found.problem.candidate, found.problem.first[1:])
    mark = scorer.KINDS[kind.value][0]
    return found, {
        name: [bool(mark(words[value], gold[name], stated[name])[0]) for value in values[:-1]]
        for name, values in zip(found.objects, candidates, strict=True)
        if name in gold
    }


def module(path: Path) -> ModuleType:
    """Load the suite's scorer.

    Raises:
        RuntimeError: it is no module.
    """
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        message = f"{path} cannot be loaded"
        raise RuntimeError(message)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def best(found: Believed) -> Iterator[int]:
    """The likeliest candidate of each object but "none of these", which is last; of equals the first by its words, as in the answers."""
    first = found.problem.first[1:]
    for truth, values in zip(np.split(found.learned.truth, first), np.split(found.problem.candidate, first), strict=True):
        yield min(range(len(truth) - 1), key=lambda row: (-truth[row], found.values.words[int(values[row])]))


def sureness(found: Believed, scale: float) -> Floats:
    """The probability of each object's best value: the model's own for a scale of 1."""
    first = found.problem.first
    truth = found.learned.truth if scale == 1.0 else tempered(found.learned.truth, first, scale)
    named = np.where(found.problem.candidate < 0, 0.0, truth)
    return np.asarray(np.maximum.reduceat(named, first))


def cross_fitted(scaled: Sequence[Floats], truth: Floats) -> tuple[Floats, list[float]]:
    """The probabilities of each fold by the scale that fits the others best, and those scales."""
    fold = np.random.default_rng(0).integers(0, FOLDS, len(truth))
    losses = np.array([-np.log(np.clip(np.where(truth > 0, p, 1 - p), 1e-9, 1)) for p in scaled])
    crossed, scales = np.zeros(len(truth)), []
    for number in range(FOLDS):
        chosen = int(losses[:, fold != number].mean(axis=1).argmin())
        crossed[fold == number] = scaled[chosen][fold == number]
        scales.append(float(SCALES[chosen]))
    return crossed, scales


def calibration_error(p: Floats, truth: Floats) -> float:
    """Expected calibration error over ten bins with equally many objects."""
    order = np.array_split(np.argsort(p, kind="stable"), 10)
    return float(sum(len(rows) * abs(p[rows].mean() - truth[rows].mean()) for rows in order) / len(p))
