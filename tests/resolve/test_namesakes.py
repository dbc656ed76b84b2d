"""Of several places of a name the one that the text means: towns and their units, lists, commas, far larger namesakes."""

from __future__ import annotations

import pytest

from reportedly.places import find
from reportedly.terms.place import PlaceRef


def places(text: str) -> dict[str, PlaceRef]:
    return {ref.text: ref for ref in find(text)}


# words, id or country and level that they mean
MEANT = [
    # a bare name that a town and the unit around it bear is the town's, where something is done to or in towns
    ("The Rapid Support Forces attacked Sennar at dawn.", "Sennar", ("SD", "settlement")),
    ("Shelling in Luhansk went on, a monitor in Ukraine said.", "Luhansk", ("UA", "settlement")),
    ("Police in Sudan found arms in a mosque in Sennar.", "Sennar", ("SD", "settlement")),
    # where a report is sent from: the town, in Afghanistan its district, not the province
    ("KUNDUZ – Rockets fell near the airfield, officials said.", "KUNDUZ", ("AF", "adm2")),
    # "Firemen" that begin a sentence lie in no unit
    ("Firemen in Poltava fought the flames, Ukraine's rescue service said.", "Poltava", ("UA", "settlement")),
    # a town that its source spells otherwise than the unit of its name
    ("Ships wait off Hodeidah, a port in Yemen; the Houthis besieged Hodeidah.", "Hodeidah", ("YE", "settlement")),
    # not a small town that bears the name of a metropolis of the country as one of its others
    ("Sirens sounded in Odesa and Mykolaiv in Ukraine.", "Odesa", ("UA", "settlement")),
    # adjectives of nations say nothing of townships that are called so
    ("Ukrainian envoys met French bankers in Warsaw.", "Warsaw", ("PL", "settlement")),
    # of a list of countries all are countries
    ("Aid went to Mali, Chad, Niger and Togo.", "Niger", ("NE", "country")),
    # what holds the town before the comma
    ("He lives in Moscow, Idaho.", "Idaho", ("US", "adm1")),
    ("In Nawa, Ghazni, the bazaar burned.", "Ghazni", ("AF", "adm1")),
    # a sea by its article
    ("A frigate was hit in the Red Sea.", "Red Sea", (None, "country")),
    ("A ship sank in the Red Sea, an Egyptian admiral said.", "Red Sea", (None, "country")),
    # the town beside its own name, and the quarter of a town
    ("Rebels entered Singa, the capital of Sennar state in Sudan.", "Sennar", ("SD", "adm1")),
    ("Shells fell in the Bustan al-Qasr neighbourhood of Aleppo.", "Aleppo", ("SY", "settlement")),
    # where people go
    ("The minister flew to Hodeidah.", "Hodeidah", ("YE", "settlement")),
    ("A bomb went off at a restaurant in Herat.", "Herat", ("AF", "adm2")),
    # units stay units, also in lists
    ("The states of Kassala, Gedaref and Sennar in Sudan were flooded.", "Kassala", ("SD", "adm1")),
    ("The states of Kassala, Gedaref and Sennar in Sudan were flooded.", "Gedaref", ("SD", "adm1")),
    ("Fighting spread through Sennar state in Sudan.", "Sennar", ("SD", "adm1")),
    ("Two villages in Poltava region, Ukraine, lost power.", "Poltava", ("UA", "adm1")),
    ("The Red Sea state of Sudan has one port.", "Red Sea", ("SD", "adm1")),
    ("Niger State lies in Nigeria.", "Niger State", ("NG", "adm1")),
]


@pytest.mark.parametrize(("text", "words", "meant"), MEANT)
def test_of_several_places_of_a_name(text: str, words: str, meant: tuple[str | None, str]) -> None:
    place = places(text)[words].place
    assert place is not None
    assert (place.country, place.level) == meant


def test_odesa_is_the_city_and_not_new_odesa() -> None:
    place = places("Sirens sounded in Odesa, Mykolaiv and Voznesensk in Ukraine.")["Odesa"].place
    assert place is not None
    assert place.name == "Odesa"


def test_a_town_of_another_nation_is_not_believed() -> None:
    ref = places("Rebels took the Malian town of Springfield.").get("Springfield")
    assert ref is None or ref.confidence < 0.5


def test_a_namesake_as_likely_makes_an_answer_less_sure() -> None:
    bare, told = places("Two men were held in Springfield."), places("Two men were held in Springfield, Illinois.")
    assert bare["Springfield"].confidence < told["Springfield"].confidence
