"""`read`, `add` and `import` as processes: what they print, what they keep, what they do when things go wrong."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportedly.ledger import Ledger

COMMAND = [sys.executable, "-m", "reportedly.cli.main"]
CAPTURE = "Taliban fighters captured Burka district in Baghlan province on Tuesday night, officials said."
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def command(
        *words: str, stdin: str | None = None, limit: Callable[[], None] | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *words],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=limit,
            env=os.environ | dict(env or {}),
        )

    return command


def lines(*records: Mapping[str, object]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def report(identity: str, text: str = CAPTURE, **more: object) -> dict[str, object]:
    return {"id": identity, "text": text, "published": "2021-05-05", "outlet": "The Paper", "language": "en"} | more


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


# read


def test_read_prints_the_claims_of_a_report(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.jsonl").write_text(lines(report("a")), encoding="utf-8")
    done = run("read", "a.jsonl", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    claims = rows(done)
    assert claims
    for claim in claims:
        quote = claim["quote"]
        assert isinstance(quote, dict)
        assert CAPTURE[quote["start"] : quote["end"]] == quote["text"]
    assert not list(tmp_path.glob("*.db*"))


def test_read_prints_a_table_for_people(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.jsonl").write_text(lines(report("a")), encoding="utf-8")
    done = run("read", "a.jsonl")
    heading, columns, first = done.stdout.splitlines()[:3]
    assert heading == "a · The Paper · 2021-05-05"
    assert columns.split() == ["claim", "when", "on", "whose", "word", "words"]
    assert "Burka" in first


@pytest.mark.parametrize(
    ("layer", "key", "value"),
    [("mentions", "text", "Burka"), ("attributions", "content", None), ("times", "type", "TIME"), ("events", "text", "captured")],
)
def test_read_prints_every_layer(run: Run, layer: str, key: str, value: str | None) -> None:
    done = run("read", "-", "--layer", layer, "--json", stdin=lines(report("a")))
    found = rows(done)
    assert found, done.stderr
    assert all(row["report"]["name"] == "a" for row in found)  # type: ignore[index]
    assert value is None or value in [row[key] for row in found]


def test_an_unknown_layer_is_wrong_use(run: Run) -> None:
    assert run("read", "-", "--layer", "rumours", stdin="x").returncode == 2


def test_reports_in_other_languages_are_said_to_be_unread(run: Run) -> None:
    done = run("read", "-", "--json", stdin=lines(report("a"), report("b", "Войска заняли город", language="ru")))
    assert done.returncode == 0
    assert done.stderr == "reportedly: 1 in languages that are not read yet (1 ru): left unread\n"


def test_claims_are_read_in_arabic_persian_and_pashto(run: Run) -> None:
    texts = lines(
        report("a", "قالت مصادر محلية إن القوات الحكومية استعادت مدينة عدن", language="ar"),
        report("b", "نیروهای دولتی از شهر هرات عقب‌نشینی کردند", language="fa"),
        report("c", "طالبانو د کندهار ولایت ونیوه", language="ps"),
    )
    done = run("read", "-", "--json", stdin=texts)
    assert [(row["kind"], row["place"]["name"]) for row in rows(done)] == [  # type: ignore[index]
        ("recaptured", "Aden"), ("withdrew", "Herat"), ("captured", "Kandahar"),
    ]  # fmt: skip
    assert done.stderr == ""


def test_names_of_places_are_read_in_other_languages_and_it_is_said_that_nothing_else_is(run: Run) -> None:
    texts = lines(report("b", "Войска заняли Харьков", language="ru"), report("c", "在喀布尔", language="zh"))
    done = run("read", "-", "--layer", "mentions", "--json", stdin=texts)
    assert [row["text"] for row in rows(done)] == ["Харьков"]
    assert done.stderr == (
        "reportedly: 1 ru: names of places are all that is read of them\n"
        "reportedly: 1 in languages that are not read yet (1 zh): left unread\n"
    )


def test_nothing_found_is_said(run: Run) -> None:
    done = run("read", "-", "--json", stdin=lines(report("a", "The weather was fine.")))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "reportedly: no claims found\n")


def test_a_report_without_a_date_is_named_and_its_claims_are_known_at_no_time(run: Run) -> None:
    done = run("read", "-", "--json", stdin=lines(report("a", published=None)))
    assert done.returncode == 0
    assert "reportedly: a: no date of publication" in done.stderr
    assert all(claim["known"] is None for claim in rows(done))


def test_a_report_of_the_future_is_named(run: Run) -> None:
    done = run("read", "-", "--json", stdin=lines(report("a", published="2999-01-01")))
    assert done.returncode == 0
    assert done.stderr == "reportedly: a: dated in the future\n"


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.jsonl").write_text(lines(report("a")) + '{"id": \n' + lines({"id": "c"}, report("d")), encoding="utf-8")
    done = run("read", "a.jsonl", "--json")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "reportedly: a.jsonl:2: is no JSON: Expecting value at character 7",
        "reportedly: a.jsonl:3: text: is missing",
    ]
    assert {claim["report"]["name"] for claim in rows(done)} == {"a", "d"}  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.jsonl", b"\n", "is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "is binary, not text"),
        ("a.txt", b"caf\xe9", "line 1 is not UTF-8; save it as UTF-8"),
        ("a.jsonl", b'{"text": "' + b"x" * (50 * 2**20), "longer than 16 MiB"),
        ("a.pdf", b"%PDF", "files ending in .pdf are no reports"),
        (None, b"", "there is no such file"),
    ],
)
def test_input_that_cannot_be_read_is_named_with_a_reason(tmp_path: Path, run: Run, name: str | None, raw: bytes, says: str) -> None:
    if name is not None:
        (tmp_path / name).write_bytes(raw)
    done = run("read", name or "none.txt", "--json")
    assert (done.returncode, done.stdout) == (3, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (name or "none.txt") in done.stderr


# add


def acknowledged(path: Path) -> set[str]:
    with Ledger(path) as ledger:
        ledger.verify()
        return {report.name for report in ledger.reports()}


def test_add_keeps_reports_and_claims_and_is_safe_to_repeat(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.jsonl").write_text(lines(report("a"), report("b", "The weather was fine.")), encoding="utf-8")
    first = run("add", "a.jsonl", "--ledger", "l.db", "--json")
    assert first.returncode == 0
    assert [(row["report"]["name"], row["new"]) for row in rows(first)] == [("a", True), ("b", True)]  # type: ignore[index]
    again = run("add", "a.jsonl", "--ledger", "l.db")
    assert again.returncode == 0
    assert again.stdout == "l.db: 0 new reports with 0 claims, 2 known already\n"
    with Ledger(tmp_path / "l.db") as ledger:
        assert ledger.verify() == 2
        claims = ledger.claims_at()
        assert claims
        assert {claim.producer.split("@")[0] for claim in claims} == {"reportedly"}


def test_add_keeps_reports_in_other_languages(tmp_path: Path, run: Run) -> None:
    done = run("add", "-", "--ledger", "l.db", stdin=lines(report("b", "Войска заняли город", language="ru")))
    assert done.returncode == 0
    assert "(1 ru): kept as reports, without claims" in done.stderr
    with Ledger(tmp_path / "l.db") as ledger:
        assert [kept.name for kept in ledger.unread()] == ["b"]


def test_the_ledger_may_be_named_by_the_environment(tmp_path: Path, run: Run) -> None:
    assert run("add", "-", stdin=lines(report("a")), env={"REPORTEDLY_LEDGER": "named.db"}).returncode == 0
    assert acknowledged(tmp_path / "named.db") == {"a"}


def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path, run: Run) -> None:
    whole = {f"n{number}" for number in range(400)}
    (tmp_path / "a.jsonl").write_text(lines(*(report(name, f"{CAPTURE} ({name})") for name in sorted(whole))), encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "add", "a.jsonl", "--ledger", "l.db", "--json"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        seen = {json.loads(process.stdout.readline())["report"]["name"] for _ in range(7)}
        process.send_signal(signal.SIGKILL)
        seen |= {json.loads(line)["report"]["name"] for line in process.stdout if line.endswith("\n")}
    assert process.returncode == -signal.SIGKILL
    kept = acknowledged(tmp_path / "l.db")
    assert seen <= kept < whole
    with Ledger(tmp_path / "l.db") as ledger:
        claims = len(ledger.claims_at())
        assert ledger.unread() == ()  # no report without its claims
    assert claims == len(kept) * (claims // len(kept))
    assert run("add", "a.jsonl", "--ledger", "l.db").returncode == 0
    assert acknowledged(tmp_path / "l.db") == whole


def test_a_second_writer_is_told_so(tmp_path: Path, run: Run) -> None:
    run("add", "-", "--ledger", "l.db", stdin=lines(report("a")))
    other = sqlite3.connect(tmp_path / "l.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    done = run("add", "-", "--ledger", "l.db", stdin=lines(report("b")))
    other.close()
    assert done.returncode == 4
    assert "another process is writing to this ledger" in done.stderr
    assert acknowledged(tmp_path / "l.db") == {"a"}


def test_two_processes_may_add_at_once(tmp_path: Path) -> None:
    for half in "ab":
        (tmp_path / f"{half}.jsonl").write_text(lines(*(report(f"{half}{number}") for number in range(40))), encoding="utf-8")
    processes = [
        subprocess.Popen([*COMMAND, "add", f"{half}.jsonl", "--ledger", "l.db"], cwd=tmp_path, stdout=subprocess.DEVNULL) for half in "ab"
    ]
    assert [process.wait() for process in processes] == [0, 0]
    assert len(acknowledged(tmp_path / "l.db")) == 80


@pytest.mark.parametrize(
    ("damage", "code", "says"),
    [("PRAGMA user_version=2", 4, "use a newer version of reportedly"), ("PRAGMA application_id=7", 4, "no ledger of this program")],
)
def test_a_ledger_that_cannot_be_used_is_left_alone(tmp_path: Path, run: Run, damage: str, code: int, says: str) -> None:
    run("add", "-", "--ledger", "l.db", stdin=lines(report("a")))
    connection = sqlite3.connect(tmp_path / "l.db")
    connection.execute(damage)
    connection.close()
    before = (tmp_path / "l.db").read_bytes()
    for words in (["add", "-"], ["picture"]):
        done = run(*words, "--ledger", "l.db", stdin=lines(report("b")))
        assert done.returncode == code
        assert says in done.stderr
    assert (tmp_path / "l.db").read_bytes() == before


def no_file_over_a_megabyte() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20))


def test_a_full_disk_is_said_and_what_was_acknowledged_is_kept(tmp_path: Path, run: Run) -> None:
    texts = {f"n{number}": f"{CAPTURE} " + "The weather was fine. " * 2000 for number in range(60)}
    (tmp_path / "a.jsonl").write_text(lines(*(report(name, text) for name, text in texts.items())), encoding="utf-8")
    done = run("add", "a.jsonl", "--ledger", "l.db", "--json", limit=no_file_over_a_megabyte)
    assert done.returncode == 4
    assert "no room to write" in done.stderr
    assert "everything acknowledged before is kept" in done.stderr
    seen = {row["report"]["name"] for row in rows(done)}  # type: ignore[index]
    assert seen
    assert acknowledged(tmp_path / "l.db") == seen
    assert run("add", "a.jsonl", "--ledger", "l.db").returncode == 0
    assert acknowledged(tmp_path / "l.db") == set(texts)


# import


def made_elsewhere(identity: str, **more: object) -> dict[str, object]:
    published = datetime(2031, 3, 3, tzinfo=UTC).isoformat()
    base = {"claim": identity, "kind": "holds", "party": "A", "place": "d1", "chain": [{"source": "s1"}], "published": published}
    return base | {"quote": {"text": f"A hold Delta ({identity})."}} | more


def test_import_takes_claims_with_their_sources_and_places(tmp_path: Path, run: Run) -> None:
    (tmp_path / "c.jsonl").write_text(lines(made_elsewhere("1"), made_elsewhere("2", kind="denied", refers="1")), encoding="utf-8")
    (tmp_path / "s.jsonl").write_text(lines({"id": "s1", "name": "Delta FM", "kind": "outlet", "side": "A"}), encoding="utf-8")
    (tmp_path / "p.jsonl").write_text(lines({"id": "d1", "name": "Delta", "lat": 1.5, "lon": 2.5}), encoding="utf-8")
    words = ["import", "c.jsonl", "--sources", "s.jsonl", "--places", "p.jsonl", "--ledger", "l.db"]
    done = run(*words)
    assert (done.returncode, done.stdout, done.stderr) == (0, "l.db: 2 new claims of 2\n", "")
    with Ledger(tmp_path / "l.db") as ledger:
        held, denied = sorted(ledger.claims_at(), key=lambda claim: claim.report.name)
        assert held.chain[0].source.side == "A"
        assert held.place is not None
        assert held.place.place == ledger.places()["d1"]
        assert denied.refers == held.id
        assert denied.kind == "holds"
    assert run(*words).stdout == "l.db: 0 new claims of 2\n"


def test_import_names_bad_lines_and_takes_the_others(run: Run) -> None:
    done = run("import", "-", "--ledger", "l.db", stdin=lines(made_elsewhere("1"), made_elsewhere("2", quote=None)))
    assert done.returncode == 1
    assert done.stdout == "l.db: 1 new claims of 1\n"
    assert done.stderr == "reportedly: -:2: quote: is missing: every claim must carry the words that make it\n"


def test_what_read_prints_can_be_imported(tmp_path: Path, run: Run) -> None:
    printed = run("read", "-", "--json", stdin=lines(report("a")))
    assert run("import", "-", "--ledger", "l.db", stdin=printed.stdout).returncode == 0
    with Ledger(tmp_path / "l.db") as ledger:
        assert {claim.id for claim in ledger.claims_at()} == {row["claim"] for row in rows(printed)}


def test_import_of_a_missing_file_is_unreadable_input(run: Run) -> None:
    done = run("import", "none.jsonl", "--ledger", "l.db")
    assert done.returncode == 3
    assert "none.jsonl" in done.stderr
