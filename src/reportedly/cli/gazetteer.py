"""`reportedly gazetteer`: look up places and their names, add names and packs of one's own."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from reportedly.cli.options import add_json
from reportedly.cli.render import Cell, Column, print_json, print_line, print_table, say
from reportedly.errors import UnknownPlace, UnwritableFile, WrongUse
from reportedly.gazetteer import Answer, Gazetteer, open_default
from reportedly.gazetteer.boundaries import Columns, from_boundaries
from reportedly.gazetteer.builders import from_geonames, from_wof
from reportedly.gazetteer.joining import joined
from reportedly.gazetteer.own import COUNTRY, Alias, OwnPlace, append_alias, append_place, own_folder
from reportedly.gazetteer.pack import Pack
from reportedly.gazetteer.store import names_of, packaged_folder
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


KINDS = ("wof", "geonames", "cod", "geoboundaries", "geojson")
PACK_NAME = re.compile(r"[\w-]+")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly gazetteer`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="the packs of places in use, with their sources")
    search = actions.add_parser("search", help="places that a name may mean, in any spelling")
    search.add_argument("name", nargs="+", help="the name")
    search.add_argument("--within", metavar="UNIT", help="a country, province or district that contains it")
    search.add_argument("--country", metavar="CC", help="ISO 3166-1 alpha-2 code")
    search.add_argument("--level", choices=[level.value for level in Level], help="administrative level")
    show = actions.add_parser("show", help="one place: its names, what it lies in, its seat and neighbours, what became of it")
    show.add_argument("place", nargs="+", help="id or name")
    for action in (search, show):
        action.add_argument(
            "--at", metavar="DAY", type=day_argument, help="in the units of that day, such as 2019-06-30 (default: those that stand still)"
        )
    _configure_add(actions.add_parser("add", help="give a place another name, or add a place; kept in your own file"))
    _configure_build(actions.add_parser("build", help="make a pack of places from a source of your own"))
    for action in (listed, search, show):
        add_json(action)


def day_argument(text: str) -> date:
    """Read a day from the command line.

    Raises:
        argparse.ArgumentTypeError: it is no ISO 8601 day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no day such as 2019-06-30"
        raise argparse.ArgumentTypeError(message) from error


def _configure_add(add: argparse.ArgumentParser) -> None:
    add.add_argument("name", help="the name, as reports write it")
    add.add_argument("place", nargs="?", help="id of the place that bears it; without one a place of this name is added")
    add.add_argument("--country", metavar="CC", help="of a new place: ISO 3166-1 alpha-2 code")
    add.add_argument("--within", metavar="ID", help="of a new place: id of the district or province around it")
    add.add_argument("--level", default="settlement", choices=[level.value for level in Level], help="of a new place (default: settlement)")
    add.add_argument("--lat", metavar="DEGREES", type=float, help="of a new place: latitude, WGS84")
    add.add_argument("--lon", metavar="DEGREES", type=float, help="of a new place: longitude, WGS84")


def _configure_build(build: argparse.ArgumentParser) -> None:
    build.add_argument(
        "kind",
        choices=KINDS,
        help="what the source is: Who's On First checkout, GeoNames table, OCHA's COD-AB, geoBoundaries, any GeoJSON or CSV with names",
    )
    build.add_argument("source", type=Path, nargs="+", help="a folder for wof, files for all others: GeoJSON, or CSV with the same fields")
    build.add_argument("--name", required=True, help="name of the pack, which is that of its folder")
    build.add_argument("--country", metavar="CC", help="ISO 3166-1 alpha-2 code; needed for cod, geoboundaries and geojson")
    build.add_argument("--level", choices=[level.value for level in Level], help="level of every row, where the source does not say")
    build.add_argument("--name-field", metavar="FIELD", help="the field of the name, where it is called otherwise")
    build.add_argument("--parent-field", metavar="FIELD", help="the field of the unit above: its name, or its id")
    build.add_argument("--id-field", metavar="FIELD", help="the field of an id that stays the same in later editions")
    build.add_argument("--licence", default="unknown", help="licence of the source, kept with the pack")


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Do what was asked of the gazetteer.

    Raises:
        GazetteerError: a pack is missing or damaged.
        InputError: a source cannot be read.
        UnknownPlace: no place has the id or name.
        UnwritableFile: the user's own file or pack cannot be written.
        WrongUse: arguments that do not go together.
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
    answers = lookup(name, arguments.within, country=arguments.country, level=level, at=arguments.at)
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
    found = gazetteer.place(name) if ":" in name else next((answer.place for answer in lookup(name, gazetteer=gazetteer)), None)
    if found is None:
        message = f"{name!r}: the gazetteer has no such place"
        raise UnknownPlace(message)
    return found


