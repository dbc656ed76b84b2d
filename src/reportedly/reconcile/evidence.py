"""From claims to evidence: one item per root, place and thing said, in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.reach import ONE, WHOLE, Reach, number_of
from reportedly.terms.claim import CONTROL_KINDS, Claim, Kind, Polarity
from reportedly.terms.interval import Interval
from reportedly.terms.place import Level
from reportedly.terms.source import Source

_Key = tuple[str, str, str, str | None]
Turn = tuple[float, int, float, str, str]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
VIOLENCE = frozenset({Kind.CLASH, Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK})
DISTRICT_LEVELS = frozenset({Level.ADM2, Level.SETTLEMENT, Level.PART})


@dataclass(frozen=True, slots=True)
class Carrier:
    """What evidence keeps of the claim that carries it.

    Attributes:
        id: the claim's id.
        root: id of the utterance that it goes back to; its own where none is assigned.
        report: id of the report.
        since: hours since 1970, UTC, at which the time that it states begins; None where none is stated.
        turn: its turn among claims, as `turn` gives it.
    """

    id: str
    root: str
    report: str
    since: float | None
    turn: Turn

    @classmethod
    def of(cls, claim: Claim) -> Carrier:
        """Keep of a claim what evidence needs."""
        start = claim.when.start if claim.when is not None else None
        return cls(claim.id, claim.root or claim.id, claim.report.id, None if start is None else hours(start), turn(claim))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that one first speaker said about one place.

    Attributes:
        claim: the claim that carries it, the first to be public.
        place: id of the district.
        moment: hours since 1970, UTC, at which it is taken to hold.
        known: hours since 1970, UTC, from which it counts.
        ends: hours since 1970, UTC, from which it counts no more, as its speaker took it back; infinite for most.
        code: what is said, a key of `Parameters.codes`.
        party: id of the party that it names; None where none is named.
        against: id of the other party named; None where none is.
        source: key of the first speaker, under which its truthfulness is learned.
        side: id of the party that the first speaker speaks for; None where it speaks for none.
        trust: class of the first speaker.
        weight: exponent of its likelihood: how surely it is about this place.
        fidelity: probability that its words reached us as they were meant: hedges and retellings on the way lower it.
        reach: the districts that it may be about; None where it is about its place for certain.
        own: whether the place is the one that the claim names, or the likeliest of its name; not one that it may be about as well.
    """

    claim: Carrier
    place: str
    moment: float
    known: float
    ends: float
    code: str
    party: str | None
    against: str | None
    source: str
    side: str | None
    trust: str
    weight: float
    fidelity: float
    reach: Reach | None = None
    own: bool = True

    @property
    def speaks(self) -> bool:
        """Whether it counts as said of the place itself: by its name, or as one of several of which most are meant."""
        return self.own or self.weight >= SPEAKS_FOR

    @property
    def teaches(self) -> bool:
        """Whether something is learned from it: it is of its place, all but surely."""
        return self.own and self.weight >= SURE_PLACE


# What claims were made into before, by their ids; it saves time where the same claims come again and again.
_Made = tuple[Turn, Claim, Item | None, _Key | None]
Made = dict[str, _Made]


def hours(moment: datetime) -> float:
    """Hours since 1970 of an instant."""
    return (moment - EPOCH).total_seconds() / 3600.0


VACANT = "vacant"  # what is said where nobody is said to hold a place; no row of the tables, see `vacant`
SPEAKS_FOR = 0.5  # chance from which a claim about several districts speaks of each
SURE_PLACE = 0.75  # below, what is likely of a place must not rest on the claim that is weighed by it
# Relations that leave a place whole: none, and a capital that stands for its government.
WHOLE_RELATIONS = frozenset({None, "government"})


def district(claim: Claim) -> str | None:
    """The id of the district that a claim is about; None where it names none, or a larger unit."""
    place = claim.place.place if claim.place is not None else None
    if place is None or place.level not in DISTRICT_LEVELS:
        return None
    return place.adm2_id or place.id


def unit(claim: Claim) -> str | None:
    """The id of the first-level unit that a claim is about; None where it names a district or a country."""
    place = claim.place.place if claim.place is not None else None
    return place.id if place is not None and place.level is Level.ADM1 else None


