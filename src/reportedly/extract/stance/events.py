"""Finds event words and rates how surely the text says that they happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import cast

from reportedly.extract.lexicon import table, words
from reportedly.extract.stance.cues import Judgement, lexicon
from reportedly.extract.stance.judging import judge
from reportedly.extract.text import Sentence, Token, sentences
from reportedly.extract.verbs import forms
from reportedly.terms.claim import Certainty, Polarity
from reportedly.terms.layers import EventMention

_SHORTEST = 4


@cache
def _ratings() -> Mapping[str, float]:
    return cast("Mapping[str, float]", {name: value for name, value in table("factuality").items() if isinstance(value, float)})


@cache
def _cues() -> Mapping[str, float]:
    return cast("Mapping[str, float]", table("factuality")["cues"])


@cache
def _auxiliaries() -> frozenset[str]:
    lists = frozenset().union(*(words("grammar", name) for name in ("be", "have", "do", "modals")))
    return lists | frozenset({"going", "according", "including", "following"})


@cache
def _endings() -> tuple[str, ...]:
    return ("ed", "ing", *sorted(lexicon("event_endings")))


def _helps(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a form of "be", "have" or "do" serves another verb or joins a subject to what it is."""
    word = tokens[index].lower
    if word not in _auxiliaries():
        return False
    if word not in words("grammar", "have") | words("grammar", "do"):
        return True
    passed = words("grammar", "adverbs") | lexicon("negations")
    following = next((token for token in tokens[index + 1 : index + 5] if token.lower not in passed), None)
    form = forms().get(following.lower) if following else None
    return form is not None or (following is not None and (following.lower.endswith("ed") or following.lower in _auxiliaries()))


def is_event(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word tells of an event: a verb, a noun for what happens, or a word that ends like one."""
    word = tokens[index].lower
    if not word[0].isalpha() or word in lexicon("not_events") or _helps(tokens, index):
        return False
    if word in lexicon("event_nouns") or word in forms():
        return word not in words("grammar", "nounish") or word in lexicon("event_nouns")
    if len(word) <= _SHORTEST or (tokens[index].text[0].isupper() and index):
        return False
    return word.endswith(_endings())


def rate(judgement: Judgement) -> float:
    """Rate a judgement from -3.0 (certainly did not happen) to 3.0 (certainly did); see `EventMention`."""
    cue = (judgement.cue or "").lower()
    if cue in _cues() and (judgement.open or judgement.polarity is Polarity.DENIED):
        return _cues()[cue]
    if judgement.open:
        return _ratings()["open"]
    if judgement.polarity is Polarity.DENIED:
        return _ratings()["denied"]
    return _ratings()[judgement.certainty.value if judgement.certainty is not Certainty.CERTAIN else "certain"]


def _events(sentence: Sentence) -> Iterator[EventMention]:
    for index, token in enumerate(sentence.tokens):
        if is_event(sentence.tokens, index):
            yield EventMention(token.start, token.end, rate(judge(sentence.tokens, index)))


def events(text: str) -> tuple[EventMention, ...]:
    """Find the event words of a text, each with how surely the text says that it happened.

    Args:
        text: any text.

    Returns:
        One mention for each verb and each noun for what happens, in order; factuality from -3.0 to 3.0.

    Examples:
        >>> [(text.factuality) for text in events("Rebels captured the town. They did not enter it.")]
        [3.0, -2.2]
    """
    return tuple(event for sentence in sentences(text) for event in _events(sentence))
