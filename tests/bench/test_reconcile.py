"""Sets, rules and scores of the run beside peers, on made-up claims and on a small simulated war."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rules
import scoring
from peers import once
from sets import Floats, Given, Lie, Questions, Truth, Votes, hours, load, vote
from simulator.scenario import SCENARIOS, Scenario
from simulator.simulation import Simulation
from simulator.writing import Files

NO_TIME = np.array([], dtype=float)


def claim(kind: str, party: str | None = "A", against: str | None = "B", **more: object) -> dict[str, Any]:
    slots = {name: {"id": value} if value else None for name, value in (("party", party), ("against", against))}
    return {"kind": kind, **slots, "place": {"id": "k1", "level": "adm2"}, "stance": {"polarity": "affirmed"}, **more}


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (claim("captured"), "A"),
        (claim("recaptured", against=None), "A"),
        (claim("holds"), "A"),
        (claim("repelled"), "A"),
        (claim("withdrew"), "B"),
        (claim("surrendered"), "B"),
        (claim("lost"), "B"),
        (claim("contested"), "contested"),
        (claim("lost", against=None), None),
        (claim("captured", party=None), None),
        (claim("clash"), None),
        (claim("besieged"), None),
        (claim("advancing"), None),
        (claim("captured", stance={"polarity": "denied"}), None),
        (claim("denied", stance={"polarity": "denied"}), None),
        (claim("captured", place={"id": "p1", "level": "adm1"}), None),
    ],
)
def test_what_a_claim_votes_for(given: dict[str, Any], state: str | None) -> None:
    assert vote(given) == state


def made(votes: list[tuple[float, float, int, int, bool, bool]], asked: list[tuple[float, float]], true: list[int]) -> Given:
    """A district of a war between A and B; votes are moment, publication, state, source, certain, neutral."""
    columns = [np.array(column) for column in zip(*votes, strict=True)]
    moment, public, state, source, certain, neutral = columns
    place = np.zeros(len(votes), dtype=np.int64)
    at, known = (np.array(column, dtype=float) for column in zip(*asked, strict=True))
    return Given(
        name="made",
        folder=Path(),
        states=("A", "B", "contested"),
        places=("k1",),
        sources=(("agency", None), ("party", "A")),
        begins=0.0,
        votes=Votes(place, state, moment, public, source, certain, neutral),
        questions=Questions(np.zeros(len(asked), dtype=np.int64), at, known),
        truth=Truth(np.array(true), np.full(len(true), np.inf)),
        lie=None,
    )


EARLY, LATE, SIDED = (10.0, 12.0, 0, 0, True, True), (20.0, 30.0, 1, 0, False, True), (25.0, 26.0, 0, 1, True, False)
WAR = made([EARLY, SIDED, LATE], [(5.0, 5.0), (24.0, 24.0), (28.0, 28.0), (28.0, 99.0), (40.0, 40.0)], [0, 0, 1, 1, 1])


@pytest.mark.parametrize(
    ("rule", "likeliest"),
    [
        ("latest", [None, 0, 0, 0, 0]),  # LATE tells of hour 20, before what SIDED tells of
        ("neutral", [None, 0, 0, 1, 1]),  # LATE is known only from hour 30 on
        ("certain", [None, 0, 0, 0, 0]),
    ],
)
def test_rules_use_what_was_known_and_what_they_look_for(rule: str, likeliest: list[int | None]) -> None:
    answers = rules.answer(WAR, rule)
    assert answers.sum(axis=1) == pytest.approx(1.0)
    for row, state in zip(answers, likeliest, strict=True):
        assert row == pytest.approx(1 / 3) if state is None else int(row.argmax()) == state


def test_a_majority_counts_each_speaker_once() -> None:
    votes = [(1.0 + hour, 1.0 + hour, 0, 1, True, False) for hour in range(9)]
    given = made([*votes, (3.5, 3.5, 1, 0, True, True), (4.5, 4.5, 1, 2, True, True)], [(20.0, 20.0), (900.0, 900.0)], [1, 1])
    soon, later = rules.answer(given, "majority")
    assert soon == pytest.approx(np.array([1.3, 2.3, 0.3]) / 3.9)
    assert later[0] == rules.CARRIED  # weeks later the latest claim is all there is


def answers(p: Floats, state: list[int], since: list[float], known_later: list[bool] | None = None) -> scoring.Answers:
    later = known_later or [False] * len(state)
    given = made([EARLY], [(100.0, 400.0 if late else 100.0) for late in later], state)
    truth = Truth(np.array(state), np.array(since))
    given = Given(**{name: getattr(given, name) for name in Given.__slots__} | {"truth": truth, "lie": Lie(0, 1, 90.0, 110.0)})
    return scoring.Answers(given, p, p.max(axis=1) > 0.9)


def test_the_truth_scores_full_marks() -> None:
    found = scoring.figures(answers(np.eye(3), [0, 1, 2], [1.0, 30.0, np.inf]), "realtime")
    assert (found.accuracy, found.brier, found.ece, found.acc24, found.false_confirmed) == (1.0, 0.0, 0.0, 1.0, 0.0)
    assert found.confirmed == 1.0
    assert found.lie == 1.0


def test_knowing_nothing_scores_one_in_three() -> None:
    found = scoring.figures(answers(np.full((4, 3), 1 / 3), [0, 1, 2, 2], [1.0, 2.0, 3.0, 40.0]), "realtime")
    assert found.accuracy == pytest.approx(1 / 3)
    assert found.brier == pytest.approx(2 / 3)
    assert found.false_confirmed is None


def test_a_sure_mistake_is_a_false_confirmed_one() -> None:
    p = np.array([[0.95, 0.05, 0.0], [0.95, 0.05, 0.0], [0.6, 0.4, 0.0]])
    found = scoring.figures(answers(p, [0, 1, 1], [500.0, 500.0, 5.0]), "realtime")
    assert found.accuracy == pytest.approx(1 / 3)
    assert found.false_confirmed == 0.5
    assert found.acc24 == 0.0
    assert found.ece == pytest.approx((2 * 0.45 + 0.6) / 3)


def test_parts_are_kept_apart() -> None:
    both = answers(np.eye(3)[[0, 0]], [0, 1], [1.0, 1.0], [False, True])
    assert [scoring.figures(both, part).accuracy for part in scoring.PARTS] == [1.0, 0.0]


def test_right_again_after_a_change() -> None:
    found = scoring.points(answers(np.eye(3)[[0, 0, 0]], [1, 0, 0], [2.0, 30.0, 30.0]), "realtime")
    assert scoring.after_change(found) == [(6.0, 0.0, 1), (48.0, 1.0, 2)]


def test_a_mean_leaves_out_what_is_not_there() -> None:
    one = scoring.figures(answers(np.eye(3), [0, 1, 2], [1.0, 1.0, 1.0]), "realtime")
    two = scoring.figures(answers(np.full((3, 3), 1 / 3), [0, 1, 2], [1.0, 1.0, 1.0]), "realtime")
    mean = scoring.mean([one, two])
    assert mean.accuracy == pytest.approx(2 / 3)
    assert mean.false_confirmed == 0.0
    assert mean.number == 6


def test_one_speaker_is_heard_once_a_day() -> None:
    same, next_day, other = (1.0, 2.0, 0, 0, True, True), (30.0, 31.0, 0, 0, True, True), (1.5, 2.0, 1, 0, True, True)
    given = made([same, same, other, next_day], [(1.0, 1.0)], [0])
    assert once(given.votes, np.arange(4)).tolist() == [0, 2, 3]


def test_a_simulated_set_is_read_and_answered(tmp_path: Path) -> None:
    scenario = SCENARIOS["quiet"]
    small = Scenario(**{name: getattr(scenario, name) for name in Scenario.__slots__} | {"districts": 30, "days": 10})
    Files(Simulation(small, 3), tmp_path / "quiet.3").write()
    given = load(tmp_path / "quiet.3")
    assert given.states == ("A", "B", "contested")
    assert len(given.questions.at) == 30 * 10 * 2
    assert (np.diff(given.votes.public) >= 0).all()
    assert (given.votes.moment <= given.votes.public).all()
    truth = np.eye(3)[given.truth.state]
    assert scoring.figures(scoring.Answers(given, truth, truth.max(axis=1) > 0.9), "hindsight").accuracy == 1.0
    latest = rules.answer(given, "latest")
    assert scoring.figures(scoring.Answers(given, latest, latest.max(axis=1) > 0.9), "realtime").accuracy > 0.6
    assert json.loads((tmp_path / "quiet.3" / "meta.json").read_text())["start"] == "2033-04-04T00:00:00Z"
    assert given.begins == hours("2033-04-04T00:00:00Z")
