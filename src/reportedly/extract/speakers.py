"""Finds the words that name a speaker around a cue, and what those words say that the speaker is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.extract.cues import Cue, Frame, word_set
from reportedly.extract.text import Token
from reportedly.terms.source import Medium, SourceKind

# No real speaker is named in more words; what is longer is a clause that was taken for a name.
LONGEST = 32
LONGEST_NAME = 5
_QUOTES = frozenset({"“", "”", '"', "''", "„", "«", "»"})
_WALLS = frozenset({";", ":", "(", ")", "…", "...", "?", "!"}) | _QUOTES
_DASHES = frozenset({"—", "–", "--", "-"})
_COMMAS = frozenset({","}) | _DASHES
# Kinds in the order in which their words decide: a hospital's official is medical, a television correspondent a journalist.
_KINDS = (
    SourceKind.JOURNALIST,
    SourceKind.ACCOUNT,
    SourceKind.WITNESS,
    SourceKind.MEDICAL,
    SourceKind.ANALYST,
    SourceKind.AGENCY,
    SourceKind.OUTLET,
    SourceKind.NGO,
    SourceKind.OFFICIAL,
    SourceKind.PARTY,
    SourceKind.LOCAL,
    SourceKind.ANONYMOUS,
    SourceKind.SOCIAL,
    SourceKind.AGGREGATOR,
    SourceKind.UNNAMED,
)
# The words of these kinds are names as often as not: Reuters, Taliban.
_NAMES = frozenset({SourceKind.AGENCY, SourceKind.OUTLET, SourceKind.PARTY, SourceKind.NGO})
_HEAD_ENDS = frozenset(["of", "for", "from", "in", "at", "with", "who", "which", "that", ",", "(", ";", "including", "on", "to", "whose"])
_PARTICLES = frozenset(["al", "bin", "ibn", "abu", "de", "van", "von", "el", "ul", "ud", "al-", "&"])
_SAID = frozenset(["said", "says", "told", "tells", "added", "wrote", "announced", "argued", "insisted", "claimed"])
_SUBJECTS = frozenset(["he", "she", "they", "i", "we"])
_MEDIA = (Medium.POST, Medium.BROADCAST, Medium.STATEMENT, Medium.DOCUMENT, Medium.INTERVIEW)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `first` to before `last` of a sentence."""

    first: int
    last: int


def before(tokens: Sequence[Token], cue: Cue, floor: int) -> Stretch | None:
    """Find the speaker named before a cue: "the mayor, a doctor, has said".

    Args:
        tokens: the sentence's tokens.
        cue: the cue.
        floor: index of the first token that may belong to the speaker (the cue's own quotation begins there).

    Returns:
        The speaker's words with their appositions, None where no speaker stands there.
    """
    last = cue.first
    while last > floor and tokens[last - 1].lower in _COMMAS:
        last -= 1
    if last <= floor or tokens[last - 1].text in _WALLS:
        return None
    first = _segment(tokens, last, floor)
    if last < cue.first or _names_description(tokens, first, last, floor):
        first = _over_appositions(tokens, first, floor)
    if tokens[last - 1].lower in word_set("forms", "relatives"):
        return _relative_head(tokens, last - 1, floor)
    return _trimmed(tokens, first, last)


def _segment(tokens: Sequence[Token], last: int, floor: int) -> int:
    """The start of the stretch without commas, quotation marks and clause words that ends before `last`."""
    first = last - 1
    breaks = word_set("forms", "breaks")
    while first > floor:
        token = tokens[first - 1]
        if token.text in _WALLS or token.lower in _COMMAS or token.lower in breaks:
            break
        first -= 1
    return first


def _over_appositions(tokens: Sequence[Token], first: int, floor: int) -> int:
    """Step back over appositions between commas: "X, a doctor, head of Y" from the last one to X."""
    while first - 1 > floor and tokens[first - 1].lower in _COMMAS:
        left = _segment(tokens, first - 1, floor)
        if tokens[first].lower not in word_set("forms", "appositions") and not _is_name(tokens, left, first - 1):
            break
        first = left
    return first


def _names_description(tokens: Sequence[Token], first: int, last: int, floor: int) -> bool:
    """Tell whether a name stands behind its description: "The head of the council, Jane Roe, said"."""
    if not _is_name(tokens, first, last) or first - 1 <= floor or tokens[first - 1].lower != ",":
        return False
    left = _segment(tokens, first - 1, floor)
    return tokens[left].lower in {"a", "an", "the"} and left == floor and not _has_verb(tokens, left, first - 1)


