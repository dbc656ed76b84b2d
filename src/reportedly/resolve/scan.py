"""Finds where a text may name a place: one pass over its capitalised words, each run of them looked up among the folded names.

No tagger is asked: a run of capitalised words either is a known name, or stands where place names stand (context.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from reportedly.gazetteer.bearers import Bearer
from reportedly.gazetteer.fold import fold, sound_of_key
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.store import Gazetteer
from reportedly.resolve.capitals import LINKS, STRETCH, bare, is_one, reach_back, runs
from reportedly.resolve.scripts import CYRILLIC, nominatives, script_of, script_words
from reportedly.resolve.words import WORDS

_TURKISH = re.compile(r"['’](?:[dt][ae](?:n|ki)?|n?[ıiuü]n|y[aeıiuü])\Z")  # case endings of Turkish names: "İdlib'de"
_HELD_TOGETHER = re.compile(r"-(?:e|i|o|wa|va|ul|ye|al|as|ad|ar|an|az)-", re.IGNORECASE)
_OPEN_END = re.compile(r"-(?:e|i|ye|al|wa)\Z")
_TYPE_AFTER = re.compile(r"\s+(?:district|province|governorate|county|village|town)s?\b")
TYPE_WORDS = frozenset({"district", "province", "governorate", "oblast"})
LONGEST = 6  # words of one name
CODE_LENGTH = 3  # capitals of an abbreviation


@dataclass(slots=True)
class Hit:
    """A stretch of text that may name a place.

    Attributes:
        start: first character.
        end: first character after.
        text: the words, verbatim.
        bearers: places that bear the name; empty for names that no gazetteer has.
        match: how they were found, `exact` or `sound`.
        left: the capitalised word before it in the same run, lower case; None if none.
        right: the capitalised word after it in the same run, lower case; None if none.
    """

    start: int
    end: int
    text: str
    bearers: Sequence[Bearer] = ()
    match: str = "exact"
    left: str | None = None
    right: str | None = None


@dataclass(slots=True, eq=False)
class _Word:
    """What is known of a capitalised word wherever it stands; of a word that links others, only the key.

    Attributes:
        key: folded, with a possessive s.
        raw: the word as it is written.
        text: the same without a possessive s; empty for words that link others.
        lower: the same in lower case.
        key_size: letters of its key without the possessive s.
        names: places that bear it; empty for words that are no name by themselves.
        stop: whether it is no name by itself.
        is_owner: whether it has a possessive s.
        open_ended: whether it ends in what links it to the next word ("Pol-e").
        odd: whether it may be a name that the gazetteer knows under another key: with a Turkish ending, or in Cyrillic script.
    """

    key: str = ""
    raw: str = ""
    text: str = ""
    lower: str = ""
    key_size: int = 0
    names: Sequence[Bearer] = ()
    stop: bool = False
    is_owner: bool = False
    open_ended: bool = False
    odd: bool = False


_MIXED = _Word()  # what only a closer look takes apart
_STOP = WORDS.stop | WORDS.bare


@dataclass(slots=True, eq=False)
class _Run:
    """Capitalised words that may be one name.

    Attributes:
        text: what they lie in.
        key: the key of the text from the first to the last of them.
        words: each.
        starts: where each begins in the text.
        key_starts: where each begins in the key.
    """

    text: str
    key: str
    words: list[_Word]
    starts: list[int]
    key_starts: list[int]

    def span(self, first: int, after: int) -> tuple[int, int]:
        """Where some of its words lie in the text."""
        return self.starts[first], self.starts[after - 1] + len(self.words[after - 1].text)

    def key_of(self, first: int, after: int) -> str:
        """The key of some of its words."""
        return self.key[self.key_starts[first] : self.key_starts[after - 1] + self.words[after - 1].key_size]


def is_code(words: str) -> bool:
    """Tell whether words are written like an abbreviation: a few capitals, or with stops."""
    return words.endswith(".") or (words.isupper() and len(words) <= CODE_LENGTH)


# Of a hit: where it lies in its stretch, and what else makes a `Hit`.
_Part: TypeAlias = tuple[int, int, str, Sequence[Bearer], str, str | None, str | None]
_Parts: TypeAlias = tuple[_Part, ...]  # plain tuples, as the garbage collector need not look at them again
# How many words of a run are one name or one unknown word, and who bears it.
_Piece: TypeAlias = tuple[int, Sequence[Bearer]]
_ONE_UNKNOWN: _Piece = (1, ())
MOST_KNOWN = 1 << 16  # stretches remembered; some tens of megabytes


class Scanner:
    """Looks names up in a gazetteer; keeps what it found out about words for the next text."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._folded, self._sounds = gazetteer.keys("fold"), gazetteer.keys("sound")
        self._stretches: dict[str, _Parts] = {}
        self._chunks: dict[str, _Word] = {}
        self._words: dict[str, _Word] = {}

    def hits(self, text: str) -> list[Hit]:
        """Every longest known name of a text, and every unknown stretch between them, in order."""
        found: list[Hit] = []
        stretches = self._stretches
        for match in STRETCH.finditer(text):
            words, start = match[0], match.start()
            if match.lastindex:
                start = reach_back(text, start)
                words = text[start : match.end()]
            parts = stretches.get(words)
            if parts is None:
                parts = self._settle(words)
            if not parts:
                continue
            # a type word behind it ("district") may make one name of several words
            if not words.isalpha() and (kind := _TYPE_AFTER.match(text, match.end())):
                parts = self._settle(words, kind.group())
            for at, to, name, bearers, how, left, right in parts:
                found.append(Hit(start + at, start + to, name, bearers, how, left, right))
        return found

    # what a stretch holds

    def _settle(self, words: str, behind: str = "") -> _Parts:
        """Find the hits of a stretch, once; `behind` is a type word that follows it."""
        known = self._stretches.get(words + behind) if behind else None
        if known is not None:
            return known
        if len(self._stretches) >= MOST_KNOWN:
            for memory in (self._stretches, self._chunks, self._words):
                memory.clear()
        chunks, apart = self._chunks, words.split(" ")
        found = [chunks.get(chunk) or self._chunk(chunk) for chunk in apart]
        if _MIXED in found:
            parts = [part for run in runs(words + behind) for part in self._in_run(self._run(words + behind, run))]
        elif len(found) > 1:
            parts = self._in_plain_run(_plain_run(words + behind, found))
        else:
            parts = self._alone(0, found[0])
        self._stretches[words + behind] = known = tuple(parts)
        return known

    def _run(self, text: str, found: list[tuple[int, str]]) -> _Run:
        """A run whose words stand in any way."""
        begin, (last, word) = found[0][0], found[-1]
        # what stands before a word ends in a space, as far as it is not dropped from keys
        key_starts = [len(fold(text[begin:at])) + (at > begin) for at, _ in found]
        key = fold(text[begin : last + len(word)])
        return _Run(text, key, [self._word(word) for _, word in found], [at for at, _ in found], key_starts)

    def _chunk(self, chunk: str) -> _Word:
        """What stands between two spaces."""
        found = _MIXED
        if chunk in LINKS:
            found = _Word(fold(chunk), chunk)
        elif (chunk.isalpha() and chunk[0].isupper()) or is_one(chunk):
            word = self._word(chunk)
            found = _MIXED if word.odd else word
        self._chunks[chunk] = found
        return found

    def _word(self, raw: str) -> _Word:
        word = self._words.get(raw)
        if word is None:
            word = self._words[raw] = self._letters(raw) if raw.isascii() and raw.isalpha() else self._written(raw)
        return word

    def _letters(self, raw: str) -> _Word:
        """A word of plain letters."""
        lower = raw.lower()
        if lower in _STOP:
            return _Word(lower, raw, raw, lower, len(raw), stop=True)
        names = self.gazetteer.names(lower, code=is_code(raw)) if lower in self._folded else ()
        return _Word(lower, raw, raw, lower, len(raw), names)

    def _written(self, raw: str) -> _Word:
        """A word of any letters and marks."""
        text = bare(raw)
        lower, key = text.lower(), fold(text)
        is_cyrillic = script_of(lower) == CYRILLIC
        stop = lower in _STOP or (is_cyrillic and key in script_words(CYRILLIC).stop)
        return _Word(
            key=key if text is raw else fold(raw),
            raw=raw,
            text=text,
            lower=lower,
            key_size=len(key),
            names=() if stop else self._bearers(text, key),
            stop=stop,
            is_owner=text is not raw,
            open_ended=bool(_OPEN_END.search(text)),
            odd=is_cyrillic or bool(_TURKISH.search(text)),
        )

    def _bearers(self, words: str, key: str) -> Sequence[Bearer]:
        """Places that bear some words, whose key is given."""
        if script_of(words) == CYRILLIC:
            return self._inflected(key)
        if key in self._folded:
            return self.gazetteer.names(key, code=is_code(words))
        ending = _TURKISH.search(words)
        return self._bearers(words[: ending.start()], fold(words[: ending.start()])) if ending else ()

    def _inflected(self, folded: str) -> Sequence[Bearer]:
        """Places that bear any name of which this may be an inflection."""
        forms = [form for form in nominatives(folded) if form in self._folded]
        found = [bearer for form in forms for bearer in self.gazetteer.bearers("fold", form) if bearer.how is not Bearing.CODE]
        return tuple({(bearer.pack, bearer.index): bearer for bearer in reversed(found)}.values())[::-1]

    # the names of a run

    def _alone(self, at: int, word: _Word) -> list[_Part]:
        """The hits of a word that stands alone."""
        if word.stop:
            return []
        text = word.text
        if word.names or "-" not in text:
            return [(at, at + len(text), text, word.names, "exact", None, None)]
        return self._parts_of_hyphened(at, word) or [(at, at + len(text), text, (), "exact", None, None)]

    def _in_run(self, run: _Run) -> list[_Part]:
        """The hits of one run of capitalised words."""
        if len(run.words) == 1:
            return self._alone(run.starts[0], run.words[0])
        pieces = self._pieces(run)
        whole = self._whole(run) if len(pieces) > 1 else None
        return [whole] if whole else self._apart(run, pieces)

    def _in_plain_run(self, run: _Run) -> list[_Part]:
        """The same for a run without odd words; in most no name has several words, and each word is a piece."""
        key, key_starts, folded = run.key, run.key_starts, self._folded
        ends = [at + word.key_size for at, word in zip(key_starts, run.words, strict=True)]
        for first, at in enumerate(key_starts, 1):
            for end in ends[first : first + LONGEST - 1]:
                if key[at:end] in folded:
                    return self._in_run(run)
        whole = self._whole(run)
        return [whole] if whole else self._apart(run, [(1, word.names) if word.names else _ONE_UNKNOWN for word in run.words])

    def _apart(self, run: _Run, pieces: list[_Piece]) -> list[_Part]:
        """The known names of a run, and all the words between two of them as one."""
        found: list[_Part] = []
        unknown, at = -1, 0
        for size, names in pieces:
            if names:
                if unknown >= 0:
                    found += self._unknown(run, unknown, at)
                    unknown = -1
                found.append(_part(run, at, at + size, names))
            elif unknown < 0:
                unknown = at
            at += size
        return found if unknown < 0 else found + self._unknown(run, unknown, at)

    def _pieces(self, run: _Run) -> list[_Piece]:
        """Cut a run into known names and single unknown words."""
        pieces: list[_Piece] = []
        at, count = 0, len(run.words)
        while at < count:
            pieces.append(self._longest(run, at))
            at += pieces[-1][0]
        return pieces

    def _longest(self, run: _Run, at: int) -> _Piece:
        for after in range(min(at + LONGEST, len(run.words)), at + 1, -1):
            names = self._borne(run, at, after)
            if names:
                return self._bare(run, at, after) or (after - at, names)
        return 1, run.words[at].names

    def _borne(self, run: _Run, first: int, after: int) -> Sequence[Bearer]:
        start, end = run.span(first, after)
        return self._bearers(run.text[start:end], run.key_of(first, after))

    def _bare(self, run: _Run, at: int, after: int) -> _Piece | None:
        """A name without the type word that ends it, where it is known so too ("Panjshir" for "Panjshir Province")."""
        names = self._borne(run, at, after - 1) if run.words[after - 1].lower in TYPE_WORDS else ()
        return (after - 1 - at, names) if names else None

    def _whole(self, run: _Run) -> _Part | None:
        """The run as one name that is spelt differently, or that its own words hold together."""
        first, after = _trim(run.words, 0, len(run.words))
        open_ended = [word.open_ended for word in run.words[first:after]]
        if after - first < 2 and True not in open_ended:  # noqa: PLR2004  # one word is no run
            return None
        start, end = run.span(first, after)
        sounded = sound_of_key(run.key_of(first, after))
        if sounded in self._sounds:
            found = self.gazetteer.bearers("sound", sounded)
            bearers = tuple([b for b in found if b.how not in (Bearing.DEMONYM, Bearing.CODE)])
            if bearers:
                return start, end, run.text[start:end], bearers, "sound", None, None
        if True in open_ended[:-1] or (_TYPE_AFTER.match(run.text, end) and not all(names for _, names in self._pieces(run))):
            return start, end, run.text[start:end], (), "exact", None, None
        return None

    def _unknown(self, run: _Run, first: int, after: int) -> list[_Part]:
        first, after = _trim(run.words, first, after)
        if first >= after:
            return []
        word = run.words[first]
        known = self._parts_of_hyphened(run.starts[first], word) if after == first + 1 and "-" in word.text else None
        return known or [_part(run, first, after, ())]

    def _parts_of_hyphened(self, at: int, word: _Word) -> list[_Part]:
        """The known parts of an unknown hyphenated word, for "Kabul-Kandahar"."""
        found: list[_Part] = []
        if _HELD_TOGETHER.search(word.text):
            return found
        for piece in word.text.split("-"):
            names = self._bearers(piece, fold(piece)) if piece[:1].isupper() and piece.lower() not in WORDS.stop else ()
            if names:
                found.append((at, at + len(piece), piece, names, "exact", None, None))
            at += len(piece) + 1
        return found


