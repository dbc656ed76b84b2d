"""What is kept beside a ledger changes no answer: with it, without it, grown with the ledger, stale, damaged, or shared by processes."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reportedly.ledger import Decision, Ledger, Shelf, Verdict, Writer
from reportedly.pipeline import Explaining, Knowledge, Query, Way, answer, answered, fromshelf, names_on_shelf, open_knowledge
from reportedly.pipeline.producer import maker
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.picture import Picture
from reportedly.terms.place import Level, Place, PlaceMention, PlaceRef
from reportedly.terms.source import Link, SourceKind
from worlds import DAY, PLACES, WIRE, said, somewhere, source

NOW = datetime(2032, 1, 1, tzinfo=UTC)
HERE = {name: replace(place, country="XX", adm1="north") for name, place in PLACES.items()}
SPEAKERS = (WIRE, source("army", SourceKind.PARTY, "red"), source("crowd", SourceKind.ACCOUNT), source("daily", SourceKind.OUTLET))
KINDS = (Kind.HOLDS, Kind.CAPTURED, Kind.CONTESTED, Kind.LOST, Kind.CLASH)

T = TypeVar("T")
Row = tuple[int, int, int, int, int]
ROWS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 60), st.integers(0, 3), st.integers(1, 30)), min_size=1, max_size=10
)
SOME: list[Row] = [(1, 0, 3, 0, 2), (0, 1, 9, 1, 4), (4, 0, 20, 2, 1), (3, 2, 26, 3, 5), (1, 1, 31, 0, 2), (2, 0, 44, 3, 9)]
MORE: list[Row] = [(1, 2, 50, 0, 1), (3, 0, 52, 1, 3), (0, 0, 5, 3, 50)]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


@pytest.fixture(autouse=True)
def _small_ledgers_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fromshelf, "MANY", 0)


def claims_of(rows: list[Row], start: int = 0) -> list[Claim]:
    found = []
    for number, (kind, place, hour, speaker, delay) in enumerate(rows, start):
        claim = said(KINDS[kind], ("red", "blue")[number % 2], hour, by=SPEAKERS[speaker], delay=delay)
        found.append(replace(claim, place=somewhere(place, HERE), producer="p@1"))
    return found


def add(path: Path, claims: list[Claim], places: Mapping[str, Place] = HERE) -> None:
    with Writer(path, NOW) as writer:
        writer.describe(places, {})
        reports = {claim.report.id: tuple(other for other in claims if other.report.id == claim.report.id) for claim in claims}
        writer.import_readings([tuple({claim.id: claim for claim in report}.values()) for report in reports.values()])


def queries(*hours: float) -> list[Query]:
    return [Query(name, DAY + timedelta(hours=hour), DAY + timedelta(hours=hour + 2)) for name in HERE for hour in hours]


ASKED = queries(30, 55, 80)


def shelf_of(path: Path) -> Path:
    return path.with_name(path.name + ".shelf")


def told(path: Path, knowledge: Knowledge, asked: list[Query] = ASKED) -> tuple[Picture, ...]:
    with Ledger(path) as ledger:
        return answer(ledger, asked, knowledge)


def worked_out(path: Path, knowledge: Knowledge, asked: list[Query] = ASKED) -> tuple[Picture, ...]:
    """What is answered without a shelf."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fromshelf, "MANY", 10**9)
        return told(path, knowledge, asked)


@pytest.fixture
def path(tmp_path: Path, knowledge: Knowledge) -> Path:
    add(tmp_path / "l.db", claims_of(SOME))
    told(tmp_path / "l.db", knowledge)
    return tmp_path / "l.db"


def test_a_kept_answer_is_the_one_worked_out(path: Path, knowledge: Knowledge) -> None:
    assert shelf_of(path).exists()
    assert told(path, knowledge) == worked_out(path, knowledge)