def _is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a stretch is a proper name from its first word to its last."""
    return 0 < last - first <= LONGEST_NAME and all(token.text[0].isupper() or token.lower == "'s" for token in tokens[first:last])


def _relative_head(tokens: Sequence[Token], relative: int, floor: int) -> Stretch | None:
    """The words that "who" stands for."""
    last = relative
    while last > floor and tokens[last - 1].lower in _COMMAS:
        last -= 1
    return _trimmed(tokens, _segment(tokens, last, floor), last) if last > floor and tokens[last - 1].text not in _WALLS else None


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> Stretch | None:
    """Cut clause openers and adverbials off the front of a stretch; None where nothing that can speak is left."""
    first = _after_verb(tokens, first, last)
    if last > first and tokens[last - 1].lower in _SUBJECTS:
        return Stretch(last - 1, last)
    first = _after_openers(tokens, first, last)
    end = tokens[last - 1].lower if last > first else ""
    silent = end in word_set("forms", "mute") or (last > first and tokens[first].lower == "no")
    impossible = silent or not end or not (end[0].isalnum() or end in {"'s", "."}) or _cannot_end(end)
    return None if impossible or last - first > LONGEST else Stretch(first, last)


def _cannot_end(word: str) -> bool:
    return (
        word in word_set("forms", "prepositions")
        or word in word_set("forms", "determiners") - word_set("forms", "speaking")
        or word == "and"
    )


def _after_verb(tokens: Sequence[Token], first: int, last: int) -> int:
    """Skip a whole clause that is joined by "and" or "but": "the town fell and officials said"."""
    for index in range(last - 1, first, -1):
        if tokens[index].lower == "and" and _has_verb(tokens, first, index):
            return index + 1
        if tokens[index].lower in _SAID:
            return index + 1
    return first


def _has_verb(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a stretch shows a finite verb, outside a relative clause."""
    seen = range(first, last)
    if any(tokens[index].lower in word_set("forms", "relatives") for index in seen):
        return False
    return any(tokens[i].lower in word_set("forms", "auxiliaries") or (i > first and _is_past(tokens[i])) for i in seen)


def _is_past(token: Token) -> bool:
    return token.text[0].islower() and (token.lower.endswith("ed") or token.lower in word_set("forms", "pasts"))


def _after_openers(tokens: Sequence[Token], first: int, last: int) -> int:
    """Skip "But", "Meanwhile", "On Friday", "In a statement" at the front of a stretch."""
    openers, prepositions = word_set("forms", "openers"), word_set("forms", "prepositions")
    while first < last:
        word = tokens[first].lower
        if not word[0].isalnum() or word in openers or word in word_set("forms", "times") or (word.endswith("ly") and word != "family"):
            first += 1
        elif word in prepositions:
            first = _after_prepositional(tokens, first, last)
        else:
            break
    return first


def _after_prepositional(tokens: Sequence[Token], first: int, last: int) -> int:
    """Step over a preposition and its noun: to the next determiner or pronoun, or the end of a run of names or times."""
    index = first + 1
    starters = word_set("forms", "determiners") | word_set("forms", "pronouns")
    if index < last and tokens[index].lower in starters:
        index += 1
    while index < last and _is_time(tokens[index]):
        index += 1
    if index > first + 1 and _is_time(tokens[index - 1]):
        return index
    named = index < last and tokens[index].text[0].isupper()
    while index < last and tokens[index].lower not in starters and not (named and tokens[index].text[0].islower()):
        index += 1
    return index


def _is_time(token: Token) -> bool:
    return token.lower in word_set("forms", "times") or token.text[0].isdigit()


def after(tokens: Sequence[Token], start: int, ceiling: int, *, initial: bool = False) -> Stretch | None:
    """Find the speaker named after a cue: "said the mayor, a doctor, on Monday", "according to the mayor".

    Args:
        tokens: the sentence's tokens.
        start: index of the first token after the cue.
        ceiling: index that the speaker's words may not reach.
        initial: whether the cue opens its clause, so that a comma ends the speaker's words rather than opens an apposition.
    """
    last = start
    while last < ceiling and last - start <= LONGEST and not _stops(tokens, start, last, ceiling, initial=initial):
        last += 1
    while last > start and tokens[last - 1].lower in _COMMAS:
        last -= 1
    if last == start or tokens[start].lower in word_set("forms", "prepositions") or tokens[start].lower == "that":
        return None
    return Stretch(start, last)


