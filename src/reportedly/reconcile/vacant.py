"""Districts that nobody holds: a chain of its own beside that of the holders, which only words that nobody holds it set going.

Between two states, somebody holds the district and nobody does, the odds that nobody does start small where somebody first says so. Each
further word multiplies them by how much likelier it is in the one state than in the other; in between they fade, as somebody comes to
stay. Without such words nothing is given to nobody, so that no other picture pays for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np

from reportedly.reconcile.evidence import EPOCH, LEAVING, VACANT, Item
from reportedly.reconcile.labels import HAVING, label, voice_of
from reportedly.reconcile.parameters import Parameters
from reportedly.terms.picture import Because, Picture, State

# Hand-set, as no data at hand tell of places without a holder: how likely it is that nobody holds a district when somebody says so, before
# his word is weighed; the factor where those who held it are said to have left, and nobody to have come, within days before; how often
# who does not follow the truth says so, or that somebody holds it; how long nobody does, on average.
AT_FIRST = 0.02
LEFT_BEFORE = 3.0
LEFT_HOURS = 7 * 24.0
UNTRUE = 0.05
LASTS_HOURS = 14 * 24.0
MOST = 0.98  # however many say so
FLOOR = 1e-4  # probabilities nearer to 0 or 1 are not told apart
FIGHTING = frozenset({"contested", "clash", "besieged"})


def vacated(picture: Picture, items: Sequence[Item], at: float, known: float, card: Parameters) -> Picture:
    """Give a picture with what is said of nobody holding the place.

    Args:
        picture: the picture without it.
        items: all evidence about the place.
        at: T, hours since 1970, UTC.
        known: K, hours since 1970, UTC.
        card: the model card.

    Returns:
        The same picture where nobody says so.
    """
    if all(item.code != VACANT for item in items):
        return picture
    told = [item for item in items if item.own and item.known <= known < item.ends and item.moment <= at]
    saying = [item for item in told if item.code == VACANT]
    if not saying:
        return picture
    none = vacancy(told, at, card)
    p = {name: chance * (1.0 - none) for name, chance in picture.p.items()} | {"none": none}
    top = max(p, key=lambda name: p[name])
    because = tuple(_because(picture, item, told, at, card) for item in saying)
    if top != "none":
        return replace(picture, p=p, because=(*picture.because, *because) if picture.because else ())
    voices = tuple({voice.root: voice for voice in (voice_of(item, card) for item in saying)}.values())
    return replace(
        picture,
        state=State.NONE,
        holder=None,
        p=p,
        label=label(none, voices, touched=True, confirmed=False, settings=card.settings),
        roots=len(voices),
        sides=tuple(sorted({voice.side for voice in voices if voice.side})),
        since=(None, EPOCH + timedelta(hours=saying[0].moment)),
        because=because,
        missing=() if any(voice.trusted for voice in voices) else ("no neutral root that checks what it says",),
        together=(),
    )


def vacancy(told: Sequence[Item], at: float, card: Parameters) -> float:
    """Compute the probability that nobody holds a district.

    Args:
        told: what is public about it and holds before T.
        at: T, hours since 1970, UTC.
        card: the model card.
    """
    words = sorted(told, key=lambda item: item.moment)
    first = next((item.moment for item in words if item.code == VACANT), None)
    if first is None:
        return 0.0
    left = any(item.code in LEAVING and item.against is None and first - LEFT_HOURS <= item.moment <= first for item in words)
    odds, last = AT_FIRST * (LEFT_BEFORE if left else 1.0) / (1.0 - AT_FIRST), first
    for item in words:
        if item.moment >= first:
            odds, last = _later(odds, item.moment - last) * _ratio(item, card), item.moment
    return float(min(MOST, _chance(_later(odds, at - last))))


def _ratio(item: Item, card: Parameters) -> float:
    """How much likelier a word is where nobody holds the district than where somebody does."""
    true = card.trust[item.trust].true * item.fidelity * item.weight
    says = (true + (1.0 - true) * UNTRUE) / ((1.0 - true) * UNTRUE + 1e-6)
    if item.code == VACANT:
        return says
    return 1.0 / says if item.code in HAVING or item.code in FIGHTING else 1.0


def _chance(odds: float) -> float:
    return odds / (1.0 + odds)


def _later(odds: float, hours: float) -> float:
    """Let the probability fade over some hours."""
    chance = _chance(odds) * float(np.exp(-max(0.0, hours) / LASTS_HOURS))
    return chance / (1.0 - chance)


def _because(picture: Picture, item: Item, told: Sequence[Item], at: float, card: Parameters) -> Because:
    """By how much a word moved the log-odds of what is likeliest, that nobody holds the place or what the picture shows otherwise."""
    best, others = max(picture.p.values()), [other for other in told if other.claim.root != item.claim.root or other.code != VACANT]
    none, without = vacancy(told, at, card), vacancy(others, at, card)
    vacant = none > best * (1.0 - none)
    after, before = (_odds(p if vacant else best * (1.0 - p)) for p in (none, without))
    return Because(item.claim.id, after - before, item.claim.root)


def _odds(p: float) -> float:
    """Log-odds of a probability, as far as it is told from 0 and 1."""
    held = min(max(p, FLOOR), 1.0 - FLOOR)
    return float(np.log(held) - np.log1p(-held))
