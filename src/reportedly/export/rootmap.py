"""Trees of who repeated whom as SVG: one drawing that holds everything it needs, the same for the same claims.

Voices stand in columns, the first speaker on the left; what is said stands at the end of each chain. Dotted lines lead to what is told
again, which counts nothing; numbers that changed on the way are set in red.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from reportedly.views.roots import Node, shown_by

COLUMN = 250  # from one column to the next, in pixels
WIDTH = 210  # of a box
LINE = 15  # from one line of text to the next
SIGNS = 31  # to a line of 11-pixel text in a box, in a sans-serif face whose signs are six pixels wide on average
PAD = 7
GAP = 8  # between boxes
MARGIN = 16
STYLE = (
    "text{font:11px system-ui,'DejaVu Sans',sans-serif;fill:#1c2430}.v{fill:#eef3f8;stroke:#8aa0b6}.s{fill:#fff;stroke:#c6ced6}"
    ".e{fill:#fff;stroke:#c6ced6;stroke-dasharray:4 3}.first{font-weight:bold}.why{fill:#5b6673;font-style:italic}.number{fill:#b3261e}"
    "path{fill:none;stroke:#8aa0b6;stroke-width:1.3}.again{stroke-dasharray:3 3}"
)


@dataclass(frozen=True, slots=True)
class _Box:
    """A node placed on the drawing: its upper left corner, its height and its lines of text, each with a class of its style."""

    node: Node
    x: int
    y: int
    height: int
    lines: tuple[tuple[str, str], ...]

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


def rootmap(trees: Sequence[Node], title: str) -> str:
    """Draw trees one below the other as an SVG document.

    Args:
        trees: the trees.
        title: what the drawing is called.
    """
    boxes: list[_Box] = []
    edges: list[tuple[_Box, _Box]] = []
    below = MARGIN
    for tree in trees:
        below = _place(tree, 0, below, boxes, edges)[1] + GAP
    width = max((box.x + WIDTH for box in boxes), default=0) + MARGIN
    drawn = [*(_edge(*edge) for edge in edges), *(line for box in boxes for line in _box(box))]
    size = f'viewBox="0 0 {width} {below + MARGIN}" width="{width}" height="{below + MARGIN}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    return "\n".join([head, f"<title>{escape(title)}</title>", f"<style>{STYLE}</style>", *drawn, "</svg>", ""])


def _place(node: Node, depth: int, top: int, boxes: list[_Box], edges: list[tuple[_Box, _Box]]) -> tuple[_Box, int]:
    """Place a node and all below it from `top` on; give its box and where the next may begin."""
    lines = tuple(_lines(node, first=depth == 0))
    height = LINE * len(lines) + 2 * PAD
    below, children = top, []
    for child in node.children:
        placed, below = _place(child, depth + 1, below, boxes, edges)
        children.append(placed)
    y = (children[0].middle + children[-1].middle) // 2 - height // 2 if children else top
    box = _Box(node, MARGIN + depth * COLUMN, max(top, y), height, lines)
    boxes.append(box)
    edges.extend((box, child) for child in children)
    return box, max(below, box.y + height + GAP)


def _lines(node: Node, *, first: bool) -> Iterator[tuple[str, str]]:
    style = "first" if first else ""
    words = f"{node.says} ({node.known})" if node.says and node.known else node.says or node.name
    yield from ((line, style) for line in textwrap.wrap(words, SIGNS) or [""])
    if node.copies:
        yield "does not say whom it repeats", "why"
    for number, text in enumerate(shown_by(node.echo)):
        yield from ((line, "number" if number else "why") for line in textwrap.wrap(text, SIGNS))


def _box(box: _Box) -> Iterator[str]:
    kind = "e" if box.node.echo else "s" if box.node.says else "v"
    yield f'<rect class="{kind}" x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="5"/>'
    for number, (text, style) in enumerate(box.lines, 1):
        attribute = f' class="{style}"' if style else ""
        yield f'<text{attribute} x="{box.x + PAD}" y="{box.y + PAD + LINE * number - 4}">{escape(_plain(text))}</text>'


def _edge(one: _Box, other: _Box) -> str:
    start, end, half = one.x + WIDTH, other.x, (COLUMN - WIDTH) // 2
    again = ' class="again"' if other.node.copies or other.node.echo else ""
    return f'<path{again} d="M{start} {one.middle}h{half}V{other.middle}H{end}"/>'


def _plain(text: str) -> str:
    """Text without the control characters that XML forbids."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
