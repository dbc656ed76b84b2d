from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import InvalidRecord, UnreadableFile
from reportedly.resolve.parties import PartyBook, Setting
from reportedly.terms.party import Role


@pytest.fixture(scope="module")
def book() -> PartyBook:
    return PartyBook.load()


def at(country: str | None, day: str | None, *others: str, territorial: bool = False, against: str | None = None) -> Setting:
    return Setting(country, date.fromisoformat(day) if day else None, frozenset(others), against, territorial)


@pytest.mark.parametrize(
    ("text", "setting", "expected"),
    [
        ("the Taliban", at("AF", "2021-06-01"), "taliban"),
        ("Taleban fighters", at("AF", "2009-06-01"), "taliban"),
        ("anti-Taliban forces", at("AF", "2021-08-20"), "afg-resistance"),
        ("anti-Taliban fighters", at("AF", "2021-07-01"), "afg-government"),
        ("local resistance groups", at("AF", "2021-08-20"), "afg-resistance"),
        ("Afghan resistance forces", at("AF", "2021-08-20"), "afg-resistance"),
        ("local forces", at("AF", "2021-08-20"), "afg-resistance"),
        ("local militia", at("AF", "2021-08-23"), "afg-resistance"),
        ("uprising forces", at("AF", "2021-07-20"), "afg-government"),
        ("people's forces", at("AF", "2021-07-20"), "afg-government"),
        ("government troops", at("AF", "2021-07-20"), "afg-government"),
        ("security forces", at("AF", "2021-07-20"), "afg-government"),
        ("commandos", at("AF", "2021-07-20"), "afg-government"),
        ("the Afghan army", at("AF", "2021-07-20"), "afg-government"),
        ("security forces", at("AF", "2021-10-20"), "taliban"),
        ("coalition forces", at("AF", "2011-02-01"), "coalition"),
        ("security forces", at("IQ", None, "iraq-government"), "iraq-government"),
        ("security forces", at("AF", None, "taliban"), "afg-government"),
        ("the army", at("NG", None), "nigeria-government"),
        ("an Afghan-international security force", at("AF", "2010-02-01"), "coalition"),
        ("Haqqani network leaders", at("AF", "2011-02-01"), "haqqani"),
        ("the Haqqanis", at("AF", "2011-02-01"), "haqqani"),
        ("Islamic State", at("AF", "2017-02-01"), "iskp"),
        ("Islamic State", at("IQ", "2015-05-17"), "islamic-state"),
        ("Islamic State militants", at("NG", "2019-05-17"), "iswap"),
        ("al-Qaeda militants", at("YE", "2015-04-02"), "aqap"),
        ("al-Qaida", at("AF", "2011-04-02"), "al-qaida"),
        ("Houthi rebels", at("YE", "2014-09-21"), "houthi"),
        ("anti-Houthi forces", at("YE", "2015-07-17"), "yemen-government"),
        ("Iraqi forces", at("IQ", "2016-06-26"), "iraq-government"),
        ("government forces", at("IQ", "2016-06-26"), "iraq-government"),
        ("the army", at("NG", "2015-03-27"), "nigeria-government"),
        ("Taliban", at("PK", "2009-05-30"), "ttp"),
        ("Turkish forces", at("SY", "2018-03-01"), "turkey-government"),
        ("U.S. troops", at("IQ", "2004-11-01"), "us"),
        ("Russian troops", at("UA", "2022-03-01"), "russia"),
        ("Rapid Support Forces", at("SD", "2023-05-01"), "sudan-rsf"),
        ("Azerbaijani forces", at("AZ", "2020-10-01"), "azerbaijan"),
        ("pro-Russian separatists", at("UA", "2014-07-01"), "donbas-separatists"),
        ("Saudi-led coalition", at("YE", "2015-07-01"), "saudi-led-coalition"),
        ("Afghan civilians", at("AF", "2011-07-01"), "civilians"),
        ("women and children", at("AF", "2011-07-01"), "civilians"),
        ("drug traffickers", at("AF", "2011-07-01"), "criminal-network"),
        ("rebels", at("LY", "2011-08-21"), "libya-ntc"),
        ("Turkey", at("SY", "2018-03-01"), "turkey-government"),
        ("a U.S. drone strike", at("PK", "2012-08-21"), "us"),
        ("French warplanes", at("ML", "2013-01-21"), "france-government"),
        ("the Yemeni Army", at("YE", "2012-08-21"), "yemen-government"),
        ("Pakistan Army", at("PK", "2012-08-21"), "pakistan-government"),
        ("Local Resistance", at("AF", "2021-08-21"), "afg-resistance"),
        ("a policeman", at("PK", "2012-08-21"), "pakistan-government"),
        ("one person", at("PK", "2012-08-21"), "civilians"),
        ("the junta", at("MM", "2023-08-21"), "myanmar-junta"),
    ],
)
def test_identified(book: PartyBook, text: str, setting: Setting, expected: str) -> None:
    found = book.resolve(text, setting)
    assert found.id == expected, found
    assert found.text == text
    assert found.name
    assert found.why


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("former Afghan government officials", at("AF", "2021-08-20")),
        ("ex-Taliban commander", at("AF", "2021-08-20")),
        ("Afghan authorities", at("AF", None)),
        ("Blue Guard", at("AF", "2021-06-20")),
        ("the Green River Army", at("AF", "2021-06-20")),
        ("a drone", at("AF", "2021-06-20")),
        ("others", at("AF", "2021-06-20")),
        ("gunmen", at("AF", "2021-06-20")),
        ("Taliban-held districts", at("AF", "2021-06-20")),
        ("insurgents", at("AF", "2011-06-20")),
        ("rebels", at("SY", "2014-06-20")),
        ("militants", at(None, "2014-06-20")),
        ("a group", at("IQ", "2014-06-20")),
        ("Real Madrid", at("ES", "2014-06-20")),
        ("us", at("AF", "2011-06-20")),
        ("Afghans", at("AF", "2021-08-20")),
        ("Turks", at("TR", "2021-08-20")),
        ("both sides", at("YE", "2015-06-20")),
        ("", at("AF", "2011-06-20")),
    ],
)
def test_left_open(book: PartyBook, text: str, setting: Setting) -> None:
    found = book.resolve(text, setting)
    assert found.id is None, found
    assert found.name is None
    assert found.why


