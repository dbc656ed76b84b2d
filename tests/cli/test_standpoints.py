"""Whose words count, and with how much hindsight: what is asked for is done, and said."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

Ask = Callable[..., tuple[int, str, str]]
LATER = "2011-03-06T00:00:00Z"
AT = ("--at", LATER, "--known", LATER)


def row(ask: Ask, *words: str) -> dict[str, object]:
    code, out, err = ask(*words, "--json")
    assert code == 0, err
    found: dict[str, object] = json.loads(out.splitlines()[0])
    return found


@pytest.mark.parametrize(
    ("who", "scope"),
    [
        ("red", {"kind": "side", "id": "red", "name": "Reds"}),
        ("Reds", {"kind": "side", "id": "red", "name": "Reds"}),
        ("side:reds", {"kind": "side", "id": "red", "name": "Reds"}),
        ("neutral", {"kind": "neutral", "id": None, "name": None}),
        ("northern wire", {"kind": "source", "id": "s1", "name": "Northern Wire"}),
        ("source:s1", {"kind": "source", "id": "s1", "name": "Northern Wire"}),
    ],
)
def test_whose_words_count_is_in_the_answer(ask: Ask, who: str, scope: dict[str, object]) -> None:
    assert row(ask, "picture", "Alpha", *AT, "--according-to", who)["according_to"] == scope


def test_everybody_counts_unless_somebody_is_named(ask: Ask) -> None:
    found = row(ask, "picture", "Alpha", *AT)
    assert (found["according_to"], found["hindsight"]) == (None, False)


def test_only_their_words_move_the_picture(ask: Ask) -> None:
    for who, speakers in (("red", {"Red Army Office"}), ("Northern Wire", {"Northern Wire"})):
        found = row(ask, "explain", "Alpha", *AT, "--according-to", who)
        assert {claim["chain"][0]["source"]["name"] for claim in found["claims"]} == speakers  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", ["green", "side:Northern Wire", "source:red", "wire", ""])
def test_who_nobody_knows_is_said_to_be_unknown(ask: Ask, who: str) -> None:
    code, out, err = ask("picture", "Alpha", "--according-to", who)
    assert (code, out) == (1, "")
    assert "no party and no first speaker of a claim is called so" in err


def test_names_alike_are_offered(ask: Ask) -> None:
    assert "do you mean 'Northern Wire'?" in ask("picture", "--according-to", "wire")[2]


def test_hindsight_knows_everything_and_says_so(ask: Ask) -> None:
    at = "2011-03-05T00:00:00Z"
    then, since = row(ask, "picture", "Beta", "--at", at, "--known", at), row(ask, "picture", "Beta", "--at", at, "--hindsight")
    assert (then["known"], since["known"]) == (at, "2011-03-07T12:00:00Z")
    assert since["hindsight"] is True
    assert "In hindsight" in ask("picture", "Beta", "--at", at, "--hindsight")[1]
    assert "in hindsight, Beta" in " ".join(ask("explain", "Beta", "--at", at, "--hindsight")[1].split())


def test_hindsight_goes_neither_with_a_known_time_nor_with_live(ask: Ask) -> None:
    with pytest.raises(SystemExit):
        ask("picture", "--known", LATER, "--hindsight")
    assert ask("timeline", "Alpha", "--live", "--hindsight")[0] == 2


def test_a_timeline_says_whose_words_it_rests_on(ask: Ask) -> None:
    assert ask("timeline", "Alpha", "--according-to", "blue")[1].startswith(
        "According to Blues sources only: what all others say is left out."
    )
    found = row(ask, "timeline", "Alpha", "--according-to", "blue", "--hindsight")
    assert (found["according_to"], found["hindsight"]) == ({"kind": "side", "id": "blue", "name": "Blues"}, True)


def test_a_page_says_whose_words_it_rests_on(ask: Ask) -> None:
    page = ask("report", "-o", "-", "--according-to", "neutral", "--hindsight")[1]
    assert "According to neutral sources only" in page
    assert "who held what, in hindsight" in page
    assert "Our forces have taken Alpha" not in page
    plain = ask("report", "-o", "-")[1]
    assert "According to" not in plain
    assert "as publicly known at the end of that day" in plain


def test_a_table_says_whose_words_it_rests_on(ask: Ask) -> None:
    head, first = ask("export", "csv", "-o", "-", "Alpha", "--according-to", "red")[1].splitlines()
    assert head.endswith("according_to,hindsight")
    assert first.endswith("Reds sources only,no")