def _plain_run(text: str, found: list[_Word]) -> _Run:
    """A run of words with one space between any two."""
    starts: list[int] = []
    key_starts: list[int] = []
    at = key_at = 0
    for word in found:
        if word.text:
            starts.append(at)
            key_starts.append(key_at)
        at += len(word.raw) + 1
        key_at += len(word.key) + 1
    words = found if len(starts) == len(found) else [word for word in found if word.text]
    return _Run(text, " ".join([word.key for word in found]), words, starts, key_starts)


def _part(run: _Run, first: int, after: int, names: Sequence[Bearer]) -> _Part:
    """Some words of a run as a hit, with the words beside them."""
    words = run.words
    start, end = run.starts[first], run.starts[after - 1] + len(words[after - 1].text)
    left = words[first - 1].lower if first and not words[first - 1].is_owner else None
    right = words[after].lower if after < len(words) and not words[after - 1].is_owner else None
    return start, end, run.text[start:end], names, "exact", left, right


def _trim(words: list[_Word], first: int, after: int) -> tuple[int, int]:
    """Leave out words at both ends that no name begins or ends with."""
    while first < after and words[first].stop:
        first += 1
    while after > first and words[after - 1].stop and not (after - 1 > first and words[after - 2].open_ended):
        after -= 1
    return first, after


@lru_cache(maxsize=8)  # each day on which units changed has a gazetteer of its own
def scanner(gazetteer: Gazetteer) -> Scanner:
    """The scanner of a gazetteer, with what it knows from the texts before."""
    return Scanner(gazetteer)
