"""Pictures as GeoJSON (RFC 7946): one feature a place, with its outline where the gazetteer has one."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.export.outlines import Outlines, Polygon, wound
from reportedly.terms.contract import picture_to_json
from reportedly.terms.identity import Json
from reportedly.terms.picture import Picture
from reportedly.terms.place import Place
from reportedly.views.words import top

# Five decimals of a degree are about a metre; outlines are far coarser.
DECIMALS = 5


def geojson_of(pictures: Iterable[Picture], outlines: Outlines) -> Json:
    """Write pictures as a FeatureCollection.

    Args:
        pictures: the pictures.
        outlines: outlines by place id; a place without one becomes a point, one without coordinates has no geometry.
    """
    return {"type": "FeatureCollection", "features": [_feature(picture, outlines) for picture in pictures]}


def _feature(picture: Picture, outlines: Outlines) -> Json:
    row = picture_to_json(picture)
    holder_id, holder = picture.holder or (None, None)
    flat: dict[str, Json] = {
        "name": picture.place.name,
        "adm1": picture.place.adm1,
        "country": picture.place.country,
        "holder_id": holder_id,
        "holder": holder,
        "probability": top(picture),
    }
    properties: dict[str, Json] = {**{key: value for key, value in row.items() if key not in {"place", "holder"}}, **flat}
    return {"type": "Feature", "id": picture.place.id, "geometry": _geometry(picture.place, outlines), "properties": properties}


def _geometry(place: Place, outlines: Outlines) -> Json:
    polygons = outlines.get(place.id)
    if polygons:
        parts = [_coordinates(polygon) for polygon in polygons]
        return {"type": "Polygon", "coordinates": parts[0]} if len(parts) == 1 else {"type": "MultiPolygon", "coordinates": parts}
    if place.lon is None or place.lat is None:
        return None
    return {"type": "Point", "coordinates": [round(place.lon, DECIMALS), round(place.lat, DECIMALS)]}


def _coordinates(polygon: Polygon) -> Json:
    rings = (wound(ring, outside=index == 0) for index, ring in enumerate(polygon))
    return [[[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in ring] for ring in rings]
