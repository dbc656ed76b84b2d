"""Finds who denies what was told before: "the army denied it", "residents rejected the claim"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.extract.lexicon import words
from reportedly.extract.telling import Told
from reportedly.extract.text import Sentence
from reportedly.extract.verbs import forms
from reportedly.terms.claim import CONTROL_KINDS, Polarity, Stance

_TAKEN_UP = frozenset({"which", "something", "claim", "claims", "claiming", "assertion", "allegation"})
_CLAUSE = 9  # tokens from the comma to the verb: ", a claim that the defence ministry in X has denied"
_REACH = 4  # tokens from the verb to what it denies: "rejected these latest claims"


def denials(sentence: Sentence, told: Sequence[Told]) -> Iterator[Told]:
    """Yield what a sentence denies of what was told just before it, as denied.

    Args:
        sentence: the sentence.
        told: what the report told so far, this sentence included.
    """
    found, behind = _denial(sentence), False
    if found is None:
        found, behind = _relative(sentence), True
    if found is None:
        return
    verb, last = found
    start, end = _opening(sentence, verb), sentence.tokens[last].end
    cue = sentence.tokens[verb]
    for one in _last_told(told, start):
        draft = replace(one.draft, start=start, end=end, trigger=verb, list_end=0)
        stance = Stance(Polarity.DENIED, one.stance.certainty, cue.text)
        yield Told(one.sentence, draft, stance, said=None if behind else (cue.end + 1, end), denies=one)


def _verbs(sentence: Sentence) -> Iterator[int]:
    """Yield the index of each verb of denying."""
    known = forms()
    for index, token in enumerate(sentence.tokens):
        form = known.get(token.lower)
        if form is not None and form.lemma in words("grammar", "denying"):
            yield index


def _relative(sentence: Sentence) -> tuple[int, int] | None:
    """The index, twice, of a verb of denying in a relative clause about what was just told: "…, which the army denies"."""
    for index in _verbs(sentence):
        before = sentence.tokens[max(0, index - _CLAUSE) : index]
        marks = [place for place, other in enumerate(before) if other.text in {",", "—", "–"}]
        if marks and any(other.lower in _TAKEN_UP for other in before[marks[-1] + 1 : marks[-1] + 3]):
            return index, index
    return None


def _denial(sentence: Sentence) -> tuple[int, int] | None:
    """The indices of a verb of denying and of the pointing word after it."""
    for index in _verbs(sentence):
        for after in range(index + 1, min(index + 1 + _REACH, len(sentence.tokens))):
            if sentence.tokens[after].lower in words("grammar", "denied"):
                return index, after
    return None


def _opening(sentence: Sentence, verb: int) -> int:
    """The first character of the clause that denies."""
    for index in range(verb - 1, -1, -1):
        if sentence.tokens[index].text in {";", ",", "but", "and", "—", "–"}:
            return sentence.tokens[index + 1].start
    return sentence.start


def _last_told(told: Sequence[Told], before: int) -> list[Told]:
    """The control statements of the last sentence that has any, up to the denial."""
    control = [one for one in told if one.draft.kind in CONTROL_KINDS and one.draft.place is not None and one.draft.end <= before]
    return [one for one in control if one.sentence is control[-1].sentence and one.stance.polarity is Polarity.AFFIRMED]
