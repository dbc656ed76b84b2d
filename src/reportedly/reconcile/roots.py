"""Who said it first: claims that go back to one utterance share a root and count once.

Three kinds of evidence for a common root, surest first (docs/model.md, "What is a root"):
1. a declared chain: the same first speaker says the same thing about the same time, wherever it is printed;
2. a retelling inside one report: the summary, the paraphrase, or a second chain that meets the first;
3. a copy that says nothing of where it comes from: a source of a copying kind repeats what is already public, or a sentence does so
   nearly word for word.
Only what was public before decides, so a root never changes when later reports arrive.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from rapidfuzz import fuzz

from reportedly.reconcile.incidents import incidents
from reportedly.reconcile.public import (
    LAST,
    WINDOW,
    Public,
    Recall,
    content_of,
    order_of,
    slot_of,
    speaker_of,
    speaks_up,
    utterance_of,
    voices,
)
from reportedly.reconcile.shingles import alike
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.identity import content_id
from reportedly.terms.source import Medium, Source, SourceKind
from reportedly.terms.watch import Watch, unwatched

COPYING = frozenset({SourceKind.AGGREGATOR, SourceKind.SOCIAL, SourceKind.ACCOUNT, SourceKind.ANONYMOUS, SourceKind.UNNAMED})
SAME_NAME = (
    85.0  # token_set_ratio of rapidfuzz above which two names of a speaker in one report are one ("an ex-official", "the former official")
)
FALLS = frozenset({Kind.CAPTURED, Kind.RECAPTURED, Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED})
FIGHTS = frozenset({Kind.CONTESTED, Kind.CLASH, Kind.ATTACK, Kind.SHELLING, Kind.AIRSTRIKE, Kind.BOMBING})


class Why(StrEnum):
    """Why a claim is taken to go back to an earlier one, in words."""

    DECLARED = "names the same first speaker, who says the same"
    BREATH = "the same speaker in the same breath"
    POST = "the same post"
    CHAINS = "the same speaker passes on the same"
    SUMMARY = "the report's own summary of it"
    COPYING = "a kind of source that copies, and the same content"
    WORDS = "nearly the same words"


@dataclass(frozen=True, slots=True)
class Echo:
    """A claim that tells again what an earlier one told: an edge of the tree of its root. It counts nothing.

    Attributes:
        claim: id of the claim.
        of: id of the claim that it goes back to.
        why: what shows it.
        numbers: quantities that were put in other words on the way, as (earlier words, its words): "about 60", "over 60".
    """

    claim: str
    of: str
    why: Why
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """The root of a claim; which claim shows it and why, unless the claim is the first of its root."""

    root: str
    other: Claim | None = None
    why: Why = Why.DECLARED


def link(claims: Iterable[Claim], *, grouped: bool = True) -> tuple[Claim, ...]:
    """Assign roots and incidents; pure, and the same for every order of delivery. Returned in the order given.

    An incident that the claims carry already is kept as the occurrence within their report; like occurrences of reports are merged.

    Args:
        claims: the claims.
        grouped: whether incidents are asked for. Pictures need none, and roots alone take a tenth of the time.
    """
    given = tuple(claims)
    ordered = sorted({claim.id: claim for claim in given}.values(), key=order_of)
    same = incidents(ordered) if grouped else {}
    found = {
        claim.id: replace(claim, root=to.root, incident=same.get(claim.id, claim.incident)) for claim, to in _traced(ordered, Public())
    }
    return tuple(found[claim.id] for claim in given)


class Linker:
    """Roots of claims that come one by one: at any time those that `link` gives to all of them at once.

    A claim bears on the roots of later claims alone, and only of those of its report, of its place or by its speaker, so what comes last
    is linked without looking at the others again.
    """

    def __init__(self, recall: Recall | None = None) -> None:
        """Begin with what was linked before.

        Args:
            recall: gives all claims, with the roots that they were given, that one of the numbers of `meetings` stands for; None where
                nothing was.
        """
        self._public = Public(recall)
        self._found: dict[str, Claim] = {}

    def add(self, claims: Iterable[Claim], watch: Watch = unwatched) -> tuple[Claim, ...]:
        """Take claims in, those known already without effect; give all whose roots are new or have changed, with their roots.

        Args:
            claims: the claims.
            watch: is shown how many are linked.
        """
        given = list(claims)
        for claim in given:
            self._remember(claim)
        todo = {claim.id: claim for claim in given if claim.id not in self._found}
        waiting = list(todo.values())
        while waiting:
            claim = waiting.pop()
            self._remember(claim)
            for other in self._public.take_back(claim):
                if other.id not in todo:
                    todo[other.id] = other
                    waiting.append(other)
        changed = []
        for claim, to in watch(_traced(sorted(todo.values(), key=order_of), self._public), "linking claims", len(todo)):
            known = self._found.get(claim.id)
            if known is None or known.root != to.root:
                self._found[claim.id] = replace(claim, root=to.root)
                changed.append(self._found[claim.id])
        return tuple(changed)

    def _remember(self, claim: Claim) -> None:
        """Bring back what meets a claim, unless it is known."""
        new = {other.id: other for other in self._public.bring(claim) if other.id not in self._found}
        self._found |= new
        self._public.know(tuple(new.values()))


def echoes(claims: Iterable[Claim]) -> tuple[Echo, ...]:
    """Say which claims tell again what an earlier one told, and what shows it; in the order in which they became public."""
    ordered = sorted({claim.id: claim for claim in claims}.values(), key=order_of)
    return tuple(
        Echo(claim.id, to.other.id, to.why, _changed(to.other, claim)) for claim, to in _traced(ordered, Public()) if to.other is not None
    )


def _traced(ordered: Sequence[Claim], public: Public) -> Iterator[tuple[Claim, _Found]]:
    for claim in ordered:
        to = _root(claim, public)
        _publish(claim, to.root, public)
        yield claim, to


def _changed(earlier: Claim, later: Claim) -> tuple[tuple[str, str], ...]:
    """Quantities of one sort that two claims put in different words."""
    before = {(count.what, count.of.id if count.of else None): count.text for count in earlier.counts}
    after = {(count.what, count.of.id if count.of else None): count.text for count in later.counts}
    return tuple((before[what], text) for what, text in after.items() if what in before and before[what].casefold() != text.casefold())


def _root(claim: Claim, public: Public) -> _Found:
    return _declared(claim, public) or _retold(claim, public) or _copied(claim, public) or _Found(_own(claim))


def _own(claim: Claim) -> str:
    first = claim.chain[0] if claim.chain else None
    if first is not None and first.source.id and len(claim.chain) == 1 and claim.report.id == claim.report.name:
        return content_id("u_", [claim.id])
    return content_id("u_", [claim.report.id, speaker_of(first.source) if first else "", claim.id])


def _declared(claim: Claim, public: Public) -> _Found | None:
    said = public.uttered.get(utterance_of(claim)) if claim.chain else None
    return None if said is None else _Found(said[1], said[0], Why.DECLARED)


def _publish(claim: Claim, root: str, public: Public) -> None:
    if speaks_up(claim):
        public.uttered.setdefault(utterance_of(claim), (claim, root))
    for entries in public.beside(claim):
        entries.append((claim, root))


def _retold(claim: Claim, public: Public) -> _Found | None:
    """Find the utterance in the same report that this claim tells again, or is part of."""
    for other, root in public.reports.get(claim.report.id, ()):
        why = _retelling(claim, other)
        if why is not None:
            return _Found(root, other, why)
    return None


def _retelling(claim: Claim, other: Claim) -> Why | None:
    if _one_utterance(claim, other):
        return Why.POST if any(link.medium is Medium.POST and link.at is not None for link in claim.chain) else Why.BREATH
    if _chains_meet(claim, other) and _same_thing(claim, other):
        return Why.CHAINS
    return Why.SUMMARY if _summarises(claim, other) else None


def _one_utterance(one: Claim, other: Claim) -> bool:
    """Whether both are said by the same speaker in the same breath: same chain, and no time that tells them apart."""
    if len(one.chain) != len(other.chain) or len(one.chain) < 2:  # noqa: PLR2004 - the report alone is no speaker
        return False
    pairs = list(zip(one.chain, other.chain, strict=True))
    return all(_same_speaker(a.source, b.source) for a, b in pairs) and all(a.at is None or b.at is None or a.at == b.at for a, b in pairs)


def _chains_meet(one: Claim, other: Claim) -> bool:
    """Whether some named speaker other than the report itself stands in both chains."""
    return any(_same_speaker(a.source, b.source) for a in one.chain[:-1] for b in other.chain[:-1])


def _same_speaker(one: Source, other: Source) -> bool:
    if one.id and other.id:
        return one.id == other.id
    left, right = one.name or one.text, other.name or other.text
    if not left or not right:
        return left == right and one.kind == other.kind
    return fuzz.token_set_ratio(left.casefold(), right.casefold()) >= SAME_NAME


def _same_thing(one: Claim, other: Claim) -> bool:
    """Whether two claims of a report say the same: kind, party, place where both name one, and numbers that agree."""
    return (
        _group(one.kind) == _group(other.kind)
        and _agree(_place(one), _place(other))
        and _same_side(one, other)
        and _counts_meet(one, other)
    )


def _group(kind: Kind) -> str:
    return "falls" if kind in FALLS else "fights" if kind in FIGHTS else str(kind)


def _place(claim: Claim) -> str | None:
    return claim.place.place.id if claim.place and claim.place.place else None


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _same_side(one: Claim, other: Claim) -> bool:
    """Whether both favour the same side: "R took it" and "it was lost by T" do."""
    return _agree(_winner(one), _winner(other)) and _agree(_loser(one), _loser(other)) and one.stance.polarity is other.stance.polarity


def _winner(claim: Claim) -> str | None:
    slot = claim.against if claim.kind in {Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED} else claim.party
    return slot.id if slot else None


def _loser(claim: Claim) -> str | None:
    slot = claim.party if claim.kind in {Kind.LOST, Kind.WITHDREW, Kind.SURRENDERED} else claim.against
    return slot.id if slot else None


# "60" told again is "about 60" or "over 60": bounds that come this near to one another are one number (docs/model.md, "What is a root").
COUNT_SLACK = 0.1


def _counts_meet(one: Claim, other: Claim) -> bool:
    if not one.counts or not other.counts:
        return True
    return any(a.what == b.what and _meet(_bounds(a.low, a.high), _bounds(b.low, b.high)) for a in one.counts for b in other.counts)


def _bounds(low: int | None, high: int | None) -> tuple[float, float]:
    return ((1 - COUNT_SLACK) * (low or 0), float("inf") if high is None else (1 + COUNT_SLACK) * high)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _summarises(claim: Claim, other: Claim) -> bool:
    """Whether a report's own words, ascribed to nobody, sum up what it ascribes to somebody elsewhere."""
    told_by_itself, told_by_another = voices(claim) == 0, voices(other) > 0
    return told_by_itself and told_by_another and _place(claim) is not None and _place(claim) == _place(other) and _same_thing(claim, other)


