from __future__ import annotations

from collections.abc import Callable

from reportedly.terms.claim import Claim
from reportedly.terms.source import SourceKind
from reportedly.views.sources import sources


def test_first_speakers_and_repeaters_are_told_apart(make_claim: Callable[..., Claim]) -> None:
    claims = [make_claim("a"), make_claim("b"), make_claim("c", root="u_2", denied=True), make_claim("d", speaker="Other")]
    spokesman, other, paper = sources(claims)
    assert (spokesman.name, spokesman.first_hand, spokesman.repeated, spokesman.roots, spokesman.denied) == ("A spokesman", 3, 0, 2, 1)
    assert (other.name, other.first_hand) == ("Other", 1)
    assert (paper.name, paper.kind, paper.first_hand, paper.repeated, paper.side) == ("The Paper", SourceKind.OUTLET, 0, 4, None)


def test_no_claims_no_sources() -> None:
    assert sources([]) == ()
