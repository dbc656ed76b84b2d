#!/usr/bin/env python3
"""List the places found in short reports of wars, and count the towns that are found surely.

usage: war_places.py [--all]

Reads `cases/wars.toml` (towns that the reports are asked about) and `cases/war_places_held.toml` (every place, with country and level;
nothing was fitted to it). A town is found where a mention of it is identified in its country as a settlement, and surely from p = .8.
Prints each report in which one is not, with --all every report.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportedly.places import find
from reportedly.terms.place import PlaceRef

CASES = Path(__file__).parent / "cases"
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Sentence:
    """A report, and the country and level of places that it names, by their words."""

    text: str
    places: Mapping[str, tuple[str, str]]


def asked() -> Iterator[Sentence]:
    """The reports of towns that changed hands; where the text speaks of a region of the name, the town is not looked for."""
    for case in tomllib.loads((CASES / "wars.toml").read_text(encoding="utf-8"))["case"]:
        towns = {words: (country, "settlement") for words, country, *_ in case["asks"]}
        for _, _, text in case["reports"]:
            yield Sentence(text, {w: place for w, place in towns.items() if w in text and f"{w} region" not in text})


def held() -> Iterator[Sentence]:
    """The sentences that nothing was fitted to."""
    for case in tomllib.loads((CASES / "war_places_held.toml").read_text(encoding="utf-8"))["case"]:
        for text, places in case["reports"]:
            yield Sentence(text, {words: (country, level) for words, country, level in places})


def is_right(ref: PlaceRef, wanted: tuple[str, str] | None) -> bool:
    """Tell whether a mention is identified as the place that is wanted."""
    return ref.place is not None and (ref.place.country, ref.place.level) == wanted


def told(ref: PlaceRef) -> str:
    """A mention in one line."""
    if ref.place is None:
        return f"{ref.text}: {ref.why}"
    return f"{ref.text}: {ref.place.name}, {ref.place.country}, {ref.place.level}, p = {ref.confidence:.3f}"


def show(name: str, sentences: list[Sentence], *, everything: bool) -> None:
    """Print reports and counts."""
    wanted = found = sure = 0
    for sentence in sentences:
        refs = find(sentence.text)
        best = {ref.text: ref.confidence for ref in refs if is_right(ref, sentence.places.get(ref.text))}
        surely = sum(chance >= SURE for chance in best.values())
        wanted, found, sure = wanted + len(sentence.places), found + len(best), sure + surely
        if everything or surely < len(sentence.places):
            print(sentence.text, *map(told, refs), sep="\n    ")
    print(f"{name}: {found} of {wanted} places found, {sure} of them surely (p >= {SURE})", end="\n\n")


def main() -> None:
    """List both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="show every report")
    everything = parser.parse_args().all
    show("wars", list(asked()), everything=everything)
    show("held out", list(held()), everything=everything)


if __name__ == "__main__":
    main()
