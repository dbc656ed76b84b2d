"""Traps: words that look like places and are none, places whose namesakes lure, and the rows beside them that must stay as they are."""

from __future__ import annotations

import pytest

from reportedly.places import find
from reportedly.resolve.actors import actor_votes
from reportedly.terms.place import PlaceRef

# Each pair: words that name no place (or not that one), and words hardly different that do.
NAMES_NONE = [
    ("European ministers met at noon.", "European"),
    ("At dawn the shelling began.", "At"),
    ("M.S. Dhoni left the field.", "M.S."),
    ("Colonel Washington denied the report.", "Washington"),
    ("Paris Saint-Germain won the cup.", "Paris"),
    ("Bibi Banu told the Taliban to leave.", "Banu"),
    ("The Banu Qurayza tribe is named in old books.", "Banu"),
    ("The Panjshir account posted a video of fighters.", "Panjshir"),
    ("The Khartoum resistance Twitter account said so.", "Khartoum"),
    ("Members of United Russia voted against it.", "Russia"),
    ("Traffic on US-24 came to a halt.", "US"),
    ("The loan was worth $US 15 million.", "US"),
    ("Vice Minister Ali Reza spoke to reporters.", "Vice"),
    ("A man with an AK-47 was held.", "AK"),
    ("They live in South West England.", "South West"),
    ("The Yazidi-dominated town of Sinjar was shelled.", "Yazidi-dominated"),
    ("Rebels entered the Army-held city of Sirte.", "Army-held"),
    ("The Kabul Times had the story.", "Kabul"),
    ("Manchester United lost again.", "Manchester"),
    ("Mr Jordan said he was innocent.", "Jordan"),
    ("Forces crossed the Dnipro at night.", "Dnipro"),
    ("The frigate Sevastopol was towed away.", "Sevastopol"),
    ("The Tashkent Declaration was signed in 1966.", "Tashkent"),
    ("Fighters of al-Qaeda in the Arabian Peninsula fled.", "Arabian Peninsula"),
    ("A US-led alliance struck the airfield.", "US"),
    ("Lokomotiv Tbilisi drew at home.", "Tbilisi"),
    ("The poet Karim Herat read aloud.", "Herat"),
    ("An engineer, trader Salim Daraa, paid for the well.", "Daraa"),
    ("Vets found it in Romanian and Hungarian herds in Romania.", "Romanian"),
    ("A Somali singer gave a concert.", "Somali"),
]
NAMES_ONE = [
    ("Ministers met in Europe at noon.", "Europe", "Europe"),
    ("Snow fell in Washington state on Monday.", "Washington", "Washington"),
    ("Judges in The Hague ruled on Friday.", "The Hague", "The Hague"),
    ("Police in Paris arrested two men.", "Paris", "Paris"),
    ("Banu in Andarab district of Baghlan was quiet.", "Banu", "Andarab"),
    ("Fighters hold Panjshir province in Afghanistan.", "Panjshir", "Panjshir"),
    ("Shells hit Khartoum, the capital of Sudan.", "Khartoum", "Khartoum"),
    ("Troops left Russia on Monday.", "Russia", "Russia"),
    ("Flights to the US were cancelled.", "US", "United States"),
    ("The storm reached Alaska on Sunday.", "Alaska", "Alaska"),
    ("They live in England.", "England", "England"),
    ("The town of Sinjar in Iraq was shelled.", "Sinjar", "Sinjar"),
    ("Rebels entered the city of Sirte in Libya.", "Sirte", "Sirte"),
    ("Residents of Kabul heard shots.", "Kabul", "Kabul"),
    ("Flights from Manchester to Dublin were late.", "Manchester", "Manchester"),
    ("Refugees fled to Jordan.", "Jordan", "Jordan"),
    ("Missiles hit Dnipro in Ukraine.", "Dnipro", "Dnipro"),
    ("The Taliban took Khost-o-Fring in Baghlan.", "Khost-o-Fring", "Khost Wa Firing"),
    ("Mariupol is now wholly in Russian hands.", "Mariupol", "Mariupol"),
    ("The governor of Timbuktu said nobody was hurt.", "Timbuktu", "Timbuktu"),
    ("Sailors from Sevastopol were freed.", "Sevastopol", "Sevastopol"),
    ("Talks in Tashkent ended without a declaration.", "Tashkent", "Tashkent"),
    ("Storms raged in the Arabian Peninsula.", "Arabian Peninsula", "Arabian Peninsula"),
    ("A fan in Luhansk says the club has no stadium.", "Luhansk", "Luhansk"),
    ("The US struck the airfield.", "US", "United States"),
    ("Fans in Tbilisi cheered.", "Tbilisi", "Tbilisi"),
    ("The governor of Herat read aloud.", "Herat", "Herat"),
    ("Elders of Sangin asked for a truce.", "Sangin", "Sangin"),
    ("Doha expects an answer by Sunday.", "Doha", "Doha"),
    ("China accounts for half of the trade.", "China", "China"),
]


