"""Cuts text in Arabic script into sentences and words that keep their place in it, and finds phrases among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from reportedly.extract.arabic_script.inflection import ARTICLE, bare
from reportedly.gazetteer.fold import fold

_LETTER = "[\u0620-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0670\u0640\u200c]"
# Posts hide words from filters by lengthened letters with a gap or a dot between: one word all the same.
_TOKEN = re.compile(
    rf"{_LETTER}+(?:(?<=\u0640)[ .]{{1,2}}(?=\u0640){_LETTER}+)*"
    r"|[0-9٠-٩۰-۹]+(?:[.,٬٫/:-][0-9٠-٩۰-۹]+)*"
    r"|[A-Za-z\u00c0-\u024f][\w'’.-]*|[^\w\s]"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬٫", "01234567890123456789,.")
_HIDING = re.compile("[ .]")
_STOPS = frozenset(".!?؟؛…|•\u25cf")
_AND = ("و", "ف")
_TO = ("ب", "ل", "ک")
SHORTEST = 2
LATIN_RUN = 3  # words in Latin letters that stand together are furniture of a page, and end a sentence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark.

    Attributes:
        start: first character in the text.
        end: first character after.
        key: the word folded; digits as 0 to 9; a mark as it is.
        readings: what may be glued to its beginning, and the rest without article, the whole word first.
        letters: whether it is a word in Arabic script.
        rests: the rests of its readings.
    """

    start: int
    end: int
    key: str
    readings: tuple[tuple[str, str], ...]
    letters: bool
    rests: frozenset[str]

    def stem(self, wanted: str) -> bool:
        """Tell whether the word may be another with something glued to it."""
        return wanted in self.rests


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, a headline, an item of a list: its words, never none, and the number of its paragraph."""

    words: tuple[Word, ...]
    paragraph: int

    @property
    def start(self) -> int:
        """Its first character in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The first character after it."""
        return self.words[-1].end


@lru_cache(maxsize=65536)
def _glued(key: str) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """What an Arabic word may be: letters glued to it, and the rest; the article counts as glued."""
    found = [("", key)]
    for first in ("", *_AND):
        rest = key[len(first) :] if key.startswith(first) else ""
        found += [(first, rest)] if first else []
        for second in ("", *_TO):
            end = rest[len(second) :] if rest.startswith(second) else ""
            found += [(first + second, end)] if second else []
            if bare(end) != end:
                found.append((first + second + ARTICLE, bare(end)))
            if second == "ل" and end.startswith("ل"):
                found.append((first + "ل" + ARTICLE, end[1:]))
    readings = tuple(dict.fromkeys((glue, rest) for glue, rest in found if len(rest) >= SHORTEST or not glue))
    return readings, frozenset(rest for _, rest in readings)


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    return fold(_HIDING.sub("", word))


def _word(match: re.Match[str], *, clitics: bool) -> Word:
    text = match.group()
    if text[0].isdigit():
        key = text.translate(_DIGITS)
        return Word(match.start(), match.end(), key, (("", key),), letters=False, rests=frozenset((key,)))
    letters = "\u0620" <= text[0] <= "\u06ff" and text[0].isalpha()
    key = _key(text) if letters else text
    readings, rests = _glued(key) if letters and clitics and key else ((("", key),), frozenset((key,)))
    return Word(match.start(), match.end(), key, readings, letters, rests)


def lines(text: str, *, clitics: bool) -> tuple[Line, ...]:
    """Cut a text.

    Args:
        text: the text.
        clitics: whether its language glues small words to the next one.
    """
    found: list[Line] = []
    at = 0
    for paragraph, row in enumerate(text.split("\n")):
        words = [_word(match, clitics=clitics) for match in _TOKEN.finditer(text, at, at + len(row))]
        found += [Line(tuple(piece), paragraph) for piece in _pieces(words) if any(word.letters for word in piece)]
        at += len(row) + 1
    return tuple(found)


def _pieces(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    first = 0
    for at in range(len(words)):
        if words[at].key in _STOPS or _is_furniture(words, at):
            if first < at:
                yield words[first:at]
            first = at + 1
    if first < len(words):
        yield words[first:]


def _is_furniture(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word stands in a run of words in Latin letters."""
    run = 0
    for word in words[max(0, at - LATIN_RUN + 1) : at + LATIN_RUN]:
        run = run + 1 if word.key[:1].isascii() and word.key[:1].isalpha() else 0
        if run >= LATIN_RUN:
            return words[at].key[:1].isascii()
    return False


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A phrase found: words `first` to before `last`, what is glued to its first word, what it stands for."""

    first: int
    last: int
    glued: str
    value: T


class Phrases(Generic[T]):
    """Phrases of folded words and what they stand for."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        """Index phrases; one phrase may stand for several things, the first stays first."""
        self._index: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in entries:
            if phrase:
                self._index.setdefault(phrase[0], []).append((phrase, value))

    @classmethod
    def joined(cls, parts: Iterable[Phrases[T]]) -> Phrases[T]:
        """Several sets of phrases as one."""
        return cls(entry for part in parts for entries in part._index.values() for entry in entries)  # noqa: SLF001 - its own kind

    def at(self, words: Sequence[Word], at: int) -> list[Found[T]]:
        """What begins at a word, the longest first."""
        if self._index.keys().isdisjoint(words[at].rests):
            return []
        found = [
            Found(at, at + len(phrase), glued, value)
            for glued, rest in words[at].readings
            for phrase, value in self._index.get(rest, ())
            if at + len(phrase) <= len(words) and all(word.stem(part) for word, part in zip(words[at + 1 :], phrase[1:], strict=False))
        ]
        return sorted(found, key=lambda one: -one.last)

    def ending(self, words: Sequence[Word], at: int) -> Found[T] | None:
        """The longest phrase that ends before a word; None where none does."""
        for first in range(max(0, at - 4), at):
            found = next((one for one in self.at(words, first) if one.last == at), None)
            if found is not None:
                return found
        return None

    def any(self, words: Sequence[Word], first: int = 0, last: int | None = None) -> Found[T] | None:
        """The first phrase that begins within a stretch; None where there is none."""
        for at in range(first, len(words) if last is None else min(last, len(words))):
            found = self.at(words, at)
            if found:
                return found[0]
        return None


def verbatim(text: str, words: Sequence[Word]) -> str:
    """The words as they stand, on one line."""
    pieces = [text[words[0].start : words[0].end]]
    for before, word in pairwise(words):
        pieces.append(" " * min(1, word.start - before.end) + text[word.start : word.end])
    return "".join(pieces)
