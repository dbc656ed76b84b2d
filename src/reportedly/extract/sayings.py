"""Acts of speaking, as attribution finds them, and as the layer of attributions shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.terms.layers import Attribution, Span
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
        relative: "who" or "which" where that is the subject of the cue; None where the source's own words are.
    """

    source: Utterance | None
    cue: Span | None
    content: tuple[Span, ...]
    depth: int = 0
    sentence: int = -1
    relative: Span | None = None


# Belongs to a cue that it follows at once; annotators of attribution mark it so (PolNeAR: 9 of 10 colons, 6 of 10 statements).
_CUE_TAIL = re.compile(r":|\s+in (?:a|an) (?:\w+ )?(?:statement|interview)\b:?")


def layer(text: str, sayings: Iterable[Saying]) -> tuple[Attribution, ...]:
    """Turn sayings into the records of `--layer attributions`.

    Args:
        text: the report's text.
        sayings: what was found in it; embedded posts, which have no cue, are left out.
    """
    return tuple(
        Attribution(source=_source(text, saying), cue=(_with_tail(text, saying.cue),), content=saying.content)
        for saying in sayings
        if saying.cue is not None
    )


def _source(text: str, saying: Saying) -> tuple[Span, ...]:
    """The words for the source: "who" where that is the subject; the comma that closes an apposition is part of them."""
    if saying.relative is not None:
        return (saying.relative,)
    source = saying.source
    if source is None or (saying.cue is not None and source.start == saying.cue.start):  # "reportedly": nobody is named
        return ()
    closing = "," in source.text and text[source.end : source.end + 1] == ","
    return (Span(source.start, source.end + closing),)


def _with_tail(text: str, cue: Span) -> Span:
    tail = _CUE_TAIL.match(text, cue.end)
    return Span(cue.start, tail.end()) if tail else cue
