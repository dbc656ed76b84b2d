"""Judges whether a clause says that something happened, that it did not, and how surely."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportedly.extract.lexicon import words
from reportedly.extract.text import Sentence, Token
from reportedly.extract.verbs import forms
from reportedly.terms.claim import Certainty, Polarity, Stance

# How far to the left a governor reaches within its clause, in words.
_REACH = 7
# A verb of denial reaches over the "that" after it.
_DENIAL_REACH = 18
_MODIFIER_REACH = 3
_PARTICIPLE_REACH = 20


class Judgement(NamedTuple):
    """What one rule says: whether it is left open, or its polarity and certainty, and the words that show it."""

    open: bool
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    cue: str | None = None


Rule = Callable[[Sequence[Token], int], Judgement | None]

_OPEN = Judgement(open=True)


@cache
def lexicon(key: str) -> frozenset[str]:
    """Give a set of words of the stance lexicon."""
    return words("stance", key)


def _open(cue: str) -> Judgement:
    return Judgement(open=True, cue=cue)


def _hedged(certainty: Certainty, cue: str) -> Judgement:
    return Judgement(open=False, certainty=certainty, cue=cue)


def _denied(cue: str) -> Judgement:
    return Judgement(open=False, polarity=Polarity.DENIED, cue=cue)


def _left(tokens: Sequence[Token], index: int, reach: int) -> Iterator[tuple[int, Token]]:
    """Yield index and token leftwards, within reach and up to a wall."""
    for at in range(index - 1, max(-1, index - 1 - reach), -1):
        if tokens[at].lower in lexicon("walls"):
            return
        yield at, tokens[at]


def verb_group_start(tokens: Sequence[Token], index: int) -> int:
    """Give the index where the verb group of a verb begins: its auxiliaries, modals, negations, adverbs and "to"."""
    at = index
    while at > 0 and (tokens[at - 1].lower in _group_words() or (tokens[at - 1].lower.endswith("ly") and tokens[at - 1].lower != "early")):
        at -= 1
    return at


@cache
def _group_words() -> frozenset[str]:
    lists = ("be", "have", "do", "modals", "negations", "adverbs")
    particles = {"not", "to", "been", "yet", "almost", "nearly", "got", "get"}
    return frozenset().union(*(words("grammar", name) for name in lists), particles) - {
        "abroad",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "here",
        "there",
        "overnight",
    }


def _question(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Leave open what is asked."""
    last = next((token.text for token in reversed(tokens) if token.text not in {'"', "”", "'", "’", ")"}), "")
    quoted = any(token.text in {"“", '"'} for token in tokens[index:])
    return _open("?") if last == "?" and not quoted else None


