"""Says whose "its forces", "his troops" and "they" are, where somebody speaks of his own side.

"Blueland's ministry said its forces had taken X": those of Blueland, wherever X lies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportedly.extract.drafts import Draft
from reportedly.terms.claim import Kind
from reportedly.terms.source import SourceKind
from reportedly.terms.statement import PartyMention, Utterance

_MINE = re.compile(r"\b(?:its|his|her|their|our|my)\s+(?:own\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_MY_MEN = re.compile(r"\b(?:its|his|her|their|our|my)\s+((?:\w+\s+)?(?:troops|forces|soldiers|fighters|army|men|units))\b", re.IGNORECASE)
_GENERIC = frozenset(
    {"troops", "forces", "soldiers", "fighters", "army", "men", "units", "military", "militants", "groups", "jets", "aircraft", "drones"}
)
_PRONOUNS = frozenset({"they", "it", "we", "he", "she"})
# How fighters are called by their own side, and whoever says "we" is one of it.
_OWN_WORDS = frozenset({"we", "mujahideen", "mujahidin", "mujahedin", "mujahedeen"})
# Those who tell of others; what they call "their" is somebody else's.
_BYSTANDERS = frozenset(
    {SourceKind.JOURNALIST, SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.NGO, SourceKind.MEDICAL, SourceKind.WITNESS}
)


def owned(text: str, draft: Draft, chain: Sequence[Utterance]) -> Draft:
    """Give the sides of a draft that speak of the speaker's own people the speaker's words to be known by.

    Args:
        text: the report's text.
        draft: what is told.
        chain: who tells it, first speaker first.

    Returns:
        The draft, unchanged where nobody speaks, or only a bystander does.
    """
    speaker = chain[0] if chain else None
    if speaker is None or speaker.kind in _BYSTANDERS:
        return draft
    party, against = (_of(text, side, speaker) for side in (draft.party, draft.against))
    if party is None and draft.kind is Kind.WITHDREW:
        party = _pulled(text, draft, speaker)
    return replace(draft, party=party, against=against)


def _of(text: str, side: PartyMention | None, speaker: Utterance) -> PartyMention | None:
    """One side, with the speaker as its antecedent where it is the speaker's own."""
    if side is None:
        return None
    generic = side.antecedent is None and side.text.lower().split()[-1] in _GENERIC and len(side.text.split()) == 1
    if generic and _MINE.search(text[: side.start][-_LOOK:]) is not None:
        return replace(side, antecedent=_bare(speaker.text))
    if side.antecedent is None and side.text.lower() in _OWN_WORDS:
        return replace(side, antecedent=_bare(speaker.text))
    within = side.antecedent is not None and side.antecedent in speaker.text and speaker.end <= side.start
    if within and side.text.lower() in _PRONOUNS:
        return replace(side, antecedent=_bare(speaker.text))
    return side


def _bare(words: str) -> str:
    """Words without their article."""
    return _ARTICLE.sub("", words)


def _pulled(text: str, draft: Draft, speaker: Utterance) -> PartyMention | None:
    """The people that a speaker says it pulls out: "it was pulling its troops out of X"."""
    found = _MY_MEN.search(text, draft.start, draft.end)
    return None if found is None else PartyMention(found.start(1), found.end(1), found[1], antecedent=_bare(speaker.text))


_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_LOOK = 24  # characters; a possessive and one adjective
