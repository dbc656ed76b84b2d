"""Decides cheaply which sentences can hold a claim at all."""

from __future__ import annotations

import re
from functools import cache

from reportedly.extract.frames import noun_frames, verb_frames
from reportedly.extract.lexicon import words
from reportedly.extract.text import Sentence
from reportedly.extract.verbs import forms


@cache
def triggers() -> frozenset[str]:
    """Load every word form that may tell of something, in a text that is about conflict at all."""
    lemmas = verb_frames().keys() - _AUXILIARY
    verbs = {form for form, entry in forms().items() if entry.lemma in lemmas}
    return frozenset(verbs | noun_frames().keys() | _BESIDE_AUXILIARIES)


# Verbs of frames that their nouns give away: "is under siege", "on their way", "have control".
_AUXILIARY = frozenset({"be", "have", "make", "do"})
_BESIDE_AUXILIARIES = frozenset({"way", "siege", "hands", "control", "rule", "grip", "retreat", "advances", "gains"})
_SHORT = 60  # words; a post or a brief item may leave unsaid who fights
_WORD = re.compile(r"[a-z][a-z'-]+")


@cache
def _weak() -> frozenset[str]:
    lemmas = words("frames", "weak")
    return frozenset(form for form, entry in forms().items() if entry.lemma in lemmas) | lemmas | _BESIDE_AUXILIARIES


@cache
def _strong() -> frozenset[str]:
    return triggers() - _weak()


def may_tell(text: str) -> bool:
    """Tell whether a text has any word that could make a claim."""
    found = _WORD.findall(text.lower())
    if not _strong().isdisjoint(found):
        return True
    return not triggers().isdisjoint(found) and (not _armed().isdisjoint(found) or len(found) < _SHORT)


def worth_reading(sentence: Sentence, *, placed: bool) -> bool:
    """Tell whether a sentence can hold a claim.

    Args:
        sentence: the sentence.
        placed: whether it names a place.
    """
    found = [token.lower for token in sentence.tokens]
    if not _strong().isdisjoint(found):
        return True
    return not triggers().isdisjoint(found) and (placed or not _armed().isdisjoint(found))


@cache
def _armed() -> frozenset[str]:
    return words("nouns", "armed") | words("nouns", "names")
