#!/usr/bin/env python3
"""Build the lists of place names that are also common English words or names of people.

usage: build_words.py WORDS FIRST_NAMES LAST_NAMES

WORDS        one word a line, capitalised where it is a name: Debian's `wamerican` (SCOWL; public domain)
FIRST_NAMES  census tables, name and shares a line; several files joined with a comma: PyPI `names` (US census, public domain)
LAST_NAMES   the same
Writes src/reportedly/data/gazetteer/common.txt and people.txt: only words that some place of the packaged
pack bears; and english.trie: all words.
"""

from __future__ import annotations

import sys
from pathlib import Path

import marisa_trie

from reportedly.gazetteer import open_default
from reportedly.gazetteer.fold import fold

OUT = Path(__file__).resolve().parent.parent / "src" / "reportedly" / "data" / "gazetteer"
ARGUMENTS = 4
LONGEST_WORD = 14
MOST_LAST_NAMES = 12_000  # the rest are rarer than one in a hundred thousand people


def _census(paths: str, most: int | None = None) -> list[str]:
    lines = [line for path in paths.split(",") for line in Path(path).read_text(encoding="utf-8").splitlines()]
    return [line.split()[0] for line in lines][:most]


def _write(name: str, about: str, words: set[str]) -> None:
    known = sorted(word for word in words if len(word) > 1 and open_default().knows(word))
    (OUT / name).write_text(f"# {about}\n" + "\n".join(known) + "\n", encoding="utf-8")
    print(name, len(known))


def _write_trie(words: set[str]) -> None:
    """English words, for telling "Oxford Police" from "Oxford Smith"."""
    marisa_trie.Trie(sorted(words)).save(str(OUT / "english.trie"))
    print("english.trie", len(words))


def main(words: Path, first: str, last: str) -> None:
    """Read the lists and keep what is also the name of a place."""
    plain = {word for word in words.read_text(encoding="utf-8").split() if word.isalpha() and word.islower()}
    _write("common.txt", "Place names that are English words. Source: SCOWL by way of Debian wamerican, public domain.", plain)
    _write_trie({word for word in plain if len(word) <= LONGEST_WORD})
    people = {fold(name) for name in (*_census(first), *_census(last, MOST_LAST_NAMES))}
    _write("people.txt", "Place names that are names of people. Source: US Census Bureau by way of PyPI names, public domain.", people)


if __name__ == "__main__":
    if len(sys.argv) < ARGUMENTS:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
