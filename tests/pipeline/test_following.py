"""Asked again and again while reports come in, a ledger gives what it gives when it is asked but once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.gazetteer import open_default
from reportedly.ledger import Decision, Ledger, Verdict, Writer
from reportedly.pipeline import Explaining, Follower, Knowledge, Query, answer, open_knowledge
from reportedly.reconcile import Linker, link
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.source import SourceKind
from worlds import DAY, PLACES, WIRE, said, somewhere, source

NOW = datetime(2032, 1, 1, tzinfo=UTC)
HERE = {name: replace(place, country="XX", adm1="north") for name, place in PLACES.items()}
SPEAKERS = (WIRE, source("army", SourceKind.PARTY, "red"), source("crowd", SourceKind.ACCOUNT), source("daily", SourceKind.OUTLET))
KINDS = (Kind.HOLDS, Kind.CAPTURED, Kind.CONTESTED, Kind.LOST, Kind.CLASH)

Rows = list[tuple[int, int, int, int, int]]
ROWS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 60), st.integers(0, 3), st.integers(1, 30)), min_size=1, max_size=14
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


def claims_of(rows: Rows) -> list[Claim]:
    found = []
    for number, (kind, place, hour, speaker, delay) in enumerate(rows):
        claim = said(KINDS[kind], ("red", "blue")[number % 2], hour, by=SPEAKERS[speaker], delay=delay)
        found.append(replace(claim, place=somewhere(place, HERE), producer="p@1"))
    return found


def add(path: Path, claims: list[Claim]) -> None:
    with Writer(path, NOW) as writer:
        writer.describe(HERE, {})
        reports = {claim.report.id: tuple(other for other in claims if other.report.id == claim.report.id) for claim in claims}
        writer.import_readings([tuple({claim.id: claim for claim in report}.values()) for report in reports.values()])


def asked(*hours: float) -> list[Query]:
    return [Query(name, DAY + timedelta(hours=hour), DAY + timedelta(hours=hour + 2)) for name in HERE for hour in hours]


@settings(max_examples=15, deadline=None)
@given(ROWS, ROWS)
def test_a_ledger_that_grows_is_answered_as_one_that_was_whole(
    knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory, before: Rows, after: Rows
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "l.db"
    queries = asked(30, 55, 80)
    add(path, claims_of(before))
    with Ledger(path) as ledger:
        follower = Follower(ledger, knowledge)
        follower.answer(queries)
        add(path, claims_of(after))
        alone = [answer(ledger, [query], knowledge, explaining=Explaining.NONE)[0] for query in queries]
        for found, whole in zip(follower.answer(queries), alone, strict=True):
            assert found.p == pytest.approx(whole.p, abs=1e-9)
            assert replace(found, p={}) == replace(whole, p={})


@settings(max_examples=100, deadline=None)
@given(ROWS, st.randoms())
def test_roots_do_not_depend_on_the_order_of_delivery(rows: Rows, random: object) -> None:
    claims = claims_of(rows)
    linker, found = Linker(), dict[str, str | None]()
    shuffled = sorted(claims, key=lambda _: random.random())  # type: ignore[attr-defined]
    for claim in [*shuffled, *shuffled[:2]]:
        found |= {changed.id: changed.root for changed in linker.add([claim])}
    assert found == {claim.id: claim.root for claim in link(claims)}


def test_what_people_decide_and_what_is_read_anew_counts_at_once(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    wrong = claims_of([(1, 0, 10, 0, 1), (1, 0, 10, 3, 1)])
    add(path, wrong)
    query = asked(20)[:1]
    with Ledger(path) as ledger:
        follower = Follower(ledger, knowledge)
        before = follower.answer(query)
        anew = [replace(wrong[0], kind=Kind.CONTESTED), wrong[1]]
        add(path, anew)
        read_anew = follower.answer(query)
        assert read_anew == answer(ledger, query, knowledge, explaining=Explaining.NONE) != before
        with Writer(path, NOW) as writer:
            writer.decide(Decision(Verdict.RETRACT, wrong[1].id, "me", "a mistake"))
        assert follower.answer(query) == answer(ledger, query, knowledge, explaining=Explaining.NONE) != read_anew


def test_a_new_report_moves_no_other_district_before_the_next_release(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    add(path, claims_of([(0, place, hour, 0, 1) for place in range(3) for hour in (1, 5, 9)]))
    queries = [Query(name, DAY + timedelta(hours=14), DAY + timedelta(hours=14)) for name in HERE]
    with Ledger(path) as ledger:
        follower = Follower(ledger, knowledge)
        before = follower.answer(queries)
        add(path, claims_of([(1, 1, 12, 3, 1)]))
        after = follower.answer(queries)
    assert [one.p == other.p for one, other in zip(before, after, strict=True)] == [True, False, True]


def test_a_place_in_no_country_and_one_never_heard_of_are_answered_too(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    add(path, claims_of([(0, 0, 1, 0, 1)]))
    kabul = open_default().place("wof:1108561875")
    assert kabul is not None
    with Ledger(path) as ledger:
        queries = [Query(kabul.id, NOW, NOW), Query("alpha", DAY - timedelta(days=9), DAY - timedelta(days=9))]
        one_by_one = tuple(answer(ledger, [query], knowledge, explaining=Explaining.NONE)[0] for query in queries)
        assert Follower(ledger, knowledge).answer(queries) == one_by_one
