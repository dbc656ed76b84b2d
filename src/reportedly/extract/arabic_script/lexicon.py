"""Loads what is known of a language from `data/lexicon`: marks, frames, words of mood. Names of parties come from the parties files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from reportedly.extract.arabic_script import inflection
from reportedly.extract.arabic_script.inflection import Mood, keys
from reportedly.extract.arabic_script.text import Found, Phrases, Word
from reportedly.gazetteer.fold import fold
from reportedly.terms.claim import Kind

_KINDS = ("capital", "province", "sites", "units", "fillers")  # of the words around names, the narrowest first
_VERB_GLUES = frozenset({"", "و", "ف"})
BACK = "back"  # words that stand for the party named last
REACH = 5  # words from a verb to the noun that makes it tell of something, and from a noun to the verb that closes the clause
Table = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What words tell of, and with which marks the names beside them fill its slots.

    Attributes:
        kind: what happened.
        place: marks of the place, the surest first.
        party: marks of who acts.
        against: marks of the other side.
        needs: slots without which it is not meant.
        event: whether it names an event that counts of people join.
        beside: words, or classes of light verbs, of which one must follow; empty for none.
        reach: within how many words.
    """

    kind: Kind
    place: Sequence[str]
    party: Sequence[str]
    against: Sequence[str]
    needs: frozenset[str]
    event: bool
    beside: Phrases[Mood]
    closed: bool
    reach: int = REACH


