"""Finds how many people were killed, injured, captured and so on in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.extract.arabic_script.inflection import arabic_noun, arabic_past, arabic_present, keys
from reportedly.extract.arabic_script.lexicon import Language, load
from reportedly.extract.arabic_script.numbers import Counting, People, Quantity, counting, quantity, whole
from reportedly.extract.arabic_script.text import Found, Phrases, Word, verbatim
from reportedly.gazetteer.fold import fold
from reportedly.terms.statement import CountMention, PartyMention

TOGETHER = "killed_or_injured"
_HARMS = frozenset({"killed", "injured"})
_COMMAS = frozenset({"،", ","})
_JOINS = frozenset({"و", "او", "،", ","})
_STOPS = frozenset({":", "؛"})
_OR = frozenset({"او", "یا"})
_GAP = 6  # words between a verb and those whom it befell
_TOTAL_GAP = 9  # words between "the toll of the dead" and "to 12"
TWO = 2
_NAME = 4  # words of a name between two people of a list
_BACK = 12  # words before a verb at the end of its clause
_TOTALS = frozenset({"عدد", "حصیله"})
_UP_TO = frozenset({"الی"})
_NOBODY = frozenset({"ای", "دون", "بدون", "لا", "هیچ", "هېڅ", "هیڅ"})


@dataclass(frozen=True, slots=True)
class Harm:
    """What befell people.

    Attributes:
        what: as in `CountMention`.
        use: how its words take their people: `noun` before them, `verb` before or behind them, `people` as a number of themselves.
        people: how many a word of the use `people` is.
        objects: words of which one must follow; None for none.
        active: whether a verb takes them as its object.
    """

    what: str
    use: str
    people: People | None = None
    objects: frozenset[str] | None = None
    active: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """What one sentence counts.

    Attributes:
        first: its first word.
        last: the word after its last.
        trigger: the word that says what befell them.
        counts: the quantities.
    """

    first: int
    last: int
    trigger: int
    counts: tuple[CountMention, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    harms: Phrases[Harm]
    together: Phrases[str]
    accidents: Phrases[str]


@cache
def _words(name: str) -> _Words:
    language = load(name)
    return _Words(
        harms=Phrases(_harms(language)),
        together=Phrases((phrase, TOGETHER) for phrase in language.phrases("together", "words")),
        accidents=Phrases((phrase, "") for phrase in language.phrases("accidents", "words")),
    )


def _harms(language: Language) -> Iterator[tuple[tuple[str, ...], Harm]]:
    entries = language.raw["harm"]
    for entry in entries if isinstance(entries, Sequence) else ():
        what, active = entry["what"], entry.get("active") is True
        for phrase in _cut(language, entry["nouns"]):
            forms = [(form,) for form in arabic_noun(phrase[0])] if language.clitics and len(phrase) == 1 else [phrase]
            yield from ((form, Harm(what, "noun", active=active)) for form in forms)
        yield from ((phrase, Harm(what, "verb", active=active)) for phrase in _cut(language, entry.get("words", "")))
        yield from _arabic_verbs(entry.get("verbs", ""), _objects(entry.get("objects", "")), what, active=active)
        yield from _people(language, entry["people"], what)


def _cut(language: Language, value: str) -> list[tuple[str, ...]]:
    return [phrase for part in value.split("|") if (phrase := keys(part, clitics=language.clitics))]


def _objects(value: str) -> Mapping[str, frozenset[str]]:
    pairs = (part.partition("=") for part in value.split("|") if part)
    return {fold(verb): frozenset(fold(word) for word in words.split(",") if word) for verb, _, words in pairs}


def _arabic_verbs(value: str, objects: Mapping[str, frozenset[str]], what: str, *, active: bool) -> Iterator[tuple[tuple[str, ...], Harm]]:
    for verb in value.split("|"):
        past, _, present = fold(verb).partition(" ")
        harm = Harm(what, "verb", objects=objects.get(past), active=active)
        yield from (((form,), harm) for form in (arabic_past(past) if past else ()))
        yield from (((form,), harm) for form in (arabic_present(present) if present else ()))


def _people(language: Language, value: str, what: str) -> Iterator[tuple[tuple[str, ...], Harm]]:
    for part in value.split("|"):
        singles, _, plurals = part.partition("/")
        for word in singles.split(","):
            single = keys(word, clitics=language.clitics)
            yield single, Harm(what, "people", People(fighters=False, number=1))
            if language.clitics and single:
                head = single[0][:-1] + "ت" if single[0].endswith("ه") else single[0]
                yield from (((head + end,), Harm(what, "people", People(fighters=False, number=2))) for end in ("ان", "ین"))
        for word in plurals.split(","):
            yield keys(word, clitics=language.clitics), Harm(what, "people", People(fighters=False, number=0))


def is_harm(language: Language, words: Sequence[Word]) -> bool:
    """Tell whether a text has any word for what befalls people."""
    return _words(language.name).harms.any(words) is not None


def is_accident(language: Language, words: Sequence[Word]) -> bool:
    """Tell whether a sentence speaks of an accident, illness or sports."""
    return _words(language.name).accidents.any(words) is not None


def tolls(language: Language, text: str, words: Sequence[Word], *, fought: bool) -> tuple[Toll, ...]:
    """Find what a sentence counts.

    Args:
        language: its language.
        text: the report's text.
        words: the words of the sentence.
        fought: whether it tells of an attack; accidents, illness and sports are left out otherwise.
    """
    known = _words(language.name)
    if not fought and known.accidents.any(words):
        return ()
    return tuple(_merged(_Reader(language, counting(language.name), known, text, words).read()))


def _merged(found: Sequence[Toll]) -> list[Toll]:
    """Killed and injured of one event as one; a second number of a sort begins another."""
    merged: list[Toll] = []
    for toll in found:
        last = merged[-1] if merged else None
        sorts = {count.what for count in last.counts} if last is not None else set()
        if last is None or sorts & {count.what for count in toll.counts} or not sorts <= {*_HARMS, TOGETHER}:
            merged.append(toll)
        else:
            merged[-1] = Toll(min(last.first, toll.first), max(last.last, toll.last), last.trigger, (*last.counts, *toll.counts))
    return merged


@dataclass(slots=True)
class _Reader:
    language: Language
    known: Counting
    harm: _Words
    text: str
    words: Sequence[Word]
    done: int = 0

    def read(self) -> list[Toll]:
        found: list[Toll] = []
        at = 0
        while at < len(self.words):
            both = next(iter(self.harm.together.at(self.words, at)), None)
            if both is not None:
                toll = self._toll(TOGETHER, at, both.last, self._before(at, gap=2))
            else:
                toll = next((one for harm in self.harm.harms.at(self.words, at) if (one := self._befell(harm)) is not None), None)
            if toll is not None:
                found.append(toll)
                self.done = max(self.done, toll.last)
            at = max(at + 1, both.last if both is not None else 0)
        return found

    def _befell(self, found: Found[Harm]) -> Toll | None:
        harm = found.value
        if found.first < self.done and harm.use != "verb":
            return None
        if harm.use == "people":
            return self._themselves(found)
        if harm.use == "verb" and not self.language.verb_first:
            return self._toll(harm.what, found.first, found.last, self._before(found.first))
        if harm.use == "verb":
            return self._verb(found)
        return self._noun(found)

    def _noun(self, found: Found[Harm]) -> Toll | None:
        what, last = self._with_next(found.value.what, found.last)
        if self.words[found.first].readings[-1][1] in _TOTALS or any(self.words[found.first].stem(word) for word in _TOTALS):
            return self._toll(what, found.first, last, self._total(last))
        gap = _GAP if found.value.active else 0
        return self._toll(what, found.first, last, self._behind(last, gap))

    def _with_next(self, what: str, last: int) -> tuple[str, int]:
        """Killed and injured as one where the next word says so: "killing and wounding 10", "10 killed and wounded"."""
        either = last + 1 < len(self.words) and self.words[last].key in _OR
        others = self.harm.harms.at(self.words, last + either) if last < len(self.words) else []
        other = next((one for one in others if (either or one.glued.startswith("و")) and {what, one.value.what} == _HARMS), None)
        if other is None or self._counts_itself(other):
            return what, last
        return TOGETHER, other.last

    def _counts_itself(self, other: Found[Harm]) -> bool:
        """Tell whether the second of two has people of its own: "12 dead and a wounded man"."""
        return other.value.use == "people" and other.value.people is not None and other.value.people.number == TWO

    def _verb(self, found: Found[Harm]) -> Toll | None:
        harm = found.value
        if any(letter in found.glued for letter in "بلک") or found.glued.endswith("ال"):
            return None
        if harm.objects is not None and not self._has_object(found, harm.objects):
            return None
        chain = self._behind(found.last, _GAP)
        if not chain and not harm.active:
            chain = self._before(found.first, gap=2)
        what, last = self._with_next(harm.what, found.last)
        return self._toll(what, found.first, last, chain)

    def _has_object(self, found: Found[Harm], objects: frozenset[str]) -> bool:
        near = self.words[found.last : found.last + _TOTAL_GAP]
        return any(rest in objects for word in near for _, rest in word.readings)

    def _themselves(self, found: Found[Harm]) -> Toll | None:
        """Words that are a number of people themselves: "two dead", "12 wounded"."""
        harm = found.value
        number = self._number_ending(found.first)
        if number is not None:
            what, last = self._with_next(harm.what, found.last)
            return self._toll(what, number.first, last, [number], trigger=found.first)
        nobody = any(word.key in _NOBODY for word in self.words[max(0, found.first - 2) : found.first])
        if nobody:
            return self._toll(
                harm.what, found.first, found.last, [Quantity(found.first, found.last, 0, 0, found.last, fighters=False, stated=True)]
            )
        size = harm.people.number if harm.people is not None else 0
        if not size or "ال" in found.glued or not self.language.verb_first:
            return None
        return self._toll(
            harm.what, found.first, found.last, [Quantity(found.first, found.last, size, size, found.last, fighters=False, stated=True)]
        )

    def _number_ending(self, at: int) -> Quantity | None:
        for first in range(max(self.done, at - _GAP), at):
            found = quantity(self.known, self.words, first)
            if found is not None and found.stated and found.last == at and found.noun == found.last:
                return found
        return None

    def _total(self, at: int) -> list[Quantity]:
        """The number that a toll rose to."""
        for first in range(at, min(len(self.words), at + _TOTAL_GAP)):
            ahead = self.words[first]
            if ahead.key in _UP_TO or ahead.stem("بلغ") or ahead.stem("بلغت"):
                found = quantity(self.known, self.words, first + 1) if first + 1 < len(self.words) else None
                return [found] if found is not None and found.stated else []
        return []

    def _behind(self, at: int, gap: int) -> list[Quantity]:
        """The people behind a word, not farther than a gap of words that are no number and tell of nothing else."""
        for first in range(at, min(len(self.words), at + gap + 1)):
            word = self.words[first]
            if word.key in _STOPS or self._is_other(first):
                return []
            if self.known.parts.at(self.words, first):
                continue
            found = quantity(self.known, self.words, first)
            if found is not None and (found.stated or first == at):
                return self._chain(found)
        return []

    def _is_other(self, at: int) -> bool:
        return any(one.value.use != "people" for one in self.harm.harms.at(self.words, at))

    def _chain(self, first: Quantity) -> list[Quantity]:
        """The quantities joined to one; those that are told apart as a part of it are not added."""
        found, at = [first], first.last
        while at < len(self.words):
            start, comma = self._joined(at)
            if start is None or self._is_other(start) or self.known.parts.at(self.words, start):
                break
            more = quantity(self.known, self.words, start)
            if more is None or not more.stated or self._is_part(more, comma=comma):
                break
            if more.last < len(self.words) and any(one.value.use == "people" for one in self.harm.harms.at(self.words, more.last)):
                break
            found.append(more)
            at = more.last
        return found

    def _joined(self, at: int) -> tuple[int | None, bool]:
        """Where the next of a list begins, and whether a comma alone joins it; a name may stand between two people of a list."""
        if self.words[at].key in _JOINS:
            glued = at + 1 < len(self.words) and self.words[at + 1].key == "و"
            start = at + 1 + glued
            return (start if start < len(self.words) else None), self.words[at].key in _COMMAS and not glued
        for start in range(at, min(len(self.words), at + _NAME) if self.language.verb_first else at):
            if self.words[start].key in _JOINS or self.words[start].key in _STOPS:
                break
            if any(one.glued.startswith("و") for one in self.known.people.at(self.words, start)) or (
                start == at and any(one.glued == "و" for one in self.known.numbers.at(self.words, start))
            ):
                return start, False
        return None, False

    def _is_part(self, more: Quantity, *, comma: bool) -> bool:
        after = more.last < len(self.words) and bool(self.known.parts.at(self.words, more.last))
        numbered = whole(self.known, self.words, more.first) is not None
        return after or (comma and not numbered)

    def _before(self, at: int, gap: int = _BACK) -> list[Quantity]:
        """The people before a word, the nearest list of them."""
        best: list[Quantity] = []
        first = max(self.done, at - _BACK)
        while first < at:
            found = quantity(self.known, self.words[:at], first)
            if found is None or not found.stated or (found.noun == found.first and found.last < at and not self.language.verb_first):
                first += 1  # without a number, one person is meant right before the verb alone
                continue
            best = self._chain_before(found, at)
            first = best[-1].last
        return best if best and at - best[-1].last <= gap else []

    def _chain_before(self, first: Quantity, stop: int) -> list[Quantity]:
        found, at = [first], first.last
        while at < stop and self.words[at].key in _JOINS:
            more = quantity(self.known, self.words[:stop], at + 1) if at + 1 < stop else None
            if more is None or not more.stated:
                break
            found.append(more)
            at = more.last
        return found

    def _toll(self, what: str, first: int, last: int, chain: Sequence[Quantity], trigger: int | None = None) -> Toll | None:
        if not chain:
            return None
        stated = [one for one in chain if one.stated]
        if not stated:
            return None
        counts = tuple(
            self._count(what, [one for one in stated if one.fighters is armed])
            for armed in (False, True)
            if any(one.fighters is armed for one in stated)
        )
        begin, end = min(first, stated[0].first), max(last, stated[-1].last)
        return Toll(begin, end, first if trigger is None else trigger, counts)

    def _count(self, what: str, group: Sequence[Quantity]) -> CountMention:
        low = None if all(one.low is None for one in group) else sum(one.low or 0 for one in group)
        high = None if any(one.high is None for one in group) else sum(one.high or 0 for one in group)
        said = ", ".join(verbatim(self.text, self.words[one.first : one.last]) for one in group)  # without the names between them
        named = next((one for one in group if one.noun < one.last), None)
        return CountMention(what, None if named is None else self._who(named), low, high, said)

    def _who(self, one: Quantity) -> PartyMention:
        words = self.words[one.noun : one.last]
        return PartyMention(words[0].start, words[-1].end, verbatim(self.text, words))
