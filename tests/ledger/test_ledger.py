from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made import claim_of
from reportedly.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerFull, LedgerTooNew
from reportedly.ledger import Decision, Ledger, Verdict, Writer
from reportedly.terms.claim import Claim, Kind, Quote, ReportRef
from reportedly.terms.identity import report_id
from reportedly.terms.party import PartyRef
from reportedly.terms.place import Level, Place, PlaceRef
from reportedly.terms.report import Post, Report
from reportedly.terms.source import Source, SourceKind
from strategies import claims as any_claim

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BY = "reportedly@1"
Make = Callable[..., Claim]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def report_of(text: str) -> tuple[Report, bytes]:
    raw = text.encode()
    return Report(
        report_id(raw),
        text[:10],
        text,
        NOW.date(),
        NOW,
        "Title",
        "The Paper",
        "en",
        "https://example.org",
        (Post(0, 2, "Ann", "@ann", NOW.date(), NOW),),
    ), raw


def append(path: Path, text: str, claims: Sequence[Claim], by: str = BY, recorded: datetime = NOW) -> bool:
    report, raw = report_of(text)
    reference = ReportRef(report.id, report.name)
    with Writer(path, recorded) as writer:
        return writer.append(report, raw, tuple(replace(claim, report=reference) for claim in claims), by)


def kinds(path: Path, known: datetime | None = None, recorded: datetime | None = None) -> list[Kind]:
    with Ledger(path) as ledger:
        return [claim.kind for claim in ledger.claims_at(known, recorded)]


def test_what_is_appended_is_read_back(path: Path, make_claim: Make) -> None:
    report, raw = report_of("Reds took Alpha.")
    claim = replace(make_claim(), report=ReportRef(report.id, report.name))
    with Writer(path, NOW) as writer:
        assert writer.append(report, raw, (claim,), BY)
        assert writer.has(report.id)
        assert writer.has(report.id, BY)
        assert not writer.has(report.id, "reportedly@2")
    with Ledger(path) as ledger:
        assert ledger.claims_at() == (claim,)
        assert ledger.claim(claim.id) == claim
        assert ledger.report(report.id) == report
        assert list(ledger.reports()) == [report]
        assert ledger.raw(report.id) == raw
        assert ledger.touched() == {"user:alpha": 1}
        assert ledger.last_recorded() == NOW
        assert ledger.verify() == 1


def test_nothing_is_there_that_was_not_appended(path: Path) -> None:
    Writer(path, NOW).close()
    with Ledger(path) as ledger:
        assert ledger.claims_at() == ()
        assert ledger.claim("c_0") is None
        assert ledger.report("r_0") is None
        assert ledger.raw(report_id(b"")) is None
        assert ledger.last_recorded() is None
        assert ledger.verify() == 0


def test_the_same_again_adds_nothing(path: Path, make_claim: Make) -> None:
    assert append(path, "Reds took Alpha.", [make_claim()])
    before = path.stat().st_size
    assert not append(path, "Reds took Alpha.", [make_claim()])
    with Ledger(path) as ledger:
        assert ledger.verify() == 1
    assert path.stat().st_size == before


def test_that_nothing_was_found_is_kept(path: Path) -> None:
    assert append(path, "Weather.", [])
    with Ledger(path) as ledger:
        assert ledger.unread() == ()
        assert not append(path, "Weather.", [])


def test_a_report_that_nobody_reads_is_kept_and_said_to_be_unread(path: Path) -> None:
    report, raw = report_of("نیروها")
    with Writer(path, NOW) as writer:
        assert writer.keep(report, raw)
        assert not writer.keep(report, raw)
        assert not writer.has(report.id, BY)
    with Ledger(path) as ledger:
        assert ledger.unread() == (report,)
        assert ledger.raw(report.id) == raw


def test_a_newer_reading_replaces_the_one_before_from_when_it_was_recorded(path: Path, make_claim: Make) -> None:
    append(path, "Reds took Alpha.", [make_claim()], "reportedly@1", NOW)
    append(path, "Reds took Alpha.", [make_claim(kind=Kind.CONTESTED)], "reportedly@2", NOW + HOUR)
    assert kinds(path) == [Kind.CONTESTED]
    assert kinds(path, recorded=NOW) == [Kind.CAPTURED]
    assert kinds(path, recorded=NOW + HOUR) == [Kind.CONTESTED]
    assert kinds(path, recorded=NOW - HOUR) == []


