from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from reportedly.export.geojson import geojson_of
from reportedly.export.outlines import signed_area, wound
from reportedly.terms.picture import Picture
from reportedly.terms.place import Place

CLOCKWISE = ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0))


def features(value: object) -> list[dict[str, Any]]:
    return json.loads(json.dumps(value))["features"]  # type: ignore[no-any-return]


def test_outsides_run_counter_clockwise_and_holes_clockwise() -> None:
    assert signed_area(wound(CLOCKWISE, outside=True)[:-1]) > 0
    assert signed_area(wound(CLOCKWISE, outside=False)[:-1]) < 0
    assert wound(CLOCKWISE[:-1], outside=True)[0] == wound(CLOCKWISE[:-1], outside=True)[-1]


def test_a_feature_carries_what_the_picture_says(make_picture: Callable[..., Picture]) -> None:
    (feature,) = features(geojson_of([make_picture()], {"user:alpha": ((CLOCKWISE,),)}))
    assert feature["type"] == "Feature"
    assert feature["id"] == "user:alpha"
    assert feature["geometry"]["type"] == "Polygon"
    ring = feature["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    properties = feature["properties"]
    assert {key: properties[key] for key in ("name", "holder", "label", "roots", "sides")} == {
        "name": "Alpha", "holder": "Reds", "label": "likely", "roots": 2, "sides": ["red"],
    }  # fmt: skip
    assert properties["p"]["red"] == 0.85


def test_without_an_outline_a_place_is_a_point_and_without_coordinates_nothing(
    make_picture: Callable[..., Picture], make_place: Callable[..., Place]
) -> None:
    pictures = [make_picture(), make_picture(place=make_place("Beta", lat=None, lon=None))]
    point, nothing = features(geojson_of(pictures, {}))
    assert point["geometry"] == {"type": "Point", "coordinates": [69.0, 35.0]}
    assert nothing["geometry"] is None


def test_several_polygons_make_one_feature(make_picture: Callable[..., Picture]) -> None:
    (feature,) = features(geojson_of([make_picture()], {"user:alpha": ((CLOCKWISE,), (CLOCKWISE,))}))
    assert feature["geometry"]["type"] == "MultiPolygon"
    assert len(feature["geometry"]["coordinates"]) == 2


def test_no_pictures_make_an_empty_collection() -> None:
    assert geojson_of([], {}) == {"type": "FeatureCollection", "features": []}
