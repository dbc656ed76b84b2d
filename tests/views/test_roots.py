"""Trees of who repeated whom."""

from __future__ import annotations

from dataclasses import replace

from made import claim_of
from reportedly.terms.claim import Claim, ReportRef
from reportedly.terms.source import Link, Source, SourceKind
from reportedly.views.roots import Node, drawn, mermaid, roots


def printed(outlet: str, hour: int, *, silent: bool = False) -> Claim:
    claim, link = claim_of(hour=hour), Link(Source(None, outlet, SourceKind.OUTLET, None, named=True))
    return replace(claim, report=ReportRef(f"r_{outlet}", outlet), chain=(link,) if silent else (claim.chain[0], link))


def trees(claims: list[Claim]) -> list[Node]:
    return [root.top for root in roots(claims)]


def test_a_root_is_one_tree_whose_branches_passed_it_on() -> None:
    [tree] = trees([printed("One", 1), printed("Two", 2), printed("Three", 3, silent=True)])
    assert list(drawn(tree)) == [
        "A spokesman",
        "├─ One",
        "│  └─ Reds took Alpha (2021-08-20 01:00)",
        "├─ Two",
        "│  └─ Reds took Alpha (2021-08-20 02:00)",
        "└─ Three, which does not say whom it repeats",
        "   └─ Reds took Alpha (2021-08-20 03:00)",
    ]


def test_copies_are_dotted_and_signs_escaped() -> None:
    lines = list(mermaid(trees([printed('The "Paper" <x>', 1), printed("Two", 2, silent=True)])))
    assert lines[0] == "flowchart LR"
    assert '  r0_0["The #quot;Paper#quot; #lt;x#gt;"]' in lines
    assert "  r0 -.-> r0_1" in lines


def test_two_roots_are_two_trees() -> None:
    assert len(trees([claim_of(), claim_of(root="u_2", hour=1)])) == 2
    assert trees([]) == []