def test_context_narrows_generic_words(book: PartyBook) -> None:
    assert book.resolve("the militants", at("AF", "2021-06-20", "taliban")).id == "taliban"
    assert book.resolve("militants", at("AF", "2021-06-20", territorial=True)).id == "taliban"
    assert book.resolve("militants", at("IQ", "2014-06-10", territorial=True)).id == "islamic-state"
    assert book.resolve("insurgents", at("AF", "2011-06-20", "haqqani")).id == "haqqani"


def test_nobody_fights_himself(book: PartyBook) -> None:
    assert book.resolve("security forces", at("AF", "2021-10-20", against="taliban")).id != "taliban"


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("AF", "2001-01-01", "taliban"),
        ("AF", "2021-08-14", "afg-government"),
        ("AF", "2021-08-15", "taliban"),
        ("LY", "2011-08-22", "libya-gaddafi"),
        ("LY", "2011-08-24", "libya-ntc"),
        ("IQ", "2014-06-10", "iraq-government"),
        ("TR", "2014-06-10", "turkey-government"),
        ("ZZ", "2014-06-10", None),
    ],
)
def test_government_in_force(book: PartyBook, country: str, day: str, expected: str | None) -> None:
    assert book.de_facto_government(country, date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("text", "setting", "expected"),
    [
        ("Taliban spokesman Zabihullah Mujahid", at("AF", "2021-06-20"), "taliban"),
        ("the interior ministry", at("AF", "2021-06-20"), "afg-government"),
        ("the interior ministry", at("AF", "2021-10-20"), "taliban"),
        ("provincial councillor", at("AF", "2021-06-20"), "afg-government"),
        ("an ex-Afghan government official", at("AF", "2021-08-20"), "afg-resistance"),
        ("former acting defence minister", at("AF", "2021-08-20"), "afg-resistance"),
        ("resistance sources", at("AF", "2021-08-20"), "afg-resistance"),
        ("a rebel commander", at("LY", "2011-08-20"), "libya-ntc"),
        ("Turkey", at("SY", "2018-03-01"), "turkey-government"),
        ("a security source", at("AF", "2021-06-20"), "afg-government"),
        ("a former official", at("AF", "2021-06-20"), None),
        ("residents", at("AF", "2021-06-20"), None),
        ("Jane Roe", at("AF", "2021-06-20"), None),
    ],
)
def test_speakers_side(book: PartyBook, text: str, setting: Setting, expected: str | None) -> None:
    assert book.speaker(text, setting) == expected


def test_accounts_and_outlets(book: PartyBook) -> None:
    setting = at("AF", "2021-08-20")
    assert book.spoken_for("@Panjshir_Province", setting) == "afg-resistance"
    assert book.spoken_for("@Panjshir_Province", at("AF", "2020-08-20")) is None
    assert book.spoken_for("account dedicated to Panjshir Province", setting) == "afg-resistance"
    assert book.spoken_for("account of a baker in Paris", setting) is None
    assert book.state_outlet("the TASS news agency", setting) == "russia"
    assert book.state_outlet("Reuters", setting) is None


def test_user_file_is_merged(tmp_path: Path) -> None:
    path = tmp_path / "parties.toml"
    path.write_text(
        '[[party]]\nid = "taliban"\nname = "The Taliban"\nnames = ["white flags"]\n\n'
        '[[party]]\nid = "blue-guard"\nname = "Blue Guard"\ncountries = ["AF"]\n'
        'roles = [{ is = "militia", in = "AF", from = 2020-01-01 }]\n',
        encoding="utf-8",
    )
    book = PartyBook.load(path)
    setting = at("AF", "2021-06-20")
    assert book.resolve("the White Flags", setting).name == "The Taliban"
    assert book.resolve("Taleban", setting).id == "taliban"
    assert book.parties["blue-guard"].plays(Role.MILITIA, "AF", setting.day)
    assert book.resolve("militia", setting).id == "blue-guard"


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ('[[party]]\nname = "x"\n', "party 1: id"),
        ('[[party]]\nid = "x"\n', "party 1: name"),
        ('[[party]]\nid = "x"\nname = "X"\nnames = "x"\n', "x: names"),
        ('[[party]]\nid = "x"\nname = "X"\nbegins = "2021"\n', "x: begins"),
        ('[[party]]\nid = "x"\nname = "X"\nroles = [{ is = "king", in = "AF" }]\n', "x: roles"),
        ("party = 3\n", "party"),
    ],
)
def test_wrong_entries_are_named(tmp_path: Path, content: str, field: str) -> None:
    path = tmp_path / "parties.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidRecord) as caught:
        PartyBook.load(path)
    assert caught.value.field == field


@pytest.mark.parametrize("content", [None, b"[[party", b"\xff\xfe"])
def test_unreadable_file(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "parties.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        PartyBook.load(path)