def places(text: str) -> dict[str, PlaceRef]:
    return {ref.text: ref for ref in find(text)}


@pytest.mark.parametrize(("text", "words"), NAMES_NONE)
def test_words_that_name_no_place(text: str, words: str) -> None:
    ref = places(text).get(words)
    assert ref is None or ref.place is None


@pytest.mark.parametrize(("text", "words", "name"), NAMES_ONE)
def test_words_that_do(text: str, words: str, name: str) -> None:
    place = places(text)[words].place
    assert place is not None
    assert place.name == name


# What is done to towns names the town; what is done in a unit, or by its officials, names the unit.
TOWNS_AND_UNITS = [
    ("Residents fled Timbuktu on Monday.", "Timbuktu", "settlement", "ML"),
    ("Thousands have fled from Idlib.", "Idlib", "settlement", "SY"),
    ("The army marched on Gao in Mali.", "Gao", "settlement", "ML"),
    ("The road to Sirte was cut.", "Sirte", "settlement", "LY"),
    ("Fighters pulled out of Aleppo at night.", "Aleppo", "settlement", "SY"),
    ("The siege of Sirte went on.", "Sirte", "settlement", "LY"),
    ("Gao has fallen to the rebels of Mali.", "Gao", "settlement", "ML"),
    ("Timbuktu is again under the control of the army of Mali.", "Timbuktu", "settlement", "ML"),
    ("Clashes went on 20 km north of Idlib in Syria.", "Idlib", "settlement", "SY"),
    ("Kunduz has collapsed, the Taliban said.", "Kunduz", "adm2", "AF"),
    ("The Taliban entered Ghazni at night.", "Ghazni", "adm2", "AF"),
    ("Rebels hold three towns in Timbuktu region of Mali.", "Timbuktu", "adm1", "ML"),
    ("The Houthis hold a district in Marib.", "Marib", "adm1", "YE"),
    ("The Houthis took one district of Al Bayda.", "Al Bayda", "adm1", "YE"),
    ("The Taliban hold two of the districts of Baghlan.", "Baghlan", "adm1", "AF"),
    ("Many districts in Ghazni were quiet, the Taliban said.", "Ghazni", "adm1", "AF"),
    ("Taliban fighters broke into Kunduz city.", "Kunduz", "settlement", "AF"),
    ("Violence in Helmand killed twenty people.", "Helmand", "adm1", "AF"),
    ("The governor of Kunduz province in Afghanistan fled.", "Kunduz", "adm1", "AF"),
    ("Complaints came from angry Indiana residents.", "Indiana", "adm1", "US"),
    ("People moved into Nebraska from Iowa.", "Nebraska", "adm1", "US"),
]


@pytest.mark.parametrize(("text", "words", "level", "country"), TOWNS_AND_UNITS)
def test_the_town_or_the_unit_of_its_name(text: str, words: str, level: str, country: str) -> None:
    place = places(text)[words].place
    assert place is not None
    assert (place.level.value, place.country) == (level, country)


def test_a_district_called_by_its_first_word_stays_among_the_alternatives() -> None:
    ref = places("Nawa fell to the Taliban.")["Nawa"]
    assert ref.place is not None
    assert {ref.place.adm1, *(other.adm1 for other, _ in ref.alternatives)} >= {"Ghazni", "Helmand"}
    assert ref.confidence < 0.9


@pytest.mark.parametrize("province", ["Ghazni", "Helmand"])
def test_its_province_settles_which_district_it_is(province: str) -> None:
    place = places(f"Nawa district of {province} in Afghanistan fell.")["Nawa"].place
    assert place is not None
    assert place.adm1 == province


