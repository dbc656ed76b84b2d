"""Units change: a gazetteer of a day knows the units of that day, and what became of the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportedly import places
from reportedly.errors import GazetteerError
from reportedly.gazetteer import Answer, Area, Gazetteer, look_up, open_default
from reportedly.gazetteer.history import ALWAYS, Past, read_history, turns, write_history
from reportedly.gazetteer.pack import Bearing, Pack, pack_id
from reportedly.gazetteer.write import Entry, write_pack
from reportedly.resolve import locate
from reportedly.terms.place import Place
from reportedly.terms.report import Report

# In Northland two districts were joined on 1 May 2020, and the province of Coast was divided on 1 January 2015.
JOINED, DIVIDED = date(2020, 5, 1), date(2015, 1, 1)
BEFORE, AFTER = date(2018, 3, 3), date(2022, 3, 3)
LAST = date(2020, 4, 30)


def unit(number: int, name: str, level: str, around: str | None = None, past: Past = ALWAYS, **more: tuple[str, ...]) -> Entry:
    entry = Entry(f"wof:{number}", name, level, "NL", around if level == "adm2" else f"wof:{number}", lat=50.0 + number / 100, lon=9.0)
    entry.adm2 = entry.id if level == "adm2" else None
    entry.names, entry.past, entry.near = [(name, Bearing.PREFERRED)], past, more.get("near", ())
    return entry


def changing_world() -> list[Entry]:
    gone = Past(None, LAST, after=("wof:30",))
    town = Entry("wof:90", "Mistletown", "settlement", "NL", "wof:2", "wof:20", 50.2, 9.0, 900, names=[("Mistletown", Bearing.PREFERRED)])
    return [
        Entry("iso:NL", "Northland", "country", "NL", lat=50.0, lon=9.0, names=[("Northland", Bearing.PREFERRED)]),
        unit(1, "Coast", "adm1", past=Past(None, date(2014, 12, 31), after=("wof:2", "wof:3"))),
        unit(2, "West Coast", "adm1", past=Past(DIVIDED, before=("wof:1",), claimed=("iso:XX",))),
        unit(3, "East Coast", "adm1", past=Past(DIVIDED, before=("wof:1",))),
        unit(20, "Ashford", "adm2", "wof:2", gone, near=("wof:21", "wof:22", "wof:30")),
        unit(21, "Birchham", "adm2", "wof:2", gone, near=("wof:20",)),
        unit(22, "Cedarby", "adm2", "wof:2", near=("wof:20", "wof:30")),
        unit(30, "Ashford", "adm2", "wof:2", Past(JOINED, before=("wof:20", "wof:21")), near=("wof:22", "wof:20")),
        town,
    ]


@pytest.fixture
def world(tmp_path: Path) -> Gazetteer:
    write_pack(changing_world(), tmp_path / "changing", {"name": "changing", "version": "1", "sources": []}, frozenset({"NL"}))
    return Gazetteer([Pack(tmp_path / "changing")])


def ids(found: tuple[Place, ...]) -> list[str]:
    return [place.id for place in found]


def test_the_units_of_a_day(world: Gazetteer) -> None:
    assert ids(world.at(BEFORE).districts("NL")) == ["wof:20", "wof:21", "wof:22"]
    assert ids(world.at(AFTER).districts("NL")) == ["wof:22", "wof:30"]
    assert ids(world.at(LAST).districts("NL")) == ids(world.at(BEFORE).districts("NL"))
    assert ids(world.at(JOINED).districts("NL")) == ids(world.at(AFTER).districts("NL"))
    assert ids(world.at(date(2010, 1, 1)).provinces("NL")) == ["wof:1"]
    assert ids(world.provinces("NL")) == ["wof:2", "wof:3"]


def test_without_a_day_the_units_that_stand_still(world: Gazetteer) -> None:
    assert ids(world.districts("NL")) == ["wof:22", "wof:30"]
    assert world.at(None) is world
    assert world.at(AFTER) is world


def test_days_between_changes_share_what_was_found_out(world: Gazetteer) -> None:
    assert world.at(BEFORE) is world.at(date(2019, 9, 9))
    assert world.at(BEFORE).at(AFTER) is world
    assert world.at(BEFORE) is not world.at(AFTER)


def test_neighbours_and_children_of_a_day(world: Gazetteer) -> None:
    assert ids(world.at(BEFORE).neighbours("wof:20")) == ["wof:21", "wof:22"]
    assert ids(world.at(AFTER).neighbours("wof:22")) == ["wof:30"]
    assert ids(world.at(AFTER).children("wof:2")) == ["wof:22", "wof:30"]
    assert ids(world.at(date(2010, 1, 1)).children("wof:1")) == ["wof:20", "wof:21", "wof:22"]
    assert ids(world.at(AFTER).children("wof:30")) == ["wof:90"]


@pytest.mark.parametrize(
    ("day", "district", "province"),
    [(date(2010, 1, 1), "wof:20", "wof:1"), (BEFORE, "wof:20", "wof:2"), (AFTER, "wof:30", "wof:2"), (None, "wof:30", "wof:2")],
)
def test_what_a_town_lies_in_depends_on_the_day(world: Gazetteer, day: date | None, district: str, province: str) -> None:
    town = world.at(day).place("wof:90")
    assert town is not None
    assert (town.adm2_id, town.adm1_id) == (district, province)


def test_a_unit_says_what_became_of_it(world: Gazetteer) -> None:
    gone, west = world.place("wof:20"), world.place("wof:2")
    assert gone is not None
    assert west is not None
    assert (gone.valid_from, gone.valid_to, gone.successors, gone.predecessors) == (None, LAST, ("wof:30",), ())
    assert (west.valid_from, west.predecessors, west.disputed_parents) == (DIVIDED, ("wof:1",), ("iso:XX",))


def test_what_stands_in_place_of_a_unit(world: Gazetteer) -> None:
    gone, coast, cedarby = (world.place(f"wof:{number}") for number in (21, 1, 22))
    assert gone is not None
    assert coast is not None
    assert cedarby is not None
    assert world.standing(gone).id == "wof:30"
    assert world.at(BEFORE).standing(gone) is gone
    assert world.standing(coast) is coast  # it went into two: nobody knows which
    assert world.standing(cedarby) is cedarby
    assert world.standing_id("elsewhere:1") == "elsewhere:1"


def named(found: tuple[Answer, ...]) -> list[str]:
    return [answer.place.id for answer in found if answer.place.level == "adm2"]


def test_of_like_named_units_that_of_the_day_answers(world: Gazetteer) -> None:
    assert named(places.lookup("Ashford", at=BEFORE, gazetteer=world)) == ["wof:20"]
    assert named(places.lookup("Ashford", at=AFTER, gazetteer=world)) == ["wof:30"]
    assert named(places.lookup("Ashford", gazetteer=world)) == ["wof:30"]
    assert named(places.lookup("Birchham", at=AFTER, gazetteer=world)) == ["wof:21"]  # no unit of the day bears it


def test_containing_units_of_another_time_still_contain(world: Gazetteer) -> None:
    for unit_id in ("wof:20", "wof:30"):
        found = look_up(world, "Mistletown", Area(within=pack_id(unit_id)))
        assert [answer.place.id for answer in found] == ["wof:90"]
    assert look_up(world, "Mistletown", Area(within=pack_id("wof:22"))) == ()


def test_a_report_means_the_units_of_its_day(world: Gazetteer) -> None:
    text = "Fighting was reported in Birchham district of Northland."
    for day, place, word in ((BEFORE, "wof:21", "its name"), (AFTER, "wof:30", "went into Ashford")):
        (ref, *_) = locate(Report("r", "r", text, published=day), world)
        assert ref.place is not None
        assert (ref.place.id, word in ref.why) == (place, True)


def test_a_history_is_read_back(tmp_path: Path) -> None:
    pasts = {"wof:1": Past(DIVIDED, LAST, ("wof:2",), ("wof:3", "wof:4"), ("iso:XX",)), "wof:2": Past(ends=LAST), "wof:3": ALWAYS}
    write_history(tmp_path, pasts)
    assert read_history(tmp_path) == {place: past for place, past in pasts.items() if past != ALWAYS}
    write_history(tmp_path, {"wof:3": ALWAYS})
    assert read_history(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", ["", "[]", '{"format": 9, "units": {}}', '{"format": 1}', '{"format": 1, "units": {"a": {"from": "x"}}}']
)
def test_a_damaged_history_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "history.json").write_text(content)
    with pytest.raises(GazetteerError, match="history"):
        read_history(tmp_path)


@pytest.mark.parametrize(
    ("day", "stands"), [(date(2014, 12, 31), False), (DIVIDED, True), (LAST, True), (JOINED, False), (date.max, False), (date.min, False)]
)
def test_first_and_last_day_count(day: date, stands: bool) -> None:  # noqa: FBT001 - a case
    assert Past(DIVIDED, LAST).stands(day) is stands
    assert ALWAYS.stands(day)


def test_turns_are_the_days_from_which_something_is_different() -> None:
    assert turns([Past(DIVIDED, LAST), Past(JOINED), ALWAYS]) == (DIVIDED, JOINED)


@pytest.mark.parametrize(
    ("place", "claimed"), [("wof:85688855", ("iso:RU",)), ("region:23", ("iso:IL",)), ("iso:EH", ("iso:MA",)), ("iso:XK", ("iso:RS",))]
)
def test_disputed_places_name_who_claims_them(place: str, claimed: tuple[str, ...]) -> None:
    found = open_default().place(place)
    assert found is not None
    assert found.disputed_parents == claimed


def test_every_id_of_the_packaged_history_is_a_place() -> None:
    gazetteer = open_default()
    history = gazetteer.packs[-1].history
    named_ids = {other for past in history.values() for other in (*past.before, *past.after, *past.claimed)}
    assert [place for place in (*history, *named_ids) if gazetteer.place(place) is None] == []
