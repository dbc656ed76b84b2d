"""How sure a picture is, in one word.

Confirmed asks for a high probability and for two roots of different sides, one of them neutral or speaking against its own interest;
claimed is what only one side says, whatever its probability (reconcile.md 2.9).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.terms.picture import Label

VOICES = 2  # roots that a confirmed picture needs


@dataclass(frozen=True, slots=True)
class Voice:
    """One root behind a picture.

    Attributes:
        root: its id.
        source: key of its first speaker.
        side: id of the party that the speaker speaks for; None for neutral ones.
        weak: whether the speaker is new, unnamed or a copier.
        admits: whether it speaks against the interest of its own side.
    """

    root: str
    source: str
    side: str | None
    weak: bool
    admits: bool


def label(top: float, supporting: Sequence[Voice], touched: int, *, confirmed: float, likely: float) -> Label:
    """Choose the label.

    Args:
        top: probability of the likeliest state.
        supporting: the roots that speak for it.
        touched: how many roots speak of the place at all, for it or against it.
        confirmed: least probability of a confirmed picture.
        likely: least probability of a likely one.
    """
    if not touched:
        return Label.UNKNOWN
    trusted = [voice for voice in supporting if not voice.weak and (voice.side is None or voice.admits)]
    several = len({voice.source for voice in supporting}) >= VOICES
    if top >= confirmed and trusted and several:
        return Label.CONFIRMED
    if supporting and not trusted and len({voice.side for voice in supporting if voice.side is not None}) <= 1:
        return Label.CLAIMED if top >= 0.5 else Label.DISPUTED  # noqa: PLR2004 - likelier than not
    return Label.LIKELY if top >= likely else Label.DISPUTED
