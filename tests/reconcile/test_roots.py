"""Which claim goes back to which, and what shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made import DAY, claim_of
from reportedly.reconcile.casualties import toll
from reportedly.reconcile.roots import Echo, Why, echoes, link
from reportedly.terms.claim import Claim, Count, Kind, Quote, ReportRef
from reportedly.terms.source import Link, Medium, Source, SourceKind

SPOKESMAN = Source("A spokesman", "A spokesman", SourceKind.PARTY, "red", named=True)
LONG = "the Reds marched into the town of Alpha early on Friday without firing a shot"


def told(report: str, *chain: Source, hour: int = 0, **changes: object) -> Claim:
    claim = claim_of(hour=hour)
    links = (*(Link(source, "said") for source in chain), Link(Source(None, report, SourceKind.OUTLET, None, named=True)))
    known = DAY + timedelta(hours=hour)
    base = replace(claim, report=ReportRef(report, report, report, known.date(), known), chain=links, root=None, when=claim_of().when)
    return replace(base, **changes)  # type: ignore[arg-type]


def counted(text: str, low: int, high: int | None) -> tuple[Count, ...]:
    return (Count("killed", None, low, high, text),)


def quoted(text: str) -> Quote:
    return Quote(0, len(text), text)


MARKET = "people were killed when a bomb went off at the gate of the old market"


def bombed(report: str, number: str, low: int, high: int | None, hour: int = 0) -> Claim:
    return told(report, hour=hour, kind=Kind.BOMBING, quote=quoted(f"{number} {MARKET}"), counts=counted(number, low, high))


CROWD = Source("a user", None, SourceKind.SOCIAL)
ALIKE = quoted(LONG)
CASES = [
    (told("One", SPOKESMAN), told("Two", SPOKESMAN, hour=2), Why.DECLARED),
    (told("One", SPOKESMAN), told("One", SPOKESMAN, kind=Kind.CLASH, quote=Quote(50, 60, "they clash")), Why.BREATH),
    (told("One", SPOKESMAN), told("One", quote=quoted("Reds took Alpha, again")), Why.SUMMARY),
    (told("One", quote=ALIKE), told("Two", hour=2, quote=ALIKE), Why.WORDS),
    (told("One"), replace(told("Two", hour=2), chain=(Link(CROWD),)), Why.COPYING),
]
MUTATED = (bombed("One", "About 60", 51, 69), bombed("Two", "Over 60", 61, None, hour=2))
NEITHER = [
    (told("One"), told("Two", hour=2, quote=quoted("Alpha fell to the Reds"))),
    (told("One", quote=ALIKE), told("Two", hour=99, quote=ALIKE)),  # not within three days
    (told("One", SPOKESMAN), told("Two", SPOKESMAN, hour=2, kind=Kind.CLASH)),
    (bombed("One", "Twelve", 12, 12), bombed("Two", "Sixty", 60, 60, hour=2)),  # another number, by somebody who counted
    (bombed("One", "Twelve", 12, 12), told("Two", hour=2, kind=Kind.BOMBING, quote=quoted("12 dead"), counts=counted("12", 12, 12))),
]


@pytest.mark.parametrize(("first", "second", "why"), CASES)
def test_what_shows_that_a_claim_goes_back_to_another(first: Claim, second: Claim, why: Why) -> None:
    assert echoes([second, first]) == (Echo(second.id, first.id, why),)
    assert len({claim.root for claim in link([first, second])}) == 1


def test_a_number_that_changes_from_copy_to_copy_is_an_edge_and_counts_nothing() -> None:
    first, second = MUTATED
    assert echoes(MUTATED) == (Echo(second.id, first.id, Why.WORDS, (("About 60", "Over 60"),)),)
    alone, both = toll(link([first])), toll(link(MUTATED))
    assert both == alone


@pytest.mark.parametrize(("first", "second"), NEITHER)
def test_what_goes_back_to_nothing(first: Claim, second: Claim) -> None:
    assert echoes([first, second]) == ()
    assert len({claim.root for claim in link([first, second])}) == 2


def test_parts_of_one_post_are_said_to_be() -> None:
    def posted(kind: Kind) -> Claim:
        claim = told("One", SPOKESMAN, kind=kind)
        return replace(claim, chain=(replace(claim.chain[0], medium=Medium.POST, at=DAY), claim.chain[1]))

    ((_, _, why, _),) = ((echo.claim, echo.of, echo.why, echo.numbers) for echo in echoes([posted(Kind.CAPTURED), posted(Kind.CLASH)]))
    assert why is Why.POST


def test_numbers_that_change_on_the_way_are_told_and_the_root_stays_one() -> None:
    said = [("about 60", 54, 66), ("over 60", 61, None), ("60 killed", 60, 60), ("60 killed", 60, 60)]
    claims = [told(f"Paper {number}", SPOKESMAN, hour=number, counts=counted(*count)) for number, count in enumerate(said)]
    killed = (("about 60", "60 killed"),)
    assert [echo.numbers for echo in echoes(claims)] == [(("about 60", "over 60"),), killed, killed]
    assert len({claim.root for claim in link(claims)}) == 1


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.randoms())
def test_copies_are_edges_and_no_roots(copies: int, order: object) -> None:
    claims = [told("One", SPOKESMAN), *(told(f"Paper {number}", SPOKESMAN, hour=1 + number) for number in range(copies))]
    shuffled = list(claims)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert echoes(shuffled) == echoes(claims)
    assert {echo.of for echo in echoes(claims)} == {claims[0].id}
    assert len(echoes(claims)) == copies
    assert len({claim.root for claim in link(shuffled)}) == 1


def test_a_claim_delivered_twice_echoes_nothing(make_claim: Callable[..., Claim]) -> None:
    assert echoes([make_claim(), make_claim()]) == ()
