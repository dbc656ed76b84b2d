"""Near-duplicate sentences: overlap of word shingles.

A sentence has few words, so the exact overlap is as cheap as its MinHash estimate (Broder 1997); reprints differ by cuts and
additions, hence containment in the shorter sentence and not the Jaccard index (reprints share 30 % of 3-grams, NEWS-COPY).
"""

from __future__ import annotations

import re
from functools import lru_cache

WORDS = 4  # words to a shingle
SHORTEST = 6  # sentences below this many words are formulas ("X has fallen") and no sign of copying
SHARED = 0.8  # share of the shorter sentence's shingles that the other must have


def alike(one: str, other: str) -> bool:
    """Tell whether two sentences are so nearly the same that one is taken from the other; "#" stands for a word that is left out."""
    left, right = _shingles(one), _shingles(other)
    return bool(left) and bool(right) and len(left & right) >= SHARED * min(len(left), len(right))


@lru_cache(maxsize=65536)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+|#", text.casefold())
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(tuple(words[start : start + WORDS]) for start in range(len(words) - WORDS + 1))
