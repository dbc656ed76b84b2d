"""Places of a text beside those that people marked in it: which are right, which are habits of the corpus, which are wrong.

A mention is paired with a mark as the suite's scorer does. Its verdict is one of
  near      the marked point lies within 161 km of ours
  unit      it lies farther off, but the same words mean the same country, province or region: the marked point lies in the unit that
            we name (its nearest known settlement does), or the words are a region beyond countries. Middles of large countries differ
            by more than 161 km.
  far       any other marked point
  gap       the words are not marked here, but the same words are marked, near or unit, elsewhere in the same text
  unmarked  not marked here nor elsewhere
`near` and `unit` are right; of `gap` nothing can be said; the rest is wrong.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportedly.gazetteer import Gazetteer
from reportedly.gazetteer.fold import fold
from reportedly.gazetteer.pack import LEVELS, Record
from reportedly.resolve.belief import belief_features
from reportedly.resolve.evidence import place_odds
from reportedly.resolve.linking import Linker
from reportedly.resolve.locate import linked, misplaced_by_text, reference
from reportedly.terms.place import Place, PlaceRef

NEAR_KM = 161
KM_PER_DEGREE = 111.2
RIGHT = ("near", "unit")
RINGS = (1, 2, 4)  # degrees in which the nearest settlement is looked for
COUNTRY, ADM1, SETTLEMENT = LEVELS.index("country"), LEVELS.index("adm1"), LEVELS.index("settlement")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that a person marked.

    Attributes:
        start: first character.
        end: first character after.
        text: the words.
        point: latitude and longitude, WGS84 degrees; None where none is given.
        scored: whether it is a toponym with a point; others are passed over.
    """

    start: int
    end: int
    text: str
    point: tuple[float, float] | None
    scored: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mention.

    Attributes:
        document: which text.
        verdict: as above.
        chance: the probability that it was given.
        features: what the probability is made from.
        country: country of the place named; None beyond countries.
    """

    document: str
    verdict: str
    chance: float
    features: dict[str, float]
    country: str | None


class Ground:
    """Which unit a point lies in, by the nearest settlement known."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.pack = gazetteer.packs[-1]

    @cached_property
    def _cells(self) -> dict[tuple[int, int], list[Record]]:
        cells: dict[tuple[int, int], list[Record]] = defaultdict(list)
        for index in self.pack.level_range(SETTLEMENT):
            record = self.pack.record(index)
            if record.lat is not None and record.lon is not None:
                cells[math.floor(record.lat), math.floor(record.lon)].append(record)
        return cells

    def nearest(self, lat: float, lon: float) -> Record | None:
        """The settlement nearest to a point; None where there is none within some degrees."""
        y, x = math.floor(lat), math.floor(lon)
        for ring in RINGS:
            span = range(-ring, ring + 1)
            near = [r for dy in span for dx in span for r in self._cells.get((y + dy, x + dx), ())]
            if near:
                return min(near, key=lambda r: km((lat, lon), r))
        return None


def km(point: tuple[float, float], record: Record) -> float:
    """Great-circle distance in km; infinite where the place has no coordinates."""
    if record.lat is None or record.lon is None:
        return math.inf
    a, b, c, d = map(math.radians, (*point, record.lat, record.lon))
    x = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, x)))


def marks(record: dict[str, object]) -> list[Mark]:
    """The marks of a line of a suite."""
    found = []
    for gold in record["gold"]:  # type: ignore[attr-defined]  # as the suite writes it
        point = None if gold["lat"] is None else (gold["lat"], gold["lon"])
        found.append(Mark(gold["start"], gold["end"], gold["text"], point, gold["kind"] == "toponym" and point is not None))
    return found


def overlap(mark: Mark, start: int, end: int) -> int:
    """How many characters two stretches share; 0 or less for none."""
    return min(mark.end, end) - max(mark.start, start)


def paired(scored: Sequence[Mark], spans: Sequence[tuple[int, int]]) -> dict[int, Mark]:
    """The mark of each span, one to one: exact spans first, then the longest overlap."""
    options = sorted(
        (
            ((m.start, m.end) == span, overlap(m, *span), -i, -j)
            for i, m in enumerate(scored)
            for j, span in enumerate(spans)
            if overlap(m, *span) > 0
        ),
        reverse=True,
    )
    found: dict[int, Mark] = {}
    used: set[int] = set()
    for _, _, i, j in options:
        if -i not in used and -j not in found:
            used.add(-i)
            found[-j] = scored[-i]
    return found


def bare(words: str) -> str:
    """Words without case, accents and article."""
    return fold(words).removeprefix("the ")


