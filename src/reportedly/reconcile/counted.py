"""What each root says of the toll of an incident: one number of each sort, with the bounds of its words and the way it leans."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

from reportedly.errors import ParametersError
from reportedly.terms.claim import Claim, Count, Polarity
from reportedly.terms.source import SourceKind

RELEASE = "casualties-1"
KILLED, INJURED, TOGETHER, CAPTURED = "killed", "injured", "killed_or_injured", "captured"
# Numbers that take in the captured: "12 killed or captured". Each with the sort that is left without them.
MIXED = {"killed_or_captured": KILLED, "injured_or_captured": INJURED, "killed_or_injured_or_captured": TOGETHER}
FUSED = (KILLED, INJURED, TOGETHER, CAPTURED, *MIXED)
LAST = datetime.max.replace(tzinfo=UTC)
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What one root says of one sort: bounds as said, and how far it is expected to lean.

    Attributes:
        root: id of the root.
        what: `killed`, `injured`, `captured`, or several of them together, such as `killed_or_injured`.
        low: smallest number that the words allow; None for no lower bound.
        high: largest number; None for no upper bound.
        text: the words.
        lean: expected ln of what is said over what is so.
        sides: ids of the parties it speaks for.
        of: ids of the parties whose people it counts, sorted; empty where it names none, or counts others beside them.
    """

    root: str
    what: str
    low: int | None
    high: int | None
    text: str = ""
    lean: float = 0.0
    sides: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """The parameters, as casualties-1.toml explains them."""

    killed: float
    killed_spread: float
    injured_per_killed: float
    injured_spread: float
    none: float
    spread: float
    outlier: float
    enemy_losses: float
    own_losses: float
    open_above: float
    open_below: float
    heavy: Range
    heavy_words: frozenset[str]


@lru_cache(maxsize=1)
def card() -> Card:
    """Load the packaged parameters.

    Raises:
        ParametersError: they are damaged.
    """
    path = files("reportedly") / "data" / "model" / f"{RELEASE}.toml"
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        words = read["words"]
        words["heavy"], words["heavy_words"] = tuple(words["heavy"]), frozenset(words["heavy_words"])
        return Card(**read["expected"], **read["said"], **words)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        message = f"model parameters {RELEASE!r} cannot be used: {error}"
        raise ParametersError(message) from error


def spoken(claims: Iterable[Claim]) -> tuple[Said, ...]:
    """What each root says: of each sort the first report of it that counts alone, as what is told again adds nothing.

    A report has one number of a sort in its own voice, and one for each speaker it names: that of the first sentence with one, as news
    begin with what is newest and go on to parts, and to what happened before. Numbers of parties that it has not named yet add up.
    """
    told: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for (_, _, what), voice in _voices(claims).items():
        kept = _leading(voice, what)
        told[kept[0].root or kept[0].id, what] += kept
    return tuple(_first_told(root, what, group) for (root, what), group in sorted(told.items()))


def _voices(claims: Iterable[Claim]) -> Mapping[tuple[str, str, str], list[Claim]]:
    """What counts people, by report, speaker and sort, in the order of the text."""
    voices: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in sorted({claim.id: claim for claim in claims}.values(), key=lambda claim: (claim.report.id, claim.quote.start, claim.id)):
        for what in {count.what for count in claim.counts if claim.stance.polarity is Polarity.AFFIRMED} & set(FUSED):
            voices[claim.report.id, _speaker(claim), what].append(claim)
    return voices


def _speaker(claim: Claim) -> str:
    """Who is named as having said it; nobody where a report speaks for itself or says "reportedly"."""
    source = claim.chain[0].source if claim.chain else None
    if source is None or (source.kind is SourceKind.UNNAMED and not source.named):
        return ""
    return source.id or source.name or source.text or str(source.kind)


def _leading(voice: Sequence[Claim], what: str) -> list[Claim]:
    """The first claim that counts, and those after it that count parties which are not counted yet."""
    counted: set[str | None] = set()
    kept = []
    for claim in voice:
        parties = {count.of.id if count.of else None for count in claim.counts if count.what == what}
        if not counted or not parties & {None, *counted}:
            kept.append(claim)
            counted |= parties
    return kept


def _first_told(root: str, what: str, group: Sequence[Claim]) -> Said:
    first = min(group, key=lambda claim: (claim.known or LAST, claim.report.id, claim.quote.start, claim.id))
    own = [claim for claim in group if claim.report.id == first.report.id]
    counts = [count for claim in own for count in claim.counts if count.what == what]
    whole, of = _whole(counts)
    side = first.chain[0].source.side if first.chain else None
    return Said(root, what, whole.low, whole.high, whole.text, _lean(counts, side), (side,) if side else (), of)


def _whole(counts: Sequence[Count]) -> tuple[Count, tuple[str, ...]]:
    """The number of all: what befell parties that are told apart adds up, unless a number of all is larger; other numbers are parts.

    And the parties whose people that number counts; none where it names none.
    """
    by_party: defaultdict[str | None, list[Count]] = defaultdict(list)
    for count in counts:
        by_party[count.of.id if count.of else None].append(count)
    largest = {party: max(told, key=_size) for party, told in by_party.items()}
    named = [count for party, count in sorted(largest.items(), key=lambda entry: entry[0] or "") if party is not None]
    every = [*([(largest[None], ())] if None in largest else []), *([(_sum(named), tuple(sorted(filter(None, largest))))] if named else [])]
    return max(every, key=lambda told: _size(told[0]))


def told_apart(said: Iterable[Said], what: str) -> frozenset[str]:
    """The parties whose people some root counts one by one: they are different people, whoever else counts but one of them."""
    return frozenset(party for entry in said if entry.what == what and len(entry.of) > 1 for party in entry.of)


def of_party(claims: Iterable[Claim], party: str) -> Iterator[Claim]:
    """The claims that count the people of a party, with no other counts."""
    for claim in claims:
        counts = tuple(count for count in claim.counts if count.of is not None and count.of.id == party)
        if counts:
            yield replace(claim, counts=counts)


def _size(count: Count) -> tuple[int, int, str]:
    return (count.low or count.high or 0, count.high or 0, count.text)


def _sum(counts: Sequence[Count]) -> Count:
    lows, highs = [count.low for count in counts], [count.high for count in counts]
    low = None if all(bound is None for bound in lows) else sum(bound or 0 for bound in lows)
    high = None if any(bound is None for bound in highs) else sum(bound or 0 for bound in highs)
    return Count(counts[0].what, None, low, high, ", ".join(count.text for count in counts))


def _lean(counts: Sequence[Count], side: str | None) -> float:
    """How far who speaks for a side leans: up for losses of its enemies alone, down for its own alone; civilians are of no side."""
    if side is None or any(count.of is None or count.of.id in {None, "civilians"} for count in counts):
        return 0.0
    own = {count.of.id == side for count in counts if count.of is not None}
    return 0.0 if len(own) > 1 else card().own_losses if own == {True} else card().enemy_losses