def _show(arguments: argparse.Namespace, _: datetime) -> int:
    gazetteer = open_default().at(arguments.at)
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
    named = {
        key: [_unit_name(gazetteer, unit) for unit in getattr(place, key)] for key in ("predecessors", "successors", "disputed_parents")
    }
    for key, value in {**facts, **named}.items():
        shown = ", ".join(str(v) for v in value) if isinstance(value, list) else value
        if shown not in (None, "", 0):
            print_line(f"{key.replace('_', ' '):16} {shown}")
    return 0


def _unit_name(gazetteer: Gazetteer, unit: str) -> str:
    place = gazetteer.place(unit)
    return f"{place.name} ({unit})" if place is not None else unit


def _add(arguments: argparse.Namespace, _: datetime) -> int:
    if arguments.place is None:
        return _add_place(arguments)
    place = open_default().place(arguments.place)
    if place is None:
        message = f"{arguments.place!r}: the gazetteer has no such place; `reportedly gazetteer search NAME` shows ids"
        raise UnknownPlace(message)
    try:
        path = append_alias(own_folder(), Alias(arguments.name, place.id))
    except OSError as error:
        raise UnwritableFile(own_folder(), error.strerror or str(error)) from error
    print_line(f"{arguments.name} is now a name of {place.name} ({place.level.value}, {place.adm1 or place.country}); kept in {path}")
    return 0


def _add_place(arguments: argparse.Namespace) -> int:
    around = open_default().place(arguments.within) if arguments.within else None
    if arguments.within and around is None:
        message = f"{arguments.within!r}: the gazetteer has no such unit; `reportedly gazetteer search NAME` shows ids"
        raise UnknownPlace(message)
    country = _country(arguments.country or (around.country if around is not None else None))
    if (arguments.lat is None) != (arguments.lon is None):
        message = "--lat and --lon go together"
        raise WrongUse(message)
    place = OwnPlace(arguments.name, country, arguments.level, arguments.within, arguments.lat, arguments.lon)
    try:
        path = append_place(own_folder(), place)
    except OSError as error:
        raise UnwritableFile(own_folder(), error.strerror or str(error)) from error
    print_line(f"{place.name} is now a place ({place.level}, {around.name if around is not None else country}); kept in {path}")
    return 0


def _country(code: str | None) -> str:
    if code is None or not COUNTRY.fullmatch(code.upper()):
        message = f"--country takes an ISO 3166-1 alpha-2 code such as AF, not {code!r}" if code else "--country CC is needed"
        raise WrongUse(message)
    return code.upper()


def _entries(arguments: argparse.Namespace) -> Iterable[Entry]:
    if arguments.kind == "wof":
        return (entry for folder in arguments.source for entry in from_wof(folder))
    if arguments.kind == "geonames":
        return (entry for path in arguments.source for entry in from_geonames(path))
    columns = Columns(arguments.name_field, arguments.parent_field, arguments.id_field, arguments.level)
    return from_boundaries(arguments.source, _country(arguments.country), columns)


def _build(arguments: argparse.Namespace, now: datetime) -> int:
    if not PACK_NAME.fullmatch(arguments.name):
        message = f"--name {arguments.name}: letters, digits, _ and - alone, for it is the name of a folder"
        raise WrongUse(message)
    own = list({entry.id: entry for entry in _entries(arguments)}.values())
    if not own:
        say(f"reportedly: {', '.join(map(str, arguments.source))}: no place in it")
        return 1
    read = len(own)
    entries = joined(own, _packaged())
    about = {
        "name": arguments.name,
        "version": f"{now:%Y.%m.%d}",
        "sources": [{"name": str(source), "licence": arguments.licence} for source in arguments.source],
    }
    folder = own_folder() / arguments.name
    try:
        write_pack(entries, folder, about, frozenset(entry.country for entry in entries))
    except OSError as error:
        raise UnwritableFile(folder, error.strerror or str(error)) from error
    known = sum(not entry.id.startswith("user:") for entry in own)
    print_line(f"{read:,} places in {folder}, {known:,} of them known by an id already; every command uses them from now on")
    return 0


def _packaged() -> Gazetteer:
    """The packaged places alone: a pack that is built again does not find itself, and may be one that can no longer be read."""
    return Gazetteer([Pack(packaged_folder())])
