"""Countries, and the parts of the world beyond them."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

from gazetteer_parts.middles import main_polygons
from gazetteer_parts.names import worth_keeping
from gazetteer_parts.regions import own_rows
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.write import Entry

# What is read, what is spoken where wars are, and what countries call themselves; codes of CLDR.
LANGUAGES = (
    *("en", "fa", "fa_AF", "ps", "ar", "ru", "uk", "de", "fr", "es", "it", "tr", "so", "am", "my", "id", "ckb", "uz", "tg"),
    *("pt", "nl", "da", "nb", "sv", "fi", "et", "lv", "lt", "pl", "cs", "sk", "hu", "ro", "sl", "hr", "sr_Latn", "sq"),
)
# Names that the press uses and that no table has. The places beyond countries have the middle of their extent.
PRESS_NAMES = {
    "US": ["U.S.", "US", "USA", "U.S.A.", "America", "United States", "the States"],
    "GB": ["UK", "U.K.", "Britain", "Great Britain"],
    "AE": ["UAE", "Emirates"],
    "CD": ["DRC", "DR Congo", "Democratic Republic of Congo", "Congo-Kinshasa", "Zaire"],
    "CF": ["CAR", "C.A.R."],
    "KP": ["North Korea", "DPRK"],
    "KR": ["South Korea", "Korea"],
    "RU": ["Russian Federation", "Russia"],
    "CZ": ["Czech Republic", "Czechia"],
    "CI": ["Ivory Coast", "Côte d'Ivoire"],
    "MM": ["Burma", "Myanmar"],
    "PS": ["Palestine", "Palestinian territories", "Palestinian Territories", "Occupied Palestinian Territories"],
    "SZ": ["Swaziland"],
    "MK": ["Macedonia", "North Macedonia"],
    "CV": ["Cape Verde"],
    "TL": ["East Timor"],
    "TR": ["Turkey", "Türkiye"],
    "VA": ["Vatican", "Holy See"],
    "SY": ["Syrian Arab Republic"],
    "CN": ["China", "People's Republic of China", "PRC", "Mainland China"],
    "HK": ["Hong Kong"],
    "NL": ["Holland", "The Netherlands"],
    "SS": ["South Sudan"],
    "MO": ["Macau"],
    "VC": ["Saint Vincent and the Grenadines", "St. Vincent and the Grenadines"],
    "VI": ["US Virgin Islands"],
    "GS": ["South Georgia"],
    "NZ": ["Aotearoa"],
    "CG": ["Congo-Brazzaville", "Congo Brazzaville", "Republic of Congo", "Congo"],
    "BA": ["Bosnia", "Bosnia-Herzegovina"],
    "TT": ["Trinidad"],
}
# Where news do not use CLDR's English name.
USUAL = {"CD": "DR Congo", "CG": "Republic of the Congo", "CI": "Ivory Coast", "PS": "Palestine", "SZ": "Eswatini"}
CODE_LENGTH = 3
FAR_APART_KM = 400  # further, and the polygons are an archipelago, or mostly ice
KM_PER_DEGREE = 111.2
BEYOND = {
    "Africa": (7.19, 21.1),
    "Asia": (29.84, 89.3),
    "Europe": (48.69, 9.14),
    "North America": (46.07, -100.55),
    "South America": (-14.6, -57.66),
    "Oceania": (-18.31, 138.52),
    "Antarctica": (-78.16, 16.41),
    "Latin America": (0.0, -72.0),
    "Central America": (12.77, -85.6),
    "Middle East": (29.3, 42.6),
    "Southeast Asia": (2.2, 115.7),
    "West Africa": (12.0, 3.0),
    "East Africa": (1.0, 38.0),
    "Caribbean": (14.5, -75.9),
    "Central Asia": (44.8, 65.6),
    "Scandinavia": (63.0, 16.0),
    "Balkans": (42.2, 21.0),
    "Sahel": (14.5, 5.0),
}
DATA = Path(__file__).resolve().parent.parent
OWN = DATA / "countries.csv"
PARTIES = DATA.parent / "src" / "reportedly" / "data" / "parties" / "countries.toml"


@cache
def alpha3_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes by alpha-3 codes in lower case, from CLDR."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return {code.lower(): now[0] for code, now in aliases.items() if len(code) == CODE_LENGTH and code.isalpha() and len(now) == 1}


def _demonyms(row: Mapping[str, str], known: Mapping[str, str]) -> set[str]:
    """What the people of a country are called: the party book's words and those of the own list."""
    people = known.get(row["code"], ";;").split(";")[2].split("|") + row["demonyms"].split(";")
    return {name.strip() for name in people if name.strip()}