@pytest.mark.parametrize(("village", "district"), [("Banu", "Andarab"), ("De Salah", "Dih Salah"), ("Pol-e-Hesar", "Puli Hisar")])
def test_the_valley_of_andarab_is_three_districts(village: str, district: str) -> None:
    found = places(f"They took {village} district and Andarab district of Baghlan, Afghanistan.")
    assert found["Andarab"].place is not None
    assert found["Andarab"].place.name == "Andarab"
    place = found[village].place
    assert place is not None
    assert place.name == district


METONYMS = [
    ("Moscow rejected the plan.", "Moscow", "government"),
    ("Kabul accused Islamabad of lying.", "Kabul", "government"),
    ("The Kabul government sent troops to Ghazni.", "Kabul", "government"),
    ("A bomb went off in Moscow.", "Moscow", None),
    ("The Taliban entered Kabul.", "Kabul", None),
]


@pytest.mark.parametrize(("text", "words", "relation"), METONYMS)
def test_capitals_that_stand_for_governments_are_marked(text: str, words: str, relation: str | None) -> None:
    mention = places(text)[words].mention
    assert mention is not None
    assert mention.relation == relation


RELATIONS = [
    ("A village 15 miles south-west of Mosul was hit.", "Mosul", "southwest of"),
    ("Fighters gathered in the north of Kunduz province.", "Kunduz", "north"),
    ("Rebels hold the western part of Aleppo.", "Aleppo", "west"),
    ("They fought on the outskirts of Sirte.", "Sirte", "outskirts"),
    ("Warplanes struck Aleppo's southern countryside.", "Aleppo", "outskirts"),
    ("Fighting raged in the Marib countryside.", "Marib", "outskirts"),
    ("The road between Kabul and Jalalabad is closed.", "Jalalabad", "road"),
    ("A convoy was hit on the road from Tripoli to Misrata.", "Misrata", "road"),
    ("Gunmen attacked a post on the border with Pakistan.", "Pakistan", "border"),
    ("The village lies midway between Goma and Bukavu.", "Goma", "between"),
    ("Rebels closed in on Goma.", "Goma", "near"),
    ("Fighting raged in Marib.", "Marib", None),
    ("Residents of Kabul and Jalalabad heard it.", "Jalalabad", None),
    ("They flew from Tripoli to Misrata.", "Misrata", None),
    ("Pakistan closed its schools.", "Pakistan", None),
]


@pytest.mark.parametrize(("text", "words", "relation"), RELATIONS)
def test_spatial_relations(text: str, words: str, relation: str | None) -> None:
    mention = places(text)[words].mention
    assert mention is not None
    assert mention.relation == relation


REASONS = [
    ("Residents fled Timbuktu on Monday.", "Timbuktu", "the town, by what is said of it"),
    ("The Houthis hold a district in Marib.", "Marib", "something is said to lie in it"),
    ("Rebels entered Gao in Mali.", "Gao", "in Mali, as the text says"),
    ("The Taliban captured Kunduz.", "Kunduz", "the report speaks of its country"),
    ("Fighters crossed the Dnipro.", "Dnipro", "a river by its article"),
]


@pytest.mark.parametrize(("text", "words", "reason"), REASONS)
def test_every_answer_and_every_refusal_says_why(text: str, words: str, reason: str) -> None:
    assert reason in places(text)[words].why


ACTORS = [
    ("The Taliban took the town.", {"AF": 1.0}),
    ("Houthi fighters and the Houthis said so.", {"YE": 0.5, "SA": 0.5}),
    ("M23 rebels advanced.", {"CD": 1.0}),
    ("Russia and Israel talked.", {}),
    ("The talibanisation of ideas went on.", {}),
    ("Nothing was said.", {}),
]


@pytest.mark.parametrize(("text", "votes"), ACTORS)
def test_parties_speak_for_the_countries_they_act_in(text: str, votes: dict[str, float]) -> None:
    assert actor_votes(text) == votes


def test_a_party_settles_the_country_of_a_shared_name() -> None:
    with_party, without = places("Houthi fighters took Al Bayda.")["Al Bayda"], places("Fighters took Al Bayda.")["Al Bayda"]
    assert with_party.place is not None
    assert with_party.place.country == "YE"
    assert with_party.confidence > without.confidence