def _copied(claim: Claim, public: Public) -> _Found | None:
    """Find what an undeclared copy repeats: the earliest like claim of the last days that it shares its time or its words with."""
    if claim.known is None or len(claim.chain) > 1:
        return None
    copying = bool(claim.chain) and claim.chain[0].source.kind in COPYING
    for other, root in _recent(public.told.get(slot_of(claim), ()), claim.known):
        if copying and content_of(other) == content_of(claim):
            return _Found(root, other, Why.COPYING)
        if other.report.id != claim.report.id and _same_words(claim, other) and claim.when == other.when:
            return _Found(root, other, Why.WORDS)
    return None


def _same_words(claim: Claim, other: Claim) -> bool:
    """Whether one sentence is taken from the other: nearly word for word, but for a number that became another of about its size.

    Another number altogether is news, in whatever words: who puts "60" where "12" stood has counted, or asked.
    """
    if not claim.counts or not other.counts:
        return alike(claim.quote.text, other.quote.text)
    return _counts_meet(claim, other) and (alike(claim.quote.text, other.quote.text) or alike(_unnumbered(claim), _unnumbered(other)))


def _unnumbered(claim: Claim) -> str:
    """The words of a claim without those that count."""
    text = claim.quote.text
    for count in claim.counts:
        text = text.replace(count.text, " # ") if count.text else text
    return text


def _recent(told: Sequence[tuple[Claim, str]], known: datetime) -> Iterable[tuple[Claim, str]]:
    start = bisect_left(told, known - WINDOW, key=lambda entry: entry[0].known or LAST)
    return (entry for entry in itertools.islice(told, start, None) if entry[0].known is not None)


def tree(claims: Iterable[Claim]) -> Mapping[str, tuple[Claim, ...]]:
    """Group linked claims by root, in the order in which they became public."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=order_of):
        groups[claim.root or claim.id].append(claim)
    return {root: tuple(group) for root, group in groups.items()}
