"""Finds the people of a word that says what befell somebody: its object, its subject, what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.extract.counts.quantities import Bounds, Quantity, read_quantity, whole_number
from reportedly.extract.counts.words import Side, Use, closed, degrees, listed, triggers
from reportedly.extract.lexicon import words
from reportedly.extract.numbers import simple_numbers
from reportedly.extract.text import Token
from reportedly.extract.times.words import months

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
_PARTS = frozenset({("of", "them"), ("of", "whom"), ("of", "which"), ("of", "those")})
_TOLLS = frozenset({"toll", "tolls", "count"})
_COUNT_OF = frozenset({"number", "numbers"})  # "the number of dead rose to 12"
_TAKEN = frozenset({"captured", "abducted"})
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "got", "get", "gets", "getting", "left"])
_LONGEST_GAP = 14
_NEAR, _FAR = 10, 18  # tokens from "death toll" to its number


@dataclass(frozen=True, slots=True)
class Said:
    """A trigger in its sentence: the tokens from `first` to before `last`."""

    first: int
    last: int
    what: str
    use: Use


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
        if found and tokens[at - 1].text == "," and (quantity.side is None or (quantity.bounds == Bounds(1, 1) and not quantity.stated)):
            break  # "two insurgents, one a leader": the one is among the two; "a leader, bomb maker": it is the same man
        if found and (_speaks(tokens, quantity.last) or _is_part(tokens, at)):
            break
        found.append(quantity)
        at = _after_join(tokens, quantity.last)
        if at == quantity.last:
            break
    return found


def _speaks(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether what stands before is who says it: "killing seven soldiers, a council member said"."""
    return index < len(tokens) and tokens[index].lower in listed("speaks")


