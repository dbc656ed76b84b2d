"""Finds what a sentence tells of: words of the frames, and the names beside them that fill their slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.extract.arabic_script.inflection import Mood
from reportedly.extract.arabic_script.lexicon import Form, Frame, Language, forms_at
from reportedly.extract.arabic_script.names import AND, PLAIN, Name, Names
from reportedly.extract.arabic_script.text import Found, Line, Word
from reportedly.terms.claim import Kind

_THAT_IT = ("انها", "انه", "انهم")  # Arabic "that it", "that they"
_JOINS = frozenset({"و", "او", "،", "؛"})
_OBJECT = "object"
_FAR = 40  # words from a verb within which its names stand
_BREAKS = frozenset(":؛")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of something.

    Attributes:
        first: the first word.
        last: the word after the last that belongs to the first.
        close: the word after the verb that closes the clause, or the noun that the first word needs; `last` where there is none.
        frame: what they tell of.
        mood: what their form says of its truth.
        verb: whether they are a verb, or a noun that a verb closes.
        glued: what is glued to the first word.
        closing: the words of the verb that closes them, by number, which tells nothing more by itself.
    """

    first: int
    last: int
    close: int
    frame: Frame
    mood: Mood
    verb: bool
    glued: str
    closing: range = range(0)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a sentence tells of, with its slots as far as the sentence fills them.

    Attributes:
        trigger: the words that tell it.
        places: its places; empty for none.
        party: who acts; None where the sentence does not say.
        against: the other side; None as above.
    """

    trigger: Trigger
    places: tuple[Name, ...]
    party: Name | None
    against: Name | None

    @property
    def first(self) -> int:
        """Its first word in the sentence."""
        return min(name.first for name in self._parts())

    @property
    def last(self) -> int:
        """The word after its last."""
        return max(name.last for name in self._parts())

    def _parts(self) -> Iterator[Name]:
        yield Name(self.trigger.first, self.trigger.close, PLAIN)
        yield from self.places
        yield from (party for party in (self.party, self.against) if party is not None)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its names.

    Attributes:
        language: its language.
        line: the sentence.
        names: its names.
        cues: words, by number, that say that somebody speaks.
    """

    language: Language
    line: Line
    names: Names
    cues: frozenset[int]

    @property
    def words(self) -> Sequence[Word]:
        """The words of the sentence."""
        return self.line.words


def drafts(scene: Scene) -> list[Draft]:
    """Find what a sentence tells of, in its order."""
    found: list[Draft] = []
    inside = {at for name in (*scene.names.parties, *scene.names.places) for at in _core(name)}
    done = 0
    starts = [
        at
        for at in range(len(scene.words))
        if at not in inside and any(not f.value.frame.event for f in forms_at(scene.language, scene.words, at))
    ]
    for at in range(len(scene.words)):
        if at < done or at in inside:
            continue
        draft = _draft(scene, at, starts, found[-1] if found else None)
        if draft is not None:
            found.append(draft)
            inside |= set(draft.trigger.closing)
            done = (
                draft.trigger.last
                if draft.trigger.verb and not scene.language.verb_first
                else max(draft.trigger.last, _taken_to(scene, draft))
            )
    return found


def _taken_to(scene: Scene, draft: Draft) -> int:
    """The word after the noun that a verb needs, which tells nothing more by itself."""
    return draft.trigger.close if scene.language.verb_first else draft.trigger.last


def _core(name: Name) -> range:
    """The words of a name itself, those of its kind left out for places."""
    return range(name.first, name.last) if name.party is not None else range(0)


def _draft(scene: Scene, at: int, starts: Sequence[int], before: Draft | None) -> Draft | None:
    for form in forms_at(scene.language, scene.words, at):
        trigger = _trigger(scene, form)
        draft = None if trigger is None else _filled(scene, trigger, starts, before)
        if draft is not None:
            return draft
    return None


def _trigger(scene: Scene, found: Found[Form]) -> Trigger | None:
    form, words = found.value, scene.words
    trigger = Trigger(found.first, found.last, found.last, form.frame, form.mood, form.verb, found.glued)
    if not form.frame.closed:
        return trigger
    closing = form.frame.beside.any(words, found.last, found.last + form.frame.reach)
    if closing is None:
        return replace(trigger, mood=Mood.NOUN) if form.alone else None
    if any(word.key in _BREAKS for word in words[found.last : closing.first]):
        return None
    if scene.language.verb_first:
        return replace(trigger, close=closing.last)
    verbs = range(closing.first, closing.last)
    return replace(trigger, close=closing.last, mood=closing.value, verb=closing.value is not Mood.NOUN, closing=verbs)


# ---- slots ---------------------------------------------------------------------------------------------------------------------------


def _filled(scene: Scene, trigger: Trigger, starts: Sequence[int], before: Draft | None) -> Draft | None:
    """The draft of a trigger; None where a slot stays empty without which it is not meant."""
    ahead, behind = _zones(scene, trigger, starts)
    places = _places(scene, trigger, ahead, behind)
    if not places and trigger.verb and not scene.language.verb_first:
        ahead = _relative(scene, ahead)
        places = _places(scene, trigger, ahead, behind)
    party = _party(scene, trigger.frame.party, trigger, ahead, behind, None)
    against = _party(scene, trigger.frame.against, trigger, ahead, behind, party)
    if party is None and before is not None and _goes_on(scene, trigger, before):
        party = before.party
    needs = trigger.frame.needs
    if ("place" in needs and not places) or ("party" in needs and party is None) or ("against" in needs and against is None):
        return None
    return Draft(trigger, places, party, against)


