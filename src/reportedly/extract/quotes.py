"""Finds quotations, also those that run over sentences and paragraphs and those whose closing mark is missing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportedly.extract.text import Sentence

_MARK = re.compile(r"[“”„«»\"]|''|(?<!\w)``")
_OPENING, _CLOSING = frozenset("“„«") | {"``"}, frozenset("”»")
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0([{—–-“")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words.

    Attributes:
        start: first character, the opening mark, in the text.
        end: first character after the closing mark, or after the paragraph where that is missing.
        closed: whether a closing mark stands there.
        speech: number of the speech that it belongs to; a quotation left open goes on in the next paragraph that begins with a mark.
    """

    start: int
    end: int
    closed: bool
    speech: int


def quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """Find the quotations of a text.

    Args:
        text: the text.
        sentences: its sentences; they tell its paragraphs.

    Returns:
        Quotations in order, not overlapping; quotations inside others are part of them.
    """
    found: list[Quotation] = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        members = list(group)
        first, last = members[0].start, members[-1].end
        for start, end, closed in _pairs(text, first, last):
            goes_on = bool(found) and not found[-1].closed and text[first:start].strip() == ""
            speech = found[-1].speech + (0 if goes_on else 1) if found else 0
            found.append(Quotation(start, end, closed, speech))
    return tuple(found)


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether it is closed of each quotation of a paragraph."""
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        if opened is None:
            if _opens(text, match):
                opened = match.start()
        elif not _opens(text, match) or match.group() not in _OPENING:
            yield opened, match.end(), True
            opened = None
    if opened is not None:
        yield opened, end, False


def _opens(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark opens a quotation; straight marks do so after a space and before a word."""
    mark = match.group()
    if mark in _OPENING or mark in _CLOSING:
        return mark in _OPENING
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return (before == "" or before in _BEFORE_OPENING) and not after.isspace()


def around(found: Sequence[Quotation], position: int) -> Quotation | None:
    """The quotation that holds a character, None where it is not quoted."""
    index = bisect_right(found, position, key=lambda quotation: quotation.start) - 1
    return found[index] if index >= 0 and position < found[index].end else None
