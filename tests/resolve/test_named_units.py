"""Names in Arabic script beside the word for a district or province, found by their sound; and parties named in that script."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.places import find
from reportedly.resolve.parties import PartyBook, Setting

MUSTS = [
    ("دخلت القوات مديرية بولي حصار في أفغانستان", "بولي حصار", "Puli Hisar"),
    ("في أفغانستان مديريات بانو وديه صلاح", "ديه صلاح", "Dih Salah"),
    ("نیروهای افغان از ولسوالی شیرین تگاب برگشتند، افغانستان", "شیرین تگاب", "Shirin Tagab"),
    ("طالبان در ولسوالی ارچی دیده شدند", "ارچی", "Dashte Archi"),
    ("افغانستان: په شولګرې ولسوالۍ کې غونډه وشوه", "شولګرې", "Sholgara"),
    ("ولاية ننكرهار في أفغانستان", "ننكرهار", "Nangarhar"),
    ("ولاية بنجشير في أفغانستان", "بنجشير", "Panjshir"),
    ("در افغانستان ولایت پنجشیر آرام است", "پنجشیر", "Panjshir"),
    ("ثلاث مديريات في ولاية بغلان هي بول حصار وديه صلاح", "ديه صلاح", "Dih Salah"),
    ("د افغانستان د بغلان ولایت مرکز پلخمري ته ورسېد", "پلخمري", "Puli Khumri"),
]
MUST_NOTS = [
    "بولي حصار في أفغانستان",  # no word for a unit beside it
    "مديرية بولي حصار",  # no country
    "مديرية الصحة في أفغانستان",
    "أصدر مدير مديرية التربية في أفغانستان بيانا",
    "ولسوالی جدید در افغانستان ساخته شد",
    "په افغانستان کې نوې ولسوالۍ جوړه شوه",
]


@pytest.mark.parametrize(("text", "name", "place"), MUSTS)
def test_a_unit_is_found_by_its_sound(text: str, name: str, place: str) -> None:
    assert (name, place) in {(ref.text, ref.place.name) for ref in find(text) if ref.place is not None}


@pytest.mark.parametrize("text", MUST_NOTS)
def test_nothing_is_guessed_from_a_sound(text: str) -> None:
    assert {ref.place.level.value for ref in find(text) if ref.place is not None} <= {"country", "settlement"}


@pytest.mark.parametrize(
    ("text", "country", "day", "party"),
    [
        ("الجيش السوري", "SY", date(2020, 1, 1), "syria-government"),
        ("قوات النظام", "SY", date(2020, 1, 1), "syria-government"),
        ("قوات سوريا الديمقراطية", "SY", date(2020, 1, 1), "sdf"),
        ("ميليشيا الحوثي", "YE", date(2020, 1, 1), "houthi"),
        ("القوات الحكومية", "YE", date(2020, 1, 1), "yemen-government"),
        ("قوات الدعم السريع", "SD", date(2023, 6, 1), "sudan-rsf"),
        ("طائرات روسية", "SY", date(2020, 1, 1), "russia"),
        ("نیروهای دولتی", "AF", date(2021, 7, 1), "afg-government"),
        ("نیروهای دولتی", "AF", date(2021, 9, 1), "taliban"),
        ("قوات محلية مناهضة لطالبان", "AF", date(2021, 8, 21), "afg-resistance"),
        ("د طالبانو", "AF", date(2021, 7, 1), "taliban"),
        ("حکومتي ځواکونو", "AF", date(2021, 7, 1), "afg-government"),
        ("أطفال", "SY", date(2020, 1, 1), "civilians"),
        ("مجهولين", "SY", date(2020, 1, 1), None),
        ("لواء الأقحوان", "SY", date(2020, 1, 1), None),
        ("القوات الحكومية", None, date(2020, 1, 1), None),
        ("کارگران", "AF", date(2021, 7, 1), "civilians"),
    ],
)
def test_a_party_is_identified_in_arabic_script(text: str, country: str | None, day: date, party: str | None) -> None:
    assert PartyBook.load().resolve(text, Setting(country, day, territorial=True)).id == party