def test_readings_by_others_stand_beside_each_other(path: Path, make_claim: Make) -> None:
    append(path, "Reds took Alpha.", [make_claim()], "reportedly@1")
    append(path, "Reds took Alpha.", [make_claim(kind=Kind.CONTESTED)], "somebody@1")
    assert sorted(kinds(path)) == [Kind.CAPTURED, Kind.CONTESTED]


def test_claims_count_from_when_they_were_known(path: Path, make_claim: Make) -> None:
    undated = replace(make_claim(kind=Kind.OTHER), known=None)
    append(path, "Reds took Alpha.", [make_claim(hour=2, kind=Kind.LOST), make_claim(hour=1), undated])
    known = make_claim(hour=1).known
    assert known is not None
    assert kinds(path) == [Kind.OTHER, Kind.CAPTURED, Kind.LOST]
    assert kinds(path, known) == [Kind.CAPTURED]
    assert kinds(path, known - timedelta(microseconds=1)) == []
    assert kinds(path, known + HOUR) == [Kind.CAPTURED, Kind.LOST]


def test_claims_of_places_are_those_of_the_place_and_of_what_lies_in_the_district(path: Path, make_claim: Make) -> None:
    claim = make_claim()
    village = Place("user:v", "Village", Level.SETTLEMENT, adm2_id="user:alpha")
    claims = [
        claim,
        replace(claim, kind=Kind.CLASH, place=PlaceRef("Village", village, 0.9)),
        replace(claim, kind=Kind.HOLDS, place=PlaceRef("Beta", Place("user:beta", "Beta", Level.ADM2), 0.9)),
        replace(claim, kind=Kind.OTHER, place=PlaceRef("North", Place("user:n", "North", Level.ADM1), 0.9)),
        replace(claim, kind=Kind.PROTEST, place=PlaceRef("Nowhere")),
        replace(claim, kind=Kind.ARREST, place=None),
    ]
    append(path, "Much happened.", claims)
    with Ledger(path) as ledger:
        assert {claim.kind for claim in ledger.claims_at(places=["user:alpha"])} == {Kind.CAPTURED, Kind.CLASH}
        assert {claim.kind for claim in ledger.claims_at(places=["user:v"])} == {Kind.CLASH}
        assert {claim.kind for claim in ledger.claims_at(places=["user:n", "user:beta"])} == {Kind.HOLDS, Kind.OTHER}
        assert ledger.claims_at(places=[]) == ()
        assert len(ledger.claims_at()) == 6
        assert ledger.touched() == {"user:alpha": 2, "user:beta": 1}


def test_claims_of_a_country_are_those_about_it_and_those_about_nobody_knows_where(path: Path, make_claim: Make) -> None:
    claim = make_claim()
    abroad = replace(claim, kind=Kind.CLASH, place=PlaceRef("Mosul", Place("user:m", "Mosul", Level.ADM2, "IQ"), 0.9))
    somewhere = replace(claim, kind=Kind.CASUALTIES, place=None)
    append(path, "Much happened.", [claim, abroad, somewhere])
    with Ledger(path) as ledger:
        assert {claim.kind for claim in ledger.claims_at(countries=["AF"])} == {Kind.CAPTURED, Kind.CASUALTIES}
        assert {claim.kind for claim in ledger.claims_at(countries=[])} == {Kind.CASUALTIES}
        assert len(ledger.claims_at(countries=["AF", "IQ"])) == 3


def test_the_last_known_claim_is_the_last_one_that_counts(path: Path, make_claim: Make) -> None:
    append(path, "Reds took Alpha.", [make_claim(hour=1), make_claim(hour=5, kind=Kind.LOST)])
    first, last = (make_claim(hour=hour).known for hour in (1, 5))
    assert first is not None
    assert last is not None
    with Ledger(path) as ledger:
        assert ledger.last_known(last) == last
        assert ledger.last_known(last - HOUR) == first
        assert ledger.last_known(first - HOUR) is None
        assert ledger.last_known(last, NOW - HOUR) is None


