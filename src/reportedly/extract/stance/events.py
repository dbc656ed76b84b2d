"""Finds event words and rates how surely the text says that they happened."""

from __future__ import annotations

from reportedly.extract.stance.judging import Judgement, judge
from reportedly.extract.text import sentences
from reportedly.extract.verbs import forms
from reportedly.terms.claim import Certainty, Polarity
from reportedly.terms.layers import EventMention


def events(text: str) -> tuple[EventMention, ...]:
    """Find event words."""
    return ()
