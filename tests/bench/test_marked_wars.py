"""The marked reports of wars: how marks are read, what counts as right, and that the half held out is another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked_wars import FILES, Judge, parse, read

from reportedly.gazetteer import open_default

POSSIBLE = {"country", "adm1", "adm2", "settlement", "part", "region"}


def verdicts(line: str) -> list[str]:
    return [one.verdict.verdict for one in Judge(open_default()).answers("t-1", parse(line, "test"))]


CASES = [
    ("Troops left {Kyiv|UA.s|wof:101752489} on Monday.", ["near"]),
    ("Troops left {Kyiv|UA.s|50.45,30.52} on Monday.", ["near"]),  # by its point
    ("Troops left {Kyiv|UA.s|48.0,37.8} on Monday.", ["far"]),
    ("Troops left {Kyiv|UA.p|wof:85688861} on Monday.", ["far"]),
    ("Troops left Kyiv on Monday.", ["unmarked"]),
    ("Troops left {Kyiv|?} on Monday.", []),
]


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_verdicts(line: str, expected: list[str]) -> None:
    assert verdicts(line) == expected


def test_marks_are_taken_out_of_the_text() -> None:
    report = parse("From {Gao|ML.s|wof:421203311} to {Ansongo|ML.sd|15.66,0.5}.", "roads")
    assert report.text == "From Gao to Ansongo."
    assert [(report.text[g.start : g.end], g.country, sorted(g.levels)) for g in report.golds] == [
        ("Gao", "ML", ["settlement"]),
        ("Ansongo", "ML", ["adm2", "settlement"]),
    ]


@pytest.mark.parametrize("path", FILES.values())
def test_files_are_well_formed(path: Path) -> None:
    reports = read(path)
    gazetteer = open_default()
    golds = [gold for report in reports for gold in report.golds if gold.levels]
    assert len(reports) > 150
    assert all(gold.levels <= POSSIBLE and (gold.ids or gold.point) for gold in golds)
    assert all(gazetteer.position(one) for gold in golds for one in gold.ids)
    assert not any("{" in report.text or "|" in report.text for report in reports)


def test_no_report_is_in_two_files() -> None:
    texts = [report.text for path in FILES.values() for report in read(path)]
    assert len(texts) == len(set(texts))
