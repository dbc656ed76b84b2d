"""Places and their names, behind one read interface.

    gazetteer = open_default()                     packs are memory-mapped: this takes milliseconds and holds nothing in memory
    gazetteer.place("wof:1108562363")              -> Place | None
    gazetteer.bearers("fold", "pol e hesar")       -> places that bear a key of a name (fold.py), likeliest first
    candidates(gazetteer, "Pol-e-Hesar")           -> scored candidates over all spellings (match.py)
    gazetteer.provinces("AF"), .districts("AF"), .children(id), .parent(place), .contains(outer, inner)
    gazetteer.neighbours(id), .seats(id)           -> districts beside a district, settlements that are its seat
    gazetteer.outlines("AF")                       -> GeoJSON of its districts, for maps

Ids are `wof:…` (Who's On First), `geonames:…`, `iso:AF` for countries, `user:…` for places that a user added.
"""

from reportedly.gazetteer.store import Bearer, Gazetteer, open_default

__all__ = ["Bearer", "Gazetteer", "open_default"]