def code_of(claim: Claim, parameters: Parameters) -> str | None:
    """What a claim says, as a key of the model's tables; None where the model has no use for it."""
    kind = Kind.CLASH if claim.kind in VIOLENCE else claim.kind
    if kind not in CONTROL_KINDS and kind is not Kind.CLASH:
        return None
    if _is_partial(claim) and kind in WHOLE:
        # Who takes villages in a district, or the outskirts of a town, fights for it and does not hold it.
        return None if claim.stance.polarity is Polarity.DENIED else str(Kind.CONTESTED)
    if kind is Kind.HOLDS and claim.stance.polarity is Polarity.DENIED and claim.party is None and claim.refers is None:
        return VACANT
    code = f"not {kind}" if claim.stance.polarity is Polarity.DENIED else str(kind)
    return code if code in parameters.codes else None


def _is_partial(claim: Claim) -> bool:
    """Whether a claim is about a part or the surroundings of its place: "villages in X", "near X", "the outskirts of X"."""
    mention = claim.place.mention if claim.place is not None else None
    if mention is None or mention.relation in WHOLE_RELATIONS:
        return False
    return mention.extent is None or unit(claim) is None


def moment_of(when: Interval | None, known: datetime) -> datetime:
    """The instant at which a claim is taken to hold: the end of its time, and never after it was public.

    Whoever says "fighting all day" or "fell on Friday" speaks of what is so when the day ends; of eleven kinds of words in four reference
    sets every one is truer of the end of its time than of the middle (fighting .74 against .55, attacks repelled .94 against .33).
    """
    return known if when is None else min(when.end or known, known)


def source_key(source: Source, claim: Claim) -> str:
    """The key under which a speaker's truthfulness is learned; unnamed speakers of one report and kind share one."""
    if source.id:
        return source.id
    if source.named and source.name:
        return source.name.casefold()
    return f"{claim.report.id}:{source.kind}:{(source.text or '').casefold()}"


def trust_class(source: Source, parameters: Parameters) -> str:
    """The class of a source: by its kind, and whether it speaks for a side."""
    name = f"{source.kind} sided" if source.side else str(source.kind)
    return parameters.classes.get(name) or parameters.classes[str(source.kind)]


def items(
    claims: Iterable[Claim], parameters: Parameters, made: Made | None = None, about: Callable[[Claim], str | None] = district
) -> tuple[Item, ...]:
    """Turn linked claims into evidence, in the order in which it became public.

    Undated claims, background, and claims about no district or without a root give none.

    Args:
        claims: linked claims.
        parameters: the model card.
        made: what claims were made into before; it grows.
        about: `district` for evidence about districts, `unit` for that about the units around them.
    """
    made = {} if made is None else made
    told: dict[_Key, Item] = {}
    said: dict[_Key, _Key] = {}
    keys: dict[str, _Key] = {}
    dated = [_made(claim, parameters, made, about) for claim in claims if claim.known is not None]
    dated.sort(key=lambda entry: entry[0])
    for _, claim, item, key in dated:
        if item is None or key is None:
            continue
        if item.code.startswith("not "):
            _retract(item, said.get((item.source, item.place, item.code.removeprefix("not "), item.party)), told)
        if claim.refers:
            _correct(item, keys.get(claim.refers), told)
        keys[item.claim.id] = key
        if key not in told:
            told[key] = item
            said[item.source, item.place, item.code, item.party] = key
    return _in_turn(tuple(told.values()))


def _made(claim: Claim, parameters: Parameters, made: Made, about: Callable[[Claim], str | None]) -> _Made:
    known = made.get(claim.id)
    if known is None or known[1] is not claim:
        item = _item(claim, about(claim), parameters)
        key = None if item is None else (item.claim.root, item.place, gist(item), _winner(item))
        known = made[claim.id] = turn(claim), claim, item, key
    return known


# A district "taken on Monday, but retaken" was lost some time before it was retaken; half a day apart keeps the two in their order.
LOST_BEFORE_HOURS = 12.0


def by_district(items: Iterable[Item]) -> Mapping[str, Sequence[Item]]:
    """Part items by the district that they are about."""
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[item.place].append(item)
    return found


