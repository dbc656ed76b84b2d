"""What becomes of units: from when to when they stood, out of which others they came, into which they went, and who claims them besides.

A pack keeps it in `history.json` beside its places, by id; places that are not there have stood since before all reports and still do:

    {"format": 1, "units": {"wof:85688873": {"from": "2020-07-19", "to": null, "before": [], "after": [], "claimed": ["iso:RU"]}}}

`from` and `to` are the first and the last day (ISO 8601); what is null, empty or not there is not known, or did not happen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from reportedly.errors import GazetteerError

FILE = "history.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Past:
    """The history of a unit.

    Attributes:
        begins: its first day; None for one that stands since before all reports, or since nobody knows when.
        ends: its last day; None for one that still stands.
        before: ids of the units that it came out of.
        after: ids of the units that it went into.
        claimed: ids of other units, countries mostly, that claim to contain it.
    """

    begins: date | None = None
    ends: date | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()

    def stands(self, day: date) -> bool:
        """Tell whether the unit stood on a day; `date.max` asks whether it still does."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


ALWAYS = Past()


def read_history(folder: Path) -> Mapping[str, Past]:
    """Read the history of a pack's places, by id; empty for a pack without one.

    Raises:
        GazetteerError: the file is damaged or of another format.
    """
    path = folder / FILE
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            message = f"{path}: format {document['format']}, but this program reads format {FORMAT}; build the pack again"
            raise GazetteerError(message)
        return {place: _past(row) for place, row in document["units"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path}: no readable history of places: {error}"
        raise GazetteerError(message) from error


def _past(row: Mapping[str, str | list[str] | None]) -> Past:
    begins, ends = (date.fromisoformat(day) if isinstance(day := row.get(key), str) else None for key in ("from", "to"))
    before, after, claimed = (tuple(row.get(key) or ()) for key in ("before", "after", "claimed"))
    return Past(begins, ends, before, after, claimed)


def write_history(folder: Path, pasts: Mapping[str, Past]) -> None:
    """Write the history of a pack's places; a pack without any gets no file."""
    told = {place: _row(past) for place, past in sorted(pasts.items()) if past != ALWAYS}
    path = folder / FILE
    if not told:
        path.unlink(missing_ok=True)
        return
    rows = ",\n".join(f"{json.dumps(place)}: {json.dumps(row, ensure_ascii=False)}" for place, row in told.items())
    path.write_text(f'{{"format": {FORMAT}, "units": {{\n{rows}\n}}}}\n', encoding="utf-8")


def _row(past: Past) -> dict[str, str | list[str]]:
    days = {"from": past.begins, "to": past.ends}
    ids = {"before": past.before, "after": past.after, "claimed": past.claimed}
    return {key: day.isoformat() for key, day in days.items() if day} | {key: list(some) for key, some in ids.items() if some}


def turns(pasts: Iterable[Past]) -> tuple[date, ...]:
    """The days on which any unit begins, or has just ceased, in order: between two of them nothing changes."""
    found: set[date] = set()
    for past in pasts:
        found |= {day for day in (past.begins, past.ends + timedelta(days=1) if past.ends else None) if day}
    return tuple(sorted(found))
