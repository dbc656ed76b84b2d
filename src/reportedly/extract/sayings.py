"""Acts of speaking, as attribution finds them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.terms.layers import Span
from reportedly.terms.statement import Utterance


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of speaking in a text.

    Attributes:
        source: who speaks; None where the text leaves it to the reader.
        cue: the words that show it; None for an embedded post.
        content: what is said, in order.
        depth: how many relays stand between this speaker and the one whose content has the same extent ("quoting officials": 1).
        sentence: index of the sentence of its cue.
    """

    source: Utterance | None
    cue: Span | None
    content: tuple[Span, ...]
    depth: int = 0
    sentence: int = -1
