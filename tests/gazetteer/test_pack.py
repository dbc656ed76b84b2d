"""Packs: what is written is read back; damaged files and other formats are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer import Gazetteer
from reportedly.gazetteer.own import Alias
from reportedly.gazetteer.pack import Bearing, Pack, pack_id, unpack_id
from reportedly.gazetteer.write import Entry, write_pack
from reportedly.terms.place import Level

ABOUT = {"name": "small", "version": "1", "sources": []}


def small_world() -> list[Entry]:
    names = [("Northland", Bearing.PREFERRED), ("Northlander", Bearing.DEMONYM)]
    return [
        Entry("iso:NL", "Northland", "country", "NL", lat=60.0, lon=10.0, names=names),
        Entry("wof:1", "Uplands", "adm1", "NL", "wof:1", lat=61.0, lon=11.0, names=[("Uplands", Bearing.PREFERRED)]),
        Entry(
            "wof:10",
            "Old Mill",
            "adm2",
            "NL",
            "wof:1",
            "wof:10",
            61.1,
            11.1,
            zone="Europe/Oslo",
            near=("wof:11",),
            seats=("geonames:7",),
            names=[("Old Mill", Bearing.PREFERRED), ("Fordham", Bearing.SEAT)],
        ),
        Entry("wof:11", "New Mill", "adm2", "NL", "wof:1", "wof:11", 61.2, 11.2, near=("wof:10",), names=[("New Mill", Bearing.PREFERRED)]),
        Entry("geonames:7", "Fordham", "settlement", "NL", "wof:1", "wof:10", 61.11, 11.12, 4200, names=[("Fordham", Bearing.PREFERRED)]),
        Entry("geonames:8", "Nowhere", "settlement", "NL", names=[("Nowhere", Bearing.PREFERRED)]),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pack(small_world(), tmp_path / "small", ABOUT, frozenset({"NL"}))
    return tmp_path / "small"


@pytest.fixture
def gazetteer(folder: Path) -> Gazetteer:
    return Gazetteer([Pack(folder)])


def test_a_place_is_read_back(gazetteer: Gazetteer) -> None:
    place = gazetteer.place("wof:10")
    assert place is not None
    assert (place.name, place.level, place.adm1, place.adm2, place.country) == ("Old Mill", Level.ADM2, "Uplands", "Old Mill", "NL")
    assert (place.lat, place.lon, place.timezone) == (61.1, 11.1, "Europe/Oslo")


def test_what_is_not_known_is_none(gazetteer: Gazetteer) -> None:
    nowhere = gazetteer.place("geonames:8")
    assert nowhere is not None
    assert (nowhere.lat, nowhere.lon, nowhere.adm1, nowhere.adm2, nowhere.timezone) == (None, None, None, None, None)
    assert gazetteer.place("wof:999") is None
    assert gazetteer.place("no id") is None


def test_what_lies_where(gazetteer: Gazetteer) -> None:
    assert [p.name for p in gazetteer.provinces("NL")] == ["Uplands"]
    assert [p.name for p in gazetteer.districts("NL")] == ["Old Mill", "New Mill"]
    assert [p.name for p in gazetteer.children("wof:1")] == ["Old Mill", "New Mill"]
    assert [p.name for p in gazetteer.children("iso:NL")] == ["Uplands"]
    assert [p.name for p in gazetteer.neighbours("wof:10")] == ["New Mill"]
    assert [p.name for p in gazetteer.seats("wof:10")] == ["Fordham"]
    assert gazetteer.districts("XX") == ()
    assert gazetteer.children("geonames:7") == ()


def test_who_contains_whom(gazetteer: Gazetteer) -> None:
    country, province, district, town = (gazetteer.place(i) for i in ("iso:NL", "wof:1", "wof:10", "geonames:7"))
    assert country is not None
    assert province is not None
    assert district is not None
    assert town is not None
    assert gazetteer.contains(country, town)
    assert gazetteer.contains(province, district)
    assert gazetteer.contains(district, town)
    assert not gazetteer.contains(town, district)
    assert gazetteer.parent(town) == district
    assert gazetteer.parent(province) == country
    assert gazetteer.parent(country) is None


def test_names_say_how_they_are_borne(gazetteer: Gazetteer) -> None:
    assert [(gazetteer.of(b).id, b.how) for b in gazetteer.bearers("fold", "fordham")] == [
        ("geonames:7", Bearing.PREFERRED),
        ("wof:10", Bearing.SEAT),
    ]
    assert [b.how for b in gazetteer.bearers("fold", "northlander")] == [Bearing.DEMONYM]
    assert gazetteer.bearers("fold", "elsewhere") == []


def test_users_names_come_first(folder: Path) -> None:
    own = Gazetteer([Pack(folder)], [Alias("The Mill", "wof:10"), Alias("Ghost", "wof:999")])
    assert [own.of(b).id for b in own.bearers("fold", "the mill")] == ["wof:10"]
    assert own.bearers("fold", "ghost") == []


@pytest.mark.parametrize("place", ["wof:1108562363", "geonames:1138958", "iso:AF", "user:17", "region:3", "geonames-code:4000000000"])
def test_ids_are_packed_and_unpacked(place: str) -> None:
    assert unpack_id(pack_id(place)) == place


@pytest.mark.parametrize("place", ["", "wof", "elsewhere:1", "wof:99999999999"])
def test_ids_that_no_pack_can_hold(place: str) -> None:
    assert pack_id(place) == 0


def test_a_missing_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no readable place pack"):
        Pack(tmp_path)


def test_another_format_is_refused(folder: Path) -> None:
    about = json.loads((folder / "pack.json").read_text())
    (folder / "pack.json").write_text(json.dumps({**about, "format": 99}))
    with pytest.raises(GazetteerError, match="format 99"):
        Pack(folder)


def test_a_pack_cut_short_is_refused(folder: Path) -> None:
    whole = (folder / "places.bin").read_bytes()
    (folder / "places.bin").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(GazetteerError, match="cut short"):
        Pack(folder)


def test_what_is_no_pack_is_refused(folder: Path) -> None:
    (folder / "places.bin").write_bytes(b"something else" * 100)
    with pytest.raises(GazetteerError):
        Pack(folder)
