from __future__ import annotations

import pytest

from reportedly.terms.claim import Quote
from reportedly.views.context import Context, context

TEXT = "First sentence here. He said the Reds took Alpha on Friday, officials added. A third one."


def quote(text: str) -> Quote:
    start = TEXT.index(text)
    return Quote(start, start + len(text), text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the Reds took Alpha", Context("He said ", "the Reds took Alpha", " on Friday, officials added.")),
        ("First sentence here.", Context("", "First sentence here.", "")),
        ("A third one.", Context("", "A third one.", "")),
    ],
)
def test_the_rest_of_the_sentence(words: str, expected: Context) -> None:
    assert context(TEXT, quote(words)) == expected


def test_a_quote_that_the_text_does_not_hold_stands_alone() -> None:
    assert context("", quote("the Reds took Alpha")) == Context("", "the Reds took Alpha", "")
    assert context("something else altogether, much longer than it", quote("the Reds took Alpha")).before == ""


def test_long_sentences_are_cut() -> None:
    text = "x " * 400 + "QUOTE" + " y" * 400
    shown = context(text, Quote(800, 805, "QUOTE"))
    assert shown.before.startswith("…")
    assert shown.after.endswith("…")
    assert len(shown.before) < 300
