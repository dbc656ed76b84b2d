"""Time the look-up of names by `reportedly.places.lookup`, in this process.

usage: lookup_time.py < NAMES.json       prints {"first", "mean", "p95", "megabytes"}: milliseconds, and resident memory after all

The first look-up opens the places and is counted by itself, by the clock. The others are counted by the processor's time: other
processes that take the core for ten milliseconds would be the whole 95th percentile otherwise.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time


def milliseconds(name: str) -> float:
    """Look a name up; say how long it took."""
    from reportedly.places import lookup  # noqa: PLC0415  importing is part of the first look-up

    begun = time.thread_time()
    lookup(name)
    return 1000 * (time.thread_time() - begun)


def main(names: list[str]) -> None:
    """Time every name once, after one that opens the places."""
    begun = time.perf_counter()
    milliseconds("Kabul")
    first = 1000 * (time.perf_counter() - begun)
    took = [milliseconds(name) for name in names]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"first": first, "mean": statistics.mean(took), "p95": statistics.quantiles(took, n=20)[-1], "megabytes": peak}))


if __name__ == "__main__":
    main(json.load(sys.stdin))
