"""Decides cheaply which sentences can hold a claim at all."""

from __future__ import annotations

import re
from functools import cache

from reportedly.extract.frames import noun_frames, verb_frames
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
# Words too common to make a text worth reading by themselves.
_TOO_COMMON = frozenset(
    {
        "come",
        "move",
        "lead",
        "put",
        "set",
        "bring",
        "give",
        "keep",
        "open",
        "change",
        "cover",
        "close",
        "send",
        "go",
        "get",
        "turn",
        "way",
        "rule",
    }
)


@cache
def _pattern() -> re.Pattern[str]:
    common = {form for form, entry in forms().items() if entry.lemma in _TOO_COMMON} | _TOO_COMMON
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, triggers() - common), key=len, reverse=True))})\b", re.IGNORECASE)


def may_tell(text: str) -> bool:
    """Tell whether a text has any word that could make a claim."""
    return _pattern().search(text) is not None
