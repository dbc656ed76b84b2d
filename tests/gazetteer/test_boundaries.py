"""Units from COD-AB, geoBoundaries and any GeoJSON or CSV; and how they are put beside the packaged ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import InvalidRecord, UnreadableFile
from reportedly.gazetteer import open_default
from reportedly.gazetteer.boundaries import Columns, from_boundaries, middle_of, user_id
from reportedly.gazetteer.joining import joined
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.write import Entry

SQUARE = {"type": "Polygon", "coordinates": [[[10.0, 50.0], [12.0, 50.0], [12.0, 52.0], [10.0, 52.0], [10.0, 50.0]]]}
MILLFORD = {"ADM2_EN": "Millford", "ADM2_FR": "Moulin", "ADM2_PCODE": "XX0101", "ADM1_EN": "Uplands", "ADM1_PCODE": "XX01", "ADM0_EN": "X"}


def collection(path: Path, *properties: Mapping[str, object], geometry: object = SQUARE) -> Path:
    features = [{"type": "Feature", "properties": p, "geometry": geometry} for p in properties]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def read(path: Path, columns: Columns | None = None) -> list[Entry]:
    return list(from_boundaries([path], "XX", columns))


def names(entry: Entry, how: Bearing = Bearing.ALIAS) -> list[str]:
    return [name for name, borne in entry.names if borne is how]


def test_cod_ab_brings_a_unit_and_the_one_around_it(tmp_path: Path) -> None:
    uplands, millford = read(collection(tmp_path / "adm2.geojson", MILLFORD))
    assert (uplands.name, uplands.level, uplands.lat) == ("Uplands", "adm1", None)
    assert (millford.name, millford.level, millford.adm1, millford.lat, millford.lon) == ("Millford", "adm2", uplands.id, 51.0, 11.0)
    assert names(millford) == ["Moulin", "XX0101"]


def test_cod_ab_of_several_levels_is_one_pack(tmp_path: Path) -> None:
    first = collection(tmp_path / "adm1.geojson", {"ADM1_EN": "Uplands", "ADM1_PCODE": "XX01", "ADM1ALT1EN": "Highland"})
    second = collection(tmp_path / "adm2.geojson", MILLFORD, {**MILLFORD, "ADM2_EN": "Fordham", "ADM2_PCODE": "XX0102"})
    entries = list(from_boundaries([second, first], "XX"))
    assert [entry.name for entry in entries] == ["Uplands", "Millford", "Fordham"]
    assert (set(names(entries[0])), entries[0].lat) == ({"Highland", "XX01"}, 51.0)


def test_cod_ab_as_of_2025_and_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "adm2.csv"
    head = "adm2_name,adm2_name1,adm2_pcode,adm1_name,adm1_pcode,valid_on,valid_to,lat,lon"
    path.write_text(f"{head}\nMillford,میل,XX0101,Uplands,XX01,2024-01-01,,51.5,11.5\n\n", encoding="utf-8-sig")
    _, millford = read(path)
    assert (millford.lat, millford.lon, names(millford)) == (51.5, 11.5, ["میل", "XX0101"])
    assert (millford.past.begins, millford.past.ends) == (None, None)  # the day of the edition is not that of the unit


def test_a_unit_that_ended_says_so(tmp_path: Path) -> None:
    _, millford = read(collection(tmp_path / "a.geojson", {**MILLFORD, "validTo": "2020-07-18T00:00:00Z", "valid_from": "1999-01-01"}))
    assert (millford.past.begins, millford.past.ends) == (date(1999, 1, 1), date(2020, 7, 18))


def test_names_in_a_local_language_alone_will_do(tmp_path: Path) -> None:
    (unit,) = read(collection(tmp_path / "a.geojson", {"ADM1_UA": "Гори", "ADM1_PCODE": "XX01"}))
    assert unit.name == "Гори"


def test_geoboundaries(tmp_path: Path) -> None:
    one = {"shapeName": "Uplands", "shapeType": "ADM1", "shapeID": "7B1", "shapeGroup": "XXX"}
    (unit,) = read(collection(tmp_path / "geoBoundaries-XXX-ADM1.geojson", one))
    assert (unit.name, unit.level, unit.id) == ("Uplands", "adm1", user_id("XX.7B1"))


def test_any_table_whose_fields_are_named(tmp_path: Path) -> None:
    path = tmp_path / "villages.csv"
    path.write_text("Village;Woreda;Y;X;Aliases\nOld Mill;Millford;51.5;11.5;Mill End\n")
    (village,) = read(path, Columns(name="Village", parent="Woreda", level="settlement"))
    assert (village.name, village.level, village.adm2, village.lat, names(village)) == (
        "Old Mill",
        "settlement",
        "Millford",
        51.5,
        ["Mill End"],
    )


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ({"ADM2_PCODE": "XX0101"}, "features[1].ADM2_EN: is missing"),
        ({"title": "Millford"}, "features[1].name: is missing; the row has title; --name-field"),
        ({"shapeName": "Mill", "level": "county"}, "features[1].level: 'county' is none of"),
        ({"shapeName": "Mill", "validTo": "soon"}, "features[1].validto: 'soon' is no day"),
        ({"shapeName": "Mill", "valid_from": "2020-01-01", "valid_to": "2019-01-01"}, "is before"),
        ({"shapeName": "Ford", "shapeID": "1"}, "features[1].id: Ford has the id of Uplands"),
    ],
)
def test_what_is_wrong_with_a_feature_is_named(tmp_path: Path, properties: dict[str, object], said: str) -> None:
    path = collection(tmp_path / "a.geojson", {"shapeName": "Uplands", "shapeID": "1"}, properties)
    with pytest.raises(InvalidRecord) as caught:
        read(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("geometry", "said"),
    [({"type": "Point", "coordinates": [10.0]}, "no coordinates"), ({"type": "Point", "coordinates": [48.0, 400.0]}, "no place on earth")],
)
def test_what_is_wrong_with_a_geometry_is_named(tmp_path: Path, geometry: object, said: str) -> None:
    with pytest.raises(InvalidRecord, match=said):
        read(collection(tmp_path / "a.geojson", MILLFORD, geometry=geometry))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,lat,lon\nMill,north,10\n", "a.csv:2: lat: 'north' is no number"),
        ("name,lat,lon\nMill,50,10\nFord,95,10\n", "a.csv:3: lat: 95, 10 is no place on earth"),
        ("name,lat,lon\nMill,50\n", "a.csv:2: has not the 3 cells"),
        ("name,lat,lon\nMill,50,10,11\n", "a.csv:2: has not the 3 cells"),
        ("name,lat,lon\n,50,10\n", "a.csv:2: name: is missing"),
    ],
)
def test_what_is_wrong_with_a_line_is_named(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    with pytest.raises(InvalidRecord) as caught:
        read(path)
    assert said in str(caught.value)


@pytest.mark.parametrize("content", ["", "[]", '{"features": 3}', "{"])
def test_what_is_no_geojson_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(content)
    with pytest.raises(UnreadableFile, match=r"bad\.geojson"):
        read(path)


def test_a_feature_without_properties_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"features": [{"properties": null}]}')
    with pytest.raises(InvalidRecord, match=r"features\[0\]\.properties"):
        read(path)


def test_middle_of_nothing() -> None:
    assert middle_of({"type": "Polygon", "coordinates": []}) is None
    assert middle_of(None) is None


BAGHLAN, BURKA = "wof:85667601", "wof:1108561875"


def district(name: str, province: str, code: str) -> list[Entry]:
    around = Entry(user_id(province), province, "adm1", "AF", user_id(province), names=[(province, Bearing.PREFERRED)])
    inside = Entry(user_id(code), name, "adm2", "AF", around.id, user_id(code), names=[(name, Bearing.PREFERRED), (code, Bearing.CODE)])
    return [around, inside]


def test_a_unit_that_is_packaged_keeps_its_id() -> None:
    baghlan, burka = joined(district("Burka", "Baghlan", "AF0911"), open_default())
    assert (baghlan.id, burka.id, burka.adm1) == (BAGHLAN, BURKA, BAGHLAN)


def test_of_like_named_units_that_of_the_province_is_meant() -> None:
    balkh, faryab = (joined(district("Dawlatabad", province, "AF1"), open_default())[1] for province in ("Balkh", "Faryab"))
    assert balkh.id.startswith("wof:")
    assert faryab.id.startswith("wof:")
    assert balkh.id != faryab.id


def test_a_unit_that_is_not_packaged_keeps_its_own_and_gets_its_province() -> None:
    paktia, new = joined(district("Laja Mangal", "Paktya", "AF1299"), open_default())
    assert new.id == user_id("AF1299")
    assert paktia.id == new.adm1
    assert paktia.id.startswith("wof:")


def test_units_above_may_be_told_by_name_or_by_id() -> None:
    by_name = Entry("user:1", "Hill 60", "settlement", "AF", "Baghlan", "Burka")
    by_id = Entry("user:2", "Hill 61", "settlement", "AF", None, BURKA)
    lost = Entry("user:3", "Hill 62", "settlement", "AF", "Qwrtzpl", "wof:1")
    one, two, three, *units = joined([by_name, by_id, lost], open_default())
    assert (one.adm1, one.adm2) == (two.adm1, two.adm2) == (BAGHLAN, BURKA)
    assert (three.adm1, three.adm2) == (None, None)
    assert {unit.id for unit in units} == {BAGHLAN, BURKA}
