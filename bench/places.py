#!/usr/bin/env python3
"""Measure the look-up of place names: misspelt, romanised otherwise; with and without their province; time and calibration.

usage: places.py [--seed N] [--each N] [--exact] [--json]

From the packaged gazetteer, for each of the twelve countries, names of first- and second-level units are drawn and changed:
  edit     one random letter is deleted, inserted, replaced or swapped with the next
  swap     one romanisation habit is exchanged for another (Pol/Pul, kh/x, q/gh, ou/u, double letters, -e/-i …)
  script   the name in Arabic, Cyrillic, Burmese or Ethiopic letters, as the sources give it
An answer is right when the first one is that unit, or a unit of the same level that bears the name asked for, or the name drawn, as well:
of two districts called Arghandab a name does not say which is meant, changed or not. With --exact a namesake is right only where it bears
the changed name itself, letter for letter or by sound (letters that romanisations exchange among it), in the units of its day.
`name` gives the country alone, and a like-named place around or inside the unit (its town) counts as right too, since a bare
name does not say which is meant; `level` says whether a province or a district is meant, and only that unit is right;
`province` gives the province of a district besides, as news mostly do.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator

from reportedly.gazetteer import Area, Gazetteer, look_up, open_default
from reportedly.gazetteer.fold import fold, sound
from reportedly.gazetteer.match import sound_matches
from reportedly.gazetteer.pack import LEVELS, Bearing, Pack
from reportedly.gazetteer.store import names_by_place
from reportedly.terms.place import Place

COUNTRIES = ("AF", "UA", "SY", "SD", "MM", "YE", "SO", "ML", "CD", "ET", "IQ", "LY")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
KINDS = ("edit", "swap", "script")
SURE = 0.9
SHORTEST = 5  # letters; shorter names become other names
SWAPS = (
    ("kh", "x"),
    ("x", "kh"),
    ("q", "gh"),
    ("gh", "q"),
    ("q", "k"),
    ("ou", "u"),
    ("u", "ou"),
    ("oo", "u"),
    ("u", "oo"),
    ("u", "o"),
    ("o", "u"),
    ("e", "i"),
    ("i", "e"),
    ("ee", "i"),
    ("i", "ee"),
    ("w", "v"),
    ("aw", "au"),
    ("y", "i"),
    ("ay", "ai"),
    ("ai", "ay"),
    ("ll", "l"),
    ("mm", "m"),
    ("nn", "n"),
    ("j", "zh"),
    ("c", "k"),
    ("ph", "f"),
    (" i ", " e "),
    (" e ", " i "),
    ("i ", "-e "),
    (" ", "-"),
    ("-", " "),
    ("pul", "pol"),
    ("deh", "dih"),
    ("dih", "deh"),
    ("al ", "el "),
    ("el ", "al "),
)


def edited(name: str, dice: random.Random) -> str:
    """Change one letter at random."""
    at = dice.randrange(len(name))
    letter = dice.choice(LETTERS)
    swapped = name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
    return dice.choice([name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :], swapped])


def swapped(name: str, dice: random.Random) -> str | None:
    """Exchange one habit of romanisation; None where the name shows none."""
    able = [(old, new) for old, new in SWAPS if old in name]
    if not able:
        return None
    old, new = dice.choice(able)
    return name.replace(old, new, 1)


Drawn = tuple[int, str, str, str, str]  # index, level, name asked for, kind of change, name drawn


def latin_names(names: list[tuple[str, Bearing]]) -> list[str]:
    """Names in Latin letters that a unit bears as its own, long enough to be changed."""
    own = (Bearing.PREFERRED, Bearing.ALIAS, Bearing.CURATED)
    return [n for n, how in names if n.isascii() and len(n) >= SHORTEST and not TYPE_WORDS.search(n) and how in own]


def drawn_as_it_stands(gazetteer: Gazetteer, country: str, dice: random.Random, each: int) -> Iterator[Drawn]:
    """Draw names of units of a country."""
    pack = gazetteer.packs[-1]
    units = [i for level in (1, 2) for i in pack.country_range(level, country)]
    names = names_by_place(gazetteer, frozenset(units))
    for unit in dice.choices(units, k=each):
        latin = latin_names(names[unit])
        if latin:
            yield unit, LEVELS[pack.record(unit).level], (name := dice.choice(latin)), "plain", name


def changed(gazetteer: Gazetteer, country: str, dice: random.Random, each: int) -> Iterator[Drawn]:
    """Draw names of units of a country and change them."""
    pack = gazetteer.packs[-1]
    units = [i for level in (1, 2) for i in pack.country_range(level, country)]
    names = names_by_place(gazetteer, frozenset(units))
    for _ in range(each):
        unit = dice.choice(units)
        level = LEVELS[pack.record(unit).level]
        latin = latin_names(names[unit])
        if latin:
            name = dice.choice(latin)
            yield unit, level, edited(name, dice), "edit", name
            other = swapped(name, dice)
            if other:
                yield unit, level, other, "swap", name
        local = [
            name
            for name, how in names[unit]
            if not name.isascii() and re.search(r"[\u0400-\u06FF\u1000-\u109F\u1200-\u137F]", name) and how is not Bearing.SHARED
        ]
        if local:
            yield unit, level, (name := dice.choice(local)), "script", name


Row = tuple[str, bool, float, float]  # kind of change, whether the first answer is right, its probability, milliseconds
TYPE_WORDS = re.compile(
    r"\b(?:dist|prov|regi|gouv|gover|wila|depar|mintaq|oblast|rayon|raion|ilce|bezirk|kreis|muhaf|zone|cercle|ulus|wulu)"
)


def measure(gazetteer: Gazetteer, drawn: list[Drawn], area_of: Callable[[int], Area], *, strict: bool) -> list[Row]:
    """Look every drawn name up."""
    rows = []
    for unit, _, name, kind, own in drawn:
        area = area_of(unit)
        then = of_its_time(gazetteer, unit)
        begun = time.perf_counter()
        answers = look_up(then, name, area)
        spent = 1000 * (time.perf_counter() - begun)
        wanted = gazetteer.place_at(len(gazetteer.packs) - 1, unit)
        first = answers[0] if answers else None
        rows.append(
            (
                kind,
                first is not None and is_right(then, first.place, wanted, (name, own), strict=strict),
                first.chance if first else 0.0,
                spent,
            )
        )
    return rows


def of_its_time(gazetteer: Gazetteer, unit: int) -> Gazetteer:
    """The gazetteer of a day on which a unit stood: its last one, else today's."""
    past = gazetteer.packs[-1].pasts.get(unit)
    return gazetteer.at(past.ends if past else None)


