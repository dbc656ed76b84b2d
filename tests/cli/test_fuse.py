"""`reportedly fuse`: tables in, answers out, and what it says of tables that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.cli.main import main

CLAIMS = "object,source,value\nbridge,a,Ashby\nbridge,b,Redland\nbridge,c,Redland\nmill,a,Redland\nmill,b,Blueland\n"
TREE = "id,value,parent\n0,World,-1\n1,Redland,0\n2,Ashby,1\n3,Blueland,0\n"


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    path.write_text(CLAIMS, encoding="utf-8")
    return path


def test_json_lines_have_one_answer_for_each_object(claims: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = tmp_path / "tree.csv"
    tree.write_text(TREE, encoding="utf-8")
    assert main(["fuse", str(claims), "--hierarchy", str(tree), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["object"] for row in rows] == ["bridge", "mill"]
    assert rows[0].keys() == {"object", "value", "p", "not_false", "sources", "alternatives"}
    assert (rows[0]["value"], rows[0]["sources"]) == ("Ashby", 3)


def test_without_a_tree_the_vote_decides(claims: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fuse", str(claims)]) == 0
    assert "bridge: Redland" in capsys.readouterr().out


def test_sources_are_shown_instead(claims: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fuse", str(claims), "--sources", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["source"] for row in rows} == {"a", "b", "c"}
    assert all(row["true"] + row["vague"] + row["wrong"] == pytest.approx(1, abs=1e-3) for row in rows)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"object,source\nx,a\n", "value: the column is missing"),
        (b"object,source,value\nx,a\n", ":2: value: the field is missing"),
        (b"object,source,value\nx,a,\xff\n", "no table in UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(claims: Path, capsys: pytest.CaptureFixture[str], content: bytes, says: str) -> None:
    claims.write_bytes(content)
    assert main(["fuse", str(claims)]) == 3
    assert says in capsys.readouterr().err


def test_a_table_without_claims_has_no_answers(claims: Path) -> None:
    claims.write_text("object,source,value\n", encoding="utf-8")
    assert main(["fuse", str(claims)]) == 1


def test_a_missing_table_is_unreadable(tmp_path: Path) -> None:
    assert main(["fuse", str(tmp_path / "none.csv")]) == 3
