"""Finds where a text may name a place: one pass over its capitalised words, each run of them looked up among the folded names.

No tagger is asked: a run of capitalised words either is a known name, or stands where place names stand (context.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.gazetteer.fold import fold
from reportedly.gazetteer.store import Bearer, Gazetteer
from reportedly.resolve.words import WORDS

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĚĢĪĶĻŁŃŅŇŌŘŚŞŠŢŤŪŮŹŻŽḀ-ẞЀ-Я"
_TOKEN = re.compile(
    rf"(?<![\w@#/.-])#?((?:(?:[A-Z]\.){{2,}})|(?:St|Ste|Mt|Ft)\.(?=\s[A-Z])|(?:(?:al|el|an|as|ash|ad|ar|at|az|ul|ed)-)?[{_UPPER}][\w’'ʿʾ‘`-]*\w|[{_UPPER}])"
)
_GLUE = re.compile(r"(?:[ \u00a0]|[ \u00a0-](?:e|i|al|el|of|de|la|du|da|do|del|al-|wa|va|o|and the|on the|upon|aw|ye|le|les|den|der)[ \u00a0-]|-)\Z")
_POSSESSIVE = re.compile(r"['’]s\Z")
LONGEST = 6  # words of one name


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word: characters `start` to before `end`, without a possessive s."""

    start: int
    end: int
    text: str
    possessive: bool


@dataclass(slots=True)
class Hit:
    """A stretch of text that may name a place.

    Attributes:
        start: first character.
        end: first character after.
        text: the words, verbatim.
        key: the folded words.
        bearers: places that bear the name; empty for names that no gazetteer has.
        left: the capitalised word before it in the same run; None if none.
        right: the capitalised word after it in the same run; None if none.
    """

    start: int
    end: int
    text: str
    key: str
    bearers: list[Bearer] = field(default_factory=list)
    left: str | None = None
    right: str | None = None


def tokens(text: str) -> Iterator[Token]:
    """The capitalised words of a text."""
    for match in _TOKEN.finditer(text):
        word, start = match.group(1), match.start(1)
        owner = _POSSESSIVE.search(word)
        word = word[: owner.start()] if owner else word
        yield Token(start, start + len(word), word, owner is not None)


def runs(text: str) -> Iterator[list[Token]]:
    """Capitalised words that may belong to one name."""
    run: list[Token] = []
    for token in tokens(text):
        if run and (run[-1].possessive or not _GLUE.match(text[run[-1].end : token.start])):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _split_hyphens(token: Token) -> list[Token]:
    """The parts of an unknown hyphenated word, for "Kabul-Kandahar" and "Kabul-based"."""
    parts, at = [], token.start
    for piece in token.text.split("-"):
        if piece[:1].isupper():
            parts.append(Token(at, at + len(piece), piece, possessive=False))
        at += len(piece) + 1
    return parts


class Scanner:
    """Looks names up in a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._known: dict[str, list[Bearer]] = {}

    def _bearers(self, key: str) -> list[Bearer]:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.gazetteer.bearers("fold", key)
        return found

    def hits(self, text: str) -> list[Hit]:
        """Every longest known name of a text, and every unknown stretch between them, in order."""
        found: list[Hit] = []
        for run in runs(text):
            found += self._run_hits(text, run)
        return found

    def _run_hits(self, text: str, run: list[Token]) -> Iterator[Hit]:
        at, unknown = 0, -1
        while at < len(run):
            size, key, bearers = self._longest(text, run, at)
            if not size:
                unknown = at if unknown < 0 else unknown
                at += 1
                continue
            if unknown >= 0:
                yield from self._unknown(text, run, unknown, at)
                unknown = -1
            yield self._hit(text, run, (at, at + size), key, bearers)
            at += size
        if unknown >= 0:
            yield from self._unknown(text, run, unknown, at)

    def _longest(self, text: str, run: list[Token], at: int) -> tuple[int, str, list[Bearer]]:
        for size in range(min(LONGEST, len(run) - at), 0, -1):
            key = fold(text[run[at].start : run[at + size - 1].end])
            if size == 1 and key in WORDS.stop:
                continue
            bearers = self._bearers(key)
            if bearers:
                return size, key, bearers
        return 0, "", []

    def _unknown(self, text: str, run: list[Token], first: int, after: int) -> Iterator[Hit]:
        while first < after and fold(run[first].text) in WORDS.stop:
            first += 1
        while after > first and fold(run[after - 1].text) in WORDS.stop | WORDS.units.keys():
            after -= 1
        if after == first + 1 and "-" in run[first].text:
            pieces = _split_hyphens(run[first])
            known = [(piece, self._bearers(fold(piece.text))) for piece in pieces if fold(piece.text) not in WORDS.stop]
            if any(bearers for _, bearers in known):
                yield from (Hit(p.start, p.end, p.text, fold(p.text), bearers) for p, bearers in known if bearers)
                return
        if first < after:
            yield self._hit(text, run, (first, after), fold(text[run[first].start : run[after - 1].end]), [])

    @staticmethod
    def _hit(text: str, run: list[Token], span: tuple[int, int], key: str, bearers: list[Bearer]) -> Hit:
        first, after = span
        start, end = run[first].start, run[after - 1].end
        left = run[first - 1].text if first else None
        right = run[after].text if after < len(run) else None
        return Hit(start, end, text[start:end], key, bearers, left, right)
