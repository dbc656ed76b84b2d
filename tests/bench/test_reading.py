"""Reports that the simulator writes, and what counts as having read them."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from prose.apart import APART
from prose.compare import Gold, compare, gold
from prose.reports import Report
from prose.setting import SETTINGS, plain
from prose.times import Calendar
from prose.wordings import USUAL
from reading import lines, written
from simulator.records import DAY, HOUR
from simulator.scenario import SCENARIOS
from simulator.simulation import Simulation

AF = SETTINGS["AF"]
SMALL = replace(SCENARIOS["mixed"], parties=2, districts=25, days=6)


@cache
def small() -> tuple[Simulation, list[Report]]:
    return written(AF, SMALL, 4)


def claims_of(golds: list[Gold]) -> list[dict[str, Any]]:
    """What a perfect reader would find."""
    return [
        {
            "report": {"name": one.report},
            "kind": one.kind,
            "place": {"id": one.place},
            "party": {"id": one.party} if one.party else None,
            "against": {"id": one.against} if one.against else None,
            "when": {"start": one.when[0].isoformat(), "end": one.when[1].isoformat()} if one.when else None,
            "stance": {"polarity": "denied" if one.denied else "affirmed", "certainty": "certain" if one.certain else "possible"},
            "chain": [{"source": {"text": one.speaker, "kind": "official", "named": True}}],
        }
        for one in golds
    ]


def test_a_seed_gives_one_set_of_reports() -> None:
    assert list(lines(written(AF, SMALL, 4)[1], AF)) == list(lines(small()[1], AF))


def test_reports_are_out_after_what_they_tell_and_name_its_districts() -> None:
    run, reports = small()
    assert len(reports) > 50
    for report in reports:
        for told in report.told:
            assert told.sentence in report.text
            assert not told.first.honest or told.first.about <= report.at
            for place in told.places:
                name = run.land.districts[place].name
                assert told.first.vague or name in told.sentence


def test_sentences_are_sentences() -> None:
    for report in small()[1]:
        assert report.text[0].isupper()
        assert report.text.endswith(".")
        assert "{" not in report.text + report.title
        assert ",," not in report.text
        assert "  " not in report.text


def test_wordings_apart_are_others() -> None:
    usual = {wording for kind in USUAL.said.values() for wording in kind} | {*USUAL.by, *USUAL.denied_by}
    apart = {wording for kind in APART.said.values() for wording in kind} | {*APART.by, *APART.denied_by}
    assert not usual & apart
    assert APART.said.keys() == USUAL.said.keys()
    run, reports = written(AF, SMALL, 4, APART)
    golds = gold(run, AF, reports)
    assert compare(golds, claims_of(golds)).slots["claim"].f1 == 1.0


def test_a_perfect_reader_scores_full_marks() -> None:
    run, reports = small()
    golds = gold(run, AF, reports)
    score = compare(golds, claims_of(golds))
    assert {slot: tally.f1 for slot, tally in score.slots.items()} == pytest.approx(dict.fromkeys(score.slots, 1.0))
    assert not score.missed
    assert not score.spurious


def test_who_finds_nothing_scores_nothing() -> None:
    run, reports = small()
    score = compare(gold(run, AF, reports), [])
    assert score.slots["claim"].f1 == 0.0
    assert score.slots["party"].f1 == 0.0


def test_what_nobody_wrote_costs_precision() -> None:
    run, reports = small()
    golds = gold(run, AF, reports)
    other = dict(claims_of(golds[:1])[0], place={"id": "wof:1"}, kind="captured")
    score = compare(golds, [*claims_of(golds), other])
    assert score.slots["claim"].f1 < 1.0
    assert len(score.spurious) == 1


@pytest.mark.parametrize(
    ("slot", "change"),
    [
        ("party", {"party": {"id": "somebody"}}),
        ("polarity", {"stance": {"polarity": "denied", "certainty": "certain"}}),
        ("day", {"when": {"start": "2001-01-01T00:00:00+00:00", "end": "2001-01-02T00:00:00+00:00"}}),
        ("speaker", {"chain": [{"source": {"text": "somebody else", "kind": "official", "named": True}}]}),
    ],
)
def test_a_wrong_slot_costs_that_slot(slot: str, change: dict[str, Any]) -> None:
    run, reports = small()
    golds = gold(run, AF, reports)
    row = next(row for row, one in enumerate(golds) if one.party and one.when and not one.denied and one.kind == "captured")
    claims = claims_of(golds)
    claims[row] = {**claims[row], **change}
    score = compare(golds[row : row + 1], claims[row : row + 1])
    assert score.slots[slot].right == 0
    assert score.slots["claim"].right == 1


def test_the_other_side_of_a_change_of_hands_is_the_same_claim() -> None:
    run, reports = small()
    one = next(one for one in gold(run, AF, reports) if one.kind == "captured" and one.party and one.against and not one.denied)
    turned = dict(claims_of([one])[0], kind="lost", party={"id": one.against}, against={"id": one.party})
    score = compare([one], [turned])
    assert score.slots["claim"].right == score.slots["party"].right == score.slots["against"].right == 1
    stranger = dict(turned, party={"id": "somebody"}, against=None)
    assert compare([one], [stranger]).slots["claim"].right == 0


def test_the_clock_of_the_simulation_is_local_time() -> None:
    calendar = Calendar(datetime(2021, 5, 31, 21, 30, tzinfo=UTC))  # 02:00 of 1 June in Kabul
    assert calendar.local(0) == datetime(2021, 6, 1, 2)  # noqa: DTZ001 - a local clock
    assert calendar.utc(60) == datetime(2021, 5, 31, 22, 30, tzinfo=UTC)
    assert calendar.local(DAY - 3 * HOUR).day == 1


def test_names_are_plain() -> None:
    assert plain("Khenj (Hese- Awal)") == "Khenj"
    assert plain("Andarab") == "Andarab"
