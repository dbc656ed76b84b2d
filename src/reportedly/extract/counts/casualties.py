"""Finds what befell how many people: killed, injured, captured, displaced, and the bounds as said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.extract.counts.quantities import Bounds, Quantity, read_quantity, whole_number
from reportedly.extract.counts.words import Side, Trigger, Use, closed, degrees, phrase_ends, trigger_phrases, triggers
from reportedly.extract.lexicon import words
from reportedly.extract.text import Sentence, Token
from reportedly.terms.statement import CountMention, PartyMention

_TOGETHER = "killed_or_injured"
_JOINS = frozenset({"and", "or", "&", "/", "and/or"})
_ADDS = frozenset({"and", ",", "&", "plus"})
_LONG_ADDS = (
    ("along", "with"),
    ("as", "well", "as"),
    ("together", "with"),
    ("in", "addition", "to"),
    (",", "and"),
    (",", "along", "with"),
    (",", "as", "well", "as"),
)
_INCLUDING = frozenset({"including", "among", "included", "namely"})
_TOLLS = frozenset({"toll", "tolls", "count"})
_BE = frozenset("is are was were be been being got get gets getting left".split())
_LONGEST_GAP = 14
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A trigger in its sentence: the tokens from `first` to before `last`."""

    first: int
    last: int
    what: str
    use: Use


def _triggers(tokens: Sequence[Token]) -> Iterator[_Found]:
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


def _phrase(tokens: Sequence[Token], index: int) -> _Found | None:
    for phrase, trigger in trigger_phrases().items():
        first = index + 1 - len(phrase)
        if first >= 0 and tuple(token.lower for token in tokens[first : index + 1]) == phrase:
            return _Found(first, index + 1, trigger.what, trigger.use)
    return None


def _single_trigger(tokens: Sequence[Token], index: int, trigger: Trigger) -> _Found | None:
    following = [token.lower for token in tokens[index + 1 : index + 3]]
    if len(following) == 2 and following[0] in _JOINS and (other := triggers().get(following[1])):  # noqa: PLR2004  "or", "injured"
        pair = {trigger.what, other.what}
        if pair == {"killed", "injured"}:
            return _Found(index, index + 3, _TOGETHER, trigger.use if trigger.use is not Use.STATE else Use.AFTER)
        if pair == {"killed", "captured"}:
            return _Found(index, index + 3, "killed_or_captured", trigger.use)
        if len(pair) == 1:
            return _Found(index, index + 3, trigger.what, trigger.use)
    return _Found(index, index + 1, trigger.what, trigger.use)


def _chain(tokens: Sequence[Token], index: int, *, subject: bool = False) -> list[Quantity]:
    """Read quantities joined by "and" or commas from an index on; those after "including" are part of the ones before."""
    found: list[Quantity] = []
    at = index
    while at < len(tokens):
        quantity = read_quantity(tokens, at)
        if quantity is None or (found and not quantity.stated and quantity.side is None):
            break
        if found and not subject and _begins_clause(tokens, quantity.last):
            break
        found.append(quantity)
        at = _after_join(tokens, quantity.last)
        if at == quantity.last:
            break
    return found


