"""Places from sources that give every place an id: Who's On First and GeoNames; and names of the user's own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import InvalidRecord, UnreadableFile
from reportedly.gazetteer.builders import from_geonames, from_wof
from reportedly.gazetteer.own import Alias, OwnPlace, append_alias, append_place, read_aliases, read_places

MILL: dict[str, object] = {
    "wof:id": 5,
    "wof:name": "Mill",
    "wof:placetype": "county",
    "wof:country": "XX",
    "geom:latitude": 1.0,
    "geom:longitude": 2.0,
    "wof:hierarchy": [{"region_id": 3, "country_id": 1}],
    "name:eng_x_variant": ["Old Mill"],
}


def checkout(folder: Path, *places: dict[str, object]) -> Path:
    for number, properties in enumerate(places):
        (folder / f"{number}.geojson").write_text(json.dumps({"properties": {**MILL, "wof:id": number + 5, **properties}}))
    return folder


def test_whos_on_first(tmp_path: Path) -> None:
    (entry,) = from_wof(checkout(tmp_path, {}, {"edtf:deprecated": "2020-01-01"}, {"wof:placetype": "country"}, {"wof:name": ""}))
    assert (entry.id, entry.level, entry.adm1, [name for name, _ in entry.names]) == ("wof:5", "adm2", "wof:3", ["Mill", "Old Mill"])
    assert (entry.lat, entry.lon, entry.past.begins, entry.past.ends) == (1.0, 2.0, None, None)


@pytest.mark.parametrize(
    ("told", "begins", "ends"),
    [
        ({"edtf:inception": "2020-07-19"}, date(2020, 7, 19), None),
        ({"edtf:inception": "2012", "edtf:cessation": "2015-02"}, date(2012, 1, 1), date(2015, 2, 28)),
        ({"edtf:inception": "1999~", "edtf:cessation": ".."}, date(1999, 1, 1), None),
        ({"edtf:inception": "uuuu", "edtf:cessation": ""}, None, None),
    ],
)
def test_whos_on_first_says_when_a_unit_stood(tmp_path: Path, told: dict[str, object], begins: date | None, ends: date | None) -> None:
    (entry,) = from_wof(checkout(tmp_path, told))
    assert (entry.past.begins, entry.past.ends) == (begins, ends)


def test_whos_on_first_says_what_became_of_a_unit_and_who_claims_it(tmp_path: Path) -> None:
    hierarchy = [{"region_id": 3, "country_id": 1}, {"region_id": 4, "country_id": 2}, {"country_id": 1}]
    (entry,) = from_wof(checkout(tmp_path, {"wof:supersedes": [7], "wof:superseded_by": [8, 9, -1], "wof:hierarchy": hierarchy}))
    assert (entry.past.before, entry.past.after, entry.past.claimed) == (("wof:7",), ("wof:8", "wof:9"), ("wof:2",))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"wof:id": None}, "properties.wof:id"),
        ({"wof:id": "five"}, "properties.wof:id"),
        ({"geom:latitude": 190.0}, "properties.geom:latitude"),
        ({"lbl:longitude": "east"}, "properties.lbl:longitude"),
        ({"edtf:inception": "2020-13"}, "properties.edtf:inception"),
    ],
)
def test_what_is_wrong_with_a_place_of_whos_on_first_is_named(tmp_path: Path, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidRecord, match=r"0\.geojson") as caught:
        list(from_wof(checkout(tmp_path, wrong)))
    assert caught.value.field == field


def test_a_checkout_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no folder"):
        list(from_wof(tmp_path / "none"))
    (tmp_path / "1.geojson").write_text("{")
    with pytest.raises(UnreadableFile, match=r"1\.geojson"):
        list(from_wof(tmp_path))


def row(number: int, name: str, kind: tuple[str, str], units: tuple[str, str], lat: str = "1.5") -> str:
    head = [str(number), name, name, f"{name}burg", lat, "2.5", *kind]
    return "\t".join([*head, "XX", "", *units, "", "", "900", "", "", "Europe/Oslo", ""])


def test_geonames(tmp_path: Path) -> None:
    path = tmp_path / "XX.txt"
    rows = [
        row(1, "Uplands", ("A", "ADM1"), ("01", "")),
        row(2, "Mill", ("A", "ADM2"), ("01", "7")),
        row(3, "Ford", ("P", "PPL"), ("01", "7")),
        row(4, "Brook", ("H", "STM"), ("01", "7")),
    ]
    path.write_text("\n".join(rows) + "\n")
    uplands, mill, ford = from_geonames(path)
    assert (uplands.level, mill.level, ford.level) == ("adm1", "adm2", "settlement")
    assert (ford.adm1, ford.adm2, ford.zone, ford.population) == ("geonames:1", "geonames:2", "Europe/Oslo", 900)


@pytest.mark.parametrize("content", ["", "only\tthree\tcells", "geonameid,name\n1,Mill"])
def test_what_is_no_geonames_table_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(content)
    with pytest.raises(UnreadableFile, match="19 columns"):
        list(from_geonames(path))


@pytest.mark.parametrize(
    ("second", "where"),
    [("2\tMill", r"XX\.txt:2: has not the 19 cells"), (row(2, "Mill", ("P", "PPL"), ("01", ""), "north"), ":2: latitude")],
)
def test_what_is_wrong_with_a_line_of_geonames_is_named(tmp_path: Path, second: str, where: str) -> None:
    path = tmp_path / "XX.txt"
    path.write_text(f"{row(1, 'Uplands', ('P', 'PPL'), ('01', ''))}\n{second}\n")
    with pytest.raises(InvalidRecord, match=where):
        list(from_geonames(path))


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"none\.txt"):
        list(from_geonames(tmp_path / "none.txt"))


def test_own_names_and_places_are_kept(tmp_path: Path) -> None:
    assert (read_aliases(tmp_path), read_places(tmp_path)) == ((), ())
    aliases = (Alias('The "Mill"', "wof:10"), Alias("Kläranlage\t\\2", "wof:11"))
    places = (OwnPlace("Hill 60", "AF"), OwnPlace("Tang", "AF", "adm2", "wof:1", 36.5, 70.25, ('"Nau"', "Naw")))
    append_alias(tmp_path, aliases[0])
    for place in places:
        append_place(tmp_path, place)
    append_alias(tmp_path, aliases[1])
    assert read_aliases(tmp_path) == aliases
    assert read_places(tmp_path) == places


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[[alias]]\nname = "Mill"\n', "alias 1: needs a name and a place"),
        ('alias = "Mill"', "alias: is no list of tables"),
        ('[[place]]\nname = "Mill"\n', "place 1: needs a name, and a country"),
        ('[[place]]\nname = "Mill"\ncountry = "Norway"', "two capitals"),
        (
            '[[place]]\nname = "A"\ncountry = "NL"\n[[place]]\nname = "B"\ncountry = "NL"\nlevel = "town"',
            "place 2.level: 'town' is none of",
        ),
        ('[[place]]\nname = "Mill"\ncountry = "NL"\nlat = 91', "place 1.lat: 91 is no number of degrees"),
        ('[[place]]\nname = "Mill"\ncountry = "NL"\nlon = "ten"', "place 1.lon"),
        ('[[place]]\nname = "Mill"\ncountry = "NL"\nnames = "Mills"', "place 1.names: is no list"),
        ('[[place]]\nname = "Mill"\ncountry = "NL"\nwithin = 5', "place 1.within"),
    ],
)
def test_what_is_wrong_with_own_names_and_places_is_named(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "places.toml").write_text(content)
    with pytest.raises(InvalidRecord, match=said.replace(".", r"\.")):
        (read_aliases(tmp_path), read_places(tmp_path))


def test_a_file_of_own_names_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places.toml").write_text("[[alias")
    with pytest.raises(UnreadableFile):
        read_aliases(tmp_path)
