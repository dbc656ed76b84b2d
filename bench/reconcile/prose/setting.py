"""Wars that are dressed in real names: districts of the packaged gazetteer, parties of the packaged lists, invented people and papers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from simulator.geography import NAMESAKES, roads
from simulator.records import District, Land, Province

from reportedly.gazetteer import open_default
from reportedly.terms.place import Level, Place


@dataclass(frozen=True, slots=True)
class Setting:
    """A country dressed for the simulation.

    Attributes:
        country: ISO 3166-1 alpha-2.
        start: the first minute of the war, UTC; chosen so that the simulator's clock shows local time.
        parties: ids of the two parties, as `reportedly` knows them.
        names: what each is called, in the plural.
        spokesmen: who speaks for each.
        officials: who speaks for each in a province; `{p}` is the province, `{n}` a name.
        people: names for speakers.
    """

    country: str
    start: datetime
    parties: tuple[str, str]
    names: tuple[tuple[str, ...], tuple[str, ...]]
    spokesmen: tuple[tuple[str, ...], tuple[str, ...]]
    officials: tuple[tuple[str, ...], tuple[str, ...]]
    people: tuple[str, ...]


SETTINGS: Mapping[str, Setting] = {
    "AF": Setting(
        "AF",
        datetime(2021, 5, 31, 21, 30, tzinfo=UTC),  # 02:00 in Kabul, as on the simulator's clock
        ("afg-government", "taliban"),
        (
            (
                "government forces",
                "Afghan forces",
                "Afghan security forces",
                "Afghan troops",
                "Afghan National Army soldiers",
                "Afghan government forces",
            ),
            ("the Taliban", "Taliban fighters", "Taliban forces", "Taliban militants", "Taliban insurgents"),
        ),
        (
            (
                "Defense Ministry spokesman {n}",
                "the Afghan Defense Ministry",
                "an Interior Ministry spokesman",
                "the Ministry of Defense in Kabul",
            ),
            ("Taliban spokesman {n}", "a Taliban spokesman", "the Taliban", "the group's spokesman {n}"),
        ),
        (
            (
                "{p} governor {n}",
                "provincial council member {n}",
                "a police official in {p}",
                "{n}, the police chief of {p}",
                "a security official",
                "{n}, a spokesman for the governor of {p}",
                "the provincial police chief",
            ),
            ("a local Taliban commander", "a Taliban commander in {p}"),
        ),
        ("Farid Nuristani", "Haji Gul Mirzad", "Sayed Karim Hotaki", "Abdul Basir Wardak", "Najib Rahmati", "Mohammad Anwar Sharifi"),
    ),
    "YE": Setting(
        "YE",
        datetime(2020, 1, 31, 23, 0, tzinfo=UTC),  # 02:00 in Sanaa
        ("yemen-government", "houthi"),
        (
            ("Yemeni government forces", "government forces", "the Yemeni army", "Yemeni troops", "pro-government forces"),
            ("the Houthis", "Houthi fighters", "Houthi rebels", "Houthi forces"),
        ),
        (
            ("Yemeni army spokesman {n}", "the Yemeni Defense Ministry", "a Yemeni army spokesman"),
            ("Houthi spokesman {n}", "a Houthi military spokesman", "the Houthis"),
        ),
        (
            ("{p} governor {n}", "a military official in {p}", "a government official", "{n}, a local official in {p}"),
            ("a Houthi commander", "a Houthi official in {p}"),
        ),
        ("Saleh al-Amri", "Khaled Bin Nasser", "Yasser Qaid", "Ahmed al-Sharjabi", "Mansour Haidari", "Adel al-Kibsi"),
    ),
}
RESIDENTS = (
    "residents",
    "local residents",
    "a resident who asked not to be named",
    "villagers",
    "witnesses",
    "tribal elders",
    "a shopkeeper in the area",
)
OUTLETS: Mapping[str, tuple[str, ...]] = {
    "agency": ("Meridian News Agency", "Wakhan Wire", "Continental Press Service"),
    "paper": ("The Evening Courier", "Daybreak Times", "The Regional Post", "Open Horizon News"),
    "stringer": ("a local journalist",),
    "monitor": ("the Conflict Watch monitoring group", "the Violence Monitor, a rights group"),
    "map": ("analysts at the Frontline Atlas project", "the Frontline Atlas"),
    "sided paper": ("Banner Daily", "The National Herald"),
    "account": ("a social media user", "an activist on Twitter", "social media accounts"),
    "nobody": ("anonymous accounts", "unnamed accounts on Telegram"),
    "relay": ("the Daily Digest", "Conflict Roundup"),
}


def real(setting: Setting, districts: int, random: Random) -> Land:
    """Take districts of a country that lie together, around one drawn at random."""
    found = [place for place in open_default().districts(setting.country) if place.level is Level.ADM2 and place.adm1_id]
    centre = random.choice(found)
    near = sorted(found, key=lambda place: _away(place, centre))[:districts]
    names = sorted({(place.adm1_id or "", place.adm1 or "") for place in near})
    number = {identity: row for row, (identity, _) in enumerate(names)}
    laid = tuple(
        District(p.id, plain(p.name), plain(p.name), number[p.adm1_id or ""], p.lat or 0.0, p.lon or 0.0, random.lognormvariate(-0.25, 0.7))
        for p in near
    )
    called = {place.name: row for row, place in enumerate(laid)}
    alike = tuple(called[place.name] if called[place.name] != row else None for row, place in enumerate(laid))
    return Land(laid, tuple(Province(*pair) for pair in names), roads([(place.lat, place.lon) for place in laid]), alike)


def plain(name: str) -> str:
    """Leave out what a gazetteer adds in brackets."""
    return name.split(" (", maxsplit=1)[0].strip()


def _away(one: Place, other: Place) -> float:
    """Distance in degrees, good enough to choose what lies together."""
    return math.dist((one.lat or 0.0, one.lon or 0.0), (other.lat or 0.0, other.lon or 0.0))


__all__ = ["NAMESAKES", "OUTLETS", "RESIDENTS", "SETTINGS", "Setting", "plain", "real"]
