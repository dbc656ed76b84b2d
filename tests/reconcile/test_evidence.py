from dataclasses import replace

import pytest

from made import claim_of
from reportedly.reconcile.evidence import code_of
from reportedly.reconcile.parameters import READ, load
from reportedly.terms.claim import Kind
from reportedly.terms.place import PlaceMention


@pytest.mark.parametrize(
    ("kind", "relation", "denied", "code"),
    [
        (Kind.CAPTURED, None, False, "captured"),
        (Kind.CAPTURED, None, True, "not captured"),
        (Kind.CAPTURED, "in", False, "contested"),  # villages in it
        (Kind.CAPTURED, "near", False, "contested"),
        (Kind.HOLDS, "outskirts", False, "contested"),
        (Kind.WITHDREW, "near", False, "contested"),
        (Kind.CAPTURED, "near", True, None),
        (Kind.CAPTURED, "government", False, "captured"),  # a capital that stands for its government
        (Kind.ADVANCING, "near", False, "advancing"),
        (Kind.AIRSTRIKE, "near", False, "clash"),
    ],
)
def test_who_takes_a_part_of_a_place_fights_for_it(kind: Kind, relation: str | None, denied: bool, code: str | None) -> None:  # noqa: FBT001 - a case
    claim = claim_of(kind=kind, denied=denied)
    assert claim.place is not None
    told = replace(claim, place=replace(claim.place, mention=PlaceMention(0, 5, "Alpha", relation=relation)))
    assert code_of(told, load(READ)) == code


def test_an_imported_claim_is_about_the_whole_place() -> None:
    assert code_of(claim_of(), load(READ)) == "captured"
