"""Names that users type, and the districts that they mean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportedly.cli.files import write_text
from reportedly.cli.places import districts_named
from reportedly.gazetteer.store import Gazetteer, open_default
from reportedly.terms.place import Level, Place


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_default()


@pytest.mark.parametrize(
    ("name", "district"),
    [
        ("Andarab", "Andarab"),
        ("Pol-e-Hesar", "Puli Hisar"),
        ("pul-i hisar", "Puli Hisar"),
        ("Deh Salah", "Dih Salah"),
        ("ده صلاح", "Dih Salah"),
        ("Banu", "Andarab"),
        ("wof:1108561803", "Andarab"),
        ("Andarab district", "Andarab"),
        ("Kunduz", "Kunduz"),
        ("Andarab, Baghlan", "Andarab"),
        ("Andarab, AF", "Andarab"),
        ("Sirte, LY", "Sirte"),  # no districts are known there: the town stands for itself
    ],
)
def test_one_district_in_many_spellings(gazetteer: Gazetteer, name: str, district: str) -> None:
    assert [place.name for place in districts_named(name, gazetteer, {}, {"wof:1108561803"}).districts] == [district]


@pytest.mark.parametrize("name", ["Nowhere", "", "wof:1", "Andarab, Herat", "Andarab province", "xyzzy district"])
def test_a_name_that_nobody_bears_is_nobodys(gazetteer: Gazetteer, name: str) -> None:
    assert districts_named(name, gazetteer, {}, ()).districts == ()


@pytest.mark.parametrize(("name", "count"), [("Baghlan", 15), ("Panjshir", 7), ("Kunduz province", 7), ("Baghlan province", 15)])
def test_a_province_means_its_districts(gazetteer: Gazetteer, name: str, count: int) -> None:
    found = districts_named(name, gazetteer, {}, ()).districts
    assert len(found) == count
    assert {place.level for place in found} == {Level.ADM2}


def test_of_several_places_those_that_claims_touch_are_meant(gazetteer: Gazetteer) -> None:
    balkh, faryab = (districts_named(f"Dawlatabad, {adm1}", gazetteer, {}, ()).districts[0] for adm1 in ("Balkh", "Faryab"))
    assert balkh.id != faryab.id
    assert districts_named("Dawlatabad", gazetteer, {}, {faryab.id}).districts == (faryab,)
    assert set(districts_named("Dawlatabad", gazetteer, {}, {faryab.id, balkh.id}).districts) == {faryab, balkh}


def test_places_of_imported_claims_come_first(gazetteer: Gazetteer) -> None:
    own = Place("d1", "Andarab", Level.ADM2)
    assert districts_named("andarab", gazetteer, {"d1": own}, ()).districts == (own,)
    assert districts_named("d1", gazetteer, {"d1": own}, ()).districts == (own,)


def test_a_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "a line\n")
    assert (os.read(reader, 100), pipe.is_fifo()) == (b"a line\n", True)
    os.close(reader)


@pytest.mark.parametrize(
    ("name", "level", "note"),
    [
        ("Baghlan", None, "'Baghlan' is a province: its 15 districts are meant"),
        ("AF", None, ""),
        ("Baghlan province", None, ""),
        ("Andarab", None, ""),
        ("Kunduz", None, ""),
        ("Kunduz", Level.ADM1, "'Kunduz' is a province: its 7 districts are meant"),
        ("Banu", None, "'Banu' is a settlement: the district around it is meant, Andarab"),
        ("wof:1108561803", None, ""),
    ],
)
def test_a_name_of_something_else_than_one_district_is_noted(gazetteer: Gazetteer, name: str, level: Level | None, note: str) -> None:
    assert districts_named(name, gazetteer, {}, {"wof:1108561803"}, level).note == note


def test_a_level_rules_out_the_others(gazetteer: Gazetteer) -> None:
    assert districts_named("Andarab", gazetteer, {}, (), Level.ADM1).districts == ()
    assert len(districts_named("Kunduz", gazetteer, {}, (), Level.ADM2).districts) == 1
    assert len(districts_named("Kunduz", gazetteer, {}, (), Level.ADM1).districts) == 7
