"""Make the list of place names in Arabic and Cyrillic script that are everyday words as well.

usage: build_script_words.py WORDFREQ_DATA       the folder `wordfreq/data` of the wheel of wordfreq 3.1.1 (needs msgpack)

Writes src/reportedly/data/gazetteer/common_scripts.txt: folded words that are frequent in Arabic, Persian, Russian or Ukrainian and that
a place of the packaged pack bears, but no country, no first-level unit and no city of 100,000 people; names of those are told apart by
hand (`common` in scripts.json). And words of Arabic that are no name behind a glued word, though they look like one.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import msgpack

from reportedly.gazetteer import Gazetteer, open_default
from reportedly.gazetteer.fold import fold
from reportedly.resolve.scripts import readings
from reportedly.terms.place import Level

OUT = Path(__file__).parents[1] / "src" / "reportedly" / "data" / "gazetteer" / "common_scripts.txt"
# Zipf value (log10 of uses in a thousand million words) from which a word is frequent.
FREQUENT = {"large_ar": 3.6, "small_fa": 3.6, "large_ru": 4.0, "large_uk": 4.0}
ARABIC, GLUED_FREQUENT = "large_ar", 3.0
LARGE = 100_000
HEAD = (
    "# Place names that are everyday words in Arabic, Persian, Russian or Ukrainian. Source: wordfreq 3.1.1 by Robyn Speer, CC BY-SA 4.0."
)


def folded(path: Path) -> dict[str, float]:
    """Folded words of a frequency list and their Zipf values; its bins are hundredths of one, from the most frequent on."""
    with gzip.open(path) as file:
        bins = msgpack.load(file, raw=False)[1:]
    found: dict[str, float] = {}
    for number, words in enumerate(bins):
        for word in words:
            found.setdefault(fold(word), 9 - number / 100)
    return found


def lexical(words: dict[str, float], gazetteer: Gazetteer) -> Iterator[str]:
    """Words of Arabic that look like a name behind a glued word ("and", "by") but are commoner than what would be the name."""
    for word, zipf in words.items():
        rest = (key for skipped, keys in readings(word) if skipped for key in keys if gazetteer.knows(key))
        if zipf >= GLUED_FREQUENT and any(words.get(key, 0.0) < zipf for key in rest):
            yield word


def main(folder: Path) -> None:
    """Write the list."""
    gazetteer, common = open_default(), set[str]()
    for name, least in FREQUENT.items():
        for key, zipf in folded(folder / f"{name}.msgpack.gz").items():
            places = [] if key.isascii() or zipf < least else [gazetteer.of(bearer) for bearer in gazetteer.bearers("fold", key)]
            if places and not any(p.level in (Level.COUNTRY, Level.ADM1) or p.population >= LARGE for p in places):
                common.add(key)
    common |= set(lexical(folded(folder / f"{ARABIC}.msgpack.gz"), gazetteer))
    OUT.write_text("\n".join([HEAD, *sorted(common)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
