"""What the commands print that ask a ledger."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.cli.main import main
from reportedly.terms.contract import PROBABILITY_STEPS

Ask = Callable[..., tuple[int, str, str]]
Golden = Callable[[str, str], None]

LATER = "2011-03-06T00:00:00Z"
AT = ("--at", LATER, "--known", LATER)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("picture.txt", ("picture", *AT)),
        ("picture_all_known.txt", ("picture",)),
        ("explain.txt", ("explain", "Alpha", *AT)),
        ("timeline.txt", ("timeline", "Alpha")),
        ("diff.txt", ("diff", "--known", "2011-03-04", "2011-03-06")),
        ("sources.txt", ("sources",)),
    ],
)
@pytest.mark.usefixtures("still")
def test_golden(ask: Ask, golden: Golden, name: str, words: tuple[str, ...]) -> None:
    code, out, _ = ask(*words)
    assert code == 0
    golden(name, out)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("picture",), {"place", "at", "known", "state", "holder", "p", "label", "roots", "sides", "since", "because", "missing"}),
        (("explain", "Alpha", *AT), {"place", "p", "summary", "contrary", "claims", "because"}),
        (("timeline", "Alpha"), {"place", "start", "end", "state", "holder", "label", "p", "roots", "because"}),
        (("diff", "--known", "2011-03-04", "2011-03-06"), {"place", "before", "after", "shift", "because"}),
        (("sources",), {"name", "kind", "side", "named", "first_hand", "repeated", "roots", "denied", "reports", "first", "last"}),
    ],
)
def test_json_lines_are_json_and_have_their_keys(ask: Ask, words: tuple[str, ...], keys: set[str]) -> None:
    code, out, _ = ask(*words, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert rows
    assert all(keys <= row.keys() for row in rows)


def test_probabilities_of_a_picture_add_up(ask: Ask) -> None:
    _, out, _ = ask("picture", "--json")
    for line in out.splitlines():
        assert sum(json.loads(line)["p"].values()) == pytest.approx(1.0, abs=1 / PROBABILITY_STEPS)


def test_nothing_known_later_is_told(ask: Ask) -> None:
    _, out, _ = ask("picture", "Alpha", "--at", "2011-03-04", "--known", "2011-03-04", "--json")
    assert json.loads(out)["holder"]["id"] == "blue"
    _, out, _ = ask("explain", "Alpha", *AT, "--json")
    assert {claim["known"] <= LATER for claim in json.loads(out)["claims"]} == {True}


def test_the_default_time_is_that_of_the_last_claim(ask: Ask) -> None:
    _, out, _ = ask("picture", "--json")
    assert {(row["at"], row["known"]) for row in map(json.loads, out.splitlines())} == {("2011-03-07T12:00:00Z",) * 2}


def test_a_grid_is_answered_in_order(ask: Ask, tmp_path: Path) -> None:
    queries = [
        {"place": place, "at": at, "known": at} for at in ("2011-03-06T00:00:00Z", "2011-03-03T00:00:00Z") for place in ("d2", "d1", "d3")
    ]
    text = "".join(json.dumps(query) + "\n" for query in queries)
    plain, packed = tmp_path / "grid.jsonl", tmp_path / "grid.jsonl.gz"
    plain.write_text(text, encoding="utf-8")
    packed.write_bytes(gzip.compress(text.encode()))
    code, out, _ = ask("picture", "--grid", str(plain), "--json")
    assert code == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["place"]["id"], row["at"]) for row in rows] == [(query["place"], query["at"]) for query in queries]
    assert ask("picture", "--grid", str(packed), "--json")[1] == out


@pytest.mark.parametrize("line", ["{", '{"place": "d1"}', "[]", '{"place": "d1", "at": "yesterday"}'])
def test_a_bad_line_of_a_grid_is_named(ask: Ask, tmp_path: Path, line: str) -> None:
    grid = tmp_path / "grid.jsonl"
    grid.write_text('{"place": "d1", "at": "2011-03-03"}\n' + line + "\n", encoding="utf-8")
    code, out, err = ask("picture", "--grid", str(grid), "--json")
    assert (code, out) == (3, "")
    assert "grid.jsonl:2: not a line such as" in err


def test_a_place_of_a_grid_that_nobody_knows_is_named(ask: Ask, tmp_path: Path) -> None:
    grid = tmp_path / "grid.jsonl"
    grid.write_text('{"place": "d1", "at": "2011-03-03"}\n{"place": "d99", "at": "2011-03-03"}\n', encoding="utf-8")
    code, out, err = ask("picture", "--grid", str(grid), "--json")
    assert (code, out) == (3, "")
    assert "grid.jsonl: place: no gazetteer and no claim knows d99" in err


def test_a_grid_that_is_missing_is_named(ask: Ask, tmp_path: Path) -> None:
    code, _, err = ask("picture", "--grid", str(tmp_path / "none.jsonl"))
    assert code == 3
    assert "none.jsonl: No such file or directory" in err


def test_an_unknown_place_is_said_to_be_unknown(ask: Ask) -> None:
    code, out, err = ask("explain", "Nirgendwo")
    assert (code, out) == (1, "")
    assert "'Nirgendwo': no gazetteer and no claim knows such a place" in err


def test_a_place_without_claims_says_so(ask: Ask) -> None:
    code, _, err = ask("timeline", "Andarab")
    assert code == 1
    assert "no dated claim is about Andarab" in err


def test_nothing_known_yet_says_so(ask: Ask) -> None:
    code, out, err = ask("picture", "--known", "2009-01-01")
    assert (code, out) == (1, "")
    assert "names a district" in err


@pytest.mark.parametrize("words", [("Alpha", "Beta", *AT), (*AT, "Alpha", "Beta"), ("Alpha", *AT, "Beta")])
def test_places_may_stand_anywhere(ask: Ask, words: tuple[str, ...]) -> None:
    code, out, _ = ask("picture", *words, "--json")
    assert code == 0
    assert [json.loads(line)["place"]["name"] for line in out.splitlines()] == ["Alpha", "Beta"]
    assert ask("export", "csv", "-o", "-", *words)[1].count("\n") == 3


def test_a_diff_takes_its_times_in_either_form(ask: Ask) -> None:
    known = ask("diff", "--known", "2011-03-04", "2011-03-06", "--json")
    assert ask("diff", "--from", "2011-03-04", "--to", "2011-03-06", "--json") == known
    assert json.loads(ask("diff", "--from", "2011-03-04", "--json")[1].splitlines()[0])["after"]["known"] == "2011-03-07T12:00:00Z"


@pytest.mark.parametrize(
    "words",
    [(), ("--to", LATER), ("--known", "2011-03-04", LATER, "--from", "2011-03-04"), ("--known", "2011-03-04", LATER, "--to", LATER)],
)
def test_a_diff_needs_two_times_once(ask: Ask, words: tuple[str, ...]) -> None:
    code, _, err = ask("diff", *words)
    assert code == 2
    assert "two known times are needed" in err


def test_a_diff_backwards_is_wrong_use(ask: Ask) -> None:
    code, _, err = ask("diff", "--known", "2011-03-06", "2011-03-04")
    assert code == 2
    assert "is not before" in err


def test_export_csv_defuses_formulas(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    code, _, _ = ask("export", "csv", "-o", str(path), "--known", "2011-03-07T13:00:00Z")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert {row["name"] for row in rows} == {"Alpha", "Beta", "Gamma", "'=Delta"}
    assert path.stat().st_mode & 0o444


def test_export_geojson_is_geojson(ask: Ask) -> None:
    code, out, _ = ask("export", "geojson", "-o", "-", *AT)
    collection = json.loads(out)
    assert code == 0
    assert collection["type"] == "FeatureCollection"
    assert {feature["geometry"]["type"] for feature in collection["features"]} == {"Point"}
    assert all({"label", "roots", "sides", "p", "holder"} <= feature["properties"].keys() for feature in collection["features"])


def test_a_file_that_cannot_be_written_is_named(ask: Ask, tmp_path: Path) -> None:
    code, _, err = ask("export", "csv", "-o", str(tmp_path / "no" / "out.csv"))
    assert code == 6
    assert "cannot be written: No such file or directory" in err


def test_the_report_is_one_page_with_every_district(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    code, _, err = ask("report", "-o", str(path), "--title", "A <war>")
    page = path.read_text(encoding="utf-8")
    assert code == 0
    assert "open it in a browser" in err
    assert "<h1>A &lt;war&gt;</h1>" in page
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    data = json.loads(found)
    assert {place["name"] for place in data["places"]} == {"Alpha", "Beta", "Gamma", "=Delta"}
    assert len(data["claims"]) == len((Path(__file__).parent / "war" / "claims.jsonl").read_text(encoding="utf-8").splitlines())


def test_texts_of_reports_cannot_steer_the_terminal(ask: Ask) -> None:
    _, out, _ = ask("explain", "d4")
    assert "\x1b" not in out


def test_the_card_says_how_often_a_label_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["card"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "simulated war" in lines[0]
    assert any(line.startswith("control-1") and "confirmed" in line and "%" in line for line in lines)
    assert main(["card", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all({"release", "when", "label", "cases", "right", "source"} == row.keys() for row in rows)


def test_an_explanation_says_how_often_its_label_is_right(ask: Ask) -> None:
    assert "were right" in " ".join(ask("explain", "Alpha", *AT)[1].split())
    assert json.loads(ask("explain", "Alpha", *AT, "--json")[1])["measured"]["cases"] > 0
    assert json.loads(ask("explain", "Alpha", *AT, "--according-to", "red", "--json")[1])["measured"] is None