def _is_part(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a number is part of the one before: "nine civilians, six of them children"."""
    return any(tuple(token.lower for token in tokens[at : at + 2]) in _PARTS for at in range(index + 1, index + 3))


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


def _after(tokens: Sequence[Token], trigger: Said) -> list[Quantity]:
    """Read the people that stand after a trigger: "killing one and …", "the killing of two …"."""
    at = _skip_adverbs(tokens, trigger.last)
    if at < len(tokens) and tokens[at].lower == "of":
        at += 1
    return _chain(tokens, at)


def _is_attribute(tokens: Sequence[Token], trigger: Said) -> bool:
    """Tell whether a participle describes people already told of: "the detained leader", "his murdered brother"."""
    at, before = trigger.last, tokens[trigger.first - 1] if trigger.first else None
    if before is None or not tokens[trigger.last - 1].lower.endswith(("ed", "n")) or at >= len(tokens):
        return False
    led = before.lower in words("grammar", "determiners") or before.lower in {"'s", "’s"}
    if trigger.what in _TAKEN and not led:
        # "12 captured soldiers were exchanged" tells of men taken before; nobody was taken now.
        led = before.lower in simple_numbers() or before.text[:1].isdigit() or before.lower in degrees() or before.lower == "their"
        return led and read_quantity(tokens, at) is not None and not tokens[at].text[:1].isdigit()
    return led and tokens[at].lower not in words("grammar", "determiners") and not tokens[at].text[:1].isdigit()


def _named_person(tokens: Sequence[Token], trigger: Said) -> list[Quantity]:
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
    while last < len(tokens) and tokens[last].text[:1].isupper() and (tokens[last].lower not in closed() or tokens[last].lower in months()):
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


def _subject(tokens: Sequence[Token], trigger: Said, done: int) -> list[Quantity]:
    """Read the people that stand before a trigger, from the nearest number or noun of its clause leftwards."""
    best: list[Quantity] = []
    at = max(done, trigger.first - _LONGEST_GAP - 6)
    while at < trigger.first:
        chain = _chain(tokens[: trigger.first], at, subject=True)
        if not chain:
            at += 1
            continue
        if _governs(tokens, chain[-1].last, trigger.first) and not _is_named_beside(tokens, at, chain[-1].last):
            best = chain if not best or _nearer(tokens, best, chain, trigger) else best
        at = chain[-1].last
    return best


def _is_named_beside(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Tell whether a phrase is no subject: it depends on a word before it, is part of another, or says what follows."""
    return _is_aside(tokens, at) or _is_part(tokens, at) or _speaks(tokens, last)


def _is_aside(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a phrase depends on a word before it and is no subject: "to the force", "including two children"."""
    before = tokens[at - 1].lower if at else ""
    return before in _INCLUDING or before in {"to", "as"} or before in words("grammar", "prepositions")


def _nearer(tokens: Sequence[Token], best: list[Quantity], chain: list[Quantity], trigger: Said) -> bool:
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
    if any(_speaks(tokens, end + at) and after != "," for at, after in enumerate([*lower[1:], ""])):
        return False  # another clause begins: "their spokesman blamed the army, and said that 20 civilians died"
    if any(word in {";", ":", "while", "when", "after", "before", "but", "that", "if"} for word in lower):
        return False
    return not any(word in triggers() for word in lower) or lower[-1:] in (["and"], ["or"])


def people_of(tokens: Sequence[Token], trigger: Said, done: int) -> list[Quantity]:
    """Read the people of a trigger, on the side where its use has them."""
    if trigger.use is Use.NOUN:
        return _of_noun(tokens, trigger, done)
    if trigger.use is Use.STATE:
        return _adjacent(tokens, trigger, done)
    if trigger.use is Use.BEFORE or _is_passive(tokens, trigger.first):
        return [*_subject(tokens, trigger, done), *_along_with(tokens, trigger)]
    return _of_verb(tokens, trigger, done)


def _along_with(tokens: Sequence[Token], trigger: Said) -> list[Quantity]:
    """Read the people after "was detained along with"."""
    at = _after_join(tokens, trigger.last)
    return _chain(tokens, at) if at > trigger.last + 1 and tokens[trigger.last].text != "," else []


def _of_verb(tokens: Sequence[Token], trigger: Said, done: int) -> list[Quantity]:
    """Read the people of an active verb, or of a participle that stands right after them."""
    if _is_attribute(tokens, trigger):
        return []
    after = _after(tokens, trigger)
    if after or trigger.last - trigger.first > 1:
        return after or _adjacent(tokens, trigger, done)
    named = _named_person(tokens, trigger)
    if named or not _ends_phrase(tokens, trigger.last):
        return named
    return [quantity for quantity in _adjacent(tokens, trigger, done) if quantity.stated or _heads_line(quantity)]


def _heads_line(quantity: Quantity) -> bool:
    """Tell whether a noun without an article is the one person of a headline: "Child killed by shelling"."""
    return quantity.first == 0 and quantity.side is Side.CIVIL and quantity.bounds == Bounds(1, 1)


def _ends_phrase(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether no object can follow: the sentence ends, or a mark, preposition or conjunction comes."""
    if index >= len(tokens):
        return True
    word = tokens[index].lower
    return not word[0].isalnum() or (word in closed() and word not in words("grammar", "pronouns"))


def _adjacent(tokens: Sequence[Token], trigger: Said, done: int) -> list[Quantity]:
    """Read the people right before a trigger: "12 dead", "one facilitator killed", "with 3 killed"."""
    chains = [_chain(tokens[: trigger.first], at, subject=True) for at in range(max(done, trigger.first - _LONGEST_GAP), trigger.first)]
    whole = [chain for chain in chains if chain and _close(tokens, chain[-1].last, trigger.first)]
    return whole[0] if whole else []


def _close(tokens: Sequence[Token], end: int, trigger: int) -> bool:
    return all(
        token.lower in _BE or token.lower in {"people", "more", "also", "have", "been", "had", "confirmed", "reported"}
        for token in tokens[end:trigger]
    )


def _of_noun(tokens: Sequence[Token], trigger: Said, done: int) -> list[Quantity]:
    """Read the people of a noun: "the deaths of two …", "12 civilian casualties", "the death toll rose to 12"."""
    lower = [token.lower for token in tokens]
    if lower[trigger.last : trigger.last + 1] == ["of"]:
        return _chain(tokens, trigger.last + 1)
    if lower[trigger.first] in _COUNT_OF or (lower[trigger.last : trigger.last + 1] and lower[trigger.last] in _TOLLS):
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
    if lower in {"no", "zero"}:
        return Quantity(at, end, end, Bounds(0, 0), None) if all(token.lower.isalpha() for token in tokens[at:end]) else None
    number = whole_number(tokens, at)
    if number is None or any(not token.lower[0].isalpha() or token.lower in closed() for token in tokens[number[0] : end]):
        return None
    counted = read_quantity(tokens[: number[0]], at)
    return replace(counted, last=end, noun=end) if counted else None


def _vaguely(tokens: Sequence[Token], first: int, last: int) -> bool:
    return all(token.lower in degrees() for token in tokens[first:last])


def _toll(tokens: Sequence[Token], trigger: Said) -> list[Quantity]:
    """Read the number after "death toll rose to"."""
    for at in range(trigger.last + 1, min(len(tokens), trigger.last + _FAR)):
        # Far from the word itself only what the toll rose to is the toll: "the toll of Monday's blast in Alpha has risen to 19".
        if tokens[at].lower in {"from", ",", ";"} or (at >= trigger.last + _NEAR and tokens[at - 1].lower != "to"):
            continue
        number = read_quantity(tokens, at)
        if number is not None and number.stated and tokens[at - 1].lower != "from":
            return [number]
    return []
