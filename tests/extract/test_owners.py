"""Whose "its forces" and "they" are: one row a sentence, places in square brackets."""

from __future__ import annotations

import pytest

from marked import read


def sides(marked: str) -> list[tuple[str, str | None]]:
    """Kind, and the words by which the party is to be known."""
    return [(told.kind.value, (told.party.antecedent or told.party.text) if told.party is not None else None) for told in read(marked)]


@pytest.mark.parametrize(
    ("marked", "kind", "known_by"),
    [
        ("Blueland's Defence Ministry said its forces had captured [Talor].", "captured", "Blueland's Defence Ministry"),
        ("Militia leader Omar Dal said his fighters had captured [Talor].", "captured", "Militia leader Omar Dal"),
        ("The governor said on Monday that his troops had withdrawn from [Talor].", "withdrew", "governor"),
        ("Russia confirmed it was pulling its troops out of [Talor].", "withdrew", "Russia"),
        ("Blueland's army and allied groups said they had recaptured [Talor].", "recaptured", "Blueland's army and allied groups"),
    ],
)
def test_who_speaks_of_his_own_is_meant(marked: str, kind: str, known_by: str) -> None:
    assert (kind, known_by) in sides(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Residents said government troops had withdrawn from [Talor].",
        "The ministry said rebel fighters had captured [Talor].",
        "A reporter said the army had captured [Talor].",
        "The army captured [Talor] with its artillery.",
    ],
)
def test_others_keep_their_own_words(marked: str) -> None:
    assert all(known_by is None or "said" not in known_by for _, known_by in sides(marked))
    assert not {"Residents", "ministry", "reporter"} & {known_by for _, known_by in sides(marked)}
