"""Why a picture is what it is: two plain sentences, the claims behind them, the strongest voice against, and who is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.terms.claim import Claim
from reportedly.terms.picture import Label, Picture, State
from reportedly.views.moved import Moved, moved
from reportedly.views.words import moment, percent, state_phrase, top, with_names

# Weights within a tenth of a nat of nothing change odds by less than a tenth: nobody speaks against a picture with that.
WORTH_NAMING = 0.1


@dataclass(frozen=True, slots=True)
class Explanation:
    """A picture explained.

    Attributes:
        picture: the picture.
        summary: what it says and how surely; what it rests on and what speaks against it.
        movers: the claims that moved it, strongest first.
        contrary: the strongest claim against it; None where nothing speaks against it.
    """

    picture: Picture
    summary: tuple[str, str]
    movers: tuple[Moved, ...]
    contrary: Moved | None


def explain(picture: Picture, claims: Mapping[str, Claim], names: Mapping[str, str]) -> Explanation:
    """Explain a picture by the claims that moved it.

    Args:
        picture: the picture.
        claims: the claims known at the picture's K, by id.
        names: names of parties by id.
    """
    movers = moved(picture.because, claims)
    against = [entry for entry in movers if entry.weight < -WORTH_NAMING]
    contrary = against[0] if against else None
    return Explanation(picture, (_verdict(picture, names), _grounds(picture, movers, contrary, names)), movers, contrary)


def _verdict(picture: Picture, names: Mapping[str, str]) -> str:
    known = f"publicly known on {moment(picture.known)}"
    by = f"According to {picture.according_to}, as {known}" if picture.according_to is not None else f"As {known}"
    frame = f"{by}{', in hindsight' if picture.hindsight else ''}, {picture.place.name} on {moment(picture.at)} (UTC)"
    if picture.state is State.UNKNOWN:
        whose = " of theirs" if picture.according_to is not None else ""
        return f"{frame} was in unknown hands: no claim{whose} tells who held it."
    return f"{frame} was {state_phrase(picture)} with a probability of {percent(top(picture))}, {_surety(picture, names)}."


def _surety(picture: Picture, names: Mapping[str, str]) -> str:
    sides = " and ".join(names.get(side, side) for side in picture.sides)
    if picture.label is Label.CLAIMED:
        return f"which only the side of {sides} claims" if len(picture.sides) == 1 else "claimed by one side alone"
    return {
        Label.CONFIRMED: "confirmed by independent sources of different sides",
        Label.LIKELY: "which makes it likely but not confirmed",
        Label.DISPUTED: "so it is disputed or not sure",
    }.get(picture.label, "and no more can be said")


def _grounds(picture: Picture, movers: tuple[Moved, ...], contrary: Moved | None, names: Mapping[str, str]) -> str:
    if not movers:
        return "No sentence moved this picture; it is what the model expects of a district without news."
    if not picture.roots:
        return "No sentence says so outright of that time; it is what the model makes of the claims below."
    strongest = max(movers, key=lambda entry: (entry.weight, entry.id))
    parts = [f"It rests on {_count(picture.roots, 'first speaker', 'independent first speakers')}", _weightiest(strongest)]
    parts.append(f"against it speaks {contrary.speaker}" if contrary is not None else "nothing known speaks against it")
    if picture.missing:
        parts.append(f"missing: {with_names(', '.join(picture.missing), names)}")
    return "; ".join(part for part in parts if part) + "."


def _weightiest(strongest: Moved) -> str:
    return f"the weightiest is {strongest.speaker}" if strongest.weight > 0 else ""


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
