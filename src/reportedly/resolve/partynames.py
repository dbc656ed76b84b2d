"""Finds known phrases in the words that name a party, and keeps "anti-X", "X-held" and "former X" from meaning X."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reportedly.gazetteer.fold import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# "rebel-held", "Saudi-led": the words before the hyphen name somebody else than who acts.
_ATTACHED = frozenset(
    {
        "held",
        "controlled",
        "run",
        "occupied",
        "backed",
        "supported",
        "allied",
        "aligned",
        "led",
        "linked",
        "affiliated",
        "based",
        "dominated",
        "trained",
        "armed",
    }
)
_AGAINST = frozenset({"anti", "counter", "non"})
_PAST = frozenset({"former", "ex", "erstwhile", "ousted", "deposed", "fallen", "defunct"})
_SHORTEST_PLURAL = 4
_ARABIC = re.compile("[\u0620-\u06ff]")
_ARTICLE = "ال"
# "former Afghan government officials": so many words may lie between "former" and the name.
_REACH = 3

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word: whether it hangs on the word before by a hyphen, and whether it begins with a capital letter."""

    text: str
    joined: bool
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    """A phrase found.

    Attributes:
        value: what it stands for.
        first: index of its first word.
        last: index after its last word.
        opposed: whether "anti-" stands before it.
        past: whether "former" stands before it.
    """

    value: Value
    first: int
    last: int
    opposed: bool
    past: bool


def words(text: str) -> tuple[Word, ...]:
    """Fold words for comparison: lower case, no accents, no plural, "U.S." as "us"; the pronoun "us" is left out.

    Words in Arabic script are folded as names of places are, and lose their article.
    """
    if _ARABIC.search(text):
        return tuple(Word(_without_article(word), joined=False) for word in fold(text).split())
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‑", "-"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda found: found.group().replace(".", ""), plain)
    return tuple(
        Word(_singular(match.group().lower()), plain[match.start() - 1 : match.start()] == "-", match.group()[0].isupper())
        for match in _WORD.finditer(plain)
        if match.group() != "us"
    )


def _without_article(word: str) -> str:
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) > _SHORTEST_PLURAL else word


def _singular(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    return word[:-1] if word.endswith("s") and len(word) >= _SHORTEST_PLURAL and not word.endswith("ss") else word


class Phrases(Generic[Value]):
    """Phrases and what they stand for, looked up by their first word."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        """Index phrases; one phrase may stand for several things."""
        index: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in entries:
            parts = tuple(word.text for word in words(phrase.upper()))
            if parts:
                index.setdefault(parts[0], []).append((parts, value))
        self._index: Mapping[str, Sequence[tuple[tuple[str, ...], Value]]] = index

    def find(self, found: Sequence[Word]) -> Iterator[Match[Value]]:
        """Find every phrase in a list of words; names that only hang on another word by a hyphen are left out."""
        for first, word in enumerate(found):
            for parts, value in self._index.get(word.text, ()):
                last = first + len(parts)
                if tuple(other.text for other in found[first:last]) == parts and not _attached(found, last):
                    yield Match(value, first, last, _opposed(found, first, parts), _past(found, first))


def _attached(found: Sequence[Word], last: int) -> bool:
    return last < len(found) and found[last].joined and found[last].text in _ATTACHED


def _opposed(found: Sequence[Word], first: int, parts: Sequence[str]) -> bool:
    return first > 0 and found[first - 1].text in _AGAINST and parts[0] not in _AGAINST


def _past(found: Sequence[Word], first: int) -> bool:
    return any(word.text in _PAST for word in found[max(0, first - _REACH) : first + 1])
