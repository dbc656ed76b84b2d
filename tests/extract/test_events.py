"""What happened beside control: kinds, who, against whom, how many, and which statements are of one occurrence."""

from __future__ import annotations

import pytest

from marked import read
from reportedly.terms.claim import CONTROL_KINDS, Kind


def kinds(marked: str) -> set[str]:
    return {statement.kind.value for statement in read(marked) if statement.kind not in CONTROL_KINDS}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("An airstrike killed 12 fighters in [Talor].", {"airstrike"}),
        ("Warplanes bombed [Talor].", {"bombing"}),
        ("A drone strike hit a convoy near [Talor].", {"airstrike"}),
        ("Troops shelled [Talor] overnight.", {"shelling"}),
        ("A car bomb exploded in [Talor].", {"bombing"}),
        ("Gunmen ambushed a patrol near [Talor].", {"attack"}),
        ("Police arrested three suspects in [Talor].", {"arrest"}),
        ("Militants kidnapped two aid workers in [Talor].", {"abduction"}),
        ("Clashes broke out between the army and rebels in [Talor].", {"clash"}),
        ("Six soldiers were killed in [Talor].", {"casualties"}),
        ("Residents protested in [Talor].", {"protest"}),
        ("The rebels and the army agreed to a ceasefire in [Talor].", {"agreement"}),
        ("The army deployed troops to [Talor].", {"movement"}),
        ("An operation to arrest a rebel leader began in [Talor].", {"other"}),
    ],
)
def test_kind(marked: str, expected: set[str]) -> None:
    assert kinds(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "The mayor of [Talor] suffered a heart attack.",
        "Militants planned to bomb [Talor].",
        "The storm killed the mood in [Talor].",
        "He shot a film in [Talor].",
        "The firm signed a deal in [Talor].",
        "The train arrived in [Talor].",
    ],
)
def test_nothing_of_war(marked: str) -> None:
    assert kinds(marked) == set()


def test_counts_stay_as_said() -> None:
    [statement] = [one for one in read("Rebels killed or injured over 60 soldiers in [Talor].") if one.counts]
    assert [(count.what, count.low, count.high) for count in statement.counts] == [("killed_or_injured", 61, None)]


def test_names_of_the_hurt_are_left_out() -> None:
    for statement in read("Troops killed Ravi Menda, a teacher, in [Talor]."):
        assert statement.against is None
        assert all(count.of is None for count in statement.counts)


def test_details_are_of_the_occurrence_that_the_lead_tells() -> None:
    text = "A patrol detained several insurgents in [Talor|district] on Monday. The patrol detained three insurgents after a search."
    assert len({statement.occurrence for statement in read(text) if statement.counts}) == 1


def test_further_people_are_another_occurrence() -> None:
    text = "A patrol captured a rebel commander in [Talor|district]. It also detained two other suspects."
    assert len({statement.occurrence for statement in read(text) if statement.counts}) == 2


def test_other_places_are_other_occurrences() -> None:
    text = "In [Talor|district], a patrol killed two insurgents.\n\nIn [Benna|district], a patrol killed three insurgents."
    assert len({statement.occurrence for statement in read(text) if statement.counts}) == 2


@pytest.mark.parametrize(
    ("text", "occurrences"),
    [
        # The sentence goes on with the lead's province at a finer place.
        ("A patrol detained several rebels in [Marr|province] on Monday. After a search in [Talor], the patrol detained eight rebels.", 1),
        ("A patrol detained several rebels in [Marr|province] on Monday. A patrol in [Talor] also detained eight other rebels.", 2),
        # Those killed and those detained in one sentence are of one attack, and so is its retelling.
        (
            "A patrol killed several rebels and detained two in [Talor]. After an ambush it fired, killing several and detaining two.",
            1,
        ),
    ],
)
def test_a_retelling_is_the_same_occurrence(text: str, occurrences: int) -> None:
    taken = {s.occurrence for s in read(text) if any(count.what == "captured" for count in s.counts)}
    assert len(taken) == occurrences


@pytest.mark.parametrize(
    "text",
    [
        "Forces have detained 30 rebels in [Talor] since December.",
        "In the last month, we've detained five rebels in [Talor].",
        "Thirty rebels have been killed in [Talor] so far this year.",
        "Over the past two years, shelling killed 300 people in [Talor].",
    ],
)
def test_a_running_total_is_no_occurrence(text: str) -> None:
    assert [statement for statement in read(text) if statement.counts and not statement.background] == []


@pytest.mark.parametrize(
    "text",
    [
        "Forces have detained 30 rebels in [Talor].",
        "In the last hour, shelling killed five people in [Talor].",
        "Shelling has killed five people in [Talor] this week.",
    ],
)
def test_a_count_of_one_occurrence_is_no_running_total(text: str) -> None:
    assert any(statement.counts and not statement.background for statement in read(text))


def test_an_event_without_place_happened_where_the_last_one_did() -> None:
    statements = read("Gunmen attacked a base in [Talor]. Six soldiers were killed.")
    assert {statement.place.text for statement in statements if statement.place is not None} == {"Talor"}
    assert all(statement.place is not None for statement in statements)


def test_an_opening_that_looks_back_sets_no_scene() -> None:
    found = read(
        "After their arrival in [Talor], scenes at [Talor] airport were criticised by the administration.\n\nLocal forces fought rebels."
    )
    assert {told.place for told in found if told.kind is Kind.CLASH} == {None}