def test_a_withdrawn_claim_counts_until_its_withdrawal_was_known(path: Path, make_claim: Make) -> None:
    append(path, "Reds took Alpha.", [make_claim()])
    with Ledger(path) as ledger:
        (claim,) = ledger.claims_at()
    known = claim.known
    assert known is not None
    with Writer(path, NOW + HOUR) as writer:
        writer.decide(Decision(Verdict.RETRACT, claim.id, "The Paper", "retracted", known + 2 * HOUR))
    assert kinds(path, known + HOUR) == [Kind.CAPTURED]
    assert kinds(path, known + 2 * HOUR) == []
    assert kinds(path) == []
    assert kinds(path, known + 2 * HOUR, recorded=NOW) == [Kind.CAPTURED]
    with Ledger(path) as ledger:
        assert ledger.claim(claim.id) == claim


def test_a_report_can_be_withdrawn_and_restored(path: Path, make_claim: Make) -> None:
    append(path, "Reds took Alpha.", [make_claim(), make_claim(kind=Kind.HOLDS)])
    report, _ = report_of("Reds took Alpha.")
    with Writer(path, NOW + HOUR) as writer:
        writer.decide(Decision(Verdict.RETRACT, report.id, "ann", "a forgery"))
    assert kinds(path) == []
    with Writer(path, NOW + 2 * HOUR) as writer:
        writer.decide(Decision(Verdict.RESTORE, report.id, "ann", "genuine after all"))
    assert len(kinds(path)) == 2
    assert kinds(path, recorded=NOW + HOUR) == []
    assert len(kinds(path, recorded=NOW)) == 2


def test_a_clock_that_goes_back_does_not_reorder_the_ledger(path: Path, make_claim: Make) -> None:
    append(path, "One.", [make_claim()], recorded=NOW)
    append(path, "Two.", [make_claim(kind=Kind.HOLDS)], recorded=NOW - HOUR)
    assert kinds(path, recorded=NOW - timedelta(seconds=1)) == []
    assert len(kinds(path, recorded=NOW)) == 2


def test_imported_claims_stand_without_their_reports(path: Path, make_claim: Make) -> None:
    first, second = (
        replace(make_claim(kind=kind), report=ReportRef(report_id(kind.encode()), kind), producer="import@1")
        for kind in (Kind.HOLDS, Kind.LOST)
    )
    with Writer(path, NOW) as writer:
        assert writer.import_readings([(first,), (second,)]) == 2
        assert writer.import_readings([(second,), (first,)]) == 0
    with Ledger(path) as ledger:
        assert set(ledger.claims_at()) == {first, second}
        assert ledger.verify() == 1


def test_places_and_sources_are_kept_and_the_last_word_counts(path: Path) -> None:
    place, source = (
        Place("d1", "Delta", Level.ADM2, lat=1.0, lon=2.0),
        Source(None, "Delta FM", SourceKind.OUTLET, "red", named=True, id="s1"),
    )
    with Writer(path, NOW) as writer:
        assert writer.describe({"d1": place}, {"s1": source}) == 2
        assert writer.describe({"d1": place}, {"s1": source}) == 0
        assert writer.describe({"d1": replace(place, name="Delta Town")}, {}) == 1
    with Ledger(path) as ledger:
        assert ledger.places() == {"d1": replace(place, name="Delta Town")}
        assert ledger.sources() == {"s1": source}
        assert ledger.verify() == 2


def test_a_failure_within_a_transaction_leaves_nothing_of_it(path: Path, make_claim: Make) -> None:
    append(path, "One.", [make_claim()])
    report, raw = report_of("Two.")
    broken = replace(make_claim(), quote=Quote(0, 1, "\ud800"))
    with Writer(path, NOW) as writer, pytest.raises(UnicodeEncodeError):
        writer.append(report, raw, (broken,), BY)
    with Ledger(path) as ledger:
        assert ledger.report(report.id) is None
        assert len(ledger.claims_at()) == 1
        assert ledger.verify() == 1


# Trouble


