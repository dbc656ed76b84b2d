"""Plots of the documentation: is what is said with 80 % right in 80 %, and how soon after a change is the picture right again?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import scoring

WIDTH, HEIGHT, DPI = 9.0, 4.0, 100
# Okabe and Ito's colours, which the colour-blind can tell apart; ours is drawn thicker.
COLOURS: Mapping[str, str] = {
    "ours": "#D55E00",
    "latest": "#999999",
    "majority": "#56B4E9",
    "neutral": "#009E73",
    "certain": "#F0E442",
    "hmmlearn": "#0072B2",
    "dawid-skene": "#CC79A7",
    "mace": "#000000",
}
FEWEST = 0.003  # share of the answers that a bin of the reliability diagram needs to be drawn
LEFT_OUT = frozenset({"certain"})  # never the best of the rules, and one line less
TITLES: Mapping[str, str] = {"realtime": "Real time: as known then", "hindsight": "Hindsight: as known two weeks later"}


def reliability(points: Mapping[str, Mapping[str, scoring.Points]], path: Path) -> None:
    """Draw the share right against the probability given, for real time and hindsight."""
    figure, axes = _figure()
    for axis, (part, methods) in zip(axes, points.items(), strict=True):
        axis.plot([0, 1], [0, 1], color="#cccccc", linewidth=1, zorder=0)
        for method, found in methods.items():
            if method not in LEFT_OUT:
                bins = [one for one in scoring.reliability(found) if one[2] >= FEWEST]
                axis.plot([said for said, _, _ in bins], [right for _, right, _ in bins], marker="o", **_style(method))
        axis.set(title=TITLES[part], xlabel="highest probability given", ylabel="share right", xlim=(0.25, 1.01), ylim=(0.2, 1.01))
    axes[0].legend(fontsize=8, frameon=False)
    _save(figure, path)


def after_change(points: Mapping[str, Mapping[str, scoring.Points]], path: Path) -> None:
    """Draw the share right against the time since the last change of the true state."""
    figure, axes = _figure()
    for axis, (part, methods) in zip(axes, points.items(), strict=True):
        for method, found in methods.items():
            if method not in LEFT_OUT:
                bins = scoring.after_change(found)
                axis.plot([hours for hours, _, _ in bins], [right for _, right, _ in bins], marker="o", **_style(method))
        axis.set(title=TITLES[part], xlabel="hours since the change (up to)", ylabel="share right", ylim=(0.0, 1.01), xscale="log")
        axis.set_xticks(scoring.HOURS, [str(hours) for hours in scoring.HOURS])
        axis.minorticks_off()
    axes[1].legend(fontsize=8, frameon=False, loc="lower right")
    _save(figure, path)


def growth(points: Sequence[tuple[float, float, float]], path: Path) -> None:
    """Draw processor time against claims, for the learning of sources alone and for a whole round."""
    figure, axes = _figure()
    claims = [size for size, _, _ in points]
    for axis, name, column in ((axes[0], "sources alone (EM)", 1), (axes[1], "a whole round", 2)):
        seconds = [point[column] for point in points]
        axis.loglog(claims, seconds, "o-", color=COLOURS["ours"])
        axis.loglog(claims, [seconds[-1] * size / claims[-1] for size in claims], ":", color="#999999", label="in proportion to the claims")
        axis.set(title=name, xlabel="claims", ylabel="processor time, s")
        axis.legend(frameon=False)
    _save(figure, path)


def _figure() -> Any:  # noqa: ANN401 - matplotlib has no types here
    import matplotlib as mpl  # noqa: PLC0415 - only where plots are written

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the choice of how to draw

    return plt.subplots(1, 2, figsize=(WIDTH, HEIGHT), layout="constrained")


def _style(method: str) -> dict[str, Any]:
    mine = method == "ours"
    return {
        "label": method,
        "color": COLOURS[method],
        "linewidth": 2.4 if mine else 1.2,
        "markersize": 4.5 if mine else 3,
        "zorder": 3 if mine else 2,
    }


def _save(figure: Any, path: Path) -> None:  # noqa: ANN401 - the same
    for axis in figure.axes:
        axis.spines[["top", "right"]].set_visible(False)
        axis.grid(visible=True, color="#eeeeee")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=DPI, metadata={"Software": None})
