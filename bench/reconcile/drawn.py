"""A ledger of claims drawn at random, to measure what depends on how many there are: some districts, 300 sources, a year."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reportedly.ledger import Writer
from reportedly.terms.claim import Claim, Kind, Quote, ReportRef, Stance
from reportedly.terms.interval import Interval, Precision
from reportedly.terms.party import PartyRef
from reportedly.terms.place import Level, Place, PlaceRef
from reportedly.terms.source import Link, Source, SourceKind

START = datetime(2021, 1, 1, tzinfo=UTC)
DAYS = 365
ROW = 20  # districts in a row
KINDS = (Kind.HOLDS, Kind.HOLDS, Kind.HOLDS, Kind.CONTESTED, Kind.CLASH, Kind.CAPTURED, Kind.LOST)
SPEAKERS = (
    (SourceKind.AGENCY, None),
    (SourceKind.OUTLET, None),
    (SourceKind.LOCAL, None),
    (SourceKind.PARTY, "a"),
    (SourceKind.PARTY, "b"),
)
A_REPORT = 3  # claims
A_TRANSACTION = 500  # reports


def places(count: int) -> dict[str, Place]:
    """The districts, in rows."""
    rows = [(f"d{number:03}", 40.0 + number // ROW / 4, 60.0 + number % ROW / 3) for number in range(count)]
    return {name: Place(name, name.upper(), Level.ADM2, lat=lat, lon=lon, adm2_id=name, country="XX") for name, lat, lon in rows}


def speakers(count: int = 300) -> dict[str, Source]:
    """The sources."""
    kinds = [SPEAKERS[number % len(SPEAKERS)] for number in range(count)]
    return {f"s{number}": Source(None, f"s{number}", kind, side, named=True, id=f"s{number}") for number, (kind, side) in enumerate(kinds)}


def reports(count: int, districts: int, seed: int = 1) -> Iterator[tuple[Claim, ...]]:
    """Reports of three claims each, in the order in which they became public; about `count` claims in all."""
    chance = random.Random(seed)  # noqa: S311 - drawn data, no secret
    where, who = tuple(places(districts).values()), tuple(speakers().values())
    for number in range(count // A_REPORT):
        known = START + timedelta(days=DAYS * number / (count // A_REPORT))
        yield report(f"r{seed}-{number}", known, chance, where, who)


def report(name: str, known: datetime, chance: random.Random, where: tuple[Place, ...], who: tuple[Source, ...]) -> tuple[Claim, ...]:
    """A report of three claims."""
    ref, source = ReportRef(name, name, None, known.date(), known), chance.choice(who)
    return tuple(_claim(ref, known, chance, chance.choice(where), source, number) for number in range(A_REPORT))


def _claim(ref: ReportRef, known: datetime, chance: random.Random, place: Place, source: Source, number: int) -> Claim:
    end = known - timedelta(hours=chance.expovariate(0.1))
    party, text = chance.choice(("a", "b")), f"Words {number} of {ref.name}"
    return Claim(
        report=ref,
        quote=Quote(100 * number, 100 * number + len(text), text),
        kind=chance.choice(KINDS),
        party=PartyRef(None, party, f"Party {party}"),
        against=None,
        place=PlaceRef(place.name, place, 1.0),
        when=Interval(end - timedelta(hours=1), end, Precision.HOUR),
        known=known,
        stance=Stance(),
        chain=(Link(source),),
        producer="drawn@1",
    )


def write(path: Path, count: int, districts: int) -> None:
    """Make a ledger."""
    with Writer(path, START) as writer:
        writer.describe(places(districts), speakers())
        waiting = reports(count, districts)
        while batch := tuple(one for one, _ in zip(waiting, range(A_TRANSACTION), strict=False)):
            writer.import_readings(batch)
