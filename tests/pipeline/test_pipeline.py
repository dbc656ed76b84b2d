from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError, InputError, InvalidRecord, StageFailed
from reportedly.ledger import Ledger, Writer
from reportedly.pipeline import Added, Finding, Query, add, answer, find, import_claims, linked, open_knowledge, producer
from reportedly.pipeline.reading import claims_in
from reportedly.read import Taken, reports
from reportedly.terms.claim import Claim, Quote, ReportRef
from reportedly.terms.identity import report_id
from reportedly.terms.report import Report

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CAPTURE = (
    "published: 2021-05-05\noutlet: The Paper\n\nTaliban fighters captured Burka district in Baghlan province on Tuesday, officials said."
)
FIGHTING = "published: 2021-05-07\noutlet: The Post\n\nClashes went on in Burka district of Baghlan on Friday, residents said."


def taken(tmp_path: Path, **texts: str) -> list[Taken | InputError]:
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return list(reports([str(tmp_path / f"{name}.txt") for name in texts], BytesIO(), NOW))


def test_reports_become_pictures(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with Writer(path, NOW) as writer:
        done = list(add(taken(tmp_path, a=CAPTURE, b=FIGHTING), writer, open_knowledge, producer()))
    assert all(isinstance(one, Added) and one.claims and one.new for one in done)
    with Ledger(path) as ledger:
        (district,) = ledger.touched()
        assert all(claim.root is None for claim in ledger.claims_at())
        assert all(claim.root is not None for claim in linked(ledger))
        days = [datetime(2021, 5, day, tzinfo=UTC) for day in (1, 7, 9)]
        before, captured, fought = answer(ledger, [Query(district, day, day) for day in days], open_knowledge())
        assert before.state == "unknown"
        assert captured.p["taliban"] > 0.05  # of 0.03 that the model starts from
        assert fought.p["contested"] > captured.p["contested"]
        assert {because.claim for because in fought.because} <= {claim.id for claim in ledger.claims_at()}


def test_what_is_known_later_does_not_change_what_was_known(tmp_path: Path) -> None:
    found = taken(tmp_path, a=CAPTURE, b=FIGHTING)
    known = datetime(2021, 5, 7, tzinfo=UTC)
    answers = []
    for number, some in enumerate((found[:1], found)):
        path = tmp_path / f"{number}.db"
        with Writer(path, NOW) as writer:
            list(add(some, writer, open_knowledge, producer()))
        with Ledger(path) as ledger:
            (district,) = ledger.touched()
            answers.append(answer(ledger, [Query(district, known, known)], open_knowledge()))
    assert answers[0] == answers[1]


def test_a_ledger_as_it_was_recorded_gives_the_picture_of_then(tmp_path: Path) -> None:
    found = taken(tmp_path, a=CAPTURE, b=FIGHTING)
    path = tmp_path / "l.db"
    for number, one in enumerate(found):
        with Writer(path, NOW + timedelta(hours=number)) as writer:
            list(add([one], writer, open_knowledge, producer()))
    known = datetime(2021, 5, 9, tzinfo=UTC)
    with Ledger(path) as ledger:
        assert len(linked(ledger, known, NOW)) < len(linked(ledger, known))
        (district,) = ledger.touched()
        query = [Query(district, known, known)]
        then, now = (answer(ledger, query, open_knowledge(), recorded=recorded)[0] for recorded in (NOW, None))
        assert then.p["contested"] < now.p["contested"]


def test_a_report_read_before_is_not_read_again(tmp_path: Path) -> None:
    def nobody_needs_it() -> None:
        raise GazetteerError

    found = taken(tmp_path, a=CAPTURE)
    path = tmp_path / "l.db"
    with Writer(path, NOW) as writer:
        list(add(found, writer, open_knowledge, "reportedly@1"))
        (again,) = add(found, writer, nobody_needs_it, "reportedly@1")  # type: ignore[arg-type]
        assert isinstance(again, Added)
        assert not again.new
        (newer,) = add(found, writer, open_knowledge, "reportedly@2")
        assert isinstance(newer, Added)
        assert newer.new


def test_what_cannot_be_read_is_passed_on(tmp_path: Path) -> None:
    with Writer(tmp_path / "l.db", NOW) as writer:
        done = list(add(taken(tmp_path, a="", b=CAPTURE), writer, open_knowledge, producer()))
    assert isinstance(done[0], InputError)
    assert isinstance(done[1], Added)


def test_a_stage_that_fails_is_named_and_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("what")  # noqa: EM101 - a fault as it happens

    monkeypatch.setattr("reportedly.pipeline.reading.locate", fail)
    with Writer(tmp_path / "l.db", NOW) as writer:
        (failed,) = add(taken(tmp_path, a=CAPTURE), writer, open_knowledge, producer())
    assert isinstance(failed, StageFailed)
    assert (failed.report, failed.cause) == ("a", "KeyError: 'what'")
    assert failed.where.startswith("test_pipeline.py:")
    with Ledger(tmp_path / "l.db") as ledger:
        assert list(ledger.reports()) == []


@pytest.mark.parametrize(("language", "read"), [("en", True), (None, True), ("fa", True), ("ru", False)])
def test_only_languages_that_are_read_are_read(language: str | None, read: bool) -> None:  # noqa: FBT001 - a case
    one = Taken(Report("r_1", "a", "Text.", language=language), b"Text.")
    finding = find(one, lambda report: (report.name,))
    assert isinstance(finding, Finding)
    assert finding.found == (("a",) if read else None)


@pytest.mark.parametrize("text", ["Taliban" + " " * 300_000, "\n \n" * 50_000 + "Taliban", "Taliban " * 20_000, "(" * 100_000 + "attack"])
def test_text_that_is_no_text_takes_no_longer_than_text(text: str) -> None:
    """A text that took the square of its length would take minutes here."""
    one = Taken(Report("r_1", "a", text), text.encode())
    assert isinstance(find(one, partial(claims_in, open_knowledge())), Finding)


def test_imported_claims_of_one_report_stand_together(tmp_path: Path, make_claim: Callable[..., Claim]) -> None:
    ours = replace(make_claim(), producer="reportedly@1")
    theirs = [replace(make_claim(hour=hour), producer="") for hour in range(3)]
    with Writer(tmp_path / "l.db", NOW) as writer:
        assert list(import_claims([theirs[0], ours, *theirs[1:]], writer)) == [4]
        assert list(import_claims(theirs[:1], writer)) == [1]
    with Ledger(tmp_path / "l.db") as ledger:
        # The second import says the last word on what its maker says of that report.
        assert set(ledger.claims_at()) == {ours, theirs[0]}
        assert {claim.producer for claim in ledger.claims_at()} == {"reportedly@1", "import@1"}


@pytest.mark.parametrize(
    ("quote", "start"),
    [
        (Quote(3, 7, "Alph"), 3),
        (Quote(0, 7, "Alph"), 3),  # told without its place, and there is one
        (Quote(0, 3, "Beta"), None),
        (Quote(0, 2, "fe"), None),  # there are two
    ],
)
def test_an_imported_claim_must_quote_the_report_that_the_ledger_keeps(
    tmp_path: Path, make_claim: Callable[..., Claim], quote: Quote, start: int | None
) -> None:
    raw = b"In Alph life was safe."
    report = Report(report_id(raw), "a", raw.decode())
    claim = replace(make_claim(), report=ReportRef(report.id, "a"), quote=quote)
    with Writer(tmp_path / "l.db", NOW) as writer:
        writer.keep(report, raw)
        done = list(import_claims([claim], writer))
    with Ledger(tmp_path / "l.db") as ledger:
        assert [kept.quote.start for kept in ledger.claims_at()] == ([] if start is None else [start])
    assert [isinstance(one, InvalidRecord) for one in done] == [start is None]


def test_claims_of_other_countries_move_no_picture(tmp_path: Path) -> None:
    elsewhere = CAPTURE.replace("Burka district in Baghlan province", "Tikrit in Iraq").replace("Taliban", "Islamic State")
    answers = []
    for number, texts in enumerate(({"a": CAPTURE}, {"a": CAPTURE, "b": elsewhere})):
        path = tmp_path / f"{number}.db"
        with Writer(path, NOW) as writer:
            list(add(taken(tmp_path, **texts), writer, open_knowledge, producer()))
        known = datetime(2021, 5, 9, tzinfo=UTC)
        with Ledger(path) as ledger:
            assert len(ledger.touched()) == number + 1
            answers.append(answer(ledger, [Query("wof:1108561875", known, known)], open_knowledge()))
    assert answers[0] == answers[1]


def test_the_producer_is_the_same_for_the_same_program() -> None:
    name, version = producer().split("@")
    assert name == "reportedly"
    assert len(version.split("+")[1]) == 8
    assert producer.__wrapped__() == producer()
