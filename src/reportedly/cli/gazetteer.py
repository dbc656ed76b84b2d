"""`reportedly gazetteer`: look up places and their names, add names and packs of one's own."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from reportedly.cli.options import add_json
from reportedly.cli.render import Cell, Column, print_json, print_line, print_table, say
from reportedly.errors import UnknownPlace
from reportedly.gazetteer import Answer, Gazetteer, open_default
from reportedly.gazetteer.builders import from_geojson, from_geonames, from_wof
from reportedly.gazetteer.own import Alias, append_alias, own_folder
from reportedly.gazetteer.store import names_of
from reportedly.gazetteer.write import Entry, write_pack
from reportedly.places import lookup
from reportedly.terms.contract import place_record
from reportedly.terms.identity import Json
from reportedly.terms.place import Level, Place

COLUMNS = (
    Column("id"),
    Column("name"),
    Column("level"),
    Column("adm1"),
    Column("country"),
    Column("people", numbers=True),
    Column("p", numbers=True),
    Column("why"),
)
PACK_COLUMNS = (Column("pack"), Column("version"), Column("places", numbers=True), Column("folder"))


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly gazetteer`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="the packs of places in use, with their sources")
    search = actions.add_parser("search", help="places that a name may mean, in any spelling")
    search.add_argument("name", nargs="+", help="the name")
    search.add_argument("--within", metavar="UNIT", help="a country, province or district that contains it")
    search.add_argument("--country", metavar="CC", help="ISO 3166-1 alpha-2 code")
    search.add_argument("--level", choices=[level.value for level in Level], help="administrative level")
    show = actions.add_parser("show", help="one place: its names, what it lies in, its seat and neighbours")
    show.add_argument("place", nargs="+", help="id or name")
    add = actions.add_parser("add", help="give a place another name; kept in your own file")
    add.add_argument("name", help="the name, as reports write it")
    add.add_argument("place", help="id of the place")
    _configure_build(actions.add_parser("build", help="make a pack of places from a source of your own"))
    for action in (listed, search, show):
        add_json(action)


def _configure_build(build: argparse.ArgumentParser) -> None:
    build.add_argument("kind", choices=("wof", "geonames", "geojson"), help="what the source is")
    build.add_argument(
        "source", type=Path, help="a Who's On First checkout, a GeoNames table, or a GeoJSON file (COD-AB, geoBoundaries, your own)"
    )
    build.add_argument("--name", required=True, help="name of the pack")
    build.add_argument("--country", metavar="CC", default="  ", help="ISO 3166-1 alpha-2 code, for GeoJSON")
    build.add_argument("--licence", default="unknown", help="licence of the source, kept with the pack")


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Do what was asked of the gazetteer.

    Raises:
        GazetteerError: a pack is missing or damaged.
        InputError: a source cannot be read.
        UnknownPlace: no place has the id or name.
    """
    actions: dict[str, Callable[[argparse.Namespace, datetime], int]] = {
        "list": _list,
        "search": _search,
        "show": _show,
        "add": _add,
        "build": _build,
    }
    return actions[arguments.action](arguments, now)


def _list(arguments: argparse.Namespace, _: datetime) -> int:
    packs = open_default().packs
    if arguments.json:
        print_json(
            {"folder": str(pack.folder), **{key: pack.about[key] for key in ("name", "version", "places", "sources")}} for pack in packs
        )
        return 0
    rows = [
        (Cell(str(p.about["name"]), "bold"), Cell(str(p.about["version"])), Cell(f"{p.size:,}"), Cell(str(p.folder), "dim")) for p in packs
    ]
    print_table(PACK_COLUMNS, rows)
    for pack in packs:
        for source in pack.about["sources"]:
            print_line(f"{pack.about['name']}: {source['name']}, {source['licence']}, {source.get('url', '')}", "dim")
    return 0


def _search(arguments: argparse.Namespace, _: datetime) -> int:
    name = " ".join(arguments.name)
    level = Level(arguments.level) if arguments.level else None
    answers = lookup(name, arguments.within, country=arguments.country, level=level)
    if not answers:
        say(f"reportedly: {name!r} is not like any name in the gazetteer")
        return 1
    if arguments.json:
        print_json(_json(answer) for answer in answers)
    else:
        print_table(COLUMNS, [_cells(answer) for answer in answers])
    return 0


def _json(answer: Answer) -> Json:
    place = answer.place
    return {
        **place_record(place),
        "population": place.population,
        "timezone": place.timezone,
        "confidence": round(answer.chance, 3),
        "why": answer.why,
    }


def _cells(answer: Answer) -> tuple[Cell, ...]:
    place = answer.place
    people = f"{place.population:,}" if place.population else ""
    who = (Cell(place.id, "dim"), Cell(place.name, "bold"), Cell(place.level.value), Cell(place.adm1 or ""), Cell(place.country or ""))
    return (*who, Cell(people), Cell(f"{answer.chance:.2f}"), Cell(answer.why))


def _asked(words: Sequence[str], gazetteer: Gazetteer) -> Place:
    name = " ".join(words)
    found = gazetteer.place(name) if ":" in name else next((answer.place for answer in lookup(name)), None)
    if found is None:
        message = f"{name!r}: the gazetteer has no such place"
        raise UnknownPlace(message)
    return found


def _show(arguments: argparse.Namespace, _: datetime) -> int:
    gazetteer = open_default()
    place = _asked(arguments.place, gazetteer)
    facts: dict[str, Json] = {
        **place_record(place),
        "population": place.population,
        "timezone": place.timezone,
        "names": list(names_of(gazetteer, place.id)),
        "seats": [seat.name for seat in gazetteer.seats(place.id)],
        "neighbours": [unit.name for unit in gazetteer.neighbours(place.id)],
    }
    if arguments.json:
        print_json([facts])
        return 0
    for key, value in facts.items():
        shown = ", ".join(str(v) for v in value) if isinstance(value, list) else value
        if shown not in (None, "", 0):
            print_line(f"{key:11} {shown}")
    return 0


def _add(arguments: argparse.Namespace, _: datetime) -> int:
    place = open_default().place(arguments.place)
    if place is None:
        message = f"{arguments.place!r}: the gazetteer has no such place; `reportedly gazetteer search NAME` shows ids"
        raise UnknownPlace(message)
    path = append_alias(own_folder(), Alias(arguments.name, place.id))
    print_line(f"{arguments.name} is now a name of {place.name} ({place.level.value}, {place.adm1 or place.country}); kept in {path}")
    return 0


def _source(arguments: argparse.Namespace) -> Iterator[Entry]:
    if arguments.kind == "wof":
        return from_wof(arguments.source)
    return from_geonames(arguments.source) if arguments.kind == "geonames" else from_geojson(arguments.source, arguments.country)


def _build(arguments: argparse.Namespace, now: datetime) -> int:
    entries = {entry.id: entry for entry in _source(arguments)}
    if not entries:
        say(f"reportedly: {arguments.source}: no place in it")
        return 1
    about = {
        "name": arguments.name,
        "version": f"{now:%Y.%m.%d}",
        "sources": [{"name": str(arguments.source), "licence": arguments.licence}],
    }
    folder = own_folder() / arguments.name
    write_pack(entries.values(), folder, about, frozenset(entry.country for entry in entries.values()))
    print_line(f"{len(entries):,} places in {folder}; every command uses them from now on")
    return 0
