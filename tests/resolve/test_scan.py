"""Names are found in a text as they would be if each stretch of capitalised words were worked out where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.gazetteer import open_default
from reportedly.resolve.scan import Hit, Scanner, runs

FRAGMENTS = (
    *(
        "Kabul",
        "Kandahar",
        "Pol-e",
        "Khomri",
        "Nad",
        "Ali",
        "Saint",
        "St.",
        "Louis",
        "U.N.",
        "U.N.'s",
        "Ga.",
        "Kabul's",
        "Kabul’s",
        "Bab",
        "A",
    ),
    *("al-Bab", "d'Ivoire", "Deir", "ez-Zor", "de la", "e", "i", "the", "The", "Khan", "Shaykhun", "Харків", "Kabul-Kandahar", "McDonald"),
    *(
        "district",
        "districts",
        "highway",
        "#Kabul",
        "@Kabul",
        "US$5",
        "-",
        "‘Ali",
        "'Kabul",
        "mid-July",
        "x#Y",
        "100",
        ".",
        ",",
        "(",
        "\n",
        "L'Aquila",
    ),
)
TEXTS = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from((" ", " ", " ", "", "-", "\n"))), max_size=12).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


def worked_out(text: str) -> list[Hit]:
    """What a scanner finds that takes the whole text for one stretch."""
    scanner = Scanner(open_default())
    return [hit for run in runs(text) for hit in scanner.in_run(text, run)]


@given(TEXTS)
def test_what_is_remembered_of_a_stretch_holds_wherever_it_stands(text: str) -> None:
    assert Scanner(open_default()).hits(text) == worked_out(text)


@given(TEXTS, TEXTS)
def test_texts_read_before_change_nothing(text: str, before: str) -> None:
    scanner = Scanner(open_default())
    scanner.hits(before)
    assert scanner.hits(text) == Scanner(open_default()).hits(text)


FOUND = [
    ("He left Kabul.", ["Kabul"]),
    ("Fighting in Pol-e Khomri went on.", ["Pol-e Khomri"]),
    ("The Kabul-Kandahar highway was cut.", ["Kabul", "Kandahar"]),
    ("Near al-Bab and Deir ez-Zor.", ["al-Bab", "Deir ez-Zor"]),
    ("Burka, Nahrin and Andarab districts fell.", ["Burka", "Nahrin", "Andarab"]),
    ("In #Kabul today.", ["Kabul"]),
    ("Kabul's Old City was quiet.", ["Kabul", "Old City"]),
    ("Atlanta, Ga. was calm.", ["Atlanta", "Ga."]),
    ("Abidjan, Côte d'Ivoire.", ["Abidjan", "Côte d'Ivoire"]),
    ("Laja Mangal district was lost.", ["Laja Mangal"]),
    ("U.N.'s Herat office.", ["Herat"]),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_are_found(text: str, names: list[str]) -> None:
    found = [hit.text for hit in Scanner(open_default()).hits(text)]
    assert [name for name in found if name in names] == names


@pytest.mark.parametrize("text", ["mid-Kabul", "@Kabul said", "x/Kabul", "US$5 was paid", "the kabul", "iKabul", "Kabul@example.org"])
def test_what_is_no_capitalised_word_of_its_own_is_not_found(text: str) -> None:
    assert "Kabul" not in [hit.text for hit in Scanner(open_default()).hits(text)]


def test_a_type_word_behind_an_unknown_name_counts_although_the_name_was_met_without_it() -> None:
    scanner = Scanner(open_default())
    apart = [hit.text for hit in scanner.hits("Qwarz Herat was there.")]
    assert [hit.text for hit in scanner.hits("Qwarz Herat district was there.")] == ["Qwarz Herat"] != apart
