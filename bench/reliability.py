"""How far probabilities can be believed: bins, calibration error, wrong answers among the sure ones, and the diagram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer.

    Attributes:
        chance: the probability that it was given, 0 to 1.
        right: whether it was right.
    """

    chance: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like probability.

    Attributes:
        chance: their mean probability.
        right: the share of them that were right, 0 to 1.
        count: how many there are.
    """

    chance: float
    right: float
    count: int


def bins(answers: Sequence[Judged]) -> list[Bin]:
    """Sort answers into ten bins of equal width; empty ones are left out."""
    sorted_in: dict[int, list[Judged]] = {}
    for answer in answers:
        sorted_in.setdefault(min(int(answer.chance * BINS), BINS - 1), []).append(answer)
    return [
        Bin(sum(a.chance for a in some) / len(some), sum(a.right for a in some) / len(some), len(some))
        for _, some in sorted(sorted_in.items())
    ]


def calibration_error(answers: Sequence[Judged]) -> float:
    """Expected calibration error: mean distance of the bins' probability from their share right, weighed by their size.

    Source: Guo et al., On calibration of modern neural networks, 2017.
    """
    return sum(b.count * abs(b.chance - b.right) for b in bins(answers)) / len(answers) if answers else 0.0


def wrong_sure(answers: Sequence[Judged], sure: float = SURE) -> tuple[float, int]:
    """Share of wrong answers among those with at least a probability, and how many those are; 0 where there are none."""
    among = [answer for answer in answers if answer.chance >= sure]
    return (1 - sum(a.right for a in among) / len(among) if among else 0.0), len(among)


SIDE, MARGIN, GAP = 240, 44, 36  # pixels: of a square, around the drawing, between squares
LARGEST = 9.0  # radius of the dot of the fullest bin
STYLE = (
    "text{font:12px sans-serif;fill:#333}.frame{fill:none;stroke:#999}.even{stroke:#999;stroke-dasharray:4 3}"
    ".line{fill:none;stroke:#1f5fa8;stroke-width:1.5}.dot{fill:#1f5fa8;fill-opacity:.75}.sure{fill:#1f5fa8;fill-opacity:.07}"
)


def diagram(panels: Sequence[tuple[str, Sequence[Judged]]]) -> str:
    """Draw reliability diagrams side by side as SVG: for each, its title and its answers.

    A dot is a bin; its area grows with the number of answers. On the broken line probabilities are just what they say.
    """
    width = 2 * MARGIN + len(panels) * SIDE + (len(panels) - 1) * GAP
    height = 2 * MARGIN + SIDE
    parts = [_panel(title, bins(answers), MARGIN + at * (SIDE + GAP)) for at, (title, answers) in enumerate(panels)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">'
        f"<title>Reliability of place probabilities</title><style>{STYLE}</style>"
        f'<rect width="{width}" height="{height}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _panel(title: str, found: Sequence[Bin], left: int) -> str:
    def at(chance: float, right: float) -> tuple[str, str]:
        return f"{left + chance * SIDE:.1f}", f"{MARGIN + (1 - right) * SIDE:.1f}"

    most = max((b.count for b in found), default=1)
    points = [at(b.chance, b.right) for b in found]
    dots = (
        f'<circle class="dot" cx="{x}" cy="{y}" r="{2 + (LARGEST - 2) * (b.count / most) ** 0.5:.1f}">'
        f"<title>{b.chance:.3f} given, {b.right:.3f} right, {b.count} answers</title></circle>"
        for (x, y), b in zip(points, found, strict=True)
    )
    low, high = at(0, 0), at(1, 1)
    return (
        f'<rect class="sure" x="{left + SURE * SIDE:.1f}" y="{MARGIN}" width="{(1 - SURE) * SIDE:.1f}" height="{SIDE}"/>'
        f'<rect class="frame" x="{left}" y="{MARGIN}" width="{SIDE}" height="{SIDE}"/>'
        f'<line class="even" x1="{low[0]}" y1="{low[1]}" x2="{high[0]}" y2="{high[1]}"/>'
        f'<polyline class="line" points="{" ".join(",".join(p) for p in points)}"/>{"".join(dots)}'
        f'<text x="{left + SIDE / 2}" y="{MARGIN - 14}" text-anchor="middle" font-weight="bold">{title}</text>'
        f"{''.join(_tick(left, value) for value in (0, 0.5, 0.9, 1))}"
        f'<text x="{left + SIDE / 2}" y="{MARGIN + SIDE + 34}" text-anchor="middle">probability given</text>'
    )


def _tick(left: int, value: float) -> str:
    below = f'<text x="{left + value * SIDE}" y="{MARGIN + SIDE + 16}" text-anchor="middle">{value:g}</text>'
    beside = f'<text x="{left - 5}" y="{MARGIN + (1 - value) * SIDE + 4}" text-anchor="end">{value:g}</text>'
    return below + beside