class Judge:
    """Judges the mentions of marked texts."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.ground = Ground(gazetteer)

    def against(self, mark: Mark, words: str, place: Record, place_id: str) -> str:
        """The verdict on a mention that is marked: `near`, `unit` or `far`."""
        if mark.point is None or km(mark.point, place) <= NEAR_KM:
            return "near"
        return "unit" if bare(mark.text) == bare(words) and self._in_unit(mark.point, place, place_id) else "far"

    def _in_unit(self, point: tuple[float, float], place: Record, place_id: str) -> bool:
        if place.level > ADM1:
            return False
        if place.country == "  " or place_id.startswith("region:"):
            return True
        nearest = self.ground.nearest(*point)
        if nearest is None:
            return False
        return nearest.country == place.country if place.level == COUNTRY else nearest.adm1 == place.index

    def text(self, document: str, text: str, every: Sequence[Mark]) -> Iterator[Verdict]:
        """Judge every place found in a text; those without coordinates, and what the suite does not score, are left out."""
        linker = linked(text, self.gazetteer)
        found = list(_references(linker))
        scored = [m for m in every if m.scored]
        marked = paired(scored, [(ref.mention.start, ref.mention.end) for _, _, ref in found if ref.mention])
        for number, (at, odds, ref) in enumerate(found):
            best = linker.candidates[at][0] if ref.place else None
            if ref.mention is None or ref.place is None or best is None or best.record.lat is None or misplaced_by_text(linker, at):
                continue
            mark = marked.get(number)
            if mark is None and any(overlap(m, ref.mention.start, ref.mention.end) > 0 for m in every if not m.scored):
                continue
            verdict = self.against(mark, ref.text, best.record, ref.place.id) if mark else self._unmarked(scored, ref, best.record)
            yield Verdict(document, verdict, ref.confidence, dict(belief_features(linker, at, odds)), ref.place.country)

    def _unmarked(self, scored: Sequence[Mark], ref: PlaceRef, place: Record) -> str:
        same = (m for m in scored if bare(m.text) == bare(ref.text))
        place_id = ref.place.id if ref.place else ""
        return "gap" if any(self.against(m, ref.text, place, place_id) in RIGHT for m in same) else "unmarked"


def _references(linker: Linker) -> Iterator[tuple[int, float, PlaceRef]]:
    for at, odds in enumerate(place_odds(linker)):
        ref = reference(linker, at, odds)
        if ref:
            yield at, odds, ref


def judge_file(path: Path, gazetteer: Gazetteer) -> list[Verdict]:
    """Judge all texts of a suite: a file with one `{"id", "text", "gold"}` a line."""
    judge = Judge(gazetteer)
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
    return [verdict for record in lines for verdict in judge.text(record["id"], record["text"], marks(record))]


def judge_districts(golds: Path, reports: Path, gazetteer: Gazetteer) -> list[Verdict]:
    """Judge the districts of reports whose districts are known.

    Args:
        golds: `{"id", "gold": [{"surface", "place_id"}]}` a line.
        reports: `{"id", "text"}` a line.
        gazetteer: where to look.

    Returns:
        verdicts on names that are marked alone: `near` where they are the district that is marked, else `far`.
    """
    known = {r["id"]: r["gold"] for r in map(json.loads, golds.read_text(encoding="utf-8").strip().split("\n"))}
    found = []
    for line in reports.read_text(encoding="utf-8").strip().split("\n"):
        record = json.loads(line)
        wanted = {g["surface"]: f"wof:{g['place_id']}" for g in known.get(record["id"], ()) if g["place_id"]}
        linker = linked(record["text"], gazetteer) if wanted else None
        for at, odds, ref in _references(linker) if linker else ():
            if linker and ref.place and ref.text in wanted:
                verdict = "near" if ref.place.id == wanted[ref.text] else "far"
                found.append(Verdict(record["id"], verdict, ref.confidence, dict(belief_features(linker, at, odds)), ref.place.country))
    return found


def judge_wars(path: Path, gazetteer: Gazetteer) -> list[Verdict]:
    """Judge all places of sentences of our own whose places are all known: a file of cases as in `cases/war_places.toml`.

    Returns:
        verdicts: `near` where country and level are those that are marked (a district for a town of its name will do), `far` where the
            words mean another place, `unmarked` where they name none.
    """
    cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    sentences = [report for case in cases for report in case["reports"]]
    found = []
    for number, (text, places) in enumerate(sentences):
        known = {words: (country, level) for words, country, level in places}
        linker = linked(text, gazetteer)
        for at, odds, ref in _references(linker):
            if ref.place:
                verdict = _war_verdict(known.get(ref.text), ref.place)
                found.append(Verdict(f"wars-{number}", verdict, ref.confidence, dict(belief_features(linker, at, odds)), ref.place.country))
    return found


def _war_verdict(wanted: tuple[str, str] | None, place: Place) -> str:
    if wanted is None:
        return "unmarked"
    country, level = wanted
    levels = ("settlement", "adm2") if level == "settlement" else (level,)
    return "near" if place.country == country and place.level in levels else "far"
