"""The simulated war: the same seed gives the same war, nothing true is told before it happens, and what is written can be read back."""

import gzip
import json
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import pytest
from simulator.agenda import Agenda
from simulator.chance import poisson
from simulator.echo import Lately
from simulator.geography import invent, roads
from simulator.records import DAY, HOUR, Minutes, Published
from simulator.scenario import SCENARIOS, Scenario
from simulator.simulation import Simulation
from simulator.whens import interval
from simulator.writing import PARTIES, Files

from reportedly.cli.main import main

SMALL = {"districts": 30, "days": 14}


def small(name: str) -> Scenario:
    given = SCENARIOS[name]
    return Scenario(**{field: getattr(given, field) for field in given.__slots__} | SMALL)


@cache
def ran(name: str, seed: int = 5) -> tuple[Simulation, tuple[Published, ...]]:
    run = Simulation(small(name), seed)
    return run, tuple(run.run())


@pytest.fixture(params=sorted(SCENARIOS))
def run(request: pytest.FixtureRequest) -> tuple[Simulation, tuple[Published, ...]]:
    return ran(request.param)


def test_a_seed_gives_one_war_and_another_seed_another() -> None:
    again = tuple(Simulation(small("mixed"), 5).run())
    assert again == ran("mixed")[1]
    assert again != ran("mixed", 6)[1]


def test_claims_come_in_order_with_ids_of_their_own(run: tuple[Simulation, tuple[Published, ...]]) -> None:
    claims = run[1]
    assert [one.at for one in claims] == sorted(one.at for one in claims)
    assert len({one.id for one in claims}) == len(claims) > 100


def test_nothing_true_is_told_before_it_happens(run: tuple[Simulation, tuple[Published, ...]]) -> None:
    assert all(one.post.about <= one.at for one in run[1] if one.post.honest)


def test_what_is_honestly_called_taken_was_held_by_the_taker(run: tuple[Simulation, tuple[Published, ...]]) -> None:
    simulation, claims = run
    for one in claims:
        post = one.post
        if post.honest and post.kind in ("captured", "recaptured", "holds") and not post.denies:
            assert simulation.war.then(post.place, post.about).holder == post.party, one


def test_an_honest_time_holds_what_it_tells(run: tuple[Simulation, tuple[Published, ...]]) -> None:
    assert all(one.post.start <= one.post.about < one.post.end for one in run[1] if one.post.honest and not one.post.denies)


def test_truth_covers_every_district_without_gaps(run: tuple[Simulation, tuple[Published, ...]]) -> None:
    simulation = run[0]
    upto: dict[int, Minutes] = {}
    for place, since, until, found in simulation.war.rows(simulation.end):
        assert since == upto.get(place, 0)
        assert since < until <= simulation.end
        assert (found.holder == found.nominal) or found.state == "raid"
        upto[place] = until
    assert upto == dict.fromkeys(range(len(simulation.land.districts)), simulation.end)


def test_what_refers_to_a_claim_comes_after_it(run: tuple[Simulation, tuple[Published, ...]]) -> None:
    seen: set[str] = set()
    referring = 0
    for one in run[1]:
        assert one.post.refers is None or one.post.refers in seen
        referring += one.post.refers is not None
        seen.add(one.id)
    assert referring or run[0].scenario.name in ("no-bursts", "quiet")


def test_chains_name_sources_that_exist_and_not_the_publisher(run: tuple[Simulation, tuple[Published, ...]]) -> None:
    known = {source.id for source in run[0].sources}
    for one in run[1]:
        assert {*one.post.chain, one.post.source.id} <= known
        assert one.post.source.id not in one.post.chain


def test_without_bursts_a_change_is_not_talked_about_more() -> None:
    simulation, claims = ran("no-bursts")
    changed = {place for place, past in enumerate(simulation.war.past) if len(past) > 1}
    weight = sum(simulation.land.districts[place].attention for place in changed)
    everywhere = sum(place.attention for place in simulation.land.districts)
    share = sum(one.post.place in changed for one in claims) / len(claims)
    assert share == pytest.approx(weight / everywhere, abs=0.12)
    assert not any(one.post.depth for one in claims)


def test_bursts_are_there_otherwise() -> None:
    simulation, claims = ran("mixed")
    changed = {place for place, past in enumerate(simulation.war.past) if len(past) > 1}
    weight = sum(simulation.land.districts[place].attention for place in changed)
    everywhere = sum(place.attention for place in simulation.land.districts)
    assert sum(one.post.place in changed for one in claims) / len(claims) > weight / everywhere + 0.1


def test_the_flooded_district_is_quiet_and_the_flood_is_false() -> None:
    simulation, claims = ran("flood")
    lie = simulation.lie
    assert lie is not None
    assert len(simulation.war.past[lie.place]) == 1
    shouted = [one for one in claims if one.post.place == lie.place and one.post.party == lie.party and not one.post.denies]
    assert len({one.post.source.id for one in shouted}) > 100
    assert not any(one.post.honest for one in shouted)


