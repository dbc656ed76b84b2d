"""Places in texts and by name: the part of the package that is useful alone.

    >>> from reportedly import places
    >>> [(ref.text, ref.place.name) for ref in places.find("Fighting reached Pol-e-Hesar district of Baghlan.")]
    [('Pol-e-Hesar', 'Puli Hisar'), ('Baghlan', 'Baghlan')]
    >>> places.lookup("Kushanda", within="Balkh")[0].place.name
    'Kishindih'
    >>> print(places.lookup("Burka", country="AF")[0].place)
    Burka (adm2, Baghlan, AF) wof:1108561875

Results are frozen: they can be compared, kept in sets, and shared between threads.

Units change: `at` gives the day of which names are told, so that a raion of before the reform of 2020 is one in news of 2015 alone.

No network, no server, no model to download: the gazetteer is packaged and memory-mapped.
"""

from __future__ import annotations

from datetime import date

from reportedly.gazetteer import Answer, Area, Gazetteer, look_up, open_default
from reportedly.gazetteer.pack import pack_id
from reportedly.resolve.locate import references
from reportedly.terms.place import Level, Place, PlaceRef

__all__ = ["Level", "find", "lookup"]


def find(text: str, gazetteer: Gazetteer | None = None, *, at: date | None = None) -> tuple[PlaceRef, ...]:
    """Find and identify the places that a text names.

    Args:
        text: English text, names in any spelling; or Arabic, Persian, Pashto, Russian or Ukrainian. Of other languages, names that English
            would write alike.
        gazetteer: where to look; None for the packaged one.
        at: the day on which the text was written, whose units are meant; None for those that stand still.

    Returns:
        one reference per mention, in order, not overlapping; `place` is None, and `why` says the reason, where it was not identified.

    Raises:
        GazetteerError: the packaged places are missing or damaged.
    """
    return references(text, (gazetteer or open_default()).at(at))


def lookup(
    name: str,
    within: str | Place | None = None,
    *,
    country: str | None = None,
    level: Level | None = None,
    at: date | None = None,
    gazetteer: Gazetteer | None = None,
) -> tuple[Answer, ...]:
    """Look a name up in any spelling.

    Args:
        name: the name.
        within: a country, province or district that contains the place, by name or as a place; None for anywhere.
        country: ISO 3166-1 alpha-2 code; None for any.
        level: administrative level; None for any.
        at: the day whose units are meant; None for those that stand still. A name that no unit of the day bears finds one of another time.
        gazetteer: where to look; None for the packaged one.

    Returns:
        likeliest first, with probabilities; empty where nothing known is like the name, or `within` is not known.
    """
    places = (gazetteer or open_default()).at(at)
    countries = frozenset({country}) if country else None
    levels = frozenset({level.value}) if level else None
    if within is None:
        return look_up(places, name, Area(countries, levels))
    outer = _outer(places, within, countries)
    if outer is None:
        return ()
    if outer.level is Level.COUNTRY:
        return look_up(places, name, Area(frozenset({outer.country or "  "}), levels))
    return look_up(places, name, Area(countries, levels, pack_id(outer.id)))


def _outer(places: Gazetteer, within: str | Place, countries: frozenset[str] | None) -> Place | None:
    if isinstance(within, Place):
        return within
    units = frozenset({Level.COUNTRY.value, Level.ADM1.value, Level.ADM2.value})
    found = look_up(places, within, Area(countries, units))
    return found[0].place if found else None
