"""Judging of mentions against marks: near, same unit, far, forgotten, unmarked."""

from __future__ import annotations

import pytest
from marked_places import Judge, Mark, bare, paired

from reportedly.gazetteer import open_default

KABUL, SIBERIA, OHIO = (34.5, 69.2), (60.0, 90.0), (40.0, -82.9)


def verdicts(text: str, *marked: tuple[str, tuple[float, float]]) -> list[str]:
    marks = [Mark(text.index(words), text.index(words) + len(words), words, point, scored=True) for words, point in marked]
    return [v.verdict for v in Judge(open_default()).text("t-1", text, marks)]


CASES = [
    ("Officials in Kabul met.", [("Kabul", KABUL)], ["near"]),
    ("Birds came from Russia in spring.", [("Russia", SIBERIA)], ["unit"]),
    ("Birds came from Russia in spring.", [("Russia", OHIO)], ["far"]),
    ("Officials in Kabul met.", [("Kabul", OHIO)], ["far"]),
    ("Officials in Kabul met. Others left Kabul.", [("Kabul", KABUL)], ["near", "gap"]),
    ("Officials in Kabul met. Others left Kabul.", [("Kabul", OHIO)], ["far", "unmarked"]),
    ("Officials in Kabul met.", [], ["unmarked"]),
    ("Storms hit Europe on Friday.", [("Europe", KABUL)], ["unit"]),
]


@pytest.mark.parametrize(("text", "marked", "expected"), CASES)
def test_verdicts(text: str, marked: list[tuple[str, tuple[float, float]]], expected: list[str]) -> None:
    assert verdicts(text, *marked) == expected


def test_what_a_suite_does_not_score_is_not_judged() -> None:
    text = "Officials in Kabul met."
    mark = Mark(13, 18, "Kabul", None, scored=False)
    assert list(Judge(open_default()).text("t-1", text, [mark])) == []


def test_exact_spans_are_paired_before_overlapping_ones() -> None:
    wide, exact = Mark(0, 20, "a", KABUL, scored=True), Mark(5, 10, "b", KABUL, scored=True)
    assert paired([wide, exact], [(5, 10), (12, 18)]) == {0: exact, 1: wide}


def test_words_are_compared_without_case_and_article() -> None:
    assert bare("The Hague") == bare("hague")
    assert bare("Niger") != bare("Nigeria")
