"""Trees of roots as SVG."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from reportedly.export.rootmap import rootmap
from reportedly.reconcile.roots import Echo, Why
from reportedly.views.roots import Node

SVG = "{http://www.w3.org/2000/svg}"
AGAIN = Echo("c_2", "c_1", Why.WORDS, (("about 60", "over 60"),))
TREE = Node(
    "A <spokesman> & co",
    children=[
        Node("One", children=[Node("", "Reds took Alpha", "2021-08-20")]),
        Node("Two", copies=True, children=[Node("", "Reds took Alpha: over 60\x1b[31m", "2021-08-21", echo=AGAIN)]),
    ],
)


def drawing(*trees: Node) -> ET.Element:
    return ET.fromstring(rootmap(trees, "Who & whom"))  # noqa: S314 - our own output


def test_every_voice_has_a_box_within_the_drawing_and_no_two_overlap() -> None:
    svg = drawing(TREE, TREE)
    width, height = float(svg.attrib["width"]), float(svg.attrib["height"])
    boxes = [tuple(float(box.attrib[name]) for name in ("x", "y", "width", "height")) for box in svg.iter(f"{SVG}rect")]
    assert len(boxes) == 10
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in boxes)
    for one, (x, y, w, h) in enumerate(boxes):
        for other_x, other_y, other_w, other_h in boxes[one + 1 :]:
            assert x + w <= other_x or other_x + other_w <= x or y + h <= other_y or other_y + other_h <= y


def test_what_is_told_again_is_dotted_and_its_changed_numbers_stand_out() -> None:
    svg = drawing(TREE)
    assert [edge.attrib.get("class") for edge in svg.iter(f"{SVG}path")].count("again") == 2
    words = {text.attrib.get("class"): text.text for text in svg.iter(f"{SVG}text")}
    assert "“about 60” became “over 60”" in (words["number"] or "")
    assert words["first"] == "A <spokesman> & co"
    assert "\x1b" not in rootmap([TREE], "")


def test_the_same_trees_give_the_same_drawing() -> None:
    assert rootmap([TREE], "x") == rootmap([TREE], "x")


def test_no_trees_give_an_empty_drawing() -> None:
    assert list(drawing().iter(f"{SVG}rect")) == []