def test_sides_bend_more_where_there_is_propaganda() -> None:
    def false_share(name: str) -> float:
        claims = ran(name)[1]
        return sum(not one.post.honest for one in claims) / len(claims)

    assert false_share("propaganda") > false_share("mixed") > false_share("quiet") * 0.5


def test_files_are_read_back_by_the_program(tmp_path: Path) -> None:
    simulation = Simulation(small("mixed"), 5)
    claims = Files(simulation, tmp_path).write()
    ledger = str(tmp_path / "ledger.db")
    files = [str(tmp_path / "claims.jsonl.gz"), "--sources", str(tmp_path / "sources.jsonl"), "--places", str(tmp_path / "places.jsonl")]
    assert main(["import", *files, "--ledger", ledger]) == 0
    assert claims == json.loads((tmp_path / "hidden.json").read_text())["claims"]


def test_files_ask_of_every_district_every_day_twice(tmp_path: Path) -> None:
    Files(Simulation(small("quiet"), 5), tmp_path).write()
    with gzip.open(tmp_path / "grid.jsonl.gz", "rt") as stream:
        asked = [json.loads(line) for line in stream]
    assert len(asked) == 30 * 14 * 2
    assert all(row["known"] >= row["at"] for row in asked)
    with gzip.open(tmp_path / "claims.jsonl.gz", "rt") as stream:
        for line in stream:
            claim = json.loads(line)
            assert claim["when"]["start"] < claim["when"]["end"]
            assert claim["party"] is None or claim["party"]["id"] in PARTIES


@pytest.mark.parametrize(
    ("precision", "when", "at", "start", "end", "said"),
    [
        ("hour", 100, 500, 60, 120, "hour"),
        ("day", 100, 500, -2 * HOUR, DAY - 2 * HOUR, "day"),  # local midnight is two hours before that of UTC
        ("part", 5 * HOUR, DAY, 3 * HOUR, 8 * HOUR, "part"),
        ("part", 0, DAY, -6 * HOUR, 3 * HOUR, "night"),
        ("part", 19 * HOUR, DAY, 18 * HOUR, 27 * HOUR, "night"),
        ("days", 5 * DAY, 6 * DAY, 3 * DAY, 6 * DAY, "days"),
        ("days", 0, 6 * DAY, -DAY, 6 * DAY, "week"),
        ("week", 0, 20 * DAY, -1, 20 * DAY, "week"),
    ],
)
def test_times_are_stated(precision: str, when: int, at: int, start: int, end: int, said: str) -> None:
    assert interval(precision, when, at) == (start, end, said)


def test_an_agenda_keeps_the_order_in_which_things_were_planned() -> None:
    agenda = Agenda()
    done: list[str] = []

    def note(name: str, now: Minutes) -> None:
        done.append(f"{name}{now}")

    for name, when in (("b", 2), ("a", 1), ("c", 2), ("d", 9)):
        agenda.plan(when, partial(note, name))
    assert list(agenda.run(9)) == []
    assert done == ["a1", "b2", "c2"]
    assert len(agenda) == 1


def test_what_was_met_lately_is_forgotten_after_twice_the_span() -> None:
    lately = Lately(10)
    assert lately.new("story", 0)
    assert not lately.new("story", 9)
    assert not lately.new("story", 18)
    assert lately.new("story", 39)


def test_a_large_mean_is_drawn_in_parts() -> None:
    from random import Random  # noqa: PLC0415 - only here

    random = Random(1)  # noqa: S311 - a simulation
    drawn = [poisson(random, 200.0) for _ in range(200)]
    assert sum(drawn) / 200 == pytest.approx(200, abs=5)
    assert poisson(random, 0.0) == 0


def test_roads_run_both_ways() -> None:
    near = roads([(30.0, 60.0), (30.1, 60.0), (30.0, 60.2), (31.0, 61.0), (30.5, 60.5), (30.9, 61.0)])
    assert all(one in near[other] for one, row in enumerate(near) for other in row)
    assert all(near)


def test_districts_that_are_called_alike_know_each_other() -> None:
    from random import Random  # noqa: PLC0415 - only here

    land = invent(200, Random(3))  # noqa: S311 - a simulation
    pairs = [(row, other) for row, other in enumerate(land.alike) if other is not None]
    assert pairs
    assert len({place.name for place in land.districts}) == 200
    assert any(land.districts[row].name.endswith(land.districts[other].name) for row, other in pairs)


def test_the_start_of_the_war_is_in_utc(tmp_path: Path) -> None:
    files = Files(Simulation(small("quiet"), 5), tmp_path, datetime(2030, 1, 1, tzinfo=UTC))
    assert files.stamp(61) == "2030-01-01T01:01:00Z"
