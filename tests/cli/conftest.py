"""A small invented war, imported once, and the command line to ask about it."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import cycle
from pathlib import Path

import pytest

from reportedly.cli import asking, explain, sources
from reportedly.cli.main import main
from reportedly.ledger import Ledger
from reportedly.pipeline import Judged, Knowledge, Query, Way, linked
from reportedly.reconcile.calibration import LATER, Measured
from reportedly.reconcile.evidence import source_key
from reportedly.reconcile.record import Verdict, Word
from reportedly.reconcile.reliability import Reliability, Share
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.picture import Because, Label, Picture, State
from reportedly.terms.place import Place

WAR = Path(__file__).parent / "war"
GOLDEN = Path(__file__).parent / "golden"
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


def last_word_wins(ledger: Ledger, queries: Sequence[Query], knowledge: Knowledge, way: Way) -> tuple[Picture, ...]:
    """Pictures that stay as they are while the model learns: what was said last holds, and later claims weigh more."""
    del knowledge
    places = ledger.places()
    return tuple(_picture(places[query.place], query, linked(ledger, query.known, way.recorded)) for query in queries)


def _picture(place: Place, query: Query, claims: Sequence[Claim]) -> Picture:
    here = [claim for claim in claims if claim.place and claim.place.place and claim.place.place.id == place.id]
    dated = [claim for claim in here if claim.when and claim.when.start and claim.when.start <= query.at]
    said = [claim for claim in dated if claim.kind in {Kind.CAPTURED, Kind.HOLDS} and claim.party]
    if not said or said[-1].party is None:
        return Picture(place, query.at, query.known, State.UNKNOWN, None, {"red": 0.5, "blue": 0.5}, Label.UNKNOWN, 0, (), None, (), ())
    holder = said[-1].party.id or ""
    because = (Because(c.id, (1 if c.party == said[-1].party else -1) / number, c.root or "") for number, c in enumerate(reversed(said), 1))
    sides = tuple(sorted({claim.chain[0].source.side for claim in said if claim.chain[0].source.side}))
    p = {"red": 0.1, "blue": 0.1, "contested": 0.1} | {holder: 0.8}
    label = Label.LIKELY if len(said) > 1 else Label.CLAIMED
    missing = () if len(said) > 1 else ("no neutral root",)
    name = (holder, said[-1].party.name or holder)
    return Picture(place, query.at, query.known, State.HELD, name, p, label, len(said), sides, None, tuple(because), missing)


def made_up(
    ledger: Ledger, known: datetime, knowledge: Knowledge, *, recorded: datetime | None = None, only: frozenset[str] | None = None
) -> Judged:
    """What is thought of sources, whatever the model learns: four in five words are true, and they fare by turns."""
    del knowledge
    words: defaultdict[str, list[Word]] = defaultdict(list)
    turns = cycle(((Verdict.AGREED, 0.99), (Verdict.CONFLICTED, 0.04), (Verdict.OPEN, None)))
    for claim in linked(ledger, known, recorded):
        name = source_key(claim.chain[0].source, claim)
        if only is None or name in only:
            words[name].append(Word(claim, *next(turns)))
    share, like = Share(0.8, 0.7, 0.9), Share(0.75, 0.7, 0.8)
    thought = {name: (Reliability(name, None, "wire", None, len(told), 0.7, share, like),) for name, told in words.items()}
    return Judged(thought, {name: tuple(told) for name, told in words.items()})


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the last word win, so that golden files show how commands print and not what the model thinks."""
    monkeypatch.setattr(asking, "answered", last_word_wins)
    monkeypatch.setattr(sources, "judge", made_up)
    monkeypatch.setattr(explain, "of_picture", lambda picture, release: Measured(release, LATER, picture.label, 1000, 876, "a made-up war"))


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare text with a file; `UPDATE_GOLDEN=1 pytest tests/cli` writes the files anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        masked = CLAIM_ID.sub("c_…", GAPS.sub("  ", text))
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(masked, encoding="utf-8")
        assert masked == path.read_text(encoding="utf-8")

    return compare