def _begins_clause(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether what follows a quantity makes it the subject of a new clause: "and two were detained", "and two wounded"."""
    rest = [token.lower for token in tokens[index : index + 2]]
    return bool(rest) and (rest[0] in _BE or rest[0] in {"have", "had", "has"} or rest[0] in triggers())


def _after_join(tokens: Sequence[Token], index: int) -> int:
    """Give the index after "and", "along with", …; the same index where nothing joins."""
    lower = tuple(token.lower for token in tokens[index : index + 4])
    for phrase in _LONG_ADDS:
        if lower[: len(phrase)] == phrase:
            return index + len(phrase)
    return index + 1 if lower and lower[0] in _ADDS else index


def _skip_adverbs(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].lower in {"reportedly", "allegedly", "also", "apparently", "successfully"}:
        index += 1
    return index


def _after(tokens: Sequence[Token], trigger: _Found) -> list[Quantity]:
    """Read the people that stand after a trigger: "killing one and …", "the killing of two …"."""
    at = _skip_adverbs(tokens, trigger.last)
    if tokens[trigger.last - 1].lower.endswith("ing") and at < len(tokens) and tokens[at].lower == "of":
        at += 1
    return _chain(tokens, at)


def _named_person(tokens: Sequence[Token], trigger: _Found) -> list[Quantity]:
    """Read a name after "killed" or "arrested" as one person; a party or place is none."""
    at = trigger.last
    word = tokens[at] if at < len(tokens) else None
    if (
        word is None
        or not word.text[:1].isupper()
        or word.lower in closed()
        or trigger.what not in {"killed", "captured", "abducted", "executed"}
    ):
        return []
    verb = tokens[trigger.last - 1].lower
    if verb.startswith("captur") or word.lower in words("nouns", "names") or word.lower in words("grammar", "determiners"):
        return []
    last = at + 1
    while last < len(tokens) and tokens[last].text[:1].isupper() and tokens[last].lower not in closed():
        last += 1
    named = Quantity(at, last, at, Bounds(1, 1), Side.FIGHTERS)
    more = _after_join(tokens, last)
    others = _chain(tokens, more) if more > last and tokens[last].lower != "," else []
    return [named, *others]


def _is_passive(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a form of "be" leads to the participle at an index."""
    for token in reversed(tokens[max(0, index - 4) : index]):
        if token.lower in _BE:
            return True
        if token.lower not in words("grammar", "adverbs") and token.lower not in {
            "not",
            "either",
            "and",
            "killed",
            "also",
            "injured",
            "wounded",
        }:
            return False
    return False


def _subject(tokens: Sequence[Token], trigger: _Found, done: int) -> list[Quantity]:
    """Read the people that stand before a trigger, from the nearest number or noun of its clause leftwards."""
    best: list[Quantity] = []
    at = max(done, trigger.first - _LONGEST_GAP - 6)
    while at < trigger.first:
        chain = _chain(tokens[: trigger.first], at, subject=True)
        if not chain:
            at += 1
            continue
        if _governs(tokens, chain[-1].last, trigger.first) and not _is_aside(tokens, at):
            best = chain if not best or _nearer(tokens, best, chain, trigger) else best
        at = chain[-1].last
    return best


def _is_aside(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a phrase depends on a word before it and is no subject: "to the force", "including two children"."""
    before = tokens[at - 1].lower if at else ""
    return before in _INCLUDING or before in words("grammar", "prepositions")


def _nearer(tokens: Sequence[Token], best: list[Quantity], chain: list[Quantity], trigger: _Found) -> bool:
    """Tell whether a later phrase is the subject rather than part of a phrase after the earlier one: "60 men in two districts were …"."""
    gap = {token.lower for token in tokens[best[-1].last : chain[0].first]}
    inside = gap & words("grammar", "prepositions") or gap & {"including", "who", "which"}
    return not inside and chain[-1].last <= trigger.first


def _governs(tokens: Sequence[Token], end: int, trigger: int) -> bool:
    """Tell whether nothing between a phrase and a trigger makes another clause."""
    gap = tokens[end:trigger]
    if len(gap) > _LONGEST_GAP:
        return False
    lower = [token.lower for token in gap]
    if any(word in {";", ":", "while", "when", "after", "before", "but", "that", "if"} for word in lower):
        return False
    return not any(word in triggers() for word in lower) or lower[-1:] in (["and"], ["or"])


def _people(tokens: Sequence[Token], trigger: _Found, done: int) -> list[Quantity]:
    """Read the people of a trigger, on the side where its use has them."""
    if trigger.use is Use.NOUN:
        return _of_noun(tokens, trigger, done)
    if trigger.use is Use.STATE:
        return _adjacent(tokens, trigger, done)
    if trigger.use is Use.BEFORE:
        return _subject(tokens, trigger, done)
    if _is_passive(tokens, trigger.first):
        return _subject(tokens, trigger, done)
    after = _after(tokens, trigger)
    if after or trigger.last - trigger.first > 1:
        return after or _adjacent(tokens, trigger, done)
    named = _named_person(tokens, trigger)
    if named or not _ends_phrase(tokens, trigger.last):
        return named
    return [quantity for quantity in _adjacent(tokens, trigger, done) if quantity.stated]


def _ends_phrase(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether no object can follow: the sentence ends, or a mark, preposition or conjunction comes."""
    if index >= len(tokens):
        return True
    word = tokens[index].lower
    return not word[0].isalnum() or (word in closed() and word not in words("grammar", "pronouns"))


def _adjacent(tokens: Sequence[Token], trigger: _Found, done: int) -> list[Quantity]:
    """Read the people right before a trigger: "12 dead", "one facilitator killed", "with 3 killed"."""
    chains = [_chain(tokens[: trigger.first], at, subject=True) for at in range(max(done, trigger.first - _LONGEST_GAP), trigger.first)]
    whole = [chain for chain in chains if chain and _close(tokens, chain[-1].last, trigger.first)]
    return whole[0] if whole else []


def _close(tokens: Sequence[Token], end: int, trigger: int) -> bool:
    return all(
        token.lower in _BE or token.lower in {"people", "more", "also", "have", "been", "had", "confirmed", "reported"}
        for token in tokens[end:trigger]
    )


def _of_noun(tokens: Sequence[Token], trigger: _Found, done: int) -> list[Quantity]:
    """Read the people of a noun: "the deaths of two …", "12 civilian casualties", "the death toll rose to 12"."""
    lower = [token.lower for token in tokens]
    if lower[trigger.last : trigger.last + 1] == ["of"] or (lower[trigger.last : trigger.last + 1] == ["in"] and False):
        return _chain(tokens, trigger.last + 1)
    if lower[trigger.last : trigger.last + 1] and lower[trigger.last] in _TOLLS:
        return _toll(tokens, trigger)
    for at in range(max(done, trigger.first - 5), trigger.first):
        number = read_quantity([*tokens[: trigger.first]], at)
        if (
            number is not None
            and number.stated
            and number.bounds != Bounds(1, 1)
            and number.last == trigger.first
            and not _vaguely(tokens, at, trigger.first)
        ):
            return [number]
        plain = _plain_number(tokens, at, trigger.first)
        if plain is not None:
            return [plain]
    return []


def _plain_number(tokens: Sequence[Token], at: int, end: int) -> Quantity | None:
    """Read a number before a noun for what befell people, with adjectives between: "12 civilian deaths", "no casualties"."""
    lower = tokens[at].lower
    if lower == "no" or lower == "zero":
        return Quantity(at, end, end, Bounds(0, 0), None) if all(token.lower.isalpha() for token in tokens[at:end]) else None
    number = whole_number(tokens, at)
    if number is None or any(not token.lower[0].isalpha() or token.lower in closed() for token in tokens[number[0] : end]):
        return None
    counted = read_quantity(tokens[: number[0]], at)
    return replace(counted, last=end, noun=end) if counted else None


def _vaguely(tokens: Sequence[Token], first: int, last: int) -> bool:
    return all(token.lower in degrees() for token in tokens[first:last])


def _toll(tokens: Sequence[Token], trigger: _Found) -> list[Quantity]:
    """Read the number after "death toll rose to"."""
    for at in range(trigger.last + 1, min(len(tokens), trigger.last + 10)):
        if tokens[at].lower in {"from", ",", ";"}:
            continue
        number = read_quantity(tokens, at)
        if number is not None and number.stated and tokens[at - 1].lower != "from":
            return [number]
    return []


def _party(quantity: Quantity, tokens: Sequence[Token]) -> PartyMention | None:
    if quantity.noun >= quantity.last:
        return None
    words_ = tokens[quantity.noun : quantity.last]
    return PartyMention(words_[0].start, words_[-1].end, _verbatim(words_))


def _verbatim(tokens: Sequence[Token]) -> str:
    """Put tokens together again with the spaces between them; line breaks come out as spaces."""
    pieces = [tokens[0].text]
    for before, token in zip(tokens, tokens[1:], strict=False):
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


def _zero(tokens: Sequence[Token], trigger: _Found) -> bool:
    """Tell whether nobody is the one it befell: "no one was killed", "nobody was hurt"."""
    before = [token.lower for token in tokens[max(0, trigger.first - 5) : trigger.first]]
    return bool(_NOBODY & set(before)) or any(pair == ("no", "one") for pair in zip(before, before[1:], strict=False))


def _unnumbered(tokens: Sequence[Token], trigger: _Found) -> bool:
    """Tell whether a noun for casualties stands with words of degree instead of a number."""
    return trigger.use is Use.NOUN and trigger.first > 0 and tokens[trigger.first - 1].lower in degrees()


def casualties(sentence: Sentence) -> tuple[Casualty, ...]:
    """Find what befell how many people.

    Args:
        sentence: one sentence.

    Returns:
        One entry for each word that says that people were killed, injured, captured, displaced and so on, in order. Quantities are kept as said:
        "over 60" is 61 or more, "killed or injured" one combined class, "significant casualties" has no bounds; what is told as part of a number
        ("including two children") is not added. Empty where the sentence counts nobody. Whether it happened is for `stance_at`.

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


def _casualty(tokens: Sequence[Token], trigger: _Found, done: int) -> tuple[Casualty | None, int]:
    """Make the entry of one trigger; give also the index up to which its people reach, so that the next trigger does not take them again."""
    nobody = _zero(tokens, trigger)
    chain = [] if nobody else _people(tokens, trigger, done)
    if nobody:
        counts: tuple[CountMention, ...] = (CountMention(trigger.what, None, 0, 0, tokens[trigger.first].text),)
        return Casualty(tokens[trigger.first].start, tokens[trigger.last - 1].end, trigger.first, counts), trigger.last
    if not chain and _unnumbered(tokens, trigger):
        text = _verbatim(tokens[trigger.first - 1 : trigger.last])
        counts = (CountMention(trigger.what, None, None, None, text),)
        return Casualty(tokens[trigger.first - 1].start, tokens[trigger.last - 1].end, trigger.first, counts), trigger.last
    if not chain:
        return None, done
    first, last = min(chain[0].first, trigger.first), max(chain[-1].last, trigger.last)
    return Casualty(tokens[first].start, tokens[last - 1].end, trigger.first, tuple(_mentions(trigger.what, chain, tokens))), last
