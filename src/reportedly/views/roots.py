"""Who repeated whom: the claims of each root as a tree, from the first speaker through those who passed it on to the reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.reconcile.roots import Echo, Why, echoes, tree
from reportedly.terms.claim import Claim
from reportedly.views.words import moment, says, speaker

ONE_UTTERANCE = frozenset({Why.BREATH, Why.POST})  # parts of what somebody said at once, which stand side by side; all else tells it again


@dataclass(slots=True)
class Node:
    """A voice in the tree of a root.

    Attributes:
        name: who speaks, or the report that prints it.
        says: what is said there, where a chain ends.
        known: when it was public there, for readers; empty where nothing is said there or that is not known.
        copies: whether it does not say whom it repeats.
        children: who passed it on from here.
        echo: what shows that what is said there was told before; None for the first of its root and for other parts of that utterance.
    """

    name: str
    says: str = ""
    known: str = ""
    copies: bool = False
    children: list[Node] = field(default_factory=list)
    echo: Echo | None = None


@dataclass(frozen=True, slots=True)
class Root:
    """One first speaker's utterance with all that go back to it.

    Attributes:
        id: its id.
        claims: its claims in the order in which they became public; it counts once, whatever their number.
        echoes: for each of them, by id, what shows that it goes back to an earlier claim; the first has none.
        top: the tree.
    """

    id: str
    claims: tuple[Claim, ...]
    echoes: Mapping[str, Echo]
    top: Node


def roots(claims: Sequence[Claim], wanted: Iterable[Claim] | None = None) -> tuple[Root, ...]:
    """Draw the tree of each root, in the order in which they became public.

    Args:
        claims: all claims at hand, with roots assigned.
        wanted: those to draw; None for all.
    """
    told = {echo.claim: echo for echo in echoes(claims)}
    return tuple(_root(root, group, told) for root, group in tree(claims if wanted is None else wanted).items())


def _root(root: str, claims: tuple[Claim, ...], told: Mapping[str, Echo]) -> Root:
    mine = {claim.id: told[claim.id] for claim in claims[1:] if claim.id in told}
    return Root(root, claims, mine, _tree(claims, mine))


def _tree(claims: Sequence[Claim], told: Mapping[str, Echo]) -> Node:
    top = Node(_chain(claims[0])[0])
    for claim in claims:
        names = _chain(claim)
        declared = names[0] == top.name
        echo = told.get(claim.id)
        _hang(top, names[1:] if declared else names, claim, None if echo is None or echo.why in ONE_UTTERANCE else echo)
    return top


def _chain(claim: Claim) -> list[str]:
    names = [speaker(link.source) for link in claim.chain] or [claim.report.outlet or claim.report.name]
    return list(dict.fromkeys(names))


def _hang(top: Node, names: Sequence[str], claim: Claim, echo: Echo | None) -> None:
    """Hang what a claim says at the end of its chain, beside what was said there before."""
    node, copies = top, _chain(claim)[0] != top.name
    for position, name in enumerate(names):
        node = _child(node, name, copies=copies and position == 0)
    told, known = says(claim), moment(claim.known) if claim.known else ""
    if not any(child.says == told and child.known == known for child in node.children):
        node.children.append(Node("", told, known, echo=echo))


def _child(node: Node, name: str, *, copies: bool) -> Node:
    found = next((child for child in node.children if child.name == name and child.copies is copies), None)
    if found is None:
        found = Node(name, copies=copies)
        node.children.append(found)
    return found


def label(node: Node) -> str:
    """A node in words."""
    if node.says:
        said = f"{node.says} ({node.known})" if node.known else node.says
        return "; ".join([said, *shown_by(node.echo)])
    return f"{node.name}, which does not say whom it repeats" if node.copies else node.name


def shown_by(echo: Echo | None) -> list[str]:
    """What shows that a claim goes back to an earlier one, and which numbers changed on the way; empty for the first of its root."""
    if echo is None:
        return []
    return [f"told again: {echo.why.value}", *(f"“{before}” became “{after}”" for before, after in echo.numbers)]


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
        yield f"  {name} {'-.->' if child.copies or child.echo else '-->'} {name}_{number}"


def _escaped(text: str) -> str:
    """Text within quotes of a Mermaid node: its signs that mean something as entities."""
    flat = " ".join(text.split())
    return flat.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;").replace("`", "#96;")