def test_a_second_writer_is_told_that_the_ledger_is_busy(path: Path, make_claim: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    append(path, "One.", [make_claim()])
    monkeypatch.setattr("reportedly.ledger.connection.PATIENCE", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerBusy, match="another process is writing"):
        append(path, "Two.", [make_claim()])
    assert kinds(path) == [Kind.CAPTURED]
    other.execute("ROLLBACK")
    other.close()
    assert append(path, "Two.", [make_claim()])


def test_a_reader_sees_whole_transactions_while_another_process_writes(path: Path, make_claim: Make) -> None:
    append(path, "One.", [make_claim()])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM claim")
    assert kinds(path) == [Kind.CAPTURED]
    other.execute("ROLLBACK")
    other.close()


def test_a_ledger_of_a_newer_version_is_left_alone(path: Path, make_claim: Make) -> None:
    append(path, "One.", [make_claim()])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=2")
    connection.close()
    before = path.read_bytes()
    for attempt in (lambda: Ledger(path), lambda: Writer(path, NOW)):
        with pytest.raises(LedgerTooNew, match="is a ledger of format 2, and this program knows format 1"):
            attempt()
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"this is no database at all, whatever its name" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for attempt in (lambda: Ledger(path), lambda: Writer(path, NOW)):
        with pytest.raises(LedgerDamaged):
            attempt()
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    for attempt in (lambda: Ledger(path), lambda: Writer(path, NOW)):
        with pytest.raises(LedgerDamaged, match="no ledger of this program"):
            attempt()
    assert path.read_bytes() == before


def test_a_missing_ledger_is_no_empty_one(path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger here"):
        Ledger(path)
    assert not path.exists()
    with pytest.raises(LedgerError):
        Writer(path.parent / "no" / "folder.db", NOW)


def fill(writer: Writer, claim: Claim, kept: list[str]) -> None:
    for number in range(1000):
        report, raw = report_of(f"{number} " + "x" * 2000)
        writer.append(report, raw, (replace(claim, report=ReportRef(report.id, report.name)),), BY)
        kept.append(report.id)


def test_a_full_disk_is_said_and_loses_nothing(path: Path, make_claim: Make) -> None:
    kept: list[str] = []
    with Writer(path, NOW) as writer:
        pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]  # noqa: SLF001 - the fault is injected below the surface
        writer._connection.execute(f"PRAGMA max_page_count={pages + 8}")  # noqa: SLF001 - as above
        with pytest.raises(LedgerFull, match="everything acknowledged before is kept"):
            fill(writer, make_claim(), kept)
        with pytest.raises(LedgerFull):
            writer.append(*report_of("y" * 100_000), (), BY)
    assert kept
    with Ledger(path) as ledger:
        assert sorted(claim.report.id for claim in ledger.claims_at()) == sorted(kept)
        assert ledger.verify() == len(kept)
    assert append(path, "Room again.", [make_claim()])


TAMPERINGS = (
    "UPDATE claim SET payload = replace(payload, 'captured', 'contested')",
    "UPDATE claim SET known = known - 1",
    "UPDATE claim SET district = 'user:beta'",
    "UPDATE claim SET country = 'IQ'",
    "DELETE FROM claim",
    "UPDATE report SET text = text || '.'",
    "UPDATE report SET published = '2020-01-01'",
    "DELETE FROM report",
    "UPDATE tx SET recorded = recorded - 1 WHERE seq = 1",
    "DELETE FROM tx WHERE seq = 2",
    "UPDATE tx SET digest = zeroblob(32) WHERE seq = 1",
    "INSERT INTO claim (extraction, id, payload) VALUES (99, 'c_0', '{}')",
    "INSERT INTO decision (tx, kind, subject, who, why) VALUES (1, 'retract', 'c_0', 'x', 'y')",
    "INSERT INTO directory (tx, kind, id, payload) VALUES (99, 'place', 'x', '{}')",
)


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_row_that_was_tampered_with_is_found(path: Path, make_claim: Make, tampering: str) -> None:
    append(path, "One.", [make_claim()])
    append(path, "Two.", [make_claim()])
    connection = sqlite3.connect(path)
    connection.execute(tampering)
    connection.commit()
    connection.close()
    with Ledger(path) as ledger, pytest.raises(LedgerDamaged):
        ledger.verify()


def test_raw_bytes_that_changed_are_found(path: Path, make_claim: Make) -> None:
    append(path, "One.", [make_claim()])
    report, _ = report_of("One.")
    with Ledger(path) as ledger:
        kept = ledger.raw_store.path(report.id)
        kept.write_bytes(b"Two.")
        with pytest.raises(LedgerDamaged, match="not those that were kept"):
            ledger.verify()
        kept.unlink()
        with pytest.raises(LedgerDamaged, match="missing"):
            ledger.verify()


# Properties


@given(st.lists(any_claim, max_size=5))
@settings(max_examples=25, deadline=None)
def test_any_claims_are_read_back(tmp_path_factory: pytest.TempPathFactory, claims: list[Claim]) -> None:
    path = tmp_path_factory.mktemp("any") / "ledger.db"
    report, raw = report_of("Anything.")
    with Writer(path, NOW) as writer:
        writer.append(report, raw, tuple(claims), BY)
    with Ledger(path) as ledger:
        assert set(ledger.claims_at()) == set(claims)


Delivery = tuple[int, int, int]  # number of the report, hour at which its claim was known, hour at which it is recorded
deliveries = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8, unique_by=lambda one: one[0]
)


