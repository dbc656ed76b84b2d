"""Why a picture is what it is: two plain sentences, the claims behind them, the strongest voice against, and who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from reportedly.reconcile.evidence import VIOLENCE
from reportedly.terms.claim import CONTROL_KINDS, Claim, Kind, Polarity
from reportedly.terms.picture import Because, Label, Picture, State
from reportedly.views.moved import Moved, moved
from reportedly.views.words import district_of, moment, percent, state_phrase, top, with_names, without

# Weights within a tenth of a nat of nothing change odds by less than a tenth: nobody speaks against a picture with that.
WORTH_NAMING = 0.1

CENTRE, AROUND = "centre of", frozenset({"in", "outskirts"})
PARTLY = frozenset({Kind.CAPTURED, Kind.RECAPTURED, Kind.HOLDS})

# What bears on who holds a place; other events are kept and listed by `reportedly incidents`.
BEARING = CONTROL_KINDS | VIOLENCE


@dataclass(frozen=True, slots=True)
class Explanation:
    """A picture explained.

    Attributes:
        picture: the picture.
        summary: what it says and how surely; what it rests on and what speaks against it.
        movers: the claims that moved it, strongest first.
        contrary: the strongest claim against it; None where nothing speaks against it.
        together: groups of movers of several roots that say the same, and by how much each group moved it, strongest first.
        missing: whose voice is missing, in words for readers.
    """

    picture: Picture
    summary: tuple[str, str]
    movers: tuple[Moved, ...]
    contrary: Moved | None
    together: tuple[tuple[tuple[Moved, ...], float], ...]
    missing: tuple[str, ...]


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
    grounds = " ".join(filter(None, (_grounds(picture, movers, contrary, names), _divided(movers, names))))
    summary = (_verdict(picture, names), grounds)
    groups = ((moved((Because(id_, group.weight, "") for id_ in group.claims), claims), group.weight) for group in picture.together)
    missing = tuple(with_names(text, names) for text in picture.missing)
    return Explanation(picture, summary, movers, contrary, tuple((group, weight) for group, weight in groups if group), missing)


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
    if not picture.roots:
        return "though no sentence says so outright of that time"
    return {
        Label.CONFIRMED: "confirmed by independent sources of different sides",
        Label.LIKELY: "which makes it likely but not confirmed",
        Label.DISPUTED: "so it is disputed or not sure",
    }.get(picture.label, "and no more can be said")


def _grounds(picture: Picture, movers: tuple[Moved, ...], contrary: Moved | None, names: Mapping[str, str]) -> str:
    if not movers:
        return "No sentence moved this picture; it is what the model expects of a district without news."
    if not picture.roots:
        return "It is what the model makes of the claims below, and not sure."
    strongest = max(movers, key=lambda entry: (entry.weight, entry.id))
    parts = [f"It rests on {_count(picture.roots, 'first speaker', 'independent first speakers')}", _weightiest(strongest, picture)]
    parts.append(f"most against it speaks {contrary.speaker}" if contrary is not None else "nothing known speaks against it")
    if picture.missing:
        parts.append(f"missing: {with_names(', '.join(picture.missing), names)}")
    return "; ".join(part for part in parts if part) + "."


def _divided(movers: tuple[Moved, ...], names: Mapping[str, str]) -> str:
    """Say who is told to have the centre of the place, and who what is around it, where those are two; empty where nobody tells of both."""
    told = [(claim.known, claim.id, claim) for entry in movers if _has_part(claim := entry.claim) and claim.known is not None]
    having = [claim for _, _, claim in sorted(told, key=lambda row: row[:2])]
    centre, around = (
        next((claim.party.id for claim in reversed(having) if claim.party is not None and _is_centre(claim) is wanted), None)
        for wanted in (True, False)
    )
    if centre is None or around is None or centre == around:
        return ""
    return f"Its centre is said to be held by {names.get(centre, centre)}, and places around it by {names.get(around, around)}."


def _has_part(claim: Claim) -> bool:
    """Whether a claim says that somebody has a part of its place."""
    mention = claim.place.mention if claim.place is not None else None
    affirmed = claim.stance.polarity is Polarity.AFFIRMED and claim.kind in PARTLY
    return affirmed and mention is not None and mention.relation in {CENTRE, *AROUND}


def _is_centre(claim: Claim) -> bool:
    return claim.place is not None and claim.place.mention is not None and claim.place.mention.relation == CENTRE


def _weightiest(strongest: Moved, picture: Picture) -> str:
    probability, all_of_them = top(picture), max((group.weight for group in picture.together), default=0.0)
    if all_of_them > 0 and percent(without(probability, strongest.weight)) == percent(probability):
        return f"no one of them decides, and without those that agree it would be {percent(without(probability, all_of_them))}"
    if strongest.weight <= 0:
        return ""
    return f"the weightiest is {strongest.speaker}, without whom it would be {percent(without(probability, strongest.weight))}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def uncounted(claims: Iterable[Claim], place: str, known: datetime) -> tuple[str, ...]:
    """Say what was said of a place that moved no picture of it, and why not; empty where everything counted.

    Args:
        claims: all claims that may be about the place, undated ones too.
        place: id of the district.
        known: K, UTC; what became public later is left out.
    """
    reasons: Counter[str] = Counter()
    for claim in claims:
        if claim.known is not None and claim.known > known:
            continue
        reason = _reason(claim, place)
        reasons[reason] += reason != ""
    return tuple(f"{count} {reason}" for reason, count in reasons.items() if count)


def _reason(claim: Claim, place: str) -> str:
    ref = claim.place
    if ref is None or district_of(claim) != place:
        return ""
    if claim.known is None:
        return "without a date"
    if claim.background:
        return "told as background"
    return "" if claim.kind in BEARING else "of other events"
