"""Probabilities of places: more where the text says more, never more than certain, and alternatives share the rest."""

from __future__ import annotations

import pytest

from reportedly.places import find


def chance(text: str, name: str) -> float:
    return next(ref.confidence for ref in find(text) if ref.text == name)


MORE_THAN = [
    ("Clashes were reported in Springfield, Illinois.", "Clashes were reported in Springfield.", "Springfield"),
    ("The Taliban took Burka district of Baghlan.", "Gunmen came from Burka.", "Burka"),
    ("They fled from Nigeria to Chad.", "The Bank of Nigeria said so.", "Nigeria"),
    ("Officials flew to Malaysia on Monday.", "The Malaysia Department of Health said so.", "Malaysia"),
]


@pytest.mark.parametrize(("surer", "less", "name"), MORE_THAN)
def test_what_the_text_says_more_of_is_surer(surer: str, less: str, name: str) -> None:
    assert chance(surer, name) > chance(less, name)


TEXTS = [
    "Police in Springfield arrested a man.",
    "The Taliban captured Nawa.",
    "The Taliban captured Burka district of Baghlan and Nahrin.",
    "Fighting went on in Gao, Mali, and in Timbuktu.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_all_that_a_name_may_mean_is_no_more_than_certain(text: str) -> None:
    for ref in find(text):
        assert 0 <= ref.confidence <= 1
        assert ref.confidence + sum(p for _, p in ref.alternatives) <= 1.002


@pytest.mark.parametrize("text", ["Clashes in Burka district, Baghlan province, Afghanistan.", "Talks were held in Geneva, Switzerland."])
def test_a_name_that_its_container_settles_is_confident(text: str) -> None:
    assert next(iter(find(text))).confidence >= 0.9


@pytest.mark.parametrize("text", ["Jordan said so.", "The man from Springfield left.", "Nawa was quiet."])
def test_a_bare_ambiguous_name_is_not_confident(text: str) -> None:
    assert all(ref.confidence < 0.9 for ref in find(text))
