"""What `reportedly sources` shows, and where a registry of sources reaches."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from reportedly.cli.main import main
from reportedly.pipeline import judge

Ask = Callable[..., tuple[int, str, str]]
Golden = Callable[[str, str], None]
REGISTRY = "name,aliases,kind,side,country,admiralty\nRed Army Office,RAO,,,,E5\nThe Gazette,Gazette,agency,none,AF,B\n"
REPORT = {"id": "a", "text": "The Taliban captured Burka district of Baghlan on Friday.", "published": "2021-07-10", "outlet": "Gazette"}


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "sources.csv"
    path.write_text(REGISTRY, encoding="utf-8")
    return path


@pytest.mark.usefixtures("still")
def test_one_source_is_shown_with_every_word(ask: Ask, golden: Golden, registry: Path) -> None:
    code, out, _ = ask("sources", "show", "Red", "Army", "Office", "--sources", str(registry))
    assert code == 0
    golden("sources_show.txt", out)


def test_a_rating_is_shown_and_changes_nothing(ask: Ask, registry: Path) -> None:
    plain = [json.loads(line) for line in ask("sources", "--json")[1].splitlines()]
    rated = [json.loads(line) for line in ask("sources", "--json", "--sources", str(registry))[1].splitlines()]
    (office,) = (row for row in rated if row["name"] == "Red Army Office")
    assert office["registry"]["admiralty"] == "E5"
    assert [row | {"registry": None} for row in rated] == plain
    assert "E5" in ask("sources", "--sources", str(registry))[1]


def test_what_is_learned_of_a_source_is_told(ask: Ask) -> None:
    rows = {row["name"]: row for row in map(json.loads, ask("sources", "--json")[1].splitlines())}
    wire = rows["Northern Wire"]
    low, high = wire["reliability"]["truth"]["p90"]
    assert low < wire["reliability"]["truth"]["mean"] < high
    assert sum(wire["fared"].values()) == wire["reliability"]["words"] == 8
    assert "words" not in wire
    (shown,) = map(json.loads, ask("sources", "show", "northern", "wire", "--json")[1].splitlines())
    assert [word["verdict"] in {"agreed", "conflicted", "open"} for word in shown["words"]] == [True] * 8
    assert all(word["quote"]["text"] for word in shown["words"])


def test_what_takes_too_long_is_left_empty_and_said(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.cli.sources.judge", partial(judge, most=3))
    _, out, err = ask("sources", "--json")
    assert {json.dumps(row["fared"]) for row in map(json.loads, out.splitlines())} == {"null"}
    assert "not held against what others say" in err
    (shown,) = map(json.loads, ask("sources", "show", "northern", "wire", "--json")[1].splitlines())
    known = [word["known"] for word in shown["words"]]
    assert len(known) == 3  # the latest
    assert known == sorted(known)


def test_an_alias_of_the_registry_is_found(ask: Ask, registry: Path) -> None:
    assert ask("sources", "show", "RAO", "--sources", str(registry))[1].startswith("Red Army Office\n")


@pytest.mark.parametrize(("words", "code"), [(("show",), 2), (("list",), 2), (("show", "Nobody"), 1)])
def test_wrong_words_are_named(ask: Ask, words: tuple[str, ...], code: int) -> None:
    assert ask("sources", *words)[0] == code


def test_a_registry_describes_those_who_speak_in_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str], registry: Path) -> None:
    report, ledger = tmp_path / "r.jsonl", tmp_path / "l.db"
    report.write_text(json.dumps(REPORT), encoding="utf-8")
    for words, name, kind in (((), "Gazette", "outlet"), (("--sources", str(registry)), "The Gazette", "agency")):
        capsys.readouterr()
        assert main(["read", str(report), "--json", *words]) == 0
        source = json.loads(capsys.readouterr().out)["chain"][-1]["source"]
        assert (source["name"], source["kind"]) == (name, kind)
        assert main(["add", str(report), "--ledger", str(ledger), *words]) == 0
        capsys.readouterr()
        assert main(["sources", "--ledger", str(ledger), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["name"] == name  # another registry is another reading


def test_a_registry_gives_imported_claims_their_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    war, ledger, own = Path(__file__).parent / "war", tmp_path / "l.db", tmp_path / "own.toml"
    own.write_text('[[source]]\nid = "s1"\nname = "Wire One"\nkind = "agency"\n', encoding="utf-8")
    words = ["--sources", str(own), "--places", str(war / "places.jsonl"), "--ledger", str(ledger)]
    assert main(["import", str(war / "claims.jsonl"), *words]) == 0
    capsys.readouterr()
    assert main(["sources", "--ledger", str(ledger), "--json"]) == 0
    assert "Wire One" in {json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()}


def test_a_bad_registry_is_named_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, own = tmp_path / "r.jsonl", tmp_path / "own.csv"
    report.write_text(json.dumps(REPORT), encoding="utf-8")
    own.write_text("name,admiralty\nA,Z\n", encoding="utf-8")
    assert main(["read", str(report), "--sources", str(own)]) == 3
    captured = capsys.readouterr()
    assert "own.csv:2: admiralty: is 'Z', not a letter A to F" in captured.err
    assert captured.out == ""
