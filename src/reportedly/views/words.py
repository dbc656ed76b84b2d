"""Pictures and claims in plain words, the same on the terminal, in files and on the page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from reportedly.reconcile.calibration import REAL_TIME, Measured
from reportedly.terms.claim import Certainty, Claim, Kind, Polarity
from reportedly.terms.interval import Interval
from reportedly.terms.party import PartyRef
from reportedly.terms.picture import Label, Picture, State
from reportedly.terms.scope import Scope
from reportedly.terms.source import Source, SourceKind

ASIDE = re.compile(r"\s*\([^()]*\)$")
NO_BREAK = "\u00a0"
WORD = re.compile(r"[\w:-]+")
CONTESTED = "contested"
NONE = "none"

LABEL_MEANING: Mapping[Label, str] = {
    Label.CONFIRMED: "confirmed by independent sources of different sides",
    Label.LIKELY: "likely",
    Label.CLAIMED: "claimed by one side alone",
    Label.DISPUTED: "disputed or not sure",
    Label.UNKNOWN: "unknown",
}

KIND_WORDS: Mapping[Kind, str] = {
    Kind.CAPTURED: "took",
    Kind.RECAPTURED: "retook",
    Kind.HOLDS: "holds",
    Kind.LOST: "lost",
    Kind.CONTESTED: "fights for",
    Kind.BESIEGED: "besieges",
    Kind.ADVANCING: "advances on",
    Kind.REPELLED: "beat off an attack on",
    Kind.WITHDREW: "withdrew from",
    Kind.SURRENDERED: "surrendered",
}


def party_names(claims: Iterable[Claim]) -> dict[str, str]:
    """Collect the short names of parties by id, from the claims that name them."""
    slots = (slot for claim in claims for slot in (claim.party, claim.against) if slot is not None)
    return {slot.id: short(slot.name) for slot in slots if slot.id and slot.name}


def short(name: str) -> str:
    """A party's name without the explanation in brackets after it."""
    return ASIDE.sub("", name)


def with_names(text: str, names: Mapping[str, str]) -> str:
    """Put the names of parties for their ids in a text such as `no root on the side of taliban`."""
    return WORD.sub(lambda word: names.get(word.group(), word.group()), text)


def basis(scope: Scope | None, hindsight: datetime | None) -> str:
    """Say in full sentences whose words alone pictures rest on and whether they are seen in hindsight; empty where neither is so.

    Args:
        scope: whose words alone count; None for everybody's.
        hindsight: the time until which everything public counts whatever was asked, UTC; None without hindsight.
    """
    parts = []
    if scope is not None:
        parts.append(f"According to {scope}: what all others say is left out.")
    if hindsight is not None:
        parts.append(f"In hindsight: with everything that became public until {moment(hindsight)} UTC, also to judge sources.")
    return " ".join(parts)


def state_name(picture: Picture) -> str:
    """The likeliest state in a word or two: the holder's name, `contested`, `nobody` or `unknown`."""
    if picture.state is State.HELD and picture.holder is not None:
        return short(picture.holder[1])
    return "nobody" if picture.state is State.NONE else picture.state.value


def state_phrase(picture: Picture) -> str:
    """The likeliest state as the end of a sentence: `held by Taliban`, `contested`, `held by nobody`, `in unknown hands`."""
    if picture.state is State.HELD:
        return f"held by {state_name(picture)}"
    return {State.CONTESTED: "contested", State.NONE: "held by nobody"}.get(picture.state, "in unknown hands")


def state_key(picture: Picture) -> str:
    """The key of the likeliest state in `Picture.p`; `unknown` where no claim touches the place."""
    if picture.state is State.HELD and picture.holder is not None:
        return picture.holder[0]
    return picture.state.value


def top(picture: Picture) -> float:
    """The probability of the likeliest state, 0 to 1; 0 where it is unknown."""
    return picture.p.get(state_key(picture), 0.0)


def without(probability: float, weight: float) -> float:
    """The probability that would be left without what changed its log-odds by a weight (natural logarithm)."""
    if not 0.0 < probability < 1.0:
        return probability
    return 1.0 / (1.0 + math.exp(weight - math.log(probability / (1.0 - probability))))


def odds(weight: float) -> str:
    """A change of log-odds (natural logarithm) as a factor of the odds: `odds ×5.2`, `odds ÷2.0`; beyond a thousand no number is given."""
    sign, factor = "÷" if weight < 0 else "×", math.exp(min(abs(weight), 7.0))
    return f"odds more than {sign}1000" if factor >= 1000 else f"odds {sign}{factor:.1f}"  # noqa: PLR2004 - as said above


def percent(probability: float) -> str:
    """A probability in whole percent that never says 0 or 100 of what is not certain."""
    if 0.0 < probability < 0.005:  # noqa: PLR2004 - what rounds to 0 %
        return f"<1{NO_BREAK}%"
    if 0.995 <= probability < 1.0:  # noqa: PLR2004 - what rounds to 100 %
        return f">99{NO_BREAK}%"
    return f"{probability:.0%}".replace("%", NO_BREAK + "%")


