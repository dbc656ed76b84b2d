"""How much of a unit is meant by the words before it."""

import pytest

from reportedly.extract.phrases import extent


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("three districts", "3"),
        ("eleven districts", "11"),
        ("at least five districts", "5+"),
        ("more than 20 districts", "20+"),
        ("a district", "1"),
        ("most", "most"),
        ("most districts", "most"),
        ("the bulk", "most"),
        ("half", "half"),
        ("half the districts", "half"),
        ("the entire province", "all"),
        ("all districts", "all"),
        # must not
        ("three villages", None),
        ("most villages", None),
        ("all checkpoints", None),
        ("the districts", None),
        ("districts", None),
        ("parts", None),
        ("the centre", None),
        ("three soldiers", None),
    ],
)
def test_words_before_a_unit_tell_how_much_of_it(words: str, found: str | None) -> None:
    assert extent(words.split()) == found
