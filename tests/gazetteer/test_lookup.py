"""Look-up of names in any spelling, and refusal of names that nothing is like."""

from __future__ import annotations

import pytest

from reportedly import places
from reportedly.gazetteer import Area, look_up, open_default
from reportedly.terms.place import Level

SPELLINGS = [
    ("Kushanda", "Balkh", "Kishindih"),
    ("Nerkh", "Wardak", "Nirkh"),
    ("Gillan", "Ghazni", "Gelan"),
    ("Khakriz", "Kandahar", "Khakrez"),
    ("Chamtal", "Balkh", "Chimtal"),
    ("Pol-e-Hesar", "Baghlan", "Puli Hisar"),
    ("پل حصار", "Baghlan", "Puli Hisar"),
    ("Deh-e-Salah", "Baghlan", "Dih Salah"),
    ("Nahrinn", "Baghlan", "Nahrin"),
    ("Shotol", "Panjshir", "Shutul"),
    ("Ahmad Khil", "Paktia", "Laja Ahmad Khail"),
]
NOTHING_LIKE = ["Qwrtzpl", "Zzyzxvvk", "", "Xybbfgrk District"]


@pytest.mark.parametrize(("name", "province", "district"), SPELLINGS)
def test_spellings_of_the_press(name: str, province: str, district: str) -> None:
    answers = places.lookup(name, within=province, country="AF", level=Level.ADM2)
    assert answers[0].place.name == district
    assert answers[0].place.level is Level.ADM2


@pytest.mark.parametrize("name", NOTHING_LIKE)
def test_names_that_nothing_is_like(name: str) -> None:
    assert places.lookup(name, country="AF") == ()


def test_a_seat_names_its_district_and_the_answer_says_so() -> None:
    (answer, *_) = places.lookup("Banu", within="Baghlan", country="AF", level=Level.ADM2)
    assert answer.place.name == "Andarab"
    assert "seat" in answer.why


def test_like_named_places_share_the_probability() -> None:
    answers = places.lookup("Dawlatabad", country="AF", level=Level.ADM2)
    assert {a.place.adm1 for a in answers[:2]} == {"Balkh", "Faryab"}
    assert all(a.chance < 0.6 for a in answers)


def test_a_world_city_comes_before_its_namesakes() -> None:
    assert places.lookup("Mosul")[0].place.country == "IQ"
    assert places.lookup("Timbuktu")[0].place.country == "ML"


def test_an_unknown_container_gives_nothing() -> None:
    assert places.lookup("Banu", within="Qwrtzpl") == ()


def test_borrowed_names_do_not_beat_the_place_that_bears_them() -> None:
    (answer, *_) = look_up(open_default(), "Khanabad", Area(frozenset({"AF"}), frozenset({"adm2"})))
    assert answer.place.adm1 == "Kunduz"