def _stops(tokens: Sequence[Token], start: int, index: int, ceiling: int, *, initial: bool) -> bool:
    token = tokens[index]
    if token.text in _WALLS or (token.lower == "." and index + 1 >= ceiling):
        return True
    if token.lower in _COMMAS:
        return _comma_stops(tokens, index, ceiling, initial=initial)
    if index == start:
        return False
    return token.lower in word_set("forms", "after_stops") or (
        token.lower in {"in", "on"} and index + 1 < ceiling and _adjunct(tokens[index + 1])
    )


def _adjunct(token: Token) -> bool:
    return token.lower in word_set("forms", "times") or token.lower in {"a", "an", "remarks"}


def _comma_stops(tokens: Sequence[Token], index: int, ceiling: int, *, initial: bool) -> bool:
    """Tell whether a comma ends the speaker's words."""
    if index + 1 >= ceiling:
        return True
    following = tokens[index + 1]
    if following.lower == "including":
        return False
    if initial:
        return not _is_apposition(tokens, index + 1, ceiling)
    if following.text[0].isdigit() or (following.text[0].isupper() and following.lower not in word_set("forms", "pronouns")):
        return False
    return following.lower not in word_set("forms", "appositions")


def _is_apposition(tokens: Sequence[Token], first: int, ceiling: int) -> bool:
    """Tell whether an apposition without a verb begins here and ends with a comma: "the mayor, a doctor, …"."""
    last = next((index for index in range(first, ceiling) if tokens[index].lower == ","), ceiling)
    if tokens[first].lower in {"who", "which", "whose"}:
        return True
    opens = tokens[first].lower in {"a", "an", "the", "former"}
    return (
        opens
        and last < ceiling
        and not any(token.lower in word_set("forms", "auxiliaries") or _is_past(token) for token in tokens[first:last])
    )


def kind_of(text: str) -> SourceKind:
    """What a speaker is, by the words that name it; `unnamed` where they do not say."""
    for part in _heads(re.findall(r"[\w'’\-]+|[,(;]", text)):
        for kind in _KINDS:
            if any(word in word_set("heads", kind) for word in part):
                return kind
    return SourceKind.UNNAMED


def _heads(found: Sequence[str]) -> Iterator[frozenset[str]]:
    """The words before the first preposition or comma, then the rest: the head of a name says more than what it belongs to."""
    folded = [word.lower().replace("’", "'").removesuffix("'s") for word in found]
    cut = next((index for index, word in enumerate(folded) if word in _HEAD_ENDS and index), len(folded))
    yield _parts(folded[:cut])
    yield _parts(folded[cut:])


def _parts(folded: Sequence[str]) -> frozenset[str]:
    return frozenset(folded) | {part for word in folded for part in word.split("-")[1:]}


def name_in(text: str) -> str | None:
    """The proper name within a speaker's words, without title and description; None for unnamed speakers."""
    found = re.findall(r"@?[\w'’.\-]+|[,(;]", text)
    cut = next((index for index, word in enumerate(found) if word.lower() in _HEAD_ENDS and index), len(found))
    if cut < len(found) and "including" in found:
        cut = len(found)
    return _trailing_name(found[:cut])


def _trailing_name(found: Sequence[str]) -> str | None:
    """The run of capitalised words at the end of a list of words."""
    first = len(found)
    while first and (found[first - 1][0].isupper() or found[first - 1][0] == "@" or found[first - 1].lower() in _PARTICLES):
        first -= 1
    while first < len(found) and (found[first].lower() in word_set("forms", "determiners") or found[first].lower() in _PARTICLES):
        first += 1
    while first + 1 < len(found) and _is_title(found[first]):
        first += 1
    run = found[first:]
    if not run or (first == 0 and len(run) == 1 and _is_common(run[0])):
        return None
    return " ".join(run).removesuffix("'s").removesuffix("’s").rstrip(".,")


def _is_title(word: str) -> bool:
    lower = word.lower().rstrip(".")
    return lower in word_set("forms", "titles") or lower in word_set("heads", SourceKind.OFFICIAL)


def _is_common(word: str) -> bool:
    """Tell whether a capital letter may be owed to the beginning of a sentence alone."""
    lower = word.lower()
    return lower in word_set("forms", "pronouns") or any(lower in word_set("heads", kind) for kind in _KINDS if kind not in _NAMES)


def medium_of(cue: str, source: str, frame: Frame) -> Medium:
    """By what means a source spoke, as its cue or its own words show."""
    said = frozenset(re.findall(r"[\w\-]+", cue.lower()))
    who = frozenset(re.findall(r"[\w\-]+", source.lower())) if frame is not Frame.RELAY else frozenset()
    for medium in _MEDIA:
        if said & word_set("medium", medium):
            return medium
    return next((medium for medium in _MEDIA if who & word_set("medium", medium)), Medium.UNKNOWN)