def _in_turn(told: tuple[Item, ...]) -> tuple[Item, ...]:
    """Put what a report tells of one district at one time in the order that its words imply: whatever is retaken fell before."""
    retaken = {(item.claim.report, item.place): item for item in told if item.code == "recaptured"}
    if not retaken:
        return told
    return tuple(_earlier(item, retaken.get((item.claim.report, item.place))) for item in told)


def _earlier(item: Item, retaken: Item | None) -> Item:
    if retaken is None or item.code != "captured" or item.party == retaken.party or item.moment < retaken.moment:
        return item
    return replace(item, moment=retaken.moment - LOST_BEFORE_HOURS)


def turn(claim: Claim) -> Turn:
    """Order what became public at one instant by what it says, and only then by its id, in which names of parties have a part."""
    known = claim.known or EPOCH
    return (hours(known), -len(claim.chain), hours(moment_of(claim.when, known)), claim.kind, claim.id)


# What one speaker says in one breath in other words ("X took it", "Y was driven out") is one piece of evidence.
FALLS = frozenset({"captured", "recaptured", "lost", "withdrew", "surrendered"})
FIGHTS = frozenset({"contested", "clash"})
LEAVING = frozenset({"withdrew", "surrendered", "lost"})


def gist(item: Item) -> str:
    """Name the sort of thing that is said: `falls`, `fights`, or its code."""
    return "falls" if item.code in FALLS else "fights" if item.code in FIGHTS else item.code


def admits(item: Item) -> bool:
    """Tell whether somebody says against the interest of his own side that it lost."""
    loser, gainer = (item.party, item.against) if item.code in LEAVING else (item.against, item.party)
    return item.side is not None and item.side == loser and item.side != gainer


def _winner(item: Item) -> str | None:
    """Who gains by what is said; for those who left, who is left to gain."""
    if item.code in FIGHTS:
        return None
    if item.code in LEAVING:
        return item.against or f"not {item.party}"
    return item.party


def _retract(item: Item, earlier: _Key | None, told: dict[_Key, Item]) -> None:
    """End what the same speaker said before and now takes back."""
    if item.code.startswith("not ") and earlier is not None and told[earlier].ends == np.inf:
        told[earlier] = replace(told[earlier], ends=item.known)


def _correct(item: Item, earlier: _Key | None, told: dict[_Key, Item]) -> None:
    """End what a speaker said before where he now says, of the same place, what is so instead."""
    if item.code.startswith("not ") or earlier is None or told[earlier].ends < np.inf:
        return
    if (told[earlier].source, earlier[1]) == (item.source, item.place):
        told[earlier] = replace(told[earlier], ends=item.known)


def _item(claim: Claim, place: str | None, parameters: Parameters) -> Item | None:
    code, known = code_of(claim, parameters), claim.known
    if place is None or code is None or known is None or claim.background or not claim.chain:
        return None
    speaker = claim.chain[0].source
    reach = _reach(claim, place)
    sure = reach.chances[0] if reach is not None and reach.chances else 1.0
    return Item(
        claim=Carrier.of(claim),
        place=place,
        moment=hours(moment_of(claim.when, known)),
        known=hours(known),
        ends=np.inf,
        code=code,
        party=claim.party.id if claim.party else None,
        against=claim.against.id if claim.against else None,
        source=source_key(speaker, claim),
        side=speaker.side,
        trust=trust_class(speaker, parameters),
        weight=min(1.0, max(0.0, sure)),
        fidelity=parameters.certainty[claim.stance.certainty] * parameters.settings.relay_keeps ** (len(claim.chain) - 1),
        reach=reach,
    )


def _reach(claim: Claim, place: str) -> Reach | None:
    """The districts that a claim may be about; None where there is but the one."""
    ref = claim.place
    if ref is None or ref.place is None:
        return None
    if ref.place.level is Level.ADM1:
        return Reach(place, number_of(claim))
    others: defaultdict[str, float] = defaultdict(float)
    for other, chance in ref.alternatives:
        if other.district_id is not None:
            others[other.district_id] += chance
    mine = min(1.0, ref.confidence + others.pop(place, 0.0))
    return Reach(place, ONE, (place, *others), (mine, *others.values())) if mine < 1.0 else None
