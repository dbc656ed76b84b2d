"""`reportedly gazetteer`, as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "REPORTEDLY_PLACES": str(tmp_path)}


def run(own: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reportedly.cli.main", "gazetteer", *words], capture_output=True, text=True, check=False, env=own
    )


def test_search_finds_a_spelling(own: dict[str, str]) -> None:
    done = run(own, "search", "Kushanda", "--within", "Balkh", "--level", "adm2", "--json")
    (first, *_) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (first["id"], first["name"], first["country"]) == ("wof:1108562199", "Kishindih", "AF")


def test_search_for_nothing_known(own: dict[str, str]) -> None:
    done = run(own, "search", "Qwrtzpl", "--country", "AF")
    assert done.returncode == 1
    assert "not like any name" in done.stderr


def test_show_names_seat_and_neighbours(own: dict[str, str]) -> None:
    facts = json.loads(run(own, "show", "wof:1108561803", "--json").stdout)
    assert (facts["name"], facts["seats"], facts["timezone"]) == ("Andarab", ["Banu"], "Asia/Kabul")
    assert "banu" in facts["names"]
    assert "Puli Hisar" in facts["neighbours"]


def test_show_of_an_unknown_place(own: dict[str, str]) -> None:
    done = run(own, "show", "wof:1")
    assert done.returncode == 1
    assert "no such place" in done.stderr


def test_list_names_sources_and_licences(own: dict[str, str]) -> None:
    done = run(own, "list")
    assert "Who's On First" in done.stdout
    assert "GeoNames" in done.stdout


def test_a_name_added_is_found_from_then_on(own: dict[str, str]) -> None:
    assert run(own, "add", "Qwrtzpl", "wof:1108561803").returncode == 0
    (found, *_) = [json.loads(line) for line in run(own, "search", "Qwrtzpl", "--json").stdout.splitlines()]
    assert found["name"] == "Andarab"


def test_a_name_of_an_unknown_place_is_not_added(own: dict[str, str]) -> None:
    assert run(own, "add", "Mill", "wof:1").returncode == 1


def collection(path: Path, properties: dict[str, str]) -> str:
    square = {"type": "Polygon", "coordinates": [[[10.0, 50.0], [12.0, 50.0], [12.0, 52.0], [10.0, 50.0]]]}
    feature = {"type": "Feature", "properties": properties, "geometry": square}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return str(path)


def first(own: dict[str, str], *words: str) -> dict[str, object]:
    (found, *_) = [json.loads(line) for line in run(own, "search", *words, "--json").stdout.splitlines()]
    assert isinstance(found, dict)
    return found


def test_a_pack_is_built_and_used(own: dict[str, str], tmp_path: Path) -> None:
    source = collection(tmp_path / "units.geojson", {"shapeName": "Qwrtzplia", "shapeType": "ADM2"})
    assert run(own, "build", "geoboundaries", source, "--name", "mine", "--country", "nl").returncode == 0
    found = first(own, "Qwrtzplia")
    assert (found["name"], found["level"], found["country"]) == ("Qwrtzplia", "adm2", "NL")
    assert "mine" in run(own, "list").stdout


def test_a_pack_gives_names_to_places_that_are_known(own: dict[str, str], tmp_path: Path) -> None:
    fields = {"ADM2_EN": "Burka", "ADM2ALT1EN": "Qwrtzplak", "ADM2_PCODE": "AF0911", "ADM1_EN": "Baghlan", "ADM1_PCODE": "AF09"}
    done = run(own, "build", "cod", collection(tmp_path / "adm2.geojson", fields), "--name", "ocha", "--country", "AF")
    assert "2 places" in done.stdout
    assert "2 of them known" in done.stdout
    found = first(own, "Qwrtzplak")
    assert (found["id"], found["adm1"]) == (first(own, "Burka", "--country", "AF", "--level", "adm2")["id"], "Baghlan")
    assert first(own, "AF0911")["id"] == found["id"]
    neighbours = json.loads(run(own, "show", str(found["id"]), "--json").stdout)["neighbours"]
    assert neighbours  # what the packaged places know of it is still known


def test_places_and_names_of_ones_own_survive_that_a_pack_is_built_again(own: dict[str, str], tmp_path: Path) -> None:
    source = collection(tmp_path / "units.geojson", {"shapeName": "Qwrtzplia", "shapeType": "ADM2"})
    assert run(own, "add", "Xyzzyplk", "--within", "wof:1108561803", "--lat", "35.5", "--lon", "69.2").returncode == 0
    assert run(own, "add", "Qwrtzplok", "wof:1108561803").returncode == 0
    for _ in range(2):
        assert run(own, "build", "geojson", source, "--name", "mine", "--country", "NL").returncode == 0
        village = first(own, "Xyzzyplk")
        assert (village["level"], village["adm2"], village["country"]) == ("settlement", "Andarab", "AF")
        assert first(own, "Qwrtzplok")["name"] == "Andarab"


def test_a_pack_that_can_no_longer_be_read_is_named_and_can_be_built_again(own: dict[str, str], tmp_path: Path) -> None:
    source = collection(tmp_path / "units.geojson", {"shapeName": "Qwrtzplia", "shapeType": "ADM2"})
    build = ("build", "geojson", source, "--name", "mine", "--country", "NL")
    assert run(own, *build).returncode == 0
    about = tmp_path / "mine" / "pack.json"
    about.write_text(json.dumps({**json.loads(about.read_text()), "format": 1}))
    done = run(own, "search", "Qwrtzplia")
    assert (done.returncode, "build it again" in done.stderr) == (5, True)
    assert run(own, *build).returncode == 0
    assert first(own, "Qwrtzplia")["country"] == "NL"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("build", "geojson", "none.geojson", "--name", "mine", "--country", "NL"), 3, "none.geojson"),
        (("build", "geonames", "none.txt", "--name", "mine"), 3, "none.txt"),
        (("build", "wof", "none", "--name", "mine"), 3, "no folder"),
        (("build", "cod", "none.geojson", "--name", "mine"), 2, "--country CC is needed"),
        (("build", "cod", "none.geojson", "--name", "mine", "--country", "Norway"), 2, "'Norway'"),
        (("build", "cod", "none.geojson", "--name", "../mine", "--country", "NL"), 2, "name of a folder"),
        (("add", "Mill"), 2, "--country CC is needed"),
        (("add", "Mill", "--within", "wof:1"), 1, "no such unit"),
        (("add", "Mill", "--country", "NL", "--lat", "52.0"), 2, "go together"),
        (("search", "Mill", "--at", "yesterday"), 2, "is no day"),
    ],
)
def test_what_cannot_be_done_is_said(own: dict[str, str], words: tuple[str, ...], code: int, said: str) -> None:
    done = run(own, *words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_units_of_another_day(own: dict[str, str]) -> None:
    now, then = (first(own, "Kupiansk", "--country", "UA", "--level", "adm2", "--at", day) for day in ("2022-03-01", "2019-03-01"))
    assert (now["valid_from"], then["valid_to"]) == ("2020-07-19", "2020-07-18")
    assert run(own, "show", str(now["id"])).stdout.count("wof:") > 1  # what it came out of, by name and id
