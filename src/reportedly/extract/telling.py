"""Keeps of the drafts what the text says happened or denies; plans, threats and conditions are dropped."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.extract.drafts import Draft
from reportedly.extract.stance import stance_at
from reportedly.extract.text import Sentence
from reportedly.terms.claim import Kind, Stance

# "An operation to arrest a leader" is an operation; whether it found him is said elsewhere or not at all.
_UNDERTAKINGS = frozenset({"operation", "operations", "mission", "raid", "search", "effort", "efforts", "pursuit", "attempt"})


@dataclass(frozen=True, slots=True)
class Told:
    """A draft with what the text says about its truth.

    Attributes:
        sentence: the sentence of its words.
        draft: the draft.
        stance: whether it is said or denied, and how surely.
        said: the stretch whose speaker speaks of it, where that is not the draft's own ("denied it").
        denies: what it denies, where that was told in so many words.
    """

    sentence: Sentence
    draft: Draft
    stance: Stance
    said: tuple[int, int] | None = None
    denies: Told | None = None


def told_of(sentence: Sentence, draft: Draft) -> Told | None:
    """Judge a draft.

    Returns:
        None where the text does not say that it happened, nor that it did not.
    """
    stance = stance_at(sentence, draft.trigger)
    if stance is not None:
        return Told(sentence, draft, stance)
    purpose = _undertaking(sentence, draft)
    return None if purpose is None else Told(sentence, replace(draft, kind=Kind.OTHER, trigger=purpose, counts=()), Stance())


def _undertaking(sentence: Sentence, draft: Draft) -> int | None:
    """The noun whose purpose the draft is ("an operation to arrest …")."""
    index = draft.trigger - 1
    if draft.kind not in {Kind.ARREST, Kind.CASUALTIES} or index < 1 or sentence.tokens[index].lower != "to":
        return None
    return index - 1 if sentence.tokens[index - 1].lower in _UNDERTAKINGS else None
