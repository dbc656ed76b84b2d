#!/usr/bin/env python3
"""Count how many places of reports of wars are found, how many of the places found are right, and how far their probabilities hold.

usage: marked_wars.py [--second | --third] [--wrong] [--missed]

Reads `cases/marked_wars.txt` (rules and weights were made by it), with --second the half that was divided from it by lot and looked at
once rules were made, or with --third a set written before that, by which two rules were made after its figures were taken. An answer is
right where it is the place that is marked: the same country, a level that the words leave open, and for anything smaller than a
province within 30 km of it, or the district that holds a town of its name. Every place found in words that are not marked is wrong.
--wrong lists the wrong answers, --missed the marked places without a right one.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from marked_places import Verdict, km
from reliability import Judged, calibration_error, wrong_sure

from reportedly.gazetteer import Gazetteer, open_default
from reportedly.resolve.belief import belief_features
from reportedly.resolve.evidence import place_odds
from reportedly.resolve.linking import Linker
from reportedly.resolve.locate import linked, reference
from reportedly.terms.place import Place, PlaceRef

CASES = Path(__file__).parent / "cases"
FILES = {
    "wars": CASES / "marked_wars.txt",
    "wars, second half": CASES / "marked_wars_second.txt",
    "wars, third set": CASES / "marked_wars_third.txt",
}
MARK = re.compile(r"\{([^|}]+)\|([^|}]+)(?:\|([^}]+))?\}")
LETTERS = {"c": "country", "p": "adm1", "d": "adm2", "s": "settlement", "q": "part", "r": "region"}
SAME_TOWN_KM, SAME_DISTRICT_KM = 30.0, 100.0


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that words of a report name.

    Attributes:
        start: first character.
        end: first character after.
        words: the words.
        country: ISO 3166-1 alpha-2 code; None beyond countries.
        levels: what the words may mean, as in `LETTERS`; empty where the words are not judged.
        ids: ids of the place; empty where it is given by its point.
        point: latitude and longitude, WGS84 degrees; None where it is given by its ids.
    """

    start: int
    end: int
    words: str
    country: str | None
    levels: frozenset[str]
    ids: frozenset[str]
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A report, the places marked in it, and its kind."""

    text: str
    golds: tuple[Gold, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A place found: in which report, its verdict, and the mark that it was held against; None where nothing is marked."""

    report: Marked
    ref: PlaceRef
    verdict: Verdict
    gold: Gold | None


def read(path: Path) -> list[Marked]:
    """Read a file of marked reports."""
    found, kind = [], ""
    _, _, lines = path.read_text(encoding="utf-8").partition("\n\n")  # what stands before the first empty line says what this is
    for line in lines.split("\n"):
        if line.startswith("# "):
            kind = line[2:].partition(":")[0]
        elif line:
            found.append(parse(line, kind))
    return found


def parse(line: str, kind: str) -> Marked:
    """Take the marks out of a line."""
    text, golds, at = "", [], 0
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        golds.append(_gold(len(text), match.group(1), match.group(2), match.group(3) or ""))
        text, at = text + match.group(1), match.end()
    return Marked(text + line[at:], tuple(golds), kind)


def _gold(start: int, words: str, told: str, which: str) -> Gold:
    country, _, letters = told.partition(".")
    point = tuple(map(float, which.split(","))) if "," in which else None
    ids = frozenset() if point else frozenset(which.split())
    known = None if country in ("?", "--") else country
    return Gold(
        start, start + len(words), words, known, frozenset(LETTERS[c] for c in letters), ids, (point[0], point[1]) if point else None
    )


