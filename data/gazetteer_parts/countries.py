"""Countries, and the parts of the world beyond them."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import Locale

from gazetteer_parts.middles import main_polygons
from gazetteer_parts.names import worth_keeping
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.write import Entry

LANGUAGES = ("en", "fa", "fa_AF", "ps", "ar", "ru", "uk", "de", "fr", "es", "it", "tr", "so", "am", "my", "id", "ckb", "uz", "tg")
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
}
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
# The middle of the contiguous states (US National Geodetic Survey); the table's point stands for a rounded rectangle.
MIDDLES = {"US": (39.83, -98.58)}


def _official_names(row: dict) -> Iterator[str]:
    for names in (row["name"], *row["name"]["native"].values(), *row["translations"].values()):
        yield names["common"]
        yield names["official"]
    yield from (name for name in row["altSpellings"] if len(name) > CODE_LENGTH)


def _middle(row: dict, polygons: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """The middle of a country: halfway between the CIA's rounded point and the centroid of its main polygons.

    No two gazetteers agree on such a point; the mean is never far from either. Where they are far apart the table's stands.
    """
    lat, lon = row["latlng"]
    other = polygons.get(row["cca3"].lower(), (lat, lon))
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


def _entry(row: dict, locales: list[Locale], polygons: Mapping[str, tuple[float, float]]) -> Entry:
    code, common = row["cca2"], row["name"]["common"]
    lat, lon = MIDDLES.get(code) or _middle(row, polygons)
    names = [
        (common, Bearing.PREFERRED),
        *((name, Bearing.CODE if len(name) <= CODE_LENGTH or "." in name else Bearing.CURATED) for name in PRESS_NAMES.get(code, [])),
    ]
    names += [(name, Bearing.ALIAS) for name in _official_names(row) if worth_keeping(name)]
    names += [(locale.territories[code], Bearing.ALIAS) for locale in locales if code in locale.territories]
    names += [(name, Bearing.DEMONYM) for name in set(row["demonyms"]["eng"].values()) if name]
    return Entry(f"iso:{code}", common, "country", code, lat=lat, lon=lon, names=names)


def country_entries(path: Path, topologies: Path) -> Iterator[Entry]:
    """Make an entry for each country and each part of the world beyond countries."""
    polygons = main_polygons(topologies / "world.topo.json")
    locales = [Locale.parse(code) for code in LANGUAGES]
    for row in json.loads(path.read_text(encoding="utf-8")):
        yield _entry(row, locales, polygons)
    for number, (name, (lat, lon)) in enumerate(BEYOND.items()):
        yield Entry(f"iso:W{number:02}", name, "country", "  ", lat=lat, lon=lon, names=[(name, Bearing.PREFERRED)])
