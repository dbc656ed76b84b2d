"""Finds what is said: the words before, after or around a cue and its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.extract import speakers
from reportedly.extract.adverbials import MARKS, Field, content_start, tidied
from reportedly.extract.cues import Cue, Frame, word_set
from reportedly.extract.speakers import Stretch
from reportedly.extract.text import Token

_SIDE_CLAUSES = frozenset({"while", "as", "when", "after", "before", "although", "though", "since", "if"})
# Behind "he said," these tell how, when or where he said it.
_MANNER = frozenset({"who", "which", "in", "on", "at", "during", "after", "as", "when", "while", "before"})
# What is shorter before a comma is an adverbial ("In Paris, he said …"), not what somebody said.
SHORTEST_CLAUSE = 3


@dataclass(frozen=True, slots=True)
class Framing:
    """A cue with its speaker and what is said, as stretches of one sentence's tokens.

    Attributes:
        cue: the cue.
        speaker: who speaks; None where it is the speaker of the clause before, or nobody.
        contents: what is said.
        cue_last: index after the last token of the cue.
    """

    cue: Cue
    speaker: Stretch | None
    contents: tuple[Stretch, ...]
    cue_last: int


def frame(field: Field, cue: Cue) -> Framing | None:
    """Find speaker and words said for a cue; None where the form turns out to be no cue."""
    if cue.frame is Frame.PREPOSITION:
        return _preposition(field, cue)
    if cue.frame is Frame.RELAY and cue.participle:
        return _relay(field, cue)
    if cue.passive:
        return _passive(field, cue)
    speaker = speakers.before(field.tokens, cue, max(field.floor, field.unquoted)) if not cue.participle else None
    if speaker is None and not cue.participle and not _coordinated(field, cue):
        return _inverted(field, cue)
    return _stands_before_speaker(field, cue) or _verb(field, cue, speaker)


def _coordinated(field: Field, cue: Cue) -> bool:
    """Tell whether a verb shares the subject of the one before: "… and said", "…, but added"."""
    return cue.first > field.floor and field.tokens[cue.first - 1].lower in {"and", "but", "then"} and not cue.ambiguous


def _stands_before_speaker(field: Field, cue: Cue) -> Framing | None:
    """Frame `"…" in a long clause, says Jane Roe, a doctor.`: a name ends the sentence, where a clause would have a verb."""
    tokens, following = field.tokens, cue.verb + 1
    if cue.ambiguous or cue.mental or cue.participle or not cue.first or tokens[cue.first - 1].lower != ",":
        return None
    rest = tidied(tokens, following, field.ceiling)
    if rest is None or rest.first != following or not tokens[following].text[0].isupper() or _has_verb(tokens, rest):
        return None
    return _inverted(field, cue)


def _has_verb(tokens: Sequence[Token], stretch: Stretch) -> bool:
    words = [token.lower for token in tokens[stretch.first : stretch.last]]
    finite = word_set("forms", "auxiliaries") | word_set("forms", "pasts")
    return any(word in finite or word.endswith("ed") for word in words)


def _verb(field: Field, cue: Cue, speaker: Stretch | None) -> Framing | None:
    """The speaker stands before the verb; what is said stands after it, or before the speaker, or on both sides."""
    start = content_start(field, cue)
    rest = tidied(field.tokens, start, _clause_end(field, speaker, start))
    earlier = _earlier(field, speaker.first) if speaker is not None else None
    if earlier is not None and _is_topic(field, cue, rest):
        return Framing(cue, speaker, (earlier,), cue.verb + 1)
    if speaker is not None and earlier is None and _is_parenthetical(field, cue, speaker, rest):
        earlier = tidied(field.tokens, field.floor, speaker.first)
    if earlier is not None and (rest is None or _quoted(field.tokens, earlier) or _goes_on(field.tokens, cue.verb + 1, rest)):
        return _around(field, cue, speaker, earlier, rest)
    if rest is None or (cue.ambiguous and not (_clause_follows(field.tokens, rest) and _agrees(field, cue, speaker))):
        return None
    return Framing(cue, speaker, (rest,), cue.verb + 1)


def _clause_end(field: Field, speaker: Stretch | None, start: int) -> int:
    """Where a clause said, without quotation, ends: at "but", and in a side clause ("While he said that …, …") at its comma."""
    tokens = field.tokens
    side = speaker is not None and speaker.first > field.floor and tokens[speaker.first - 1].lower in _SIDE_CLAUSES
    for index in range(start + 1, field.ceiling):
        if tokens[index].text in MARKS:
            break
        ends = tokens[index].lower == "," and index > start + 1 if side else tokens[index].lower == "but" and index > start + 1
        if ends:
            return index
    return field.ceiling


def _is_parenthetical(field: Field, cue: Cue, speaker: Stretch, rest: Stretch | None) -> bool:
    """Tell whether "he said" stands between two commas, so that both sides of it are what was said."""
    tokens, following = field.tokens, cue.verb + 1
    if rest is None or speaker.first <= field.floor or _opens(tokens[rest.first]):
        return False
    return tokens[speaker.first - 1].lower == "," and following < field.ceiling and tokens[following].lower == ","


def _around(field: Field, cue: Cue, speaker: Stretch | None, earlier: Stretch, rest: Stretch | None) -> Framing | None:
    """What is said on both sides of "he said": the part behind it counts unless it tells how he said it."""
    tokens = field.tokens
    quoted = _quoted(tokens, earlier)
    if rest is None:
        return Framing(cue, speaker, (earlier,), cue.verb + 1)
    opening = next((index for index in range(rest.first, rest.last) if _opens(tokens[index])), None) if quoted else None
    if _opens(tokens[rest.first]) and not quoted:
        return Framing(cue, speaker, (rest,), cue.verb + 1)
    if opening is not None:
        return Framing(cue, speaker, (earlier, Stretch(opening, rest.last)), cue.verb + 1)
    manner = tokens[rest.first].lower.endswith("ing") or tokens[rest.first].lower in _MANNER
    return Framing(cue, speaker, (earlier,) if quoted or manner else (earlier, rest), cue.verb + 1)


def _is_topic(field: Field, cue: Cue, rest: Stretch | None) -> bool:
    """Tell whether what stands behind the verb is whom or what was spoken of: `"…," he said of the mayor`."""
    return rest is not None and rest.first == cue.verb + 1 and field.tokens[rest.first].lower in {"of", "about"}


def _agrees(field: Field, cue: Cue, speaker: Stretch | None) -> bool:
    """Tell whether an ambiguous form agrees with its subject as a verb must: "officials claim", "the army claims"."""
    if speaker is None or speaker.last != cue.first:
        return speaker is not None
    form, last = field.tokens[cue.verb].lower, field.tokens[speaker.last - 1]
    plural = last.lower in {"they", "we", "i", "you", "who", "which", "police", "people"} or (
        last.lower.endswith("s") and not last.lower.endswith("'s")
    )
    if form.endswith(("ed", "ing")):
        return True
    return (last.lower in {"he", "she", "it", "who", "which"} or not plural) if form.endswith("s") else plural


def _goes_on(tokens: Sequence[Token], start: int, rest: Stretch) -> bool:
    """Tell whether what follows a speaker behind the words said only adds to them: `A, he said, adding B`, `A, he said in Paris`."""
    between = tokens[start : rest.first + 1]
    circumstance = tokens[rest.first].lower in word_set("forms", "prepositions") | {"while", "as", "when"}
    return circumstance or _opens(tokens[rest.first]) or any(token.lower == "," for token in between)


def _quoted(tokens: Sequence[Token], stretch: Stretch) -> bool:
    return any(_opens(token) for token in tokens[stretch.first : stretch.last])


def _opens(token: Token) -> bool:
    return token.text in MARKS


def _clause_follows(tokens: Sequence[Token], rest: Stretch) -> bool:
    """Tell whether what follows an ambiguous form is a clause or a quotation."""
    token = tokens[rest.first]
    starters = word_set("forms", "determiners") | (word_set("forms", "pronouns") - word_set("forms", "relatives"))
    return (
        _opens(token)
        or token.lower in {"that", "there", "whether"}
        or token.lower in starters
        or token.text[0].isupper()
        or _past_within(tokens, rest)
    )


def _past_within(tokens: Sequence[Token], rest: Stretch) -> bool:
    return any(token.lower in word_set("forms", "auxiliaries") for token in tokens[rest.first + 1 : min(rest.last, rest.first + 8)])


def _inverted(field: Field, cue: Cue) -> Framing | None:
    """`"…," said the mayor`."""
    earlier = _earlier(field, cue.first)
    speaker = speakers.after(field.tokens, cue.verb + 1, field.ceiling) if earlier is not None else None
    if earlier is None or speaker is None or cue.ambiguous:
        return None
    rest = tidied(field.tokens, speaker.last, field.ceiling)
    contents = (earlier, rest) if rest is not None and _opens(field.tokens[rest.first]) else (earlier,)
    return Framing(cue, speaker, contents, cue.verb + 1)


def _earlier(field: Field, last: int) -> Stretch | None:
    """The clause that ends with a comma or a quotation mark before `last`."""
    end = last
    if end <= field.floor or not _closes_clause(field.tokens, end - 1):
        return None
    if field.tokens[end - 1].lower in {",", "—", "–", "--"}:
        end -= 1
    first = field.floor
    while first < end and field.tokens[first].lower in {",", ";"}:
        first += 1
    return Stretch(first, end) if first < end and _is_clause(field.tokens, first, end) else None


def _closes_clause(tokens: Sequence[Token], index: int) -> bool:
    doubled = tokens[index].text == "'" and index > 0 and tokens[index - 1].text == "'"
    return doubled or tokens[index].lower in {",", "—", "–", "--", "?", "!"} | MARKS


def _is_clause(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a stretch can be what somebody said rather than where or when."""
    opener = tokens[first].lower
    adjunct = opener in word_set("forms", "prepositions") or opener in word_set("forms", "times")
    if any(token.text in MARKS for token in tokens[first:last]) and not adjunct:
        return True
    if adjunct or opener in word_set("forms", "breaks"):
        return opener == "that" or any(tokens[index].lower == "," for index in range(first, last))
    adverbial = opener in word_set("forms", "openers") or opener.endswith(("ly", "ing", "ed"))
    return last - first >= SHORTEST_CLAUSE or (not adverbial and last - first > 1)


