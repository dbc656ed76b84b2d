"""Outlines out of the gazetteer's GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from reportedly.export.outlines import Outlines, Polygon
from reportedly.gazetteer.store import Gazetteer, GeoJson


def outlines_of(gazetteer: Gazetteer, countries: Iterable[str]) -> Outlines:
    """The outlines of the districts of countries, by place id.

    Args:
        gazetteer: where the outlines are.
        countries: ISO 3166-1 alpha-2 codes; those without packaged outlines give none.
    """
    found: dict[str, tuple[Polygon, ...]] = {}
    for country in sorted(set(countries)):
        collection = cast("Mapping[str, GeoJson]", gazetteer.outlines(country))
        for feature in cast("list[Mapping[str, GeoJson]]", collection["features"]):
            geometry = cast("Mapping[str, GeoJson] | None", feature["geometry"])
            if geometry is not None:
                found[str(feature["id"])] = _polygons(geometry)
    return found


def _polygons(geometry: Mapping[str, GeoJson]) -> tuple[Polygon, ...]:
    coordinates = cast("list[list[list[list[float]]]]", geometry["coordinates"])
    polygons = coordinates if geometry["type"] == "MultiPolygon" else [cast("list[list[list[float]]]", coordinates)]
    return tuple(tuple(tuple((point[0], point[1]) for point in ring) for ring in polygon) for polygon in polygons)
