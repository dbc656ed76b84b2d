"""How sure a picture is, in one word.

Confirmed asks for a high probability, for two first speakers in two reports (three where no registry describes them), one of them
neutral or speaking against its own interest, that nobody who counts has said otherwise since, and that the place is held: fighting ends
unsaid. Claimed is what only one side, only unchecked voices or only one report say, whatever its probability (docs/model.md, "The label").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.reconcile.evidence import LEAVING, Item, admits
from reportedly.reconcile.parameters import Parameters, Settings
from reportedly.terms.picture import Label

VOICES = 2  # reports that anything more than a claim needs
HAVING = frozenset({"captured", "recaptured", "holds", "repelled"})
CONTESTED = "contested"
# Classes of officials, parties and the unnamed; one whose side is not known is nobody's neutral witness.
UNCHECKED = frozenset({"sided", "read-official", "read-party", "read-unnamed"})


@dataclass(frozen=True, slots=True)
class Voice:
    """One first speaker behind a picture.

    Attributes:
        root: id of the utterance.
        source: key of the speaker.
        report: id of the report that carries it.
        side: id of the party that it speaks for; None where it speaks for none, or nobody knows.
        trusted: whether it is a neutral voice of a kind that checks, or speaks against the interest of its own side.
        weak: whether it is of a kind that anybody can make many of: new, unnamed and copying sources.
    """

    root: str
    source: str
    report: str
    side: str | None
    trusted: bool
    weak: bool = False


def voice_of(item: Item, card: Parameters) -> Voice:
    """Describe who speaks in an item."""
    weak = card.trust[item.trust].weak
    neutral = item.side is None and not weak and item.trust not in UNCHECKED
    return Voice(item.claim.root, item.source, item.claim.report, item.side, admits(item) or neutral, weak)


def agrees(item: Item, holder: str | None) -> bool:
    """Tell whether an item says outright that a place is as shown; arguments as in `contradicts`."""
    if item.code in HAVING:
        return holder is not None and item.party == holder
    if item.code in LEAVING:
        return holder is not None and item.against == holder
    return item.code == CONTESTED and holder is None


def contradicts(item: Item, holder: str | None) -> bool:
    """Tell whether an item says outright that a place is not as shown.

    Args:
        item: what was said.
        holder: id of the party shown as its holder; None where it is shown as contested.
    """
    if item.code in HAVING:
        return item.party is not None and item.party != holder
    if item.code in LEAVING:
        left, came = item.party, item.against
        return holder is not None and (left == holder or (came is not None and came != holder))
    return item.code == CONTESTED and holder is not None


def confirmable(top: float, supporting: Sequence[Voice], *, held: bool, hindsight: bool, settings: Settings) -> bool:
    """Tell whether probability and voices suffice for a confirmed picture, if nothing newer speaks against it.

    Args:
        top: probability of the likeliest state.
        supporting: the voices that speak for it since it began.
        held: whether that is that somebody holds the place; fighting is never confirmed, as it ends unsaid.
        hindsight: whether days have passed since, so that later words have come in.
        settings: least probabilities.
    """
    least = settings.confirmed_later if hindsight else settings.confirmed
    speakers, reports = {voice.source for voice in supporting}, {voice.report for voice in supporting}
    enough = min(len(speakers), len(reports)) >= settings.confirmed_voices
    return held and top >= least and any(voice.trusted for voice in supporting) and enough


def label(top: float, supporting: Sequence[Voice], *, touched: bool, confirmed: bool, settings: Settings) -> Label:
    """Choose the label.

    Args:
        top: probability of the likeliest state.
        supporting: the voices that speak for it since it began.
        touched: whether anybody spoke of the place at all.
        confirmed: whether it is `confirmable`, and nothing newer speaks against it.
        settings: least probabilities.
    """
    if not touched:
        return Label.UNKNOWN
    if not supporting:
        return Label.DISPUTED  # words touch the place, but nobody says this: it is only what the model expects
    if confirmed:
        return Label.CONFIRMED
    reports = {voice.report for voice in supporting}
    one_sided = not any(voice.trusted for voice in supporting) and len({voice.side for voice in supporting if voice.side is not None}) <= 1
    if one_sided or len(reports) < VOICES:
        return Label.CLAIMED if top > 0.5 else Label.DISPUTED  # noqa: PLR2004 - likelier than everything else together
    return Label.LIKELY if top >= settings.likely else Label.DISPUTED