def _goes_on(scene: Scene, trigger: Trigger, before: Draft) -> bool:
    """Tell whether a verb goes on with what the party of the draft before did: "withdrew from X and entered Y"."""
    if not (scene.language.verb_first and trigger.verb and before.trigger.verb and PLAIN in trigger.frame.party):
        return False
    that = scene.words[trigger.first - 1] if trigger.first else None
    return trigger.glued in {"و", "ف"} or (that is not None and that.key.startswith("و") and any(map(that.stem, _THAT_IT)))


def _zones(scene: Scene, trigger: Trigger, starts: Sequence[int]) -> tuple[range, range]:
    """The words in which its names may stand: those looked at first, then the others; both as numbers of words."""
    words = scene.words
    if scene.language.verb_first:
        stops = [at for at in (*starts, *scene.cues, *_clauses(scene)) if at >= trigger.close]
        after = range(trigger.last, min([*stops, trigger.close + _FAR, len(words)]))
        earlier = [at + 1 for at in (*starts, *scene.cues, *_breaks(words)) if at < trigger.first]
        return after, range(max([*earlier, 0]), trigger.first)
    start = _clause(scene, trigger.first)
    if trigger.verb or trigger.mood is not Mood.NOUN:
        return range(start, trigger.close), range(0)
    ends = [one.last for at in range(trigger.last, len(words)) for one in scene.language.closing.at(words, at)]
    ends = [at for at in ends if _ends_clause(words, at, len(words))]
    stop = min([at for at in (*scene.cues, *ends) if at >= trigger.last] + [len(words)])
    ahead, behind = range(trigger.last, stop), range(start, trigger.first)
    return (behind, ahead) if scene.language.name == "ps" else (ahead, behind)


def _relative(scene: Scene, zone: range) -> range:
    """The zone of a verb with the clause that its own is a relative of, or that goes on behind one: "the town, which fell, was retaken"."""
    said = [at + 1 for at in scene.cues if at < zone.start]
    breaks = [at + 1 for at in _breaks(scene.words) if at < zone.start]
    return range(max([0, *said, *breaks]), zone.stop)


def _clauses(scene: Scene) -> list[int]:
    """Words with which another clause goes on: "…, and that …"."""
    words = scene.words
    return [at for at in range(1, len(words)) if words[at - 1].key == "،" and scene.language.that.at(words, at)]


def _breaks(words: Sequence[Word]) -> list[int]:
    return [at for at, word in enumerate(words) if word.key in _BREAKS]


def _clause(scene: Scene, before: int) -> int:
    """The first word of the clause of a verb that closes it."""
    words, language = scene.words, scene.language
    opens = [at + 1 for at in range(before) if language.that.at(words, at) or words[at].key in _BREAKS]
    closed = [at + 1 for at in range(before - 1) if at in scene.cues]
    ended = [one.last for at in range(before) for one in _finite(scene, at) if one.last <= before]
    ended += [one.last for at in range(before) for one in language.closing.at(words, at) if _ends_clause(words, one.last, before)]
    return max([0, *opens, *closed, *ended])


def _ends_clause(words: Sequence[Word], at: int, before: int) -> bool:
    """Tell whether a clause ends with the verb before a word: another one is joined to it."""
    return at < before and words[at].key in _JOINS


def _finite(scene: Scene, at: int) -> list[Found[Form]]:
    """Verbs that end a clause before another one."""
    return [one for one in scene.language.forms.at(scene.words, at) if one.value.mood is Mood.TOLD and not one.value.frame.closed]


def _inside(name: Name, zone: range) -> bool:
    return len(zone) > 0 and zone.start <= name.first and name.last <= zone.stop


def _places(scene: Scene, trigger: Trigger, ahead: range, behind: range) -> tuple[Name, ...]:
    marks = [_OBJECT, *trigger.frame.place] if PLAIN in trigger.frame.place else trigger.frame.place
    for zone, near_end in ((ahead, not scene.language.verb_first and trigger.verb), (behind, True)):
        inside = [place for place in scene.names.places if _inside(place, zone) and not place.site]
        best = _best(inside, marks, from_end=near_end)
        if best is not None and not (zone is behind and scene.language.verb_first and best.mark != PLAIN and not trigger.frame.event):
            return tuple(place for place in scene.names.places if place.listed == best.listed and not place.site)
    return ()


def _best(names: Sequence[Name], marks: Sequence[str], *, from_end: bool) -> Name | None:
    """The name whose mark stands first in a list of marks; of several the nearest."""
    fitting = [name for name in names if name.mark in marks]
    ordered = fitting[::-1] if from_end else fitting
    return min(ordered, key=lambda name: marks.index(name.mark), default=None)


def _party(scene: Scene, marks: Sequence[str], trigger: Trigger, ahead: range, behind: range, other: Name | None) -> Name | None:
    """The party that fills a slot; `other` is the one that fills the slot before, and stands nearer."""
    parties = [party for party in scene.names.parties if party != other and not _beyond(party, trigger)]
    between = "between" in marks
    for zone, from_end in ((ahead, not scene.language.verb_first and PLAIN in marks), (behind, True)):
        inside = [party for party in parties if _inside(party, zone)]
        ready = next((party for party in parties if party.last == trigger.first and party.mark == PLAIN), None)
        if ready is not None and trigger.verb and scene.language.verb_first and PLAIN in marks:
            return ready  # who stands right before the verb, at the head of the clause
        if zone is behind and scene.language.verb_first:
            inside = [party for party in inside if party.mark in {PLAIN, AND}]
        best = _best(inside, marks, from_end=from_end)
        if best is None and between and other is not None and other.mark == "between":
            best = next((party for party in inside if party.first >= other.last and party.mark in {AND, PLAIN}), None)
        if best is not None:
            return best
    return None


def _beyond(party: Name, trigger: Trigger) -> bool:
    return party.sort == "country" and party.mark != PLAIN and trigger.frame.kind is not Kind.CLASH