def right_share(row: Measured) -> str:
    """The share of pictures of a label that were right, in percent, rounded down to a tenth."""
    return f"{math.floor(row.share * 1000) / 10:.1f}{NO_BREAK}%"


def measured_words(row: Measured) -> str:
    """How often pictures with a label were right where the truth is known, as a sentence."""
    known = "as known then" if row.when == REAL_TIME else "as known days later"
    return f"Of {row.cases:,} pictures {known} that were {row.label.value}, {right_share(row)} were right ({row.source}, {row.release})."


def speaker(source: Source) -> str:
    """A source as a reader would call it: its name, else the words that stand for it, else its kind."""
    words = (source.name or source.text or "").partition("—")[0].rstrip()  # what follows a dash describes who was named before it
    return words or ("unnamed source" if source.kind is SourceKind.UNNAMED else f"unnamed {source.kind.value}")


def first_speaker(claim: Claim) -> str:
    """Who said it first, as far as the chain tells."""
    return _voice(claim.chain[0].source, claim.report.name) if claim.chain else claim.report.outlet or claim.report.name


def chain_words(claim: Claim) -> str:
    """The chain from the first speaker to the report, joined by arrows."""
    return " → ".join(_voice(link.source, "the report") for link in claim.chain) or claim.report.outlet or claim.report.name


def _voice(source: Source, report: str) -> str:
    """A speaker by name; the report itself where nobody knows its outlet, since nobody hides there."""
    itself = source.kind is SourceKind.UNNAMED and source.name is None and source.text is None
    return report if itself else speaker(source)


def moment(when: datetime) -> str:
    """An instant for readers: the day alone for midnight, else day and minute, UTC."""
    return when.strftime("%Y-%m-%d") if when.hour == when.minute == when.second == 0 else when.strftime("%Y-%m-%d %H:%M")


def shares(picture: Picture, names: Mapping[str, str]) -> list[tuple[str, float]]:
    """The probabilities by name, likeliest first; those that round to nothing are left out.

    Args:
        picture: the picture.
        names: names of parties by id; an id without a name stands for itself.
    """
    named = [(names.get(key, "nobody" if key == NONE else key), p) for key, p in picture.p.items() if p >= 0.005]  # noqa: PLR2004
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))


def says(claim: Claim) -> str:
    """What a claim says, in a short main clause: `Taliban took Burka`, `denied: Taliban took Gizab`, `casualties in Andarab: over 60`."""
    actor = _slot(claim.party)
    where = claim.place.place.name if claim.place and claim.place.place else claim.place.text if claim.place else "a place not named"
    if claim.kind in KIND_WORDS:
        clause = f"{actor or 'somebody'} {KIND_WORDS[claim.kind]} {portion(claim)}{where}"
    else:
        clause = f"{claim.kind.value} in {where}" + (f" by {actor}" if actor else "")
    counts = ", ".join(count.text for count in claim.counts)
    hedge = "" if claim.stance.certainty is Certainty.CERTAIN else f" ({claim.stance.certainty.value})"
    denial = "denied: " if claim.stance.polarity is Polarity.DENIED else ""
    return denial + clause + (f": {counts}" if counts else "") + hedge


PORTIONS = {"centre of": "the centre of ", "outskirts": "the outskirts of ", "in": "a part of "}
SHARES = frozenset({"all", "most", "half"})
OF_WHOLES = frozenset({Kind.CAPTURED, Kind.RECAPTURED, Kind.HOLDS, Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED})


def portion(claim: Claim) -> str:
    """How much of its place a claim speaks of: `most of `, `3 districts of `, `the centre of `; empty for the whole."""
    mention = claim.place.mention if claim.place is not None else None
    if mention is None or claim.kind not in OF_WHOLES:
        return ""
    if mention.extent is None:
        return PORTIONS.get(mention.relation or "", "")
    if mention.extent in SHARES:
        return f"{mention.extent} of "
    return f"{mention.extent.replace('+', ' or more')} district{'' if mention.extent == '1' else 's'} of "


def district_of(claim: Claim) -> str | None:
    """The id of the district that a claim is about; None for wider and unknown places."""
    return claim.place.place.district_id if claim.place and claim.place.place else None


def _slot(party: PartyRef | None) -> str | None:
    return None if party is None else short(party.name) if party.name else party.text


def period(when: Interval) -> str:
    """A time as stated, in words for readers: `2021-08-20`, `2021-08-20 12:00 to 2021-08-21`, `before 2021-08-20`; UTC."""
    if when.start is None or when.end is None:
        known = when.end or when.start
        return "at an unknown time" if known is None else f"{'since' if when.end is None else 'before'} {moment(known)}"
    return f"{moment(when.start)} to {moment(when.end)}"
