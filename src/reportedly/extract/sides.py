"""Fills in who took or lost a place where the sentence leaves it to the sentences around it.

"Two districts fell; the rebels had taken a third on Monday": the rebels. What no sentence of the report names stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.extract.drafts import Draft
from reportedly.extract.phrases import nouns
from reportedly.terms.claim import Kind
from reportedly.terms.statement import PartyMention, Utterance

_TAKEN = frozenset({Kind.CAPTURED, Kind.RECAPTURED})
_GIVEN = frozenset({Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED})
_OPEN = _TAKEN | {Kind.LOST, Kind.HOLDS}


def _taker(draft: Draft) -> PartyMention | None:
    """Who holds more after the draft."""
    if draft.kind in _TAKEN | {Kind.ADVANCING, Kind.BESIEGED}:
        return draft.party
    return draft.against if draft.kind in _GIVEN else None


def _loser(draft: Draft) -> PartyMention | None:
    """Who holds less after the draft."""
    if draft.kind in _TAKEN:
        return draft.against
    return draft.party if draft.kind in _GIVEN else None


def _is_open(draft: Draft) -> bool:
    return draft.control and draft.kind in _OPEN and draft.party is None and draft.against is None


def fill(drafts: Sequence[Draft], speakers: Sequence[Sequence[Utterance]], denied: Sequence[bool]) -> list[Draft]:
    """Fill the sides that control drafts leave open.

    Args:
        drafts: the drafts of a report, in order.
        speakers: the chain of each draft, first speaker first.
        denied: whether each draft is denied.

    Returns:
        The drafts, with the party that the report names nearest before, else after, for the same direction of change; a spokesman who
        announces a capture, or admits a loss, without saying whose speaks of his own side's, one who denies it of what was announced.
    """
    filled = list(drafts)
    for index, (draft, chain, untrue) in enumerate(zip(drafts, speakers, denied, strict=True)):
        unheld = untrue and draft.kind is Kind.HOLDS  # "nobody controls X" is said of no one party
        if _is_open(draft) and not unheld:
            filled[index] = _filled(draft, index, filled, () if untrue else chain)
    return filled


def _filled(draft: Draft, index: int, drafts: Sequence[Draft], chain: Sequence[Utterance]) -> Draft:
    own = _own_side(chain) if draft.kind in _TAKEN | {Kind.HOLDS, Kind.LOST} else None
    if own is not None:
        return replace(draft, party=own)
    around = sorted(range(len(drafts)), key=lambda other: (other > index, abs(other - index)))
    near = [drafts[other] for other in around if other != index and drafts[other].control]
    twin = next((other for other in near if other.kind is draft.kind and other.place == draft.place and not _is_open(other)), None)
    if twin is not None:
        return replace(draft, party=twin.party, against=twin.against)
    for other in near:
        undone = other.kind is Kind.RECAPTURED and other.party is not None and draft.kind is not Kind.RECAPTURED
        taker, loser = (None, other.party) if undone else (_taker(other), _loser(other))
        if draft.kind is Kind.RECAPTURED and other.kind is not Kind.RECAPTURED:  # "lost to X last week, were cleared": of X
            taker, loser = loser, taker
        if taker is not None or loser is not None:
            gives = draft.kind is Kind.LOST
            return replace(draft, party=loser if gives else taker, against=taker if gives else loser)
    return draft


def _own_side(chain: Sequence[Utterance]) -> PartyMention | None:
    """The party whose name stands in the words for the first speaker ("Taliban spokesman …")."""
    if not chain:
        return None
    speaker = chain[0]
    position = 0
    if speaker.text.split()[-1].lower() in nouns("armed", "names"):
        words = speaker.text.removeprefix("The ").removeprefix("the ")
        return PartyMention(speaker.end - len(words), speaker.end, words)
    for word in speaker.text.split():
        position = speaker.text.index(word, position)
        if word.lower().removeprefix("#") in nouns("names") or (word.lower() in _SIDES):
            return PartyMention(speaker.start + position, speaker.start + position + len(word), word)
    return None


_SIDES = frozenset({"rebel", "insurgent", "militant", "resistance", "army", "military"})
