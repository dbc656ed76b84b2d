"""Sentences and tokens: what ends a sentence, and what does not."""

from __future__ import annotations

import pytest

from reportedly.extract.text import sentences


def cut(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell. They left.", ["It fell.", "They left."]),
        ("“It fell.” They left!", ["“It fell.”", "They left!"]),
        ("A headline without stop\nBy A. Writer\n\nThe town fell.", ["A headline without stop", "By A. Writer", "The town fell."]),
        ("KABUL (Reuters) - The town fell.", ["KABUL (Reuters) -", "The town fell."]),
        ("- One town fell\n- Another held", ["- One town fell", "- Another held"]),
        ("He left the U.S. The rest stayed.", ["He left the U.S.", "The rest stayed."]),
        ("The unclosed “quote goes on. It ends.", ["The unclosed “quote goes on.", "It ends."]),
    ],
)
def test_sentences_end(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Army said at 8.40 a.m. ET on Aug. 20 that Gen. A. Smith left.",
        "“The town fell,” he said.",
        "It cost 1,200.50 dollars … or so, vs. nothing before.",
        "See www.example.org/a.html, which has more.",
    ],
)
def test_sentences_go_on(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#Talor", ["Talor"]),
        ("Pol-e-Hesar's", ["Pol-e-Hesar", "'s"]),
        ("They’re", ["They", "’re"]),
        ("Sana'a", ["Sana'a"]),
        ("8.40 p.m.", ["8.40", "p.m."]),
        ("2021-08-20", ["2021-08-20"]),
        ("M23-held", ["M23-held"]),
        ("@Account", ["@Account"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for sentence in sentences(text) for token in sentence.tokens] == expected


@pytest.mark.parametrize("text", ["", "   ", "\n\n \n", "İstanbul’da 3\u2028x", "a" * 5000, "(((" * 50, "“”’'\"" * 20])
def test_every_token_is_verbatim(text: str) -> None:
    for sentence in sentences(text):
        assert sentence.tokens
        assert all(text[token.start : token.end] == token.text for token in sentence.tokens)