@dataclass(frozen=True, slots=True)
class Form:
    """A form that tells of a frame.

    Attributes:
        frame: the frame.
        mood: what the form says of its truth; that of a noun is said by what stands beside it.
        alone: whether it counts where the word that should follow does not.
        verb: whether it is a verb, to which no preposition is glued.
    """

    frame: Frame
    mood: Mood
    alone: bool = False
    verb: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language.

    Attributes:
        name: ISO 639-1 code.
        verb_first: whether who acts and where stand behind the word that tells it.
        clitics: whether small words are glued to the next one.
        left: what marks names from before.
        right: what marks names from behind.
        around: words of places that stand between a mark and a name, with what they are.
        moods: words that say how what is told is meant, with their class.
        that: words that begin a clause.
        forms: forms that tell of frames.
        parties: words for parties: names, heads and what describes them.
        again: words that stand for the `place` told of last, or the `places`.
        closing: light verbs, which close a clause.
    """

    name: str
    verb_first: bool
    clitics: bool
    left: Phrases[str]
    right: Phrases[str]
    around: Phrases[str]
    moods: Phrases[str]
    that: Phrases[str]
    forms: Phrases[Form]
    parties: Phrases[str]
    again: Phrases[str]
    closing: Phrases[Mood]
    raw: Mapping[str, object] = field(repr=False)

    def phrases(self, section: str, name: str) -> list[tuple[str, ...]]:
        """The phrases of a value of the file, folded."""
        return _split(self.table(section).get(name, ""), clitics=self.clitics)

    def table(self, section: str) -> Table:
        """A section of the file whose values are texts."""
        return _table(self.raw, section)


def _table(raw: Mapping[str, object], section: str) -> Table:
    value = raw.get(section, {})
    return {key: text for key, text in value.items() if isinstance(text, str)} if isinstance(value, Mapping) else {}


def _split(value: str, *, clitics: bool) -> list[tuple[str, ...]]:
    return [phrase for part in value.replace("\n", "|").split("|") if (phrase := keys(part, clitics=clitics))]


def _classes(table: Table, *, clitics: bool) -> Phrases[str]:
    return Phrases((phrase, name) for name, value in table.items() for phrase in _split(value, clitics=clitics))


@cache
def load(name: str) -> Language:
    """Load a language.

    Args:
        name: ISO 639-1 code of a file in `data/lexicon`.
    """
    raw = tomllib.loads(resources.files("reportedly").joinpath("data", "lexicon", f"{name}.toml").read_text(encoding="utf-8"))
    clitics = raw["clitics"] is True
    around = {key: text for key, text in _table(raw, "around").items() if key != "joins"}
    return Language(
        name=name,
        verb_first=raw["order"] == "verb-first",
        clitics=clitics,
        left=_classes(_table(raw, "left"), clitics=clitics),
        right=_classes(_table(raw, "right"), clitics=clitics),
        around=_classes(dict(sorted(around.items(), key=lambda entry: _KINDS.index(entry[0]))), clitics=clitics),
        moods=_classes(_table(raw, "mood"), clitics=clitics),
        that=Phrases((phrase, "that") for phrase in _split(_table(raw, "clause")["that"], clitics=clitics)),
        forms=Phrases(_forms(raw, clitics=clitics)),
        parties=Phrases([*_parties(clitics=clitics), *((phrase, BACK) for phrase in _split(_table(raw, "back")["words"], clitics=False))]),
        closing=Phrases.joined(list(light_verbs(raw).values())),
        again=Phrases((phrase, key) for key in ("places", "place") for phrase in _split(_table(raw, "back")[key], clitics=False)),
        raw=raw,
    )


def _forms(raw: Mapping[str, object], *, clitics: bool) -> Iterator[tuple[tuple[str, ...], Form]]:
    light = light_verbs(raw)
    frames = raw["frame"]
    for entry in frames if isinstance(frames, Sequence) else ():
        table: Table = {key: value for key, value in entry.items() if isinstance(value, str)}
        frame = _frame(entry, table, light, clitics=clitics)
        nominal = set(_split(table.get("nominal", ""), clitics=clitics))
        alone = not frame.closed
        for phrase in _split(table.get("words", ""), clitics=clitics):
            yield phrase, Form(frame, Mood.TOLD, alone=alone)
        for phrase in _split(table.get("untold", ""), clitics=clitics):
            yield phrase, Form(frame, Mood.OPEN, alone=alone)
        for phrase in _split(table.get("nouns", ""), clitics=clitics):
            for form in _nouns(phrase, clitics=clitics):
                yield form, Form(frame, Mood.NOUN, alone=alone or phrase in nominal)
        for form, mood in _verbs(table.get("verbs", ""), clitics=clitics):
            yield form, Form(frame, mood, alone=alone, verb=True)


def _frame(entry: Mapping[str, object], table: Table, light: Mapping[str, Phrases[Mood]], *, clitics: bool) -> Frame:
    wanted = table.get("with", "")
    classes = [light[name] for name in wanted.split() if name in light]
    beside = (
        Phrases.joined(classes)
        if light
        else Phrases((form, Mood.TOLD) for one in _split(wanted, clitics=clitics) for form in _nouns(one, clitics=clitics))
    )
    reach = entry.get("reach")
    return Frame(
        kind=Kind(table["kind"]),
        place=table["place"].split(),
        party=table["party"].split(),
        against=table["against"].split(),
        needs=frozenset(table["needs"].split()),
        event=entry.get("event") is True,
        beside=beside,
        closed=bool(wanted),
        reach=reach if isinstance(reach, int) else REACH,
    )


def light_verbs(raw: Mapping[str, object]) -> dict[str, Phrases[Mood]]:
    """The classes of light verbs of a language, with the mood of each form; empty for languages without."""
    return {name: Phrases(_light(value)) for name, value in _table(raw, "light").items()}


def _light(value: str) -> Iterator[tuple[tuple[str, ...], Mood]]:
    if ";" in value:  # forms are listed: told; not told
        for part, mood in zip(value.split(";"), (Mood.TOLD, Mood.OPEN), strict=True):
            yield from (((fold(form),), mood) for form in part.split())
        return
    yield from _persian(value)


def _persian(value: str) -> Iterator[tuple[tuple[str, ...], Mood]]:
    for verb in value.split():
        past, _, present = fold(verb.replace("/", " ").replace("\u200c", "")).partition(" ")
        yield from ((tuple(form.split()), mood) for form, mood in inflection.persian_forms(past, present))


def _verbs(value: str, *, clitics: bool) -> Iterator[tuple[tuple[str, ...], Mood]]:
    if not clitics:
        yield from ((form, mood) for form, mood in _persian(value) if mood is not Mood.NOUN)
        return
    for verb in value.split("|"):
        past, _, present = fold(verb).partition(" ")
        yield from (((form,), Mood.TOLD) for form in (inflection.arabic_past(past) if past else ()))
        yield from (((form,), Mood.TOLD) for form in (inflection.arabic_present(present) if present else ()))


def _nouns(phrase: tuple[str, ...], *, clitics: bool) -> Iterable[tuple[str, ...]]:
    if not clitics or len(phrase) > 1:
        return (phrase,)
    return [(form,) for form in dict.fromkeys(inflection.arabic_noun(phrase[0]))]


@cache
def _party_phrases() -> tuple[tuple[str, str], ...]:
    raw = tomllib.loads(resources.files("reportedly").joinpath("data", "parties", "arabic_script.toml").read_text(encoding="utf-8"))
    named = [(phrase, "name") for value in raw["names"].values() for phrase in value.split("|")]
    parts = [(phrase, part) for part, value in raw["generic"].items() for phrase in value.replace("\n", "|").split("|")]
    lands = [(phrase, "country") for value in raw["countries"].values() for phrase in value.split(";")[0].split("|")]
    adjectives = [(phrase, "adjective") for value in raw["countries"].values() for phrase in value.split(";")[1].split("|")]
    return tuple((phrase.strip(), sort) for phrase, sort in (*named, *parts, *lands, *adjectives) if phrase.strip())


def _parties(*, clitics: bool) -> Iterator[tuple[tuple[str, ...], str]]:
    """Words for parties: `name`, the part that they play, `country`, `adjective`."""
    return ((keys(phrase, clitics=clitics), sort) for phrase, sort in _party_phrases() if sort != "civilian")


def forms_at(language: Language, words: Sequence[Word], at: int) -> list[Found[Form]]:
    """The forms of frames that begin at a word, longer ones and narrower frames first; verbs have no preposition glued to them."""
    return [one for one in language.forms.at(words, at) if not one.value.verb or one.glued in _VERB_GLUES]