def deliver(path: Path, make_claim: Make, sequence: Sequence[Delivery]) -> None:
    for number, known, recorded in sequence:
        append(path, f"Report {number}.", [make_claim(hour=known)], recorded=NOW + recorded * HOUR)


@given(deliveries, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_neither_order_nor_repetition_changes_what_is_known(
    tmp_path_factory: pytest.TempPathFactory, sequence: list[Delivery], random: object
) -> None:
    folder = tmp_path_factory.mktemp("order")
    shuffled = sequence * 3
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    deliver(folder / "a.db", claim_of, sequence)
    deliver(folder / "b.db", claim_of, shuffled)
    with Ledger(folder / "a.db") as one, Ledger(folder / "b.db") as other:
        assert one.claims_at() == other.claims_at()
        for hour in range(0, 21, 5):
            known = datetime(2021, 8, 20, hour, tzinfo=UTC)
            assert one.claims_at(known) == other.claims_at(known)


@given(deliveries, st.integers(0, 20), st.integers(0, 20))
@settings(max_examples=15, deadline=None)
def test_the_past_never_sees_the_future(
    tmp_path_factory: pytest.TempPathFactory, sequence: list[Delivery], known: int, recorded: int
) -> None:
    """What the ledger says for K and R is what a ledger says that was only given what was known by K, and stopped at R."""
    folder = tmp_path_factory.mktemp("past")
    ordered = sorted(sequence, key=lambda one: one[2])
    deliver(folder / "whole.db", claim_of, ordered)
    Writer(folder / "part.db", NOW).close()
    deliver(folder / "part.db", claim_of, [one for one in ordered if one[1] <= known and one[2] <= recorded])
    k, r = datetime(2021, 8, 20, tzinfo=UTC) + known * HOUR, NOW + recorded * HOUR
    with Ledger(folder / "whole.db") as whole, Ledger(folder / "part.db") as part:
        assert whole.claims_at(k, r) == part.claims_at()
        assert whole.touched(k, r) == part.touched()


def test_every_order_of_three_readings_leaves_the_last_one(tmp_path: Path, make_claim: Make) -> None:
    for number, order in enumerate(itertools.permutations((Kind.CAPTURED, Kind.HOLDS, Kind.LOST))):
        path = tmp_path / f"{number}.db"
        for kind in order:
            append(path, "Reds took Alpha.", [make_claim(kind=kind)], by=f"reportedly@{kind}")
        assert kinds(path) == [order[-1]]


def test_parties_survive_with_their_reasons(path: Path, make_claim: Make) -> None:
    party = PartyRef("fighters", start=3, why="generic words")
    append(path, "Fighters took Alpha.", [replace(make_claim(), party=party)])
    with Ledger(path) as ledger:
        assert ledger.claims_at()[0].party == party
