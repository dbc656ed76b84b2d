"""Places in texts: what is one, which one it is, and what must be refused."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reportedly.places import find
from reportedly.terms.place import Level, PlaceRef


def refs(text: str) -> dict[str, PlaceRef]:
    return {ref.text: ref for ref in find(text)}


def place(text: str, name: str) -> tuple[str, str, str | None] | None:
    found = refs(text)[name].place
    return None if found is None else (found.name, found.level.value, found.adm1 or found.country)


DISTRICTS = [
    ("The Taliban took the centre of Burka district in Baghlan.", "Burka", "Burka"),
    ("They claimed Farsi in Herat, Deh Yak in Ghazni and Shinkay in Zabul.", "Deh Yak", "Dih Yak"),
    ("Lash-e Juwayn and Pusht-e Road in Farah were lost.", "Pusht-e Road", "Pusht Rod"),
    ("Chamtal, Kushanda and Charbolak in Balkh fell last week.", "Kushanda", "Kishindih"),
    ("Pashtun Kot and Khan Chaharbagh in Faryab were retaken.", "Khan Chaharbagh", "Khani Chahar Bagh"),
    ("Ahmad Khil in Paktia and Choora in Uruzgan fell.", "Ahmad Khil", "Laja Ahmad Khail"),
    ("Khost-o-Fring district of Baghlan in Afghanistan was calm.", "Khost-o-Fring", "Khost Wa Firing"),
    ("The Taliban lost Banu, Pul e-Hesar and De Salah districts of Baghlan.", "Pul e-Hesar", "Puli Hisar"),
    ("The Taliban lost Banu, Pul e-Hesar and De Salah districts of Baghlan.", "De Salah", "Dih Salah"),
    ("The Taliban lost Banu, Pul e-Hesar and De Salah districts of Baghlan.", "Banu", "Andarab"),
    ("A raid in Nad ‘Ali district, Helmand province, ended.", "Nad ‘Ali", "Nad Ali"),
    ("A raid in Lashkar Ghar district, Helmand province, ended.", "Lashkar Ghar", "Lashkar Gah"),
    ("A raid in Khost district, Khost province of Afghanistan, ended.", "Khost", "Khost"),
    ("Fighting went on in Andarab district of Baghlan.", "Andarab", "Andarab"),
    ("The Taliban took the capitals of the Kunduz, Takhar and Ghazni provinces.", "Ghazni", "Ghazni"),
    ("Capitals lost in Afghanistan: Zaranj (6 Aug), Kunduz and Taloqan (8 Aug).", "Kunduz", "Kunduz"),
]


@pytest.mark.parametrize(("text", "name", "district"), DISTRICTS)
def test_districts_in_the_spellings_of_the_press(text: str, name: str, district: str) -> None:
    found = next((ref.place for ref in find(text) if ref.text == name), None)
    assert found is not None
    assert (found.name, found.level.value) == (district, "adm2")


ELSEWHERE = [
    ("Rebels took Timbuktu and Gao in northern Mali.", "Gao", "Mali"),
    ("Iraqi troops entered Fallujah, west of Baghdad.", "Fallujah", "Iraq"),
    ("Fighters seized Mukalla in Yemen.", "Mukalla", "Yemen"),
    ("Libyan forces advanced on Sirte from Misrata.", "Sirte", "Libya"),
    ("Syrian troops shelled Idlib and Aleppo.", "Aleppo", "Syria"),
    ("Voters in Atlanta, Georgia, went to the polls.", "Georgia", "United States"),
    ("Georgia's president met Russian officials in Tbilisi.", "Georgia", "Georgia"),
    ("Police in Washington, D.C. arrested two men.", "Washington", "United States"),
]
CODES = {"Mali": "ML", "Iraq": "IQ", "Yemen": "YE", "Libya": "LY", "Syria": "SY", "United States": "US", "Georgia": "GE"}


@pytest.mark.parametrize(("text", "name", "country"), ELSEWHERE)
def test_places_of_other_wars_and_of_the_world(text: str, name: str, country: str) -> None:
    found = refs(text)[name].place
    assert found is not None
    assert found.country == CODES[country]


NO_PLACES = [
    "European and Afghan officials welcomed the Russian offer.",
    "At noon M.S. Dhoni left the field.",
    "Paris Saint-Germain won again.",
    "The New York Times and the Washington Post had the story.",
    "Mullah Banu told Reuters that Colonel Washington had resigned.",
    "On Monday the Security Council met. In March it will meet again.",
    "Bakhtar and Khaama reported it.",
    "Ahmad Jawid Besharat spoke for the police.",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_what_is_no_place(text: str) -> None:
    assert find(text) == ()


REFUSED = [
    ("The Taliban captured Laja Mangal district in Paktia province of Afghanistan.", "Laja Mangal", "newer"),
    ("The Taliban captured Gol Tapa in Kunduz.", "Gol Tapa", "newer"),
    ("They took Abshar in Panjshir and Badpakh in Laghman.", "Badpakh", "newer"),
    ("A raid in Dand district, Kandahar province, ended on Friday.", "Dand", "newer"),
    ("Fighting was reported in Qwrtzpl district of Baghlan.", "Qwrtzpl", "not in the gazetteer"),
]


@pytest.mark.parametrize(("text", "name", "reason"), REFUSED)
def test_what_is_not_known_stays_unresolved_with_a_reason(text: str, name: str, reason: str) -> None:
    ref = refs(text)[name]
    assert ref.place is None
    assert ref.confidence == 0
    assert reason in ref.why


def test_like_named_districts_are_told_apart_by_their_province() -> None:
    found = find("Nawa district of Ghazni and Nawa district in Helmand were attacked.")
    assert [ref.place.adm1 for ref in found if ref.place and ref.text == "Nawa"] == ["Ghazni", "Helmand"]


def test_a_seat_names_its_district_and_says_so() -> None:
    ref = refs("Banu district of Baghlan fell.")["Banu"]
    assert ref.place is not None
    assert ref.place.name == "Andarab"
    assert "seat" in ref.why


def test_a_settlement_lies_in_its_district_and_says_so() -> None:
    ref = refs("The army retook the city of Kunduz in Afghanistan.")["Kunduz"]
    assert ref.place is not None
    assert (ref.place.level, ref.place.adm2) == (Level.SETTLEMENT, "Kunduz")
    assert "by containment" in ref.why


RELATIONS = [
    ("Clashes began 20 km north of Mosul.", "Mosul", "north of"),
    ("They fought in southern Helmand.", "Helmand", "south"),
    ("Shells hit the outskirts of Tripoli.", "Tripoli", "outskirts"),
    ("A bomb went off near Jalalabad.", "Jalalabad", "near"),
    ("The Kabul-Kandahar highway was cut.", "Kandahar", "road"),
    ("Moscow said it would wait.", "Moscow", "government"),
    ("Troops left Mosul.", "Mosul", None),
    ("Officials in Kabul said it was over.", "Kabul", None),
]


@pytest.mark.parametrize(("text", "name", "relation"), RELATIONS)
def test_how_the_place_meant_lies_to_the_place_named(text: str, name: str, relation: str | None) -> None:
    mention = refs(text)[name].mention
    assert mention is not None
    assert mention.relation == relation


def test_a_mention_keeps_type_word_and_containers() -> None:
    mention = refs("They hold Burka district of Baghlan province.")["Burka"].mention
    assert mention is not None
    assert (mention.unit, mention.within) == ("district", ("Baghlan",))


def test_mentions_are_verbatim_in_order_and_apart() -> None:
    text = "Kabul, Herat and Mazar-e Sharif in Afghanistan; then Pol-e-Hesar, Banu and De Salah districts of Baghlan."
    found = find(text)
    spans = [(ref.mention.start, ref.mention.end) for ref in found if ref.mention]
    assert all(text[start:end] == ref.text for (start, end), ref in zip(spans, found, strict=True))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_alternatives_are_kept_with_their_probabilities() -> None:
    ref = refs("Police in Springfield arrested a man.")["Springfield"]
    assert ref.alternatives
    assert ref.confidence + sum(p for _, p in ref.alternatives) <= 1.001


@pytest.mark.parametrize("text", ["", " ", "no names at all", "123 45,6", "\n\n"])
def test_texts_without_names(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        ("Russian troops retreated across the Dnipro on Friday.", "Dnipro", False),
        ("They crossed the Dnipro.", "Dnipro", False),
        ("Missiles hit Dnipro in Ukraine on Monday.", "Dnipro", True),
        ("Troops marched across the Kherson region of Ukraine.", "Kherson", True),
    ],
)
def test_a_river_is_not_the_town_of_its_name(text: str, name: str, known: bool) -> None:  # noqa: FBT001  a column of the table
    assert (refs(text)[name].place is not None) == known


def test_the_capital_of_a_province_is_no_province_and_its_governor_is_no_town() -> None:
    assert place("Fighters took the capital of Kunduz province in Afghanistan.", "Kunduz") == ("Kunduz", "adm2", "Kunduz")
    assert place("The governor of Kunduz province in Afghanistan fled.", "Kunduz") == ("Kunduz", "adm1", "Kunduz")
