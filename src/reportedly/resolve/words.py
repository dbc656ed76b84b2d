"""Word tables of place names in news, from `data/gazetteer/words.json`, `common.txt` and `people.txt`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import marisa_trie


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words around place names, and place names that are also other words; lower case.

    Attributes:
        units: type word to the kind of unit it names.
        levels: kind of unit to the levels of places it fits.
        directions: words such as `southern` that name a part of a place.
        stop: capitalised words that are no names by themselves.
        follow: words that make an institution or a site of the place name before them, which stays a place name ("Kabul Police").
        lead: words that may stand before a place name without making it another name ("Greater London").
        institution: words that with "of" make an institution of the place name after them ("University of Georgia").
        press: last words of names of newspapers and channels.
        team: last words of names of teams.
        club: words that make a team of the place name after them ("Dynamo Kyiv").
        titles: words that stand before names of people.
        never: names of outlets, agencies and institutions that are places or contain one.
        bare: words that name no place by themselves, though some place bears them.
        common: place names that are English words.
        people: place names that are names of people.
        english: English words.
    """

    units: Mapping[str, str]
    levels: Mapping[str, tuple[str, ...]]
    directions: frozenset[str]
    stop: frozenset[str]
    follow: frozenset[str]
    lead: frozenset[str]
    institution: frozenset[str]
    press: frozenset[str]
    team: frozenset[str]
    club: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    bare: frozenset[str]
    common: frozenset[str]
    people: frozenset[str]
    english: marisa_trie.Trie


def _lines(name: str) -> frozenset[str]:
    text = resources.files("reportedly.data.gazetteer").joinpath(name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def _trie(name: str) -> marisa_trie.Trie:
    with resources.as_file(resources.files("reportedly.data.gazetteer").joinpath(name)) as path:
        return marisa_trie.Trie().mmap(str(path))


def _load() -> PlaceWords:
    raw = json.loads(resources.files("reportedly.data.gazetteer").joinpath("words.json").read_text(encoding="utf-8"))
    kinds = ("directions", "stop", "follow", "lead", "institution", "press", "team", "club", "titles")
    sets = {kind: frozenset(raw[kind]) for kind in kinds}
    levels = {unit: tuple(levels) for unit, levels in raw["levels"].items()}
    never = frozenset(raw["outlets"]) | frozenset(raw["institutions_named"])
    bare = sets["follow"] | sets["institution"] | sets["directions"] | frozenset(raw["units"])
    return PlaceWords(
        never=never,
        bare=bare,
        units=raw["units"],
        levels=levels,
        common=_lines("common.txt"),
        people=_lines("people.txt"),
        english=_trie("english.trie"),
        **sets,
    )


WORDS = _load()
