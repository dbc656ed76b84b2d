"""What `reportedly incidents` and `reportedly roots` print."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.cli.main import main

Ask = Callable[..., tuple[int, str, str]]
Golden = Callable[[str, str], None]
WAR = Path(__file__).parent / "war"
BLUES = {"id": "blue", "name": "Blues"}


def row(number: int, source: str, *counts: tuple[str, int | None, int | None], day: int = 2, **changes: object) -> dict[str, object]:
    said = [{"what": what, "of": BLUES, "low": low, "high": high, "text": f"{low} to {high}"} for what, low, high in counts]
    return {
        "claim": f"k{number}",
        "kind": "bombing",
        "party": None,
        "against": BLUES,
        "place": {"id": "d1", "level": "adm2"},
        "when": {"start": f"2011-03-0{day}T02:00:00Z", "end": f"2011-03-0{day}T08:00:00Z", "precision": "part"},
        "counts": said,
        "stance": {"polarity": "affirmed", "certainty": "certain"},
        "chain": [{"source": source}],
        "refers": None,
        "published": f"2011-03-0{day}T{8 + number:02}:00:00Z",
        "quote": {"text": f"A bomb in Alpha, sentence {number}."},
    } | changes


CLAIMS = (
    row(1, "s1", ("killed", 12, None), ("injured", 30, 30)),
    row(2, "s2", ("killed", 14, 14)),
    row(3, "s3", ("killed", 60, 60)),
    row(4, "s2", stance={"polarity": "denied", "certainty": "certain"}, day=3),
    row(5, "s3", ("killed_or_injured", 40, 40), ("captured", 7, 7), day=6),
)


@pytest.fixture
def bombs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    ledger, claims = tmp_path / "bombs.db", tmp_path / "claims.jsonl"
    claims.write_text("".join(json.dumps(claim) + "\n" for claim in CLAIMS), encoding="utf-8")
    words = ["import", str(claims), "--sources", str(WAR / "sources.jsonl"), "--places", str(WAR / "places.jsonl")]
    assert main([*words, "--ledger", str(ledger)]) == 0

    def asked(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*words, "--ledger", str(ledger)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return asked


def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_golden(bombs: Ask, golden: Golden) -> None:
    for name, words in (
        ("incidents.txt", ("incidents",)),
        ("roots.txt", ("roots", "Alpha")),
        ("roots_mermaid.txt", ("roots", "Alpha", "--mermaid")),
    ):
        code, out, _ = bombs(*words)
        assert code == 0
        golden(name, out)


def test_a_toll_is_printed_with_its_intervals(bombs: Ask) -> None:
    _, out, _ = bombs("incidents", "Alpha", "--json")
    first, second = rows(out)
    toll = first["toll"]
    assert isinstance(toll, dict)
    assert toll["conflict"]
    assert toll["killed"]["p90"][0] <= toll["killed"]["p50"][0] <= toll["killed"]["best"] <= toll["killed"]["p50"][1]
    assert (first["roots"], first["one_sided"], first["denied"]) == (4, False, 1)
    assert (second["roots"], second["one_sided"], second["sides"]) == (1, True, ["red"])
    assert isinstance(second["toll"], dict)
    assert second["toll"]["killed"] is None


def test_nothing_later_is_told(bombs: Ask) -> None:
    assert len(rows(bombs("incidents", "--at", "2011-03-05", "--json")[1])) == 1
    _, out, _ = bombs("incidents", "--known", "2011-03-02T09:30:00Z", "--json")
    assert [found["roots"] for found in rows(out)] == [1]


@pytest.mark.parametrize("words", [("incidents", "Beta"), ("roots", "Beta"), ("incidents", "--at", "2011-03-01")])
def test_where_nothing_is_told_nothing_is_printed(bombs: Ask, words: tuple[str, ...]) -> None:
    code, out, err = bombs(*words)
    assert (code, out) == (1, "")
    assert err


def test_roots_of_an_incident_are_those_of_its_claims(bombs: Ask) -> None:
    incident = rows(bombs("incidents", "--json")[1])[0]
    code, out, _ = bombs("roots", str(incident["incident"]), "--json")
    assert code == 0
    told = [claim for root in rows(out) for claim in root["claims"]]  # type: ignore[attr-defined]
    assert {claim["claim"] for claim in told} == {claim["claim"] for claim in incident["claims"]}  # type: ignore[attr-defined]
    assert all(claim["repeats"] is None for claim in told)
    assert bombs("roots", "i_nothing")[0] == 1


def test_roots_are_drawn(bombs: Ask) -> None:
    code, out, _ = bombs("roots", "Alpha", "--svg")
    assert code == 0
    assert out.startswith("<svg ")
    assert out.count("<rect ") == 10


def test_who_repeats_whom_is_in_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, claims = tmp_path / "l.db", tmp_path / "claims.jsonl"
    told = (
        row(1, "s1", ("killed", 60, None)),
        row(2, "s1", ("killed", 54, 66), chain=[{"source": "s1"}, {"source": "s2"}]),
    )
    claims.write_text("".join(json.dumps(claim) + "\n" for claim in told), encoding="utf-8")
    assert main(["import", str(claims), "--places", str(WAR / "places.jsonl"), "--ledger", str(ledger)]) == 0
    capsys.readouterr()
    assert main(["roots", "d1", "--json", "--ledger", str(ledger)]) == 0
    ((first, second),) = (json.loads(line)["claims"] for line in capsys.readouterr().out.splitlines())
    assert (first["repeats"], first["why"], second["repeats"], second["why"]) == (None, None, first["claim"], "declared")
    assert second["numbers"] == [["60 to None", "54 to 66"]]