def test_what_is_kept_is_used(path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = told(path, knowledge)

    def refuse(*_: object, **__: object) -> Iterator[Claim]:
        raise AssertionError

    monkeypatch.setattr(Ledger, "claims_at", refuse)
    assert told(path, knowledge) == expected


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_a_shelf_grows_with_its_ledger(
    knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory, before: list[Row], after: list[Row]
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "l.db"
    add(path, claims_of(before))
    told(path, knowledge)
    add(path, claims_of(after, len(before)))
    assert told(path, knowledge) == worked_out(path, knowledge)
    assert told(path, knowledge) == worked_out(path, knowledge)


BROAD = {
    name: Place(name, name.title(), Level.ADM2, "XX", adm1=unit, adm1_id=unit, adm2_id=name, lat=40.0 + row, lon=60.0 + column)
    for column, (unit, names) in enumerate((("north", ("ash", "birch", "cedar", "elm")), ("south", ("oak", "pine"))))
    for row, name in enumerate(names)
}
NORTH = Place("north", "North", Level.ADM1, "XX", adm1="north", adm1_id="north")
ABOUT = (
    PlaceRef("", NORTH, 1.0, mention=PlaceMention(0, 5, "North", unit="province")),
    PlaceRef("", NORTH, 1.0, mention=PlaceMention(0, 5, "North", unit="province", relation="in")),
    PlaceRef("", NORTH, 1.0, mention=PlaceMention(0, 5, "North", unit="province", extent="2")),
    PlaceRef("", NORTH, 1.0, mention=PlaceMention(0, 5, "North", unit="province", extent="most")),
    PlaceRef("", BROAD["ash"], 0.6, alternatives=((BROAD["oak"], 0.3),)),  # a name that two districts bear, one in each province
    PlaceRef("", BROAD["birch"], 0.5, alternatives=((BROAD["elm"], 0.4),)),
    PlaceRef("", BROAD["ash"], 1.0),
    PlaceRef("", BROAD["pine"], 1.0),
)
VAGUE = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, len(ABOUT) - 1), st.integers(0, 60), st.integers(0, 3), st.integers(1, 30)),
    min_size=1,
    max_size=8,
)
ASKED_BROADLY = [Query(name, DAY + timedelta(hours=hour), DAY + timedelta(hours=hour + 2)) for name in BROAD for hour in (40, 80)]


def vague_claims_of(rows: list[Row], start: int = 0) -> list[Claim]:
    claims = claims_of([(kind, 0, *rest) for kind, _, *rest in rows], start)  # type: ignore[misc]
    return [replace(claim, place=ABOUT[about]) for claim, (_, about, *_) in zip(claims, rows, strict=True)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VAGUE, VAGUE)
