"""Places from other sources, and names of the user's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import InvalidRecord, UnreadableFile
from reportedly.gazetteer.builders import from_geojson, from_geonames, from_wof, middle_of
from reportedly.gazetteer.own import Alias, append_alias, read_aliases

SQUARE = {"type": "Polygon", "coordinates": [[[10.0, 50.0], [12.0, 50.0], [12.0, 52.0], [10.0, 52.0], [10.0, 50.0]]]}


def collection(*properties: dict[str, object]) -> str:
    return json.dumps(
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": p, "geometry": SQUARE} for p in properties]}
    )


def test_ocha_boundaries(tmp_path: Path) -> None:
    path = tmp_path / "adm2.geojson"
    path.write_text(collection({"ADM2_EN": "Millford", "ADM2_PCODE": "XX0101", "ADM1_EN": "Uplands", "ADM1_PCODE": "XX01"}))
    (entry,) = from_geojson(path, "XX")
    assert (entry.name, entry.level, entry.country, entry.lat, entry.lon) == ("Millford", "adm2", "XX", 51.0, 11.0)


def test_geoboundaries(tmp_path: Path) -> None:
    path = tmp_path / "adm1.geojson"
    path.write_text(collection({"shapeName": "Uplands", "shapeType": "ADM1", "shapeID": "1"}, {"shapeName": ""}))
    assert [(e.name, e.level) for e in from_geojson(path, "XX")] == [("Uplands", "adm1")]


def test_geonames(tmp_path: Path) -> None:
    def row(number: int, name: str, kind: tuple[str, str], units: tuple[str, str]) -> str:
        head = [str(number), name, name, f"{name}burg", "1.5", "2.5", *kind]
        cells = [*head, "XX", "", *units, "", "", "900", "", "", "Europe/Oslo", ""]
        return "\t".join(cells)

    path = tmp_path / "XX.txt"
    rows = [
        row(1, "Uplands", ("A", "ADM1"), ("01", "")),
        row(2, "Mill", ("A", "ADM2"), ("01", "7")),
        row(3, "Ford", ("P", "PPL"), ("01", "7")),
        row(4, "Brook", ("H", "STM"), ("01", "7")),
    ]
    path.write_text("\n".join(rows))
    uplands, mill, ford = from_geonames(path)
    assert (uplands.level, mill.level, ford.level) == ("adm1", "adm2", "settlement")
    assert (ford.adm1, ford.adm2, ford.zone, ford.population) == ("geonames:1", "geonames:2", "Europe/Oslo", 900)


def test_whos_on_first(tmp_path: Path) -> None:
    properties: dict[str, object] = {"wof:id": 5, "wof:name": "Mill", "wof:placetype": "county", "wof:country": "XX"}
    properties |= {"geom:latitude": 1.0, "geom:longitude": 2.0, "wof:hierarchy": [{"region_id": 3}], "name:eng_x_variant": ["Old Mill"]}
    (tmp_path / "5.geojson").write_text(json.dumps({"properties": properties}))
    (tmp_path / "6.geojson").write_text(json.dumps({"properties": {**properties, "wof:id": 6, "edtf:deprecated": "2020-01-01"}}))
    (entry,) = from_wof(tmp_path)
    assert (entry.id, entry.level, entry.adm1, [name for name, _ in entry.names]) == ("wof:5", "adm2", "wof:3", ["Mill", "Old Mill"])


@pytest.mark.parametrize("content", ["", "[]x", '{"features": 3}'])
def test_what_is_no_geojson_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(content)
    with pytest.raises(UnreadableFile):
        list(from_geojson(path, "XX"))


def test_what_is_no_geonames_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("only\tthree\tcells")
    with pytest.raises(UnreadableFile):
        list(from_geonames(path))


def test_middle_of_nothing() -> None:
    assert middle_of({"type": "Polygon", "coordinates": []}) is None
    assert middle_of(None) is None


def test_own_names_are_kept(tmp_path: Path) -> None:
    assert read_aliases(tmp_path) == ()
    append_alias(tmp_path, Alias('The "Mill"', "wof:10"))
    append_alias(tmp_path, Alias("Kläranlage", "wof:11"))
    assert read_aliases(tmp_path) == (Alias('The "Mill"', "wof:10"), Alias("Kläranlage", "wof:11"))


def test_own_names_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "places.toml").write_text('[[alias]]\nname = "Mill"\n')
    with pytest.raises(InvalidRecord, match="alias 1"):
        read_aliases(tmp_path)
    (tmp_path / "places.toml").write_text("[[alias")
    with pytest.raises(UnreadableFile):
        read_aliases(tmp_path)
