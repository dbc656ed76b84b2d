"""Finds names in Arabic script, which has no capitals: any words that some place bears, as they stand or behind what is glued to them.

Which of them name a place is decided by what stands around them (foreign.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.store import Gazetteer
from reportedly.resolve.scan import Hit
from reportedly.resolve.scripts import ARABIC, ARABIC_WORD, SHORTEST, readings, script_words

LONGEST = 4  # words of one name
_NOT_ARABIC = re.compile("[پچژگټځڅډړږښګڼۍې]")  # letters of Persian and Pashto, which glue no words to names
MOST_FOREIGN = 0.01  # part of the letters of an Arabic text that names of other languages make up
NO_NAMES = (Bearing.DEMONYM, Bearing.CODE)


def arabic_hits(text: str, gazetteer: Gazetteer) -> list[Hit]:
    """Every longest known name in Arabic script, in order."""
    found: list[Hit] = []
    words = list(ARABIC_WORD.finditer(text))
    glues = _NOT_ARABIC.subn("", text)[1] <= MOST_FOREIGN * sum(word.end() - word.start() for word in words)
    at = 0
    while at < len(words):
        size, hit = _longest(gazetteer, text, words[at : at + LONGEST], glues=glues)
        if hit:
            found.append(hit)
        at += size
    return found


def _longest(gazetteer: Gazetteer, text: str, words: Sequence[re.Match[str]], *, glues: bool) -> tuple[int, Hit | None]:
    """The longest name that begins with the first of some words, and how many words it has; one word and None where none does."""
    known = script_words(ARABIC)
    for size in range(_joined(words), 0, -1):
        first, last = words[0], words[size - 1]
        ending = readings(last.group())[0][1][0]
        if size > 1 and any(ending in ends for ends in (known.stop, known.units, known.behind)):
            continue
        for skipped, key in _keys(words[:size]):
            if (glues or not skipped) and gazetteer.knows(key):
                bearers = tuple(b for b in gazetteer.bearers("fold", key) if b.how not in NO_NAMES)
                if bearers:
                    start = first.start() + skipped
                    return size, Hit(start, last.end(), text[start : last.end()], bearers)
    return 1, None


def _joined(words: Sequence[re.Match[str]]) -> int:
    """How many of some words stand one space apart."""
    for at in range(1, len(words)):
        if words[at].start() - words[at - 1].end() != 1 or not words[at].string[words[at].start() - 1].isspace():
            return at
    return len(words)


def _keys(words: Sequence[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """Keys under which a place may bear some words, each with the letters left out at the beginning."""
    known = script_words(ARABIC)
    rest = [readings(word.group())[0][1] for word in words[1:]]
    whole, *glued = readings(words[0].group())
    for skipped, heads in (whole,) if whole[1][0] in known.common else (whole, *glued):
        if heads[0] in known.stop or heads[0] in known.units or (len(heads[0]) < SHORTEST and not rest):
            continue
        for number, head in enumerate(heads):
            tail = [spellings[min(number, len(spellings) - 1)] for spellings in rest]
            yield skipped, " ".join((head, *tail))
            if len(tail) == 1:
                yield skipped, head + tail[0]