@example([(0, 6, 1, 0, 1), (1, 0, 20, 0, 1)], [(1, 2, 30, 3, 1), (2, 4, 35, 0, 2)])
@example([(0, 7, 1, 0, 1), (1, 4, 20, 0, 1)], [(1, 6, 30, 3, 1), (3, 3, 5, 1, 40)])
def test_a_shelf_grows_with_claims_that_name_no_one_district(
    knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory, before: list[Row], after: list[Row]
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "l.db"
    add(path, vague_claims_of(before), BROAD)
    told(path, knowledge, ASKED_BROADLY)
    add(path, vague_claims_of(after, len(before)), BROAD)
    assert told(path, knowledge, ASKED_BROADLY) == worked_out(path, knowledge, ASKED_BROADLY)
    assert told(path, knowledge, ASKED_BROADLY) == worked_out(path, knowledge, ASKED_BROADLY)


def test_a_claim_about_a_province_moves_districts_on_the_shelf(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "l.db"
    add(path, vague_claims_of([(0, 6, 1, 0, 1), (0, 7, 2, 0, 1)]), BROAD)
    before = told(path, knowledge, ASKED_BROADLY)
    add(path, vague_claims_of([(1, 0, 30, 3, 1)], 2), BROAD)
    after = told(path, knowledge, ASKED_BROADLY)
    moved = {picture.place.id for picture, then in zip(after, before, strict=True) if picture.p != then.p}
    assert {"ash", "birch", "cedar", "elm"} <= moved
    assert after == worked_out(path, knowledge, ASKED_BROADLY)


class Watcher:
    """Remembers what it was shown: what, how much of it was done, and of how much."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int, int]] = []

    def __call__(self, work: Iterable[T], what: str, total: int, /) -> Iterable[T]:
        pieces = list(work)
        self.seen.append((what, len(pieces), total))
        return pieces


def watched(path: Path, knowledge: Knowledge) -> list[tuple[str, int, int]]:
    watcher = Watcher()
    with Ledger(path) as ledger:
        assert answered(ledger, ASKED, knowledge, Way(watch=watcher)) == answer(ledger, ASKED, knowledge)
    return watcher.seen


def test_who_looks_on_sees_what_is_worked_out_and_changes_nothing(path: Path, knowledge: Knowledge) -> None:
    shelf_of(path).unlink()
    whole = watched(path, knowledge)
    assert [what for what, _, _ in whole] == [
        "reading claims",
        "linking claims",
        "evidence of districts",
        "releases",
        "keeping roots of claims",
    ]
    assert all(done == total for _, done, total in whole)
    assert [what for what, done, _ in watched(path, knowledge) if done] == ["releases"]
    add(path, claims_of(MORE, len(SOME)))
    grown = {what: done for what, done, _ in watched(path, knowledge)}
    assert grown["linking claims"] == len(MORE)
    assert 0 < grown["evidence of districts"] <= len(HERE) + 1
    assert "reading claims" not in grown


def test_a_claim_that_was_public_before_others_gives_them_its_root(tmp_path: Path, knowledge: Knowledge) -> None:
    path, copying = tmp_path / "l.db", source("crowd", SourceKind.ACCOUNT)
    claims = claims_of([(1, 0, 3, 2, 20), (1, 0, 3, 2, 2)])
    late, first = (replace(claim, party=claims[0].party, chain=(Link(copying),)) for claim in claims)
    add(path, [late])
    told(path, knowledge)
    add(path, [first])
    assert told(path, knowledge) == worked_out(path, knowledge)


def test_the_shelf_of_another_ledger_is_not_used(path: Path, tmp_path: Path, knowledge: Knowledge) -> None:
    other = tmp_path / "other.db"
    add(other, claims_of(MORE))
    shutil.copy(shelf_of(path), shelf_of(other))
    assert told(other, knowledge) == worked_out(other, knowledge)


def test_the_shelf_of_another_program_is_not_used(path: Path, knowledge: Knowledge) -> None:
    with Shelf.beside(path, "another") as shelf:
        assert shelf is not None
        assert shelf.names("XX/") == ()
    assert told(path, knowledge) == worked_out(path, knowledge)


@pytest.mark.parametrize("damage", [b"", b"no database at all, but long enough to be looked at" * 100])
def test_a_file_that_is_no_shelf_is_replaced(path: Path, knowledge: Knowledge, damage: bytes) -> None:
    shelf_of(path).write_bytes(damage)
    assert told(path, knowledge) == worked_out(path, knowledge)
    assert told(path, knowledge) == worked_out(path, knowledge)


@pytest.mark.parametrize("name", ["XX/tip", "XX/0/told", "XX/0/touched", "items", "heard", "releases"])
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_damaged_values_are_worked_out_again(path: Path, knowledge: Knowledge, name: str, damage: str) -> None:
    with Shelf.beside(path, maker(knowledge.parties)) as shelf:
        assert shelf is not None
        names = [one for one in shelf.names("XX/") if name in one]
        values = {one: shelf.get(one) or b"" for one in names}
        assert names
        if damage == "gone":
            assert shelf.keep(lambda: shelf.drop(names))
        else:
            spoilt = {
                one: value[: len(value) // 2] + (b"" if damage == "cut" else b"!!" + value[len(value) // 2 + 2 :])
                for one, value in values.items()
            }
            assert shelf.keep(lambda: shelf.put(spoilt))
    assert told(path, knowledge) == worked_out(path, knowledge)


def test_roots_that_are_gone_are_found_again(path: Path, knowledge: Knowledge) -> None:
    with Shelf.beside(path, maker(knowledge.parties)) as shelf:
        assert shelf is not None
        tip = shelf.get("XX/tip") or b""
        names = {name: shelf.get(name) or b"" for name in shelf.names("XX/")}
        assert shelf.keep(lambda: shelf.clear("XX/"))
        assert shelf.keep(lambda: shelf.put(names | {"XX/tip": tip}))
    add(path, claims_of(MORE, len(SOME)))
    assert told(path, knowledge) == worked_out(path, knowledge)


def test_withdrawn_claims_are_not_kept(path: Path, knowledge: Knowledge) -> None:
    with Writer(path, NOW) as writer:
        writer.decide(Decision(Verdict.RETRACT, claims_of(SOME)[0].id, "editor", "wrong place"))
    assert told(path, knowledge) == worked_out(path, knowledge)


def test_a_folder_that_cannot_be_written_has_no_shelf(path: Path, knowledge: Knowledge) -> None:
    expected = worked_out(path, knowledge)
    shelf_of(path).unlink()
    shelf_of(path).mkdir()
    assert told(path, knowledge) == expected


def test_a_time_before_all_is_worked_out(path: Path, knowledge: Knowledge) -> None:
    early = queries(-50, 1)
    assert told(path, knowledge, early) == worked_out(path, knowledge, early)


def test_the_names_of_parties_are_kept(path: Path, knowledge: Knowledge) -> None:
    with Ledger(path) as ledger:
        names = names_on_shelf(ledger, "XX", knowledge)
        assert names is not None
        assert {"red", "blue"} <= names.keys()
        assert names_on_shelf(ledger, "YY", knowledge) is None


def _ask(path: Path) -> tuple[Picture, ...]:
    fromshelf.MANY = 0
    with Ledger(path) as ledger:
        return answer(ledger, ASKED, open_knowledge(), explaining=Explaining.ALL)


def test_two_processes_at_once_give_the_same(path: Path, knowledge: Knowledge) -> None:
    shelf_of(path).unlink()
    add(path, claims_of(MORE, len(SOME)))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_ask, [path] * 4))
    assert all(one == worked_out(path, knowledge) for one in found)
