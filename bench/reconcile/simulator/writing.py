"""A run on paper, in the form that `reportedly import` and the scorers of the reference sets read.

claims.jsonl.gz sources.jsonl places.jsonl neighbours.csv grid.jsonl.gz meta.json    for the system
truth.csv hidden.json                                                                for the scorer
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from simulator.phrases import sentence
from simulator.records import DAY, HOUR, Published, Source
from simulator.simulation import AFTERMATH, Simulation

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
START = datetime(2033, 4, 4, tzinfo=UTC)
PARTIES = ("A", "B", "C", "D", "E")
NAMES = ("Ardan Government", "Free Banner Army", "Crescent Council", "Dune League", "Eastern Command")
SPEED_OVER_SIZE = 3  # of gzip: larger files, but no slower than the simulation


class Files:
    """Writes one run into a folder."""

    def __init__(self, run: Simulation, folder: Path, start: datetime = START, parties: Sequence[str] = PARTIES) -> None:
        """Remember what to write and where; `start` is the first minute of the war, UTC, `parties` their ids."""
        self._run, self._folder, self._parties = run, folder, parties
        self.stamp = lru_cache(maxsize=65536)(lambda minute: (start + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ"))
        self._places = [place.id for place in run.land.districts]
        self._provinces = [run.land.provinces[place.province].id for place in run.land.districts]

    def write(self) -> int:
        """Write everything; give the number of claims."""
        self._folder.mkdir(parents=True, exist_ok=True)
        counts: Counter[str] = Counter()
        with gzip.open(self._folder / "claims.jsonl.gz", "wt", compresslevel=SPEED_OVER_SIZE, encoding="utf-8") as stream:
            for published in self._run.run():
                stream.write(json.dumps(self.claim(published), separators=(",", ":")) + "\n")
                counts["claims"] += 1
                counts["copied"] += published.post.depth > 0
        self._write_setting()
        self._write_truth(counts)
        return counts["claims"]

    def claim(self, published: Published) -> dict[str, Json]:
        """Lay out a claim."""
        post = published.post
        return {
            "claim": published.id,
            "kind": "denied" if post.bare else post.kind,
            "party": self._party(post.party),
            "against": self._party(post.against),
            "place": {"id": self._provinces[post.place], "level": "adm1"}
            if post.vague
            else {"id": self._places[post.place], "level": "adm2"},
            "when": {"start": self.stamp(post.start), "end": self.stamp(post.end), "precision": post.precision},
            "counts": [{"what": toll.what, "low": toll.low, "high": toll.high, "text": toll.text} for toll in post.tolls],
            "stance": {"polarity": "denied" if post.denies else "affirmed", "certainty": post.certainty},
            "chain": [{"source": name} for name in (*post.chain, post.source.id)],
            "refers": post.refers,
            "published": self.stamp(published.at),
            "quote": {"text": sentence(post, self._run.land, NAMES)},
        }

    def _write_setting(self) -> None:
        land = self._run.land
        self._lines("sources.jsonl", (self._source(source) for source in self._run.sources))
        places: Iterator[dict[str, Json]] = (
            {"id": p.id, "name": p.name, "adm1": land.provinces[p.province].id, "lat": p.lat, "lon": p.lon, "seat": p.seat}
            for p in land.districts
        )
        self._lines("places.jsonl", places)
        with (self._folder / "neighbours.csv").open("w", encoding="utf-8", newline="") as stream:
            out = csv.writer(stream)
            out.writerow(("a", "b"))
            out.writerows((self._places[a], self._places[b]) for a, row in enumerate(land.near) for b in row if a < b)
        with gzip.open(self._folder / "grid.jsonl.gz", "wt", encoding="utf-8") as stream:
            for row in self._grid():
                stream.write(json.dumps(row) + "\n")
        scenario = self._run.scenario
        parties: list[Json] = [{"id": self._parties[p], "name": NAMES[p]} for p in range(scenario.parties)]
        self._json("meta.json", {
            "scenario": scenario.name, "seed": self._run.seed, "districts": len(land.districts), "days": scenario.days,
            "start": self.stamp(0), "end": self.stamp(self._run.end), "parties": parties,
        })  # fmt: skip

    def _grid(self) -> Iterator[dict[str, Json]]:
        """Ask of each district once a day, at another hour each day of the week, as known then and two weeks later."""
        for day in range(self._run.scenario.days):
            at = day * DAY + (day % 7 * 3 + 2) * HOUR
            for place in self._places:
                for known in (at, at + AFTERMATH * DAY):
                    yield {"place": place, "at": self.stamp(at), "known": self.stamp(known)}

    def _write_truth(self, counts: Counter[str]) -> None:
        with (self._folder / "truth.csv").open("w", encoding="utf-8", newline="") as stream:
            out = csv.writer(stream)
            out.writerow(("district", "from", "to", "state", "holder", "nominal"))
            for place, since, until, found in self._run.war.rows(self._run.end):
                names = self._parties[found.holder], self._parties[found.nominal]
                out.writerow((self._places[place], self.stamp(since), self.stamp(until), found.state, *names))
        lie = self._run.lie
        shouted: Json = None
        if lie is not None:
            when = {"start": self.stamp(lie.start), "horizon": self.stamp(lie.horizon)}
            shouted = {"place": self._places[lie.place], "party": self._parties[lie.party], **when}
        self._json("hidden.json", {"false_capture": shouted, **counts})

    def _lines(self, name: str, rows: Iterable[Mapping[str, Json]]) -> None:
        with (self._folder / name).open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in rows)

    def _json(self, name: str, value: dict[str, Json]) -> None:
        (self._folder / name).write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")

    def _party(self, number: int | None) -> Json:
        return None if number is None else {"id": self._parties[number]}

    def _source(self, source: Source) -> dict[str, Json]:
        side = None if source.side is None else self._parties[source.side]
        return {"id": source.id, "name": source.name, "kind": source.kind, "side": side}
