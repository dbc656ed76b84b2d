"""What a ledger keeps, and what of it counts when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ledgers import BY, HOUR, NOW, Make, append, kinds, report_of
from reportedly.ledger import Decision, Ledger, Verdict, Writer
from reportedly.terms.claim import Kind, Quote, ReportRef
from reportedly.terms.identity import report_id
from reportedly.terms.place import Level, Place, PlaceRef
from reportedly.terms.source import Source, SourceKind


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
        assert ledger.touched() == ("user:alpha",)
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
        assert ledger.touched() == ("user:alpha", "user:beta")


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
