"""What the build of the packaged places rests on: names in print, and which records are one place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from gazetteer_parts.history import facts
from gazetteer_parts.naming import display_name, latin
from gazetteer_parts.twins import Bearers, absorb, join_twins, leads

from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.write import Entry

TABLES = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Київ", "Kyiv"),
        ("Авдіївка", "Avdiivka"),
        ("Запоріжжя", "Zaporizhzhia"),
        ("Знам'янка", "Znamianka"),
        ("Єнакієве", "Yenakiieve"),
        ("Кам’янець-Подільський", "Kamianets-Podilskyi"),
        ("Згурівка", "Zghurivka"),
        ("Новий Буг", "Novyi Buh"),
        ("Mosul", "Mosul"),
    ],
)
def test_cyrillic_is_romanised_as_ukraine_does(name: str, written: str) -> None:
    assert latin(name) == written


@pytest.mark.parametrize(
    ("own", "english", "geonames", "shown"),
    [
        ("Artemivsk", "Artemivsk", "Bakhmut", "Bakhmut"),  # renamed: GeoNames is up to date
        ("Mykolayiv", "Mykolaiv", "Mykolayiv", "Mykolaiv"),  # two spellings of one name: the English one
        ("Falludscha", "Fallujah", "Al Fallūjah", "Fallujah"),
        ("Banu", None, "Banū", "Banu"),
        ("الفلوجة", "Fallujah District", None, "Fallujah"),
        ("Степне", None, None, "Stepne"),
        ("Town", "Город", None, "Town"),
    ],
)
def test_the_name_in_print(own: str, english: str | None, geonames: str | None, shown: str) -> None:
    assert display_name(Entry("wof:1", own, "settlement", "XX"), english, geonames) == shown


def town(number: int, name: str, lat: float, people: int = 0, *others: str) -> Entry:
    names = [(one, Bearing.PREFERRED) for one in (name, *others)]
    return Entry(f"wof:{number}", name, "settlement", "XX", lat=lat, lon=10.0, population=people, names=names)


@pytest.mark.parametrize(
    ("one", "other", "stated", "same"),
    [
        (town(1, "Mill", 50.0), town(2, "Mill", 50.01), {}, True),  # one kilometre apart
        (town(1, "Mill", 50.0), town(2, "Mill", 50.05), {}, False),  # five: villages of one name
        (town(1, "Mill", 50.0, 900), town(2, "Mill", 50.05, 900), {}, True),  # the same people
        (town(1, "Mill", 50.0, 900), town(2, "Mill", 50.05, 800), {}, False),
        (town(1, "Mill", 50.0), town(2, "Mill", 50.05), {"wof:1": 7, "wof:2": 7}, True),  # one record of another source
        (town(1, "Mill", 50.0), town(2, "Mill", 50.5), {"wof:1": 7, "wof:2": 7}, False),  # mistaken: 55 kilometres
        (town(1, "Mill", 50.0), town(2, "Ford", 50.0), {}, False),
        (town(1, "Mill", 50.0), town(2, "Ford", 50.01, 0, "Mill"), {}, True),
    ],
)
def test_which_settlements_are_one(one: Entry, other: Entry, stated: dict[str, int], same: bool) -> None:  # noqa: FBT001 - a case
    entries = {entry.id: replace(entry, names=list(entry.names), also=()) for entry in (one, other)}
    assert join_twins(entries, stated) == int(same)
    assert len(entries) == 2 - int(same)


def test_both_ids_lead_to_a_joined_place() -> None:
    kept, gone = town(1, "Mill", 50.0, 10), town(2, "Mill End", 50.0, 90)
    absorb(kept, gone)
    assert (kept.population, dict(leads([kept]))) == (90, {"wof:2": "wof:1"})
    assert ("Mill End", Bearing.ALIAS) in kept.names


def test_a_twin_that_a_source_states_is_believed_only_nearby() -> None:
    near, far = town(1, "Mill", 50.0), town(2, "Ford", 51.0)
    bearers = Bearers([near, far])
    assert bearers.twin(town(3, "Other", 50.02), near) is near
    assert bearers.twin(town(3, "Mill", 50.02), far) is near
    assert bearers.twin(town(3, "Other", 50.02), far) is None


def test_facts_of_units_can_be_read() -> None:
    known = facts(TABLES)
    assert known["iso:SS"].begins == date(2011, 7, 9)
    assert known["iso:EH"].claimed == ("iso:MA",)
    assert all(past.begins is None or past.ends is None or past.begins <= past.ends for past in known.values())
