import json
from pathlib import Path

import pytest

from reportedly.cli.main import main

REPORT = {"id": "a", "text": "The Blue Guard captured Burka district of Baghlan on Friday.", "published": "2021-07-10"}
PARTIES = '[[party]]\nid = "blue-guard"\nname = "Blue Guard"\ncountries = ["AF"]\n'


def party_of(capsys: pytest.CaptureFixture[str], *more: str) -> str | None:
    assert main(["read", *more, "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found: dict[str, str] | None = json.loads(line)["party"]
    return found["id"] if found else None


def test_own_parties_are_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, own = tmp_path / "r.jsonl", tmp_path / "parties.toml"
    report.write_text(json.dumps(REPORT), encoding="utf-8")
    own.write_text(PARTIES, encoding="utf-8")
    assert party_of(capsys, str(report)) is None
    assert party_of(capsys, str(report), "--parties", str(own)) == "blue-guard"


def test_missing_parties_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "r.jsonl"
    report.write_text(json.dumps(REPORT), encoding="utf-8")
    assert main(["read", str(report), "--parties", str(tmp_path / "none.toml")]) == 3
    assert "none.toml" in capsys.readouterr().err


def test_own_parties_reach_the_world_of_a_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, own, ledger = tmp_path / "r.jsonl", tmp_path / "parties.toml", tmp_path / "l.db"
    report.write_text(json.dumps(REPORT), encoding="utf-8")
    own.write_text(PARTIES + 'territory = true\nroles = [{ is = "rebel", in = "AF" }]\n', encoding="utf-8")
    assert main(["add", str(report), "--ledger", str(ledger)]) == 0
    for words, held in (((), False), (("--parties", str(own)), True)):
        capsys.readouterr()
        assert main(["picture", "Burka", "--ledger", str(ledger), "--json", *words]) == 0
        assert ("blue-guard" in json.loads(capsys.readouterr().out)["p"]) is held
