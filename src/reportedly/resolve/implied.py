"""Parties that words about a change of hands imply without naming them: "the district fell".

Where one rebel party alone holds ground in a country, a district that falls or is lost, with nobody named, is lost by the government in
force to that party; one that is retaken is retaken by the government. The words of such a slot are None and its reason says this.
"""

from __future__ import annotations

from reportedly.resolve.parties import PartyBook, Setting
from reportedly.resolve.partyfile import Party
from reportedly.terms.claim import Kind
from reportedly.terms.party import PartyRef

# Who acts in a change of hands told without names, and who suffers it.
_BY_REBELS = frozenset({Kind.CAPTURED})
_BY_GOVERNMENT = frozenset({Kind.LOST, Kind.RECAPTURED, Kind.SURRENDERED})


def parties(kind: Kind, quote: str, book: PartyBook, setting: Setting) -> tuple[PartyRef | None, PartyRef | None]:
    """Who is meant by words that name neither side.

    Args:
        kind: what is said to have happened.
        quote: the words; where they name a party after all, nothing is implied.
        book: the parties.
        setting: where and when.

    Returns:
        The party that acts or loses, and the one against it; both None where the words or the setting leave it open.
    """
    government, rebels = book.government(setting.country, setting.day), book.rebels(setting)
    if government is None or len(rebels) != 1 or kind not in _BY_REBELS | _BY_GOVERNMENT or book.mentioned(quote, setting):
        return None, None
    mine, theirs = _ref(government, setting), _ref(rebels[0], setting)
    return (theirs, mine) if kind in _BY_REBELS else (mine, theirs)


def _ref(party: Party, setting: Setting) -> PartyRef:
    why = f"not said: in {setting.country} on that day ground changed hands between the government and one rebel party"
    return PartyRef(None, party.id, party.name, why=why)
