"""Look for all names of the packaged gazetteer with ahocorasick_rs, in this process: what bench/speed.py holds our scan against.

usage: mention_ahocorasick.py INPUT.jsonl       one {"text": ...} a line; prints {"words", "matches", "first", "build", "megabytes"}

The automaton alone: folded texts are given to it, and folding them is not timed. It finds the longest name at the first place where any
begins, at the beginnings of words; it knows nothing of capitals, ends of words, unknown names, or of who bears a name. `first` is words per
second of processor time, `build` the seconds of processor time to build the automaton, which it cannot keep in a file, and `megabytes` what
the process then holds.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import ahocorasick_rs

from reportedly.gazetteer import open_default
from reportedly.gazetteer.fold import fold


def main(path: str) -> None:
    """Build the automaton, scan every text once, print."""
    with Path(path).open(encoding="utf-8") as lines:
        texts = list(dict.fromkeys(json.loads(line)["text"] for line in lines))
    words = sum(len(text.split()) for text in texts)
    folded = [f" {fold(text)}" for text in texts]
    names = [f" {name}" for pack in open_default().packs for name in pack.names]
    begun = time.process_time()
    automaton = ahocorasick_rs.AhoCorasick(
        names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, implementation=ahocorasick_rs.Implementation.ContiguousNFA
    )
    built = time.process_time()
    matches = sum(len(automaton.find_matches_as_indexes(text)) for text in folded)
    took = time.process_time() - built
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"words": words, "matches": matches, "first": words / took, "build": built - begun, "megabytes": megabytes}))


if __name__ == "__main__":
    main(sys.argv[1])
