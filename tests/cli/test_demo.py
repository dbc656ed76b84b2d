"""The packaged case: what it holds, and that it runs from reports to a page."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from made import Demo
from reportedly.cli.main import main


@pytest.fixture(scope="module")
def reports() -> list[dict[str, str]]:
    text = (files("reportedly") / "data" / "demo" / "baghlan_panjshir_2021.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_the_case_holds_what_is_promised(reports: list[dict[str, str]]) -> None:
    languages = Counter(report["language"] for report in reports)
    assert len(reports) >= 40
    assert all(languages[code] >= 1 for code in ("fa", "ps", "ar"))
    assert languages["en"] >= 40
    assert len({report["id"] for report in reports}) == len(reports)
    assert len({report["text"] for report in reports}) == len(reports)


def test_every_report_of_the_case_is_dated_named_and_short(reports: list[dict[str, str]]) -> None:
    assert all(re.fullmatch(r"2021-0[5-9]-\d\d(T.*Z)?", report["published"]) for report in reports)
    assert all(report["outlet"] for report in reports)
    assert all(len(report["text"]) < 700 for report in reports)


def test_the_demo_tells_what_changed_and_names_its_page(demo: Demo) -> None:
    page = Path("reportedly-demo") / "page.html"
    assert "What changed" in demo.out
    assert "Where the picture was disputed" in demo.out
    assert "Kept but not read yet, for their language" in demo.out
    assert "in Arabic" not in demo.out
    assert str(page) in demo.out
    content = (demo.folder / page).read_text(encoding="utf-8")
    assert all(f"<td>{name}</td>" in content for name in ("Andarab", "Puli Hisar", "Dih Salah", "Burka", "Paryan", "Shutul"))


def test_the_page_shows_the_words_about_a_province_that_move_its_districts(demo: Demo) -> None:
    content = (demo.folder / "reportedly-demo" / "page.html").read_text(encoding="utf-8")
    found = re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', content, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    cited = {number for cell in data["cells"] for number, _ in cell["because"]}
    assert {data["claims"][number]["says"] for number in cited if data["claims"][number]["place"] == -1} >= {
        "Taliban took 8 districts of Panjshir"
    }


def test_words_about_a_province_stand_in_the_timelines_of_its_districts(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "Bazarak", "--json", "--ledger", str(demo.folder / "reportedly-demo" / "ledger.db")]) == 0
    assert "2021-09-03" in capsys.readouterr().out


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["demo", "-o", str(tmp_path / "file" / "sub" / "page.html"), "--ledger", str(tmp_path / "l.db")]) == 6
    assert "cannot be written" in capsys.readouterr().err
