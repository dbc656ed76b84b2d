"""Cuts a text into paragraphs, sentences and tokens that keep their place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reportedly.extract.lexicon import words


class Token(NamedTuple):
    """A word, number, mark or address.

    Attributes:
        start: first character in the text.
        end: first character after.
        text: the characters, verbatim; a hash sign before a word is not part of any token.
        lower: the same in lower case, with the straight apostrophe for the curly one.
    """

    start: int
    end: int
    text: str
    lower: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a headline, a byline or an item of a list.

    Attributes:
        start: first character in the text.
        end: first character after.
        tokens: its tokens in order, never empty.
        paragraph: number of its paragraph in the text, from 0.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int


_LETTERS = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S*[^\s.,;:!?)\]"'”’]     # addresses
  | @\w+                                                                   # account names
  | (?:{_LETTERS}\.){{2,}}                                                 # U.S., p.m.
  | \d{{4}}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?                   # 2021-08-20
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![\w-])                              # 8.40, 1,200, 21st
  | ['’](?:s|re|ve|ll|d|m)\b                                              # possessives and shortened verbs
  | \w+(?:['’\-‑](?!(?:s|re|ve|ll|d|m)\b)\w+|[\-‑](?:s|d|m)\b)*           # words, Pol-e-Hesar, Sana'a, AK-47
  | \.{{2,}} | -{{2,}}
  | [^\w\s\#]
    """,
    re.VERBOSE,
)
_STRAIGHT = str.maketrans({"’": "'", "‑": "-"})
# Blanks are looked at once, from their first one on and without going back: a file may hold a million of them in a row.
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n\s*+|(?<![^\S\n])[^\S\n]{3,}+(?=\S)")
_LINE_END = re.compile(r"(?<![^\S\n\u2028])[^\S\n\u2028]*+[\n\u2028]\s*+")
# A dateline stands before the news and says where it was filed, not where it happened.
_DATELINE = re.compile(
    r"""(?:^|(?<=[\n\u2028])|(?<=\s\s)|(?<=[.!?]\s))
    (?: [A-Z][A-Z'’-]{2,}(?:\ [A-Z][A-Z'’-]+)* ,? (?:\ [A-Z][\w.]+(?:\ [A-Z]\w+)?,?)?     # KABUL, Afghanistan
        (?: \ ?\([^)\n]{2,40}\)\s*[-–—]* | \ ?[-–—]{1,2}\s )                              # (Reuters) -
      | [A-Z][\w'’-]+(?:\ [A-Z][\w'’-]+)? (?:,\ [A-Z]\w+)? \ \([A-Z][\w/. ]{1,30}\)\ ?[-–—]{1,2}  # Kabul (AFP) -
    )\s*""",
    re.VERBOSE,
)
# Hard-wrapped text has lines of about this length; shorter ones are headlines and bylines, longer ones are whole paragraphs.
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 60, 110
_STOPS = frozenset({".", "!", "?", "…", "...", "....", "?!"})
_CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "»"})
_SHORTEST_ABBREVIATION = len("U.S.")
# Nobody writes such sentences; tables and lists without stops are as long, and what is read in a sentence grows with its square.
_MOST_TOKENS = 300


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, start, end):
        word = found.group()
        yield Token(found.start(), found.end(), word, word.lower().translate(_STRAIGHT))


def _line_breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the ends of those lines that a sentence does not run across."""
    line = start
    for found in _LINE_END.finditer(text, start, end):
        stop, after = found.start(), found.end()
        wrapped = _SHORTEST_WRAPPED <= stop - line <= _LONGEST_WRAPPED
        if not (wrapped and text[stop - 1] not in '.!?:"”' and text[after : after + 1].isalnum()):
            yield after
        line = after


def _blocks(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and paragraph number of stretches that no sentence leaves."""
    cuts = [found.end() for found in _BLANK_LINE.finditer(text)]
    for paragraph, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(text)], strict=True)):
        inner = {start, *_line_breaks(text, start, end)}
        for found in _DATELINE.finditer(text, start, end):
            inner |= {found.start(), found.end()}
        edges = [*sorted(inner), end]
        for left, right in pairwise(edges):
            if left < right:
                yield left, right, paragraph


def _abbreviates(before: Token, following: Token) -> bool:
    """Tell whether a full stop between two tokens belongs to the word before it."""
    word = before.lower
    if word in words("text", "titles"):
        return following.text[:1].isupper() or following.text[:1].isdigit()
    if word in words("text", "months"):
        return following.text[:1].isdigit()
    return len(before.text) == 1 and before.text.isupper() and before.text != "I"


def _goes_on(token: Token, following: Token) -> bool:
    """Tell whether a word after a stop cannot begin a sentence."""
    return following.text[:1].islower() and following.start - token.end <= 1


def _is_end(tokens: list[Token], index: int, following: Token) -> bool:
    """Tell whether the sentence ends with the token at `index` (closing quotes after it already skipped)."""
    token = tokens[index]
    if token.lower in _STOPS:
        glued = following.start == token.end and following.text not in _CLOSERS
        return not (glued or _goes_on(token, following) or (token.text == "." and index and _abbreviates(tokens[index - 1], following)))
    abbreviation = token.lower.endswith(".") and len(token.lower) >= _SHORTEST_ABBREVIATION
    return abbreviation and following.text[:1].isupper() and following.lower in words("text", "starters")


def _ends(tokens: list[Token]) -> Iterator[int]:
    """Yield the index after the last token of each sentence."""
    index, first, last = 0, 0, len(tokens)
    while index < last:
        token = tokens[index]
        if index - first >= _MOST_TOKENS:
            yield index
            first = index
        if token.lower[-1] in ".!?…":
            after = index + 1
            while after < last and tokens[after].text in _CLOSERS and tokens[after].start - tokens[after - 1].end == 0:
                after += 1
            if after < last and _is_end(tokens, index, tokens[after]):
                yield after
                first = after
            index = after
        else:
            index += 1
    yield last


def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences.

    Headlines, bylines, datelines and items of a list are sentences of their own; sentences never cross a blank line.

    Args:
        text: any text; may be empty.

    Returns:
        The sentences in order, not overlapping; white space lies between them.
    """
    found: list[Sentence] = []
    for start, end, paragraph in _blocks(text):
        tokens = list(_tokens(text, start, end))
        first = 0
        for after in _ends(tokens):
            if first < after:
                found.append(Sentence(tokens[first].start, tokens[after - 1].end, tuple(tokens[first:after]), paragraph))
            first = after
    return tuple(found)
