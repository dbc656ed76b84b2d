"""What the report page shows, as JSON: places with their outlines and days, claims with their sentences, changes, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import TypeAlias

from reportedly.export.outlines import Outlines, signed_area
from reportedly.export.projection import Box, Projection, box_of, middle, path, projection, widened
from reportedly.terms.claim import Claim
from reportedly.terms.identity import Json
from reportedly.terms.picture import Picture, State
from reportedly.views.casebook import Casebook, PlaceHistory
from reportedly.views.context import Context
from reportedly.views.diff import Change
from reportedly.views.sources import SourceRow
from reportedly.views.words import (
    CONTESTED,
    NONE,
    chain_words,
    district_of,
    moment,
    percent,
    period,
    says,
    state_key,
    state_name,
    top,
    with_names,
)

TONES = 8
WORTH_SHOWING = 0.005
DIGITS = 3

# State, label, roots, sides, p, because, missing: see `_cell`.
Cell: TypeAlias = tuple[int, str, int, tuple[str, ...], tuple[tuple[int, float], ...], tuple[tuple[int, float], ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Atlas:
    """What a page draws its map from.

    Attributes:
        outlines: outlines by place id, of the places reported on and of the land around them.
        units: ids of those outlines that are first-level units, drawn as lines over the districts.
    """

    outlines: Outlines
    units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Index:
    """Numbers that stand for things in the JSON."""

    keys: Mapping[str, int]
    claims: Mapping[str, int]
    places: Mapping[str, int]
    roots: Mapping[str | None, int]


def page_data(case: Casebook, contexts: Mapping[str, Context], sources: Iterable[SourceRow], atlas: Atlas) -> Json:
    """Write everything that the page shows.

    Args:
        case: the case.
        contexts: the sentence around each claim's quote, by the claim's id; a claim without one shows its quote alone.
        sources: who said how much.
        atlas: outlines.
    """
    keys = _keys(case)
    index = _Index(
        keys={key: number for number, key in enumerate(keys)},
        claims={id_: number for number, id_ in enumerate(case.claims)},
        places={history.place.id: number for number, history in enumerate(case.places)},
        roots={root: number for number, root in enumerate(dict.fromkeys(claim.root for claim in case.claims.values()), 1)},
    )
    cells: dict[Cell, int] = {}
    return {
        "days": [_day(instant) for instant in case.instants],
        "keys": [_key(key, number, case.names) for number, key in enumerate(keys)],
        "claims": [_claim(id_, claim, contexts.get(id_), case, index) for id_, claim in case.claims.items()],
        "changes": [_change(change, case, index) for change in reversed(case.changes)],
        "sources": [[row.name, row.kind.value, _named(row.side, case.names), row.first_hand, row.repeated, row.roots] for row in sources],
        "start": _start(case),
        **_map(case, atlas, [_runs(history, index, cells, case.names) for history in case.places]),
        "cells": [_cell_json(cell) for cell in cells],
    }


def _keys(case: Casebook) -> list[str]:
    """All keys of probabilities: parties first, those with most probability over the whole case at the front."""
    totals: dict[str, float] = {}
    for history in case.places:
        for picture in history.pictures:
            for key, p in picture.p.items():
                totals[key] = totals.get(key, 0.0) + p
    return sorted(totals, key=lambda key: (key in {CONTESTED, NONE}, -totals[key], key))


def _key(key: str, number: int, names: Mapping[str, str]) -> Json:
    kind = key if key in {CONTESTED, NONE} else "party"
    return {"name": {NONE: "nobody"}.get(key, names.get(key, key)), "kind": kind, "tone": number % TONES}


def _named(side: str | None, names: Mapping[str, str]) -> str | None:
    return None if side is None else names.get(side, side)


def _day(instant: datetime) -> str:
    """The day that ends at an instant."""
    return (instant - timedelta(microseconds=1)).strftime("%Y-%m-%d")


def _start(case: Casebook) -> int:
    """The place to show first: the one whose picture changed most in all."""
    if not case.changes:
        return 0
    totals: dict[str, float] = {}
    for change in case.changes:
        totals[change.after.place.id] = totals.get(change.after.place.id, 0.0) + change.shift
    ids = [history.place.id for history in case.places]
    return max(range(len(ids)), key=lambda number: totals.get(ids[number], 0.0))


def _runs(history: PlaceHistory, index: _Index, cells: dict[Cell, int], names: Mapping[str, str]) -> Json:
    """The cells of a place, each with the day from which it stands; cells alike are stored once."""
    numbered = ((day, cells.setdefault(_cell(picture, index, names), len(cells))) for day, picture in enumerate(history.pictures))
    return [list(next(run)) for _, run in groupby(numbered, key=lambda pair: pair[1])]


def _cell(picture: Picture, index: _Index, names: Mapping[str, str]) -> Cell:
    shown = sorted(
        ((index.keys[key], round(p, DIGITS)) for key, p in picture.p.items() if p >= WORTH_SHOWING), key=lambda pair: (-pair[1], pair[0])
    )
    because = ((index.claims[entry.claim], round(entry.weight, 2)) for entry in picture.because if entry.claim in index.claims)
    state = -1 if picture.state is State.UNKNOWN else index.keys.get(state_key(picture), -1)
    sides = tuple(names.get(side, side) for side in picture.sides)
    return (
        state,
        picture.label.value,
        picture.roots,
        sides,
        tuple(shown),
        tuple(because),
        tuple(with_names(text, names) for text in picture.missing),
    )


def _cell_json(cell: Cell) -> Json:
    state, label, roots, sides, p, because, missing = cell
    return {"state": state, "label": label, "roots": roots, "sides": sides, "p": p, "because": because, "missing": missing}


def _claim(id_: str, claim: Claim, around: Context | None, case: Casebook, index: _Index) -> Json:
    shown = around or Context("", claim.quote.text, "")
    return {
        "id": id_,
        "place": index.places.get(district_of(claim) or "", -1),
        "says": says(claim),
        "before": shown.before,
        "quote": shown.quote,
        "after": shown.after,
        "chain": chain_words(claim),
        "published": claim.report.published.isoformat() if claim.report.published else None,
        "known": None if claim.known is None else moment(claim.known) + " UTC",
        "when": None if claim.when is None else period(claim.when),
        "day": _known_day(claim, case.instants),
        "language": claim.report.language,
        "root": index.roots[claim.root],
        "rootName": f"#{index.roots[claim.root]}",
    }


def _known_day(claim: Claim, instants: Sequence[datetime]) -> int | None:
    """The first day at whose end the claim was known; None where that is not known or comes after the last day."""
    known = claim.known
    return None if known is None else next((day for day, instant in enumerate(instants) if known <= instant), None)


def _change(change: Change, case: Casebook, index: _Index) -> Json:
    cause = change.because[0] if change.because else None
    why = f"{cause.speaker}: {says(cause.claim)}" if cause else "no new claim: what was known grew older"
    return {
        "day": case.instants.index(change.after.at),
        "place": index.places[change.after.place.id],
        "before": _brief(change.before),
        "after": _brief(change.after),
        "why": why + (f", and {len(change.because) - 1} more" if len(change.because) > 1 else ""),
    }


def _brief(picture: Picture) -> str:
    if picture.state is State.UNKNOWN:
        return "unknown"
    return f"{state_name(picture)} ({picture.label.value}, {percent(top(picture))})"


def _map(case: Casebook, atlas: Atlas, runs: Sequence[Json]) -> dict[str, Json]:
    """The places with their shapes, the land around them, and the two extents of the map."""
    to = projection(_points(atlas.outlines) or _seats(case))
    near = box_of(_shape_points(case, atlas.outlines, to))
    far = box_of(to.point(lon, lat) for lon, lat in _points(atlas.outlines) or _seats(case))
    reported = {history.place.id for history in case.places}
    land = [id_ for id_ in atlas.outlines if id_ not in reported and id_ not in atlas.units]
    return {
        "places": [_place(history, atlas.outlines, to, run) for history, run in zip(case.places, runs, strict=True)],
        "land": [path(atlas.outlines[id_], to) for id_ in land],
        "units": [path(atlas.outlines[id_], to) for id_ in sorted(atlas.units) if id_ in atlas.outlines],
        "view": {"near": _box(near or far), "far": _box(far)},
        "dot": round(max(near.width, near.height, 200.0) / 80) if near else 40,
    }


def _points(outlines: Outlines) -> list[tuple[float, float]]:
    return [point for polygons in outlines.values() for polygon in polygons for point in polygon[0]]


def _seats(case: Casebook) -> list[tuple[float, float]]:
    places = (history.place for history in case.places)
    return [(place.lon, place.lat) for place in places if place.lon is not None and place.lat is not None]


def _shape_points(case: Casebook, outlines: Outlines, to: Projection) -> list[tuple[int, int]]:
    shapes = {history.place.id: outlines[history.place.id] for history in case.places if history.place.id in outlines}
    return [to.point(lon, lat) for lon, lat in [*_points(shapes), *_seats(case)]]


def _box(box: Box | None) -> Json:
    wide = widened(box or Box(0.0, 0.0, 1000.0, 600.0))
    return [round(wide.x), round(wide.y), round(wide.width), round(wide.height)]


def _place(history: PlaceHistory, outlines: Outlines, to: Projection, runs: Json) -> Json:
    place, polygons = history.place, outlines.get(history.place.id)
    lon, lat = middle(polygons) if polygons else (place.lon or 0.0, place.lat or 0.0)
    x, y = to.point(lon, lat)
    shape = path(polygons, to) if polygons else None
    size = round(sum(abs(signed_area(polygon[0])) for polygon in polygons or ()), DIGITS)
    words: dict[str, Json] = {"id": place.id, "name": place.name, "adm1": place.adm1, "country": place.country}
    return {**words, "d": shape, "x": x, "y": y, "size": size, "runs": runs}