def is_right(gazetteer: Gazetteer, found: Place, wanted: Place, names: tuple[str, str], *, strict: bool) -> bool:
    """Tell whether an answer is the unit wanted, or as good an answer: one of its level that bears the name asked for, or the one drawn."""
    same = found.id == wanted.id or (found.level is wanted.level and any(bears(gazetteer, found.id, name) for name in names))
    return same or (not strict and (gazetteer.contains(wanted, found) or gazetteer.contains(found, wanted)))


def bears(gazetteer: Gazetteer, place: str, name: str) -> bool:
    """Tell whether a place bears the name just as it is asked for, or by sound: then it is as right as the one that was drawn."""
    same = (*gazetteer.bearers("fold", fold(name)), *gazetteer.bearers("sound", sound(name)))
    exchanged = (match.bearer for match in sound_matches(gazetteer, name))
    return any(gazetteer.of(bearer).id == place for bearer in (*same, *exchanged))


def reliability(rows: list[Row]) -> tuple[float, float, list[tuple[float, float, int]]]:
    """Expected calibration error, wrong share among those with p >= .9, and the diagram: mean p, share right, number."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    answered = [(chance, right) for _, right, chance, _ in rows if chance]
    for chance, right in answered:
        bins[min(int(chance * 10), 9)].append((chance, right))
    diagram = [(statistics.mean(c for c, _ in b), statistics.mean(r for _, r in b), len(b)) for _, b in sorted(bins.items())]
    error = sum(n * abs(mean - share) for mean, share, n in diagram) / max(1, len(answered))
    sure = [right for chance, right in answered if chance >= SURE]
    return error, 1 - statistics.mean(sure) if sure else 0.0, diagram


def main() -> None:
    """Draw, look up, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--each", type=int, default=400)
    parser.add_argument("--exact", action="store_true", help="namesakes count only where they bear the changed name itself")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    gazetteer, dice = open_default(), random.Random(arguments.seed)  # noqa: S311 - draws names, keeps no secret
    pack, whole = gazetteer.packs[-1], []
    print(f"{'country':8}" + "".join(f"{kind + ' ' + how:>16}" for kind in KINDS for how in ("name", "level", "province")) + f"{'n':>7}")
    for country in COUNTRIES:
        drawn = list(changed(gazetteer, country, dice, arguments.each))
        if arguments.exact:
            drawn = [(unit, level, name, kind, name) for unit, level, name, kind, _ in drawn]
        columns = [measure(gazetteer, drawn, area_of(pack, country, depth), strict=depth > 0) for depth in range(3)]
        whole += [row for column in columns for row in column]
        print(
            f"{country:8}" + "".join(f"{share(column, kind):16.1f}" for kind in KINDS for column in columns) + f"{len(drawn):7}", flush=True
        )
    times = sorted(row[3] for row in whole)
    error, wrong, diagram = reliability(whole)
    print(f"look-up ms: mean {statistics.mean(times):.3f}, p95 {times[int(0.95 * len(times))]:.3f}; n {len(times)}")
    print(f"calibration error {error:.3f}; wrong among p >= .9: {100 * wrong:.1f} %")
    if arguments.json:
        print(json.dumps([{"mean_p": round(p, 3), "right": round(r, 3), "n": n} for p, r, n in diagram]))


def area_of(pack: Pack, country: str, depth: int) -> Callable[[int], Area]:
    """What is given with a name: its country, the level besides, the province besides."""

    def area(unit: int) -> Area:
        record = pack.record(unit)
        level = frozenset({LEVELS[record.level]}) if depth else None
        inside = record.level == LEVELS.index("adm2") and record.adm1 is not None and depth > 1
        return Area(frozenset({country}), level, pack.number(record.adm1) if inside and record.adm1 is not None else None)

    return area


def share(rows: list[Row], kind: str) -> float:
    """Share of right first answers among one kind of change, in per cent."""
    marks = [right for what, right, _, _ in rows if what == kind]
    return 100 * statistics.mean(marks) if marks else float("nan")


if __name__ == "__main__":
    main()
