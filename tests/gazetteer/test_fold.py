"""Keys of names: spellings of one name meet, different names do not."""

from __future__ import annotations

import pytest

from reportedly.gazetteer.fold import bones, fold, sound

SAME_FOLD = [
    ("Pol-e-Hesar", "pol e hesar"),
    ("Al-Ḩasakah", "al hasakah"),
    ("Sa`dah", "Sa'dah"),
    ("ده‌صلاح", "دهصلاح"),
    ("كابل", "کابل"),
    ("Łódź", "lodz"),
    ("KUNDUZ", "Kunduz"),
]
SAME_SOUND = [
    ("Pol-e-Hesar", "Pul-e Hisar"),
    ("Pol-e-Hesar", "Puli Hisar"),
    ("Deh-e-Salah", "De Salah"),
    ("Deh Salah", "Dih-Salah"),
    ("Lash-e Juwayn", "Lash Wa Juwayn"),
    ("Khan Chaharbagh", "Khani Chahar Bagh"),
    ("Pusht-e Road", "Pusht Rod"),
    ("Nerkh", "Nirkh"),
    ("Gillan", "Gelan"),
    ("Taloqan", "Taluqan"),
    ("Sheberghan", "Shibirghan"),
    ("Al Qusayr", "Qusayr"),
]
SAME_BONES = [("Kushanda", "Kishindih"), ("Chamtal", "Chimtal"), ("Charbolak", "Chahar Bolak"), ("Харьков", "Kharkiv")]
DIFFERENT = [("Burka", "Nahrin"), ("Kunar", "Kunduz"), ("Herat", "Helmand"), ("Mosul", "Maysan"), ("Sirte", "Surman"), ("Khost", "Kohsan")]


@pytest.mark.parametrize(("one", "other"), SAME_FOLD)
def test_folds_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), SAME_SOUND)
def test_sounds_of_one_name_meet(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), SAME_BONES)
def test_bones_of_one_name_meet(one: str, other: str) -> None:
    assert bones(sound(one)) == bones(sound(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_keys_of_different_names_differ(one: str, other: str) -> None:
    assert sound(one) != sound(other)
    assert bones(sound(one)) != bones(sound(other))


@pytest.mark.parametrize("name", ["", "-", "’", " "])
def test_nothing_folds_to_nothing(name: str) -> None:
    assert fold(name) == ""
    assert sound(name) == ""
    assert bones("") == ""
