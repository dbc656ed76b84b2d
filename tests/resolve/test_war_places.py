"""Places in sentences of war: what the words beside a town, its nation and the armed parties named say of it, and what they must not."""

from __future__ import annotations

import pytest

from reportedly.places import find
from reportedly.resolve.actors import party_names, theatre
from reportedly.resolve.fighting import is_fought
from reportedly.terms.place import PlaceRef

SURE = 0.8


def places(text: str) -> dict[str, PlaceRef]:
    return {ref.text: ref for ref in find(text)}


TOWNS = [
    # the nation whose town it is
    ("Gunmen attacked the Syrian town of Palmyra.", "Palmyra", "SY"),
    ("Fighters hold the Libyan city of Tripoli.", "Tripoli", "LY"),
    ("Fighters hold the Lebanese city of Tripoli.", "Tripoli", "LB"),
    ("Floods reached Syria's desert town of Palmyra.", "Palmyra", "SY"),
    ("Ukrainian forces entered the Russian town of Sudzha.", "Sudzha", "RU"),
    # the parties named, and where they fight
    ("Syria's army has retaken Palmyra from Islamic State.", "Palmyra", "SY"),
    ("Russia's defence ministry said its troops had full control of Avdiivka.", "Avdiivka", "UA"),
    ("Moscow's defence ministry said Bakhmut had been captured by Wagner.", "Bakhmut", "UA"),
    ("Russian soldiers have completely left Bucha.", "Bucha", "UA"),
    ("Tuareg rebels captured Tessalit.", "Tessalit", "ML"),
    # words of war beside a name that only one country has
    ("Fierce fighting is raging in Avdiivka, the mayor said.", "Avdiivka", "UA"),
    # the city, not its province
    ("Russian forces have seized the Ukrainian city of Kherson.", "Kherson", "UA"),
    ("Shells hit Kherson's airport in Ukraine.", "Kherson", "UA"),
    ("Ethiopian troops hold the capital of Tigray, Mekelle.", "Mekelle", "ET"),
    # of two countries of one name, that in which the town lies
    ("Rebels advanced on Goma in eastern Congo.", "Goma", "CD"),
]
TOWNS_ELSEWHERE = [
    ("The mayor of Palmyra, New York, opened the school.", "Palmyra", "US"),
    ("American troops liberated Paris in August 1944, as France's army did.", "Paris", "FR"),
    ("French troops left Niamey.", "Niamey", "NE"),
    ("Rebels reached Brazzaville in Congo.", "Brazzaville", "CG"),
    ("Police in Tripoli, Libya, closed the road.", "Tripoli", "LY"),
]
NOT_THE_TOWN = [
    ("Ukraine began an offensive in the Kherson region.", "Kherson", "adm1"),
    ("Somali troops patrol Merca; the Somali region of Ethiopia was quiet.", "Somali", "adm1"),
    ("Sudanese forces crossed into South Darfur state.", "South Darfur", "adm1"),
]
NO_PLACES = [
    ("Hayat Tahrir al-Sham denied it.", "al-Sham"),
    ("The Tigray People's Liberation Front denied it.", "Tigray"),
    ("Somali troops retook Merca.", "Somali"),
    ("Rebels stormed the Somali town of Merca.", "Somali"),
    ("Rebels captured Captain Duran.", "Duran"),
    ("Critics attacked Hollande over the law.", "Hollande"),
    ("The army seized Porsche cars.", "Porsche"),
]


@pytest.mark.parametrize(("text", "words", "country"), TOWNS)
def test_towns_are_believed_where_the_war_is(text: str, words: str, country: str) -> None:
    ref = places(text)[words]
    assert ref.place is not None
    assert (ref.place.country, ref.place.level) == (country, "settlement")
    assert ref.confidence >= SURE


@pytest.mark.parametrize(("text", "words", "country"), TOWNS_ELSEWHERE)
def test_war_elsewhere_moves_no_town(text: str, words: str, country: str) -> None:
    place = places(text)[words].place
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize(("text", "words", "level"), NOT_THE_TOWN)
def test_units_stay_units(text: str, words: str, level: str) -> None:
    place = places(text)[words].place
    assert place is not None
    assert place.level == level


@pytest.mark.parametrize(("text", "words"), NO_PLACES)
def test_parties_people_and_things_are_no_places(text: str, words: str) -> None:
    ref = places(text).get(words)
    assert ref is None or ref.place is None or ref.confidence < 0.5


def test_an_unknown_nation_town_is_not_believed_in_the_wrong_country() -> None:
    ref = places("Fighters captured the Syrian town of Springfield.").get("Springfield")
    assert ref is None or ref.confidence < 0.5


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Syria's army retook it from Islamic State.", {"SY"}),
        ("Wagner gave its positions to Russian troops.", {"UA", "RU"}),
        ("Russian forces took the Ukrainian city, the British defence ministry said.", {"UA"}),
        ("US troops entered the city.", set()),
        ("Ministers of Syria and Iraq met.", set()),
        ("It rained.", set()),
    ],
)
def test_theatre_is_where_most_armed_parties_fight(text: str, countries: set[str]) -> None:
    assert theatre(text) == countries


@pytest.mark.parametrize(
    ("before", "after", "fought"),
    [
        ("taken full control of ", " on monday", True),
        ("heavy fighting continued in western ", "", True),
        ("the ministry said ", " had been captured by rebels", True),
        ("troops withdrew in good order from ", "", True),
        ("a protest in ", ", which has been under russian control", True),
        ("the defence ministry in ", " said so", False),
        ("a concert in ", " was held", False),
        ("he lost control of the car near ", "", False),
        ("the price of bread in ", " fell", False),
    ],
)
def test_words_of_fighting(before: str, after: str, fought: bool) -> None:  # noqa: FBT001  # a column of the table
    assert is_fought(before, after) is fought


def test_names_of_parties_are_written_in_capitals() -> None:
    text = "Hayat Tahrir al-Sham fought the Islamic State in Iraq and the United States Army."
    assert {text[start:end] for start, end in party_names(text)} == {"Hayat Tahrir al-Sham", "Tahrir al-Sham"}