def _middle(row: Mapping[str, str], polygons: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """The middle of a country: halfway between the rounded point of the own list and the centroid of its main polygons.

    No two gazetteers agree on such a point; the mean is never far from either. Where they are far apart the list's stands.
    """
    lat, lon = float(row["lat"]), float(row["lon"])
    other = polygons.get(row["code"], (lat, lon))
    if KM_PER_DEGREE * math.hypot(other[0] - lat, (other[1] - lon) * math.cos(math.radians(lat))) > FAR_APART_KM:
        return lat, lon
    return (lat + other[0]) / 2, (lon + other[1]) / 2


def add_people(entries: Mapping[str, Entry]) -> None:
    """Give countries the sum of the people of their settlements, so that sizes can be compared."""
    people: Counter[str] = Counter()
    for entry in entries.values():
        if entry.level == "settlement":
            people[f"iso:{entry.country}"] += entry.population
    for country, sum_ in people.items():
        if country in entries:
            entries[country].population = sum_


def _usual(code: str, name: str) -> str:
    """The name of a country as news print it: CLDR's, without the signs by which its tables keep names apart."""
    return USUAL.get(code) or re.sub(r" SAR China$| \(.*\)$", "", name).replace(" & ", " and ").replace("St. ", "Saint ").replace("’", "'")


def _names(row: Mapping[str, str], locales: list[Locale]) -> Iterator[tuple[str, Bearing]]:
    code = row["code"]
    usual = _usual(code, locales[0].territories[code])
    yield usual, Bearing.PREFERRED
    if "Saint " in usual:
        yield usual.replace("Saint ", "St. "), Bearing.ALIAS
    for name in PRESS_NAMES.get(code, []):
        yield name, Bearing.CODE if len(name) <= CODE_LENGTH or "." in name else Bearing.CURATED
    if row["formal"]:
        yield row["formal"], Bearing.ALIAS
    for locale in locales:
        name = locale.territories.get(code, "")
        if worth_keeping(name):
            yield name, Bearing.ALIAS


def _entry(row: Mapping[str, str], locales: list[Locale], polygons: Mapping[str, tuple[float, float]], people: Mapping[str, str]) -> Entry:
    lat, lon = _middle(row, polygons)
    names = [*_names(row, locales), *((name, Bearing.DEMONYM) for name in sorted(_demonyms(row, people)))]
    return Entry(f"iso:{row['code']}", names[0][0], "country", row["code"], lat=lat, lon=lon, names=names)


def country_entries(topologies: Path) -> Iterator[Entry]:
    """Make an entry for each country and each part of the world beyond countries."""
    polygons = {alpha3_codes().get(code, ""): middle for code, middle in main_polygons(topologies / "world.topo.json").items()}
    locales = [Locale.parse(code) for code in LANGUAGES]
    people = tomllib.loads(PARTIES.read_text(encoding="utf-8"))
    for row in own_rows(OWN):
        yield _entry(row, locales, polygons, people)
    for number, (name, (lat, lon)) in enumerate(BEYOND.items()):
        yield Entry(f"iso:W{number:02}", name, "country", "  ", lat=lat, lon=lon, names=[(name, Bearing.PREFERRED)])