def _preposition(field: Field, cue: Cue) -> Framing | None:
    opening = field.tokens[field.floor : cue.first]
    initial = all(token.lower in word_set("forms", "openers") or not token.text[0].isalnum() for token in opening)
    speaker = speakers.after(field.tokens, cue.verb + 1, field.ceiling, initial=initial)
    if speaker is None:
        return None
    rest = tidied(field.tokens, speaker.last, field.ceiling)
    earlier = None if initial else tidied(field.tokens, field.floor, cue.first)
    contents = tuple(part for part in (earlier, rest) if part is not None)
    return Framing(cue, speaker, contents, cue.verb + 1) if contents else None


def _relay(field: Field, cue: Cue) -> Framing | None:
    """Who is quoted by a clause before: "the paper wrote that …, quoting officials"."""
    speaker = speakers.after(field.tokens, cue.verb + 1, field.ceiling)
    if speaker is None:
        return None
    rest = _as_saying(field, speaker.last)
    earlier = tidied(field.tokens, field.floor, cue.first)
    contents = (rest,) if rest is not None else (earlier,) if earlier is not None else ()
    return Framing(cue, speaker, contents, cue.verb + 1) if contents else None


def _as_saying(field: Field, start: int) -> Stretch | None:
    """What follows "as saying"."""
    tokens = field.tokens
    if start + 1 < field.ceiling and tokens[start].lower == "as" and tokens[start + 1].lower.endswith("ing"):
        return tidied(tokens, start + 2, field.ceiling)
    return tidied(tokens, start + 1, field.ceiling) if start < field.ceiling and tokens[start].lower == ":" else None


def _passive(field: Field, cue: Cue) -> Framing | None:
    """Frame a passive: somebody was quoted as saying, it was confirmed by somebody that; another passive has no speaker."""
    tokens, following = field.tokens, cue.verb + 1
    if following < field.ceiling and tokens[following].lower == "as":
        rest = _as_saying(field, following)
        speaker = speakers.before(tokens, cue, field.floor)
        return Framing(cue, speaker, (rest,), following) if rest is not None and speaker is not None else None
    if following < field.ceiling and tokens[following].lower == "by":
        speaker = speakers.after(tokens, following + 1, field.ceiling)
        earlier = tidied(tokens, field.floor, cue.first)
        return Framing(cue, speaker, (earlier,), following + 1) if speaker is not None and earlier is not None else None
    return None


def relayed(field: Field, cue: Cue) -> Stretch | None:
    """Whom a verb of relaying names behind it: "a reporter quoted an official as saying …"; None for other verbs."""
    return speakers.after(field.tokens, cue.verb + 1, field.ceiling) if cue.frame is Frame.RELAY and not cue.participle else None


def behind_relayed(field: Field, stretch: Stretch) -> Stretch | None:
    """What a relayed speaker says: behind "as saying" or a colon."""
    return _as_saying(field, stretch.last)
