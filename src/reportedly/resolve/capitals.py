"""Capitalised words of a text, and the runs of them that may be one name."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĚĢĪĶĻŁŃŅŇŌŘŚŞŠŢŤŪŮŹŻŽḀ-ẞЀ-ЯҐ"
# Abbreviations of states and provinces in the press; a stop after any other word ends a sentence.
_STATES = (
    "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Kans|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nebr|Nev|Okla|Ore|Pa|Penn|Tenn|Tex|Vt|Va|Wash|Wis|Wyo"
    "|Ont|Que|Alta|Sask|Nfld"
)
_BARRED = r"[\w@#/.-]"  # a capital after one of these begins no name
_PREFIX = r"(?:(?:al|el|an|as|ash|ad|ar|at|az|ul|ud|ed|es|esh|er|en|et|ez|e|i)-|[dl]['’])"
_LINKS = "e|i|al|el|of|of the|de|la|du|da|do|del|wa|va|o|upon|aw|ye|le|les|den|der"
_LINK = rf"(?:(?:{_LINKS})[ \u00a0-])"
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
STRETCH = re.compile(
    rf"[{_UPPER}](?:(?<=[-'’].)()|(?<!{_BARRED}.)|(?<=(?<!{_BARRED})#.)){_TAIL}"
    rf"(?:[ \u00a0\n]{_LINK}?[‘’'`ʿ]?{_PREFIX}?[{_UPPER}]{_TAIL})*[$€£@]?"
)
_BEFORE = re.compile(rf"(?:(?<!{_BARRED})#?({_PREFIX})|[-'’])\Z")
LONGEST_PREFIX = 6  # characters, with a # and what stands before it
LINKS = frozenset(re.split(r"[| ]", _LINKS))
_POSSESSIVE = re.compile(r"['’]s?\Z")


def bare(word: str) -> str:
    """A word without its possessive s."""
    owner = _POSSESSIVE.search(word) if "'" in word or "’" in word else None
    return word[: owner.start()] if owner else word


def is_one(word: str) -> bool:
    """Tell whether what stands between two spaces is one capitalised word, and nothing else."""
    token = _TOKEN.match(word)
    return token is not None and token.span(1) == (0, len(word))


def reach_back(text: str, start: int) -> int:
    """Where a stretch begins whose capital stands behind a hyphen or an apostrophe: before its prefix, else before that mark."""
    before = _BEFORE.search(text, max(0, start - LONGEST_PREFIX), start)
    return before.start() if before else start


def runs(text: str) -> Iterator[list[tuple[int, str]]]:
    """Capitalised words that may belong to one name: where each begins, and the word with its possessive s."""
    run: list[tuple[int, str]] = []
    end = 0
    for match in _TOKEN.finditer(text):
        start, word = match.start(1), match.group(1)
        if run and not _GLUE.match(text[end:start].removeprefix("'s").removeprefix("’s")):
            yield run
            run = []
        run.append((start, word))
        end = start + len(word)
    if run:
        yield run
