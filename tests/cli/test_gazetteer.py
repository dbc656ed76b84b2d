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


def test_a_pack_is_built_and_used(own: dict[str, str], tmp_path: Path) -> None:
    source = tmp_path / "units.geojson"
    square = {"type": "Polygon", "coordinates": [[[10.0, 50.0], [12.0, 50.0], [12.0, 52.0], [10.0, 50.0]]]}
    feature = {"type": "Feature", "properties": {"shapeName": "Qwrtzplia", "shapeType": "ADM2"}, "geometry": square}
    source.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert run(own, "build", "geojson", str(source), "--name", "mine", "--country", "XX").returncode == 0
    (found, *_) = [json.loads(line) for line in run(own, "search", "Qwrtzplia", "--json").stdout.splitlines()]
    assert (found["name"], found["level"], found["country"]) == ("Qwrtzplia", "adm2", "XX")


def test_a_source_that_cannot_be_read_is_named(own: dict[str, str], tmp_path: Path) -> None:
    done = run(own, "build", "geojson", str(tmp_path / "none.geojson"), "--name", "mine")
    assert done.returncode == 3
    assert "none.geojson" in done.stderr
