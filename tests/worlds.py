"""A small invented war for the tests of the model."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reportedly.reconcile import Query, World
from reportedly.terms.claim import Claim, Kind, Polarity, Quote, ReportRef, Stance
from reportedly.terms.interval import Interval, Precision
from reportedly.terms.party import PartyRef
from reportedly.terms.place import Level, Place, PlaceRef
from reportedly.terms.source import Link, Source, SourceKind

DAY = datetime(2031, 3, 3, tzinfo=UTC)
PLACES = {
    name: Place(name, name.title(), Level.ADM2, lat=40.0 + row, lon=60.0, adm2_id=name)
    for row, name in enumerate(("alpha", "beta", "gamma"))
}
WORLD = World(places=PLACES, names={"red": "Reds", "blue": "Blues"}, rivals={"": ("red", "blue")})


def source(name: str, kind: SourceKind = SourceKind.AGENCY, side: str | None = None) -> Source:
    return Source(None, name, kind, side, named=True, id=name)


WIRE = source("wire")


def said(  # noqa: PLR0913 - a claim has that many slots
    kind: Kind,
    party: str | None,
    hours: float,
    *,
    by: Source | tuple[Source, ...] = WIRE,
    place: str = "alpha",
    denied: bool = False,
    report: str | None = None,
    delay: float = 1.0,
) -> Claim:
    """A claim about a place that holds at an hour after DAY, public some hours later."""
    chain = by if isinstance(by, tuple) else (by,)
    end, known = DAY + timedelta(hours=hours), DAY + timedelta(hours=hours + delay)
    text = f"{kind} {party} {place} {hours}"
    name = report or f"{chain[-1].name} {text} {denied}"
    polarity = Polarity.DENIED if denied else Polarity.AFFIRMED
    return Claim(
        report=ReportRef(name, name, None, known.date(), known),
        quote=Quote(0, len(text), text),
        kind=kind,
        party=PartyRef(None, party, party) if party else None,
        against=None,
        place=PlaceRef("", PLACES[place], 1.0),
        when=Interval(end - timedelta(hours=1), end, Precision.HOUR),
        known=known,
        stance=Stance(polarity),
        chain=tuple(Link(link) for link in chain),
    )


def somewhere(place: int, here: dict[str, Place]) -> PlaceRef:
    """A place of a claim: one of three districts, the unit around them, or a name that two of them bear."""
    names = tuple(here)
    if place < len(names):
        return PlaceRef("", here[names[place]], 1.0)
    if place == len(names):
        return PlaceRef("", Place("north", "North", Level.ADM1, here[names[0]].country, adm1="north"), 1.0)
    return PlaceRef("", here[names[0]], 0.7, alternatives=((here[names[2]], 0.2),))


def asked(hours: float, known: float | None = None, place: str = "alpha") -> Query:
    """Who held a place at an hour after DAY, as known then or later?"""
    return Query(place, DAY + timedelta(hours=hours), DAY + timedelta(hours=hours if known is None else known))
