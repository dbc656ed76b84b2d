"""Time the finding of place names, in this process: every text of a file scanned once, with nothing remembered, and once more.

usage: mention_time.py INPUT.jsonl       one {"text": ...} a line; prints {"names", "words", "hits", "first", "again", "load", "megabytes"}

Detection is all that is timed: capitalised words found, joined to names, folded, looked up among all names of the gazetteer, unknown
ones kept; who bears a name is read when somebody asks, and nobody does here. `first` is the first pass, in which each run of capitalised
words has to be worked out where it is met for the first time; `again` the second, as in a process that has read for a while. Both in words
per second of processor time. `load` is what opening the places takes before, in milliseconds by the clock.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from reportedly.gazetteer import open_default
from reportedly.resolve.scan import Scanner


def seconds(scanner: Scanner, texts: list[str]) -> tuple[float, int]:
    """Scan every text; give seconds of processor time, and how many hits there were."""
    begun = time.process_time()
    hits = sum(len(scanner.hits(text)) for text in texts)
    return time.process_time() - begun, hits


def main(path: str) -> None:
    """Open the places, scan twice, print."""
    with Path(path).open(encoding="utf-8") as lines:
        texts = list(dict.fromkeys(json.loads(line)["text"] for line in lines))
    words = sum(len(text.split()) for text in texts)
    begun = time.perf_counter()
    gazetteer = open_default()
    scanner = Scanner(gazetteer)
    scanner.hits("Kabul")
    load = 1000 * (time.perf_counter() - begun)
    (first, hits), (again, _) = seconds(scanner, texts), seconds(scanner, texts)
    print(
        json.dumps(
            {
                "names": sum(len(pack.names) for pack in gazetteer.packs),
                "words": words,
                "hits": hits,
                "first": words / first,
                "again": words / again,
                "load": load,
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
