"""Finds what befell how many people: killed, injured, captured, displaced, and the bounds as said."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.extract.counts.people import Said, people_of
from reportedly.extract.counts.quantities import Bounds, Quantity
from reportedly.extract.counts.words import Side, Trigger, Use, degrees, phrase_ends, trigger_phrases, triggers
from reportedly.extract.text import Sentence, Token
from reportedly.terms.statement import CountMention, PartyMention

_SUMMED = ("killed", "injured", "captured")  # what is told of people together: "killed, wounded or captured 40" counts them all
_JOINS = frozenset({"and", "or", "&", "/", "and/or"})
_NOBODY = frozenset({"nobody", "none"})


@dataclass(frozen=True, slots=True)
class Casualty:
    """What befell people, as one clause says it.

    Attributes:
        start: first character of the words that make it.
        end: first character after.
        trigger: index in the sentence of the token that says what befell them.
        counts: the quantities, one for each sort of people.
    """

    start: int
    end: int
    trigger: int
    counts: tuple[CountMention, ...]


def _triggers(tokens: Sequence[Token]) -> Iterator[Said]:
    """Yield the triggers; "killed or injured" is one."""
    known, ends = triggers(), phrase_ends()
    done = 0
    for index, token in enumerate(tokens):
        if index < done:
            continue
        word = token.lower
        found = _phrase(tokens, index) if word in ends else None
        if found is None and word in known:
            found = _single_trigger(tokens, index, known[word])
        if found is not None:
            done = found.last
            yield found


def _phrase(tokens: Sequence[Token], index: int) -> Said | None:
    for phrase, trigger in trigger_phrases().items():
        first = index + 1 - len(phrase)
        if first >= 0 and tuple(token.lower for token in tokens[first : index + 1]) == phrase:
            return Said(first, index + 1, trigger.what, trigger.use)
    return None


def _single_trigger(tokens: Sequence[Token], index: int, trigger: Trigger) -> Said:
    run, last = _run(tokens, index)
    whats = {found.what for found in run}
    if len(whats) > 1 and not whats <= set(_SUMMED):
        return Said(index, index + 1, trigger.what, trigger.use)
    if len(whats) == 1:
        return Said(index, last, trigger.what, trigger.use)
    use = Use.AFTER if trigger.use is Use.STATE and "injured" in whats else trigger.use
    return Said(index, last, "_or_".join(what for what in _SUMMED if what in whats), use)


def _run(tokens: Sequence[Token], index: int) -> tuple[list[Trigger], int]:
    """The triggers joined to one ("killed or injured", "killed, wounded and captured") and the index after; itself alone where none is."""
    known, run, at = triggers(), [triggers()[tokens[index].lower]], index + 1
    while at + 1 < len(tokens):
        comma = tokens[at].lower == ","
        join = at + 1 if comma and len(run) > 1 and tokens[at + 1].lower in _JOINS else at
        following = tokens[join + 1].lower if join + 1 < len(tokens) else ""
        joined = tokens[join].lower in _JOINS
        if following not in known or not (joined or comma):
            break
        run.append(known[following])
        at = join + 2
        if joined:
            return run, at
    return run[:1], index + 1


def _party(quantity: Quantity, tokens: Sequence[Token]) -> PartyMention | None:
    if quantity.noun >= quantity.last:
        return None
    words_ = tokens[quantity.noun : quantity.last]
    return PartyMention(words_[0].start, words_[-1].end, _verbatim(words_))


def _verbatim(tokens: Sequence[Token]) -> str:
    """Put tokens together again with the spaces between them; line breaks come out as spaces."""
    pieces = [tokens[0].text]
    for before, token in itertools.pairwise(tokens):
        pieces.append(" " * min(1, token.start - before.end) + token.text)
    return "".join(pieces)


def _added(first: Bounds, second: Bounds) -> Bounds:
    """Add two quantities; an unknown bound of either leaves the sum's unknown, a known least number stays."""
    low = None if first.low is None and second.low is None else (first.low or 0) + (second.low or 0)
    return Bounds(low, None if first.high is None or second.high is None else first.high + second.high)


