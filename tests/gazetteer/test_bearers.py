"""Bearers of a name are those that the packs give, whether looked at or not; sets of keys hold what any pack or the user knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportedly.gazetteer import Gazetteer, open_default
from reportedly.gazetteer.bearers import Bearer, Bearers, Keys
from reportedly.gazetteer.own import Alias
from reportedly.gazetteer.pack import Bearing, Pack
from reportedly.gazetteer.write import Entry, write_pack

ABOUT = {"name": "small", "version": "1", "sources": []}
NAMED = [
    Entry("wof:1", "Uplands", "adm1", "NL", "wof:1", names=[("Uplands", Bearing.PREFERRED), ("UP", Bearing.CODE)]),
    Entry("geonames:7", "Up", "settlement", "NL", "wof:1", names=[("Up", Bearing.PREFERRED)]),
    Entry("geonames:8", "Mi", "settlement", "NL", "wof:1", names=[("MI", Bearing.CODE)]),
]
DAYS = (date.max, date(2021, 8, 15), date(2000, 1, 1))


def small(tmp_path: Path) -> Pack:
    write_pack(NAMED, tmp_path / "small", ABOUT, frozenset({"NL"}))
    return Pack(tmp_path / "small")


def test_abbreviations_are_kept_apart(tmp_path: Path) -> None:
    gazetteer = Gazetteer([small(tmp_path)])
    ids = {code: [gazetteer.of(bearer).id for bearer in gazetteer.names("up", code=code)] for code in (False, True)}
    assert ids == {False: ["geonames:7"], True: ["wof:1"]}
    assert not gazetteer.names("mi", code=False)
    assert not gazetteer.names("uplands", code=True)
    assert not gazetteer.names("nobody", code=False)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("key", ["kabul", "me", "panjshir", "georgia", "kupiansk", "afghan", "sask", "qwarz"])
def test_bearers_are_those_of_the_packs_on_every_day(key: str, day: date) -> None:
    gazetteer = open_default().at(day)
    found = gazetteer.names(key, code=False)
    assert bool(found) == bool(list(found))
    assert list(found) == [bearer for bearer in gazetteer.bearers("fold", key) if bearer.how is not Bearing.CODE]


def test_bearers_are_looked_for_once_and_when_asked_for() -> None:
    asked = []

    def find(kind: str, key: str) -> list[Bearer]:
        asked.append((kind, key))
        return [Bearer(0, 1, Bearing.PREFERRED), Bearer(0, 2, Bearing.CODE), Bearer(0, 3, Bearing.ALIAS)]

    bearers = Bearers(find, "up")
    assert bearers
    assert asked == []
    assert (len(bearers), bearers[1], bearers[:1]) == (2, Bearer(0, 3, Bearing.ALIAS), (Bearer(0, 1, Bearing.PREFERRED),))
    assert bearers == (Bearer(0, 1, Bearing.PREFERRED), Bearer(0, 3, Bearing.ALIAS)) == Bearers(find, "other")
    assert len({bearers, tuple(bearers)}) == 1
    assert asked == [("fold", "up"), ("fold", "other")]


def test_keys_are_those_of_every_pack_and_of_the_user(tmp_path: Path) -> None:
    pack = small(tmp_path)
    own = Gazetteer([pack, *open_default().packs], [Alias("Qwarz Mill", "geonames:7")])
    assert [key in own.keys("fold") for key in ("uplands", "kabul", "qwarz mill", "qwarz")] == [True, True, True, False]
    assert ("uplands" in Gazetteer([pack]).keys("fold"), "kabul" in Gazetteer([pack]).keys("fold")) == (True, False)
    assert [bearer.how for bearer in own.names("qwarz mill", code=False)] == [Bearing.CURATED]


def test_no_key_is_in_no_set() -> None:
    assert "a" not in Keys(())
    assert "a" in Keys((frozenset(), frozenset("a")))
