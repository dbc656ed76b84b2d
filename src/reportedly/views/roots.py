"""Who repeated whom: the claims of each root as a tree, from the first speaker through those who passed it on to the reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.reconcile.roots import tree
from reportedly.terms.claim import Claim
from reportedly.views.words import moment, says, speaker


@dataclass(slots=True)
class Node:
    """A voice in the tree of a root.

    Attributes:
        name: who speaks, or the report that prints it.
        says: what is said there, where a chain ends.
        known: when it was public there, for readers; empty where nothing is said there or that is not known.
        copies: whether it does not say whom it repeats.
        children: who passed it on from here.
    """

    name: str
    says: str = ""
    known: str = ""
    copies: bool = False
    children: list[Node] = field(default_factory=list)


def root_trees(claims: Iterable[Claim]) -> tuple[Node, ...]:
    """Draw the tree of each root, in the order in which they became public.

    Args:
        claims: claims with roots assigned.
    """
    return tuple(_tree(group) for group in tree(claims).values())


def _tree(claims: Sequence[Claim]) -> Node:
    top = Node(_chain(claims[0])[0])
    for claim in claims:
        names = _chain(claim)
        declared = names[0] == top.name
        _hang(top, names[1:] if declared else names, claim, copies=not declared)
    return top


def _chain(claim: Claim) -> list[str]:
    names = [speaker(link.source) for link in claim.chain] or [claim.report.outlet or claim.report.name]
    return list(dict.fromkeys(names))


def _hang(top: Node, names: Sequence[str], claim: Claim, *, copies: bool) -> None:
    """Hang what a claim says at the end of its chain, beside what was said there before."""
    node = top
    for position, name in enumerate(names):
        node = _child(node, name, copies=copies and position == 0)
    told, known = says(claim), moment(claim.known) if claim.known else ""
    if not any(child.says == told and child.known == known for child in node.children):
        node.children.append(Node("", told, known))


def _child(node: Node, name: str, *, copies: bool) -> Node:
    found = next((child for child in node.children if child.name == name and child.copies is copies), None)
    if found is None:
        found = Node(name, copies=copies)
        node.children.append(found)
    return found


def label(node: Node) -> str:
    """A node in words."""
    if node.says:
        return f"{node.says} ({node.known})" if node.known else node.says
    return f"{node.name}, which does not say whom it repeats" if node.copies else node.name


def drawn(node: Node, lead: str = "", joint: str = "") -> Iterator[str]:
    """The lines of a text tree."""
    yield lead + joint + label(node)
    below = lead + ("" if not joint else "   " if joint.startswith("└") else "│  ")
    for position, child in enumerate(node.children):
        yield from drawn(child, below, "└─ " if position == len(node.children) - 1 else "├─ ")


def mermaid(trees: Sequence[Node]) -> Iterator[str]:
    """The lines of a Mermaid flow chart (mermaid.js.org/syntax/flowchart.html) of several trees."""
    yield "flowchart LR"
    for number, node in enumerate(trees):
        yield from _flow(node, f"r{number}")


def _flow(node: Node, name: str) -> Iterator[str]:
    yield f'  {name}["{_escaped(label(node))}"]'
    for number, child in enumerate(node.children):
        yield from _flow(child, f"{name}_{number}")
        yield f"  {name} {'-.->' if child.copies else '-->'} {name}_{number}"


def _escaped(text: str) -> str:
    """Text within quotes of a Mermaid node: its signs that mean something as entities."""
    flat = " ".join(text.split())
    return flat.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;").replace("`", "#96;")
