"""Places and their names, behind one read interface.

    gazetteer = open_default()                     packs are memory-mapped: this takes milliseconds and holds nothing in memory
    gazetteer.place("wof:1108562363")              -> Place | None
    look_up(gazetteer, "Pol-e-Hesar")              -> answers over all spellings, likeliest first, with probabilities (lookup.py)
    gazetteer.bearers("fold", "pol e hesar")       -> places that bear a key of a name (fold.py)
    gazetteer.provinces("AF"), .districts("AF"), .children(id), .parent(place), .contains(outer, inner)
    gazetteer.neighbours(id), .seats(id)           -> districts beside a district, settlements that are its seat
    gazetteer.outlines("AF")                       -> GeoJSON of its districts, for maps

Ids are `wof:…` (Who's On First), `geonames:…` (`geonames-code:…` for units that have a code alone), `iso:AF` for countries,
`region:…` for regions that are no units, `user:…` for places that a user added.
"""

from reportedly.gazetteer.bearers import Bearer
from reportedly.gazetteer.lookup import Answer, look_up
from reportedly.gazetteer.match import Area
from reportedly.gazetteer.store import Gazetteer, open_default

__all__ = ["Answer", "Area", "Bearer", "Gazetteer", "look_up", "open_default"]
