"""`reportedly incidents`: what happened, what it cost, who says so."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from reportedly.cli.asking import EVERY_DISTRICT, Desk, add_question, desk
from reportedly.cli.options import add_json
from reportedly.cli.render import print_json, print_line, print_prose, say
from reportedly.reconcile.casualties import Estimate, Toll, Version
from reportedly.reconcile.counted import MIXED
from reportedly.terms.contract import JsonObject, interval_to_json
from reportedly.terms.identity import Json
from reportedly.views.incidents import Incident, incident_rows
from reportedly.views.words import chain_words, district_of, period

POSSESSIVE = re.compile(r"^['’]s\s+")  # a quote may begin after the day it is of: "Monday's bombing"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportedly incidents`."""
    parser.add_argument("places", metavar="PLACE", nargs="*", help=EVERY_DISTRICT)
    add_question(parser)
    add_json(parser)


def run(arguments: argparse.Namespace, now: datetime) -> int:
    """Show what happened by T, as publicly known at K.

    Raises:
        LedgerError: the ledger cannot be read.
        UnknownPlace: a place is not known.
    """
    with desk(arguments, now) as asked:
        rows, names = _rows(asked, arguments), asked.names
    if not rows:
        say("no claim tells of an incident there by then; `reportedly picture` shows what is known of districts")
        return 1
    if arguments.json:
        print_json(_json(row) for row in rows)
    else:
        for row in rows:
            _print(row, names)
    return 0


def _rows(asked: Desk, arguments: argparse.Namespace) -> Sequence[Incident]:
    times = asked.times(arguments.at, arguments.known)
    wanted = {place.id for place in asked.places(arguments.places)}
    rows = incident_rows(asked.linked(times.known, grouped=True).values(), times.at)
    return [row for row in rows if not wanted or any(district_of(claim) in wanted for claim in row.claims)]


def _print(row: Incident, names: Mapping[str, str]) -> None:
    where = ", ".join(dict.fromkeys(part for part in (row.place.name, row.place.adm2, row.place.adm1) if part))
    print_line(f"{row.kind.value} in {where}, {period(row.when) if row.when else 'at an unknown time'}", "bold")
    if row.elsewhere:
        print_line(f"  or in {', '.join(f'{place.name} ({p:.0%})' for place, p in row.elsewhere)}", "yellow")
    if row.parties:
        print_line(f"  parties: {', '.join(name for _, name in row.parties)}")
    for line in _toll_lines(row.toll, names) if row.toll else ():
        print_prose(line, "  ")
    print_line(f"  {_voices(row, names)}", "yellow" if row.one_sided else "dim")
    for claim in row.claims:
        print_prose(f"“{POSSESSIVE.sub('', claim.quote.text)}”", "    ")
        print_prose(chain_words(claim), "      ", "dim")


def _toll_lines(toll: Toll, names: Mapping[str, str]) -> list[str]:
    parts = [f"of them {names.get(party, party)}: {'; '.join(_estimates(part))}" for party, part in toll.parts]
    versions = "; ".join(_version(version, names) for version in toll.versions)
    return [*_estimates(toll), *parts, f"{'versions that exclude each other' if toll.conflict else 'as said'}: {versions}"]


def _estimates(toll: Toll) -> list[str]:
    estimates = (("killed", toll.killed), ("injured", toll.injured), ("killed and injured", toll.together))
    single = toll.killed is not None and toll.injured is not None
    shown = [(what, found) for what, found in estimates[: 2 if single else 3] if found is not None and _own(what, toll)]
    lines = [
        f"{what}: {_estimate(found) if _counted(what, toll) else f'no number given (90 %: {_range(*found.most)})'}" for what, found in shown
    ]
    lines += [f"captured: {_estimate(toll.captured)}"] if toll.captured else []
    return [*lines, *(f"{_named(what)}: {_estimate(found)}" for what, found in toll.mixed)]


def _counted(what: str, toll: Toll) -> bool:
    """Whether somebody gives a number; "heavy casualties" are none."""
    sort = {"killed and injured": "killed_or_injured"}.get(what, what)
    return any(row.what == sort and not row.low is row.high is None for row in toll.versions)


def _own(what: str, toll: Toll) -> bool:
    """The sum is of use where somebody gives it."""
    return what != "killed and injured" or any(version.what == "killed_or_injured" for version in toll.versions)


def _estimate(found: Estimate) -> str:
    reliable = _range(found.low, found.high)
    return f"{found.best} (50 %: {_range(*found.half)}, 90 %: {_range(*found.most)}; lowest and highest reliable: {reliable})"


def _version(version: Version, names: Mapping[str, str]) -> str:
    whose = f" ({' and '.join(names.get(party, party) for party in version.of)})" if version.of else ""
    return f"{_range(version.low, version.high)} {_named(version.what)}{whose} by {_roots(len(version.roots))}"


def _named(what: str) -> str:
    """Name a sort of number: "killed, injured or captured"."""
    *first, last = what.split("_or_")
    return f"{', '.join(first)} or {last}" if first else last


def _range(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "an unknown number of"
    if high is None:
        return f"{low} or more"
    return str(high) if low == high else f"{low}–{high}" if low is not None else f"up to {high}"


def _roots(number: int) -> str:
    return "1 root" if number == 1 else f"{number} roots"


def _voices(row: Incident, names: Mapping[str, str]) -> str:
    sides = ", ".join(names.get(side, side) for side in row.sides)
    whose = f"told by one side alone: {sides}" if row.one_sided else f"sides among them: {sides}" if sides else "none speaks for a side"
    return f"{_roots(row.roots)}, {whose}" + (f"; denied by {_roots(row.denied)}" if row.denied else "")


def _json(row: Incident) -> Json:
    place = row.place
    return {
        "incident": row.id,
        "place": {"id": place.id, "name": place.name, "adm2": place.adm2, "adm1": place.adm1, "country": place.country},
        "elsewhere": [{"id": other.id, "name": other.name, "p": round(p, 4)} for other, p in row.elsewhere],
        "when": interval_to_json(row.when),
        "kind": row.kind.value,
        "parties": [{"id": identity, "name": name} for identity, name in row.parties],
        "toll": None if row.toll is None else _toll_json(row.toll),
        "roots": row.roots,
        "sides": list(row.sides),
        "one_sided": row.one_sided,
        "denied": row.denied,
        "claims": [{"claim": claim.id, "root": claim.root, "report": claim.report.name, "quote": claim.quote.text} for claim in row.claims],
    }


def _toll_json(toll: Toll) -> JsonObject:
    return {
        "killed": _estimate_json(toll.killed),
        "injured": _estimate_json(toll.injured),
        "killed_or_injured": _estimate_json(toll.together),
        "captured": _estimate_json(toll.captured),
        **{what: _estimate_json(dict(toll.mixed).get(what)) for what in MIXED},
        "parts": [{"party": party, **_toll_json(part)} for party, part in toll.parts],
        "roots": toll.roots,
        "conflict": toll.conflict,
        "versions": [
            {"what": row.what, "low": row.low, "high": row.high, "of": list(row.of), "roots": list(row.roots), "sides": list(row.sides)}
            for row in toll.versions
        ],
    }


def _estimate_json(found: Estimate | None) -> Json:
    if found is None:
        return None
    return {"low": found.low, "best": found.best, "high": found.high, "p50": list(found.half), "p90": list(found.most)}
