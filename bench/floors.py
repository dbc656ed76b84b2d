"""Floors under the figures: stored with a digest of the suite, raised one way, checked in CI.

`baseline.json` holds, for each suite, the digest of its files and the figures reached. A figure that falls below its floor by more than
its stated noise fails the gate; so does a suite whose files have changed, since its old floor says nothing about the new texts.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from suites import Figure, Suite

DIGEST_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Floor:
    """What a suite has reached.

    Attributes:
        digest: of the files it was measured on.
        figures: the best value so far by the figure's name.
    """

    digest: str
    figures: Mapping[str, float]


def digest(root: Path, suite: Suite) -> str:
    """Digest the files of a suite, names and bytes."""
    whole = hashlib.sha256()
    for name in sorted(suite.files):
        whole.update(name.encode() + b"\0" + hashlib.sha256(suite.path(root, name).read_bytes()).digest())
    return whole.hexdigest()[:DIGEST_DIGITS]


def load(path: Path) -> dict[str, Floor]:
    """Read the floors; none where the file is missing."""
    if not path.exists():
        return {}
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {name: Floor(entry["digest"], entry["figures"]) for name, entry in stored.items()}


def save(path: Path, floors: Mapping[str, Floor]) -> None:
    """Write the floors so that a killed process leaves the old file or the new one, never half of one."""
    rows = {name: {"digest": floor.digest, "figures": dict(floor.figures)} for name, floor in sorted(floors.items())}
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(json.dumps(rows, indent=2) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(path)


def fell(figure: Figure, value: float, floor: float) -> bool:
    """Tell whether a figure has dropped below its floor by more than its noise."""
    return value < floor - figure.noise if figure.higher else value > floor + figure.noise


def complaints(suite: Suite, measured: Floor, floor: Floor | None) -> list[str]:
    """Say what is wrong with the figures of one suite; empty where nothing is."""
    if floor is None:
        return [f"{suite.name}: has no floor yet; measure with --raise"]
    if floor.digest != measured.digest:
        return [f"{suite.name}: its files have changed ({floor.digest} -> {measured.digest}); measure with --raise"]
    named = {figure.name: figure for figure in suite.figures}
    return [
        f"{suite.name}: {name} fell from {floor.figures[name]:g} to {value:g}"
        for name, value in measured.figures.items()
        if name in floor.figures and fell(named[name], value, floor.figures[name])
    ]


def raised(suite: Suite, measured: Floor, floor: Floor | None) -> Floor:
    """Give the higher floor of the two, figure by figure; the measured one where the files have changed."""
    if floor is None or floor.digest != measured.digest:
        return measured
    best = {figure.name: max if figure.higher else min for figure in suite.figures}
    return Floor(measured.digest, {name: best[name](value, floor.figures.get(name, value)) for name, value in measured.figures.items()})


def unmeasured(floor: Floor | None, measured: Floor) -> Iterable[str]:
    """Names of figures that have a floor and no value any more."""
    return () if floor is None else sorted(set(floor.figures) - set(measured.figures))
