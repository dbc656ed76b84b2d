"""Steps over hearers, times and places of speaking, so that what is said begins behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.extract.cues import Cue, Frame, word_set
from reportedly.extract.speakers import Stretch
from reportedly.extract.text import Token

OPENING = frozenset({"“", "„", "«", "``"})
CLOSING = frozenset({"”", "»"})
MARKS = OPENING | CLOSING | {'"', "''"}
_QUESTIONS = frozenset({"where", "whether", "if", "how", "what", "why", "who", "when", "to", "about"})
# "told the three men waiting at the gate that": the hearer is named in at most so many words.
LONGEST_HEARER = 9
LONGEST_NAMED_HEARER = 6


@dataclass(frozen=True, slots=True)
class Field:
    """The stretch of a sentence that one cue may look at: tokens `floor` to before `ceiling`.

    Attributes:
        tokens: the sentence's tokens.
        floor: index of the first.
        ceiling: index after the last.
        unquoted: index after the last quotation that ends before the cue; a speaker does not begin before it.
    """

    tokens: Sequence[Token]
    floor: int
    ceiling: int
    unquoted: int = 0


def content_start(field: Field, cue: Cue) -> int:
    """Step over the hearer, times and "in a statement" behind a verb."""
    start = cue.verb + 1
    if cue.frame is Frame.HEARER:
        start = _after_hearer(field, start)
    return _after_adjuncts(field, start)


def _after_hearer(field: Field, start: int) -> int:
    tokens = field.tokens
    near = range(start, min(field.ceiling, start + LONGEST_HEARER))
    that = next((index for index in near if tokens[index].lower in {"that", ":"} or tokens[index].text in OPENING), None)
    if that is not None:
        return that
    if start >= field.ceiling or tokens[start].text in MARKS or tokens[start].lower in _QUESTIONS:
        return start
    if tokens[start].lower in word_set("forms", "hearers"):
        return start + 1
    index = start + (1 if tokens[start].lower in word_set("forms", "determiners") else 0)
    named = index < field.ceiling and tokens[index].text[0].isupper()
    while (
        index < field.ceiling
        and tokens[index].text[0].isupper() == named
        and tokens[index].text[0].isalpha()
        and index < start + LONGEST_NAMED_HEARER
    ):
        index += 1
        if not named:
            return _behind_words(field, index)
    return index


def _behind_words(field: Field, start: int) -> int:
    """Step over the rest of an unnamed hearer where nothing but it ends the clause: "told local media.", "told state television,"."""
    tokens, index = field.tokens, start
    while index < min(field.ceiling, start + LONGEST_NAMED_HEARER) and tokens[index].text.isalpha() and tokens[index].text.islower():
        index += 1
    ends = index >= field.ceiling or tokens[index].text in MARKS or tokens[index].text in {".", ","}
    return index if ends else start


def _after_adjuncts(field: Field, start: int) -> int:
    """Step over times and places of speaking, so that what is said begins behind them."""
    tokens, index = field.tokens, start
    while index < field.ceiling:
        lower = tokens[index].lower
        if lower in {"this", "next"} and index + 1 < field.ceiling and tokens[index + 1].lower in word_set("forms", "times"):
            index += 2
        elif lower in {",", ":"} or lower in word_set("forms", "times") or (lower.endswith("ly") and lower != "only"):
            index += 1
        elif lower in word_set("forms", "adjuncts"):
            step = _adjunct_end(field, index)
            if step is None:
                break
            index = step
        else:
            break
    return index


def _adjunct_end(field: Field, start: int) -> int | None:
    """The end of "on Monday", "in a statement", "at 8.40 a.m. ET"; None where the preposition begins what is said."""
    tokens, index = field.tokens, start + 1
    while index < field.ceiling and (tokens[index].lower in word_set("forms", "times") or tokens[index].text[0].isdigit()):
        index += 1
    if index > start + 1:
        while index < field.ceiling and tokens[index].lower in word_set("forms", "clock"):
            index += 1
        return index
    while index < field.ceiling and index < start + LONGEST_HEARER:
        if tokens[index].lower in word_set("forms", "occasions"):
            return index + 1
        if tokens[index].lower in {",", "that", ":"} or tokens[index].text in MARKS:
            break
        index += 1
    at_end = index < field.ceiling and tokens[index].lower == "," and tokens[start].lower in {"in", "on", "at"}
    return index if at_end else None


def tidied(tokens: Sequence[Token], first: int, last: int) -> Stretch | None:
    """Cut commas at both ends and the full stop at the end off a stretch; None where nothing is left."""
    while first < last and tokens[first].lower in {",", ":", "—", "–", "--", "-"}:
        first += 1
    while last > first and tokens[last - 1].lower in {",", ".", ";", "—", "–", "--", ":", "and", "but"}:
        last -= 1
    if last > first and tokens[last - 1].text == ")" and not any(token.text == "(" for token in tokens[first:last]):
        return tidied(tokens, first, last - 1)
    empty = all(token.text in CLOSING or not token.text[0].isalnum() for token in tokens[first:last])
    return None if first >= last or empty else Stretch(first, last)
