"""Decides cheaply which sentences can hold a claim at all."""

from __future__ import annotations

import re
from functools import cache

from reportedly.extract.frames import noun_frames, verb_frames
from reportedly.extract.verbs import forms


@cache
def triggers() -> frozenset[str]:
    """Load every word form that may tell of something."""
    lemmas = verb_frames().keys()
    verbs = {form for form, entry in forms().items() if entry.lemma in lemmas}
    return frozenset(verbs | noun_frames().keys()) - _TOO_COMMON


# Their frames only fit beside other trigger words, or are too rare to read every sentence with them.
_TOO_COMMON = frozenset("be have make get go come move lead put set bring give keep open agree change cover close send".split(" "))


@cache
def _pattern() -> re.Pattern[str]:
    ordered = sorted(triggers(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b", re.IGNORECASE)


def may_tell(text: str) -> bool:
    """Tell whether a text has any word that could make a claim."""
    return _pattern().search(text) is not None
