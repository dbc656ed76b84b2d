"""A small invented war, imported once, and the command line to ask about it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.cli.main import main

WAR = Path(__file__).parent / "war"
GOLDEN = Path(__file__).parent / "golden"
# Probabilities and weights belong to the model and are tested there; here they would only go stale.
NUMBERS = re.compile(r"(?:<|>)?\d+(?:–(?:<|>)?\d+)? %|[+−]\d+\.\d\d|\d+ independent first speakers|1 first speaker")
GAPS = re.compile(r" {2,}")
CLAIM_ID = re.compile(r"c_[0-9a-f]{24}")


@pytest.fixture(scope="session")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = tmp_path_factory.mktemp("war") / "war.db"
    words = ["import", str(WAR / "claims.jsonl"), "--sources", str(WAR / "sources.jsonl"), "--places", str(WAR / "places.jsonl")]
    assert main([*words, "--ledger", str(ledger)]) == 0
    return ledger


@pytest.fixture
def ask(war: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def asked(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*words, "--ledger", str(war)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return asked


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare text with a file; `UPDATE_GOLDEN=1 pytest tests/cli` writes the files anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        masked = CLAIM_ID.sub("c_…", NUMBERS.sub("#", GAPS.sub("  ", text)))
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(masked, encoding="utf-8")
        assert masked == path.read_text(encoding="utf-8")

    return compare