def _same_sort(first: Quantity, second: Quantity) -> bool:
    """Tell whether two quantities are of one sort of people; fighters take in the unnamed beside them."""
    vague = {Side.PEOPLE, None}
    return first.side == second.side or first.side in vague or second.side in vague


def _mentions(what: str, chain: Sequence[Quantity], tokens: Sequence[Token]) -> Iterator[CountMention]:
    groups: list[list[Quantity]] = []
    for quantity in chain:
        beside = next((group for group in groups if _same_sort(group[0], quantity)), None)
        if beside is None:
            groups.append([quantity])
        else:
            beside.append(quantity)
    for group in groups:
        total = group[0].bounds
        for quantity in group[1:]:
            total = _added(total, quantity.bounds)
        named = next((quantity for quantity in group if quantity.side not in {None, Side.PEOPLE}), group[0])
        yield CountMention(what, _party(named, tokens), total.low, total.high, _verbatim(tokens[group[0].first : group[-1].last]))


def _zero(tokens: Sequence[Token], trigger: Said) -> bool:
    """Tell whether nobody is the one it befell: "no one was killed", "nobody was hurt"."""
    before = [token.lower for token in tokens[max(0, trigger.first - 5) : trigger.first]]
    return bool(_NOBODY & set(before)) or any(pair == ("no", "one") for pair in itertools.pairwise(before))


def _unnumbered(tokens: Sequence[Token], trigger: Said) -> bool:
    """Tell whether a noun for casualties stands with words of degree instead of a number."""
    return trigger.use is Use.NOUN and trigger.first > 0 and tokens[trigger.first - 1].lower in degrees()


def casualties(sentence: Sentence) -> tuple[Casualty, ...]:
    """Find what befell how many people.

    Args:
        sentence: one sentence.

    Returns:
        One entry for each word that says that people were killed, injured, captured, displaced and so on, in order. Quantities are
        kept as said: "over 60" is 61 or more, "killed or injured" one combined class, "significant casualties" has no bounds; what
        is told as part of a number ("including two children") is not added. Empty where the sentence counts nobody. Whether it
        happened is for `stance_at`.

    Examples:
        >>> from reportedly.extract.text import sentences
        >>> [found] = casualties(sentences("The strike killed at least 12 Taliban fighters.")[0])
        >>> count = found.counts[0]
        >>> count.what, count.low, count.high, count.of.text
        ('killed', 12, None, 'Taliban fighters')
    """
    tokens = sentence.tokens
    known, ends = triggers(), phrase_ends()
    if not any(token.lower in known or token.lower in ends for token in tokens):
        return ()
    found: list[Casualty] = []
    done = 0
    for trigger in _triggers(tokens):
        casualty, used = _casualty(tokens, trigger, done)
        done = max(done, used)
        if casualty is not None:
            found.append(casualty)
    return tuple(found)


def _whole(tokens: Sequence[Token], first: int, trigger: Said, limits: Bounds) -> Casualty:
    """Make the entry of a trigger that counts nobody by number."""
    text = _verbatim(tokens[first : trigger.last])
    count = CountMention(trigger.what, None, limits.low, limits.high, text)
    return Casualty(tokens[first].start, tokens[trigger.last - 1].end, trigger.first, (count,))


def _casualty(tokens: Sequence[Token], trigger: Said, done: int) -> tuple[Casualty | None, int]:
    """Make the entry of one trigger; give also the index up to which its people reach, for the next trigger not to take them again."""
    nobody = _zero(tokens, trigger)
    chain = [] if nobody else people_of(tokens, trigger, done)
    if nobody:
        return _whole(tokens, trigger.first, trigger, Bounds(0, 0)), trigger.last
    if not chain and _unnumbered(tokens, trigger):
        return _whole(tokens, trigger.first - 1, trigger, Bounds(None, None)), trigger.last
    if not chain:
        return None, done
    first, last = min(chain[0].first, trigger.first), max(chain[-1].last, trigger.last)
    return Casualty(tokens[first].start, tokens[last - 1].end, trigger.first, tuple(_mentions(trigger.what, chain, tokens))), last
