"""Measure the finding of places in languages other than English, on sentences of our own (languages.jsonl).

usage: languages.py [--half dev|held-out] [--wrong]

A name counts as found where a reference overlaps it and gives a place within 30 km of the one meant (120 km for provinces; the right
country for countries). Precision is the share of places given that are so. The sentences were written, and divided by lot, before any
rule was; a third of them name no place. They are short and plain: read the figures as what can be hoped for.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from page import plain

from reportedly.places import find
from reportedly.terms.place import Level, Place

SENTENCES = Path(__file__).with_name("languages.jsonl")
KM_PER_DEGREE = 111.2
REACH = {"adm1": 120.0, "adm2": 30.0, "settlement": 30.0}
HEAD = ("language", "sentences", "names", "found, %", "precision, %")


@dataclass(frozen=True, slots=True)
class Gold:
    """A place named in a sentence: its country where it is one, else its level and coordinates (WGS84 degrees)."""

    text: str
    country: str = ""
    level: str = ""
    lat: float = 0.0
    lon: float = 0.0

    def is_meant(self, place: Place) -> bool:
        """Tell whether a place is the one meant."""
        if self.country:
            return place.level is Level.COUNTRY and place.country == self.country
        if place.lat is None or place.lon is None:
            return False
        apart = KM_PER_DEGREE * math.hypot(place.lat - self.lat, (place.lon - self.lon) * math.cos(math.radians(self.lat)))
        return apart <= REACH[self.level]


@dataclass(slots=True)
class Tally:
    """Counts of one language."""

    sentences: int = 0
    gold: int = 0
    found: int = 0
    given: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def row(self, language: str) -> list[str]:
        """A row of the table."""
        share = [f"{100 * part / whole:.1f}" if whole else "" for part, whole in ((self.found, self.gold), (self.right, self.given))]
        return [language, str(self.sentences), str(self.gold), *share]


def spans(text: str, golds: list[Gold]) -> Iterator[tuple[int, int, Gold]]:
    """Where the names of a sentence stand; equal names follow each other."""
    at = 0
    for gold in golds:
        start = text.find(gold.text, at) if gold.text in text[at:] else text.index(gold.text)
        yield start, start + len(gold.text), gold
        at = start + 1


def count(tally: Tally, text: str, golds: list[Gold]) -> None:
    """Count one sentence."""
    given = [(ref, ref.mention, ref.place) for ref in find(text) if ref.place is not None and ref.mention is not None]
    where = list(spans(text, golds))
    hit: set[int] = set()
    tally.sentences, tally.gold, tally.given = tally.sentences + 1, tally.gold + len(golds), tally.given + len(given)
    for ref, mention, place in given:
        same = [at for at, (start, end, gold) in enumerate(where) if mention.start < end and start < mention.end and gold.is_meant(place)]
        hit.update(same)
        tally.right += bool(same)
        if not same:
            tally.wrong.append(f"{ref.text} -> {place.name}, {place.level.value}, {place.country} ({ref.confidence})  in: {text}")
    tally.found += len(hit)
    tally.wrong += [f"{gold.text} not found  in: {text}" for at, (_, _, gold) in enumerate(where) if at not in hit]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "held-out"))
    parser.add_argument("--wrong", action="store_true", help="print what was wrong")
    arguments = parser.parse_args()
    for half in (arguments.half,) if arguments.half else ("dev", "held-out"):
        tallies: dict[str, Tally] = {}
        for line in SENTENCES.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["half"] == half:
                count(tallies.setdefault(record["language"], Tally()), record["text"], [Gold(**place) for place in record["places"]])
        print(half, plain(HEAD, [tally.row(language) for language, tally in tallies.items()]), sep="\n")
        if arguments.wrong:
            print(*(line for tally in tallies.values() for line in tally.wrong), sep="\n")


if __name__ == "__main__":
    main()
