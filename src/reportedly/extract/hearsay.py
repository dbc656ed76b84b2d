"""Finds "reportedly", "despite reports that" and their like: somebody said it, and the text does not tell who."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reportedly.extract.cues import word_set
from reportedly.extract.sayings import Saying
from reportedly.extract.text import Sentence, Token
from reportedly.terms.layers import Span
from reportedly.terms.source import SourceKind
from reportedly.terms.statement import Utterance

# Behind every other speaker of its clause: whoever says "reportedly" has it from somebody.
HEARSAY_DEPTH = 2


def hearsay(text: str, sentence: Sentence, index: int) -> Iterator[Saying]:
    """Find the words of a sentence that lay it on unnamed others.

    Args:
        text: the report's text.
        sentence: the sentence.
        index: its index.
    """
    words = word_set("forms", "hearsay")
    for number, token in enumerate(sentence.tokens):
        against = _against(sentence, number)
        if token.lower in words or against:
            first, last = _clause(sentence, number)
            first = number if against else first
            content = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
            teller = against or token
            said = text[teller.start : teller.end]
            yield Saying(
                Utterance(teller.start, teller.end, said, None, SourceKind.UNNAMED, said),
                Span(teller.start, teller.end),
                (content,),
                HEARSAY_DEPTH,
                index,
            )


def _against(sentence: Sentence, number: int) -> Token | None:
    """The reports in spite of which somebody speaks or acts: "despite reports that", "amid unconfirmed rumours"; None for other words."""
    if sentence.tokens[number].lower not in word_set("forms", "in_spite_of"):
        return None
    nouns = word_set("forms", "hearsay_nouns")
    return next((token for token in sentence.tokens[number + 1 : number + 3] if token.lower in nouns), None)


def _clause(sentence: Sentence, number: int) -> tuple[int, int]:
    """The clause around a token: between semicolons and "but"."""
    tokens = sentence.tokens
    ends = [0, *(i for i, token in enumerate(tokens) if token.lower in {";", "but"}), len(tokens)]
    left, right = next((left, right) for left, right in pairwise(ends) if left <= number < right)
    first = left + 1 if left and left + 1 <= number else left
    last = right - 1 if tokens[right - 1].lower in {".", ","} and right - 1 > number else right
    return first, last
