"""Claims, pictures and places to make tests from; property tests, which cannot have fixtures, call these themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from reportedly.terms.claim import Claim, Kind, Polarity, Quote, ReportRef, Stance
from reportedly.terms.interval import Interval
from reportedly.terms.party import PartyRef
from reportedly.terms.picture import Because, Label, Picture, State
from reportedly.terms.place import Level, Place, PlaceRef
from reportedly.terms.source import Link, Source, SourceKind

DAY = datetime(2021, 8, 20, tzinfo=UTC)
RED = PartyRef("the Reds", "red", "Reds")
BLUE = PartyRef("the Blues", "blue", "Blues")


class Demo(NamedTuple):
    """The packaged case as `reportedly demo` leaves it: the folder it was run in, and what it printed."""

    folder: Path
    out: str


def place_of(name: str = "Alpha", **fields: object) -> Place:
    defaults: dict[str, object] = {"country": "AF", "adm1": "North", "adm1_id": "user:n", "lat": 35.0, "lon": 69.0}
    return Place(id=f"user:{name.lower()}", name=name, level=Level.ADM2, adm2=name, adm2_id=f"user:{name.lower()}", **(defaults | fields))  # type: ignore[arg-type]


def claim_of(
    text: str = "Reds took Alpha",
    *,
    speaker: str = "A spokesman",
    hour: int = 0,
    root: str = "u_1",
    kind: Kind = Kind.CAPTURED,
    denied: bool = False,
) -> Claim:
    known = DAY + timedelta(hours=hour)
    source = Source(speaker, speaker, SourceKind.PARTY, "red", named=True)
    outlet = Source(None, "The Paper", SourceKind.OUTLET, None, named=True)
    return Claim(
        report=ReportRef("r_1", "one", "The Paper", known.date(), known, "en"),
        quote=Quote(3, 3 + len(text), text),
        kind=kind,
        party=RED,
        against=BLUE,
        place=PlaceRef("Alpha", place_of(), 0.9),
        when=Interval(known - timedelta(hours=6), known),
        known=known,
        stance=Stance(polarity=Polarity.DENIED if denied else Polarity.AFFIRMED),
        chain=(Link(source, "said"), Link(outlet)),
        root=root,
    )


def picture_of(
    p: Mapping[str, float] | None = None,
    *,
    state: State = State.HELD,
    holder: tuple[str, str] | None = ("red", "Reds"),
    label: Label = Label.LIKELY,
    because: tuple[Because, ...] = (),
    hour: int = 0,
    **fields: object,
) -> Picture:
    at = DAY + timedelta(hours=hour)
    defaults: dict[str, object] = {
        "place": place_of(),
        "at": at,
        "known": at,
        "roots": 2,
        "sides": ("red",),
        "since": None,
        "missing": ("no neutral root",),
    }
    return Picture(
        state=state,
        holder=holder if state is State.HELD else None,
        p=p or {"red": 0.85, "blue": 0.05, "contested": 0.1, "none": 0.0},
        label=label,
        because=because,
        **(defaults | fields),  # type: ignore[arg-type]
    )