def _condition(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Leave open what stands after "if", "unless", "whether" in the same clause."""
    for at, token in _left(tokens, index, 2 * _REACH):
        if token.lower in lexicon("conditions") and not (at and tokens[at - 1].lower in {"as", "even", "only"}):
            return _open(token.text)
        if token.text == "," and at + 1 < len(tokens) and tokens[at + 1].lower not in {"or", "and"}:
            return None
    return None


def _modal(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge by the modal of the verb group: "may have", "could", "will"."""
    start = verb_group_start(tokens, index)
    group = [token.lower for token in tokens[start:index]]
    for offset, word in enumerate(group):
        if word not in lexicon("open_modals"):
            continue
        rest, cue = group[offset + 1 :], tokens[start + offset].text
        if word == "would" and not lexicon("story_adverbs").isdisjoint(rest):
            return None
        if "have" in rest and "not" not in rest and word in lexicon("possible_modals"):
            return _hedged(Certainty.POSSIBLE, f"{cue} have")
        if "have" in rest and word in lexicon("probable_modals"):
            return _hedged(Certainty.PROBABLE, f"{cue} have")
        return _open(cue)
    return None


def _infinitive(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge "to capture" and "to have captured" by the word before "to"."""
    start = verb_group_start(tokens, index)
    group = [token.lower for token in tokens[start:index]]
    if "to" not in group:
        return _coordinated(tokens, index)
    at = start + len(group) - 1 - group[::-1].index("to")
    governor = _governor(tokens, at)
    if governor is None:
        return _open("to")
    if "not" in group[: at - start] or "n't" in group[: at - start]:
        return _denied("not")
    return _after_governor(governor)


def _governor(tokens: Sequence[Token], to: int) -> Token | None:
    """Give the word that "to" depends on; an object may stand between ("forced them to leave")."""
    classes = ("happened", "told", "denied_before_to", "open_governors")
    hedges = ("probable_before_to", "possible_before_to")
    for at, token in _left(tokens, to, 5):
        if token.text == ",":
            return None
        if token.lower in words("grammar", "prepositions"):
            return None
        if any(token.lower in lexicon(name) for name in classes):
            return token
        if at == to - 1 and any(token.lower in lexicon(name) for name in hedges):
            return token
        known = forms().get(token.lower)
        if known is not None and at < to - 1 and set(known.shapes) & set("dzg"):
            return None
    return None


def _after_governor(governor: Token) -> Judgement | None:
    word, cue = governor.lower, governor.text
    if word in lexicon("open_governors"):
        return _open(cue)
    if word in lexicon("denied_before_to"):
        return _denied(cue)
    if word in lexicon("probable_before_to"):
        return _hedged(Certainty.PROBABLE, cue)
    return _hedged(Certainty.POSSIBLE, cue) if word in lexicon("possible_before_to") else Judgement(open=False)


def _coordinated(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge the second of "to capture and hold" as the first."""
    form = forms().get(tokens[index].lower)
    if index < 2 or tokens[index - 1].lower not in {"and", "or"} or form is None or "b" not in form.shapes:  # noqa: PLR2004  "capture", "and"
        return None
    for at, token in _left(tokens, index - 1, _REACH):
        if token.lower == "to" and at + 1 < index and (verb := forms().get(tokens[at + 1].lower)) and "b" in verb.shapes:
            return _infinitive(tokens, at + 1)
        if token.lower in lexicon("open_modals"):
            return _open(token.text)
    return None


def _negation(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge by a negation in the verb group, before the subject's noun or after the verb."""
    start = verb_group_start(tokens, index)
    for at in range(start, index):
        word = tokens[at].lower
        negated = word in lexicon("negations") or word.endswith("n't")
        if negated and not (at + 1 < len(tokens) and tokens[at + 1].lower in {"only", "just"}):
            return _denied(tokens[at].text)
    if start and tokens[start - 1].lower == "without":
        return _denied(tokens[start - 1].text)
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if following in {"no", "nobody", "none", "nothing"}:
        return _denied(tokens[index + 1].text)
    return _negated_subject(tokens, start)


def _negated_subject(tokens: Sequence[Token], start: int) -> Judgement | None:
    """Judge by "no", "nobody", "none of" in the subject right before the verb group."""
    for at, token in _left(tokens, start, _REACH):
        if token.lower in {"no", "nobody", "none", "neither"} and not (
            at + 1 < len(tokens) and tokens[at + 1].lower in {"longer", "doubt"}
        ):
            return _denied(token.text)
        if token.text == "," or (token.lower in forms() and token.lower not in words("grammar", "nounish") and at < start - 1):
            return None
    return None


def _denial(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge by a verb of denial before ("denied that …") or a falsehood after ("the claim that … was false")."""
    for at, token in _left(tokens, index, _DENIAL_REACH):
        if token.lower in lexicon("negated_verbs") and _denies(tokens, at, index):
            return _denied(token.text)
        if token.lower == "that" and at and tokens[at - 1].lower in lexicon("falsehoods") | {"true"}:
            untrue = tokens[at - 1].lower != "true" or (at > 1 and tokens[at - 2].lower in {"not", "n't"})
            return _denied(tokens[at - 1].text) if untrue else None
    return _called_false(tokens, index)


def _denies(tokens: Sequence[Token], at: int, index: int) -> bool:
    """Tell whether a verb of denial has the clause as its object: a "that" or a report links them, or nothing stands between."""
    if at and tokens[at - 1].lower in {"not", "n't", "neither", "nor", "be", "been", "was", "were"}:
        return False
    between = {token.lower for token in tokens[at + 1 : index]}
    linked = between & {
        "that",
        "having",
        "any",
        "claims",
        "claim",
        "reports",
        "report",
        "allegations",
        "accusations",
        "responsibility",
        "involvement",
    }
    return bool(linked) or index - at <= _MODIFIER_REACH


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
            return _denied(next(token.text for token in tokens[at + 1 : at + 3] if token.lower in lexicon("falsehoods")))
        if claimed and tokens[at].lower == "not" and tokens[at + 1].lower in {"true", "accurate", "correct"}:
            return _denied(f"{tokens[at].text} {tokens[at + 1].text}")
    return None


def _governed(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Leave open what stands under a plan, threat, order, fear or attempt: "an attempt at capturing", "prevented them from taking"."""
    form = forms().get(tokens[index].lower)
    if form is not None and not set(form.shapes) & set("gb") and not _is_noun_use(tokens, index):
        return None
    seen_link = False
    for at, token in _left(tokens, verb_group_start(tokens, index), _REACH):
        word = token.lower
        if word == "," or (word in {"and", "or", "after", "before", "by"} and not seen_link):
            return None
        if word in {"from", "of", "at", "for", "on", "against", "in"}:
            seen_link = True
        elif word in lexicon("open_governors") and (seen_link or at >= index - _MODIFIER_REACH):
            return _open(token.text) if _is_governor(tokens, at) else None
    return None


def _is_governor(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word for a plan or fight is used as one; "attack planners" and "fighting" are people and events of their own."""
    return tokens[at].lower not in {
        "fighting",
        "battle",
        "fight",
        "set",
        "about",
        "order",
        "target",
        "targeted",
        "call",
        "called",
        "ahead",
    } or any(token.lower in {"for", "from", "to"} for token in tokens[at + 1 : at + 3])


def _is_noun_use(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1].lower if index else ""
    return before in lexicon("open_governors") or before in {
        "the",
        "a",
        "an",
        "this",
        "that",
        "its",
        "their",
        "his",
        "of",
        "any",
        "another",
    }


def _modifier(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge by an adjective right before a noun: "the planned attack", "an alleged strike"."""
    form = forms().get(tokens[index].lower)
    if form is not None and not set(form.shapes) & set("gbz"):
        return None
    for _, token in _left(tokens, index, 2):
        word = token.lower
        if word in lexicon("open_modifiers"):
            return _open(token.text)
        if word in lexicon("probable_modifiers"):
            return _hedged(Certainty.PROBABLE, token.text)
        if word in lexicon("possible_modifiers"):
            return _hedged(Certainty.POSSIBLE, token.text)
        if word not in words("grammar", "adjectives"):
            return None
    return None


def _not_quite(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Leave open what was "almost" done."""
    start = verb_group_start(tokens, index)
    return next((_open(token.text) for token in tokens[start:index] if token.lower in lexicon("not_quite")), None)


def _hedge(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Lower the certainty by hedging words of the clause, and by rumours anywhere in the sentence."""
    lower = [token.lower for token in tokens]
    for at, word in enumerate(lower):
        if word in lexicon("rumour"):
            return _hedged(Certainty.RUMOUR, tokens[at].text)
    joined = " ".join(lower)
    for phrase in sorted(lexicon("rumour_phrases")):
        if phrase in joined:
            return _hedged(Certainty.RUMOUR, phrase)
    return _hedging_word(tokens, index)


def _hedging_word(tokens: Sequence[Token], index: int) -> Judgement | None:
    near = [token for _, token in _left(tokens, index, len(tokens))]
    for token in tokens[index + 1 : index + 12]:
        if token.lower in lexicon("walls") or token.text == ",":
            break
        near.append(token)
    for key, certainty in (("possible", Certainty.POSSIBLE), ("probable", Certainty.PROBABLE)):
        found = next((token for token in near if token.lower in lexicon(key)), None)
        if found is not None:
            return _hedged(certainty, found.text)
    return None


def _participle(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge ", killing …" by the verb that it hangs on."""
    if not tokens[index].lower.endswith("ing") or not index or tokens[index - 1].text != ",":
        return None
    for at, token in _left(tokens, index - 1, _PARTICIPLE_REACH):
        form = forms().get(token.lower)
        led = at and tokens[at - 1].lower in lexicon("open_modals") | {"to", "not"}
        if form is not None and ("d" in form.shapes or led) and token.lower not in words("grammar", "nounish"):
            return _first(tokens, at, _CORE)
    return None


_CORE: tuple[Rule, ...] = (_question, _condition, _denial, _infinitive, _modal, _negation, _not_quite, _governed, _modifier)


def _first(tokens: Sequence[Token], index: int, rules: Sequence[Rule]) -> Judgement | None:
    for rule in rules:
        judgement = rule(tokens, index)
        if judgement is not None:
            return judgement
    return None


def judge(tokens: Sequence[Token], index: int) -> Judgement:
    """Judge what the words around an event word say of it.

    Args:
        tokens: the sentence.
        index: the event word.

    Returns:
        The judgement; a plain assertion where no rule speaks.
    """
    core = _first(tokens, index, (*_CORE, _participle))
    if core is not None and (core.open or core.cue is not None):
        return core
    return _hedge(tokens, index) or Judgement(open=False)


def stance_at(sentence: Sentence, trigger_index: int) -> Stance | None:
    """Tell whether a sentence says that something happened, that it did not, and how surely.

    Args:
        sentence: the sentence.
        trigger_index: index of the token that tells of it: a verb or a noun.

    Returns:
        Polarity and certainty with the words that show them; None where it is not said to have happened: plans, threats, attempts,
        conditions, questions, orders, fears. Who says it does not lower the certainty.

    Examples:
        >>> from reportedly.extract.text import sentences
        >>> def at(text, word):
        ...     [sentence] = sentences(text)
        ...     return stance_at(sentence, [token.text for token in sentence.tokens].index(word))
        >>> at("Rebels reportedly captured the town.", "captured").certainty.value
        'probable'
        >>> at("The army denied that rebels captured the town.", "captured").polarity.value
        'denied'
        >>> at("Rebels vowed to capture the town.", "capture") is None
        True
    """
    found = judge(sentence.tokens, trigger_index)
    return None if found.open else Stance(found.polarity, found.certainty, found.cue)
