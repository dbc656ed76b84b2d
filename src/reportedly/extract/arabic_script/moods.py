"""Judges what is told: said, denied, or only planned, feared and wished for."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.extract.arabic_script.frames import Scene, Trigger
from reportedly.extract.arabic_script.inflection import ARTICLE, Mood
from reportedly.extract.arabic_script.text import Found, Word, verbatim
from reportedly.terms.claim import Certainty, Polarity, Stance

_REACH = 6  # words before a word for what happened in which a plan or a wish governs it
_NEAR = 3  # words before a verb in which a negation stands
_PURPOSE = "ل"
_MODALS = ("ان", "قد")  # "that …" and "may", before a present tense
_CERTAINTIES = {"rumour": Certainty.RUMOUR, "possible": Certainty.POSSIBLE, "probable": Certainty.PROBABLE}


def stance_of(scene: Scene, text: str, trigger: Trigger) -> Stance | None:
    """Judge what a trigger tells.

    Returns:
        None where the sentence does not say that it happened, nor that it did not.
    """
    if _is_open(scene, trigger):
        return None
    cue = _denial(scene, trigger)
    certainty, hedge = _certainty(scene)
    polarity = Polarity.AFFIRMED if cue is None else Polarity.DENIED
    shown = cue or hedge
    return Stance(polarity, certainty, verbatim(text, scene.words[shown.first : shown.last]) if shown is not None else None)


def certainty_of(scene: Scene, text: str) -> Stance:
    """Tell how surely a sentence tells what it tells, with the words that leave doubt."""
    certainty, hedge = _certainty(scene)
    return Stance(certainty=certainty, cue=verbatim(text, scene.words[hedge.first : hedge.last]) if hedge is not None else None)


def _moods(scene: Scene, first: int, last: int) -> list[Found[str]]:
    return [one for at in range(max(0, first), last) for one in scene.language.moods.at(scene.words, at) if one.last <= last]


def _is_open(scene: Scene, trigger: Trigger) -> bool:
    if trigger.mood is Mood.OPEN:
        return True
    if scene.language.verb_first:
        return _planned(scene, trigger)
    return _wished(scene, trigger)


def _planned(scene: Scene, trigger: Trigger) -> bool:
    """Arabic: the governing words stand before, in the same clause, unless what lies between tells that it came about."""
    words, first = scene.words, trigger.first
    if trigger.verb and first and any(words[first - 1].stem(word) for word in _MODALS) and _is_present(words[first]):
        return True
    if trigger.verb and words[first].key.startswith("س") and _is_present(words[first]):
        return True
    start = max([0, first - _REACH, *(at + 1 for at, word in enumerate(words[:first]) if word.key in "،:؛,")])
    found = _moods(scene, start, first)
    real = [one for one in found if one.value == "real"]
    unreal = [one for one in found if one.value == "unreal" and not any(one.last <= later.first for later in real)]
    relative = any(one.value == "relative" and one.last >= first - 1 for one in found)
    purpose = not trigger.verb and trigger.glued.removesuffix(ARTICLE).endswith(_PURPOSE) and not real
    return bool(unreal) or relative or purpose


def _is_present(word: Word) -> bool:
    return any(rest[:1] in "یتن" for glue, rest in word.readings if glue in {"", "و", "ف", "س"})


def _wished(scene: Scene, trigger: Trigger) -> bool:
    """Persian and Pashto: words that open the sentence or its clause, or stand right beside the verb."""
    words = scene.words
    stop = min(len(words), trigger.close + _NEAR)
    wishes = {"unreal", "aim"} if trigger.mood is Mood.NOUN else {"unreal"}
    found = [one for one in _moods(scene, 0, stop) if one.value in wishes]
    real = any(one.value == "real" and one.last <= trigger.first for one in _moods(scene, max(0, trigger.first - 1), trigger.close))
    return any(_governs(scene, one, trigger) for one in found) and not real


def _governs(scene: Scene, one: Found[str], trigger: Trigger) -> bool:
    words = scene.words
    if one.first >= trigger.close:
        return not any(word.key in "،؛:" for word in words[trigger.close : one.first])
    between = words[one.last : trigger.first]
    if any(at in scene.cues for at in range(one.last, trigger.first)):
        return False  # said, and only then told
    return len(between) <= _REACH and not any(word.key in "؛:" for word in between)


def _denial(scene: Scene, trigger: Trigger) -> Found[str] | None:
    """What denies it: a negation right before, a form of the verb that says so, or a verb of denying that has it for its object."""
    words, language = scene.words, scene.language
    if trigger.mood is Mood.DENIED:
        return Found(trigger.close - 1, trigger.close, "", "denied")
    near = trigger.first if language.verb_first else trigger.close - 1
    for one in _moods(scene, max(0, near - _NEAR), trigger.close):
        if one.value == "denied" and (one.last >= trigger.first - 1 or _only_small(words[one.last : trigger.first])):
            return one
    if language.verb_first:
        return next(
            (one for one in _moods(scene, 0, trigger.first) if one.value == "denying" and one.last > trigger.first - 2 * _REACH), None
        )
    if trigger.mood is not Mood.NOUN:
        return None
    return next((one for one in _moods(scene, trigger.last, len(words)) if one.value == "denying"), None)


def _only_small(words: Sequence[Word]) -> bool:
    return all(len(word.key) <= _NEAR for word in words)


def _certainty(scene: Scene) -> tuple[Certainty, Found[str] | None]:
    """The lowest certainty that words of the sentence leave."""
    found = _moods(scene, 0, len(scene.words))
    for name, certainty in _CERTAINTIES.items():
        one = next((one for one in found if one.value == name), None)
        if one is not None:
            return certainty, one
    return Certainty.CERTAIN, None
