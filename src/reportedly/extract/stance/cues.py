"""What a rule of stance says, and the ways of looking at the words around an event word that the rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportedly.extract.lexicon import words
from reportedly.extract.text import Token
from reportedly.terms.claim import Certainty, Polarity

# How far to the left a governor reaches within its clause, in words.
REACH = 7
MODIFIER_REACH = 3


class Judgement(NamedTuple):
    """What one rule says: whether it is left open, or its polarity and certainty, and the words that show it."""

    open: bool
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    cue: str | None = None


Rule = Callable[[Sequence[Token], int], Judgement | None]


@cache
def lexicon(key: str) -> frozenset[str]:
    """Give a set of words of the stance lexicon."""
    return words("stance", key)


def left_open(cue: str) -> Judgement:
    """Judge that it is not said to have happened."""
    return Judgement(open=True, cue=cue)


def hedged(certainty: Certainty, cue: str) -> Judgement:
    """Judge that it is said less than surely."""
    return Judgement(open=False, certainty=certainty, cue=cue)


def denied(cue: str) -> Judgement:
    """Judge that it is said not to have happened."""
    return Judgement(open=False, polarity=Polarity.DENIED, cue=cue)


def leftwards(tokens: Sequence[Token], index: int, reach: int) -> Iterator[tuple[int, Token]]:
    """Yield index and token leftwards, within reach and up to a wall."""
    for at in range(index - 1, max(-1, index - 1 - reach), -1):
        if tokens[at].lower in lexicon("walls"):
            return
        yield at, tokens[at]


def verb_group_start(tokens: Sequence[Token], index: int) -> int:
    """Give the index where the verb group of a verb begins: its auxiliaries, modals, negations, adverbs and "to"."""
    at = index
    while at > 0 and (tokens[at - 1].lower in _group_words() or (tokens[at - 1].lower.endswith("ly") and tokens[at - 1].lower != "early")):
        at -= 1
    return at


@cache
def _group_words() -> frozenset[str]:
    lists = ("be", "have", "do", "modals", "negations", "adverbs")
    particles = {"not", "to", "been", "yet", "almost", "nearly", "got", "get"}
    return frozenset().union(*(words("grammar", name) for name in lists), particles) - {
        "abroad",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "here",
        "there",
        "overnight",
    }
