"""Hears negations and denials."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.extract.lexicon import words
from reportedly.extract.stance.cues import MODIFIER_REACH, REACH, Judgement, denied, leftwards, lexicon, verb_group_start
from reportedly.extract.text import Token
from reportedly.extract.verbs import forms

# A verb of denial reaches over the "that" after it.
_DENIAL_REACH = 18
_NONE = frozenset({"no", "nobody", "no-one", "none", "neither"})


def negation(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge by a negation in the verb group, before the subject's noun or after the verb."""
    start = verb_group_start(tokens, index)
    for at in range(start, index + 1):  # the word itself where a state is told: "is not under rebel control"
        word = tokens[at].lower
        negated = word in lexicon("negations") or word.endswith("n't")
        if negated and not (at + 1 < len(tokens) and tokens[at + 1].lower in {"only", "just"}):
            return denied(tokens[at].text)
    if start and tokens[start - 1].lower == "without":
        return denied(tokens[start - 1].text)
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if following in {"no", "nobody", "none", "nothing"}:
        return denied(tokens[index + 1].text)
    return _negated_subject(tokens, start)


def _negated_subject(tokens: Sequence[Token], start: int) -> Judgement | None:
    """Judge by "no", "nobody", "none of" in the subject right before the verb group."""
    for at, token in leftwards(tokens, start, REACH):
        if token.lower in _NONE and not (at + 1 < len(tokens) and tokens[at + 1].lower in {"longer", "doubt"}):
            return denied(token.text)
        describes = at and tokens[at - 1].lower in _NONE and token.lower.endswith("ed")  # "no armed group"
        acts = token.lower in forms() and token.lower not in words("grammar", "nounish") and not describes
        if token.lower in {",", "that"} or (acts and at < start - 1):
            return None
    return None


def denial(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge by a verb of denial before ("denied that …") or a falsehood after ("the claim that … was false")."""
    for at, token in leftwards(tokens, index, _DENIAL_REACH):
        if token.lower in lexicon("negated_verbs") and _denies(tokens, at, index):
            return denied(token.text)
        if token.lower == "that" and at and tokens[at - 1].lower in lexicon("falsehoods") | {"true"}:
            untrue = tokens[at - 1].lower != "true" or (at > 1 and tokens[at - 2].lower in {"not", "n't"})
            return denied(tokens[at - 1].text) if untrue else None
    return _called_false(tokens, index)


def _denies(tokens: Sequence[Token], at: int, index: int) -> bool:
    """Tell whether a verb of denial has the clause as its object: a "that" or a report links them, or nothing stands between."""
    if at and tokens[at - 1].lower in {"not", "n't", "neither", "nor", "be", "been", "was", "were"}:
        return False
    between = {token.lower for token in tokens[at + 1 : index]}
    if between & {"responsibility", "involvement", "role"}:
        return False  # it happened, though another did it
    return bool(between & lexicon("denial_links")) or index - at <= MODIFIER_REACH


def _called_false(tokens: Sequence[Token], index: int) -> Judgement | None:
    claimed = any(token.lower in {"claim", "claims", "report", "reports", "that", "news"} for token in tokens[:index])
    for at in range(index + 1, len(tokens) - 1):
        if tokens[at].text in {";", "“", "”", '"'}:
            return None
        if (
            claimed
            and tokens[at].lower in {"is", "was", "are", "were"}
            and any(token.lower in lexicon("falsehoods") for token in tokens[at + 1 : at + 3])
        ):
            return denied(next(token.text for token in tokens[at + 1 : at + 3] if token.lower in lexicon("falsehoods")))
        if claimed and tokens[at].lower == "not" and tokens[at + 1].lower in {"true", "accurate", "correct"}:
            return denied(f"{tokens[at].text} {tokens[at + 1].text}")
    return None
