"""Pictures: who held a place at T, as publicly known at K."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reportedly.terms.place import Place
from reportedly.terms.scope import Scope


class State(StrEnum):
    """What the picture says of a place."""

    HELD = "held"
    CONTESTED = "contested"
    NONE = "none"
    UNKNOWN = "unknown"


class Label(StrEnum):
    """How sure a picture is, in the words of the label rule (docs/model.md)."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    CLAIMED = "claimed"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Because:
    """One claim that moved a picture.

    Attributes:
        claim: its id.
        weight: change of the leading state's log-odds (natural logarithm) that it caused; negative where it speaks against it.
        root: id of the first speaker's utterance behind it.
    """

    claim: str
    weight: float
    root: str


@dataclass(frozen=True, slots=True)
class Together:
    """Several roots that say the same of a place within days, left out as one: each alone may be covered for by the others.

    Attributes:
        claims: ids of the claims, one for each root, in the order in which they became public.
        weight: change of the leading state's log-odds (natural logarithm) that they caused together.
    """

    claims: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Who held a place at T, as publicly known at K.

    Attributes:
        place: the place.
        at: valid time T, UTC.
        known: K, UTC: claims public at K or before count.
        state: what is likeliest; `unknown` where no claim touches the place.
        holder: id and name of the likeliest holder; None unless `state` is `held`.
        p: probability of each holder by party id, of `contested` and of `none`; they add up to 1.
        label: how sure.
        roots: how many first speakers' utterances it rests on.
        sides: ids of the parties that those speakers are on; empty for neutral ones alone.
        since: when the state is thought to have begun, as a pair of bounds in UTC; None where not known.
        because: claims that moved it, strongest first.
        missing: whose voice is missing, in words.
        together: groups of roots that say the same and what each group moved, strongest first; empty where no two roots do.
        according_to: whose words alone count; None where everybody's do.
        hindsight: whether hindsight was asked for: T is then seen with everything that became public since.
    """

    place: Place
    at: datetime
    known: datetime
    state: State
    holder: tuple[str, str] | None
    p: Mapping[str, float]
    label: Label
    roots: int
    sides: tuple[str, ...]
    since: tuple[datetime | None, datetime | None] | None
    because: tuple[Because, ...]
    missing: tuple[str, ...]
    together: tuple[Together, ...] = ()
    according_to: Scope | None = None
    hindsight: bool = False
