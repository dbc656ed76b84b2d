"""Finds where a text may name a place: one pass over its capitalised words, each run of them looked up among the folded names.

No tagger is asked: a run of capitalised words either is a known name, or stands where place names stand (context.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.store import Bearer, Gazetteer
from reportedly.resolve.scripts import CYRILLIC, nominatives, script_of, script_words
from reportedly.resolve.words import WORDS

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĚĢĪĶĻŁŃŅŇŌŘŚŞŠŢŤŪŮŹŻŽḀ-ẞЀ-ЯҐ"
# Abbreviations of states and provinces in the press; a stop after any other word ends a sentence.
_STATES = (
    "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Kans|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nebr|Nev|Okla|Ore|Pa|Penn|Tenn|Tex|Vt|Va|Wash|Wis|Wyo"
    "|Ont|Que|Alta|Sask|Nfld"
)
_BARRED = r"[\w@#/.-]"  # a capital after one of these begins no name
_PREFIX = r"(?:(?:al|el|an|as|ash|ad|ar|at|az|ul|ud|ed|es|esh|er|en|et|ez|e|i)-|[dl]['’])"
_LINK = r"(?:(?:e|i|al|el|of|of the|de|la|du|da|do|del|wa|va|o|upon|aw|ye|le|les|den|der)[ \u00a0-])"
_LETTERS = r"[\w’'ʿʾ‘`-]"
_TOKEN = re.compile(
    rf"(?<!{_BARRED})#?((?:[A-Z][a-z]?\.){{2,}}|(?:{_STATES})\.|(?:Ste?|Mt|Ft)\.(?=\s[A-Z])"
    rf"|{_PREFIX}?[{_UPPER}]{_LETTERS}*\w|[{_UPPER}])(?![$€£@])"
)
_GLUE = re.compile(rf"[ \u00a0\n]{_LINK}?[‘’'`ʿ]?\Z")


def _stops() -> str:
    """The stop of an abbreviation, after its letters; what is looked back at must be of one length."""
    words = [*_STATES.split("|"), "St", "Ste", "Mt", "Ft"]
    by_length = {len(word): [w for w in words if len(w) == len(word)] for word in words}
    return "|".join(rf"(?<=\b(?:{'|'.join(same)}))" for same in by_length.values())


# Finds stretches that hold whole runs of capitalised words, one or more: a name is never cut, and what is in a stretch is worked out once.
# It begins with a set of letters, so that the search skips to the next capital before it tries anything else. Its one group takes
# part where the capital stands behind something that may be a prefix.
_TAIL = rf"(?:[a-z]?\.(?:[A-Z][a-z]?\.)+(?:['’]s)?|{_LETTERS}*+(?:(?:{_stops()})\.)?)"
_STRETCH = re.compile(
    rf"[{_UPPER}](?:(?<=[-'’].)()|(?<!{_BARRED}.)|(?<=(?<!{_BARRED})#.)){_TAIL}"
    rf"(?:[ \u00a0\n]{_LINK}?[‘’'`ʿ]?{_PREFIX}?[{_UPPER}]{_TAIL})*[$€£@]?"
)
_BEFORE = re.compile(rf"(?:(?<!{_BARRED})#?({_PREFIX})|[-'’])\Z")
LONGEST_PREFIX = 6  # characters, with a # and what stands before it
_POSSESSIVE = re.compile(r"['’]s?\Z")
_TURKISH = re.compile(r"['’](?:[dt][ae](?:n|ki)?|n?[ıiuü]n|y[aeıiuü])\Z")  # case endings of Turkish names: "İdlib'de"
_HELD_TOGETHER = re.compile(r"-(?:e|i|o|wa|va|ul|ye|al|as|ad|ar|an|az)-", re.IGNORECASE)
_OPEN_END = re.compile(r"-(?:e|i|ye|al|wa)\Z")
_TYPE_AFTER = re.compile(r"\s+(?:district|province|governorate|county|village|town)s?\b")
TYPE_WORDS = frozenset({"district", "province", "governorate", "oblast"})
LONGEST = 6  # words of one name
CODE_LENGTH = 3  # capitals of an abbreviation


class Token(NamedTuple):
    """A capitalised word: characters `start` to before `end`, without a possessive s."""

    start: int
    end: int
    text: str
    possessive: bool
    stop: bool


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
    bearers: tuple[Bearer, ...] = ()
    match: str = "exact"
    left: str | None = None
    right: str | None = None


@lru_cache(maxsize=65536)
def _word(word: str) -> tuple[str, bool, bool]:
    """A word without its possessive s, whether it had one, and whether it is no name by itself."""
    owner = _POSSESSIVE.search(word) if "'" in word or "’" in word else None
    bare = word[: owner.start()] if owner else word
    lower = bare.lower()
    return (
        bare,
        owner is not None,
        lower in WORDS.stop or lower in WORDS.bare or (script_of(lower) == CYRILLIC and fold(lower) in script_words(CYRILLIC).stop),
    )


def tokens(text: str) -> Iterator[Token]:
    """The capitalised words of a text."""
    for match in _TOKEN.finditer(text):
        start = match.start(1)
        word, possessive, stop = _word(match.group(1))
        yield Token(start, start + len(word), word, possessive, stop)


def runs(text: str) -> Iterator[list[Token]]:
    """Capitalised words that may belong to one name."""
    run: list[Token] = []
    for token in tokens(text):
        if run:
            gap = text[run[-1].end : token.start]
            if gap != " " and not _GLUE.match(gap.removeprefix("'s").removeprefix("’s")):
                yield run
                run = []
        run.append(token)
    if run:
        yield run


def _plain_runs(words: list[str]) -> list[list[Token]]:
    """The run of a stretch of capitalised words with one space between any two: what `runs` gives, in half the time."""
    run, at = [], 0
    for word in words:
        end = at + len(word)
        run.append(Token(at, end, word, False, _word(word)[2]))  # noqa: FBT003  # by position: a hot path
        at = end + 1
    return [run]


def _is_plain(words: list[str]) -> bool:
    """Tell whether words are such a stretch."""
    return all([word.isalpha() and word[0].isupper() for word in words])  # noqa: C419  # a list is faster than a generator


def _split_hyphens(token: Token) -> list[Token]:
    """The parts of an unknown hyphenated word, for "Kabul-Kandahar"."""
    parts, at = [], token.start
    for piece in token.text.split("-"):
        if piece[:1].isupper():
            parts.append(Token(at, at + len(piece), piece, possessive=False, stop=piece.lower() in WORDS.stop))
        at += len(piece) + 1
    return parts


def is_code(words: str) -> bool:
    """Tell whether words are written like an abbreviation: a few capitals, or with stops."""
    return words.endswith(".") or (words.isupper() and len(words) <= CODE_LENGTH)


# Of a hit: where it lies in its stretch, and what else makes a `Hit`.
_Part: TypeAlias = tuple[int, int, str, tuple[Bearer, ...], str, str | None, str | None]
# What a stretch of capitalised words holds, wherever it stands: its hits, and whether a type word behind it ("district") would make another
# hit of it. Plain tuples, as the garbage collector need not look at them again.
_Known: TypeAlias = tuple[tuple[_Part, ...], bool]
_NOTHING: _Known = ((), False)
MOST_KNOWN = 1 << 16  # stretches remembered; some tens of megabytes


def _reach_back(text: str, start: int) -> int:
    """Where a stretch begins whose capital stands behind a hyphen or an apostrophe: before its prefix, else before that mark."""
    before = _BEFORE.search(text, max(0, start - LONGEST_PREFIX), start)
    return before.start() if before else start


class Scanner:
    """Looks names up in a gazetteer; keeps what it found out about words for the next text."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._names: dict[str, tuple[Bearer, ...]] = {}
        self._stretches: dict[str, _Known] = {}

    def _bearers(self, words: str) -> tuple[Bearer, ...]:
        found = self._names.get(words)
        if found is None:
            folded = fold(words)
            found = ()
            if script_of(words) == CYRILLIC:
                found = self._inflected(folded)
            elif self.gazetteer.knows(folded):
                code = is_code(words)
                found = tuple([b for b in self.gazetteer.bearers("fold", folded) if (b.how is Bearing.CODE) == code])
            elif ending := _TURKISH.search(words):
                found = self._bearers(words[: ending.start()])
            self._names[words] = found
        return found

    def _inflected(self, folded: str) -> tuple[Bearer, ...]:
        """Places that bear any name of which this may be an inflection."""
        forms = [form for form in nominatives(folded) if self.gazetteer.knows(form)]
        found = [bearer for form in forms for bearer in self.gazetteer.bearers("fold", form) if bearer.how is not Bearing.CODE]
        return tuple({(bearer.pack, bearer.index): bearer for bearer in reversed(found)}.values())[::-1]

    def hits(self, text: str) -> list[Hit]:
        """Every longest known name of a text, and every unknown stretch between them, in order."""
        found: list[Hit] = []
        stretches = self._stretches
        for match in _STRETCH.finditer(text):
            start, end = match.span()
            if match.lastindex:
                start = _reach_back(text, start)
            words = text[start:end]
            parts, is_open = stretches.get(words) or self._settle(words)
            if is_open and (kind := _TYPE_AFTER.match(text, end)):
                parts, _ = stretches.get(words + kind.group()) or self._settle(words + kind.group())
            for at, to, name, bearers, how, left, right in parts:
                found.append(Hit(start + at, start + to, name, bearers, how, left, right))
        return found

    def _settle(self, words: str) -> _Known:
        """Find the hits of a stretch, once."""
        if len(self._stretches) >= MOST_KNOWN:
            self._stretches.clear()
            self._names.clear()
        found: list[Hit] = []
        is_open = False
        apart = words.split(" ")
        for run in _plain_runs(apart) if _is_plain(apart) else runs(words):
            found += self.in_run(words, run)
            is_open = is_open or len(run) > 1
        parts = tuple([(h.start, h.end, h.text, h.bearers, h.match, h.left, h.right) for h in found])
        known = (parts, is_open) if found else _NOTHING
        self._stretches[words] = known
        return known

    def in_run(self, text: str, run: list[Token]) -> list[Hit]:
        """The hits of one run of capitalised words."""
        if len(run) > 1:
            return self._run_hits(text, run)
        return [] if run[0].stop else self._single(text, run[0])

    def _single(self, text: str, token: Token) -> list[Hit]:
        bearers = self._bearers(token.text)
        if bearers or "-" not in token.text:
            return [Hit(token.start, token.end, token.text, bearers)]
        return self._unknown(text, [token], 0, 1)

    def _run_hits(self, text: str, run: list[Token]) -> list[Hit]:
        pieces = self._pieces(text, run)
        if len(pieces) > 1:
            whole = self._whole(text, run, known=all(size for _, size, _ in pieces))
            if whole:
                return [whole]
        found: list[Hit] = []
        unknown = -1
        for at, size, bearers in [*pieces, (len(run), 1, ())]:
            if size and unknown >= 0:
                found += self._unknown(text, run, unknown, at)
                unknown = -1
            if not size and unknown < 0:
                unknown = at
            if bearers:
                found.append(self._hit(text, run, (at, at + size), bearers))
        return found

    def _pieces(self, text: str, run: list[Token]) -> list[tuple[int, int, tuple[Bearer, ...]]]:
        """Cut a run into known names and single unknown words (size 0)."""
        pieces: list[tuple[int, int, tuple[Bearer, ...]]] = []
        at = 0
        while at < len(run):
            size, bearers = self._longest(text, run, at)
            pieces.append((at, size, bearers))
            at += size or 1
        return pieces

    def _longest(self, text: str, run: list[Token], at: int) -> tuple[int, tuple[Bearer, ...]]:
        start = run[at].start
        for size in range(min(LONGEST, len(run) - at), 1, -1):
            bearers = self._bearers(text[start : run[at + size - 1].end])
            if bearers:
                return self._bare(text, run, at, size) or (size, bearers)
        bearers = () if run[at].stop else self._bearers(run[at].text)
        return (1, bearers) if bearers else (0, ())

    def _bare(self, text: str, run: list[Token], at: int, size: int) -> tuple[int, tuple[Bearer, ...]] | None:
        """A name without the type word that ends it, where it is known so too ("Panjshir" for "Panjshir Province")."""
        if run[at + size - 1].text.lower() not in TYPE_WORDS:
            return None
        bearers = self._bearers(text[run[at].start : run[at + size - 2].end])
        return (size - 1, bearers) if bearers else None

    def _whole(self, text: str, run: list[Token], *, known: bool) -> Hit | None:
        """The run as one name that is spelt differently, or that its own words hold together."""
        first, after = _trim(run, 0, len(run))
        words = text[run[first].start : run[after - 1].end] if first < after else ""
        open_ended = [bool(_OPEN_END.search(token.text)) for token in run[first:after]] if "-" in words else []
        if after - first < 2 and not any(open_ended):  # noqa: PLR2004  # one word is no run
            return None
        bearers = tuple([b for b in self.gazetteer.bearers("sound", sound(words)) if b.how not in (Bearing.DEMONYM, Bearing.CODE)])
        if bearers:
            return Hit(run[first].start, run[after - 1].end, words, bearers, "sound")
        if (not known and _TYPE_AFTER.match(text, run[after - 1].end)) or any(open_ended[:-1]):
            return Hit(run[first].start, run[after - 1].end, words)
        return None

    def _unknown(self, text: str, run: list[Token], first: int, after: int) -> list[Hit]:
        first, after = _trim(run, first, after)
        if first >= after:
            return []
        if after == first + 1 and "-" in run[first].text and not _HELD_TOGETHER.search(run[first].text):
            known = [(p, self._bearers(p.text)) for p in _split_hyphens(run[first]) if not p.stop]
            if any(bearers for _, bearers in known):
                return [Hit(p.start, p.end, p.text, bearers) for p, bearers in known if bearers]
        return [self._hit(text, run, (first, after), ())]

    @staticmethod
    def _hit(text: str, run: list[Token], span: tuple[int, int], bearers: tuple[Bearer, ...]) -> Hit:
        first, after = span
        left = run[first - 1] if first and not run[first - 1].possessive else None
        right = run[after] if after < len(run) and not run[after - 1].possessive else None
        start, end = run[first].start, run[after - 1].end
        before, after_it = left.text.lower() if left else None, right.text.lower() if right else None
        return Hit(start, end, text[start:end], bearers, "exact", before, after_it)


def _trim(run: list[Token], first: int, after: int) -> tuple[int, int]:
    """Leave out words at both ends that no name begins or ends with."""
    while first < after and run[first].stop:
        first += 1
    while after > first and run[after - 1].stop and not (after - 1 > first and _OPEN_END.search(run[after - 2].text)):
        after -= 1
    return first, after


@lru_cache(maxsize=8)  # each day on which units changed has a gazetteer of its own
def scanner(gazetteer: Gazetteer) -> Scanner:
    """The scanner of a gazetteer, with what it knows from the texts before."""
    return Scanner(gazetteer)
