"""Judges whether a clause says that something happened, that it did not, and how surely."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.extract.lexicon import words
from reportedly.extract.stance.cues import (
    MODIFIER_REACH,
    REACH,
    Judgement,
    Rule,
    denied,
    hedged,
    left_open,
    leftwards,
    lexicon,
    verb_group_start,
)
from reportedly.extract.stance.denials import denial, negation
from reportedly.extract.text import Sentence, Token
from reportedly.extract.verbs import forms
from reportedly.terms.claim import Certainty, Polarity, Stance

_PARTICIPLE_REACH = 20
_DOUBT = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2, Certainty.RUMOUR: 3}


def _question(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Leave open what is asked."""
    last = next((token.text for token in reversed(tokens) if token.text not in {'"', "”", "'", "’", ")"}), "")
    quoted = any(token.text in {"“", '"'} for token in tokens[index:])
    return left_open("?") if last == "?" and not quoted else None


def _condition(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Leave open what stands after "if", "unless", "whether" in the same clause."""
    for at, token in leftwards(tokens, index, 2 * REACH):
        if token.lower in lexicon("conditions") and not (at and tokens[at - 1].lower in {"as", "even", "only"}):
            return left_open(token.text)
        if token.text == "," and at + 1 < len(tokens) and tokens[at + 1].lower not in {"or", "and"}:
            return None
    return None


def _modal(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge by the modal of the verb group: "may have", "could", "will"."""
    start = verb_group_start(tokens, index)
    group = [token.lower for token in tokens[start:index]]
    for offset, word in enumerate(group):
        if word not in lexicon("open_modals") or tokens[start + offset].text == "May":  # the month
            continue
        rest, cue = group[offset + 1 :], tokens[start + offset].text
        if word == "would" and not lexicon("story_adverbs").isdisjoint(rest):
            return None
        if "have" in rest and "not" not in rest and word in lexicon("possible_modals"):
            return hedged(Certainty.POSSIBLE, f"{cue} have")
        if "have" in rest and word in lexicon("probable_modals"):
            return hedged(Certainty.PROBABLE, f"{cue} have")
        return left_open(cue)
    return None


def _infinitive(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge "to capture" and "to have captured" by the word before "to"."""
    start = verb_group_start(tokens, index)
    group = [token.lower for token in tokens[start:index]]
    if "to" not in group:
        return _coordinated(tokens, index)
    if group[-1] == "to" and not _may_be_infinitive(tokens[index].lower):
        return None  # "in response to complaints"
    at = start + len(group) - 1 - group[::-1].index("to")
    governor = _governor(tokens, at)
    if governor is None:
        return left_open("to")
    if "not" in group[: at - start] or "n't" in group[: at - start]:
        return denied("not")
    return _after_governor(governor)


def _may_be_infinitive(word: str) -> bool:
    """Tell whether a word can follow "to" as a verb."""
    form = forms().get(word)
    return "b" in form.shapes if form is not None else not word.endswith(("s", "ing"))


def _governor(tokens: Sequence[Token], to: int) -> Token | None:
    """Give the word that "to" depends on; an object may stand between ("forced them to leave")."""
    classes = ("happened", "told", "denied_before_to", "open_governors")
    hedges = ("probable_before_to", "possible_before_to")
    for at, token in leftwards(tokens, to, 5):
        if token.text == ",":
            return None
        if token.lower in words("grammar", "prepositions"):
            return None
        if any(token.lower in lexicon(name) for name in classes) or (token.lower in lexicon("ranks") and at < to - 1):
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
        return left_open(cue)
    if word in lexicon("denied_before_to"):
        return denied(cue)
    if word in lexicon("probable_before_to"):
        return hedged(Certainty.PROBABLE, cue)
    return hedged(Certainty.POSSIBLE, cue) if word in lexicon("possible_before_to") else Judgement(open=False)


def _coordinated(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge the second of "to capture and hold" as the first."""
    form = forms().get(tokens[index].lower)
    if index < 2 or tokens[index - 1].lower not in {"and", "or"} or form is None or "b" not in form.shapes:  # noqa: PLR2004  "capture", "and"
        return None
    for at, token in leftwards(tokens, index - 1, REACH):
        if token.lower == "to" and at + 1 < index and (verb := forms().get(tokens[at + 1].lower)) and "b" in verb.shapes:
            return _infinitive(tokens, at + 1)
        if token.lower in lexicon("open_modals"):
            return left_open(token.text)
    return None


def _governed(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Leave open what stands under a plan, threat, order, fear or attempt: "an attempt at capturing", "prevented them from taking"."""
    form = forms().get(tokens[index].lower)
    if form is not None and not set(form.shapes) & set("gb") and not _is_noun_use(tokens, index):
        return None
    seen_link = False
    for at, token in leftwards(tokens, verb_group_start(tokens, index), REACH):
        word = token.lower
        if word == "," or (word in {"and", "or", "after", "before", "by"} and not seen_link):
            return None
        if word in {"from", "of", "at", "for", "on", "against", "in"}:
            seen_link = True
        elif word in lexicon("open_governors") and (seen_link or at >= index - MODIFIER_REACH):
            beside = at == index - 1 and word in lexicon("possible_beside")  # "feared dead"
            return left_open(token.text) if _is_governor(tokens, at) and not beside else None
    return None


def _is_governor(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word for a plan or fight is used as one; "attack planners" and "fighting" are people and events of their own."""
    word, following = tokens[at].lower, {token.lower for token in tokens[at + 1 : at + 3]}
    if word == "due":
        return "to" not in following  # "due to" gives a cause
    return word not in lexicon("loose_governors") or bool(following & {"for", "from", "to"})


def _is_noun_use(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1].lower if index else ""
    return before in lexicon("open_governors") or before in lexicon("noun_leads")


def _modifier(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge by an adjective right before a noun: "the planned attack", "an alleged strike"."""
    form = forms().get(tokens[index].lower)
    if form is not None and not set(form.shapes) & set("gbz"):
        return None
    for _, token in leftwards(tokens, index, 2):
        word = token.lower
        if word in lexicon("open_modifiers"):
            return left_open(token.text)
        if word in lexicon("probable_modifiers"):
            return hedged(Certainty.PROBABLE, token.text)
        if word in lexicon("possible_modifiers"):
            return hedged(Certainty.POSSIBLE, token.text)
        if word not in words("grammar", "adjectives"):
            return None
    return None


def _not_quite(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Leave open what was "almost" done."""
    start = verb_group_start(tokens, index)
    return next((left_open(token.text) for token in tokens[start:index] if token.lower in lexicon("not_quite")), None)


def _hedge(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Lower the certainty by hedging words of the clause, and by rumours anywhere in the sentence."""
    lower = [token.lower for token in tokens]
    for at, word in enumerate(lower):
        if word in lexicon("rumour"):
            return hedged(Certainty.RUMOUR, tokens[at].text)
    joined = " ".join(lower)
    for phrase in sorted(lexicon("rumour_phrases")):
        if phrase in joined:
            return hedged(Certainty.RUMOUR, phrase)
    return _hedging_phrase(joined) or _hedging_word(tokens, index)


def _hedging_phrase(sentence: str) -> Judgement | None:
    """Lower the certainty of what nobody in particular says: "reports indicate", "it is possible that"."""
    for key, certainty in (("possible_phrases", Certainty.POSSIBLE), ("probable_phrases", Certainty.PROBABLE)):
        found = next((phrase for phrase in sorted(lexicon(key)) if f" {phrase} " in f" {sentence} "), None)
        if found is not None:
            return hedged(certainty, found)
    return None


def _hedging_word(tokens: Sequence[Token], index: int) -> Judgement | None:
    beside = tokens[index - 1] if index else None
    for key, certainty in (("possible_beside", Certainty.POSSIBLE), ("probable_beside", Certainty.PROBABLE)):
        if beside is not None and beside.lower in lexicon(key):
            return hedged(certainty, beside.text)
    near = [token for _, token in leftwards(tokens, index, len(tokens))]
    for token in tokens[index + 1 : index + 12]:
        if token.lower in lexicon("walls") or token.text == ",":
            break
        near.append(token)
    for key, certainty in (("possible", Certainty.POSSIBLE), ("probable", Certainty.PROBABLE)):
        found = next((token for token in near if token.lower in lexicon(key)), None)
        if found is not None:
            return hedged(certainty, found.text)
    return None


def _participle(tokens: Sequence[Token], index: int) -> Judgement | None:
    """Judge ", killing …" by the verb that it hangs on."""
    if not tokens[index].lower.endswith("ing") or not index or tokens[index - 1].text != ",":
        return None
    for at, token in leftwards(tokens, index - 1, _PARTICIPLE_REACH):
        form = forms().get(token.lower)
        led = at and tokens[at - 1].lower in lexicon("open_modals") | {"to", "not"}
        if form is not None and ("d" in form.shapes or led) and token.lower not in words("grammar", "nounish"):
            return _first(tokens, at, _CORE)
    return None


_CORE: tuple[Rule, ...] = (_question, _condition, denial, _infinitive, _modal, negation, _not_quite, _governed, _modifier)


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
    core = _first(tokens, index, (*_CORE, _participle)) or Judgement(open=False)
    if core.open or core.polarity is Polarity.DENIED:
        return core
    hedge = _hedge(tokens, index)
    return hedge if hedge is not None and _DOUBT[hedge.certainty] > _DOUBT[core.certainty] else core


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