class Judge:
    """Judges the places found in marked reports."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def is_right(self, gold: Gold, found: Place) -> bool:
        """Tell whether a place is the one that is marked."""
        if found.id in gold.ids:
            return True
        if found.country != gold.country or gold.levels.isdisjoint(("settlement", "adm2", "part")):
            return False
        if found.level == "adm2" and "settlement" in gold.levels:
            return any(self.gazetteer.contains(found, one) for one in self._golds(gold)) or self._apart(gold, found) <= SAME_DISTRICT_KM
        return found.level in gold.levels and self._apart(gold, found) <= SAME_TOWN_KM

    def _golds(self, gold: Gold) -> Iterator[Place]:
        places = (self.gazetteer.position(one) for one in gold.ids)
        return (self.gazetteer.place_at(*place) for place in places if place)

    def _apart(self, gold: Gold, found: Place) -> float:
        """Distance in km; infinite where either has no point."""
        points = [gold.point] if gold.point else [(p.lat, p.lon) for p in self._golds(gold) if p.lat is not None and p.lon is not None]
        place = self.gazetteer.position(found.id)
        record = self.gazetteer.record_at(*place) if place else None
        return min((km(point, record) for point in points if point and record), default=float("inf"))

    def answers(self, name: str, report: Marked) -> Iterator[Answer]:
        """Judge every place found in a report; words that readers may disagree about are left out."""
        linker = linked(report.text, self.gazetteer)
        for at, odds, ref in references(linker):
            gold = next((g for g in report.golds if g.start < ref_end(ref) and ref_start(ref) < g.end), None)
            if ref.place is None or (gold and not gold.levels):
                continue
            right = "unmarked" if gold is None else "near" if self.is_right(gold, ref.place) else "far"
            yield Answer(
                report, ref, Verdict(name, right, ref.confidence, dict(belief_features(linker, at, odds)), ref.place.country), gold
            )


def references(linker: Linker) -> Iterator[tuple[int, float, PlaceRef]]:
    """The places of a report, their positions, and the log-odds that their words name a place."""
    for at, odds in enumerate(place_odds(linker)):
        ref = reference(linker, at, odds)
        if ref:
            yield at, odds, ref


def ref_start(ref: PlaceRef) -> int:
    """First character of a place found."""
    return ref.mention.start if ref.mention else 0


def ref_end(ref: PlaceRef) -> int:
    """First character after it."""
    return ref.mention.end if ref.mention else 0


def judge(path: Path, gazetteer: Gazetteer, name: str) -> list[Answer]:
    """Judge all places of a file of marked reports."""
    judged = Judge(gazetteer)
    return [answer for at, report in enumerate(read(path)) for answer in judged.answers(f"{name}-{at}", report)]


def missed(path: Path, answers: Sequence[Answer]) -> list[tuple[Marked, Gold]]:
    """The marked places that no answer names rightly."""
    right = {(one.report.text, one.gold.start) for one in answers if one.gold and one.verdict.verdict == "near"}
    return [(r, g) for r in read(path) for g in r.golds if g.levels and (r.text, g.start) not in right]


def told(answer: Answer) -> str:
    """A wrong answer in one line."""
    place = answer.ref.place
    name = f"{place.name}, {place.country}, {place.level}" if place else "?"
    wanted = f"not {answer.gold.country} {'/'.join(sorted(answer.gold.levels))}" if answer.gold else "no place"
    return f"{answer.ref.confidence:.2f} {answer.ref.text}: {name} ({wanted}) | {answer.report.text}"


def summary(name: str, wanted: int, lost: int, answers: Sequence[Answer]) -> str:
    """One line: found of marked, right of found, calibration error, confident answers and how many of them are wrong."""
    judged = [Judged(one.ref.confidence, one.verdict.verdict == "near") for one in answers]
    wrong, sure = wrong_sure(judged)
    right = sum(one.right for one in judged)
    return (
        f"{name}: {100 * (wanted - lost) / max(1, wanted):.1f} % of {wanted} places found, {100 * right / max(1, len(judged)):.1f} % of"
        f" {len(judged)} answers right, calibration error {calibration_error(judged):.3f}, {100 * wrong:.1f} % wrong of {sure} with p >= .9"
    )


def main() -> None:
    """Judge one half and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--second", action="store_true", help="the half that was held out until rules were made")
    which.add_argument("--third", action="store_true", help="the set that was held out after that")
    parser.add_argument("--wrong", action="store_true", help="list wrong answers")
    parser.add_argument("--missed", action="store_true", help="list marked places without a right answer")
    arguments = parser.parse_args()
    name = "wars, third set" if arguments.third else "wars, second half" if arguments.second else "wars"
    answers = judge(FILES[name], open_default(), name)
    lost = missed(FILES[name], answers)
    if arguments.wrong:
        wrong = [one for one in answers if one.verdict.verdict != "near"]
        print(*map(told, sorted(wrong, key=lambda one: -one.ref.confidence)), sep="\n", end="\n\n")
    if arguments.missed:
        print(*(f"{gold.words} ({gold.country}) | {report.text}" for report, gold in lost), sep="\n", end="\n\n")
    wanted = sum(bool(gold.levels) for report in read(FILES[name]) for gold in report.golds)
    print(summary(name, wanted, len(lost), answers))
    for kind in dict.fromkeys(report.kind for report in read(FILES[name])):
        few = [one for one in answers if one.report.kind == kind]
        marked = sum(bool(g.levels) for r in read(FILES[name]) if r.kind == kind for g in r.golds)
        print(" ", summary(kind, marked, sum(r.kind == kind for r, _ in lost), few))


if __name__ == "__main__":
    main()
