"""Joins what is counted in a sentence with what is told in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.extract.counts import Casualty, casualties
from reportedly.extract.drafts import Draft, names_group
from reportedly.extract.phrases import nouns
from reportedly.extract.text import Sentence, Token
from reportedly.terms.claim import Kind
from reportedly.terms.statement import CountMention

_KINDS = {
    "captured": Kind.ARREST,
    "surrendered": Kind.SURRENDERED,
    "displaced": Kind.OTHER,
    "missing": Kind.OTHER,
    "abducted": Kind.ABDUCTION,
}
_VIOLENT = frozenset({Kind.CLASH, Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK, Kind.CONTESTED})

# Spans too long for one occurrence: those that a perfect makes a sum, and those that always are one.
_SO_FAR = re.compile(r"\b(?:so far|to date|this (?:year|month|season|winter|spring|summer|autumn))\b")
_SEASON = re.compile(r"\b(?:in|over|during|within|for) the (?:last|past|previous|preceding)(?: \w+){0,2} (?:months?|years?|decades?)\b")
_REACH = 4  # tokens from "sustained" to "casualties"


def with_counts(sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """Give the drafts of a sentence their counts.

    A clause of casualties that names its event ("12 were killed in an airstrike", "the bomb killed 12") becomes a draft of that event;
    what is counted without a draft of its own gets one; casualties without a count stay as they are.
    """
    counted = [_nameless(casualty, sentence) for casualty in casualties(sentence) if not _troops_on_the_move(casualty)]
    events = {draft.trigger: draft for draft in drafts if draft.noun and draft.kind in _VIOLENT}
    joined: set[int] = set()
    found: list[Draft] = []
    for draft in drafts:
        casualty = _of(draft, counted, sentence)
        if casualty is None:
            found.append(draft)
        elif _leads(draft, casualty, drafts):
            found.append(_named(_counted(draft, casualty, sentence), events, joined))
    taken = {id(casualty) for draft in drafts if (casualty := _of(draft, counted, sentence)) is not None}
    found += [_bare(casualty, drafts) for casualty in counted if id(casualty) not in taken]
    return sorted((draft for draft in found if not (draft.noun and draft.trigger in joined)), key=lambda draft: draft.start)


def _troops_on_the_move(casualty: Casualty) -> bool:
    """Whether those who "fled" bear arms: they left a place, and are no displaced people."""
    moved = [count.of for count in casualty.counts if count.what == "displaced"]
    return bool(moved) and all(of is not None and of.text.lower().split()[-1] in nouns("armed") for of in moved)


def _nameless(casualty: Casualty, sentence: Sentence) -> Casualty:
    """Leave out the names of people who were hurt or taken; how many they were stays."""
    counts = tuple(_without_name(count, sentence.tokens[casualty.trigger]) for count in casualty.counts)
    return replace(casualty, counts=counts)


def _without_name(count: CountMention, trigger: Token) -> CountMention:
    if count.of is None or names_group(count.of.text):
        return count
    text = count.text if any(word[0].isdigit() or word[0].islower() for word in count.text.split()) else trigger.text
    return replace(count, of=None, text=text)


def _of(draft: Draft, counted: Sequence[Casualty], sentence: Sentence) -> Casualty | None:
    """The count that a draft's own words give."""
    if draft.noun or draft.kind not in {Kind.CASUALTIES, Kind.ARREST, Kind.ABDUCTION, Kind.SURRENDERED, Kind.ATTACK}:
        return None
    token = sentence.tokens[draft.trigger]
    exact = next((casualty for casualty in counted if casualty.trigger == draft.trigger), None)
    if exact is not None or draft.kind is Kind.ATTACK:
        return exact
    ahead = [casualty for casualty in counted if draft.trigger < casualty.trigger <= draft.trigger + _REACH and casualty.end <= draft.end]
    return next((casualty for casualty in counted if casualty.start <= token.start < casualty.end), next(iter(ahead), None))


def _leads(draft: Draft, casualty: Casualty, drafts: Sequence[Draft]) -> bool:
    """Whether a draft is the first of those that "killed or injured" makes for one place."""
    same = [other for other in drafts if not other.noun and other.kind is draft.kind and casualty.trigger == other.trigger]
    return not same or draft in same


def _counted(draft: Draft, casualty: Casualty, sentence: Sentence) -> Draft:
    start, end = min(draft.start, casualty.start), max(draft.end, casualty.end)
    if _is_running_total(sentence, casualty.trigger):
        return replace(draft, start=start, end=end, background=True)
    return replace(draft, start=start, end=end, counts=casualty.counts)


def _is_running_total(sentence: Sentence, trigger: int) -> bool:
    """Whether a number sums up a campaign ("have detained 300 since May", "300 in the past year") and so counts no occurrence."""
    words = " ".join(token.lower for token in sentence.tokens)
    before = {token.lower for token in sentence.tokens[max(0, trigger - _REACH) : trigger]}
    perfect = any(word in {"have", "has"} or word.endswith(("'ve", "’ve")) for word in before)
    since = any(token.lower == "since" for token in sentence.tokens[trigger:])
    return (perfect and (since or _SO_FAR.search(words) is not None)) or _SEASON.search(words) is not None


def _named(draft: Draft, events: dict[int, Draft], joined: set[int]) -> Draft:
    """Let a draft of casualties become one of the event beside it."""
    if draft.kind is not Kind.CASUALTIES:
        return draft
    event = next((events[head] for head in draft.within if head in events), None)
    if event is None:
        return draft
    joined.add(event.trigger)
    kind = Kind.CLASH if event.kind is Kind.CONTESTED else event.kind
    start, end = min(draft.start, event.start), max(draft.end, event.end)
    party = event.party or (draft.party if draft.party is not None and draft.trigger not in events else None)
    return replace(
        draft, kind=kind, start=start, end=end, party=party, against=draft.against or event.against, place=draft.place or event.place
    )


def _bare(casualty: Casualty, drafts: Sequence[Draft]) -> Draft:
    """A draft of what is counted where no frame told it."""
    kind = next((_KINDS[count.what] for count in casualty.counts if count.what in _KINDS), Kind.CASUALTIES)
    near = next(_placed(drafts), None)
    against = next((count.of for count in casualty.counts if count.of is not None), None)
    return Draft(
        kind, casualty.start, casualty.end, casualty.trigger, None, against, near.place if near is not None else None, background=False,
        noun=False, control=False, counts=casualty.counts,
    )  # fmt: skip


def _placed(drafts: Sequence[Draft]) -> Iterator[Draft]:
    return (draft for draft in drafts if draft.place is not None and not draft.background)
